"""Key indicator 12: more audits that find good practice, and what comes of audits.

The grade of an audit is the moderator's where there is one, else the auditor's, as the newest list
has it. Not here: what children and families say (``ki12_voice_and_learning``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.quality_assurance import (
    GOOD_OR_BETTER,
    IMPROVED,
    INADEQUATE,
    actions_closed,
    actions_due,
    actions_open_overdue,
    completed_audits,
    moderated_audits,
    planned_audits,
    re_audits_completed,
)
from ae_pipeline.measures.shapes import Count, Proportion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_LOCAL = "Local, from quality assurance records"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_PRACTICE, _ASSURANCE = (3, 8), (8,)


@measure(
    title="Audits graded good or better",
    key_indicator=12,
    priorities=_PRACTICE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audits_good_pct(period: Period) -> Proportion:
    """Of audits completed in the period and graded, those good or outstanding.

    The moderator's grade counts where there is one. Ungraded audits are left out; re-audits are
    not.
    """
    audits = completed_audits(period)
    graded = only(audits, audits.c.grade.is_not(None))
    return Proportion(of=graded, where=graded.c.grade.in_(GOOD_OR_BETTER))


@measure(
    title="Audits graded inadequate",
    key_indicator=12,
    priorities=_PRACTICE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audits_inadequate_pct(period: Period) -> Proportion:
    """Of audits completed in the period and graded, those inadequate.

    The moderator's grade counts where there is one; ungraded audits are left out.
    """
    audits = completed_audits(period)
    graded = only(audits, audits.c.grade.is_not(None))
    return Proportion(of=graded, where=graded.c.grade == INADEQUATE)


@measure(
    title="Audits completed of those planned",
    key_indicator=12,
    priorities=_ASSURANCE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audits_completed(period: Period) -> Proportion:
    """Of audits planned for a day of the period, those completed by its end, late or early."""
    audits = planned_audits(period)
    return Proportion(of=audits, where=audits.c.completed_on <= day(period.end))


@measure(
    title="Audits that find good assessment",
    key_indicator=12,
    priorities=_PRACTICE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_assessment_good_pct(period: Period) -> Proportion:
    """Of audits completed in the period with a grade of the assessment, those good or outstanding.

    The grade is the auditor's: parts are not moderated.
    """
    audits = completed_audits(period)
    graded = only(audits, audits.c.assessment_grade.is_not(None))
    return Proportion(of=graded, where=graded.c.assessment_grade.in_(GOOD_OR_BETTER))


@measure(
    title="Audits that find good planning",
    key_indicator=12,
    priorities=_PRACTICE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_planning_good_pct(period: Period) -> Proportion:
    """Of audits completed in the period with a grade of the plan, those good or outstanding.

    The grade is the auditor's: parts are not moderated.
    """
    audits = completed_audits(period)
    graded = only(audits, audits.c.planning_grade.is_not(None))
    return Proportion(of=graded, where=graded.c.planning_grade.in_(GOOD_OR_BETTER))


@measure(
    title="Audits that find good management oversight",
    key_indicator=12,
    priorities=(3, 7, 8),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_oversight_good_pct(period: Period) -> Proportion:
    """Of audits completed in the period with a grade of oversight, those good or outstanding.

    Oversight is supervision and management oversight, as the auditor graded it.
    """
    audits = completed_audits(period)
    graded = only(audits, audits.c.oversight_grade.is_not(None))
    return Proportion(of=graded, where=graded.c.oversight_grade.in_(GOOD_OR_BETTER))


@measure(
    title="Audits whose moderator agreed",
    key_indicator=12,
    priorities=_ASSURANCE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_moderation_agreement_pct(period: Period) -> Proportion:
    """Of audits moderated in the period, those given the same grade as by the auditor.

    An audit that the auditor left ungraded is left out.
    """
    audits = moderated_audits(period)
    both = only(audits, audits.c.overall_grade.is_not(None) & audits.c.moderated_grade.is_not(None))
    return Proportion(of=both, where=both.c.overall_grade == both.c.moderated_grade)


@measure(
    title="Re-audits graded better than before",
    key_indicator=12,
    priorities=_PRACTICE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
    looks_back=12,
)
def reaudit_improved_pct(period: Period) -> Proportion:
    """Of graded re-audits completed in the period, those with a better grade than the audit before.

    Both by the moderator's grade where there is one. A re-audit of an audit that is ungraded, or
    not in the list of two years, is left out.
    """
    audits = re_audits_completed(period)
    return Proportion(of=audits, where=audits.c.rank < audits.c.first_rank)


@measure(
    title="Audit actions closed on time",
    key_indicator=12,
    priorities=_ASSURANCE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_actions_on_time_pct(period: Period) -> Proportion:
    """Of actions from audits due in the period, those closed by the day they were due.

    An action without such a day is left out; one still open is not on time.
    """
    actions = actions_due(period)
    return Proportion(of=actions, where=actions.c.closed_on <= actions.c.due_on)


@measure(
    title="Audit actions overdue",
    key_indicator=12,
    priorities=_ASSURANCE,
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
)
def audit_actions_open_overdue(period: Period) -> Count:
    """Actions from audits that were due before the period's last day and not closed by its end.

    Due on the day itself is not overdue; closed on the day is closed.
    """
    return Count(of=actions_open_overdue(period.end))


@measure(
    title="Audit actions that changed something for the child",
    key_indicator=12,
    priorities=_PRACTICE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_actions_impact_pct(period: Period) -> Proportion:
    """Of actions from audits closed in the period, those recorded as an improvement for the child.

    One whose effect is not known, or not recorded, shows none.
    """
    actions = actions_closed(period)
    return Proportion(of=actions, where=actions.c.impact == IMPROVED)
