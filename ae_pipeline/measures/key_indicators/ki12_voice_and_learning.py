"""Key indicator 12: whether children and families are heard, and whether what they say changes it.

Not here: grades of audits as a whole (``ki12_audits``) or complaints (``ki05_other_timeliness``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.local_standards import WISH_KEPT
from ae_pipeline.measures.populations import quality_assurance as population
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shapes import Count, Mean, Proportion, Total

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_LOCAL = "Local, from quality assurance records"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_VOICE = (8,)


@measure(
    title="Audits with the family's view",
    key_indicator=12,
    priorities=(3, 8),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_family_feedback_pct(period: Period) -> Proportion:
    """Of audits completed in the period, those that record the family's view.

    Where it is not said whether they do, they do not.
    """
    audits = population.completed_audits(period)
    return Proportion(of=audits, where=audits.c.family_feedback)


@measure(
    title="Audits with the child's view",
    key_indicator=12,
    priorities=(3, 8),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_child_feedback_pct(period: Period) -> Proportion:
    """Of audits completed in the period, those that record the child's own view.

    Where it is not said whether they do, they do not.
    """
    audits = population.completed_audits(period)
    return Proportion(of=audits, where=audits.c.child_feedback)


@measure(
    title="Audits that find the child was heard",
    key_indicator=12,
    priorities=(3, 8),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def audit_child_voice_pct(period: Period) -> Proportion:
    """Of audits completed in the period with a grade of how the child was heard, those good.

    Good or outstanding, by the auditor: parts are not moderated.
    """
    audits = population.completed_audits(period)
    graded = only(audits, audits.c.voice_grade.is_not(None))
    return Proportion(of=graded, where=graded.c.voice_grade.in_(population.GOOD_OR_BETTER))


@measure(
    title="Compliments",
    key_indicator=12,
    priorities=_VOICE,
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def compliments(period: Period) -> Count:
    """Compliments received in the period, from whomever."""
    return Count(of=population.compliments(period))


@measure(
    title="Children and young people taking part",
    key_indicator=12,
    priorities=_VOICE,
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def participation_children(period: Period) -> Total:
    """Children and young people at activities held in the period, summed over activities.

    Who takes part in two counts twice; an activity whose number is not known adds nothing.
    """
    held = population.activities(period)
    return Total(of=held, value=held.c.children)


@measure(
    title="Participation that changed something and was reported back",
    key_indicator=12,
    priorities=_VOICE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def participation_changes_pct(period: Period) -> Proportion:
    """Of activities held in the period, those that closed the loop by its end.

    Something changed in answer, and the young people were told by the end of the period. Unknown
    is neither; of the newest activities some have not been answered yet.
    """
    held = population.activities(period)
    told = held.c.reported_back_on <= day(period.end)
    return Proportion(of=held, where=held.c.change_made & told)


@measure(
    title="Ten Wishes: mean score",
    key_indicator=12,
    priorities=_VOICE,
    unit=Unit.MEAN,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=2,
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def ten_wishes_score(period: Period) -> Mean:
    """Mean of the scores that young people gave to each of the Ten Wishes in the period.

    From 1, never kept, to 5, always. Every wish that was answered counts alike; one that was left
    empty does not.
    """
    answers = population.wish_answers(period)
    return Mean(of=answers, value=answers.c.score)


@measure(
    title="Ten Wishes: wishes kept",
    key_indicator=12,
    priorities=_VOICE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=(Frequency.TWELVE_MONTHS,),
    of_people=False,
)
def ten_wishes_kept_pct(period: Period) -> Proportion:
    """Of answers to each of the Ten Wishes given in the period, those that score it 4 or 5.

    A wish left empty is not counted. One young person answers for up to ten wishes.
    """
    answers = population.wish_answers(period)
    return Proportion(of=answers, where=answers.c.score >= WISH_KEPT)
