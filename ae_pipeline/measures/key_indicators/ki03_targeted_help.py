"""Key indicator 3: more targeted interventions, and what they do for children.

An intervention is one child's time in one targeted programme. Nothing of it is published by a
department, so every definition is local. Family group conferences have their own module
(``ki03_family_led``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.early_help import children_helped
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.targeted_help import (
    edge_of_care_ended,
    interventions_ended,
    interventions_referred_on,
    interventions_started,
    young_children_at_hubs,
)
from ae_pipeline.measures.shapes import Count, Proportion, Rate

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_LOCAL = "Local"
_HUBS = "Local, after the Family Hubs and Start for Life programme"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_COMPLETED, _MOVED = "COMPLETED", "MOVED"
_TARGETED = "3"


@measure(
    title="Targeted interventions started",
    key_indicator=3,
    priorities=(2,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def targeted_interventions_started(period: Period) -> Count:
    """Targeted interventions that began in the period: a child and a programme.

    A child in two programmes counts twice. A second time in the same programme counts only if the
    time before had ended by the day the second began; of two begun on one day one counts.
    """
    return Count(of=interventions_started(period))


@measure(
    title="Targeted interventions started, per 10,000 children",
    key_indicator=3,
    priorities=(2,),
    unit=Unit.PER_10_000,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
    population="0-17",
)
def targeted_intervention_rate(period: Period) -> Rate:
    """Targeted interventions that began in the period, per 10,000 children aged 0 to 17.

    Counted as in the measure of interventions started. A month's or a quarter's rate is of that
    time and not made up to a year.
    """
    return Rate(of=interventions_started(period))


@measure(
    title="Children open to targeted help, per 10,000 children",
    key_indicator=3,
    priorities=(2,),
    unit=Unit.PER_10_000,
    polarity=Polarity.NONE,
    source=_LOCAL,
    decimals=1,
    population="0-17",
)
def targeted_help_open_rate(period: Period) -> Rate:
    """Children open to early help on the last day whose level of need is 3, per 10,000 children.

    Children as in the rate of children open to early help. Of a child in two open episodes the
    one that began first says the level; a level that is not told is not 3.
    """
    children = children_helped(period.end)
    return Rate(of=only(children, children.c.level_of_need == _TARGETED))


@measure(
    title="Targeted interventions completed as planned",
    key_indicator=3,
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def targeted_intervention_completion_pct(period: Period) -> Proportion:
    """Of targeted interventions that ended in the period, those completed (COMPLETED).

    Completed in part is not completed, nor is one of which it is not told how it ended. Left out
    are children who moved away (MOVED).
    """
    ended = interventions_ended(period)
    moved = ended.c.completion == _MOVED
    stayed = only(ended, ended.c.completion.is_(None) | ~moved)
    return Proportion(of=stayed, where=stayed.c.completion == _COMPLETED)


@measure(
    title="Targeted interventions after which the child had improved",
    key_indicator=3,
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def targeted_intervention_improved_pct(period: Period) -> Proportion:
    """Of interventions that ended in the period with both scores, those whose score improved.

    By the least change that the programme's measure asks for, or more, in the direction that is
    better for it; no change is no improvement even where none is asked for. Left out are
    interventions without a score before or after, or where the better direction is not told.
    Read it with the share of interventions that are scored.
    """
    ended = interventions_ended(period)
    scored = only(ended, ended.c.improved.is_not(None))
    return Proportion(of=scored, where=scored.c.improved == 1)


@measure(
    title="Targeted interventions scored before and after",
    key_indicator=3,
    priorities=(2, 8),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def targeted_intervention_scored_pct(period: Period) -> Proportion:
    """Of interventions that ended in the period, those that can be judged by their scores.

    A score before and one after, and the better direction. However the intervention ended.
    """
    ended = interventions_ended(period)
    return Proportion(of=ended, where=ended.c.improved.is_not(None))


@measure(
    title="Targeted interventions in which the child's own goal was met",
    key_indicator=3,
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def targeted_intervention_goal_met_pct(period: Period) -> Proportion:
    """Of interventions that ended in the period, those in which the child's own goal was met.

    Left out are interventions of which that is not told.
    """
    ended = interventions_ended(period)
    told = only(ended, ended.c.goal_met.is_not(None))
    return Proportion(of=told, where=told.c.goal_met)


@measure(
    title="Targeted interventions followed by a referral to social care within 12 months",
    key_indicator=3,
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=(Frequency.LAGGED_YEAR,),
    looks_ahead=12,
)
def targeted_reescalation_pct(period: Period) -> Proportion:
    """Of interventions that ended in the period, those whose child was referred within a year.

    A referral to social care with further action, on the day the intervention ended or by its
    anniversary, that day included (of 29 February: the 28th). One of which it is not told whether
    there was further action counts. Each intervention counts, however it ended. Children whom
    nobody is known by are left out, for what followed cannot be told.
    """
    ended = interventions_referred_on(period)
    return Proportion(of=ended, where=ended.c.referred_in_12 == 1)


@measure(
    title="Children under five seen by a family hub in the last 12 months",
    key_indicator=3,
    priorities=(1, 2),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_HUBS,
    decimals=1,
    of_people=False,
    population="0-4",
)
def family_hub_reach_pct(period: Period) -> Rate:
    """Children under five whom a family hub saw in the twelve months to the last day of the period.

    As a percentage of the area's children aged 0 to 4. Twelve months to 31 March are from 1 April
    on. Age is that on the last day. Each child once, at whichever hub, and broken down by the one
    that saw them last; registered without a visit is not reached. Children whose date of birth is
    not known, who are not born by the day, or whom nobody is known by, are left out.
    """
    children = young_children_at_hubs(period.end)
    return Rate(of=only(children, children.c.seen == 1))


@measure(
    title="Children under five registered with a family hub",
    key_indicator=3,
    priorities=(1,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_HUBS,
    decimals=1,
    of_people=False,
    population="0-4",
)
def family_hub_registered_pct(period: Period) -> Rate:
    """Children under five who are registered with a family hub on the last day of the period.

    As a percentage of the area's children aged 0 to 4; seen or not. A child on the hub's list
    without a day of registering counts, and so does one whom the hub saw before it registered
    them. Otherwise as in the measure of children seen.
    """
    return Rate(of=young_children_at_hubs(period.end))


@measure(
    title="Edge-of-care work not followed by care within 12 months",
    key_indicator=(3, 6),
    priorities=(2, 4),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=(Frequency.LAGGED_YEAR,),
    looks_ahead=12,
)
def edge_of_care_prevented_pct(period: Period) -> Proportion:
    """Of edge-of-care work that ended in the period, that whose child did not come into care.

    The programme "Edge of care", whatever its capitals. The child did not start to be looked
    after (reason for new episode S; short breaks apart) from the day the work began to the
    anniversary of its end, that day included (of 29 February: the 28th). However the work ended;
    a child who has turned 18 meanwhile stays. Children whom nobody is known by are left out.
    """
    ended = edge_of_care_ended(period)
    return Proportion(of=ended, where=ended.c.entered_in_12 == 0)


@measure(
    title="Edge-of-care work not followed by care within 6 months",
    key_indicator=(3, 6),
    priorities=(2, 4),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=(Frequency.LAGGED_YEAR,),
    looks_ahead=6,
)
def edge_of_care_prevented_6m_pct(period: Period) -> Proportion:
    """Of edge-of-care work that ended in the period, that whose child did not come into care.

    As the measure of twelve months, up to the same day of the month six months later, or the last
    of a shorter month.
    """
    ended = edge_of_care_ended(period)
    return Proportion(of=ended, where=ended.c.entered_in_6 == 0)
