"""Key indicator 6: the right children on child protection plans at the right time.

Rates are per 10,000 children aged 0 to 17, of a period as long as it is. A plan holds from the
day it starts and not on the day it ends; a child has one that starts on a day. Not here: whether
conferences and reviews are in time (``ki05_social_care_timeliness``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.protection_plans import (
    MONTHS_SINCE_A_PLAN,
    conferences,
    had_a_plan_lately,
    led_to_a_plan,
    on_a_plan,
    plans_ended,
    plans_started,
)
from ae_pipeline.measures.shapes import Proportion, Rate

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SOURCE = "DfE, Characteristics of children in need"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_RIGHT_CHILDREN = (2, 3)

LONGEST_DAYS = 729
"""A plan that has lasted more days than that has lasted two years."""


@measure(
    title="Children on child protection plans",
    key_indicator=6,
    priorities=_RIGHT_CHILDREN,
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    decimals=1,
    source=_SOURCE,
    lait="CPP_rate",
)
def cpp_rate(period: Period) -> Rate:
    """Children on a child protection plan on the last day of the period, per 10,000 aged 0 to 17.

    The plan started by that day and had not ended by it: a child is on no plan on the day it
    ends. A child with two at once counts once. Children not born yet count.
    """
    return Rate(on_a_plan(period.end))


@measure(
    title="Child protection plans started",
    key_indicator=6,
    priorities=_RIGHT_CHILDREN,
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    decimals=1,
    source=_SOURCE,
    lait="CPP_Abuse_Rate",
    frequencies=_FLOW,
)
def cpp_start_rate(period: Period) -> Rate:
    """Child protection plans that started in the period, per 10,000 aged 0 to 17.

    Each plan counts, also a child's second of the period.
    """
    return Rate(plans_started(period))


@measure(
    title="Initial child protection conferences",
    key_indicator=6,
    priorities=_RIGHT_CHILDREN,
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    decimals=1,
    source=_SOURCE,
    lait="ISCP_Conf",
    frequencies=_FLOW,
)
def icpc_rate(period: Period) -> Rate:
    """Initial child protection conferences held in the period, per 10,000 aged 0 to 17.

    Each counts, those of children who moved here on another authority's plan too; a child has one
    a day.
    """
    return Rate(conferences(period))


@measure(
    title="Initial conferences that led to a plan",
    key_indicator=6,
    priorities=_RIGHT_CHILDREN,
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    decimals=1,
    source=_SOURCE,
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def icpc_to_cpp_pct(period: Period) -> Proportion:
    """Of initial conferences held in the period, those that led to a child protection plan.

    A plan of the person's started on the day of the conference, as the census asks. A conference
    of a child of whom it is not known who they are led to none.
    """
    held = conferences(period)
    return Proportion(of=held, where=led_to_a_plan(held))


@measure(
    title="Plans that are a child's second or a later one",
    key_indicator=6,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="PrevRegCPR",
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def cpp_repeat_pct(period: Period) -> Proportion:
    """Of plans that started in the period, those of children who had been on a plan before.

    However long ago and wherever, by the number of previous plans that the census asks for. A
    number that is not told counts as none.
    """
    started = plans_started(period)
    return Proportion(of=started, where=started.c.previous_plans >= 1)


@measure(
    title="Plans that follow another within two years",
    key_indicator=6,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source="Local, from the children in need census",
    frequencies=(Frequency.QUARTER, Frequency.TWELVE_MONTHS),
    looks_back=MONTHS_SINCE_A_PLAN,
)
def cpp_repeat_2yr_pct(period: Period) -> Proportion:
    """Of plans that started in the period, those within two years of the person's last plan.

    A plan of this authority's that began before ended in the 24 calendar months up to the start,
    on the anniversary and on the day of the start too. Ends that were imputed are none. A plan of
    a child of whom it is not known who they are follows none.
    """
    started = plans_started(period)
    return Proportion(of=started, where=had_a_plan_lately(started))


@measure(
    title="Children on a plan for two years or more",
    key_indicator=6,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="CPPlans2yrsActive",
)
def cpp_2yr_open_pct(period: Period) -> Proportion:
    """Of children on a plan on the last day of the period, those on it for two years or more.

    More than 729 days from the day it started to the last day of the period.
    """
    children = on_a_plan(period.end)
    return Proportion(of=children, where=children.c.days > LONGEST_DAYS)


@measure(
    title="Plans that ended after two years or more",
    key_indicator=6,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="CPPlans2yrs",
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def cpp_2yr_ended_pct(period: Period) -> Proportion:
    """Of plans that ended in the period, those that had lasted two years or more.

    More than 729 days from the day it started to the day it ended. Each ending counts; one that
    was imputed, because the next year's file no longer mentions the plan, is none.
    """
    ended = plans_ended(period)
    return Proportion(of=ended, where=ended.c.days > LONGEST_DAYS)


@measure(
    title="Plans that ended within three months",
    key_indicator=6,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    decimals=1,
    source=_SOURCE,
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def cpp_under_3m_ended_pct(period: Period) -> Proportion:
    """Of plans that ended in the period, those that ended within three calendar months.

    On the same day three months after the start too (for a start on 30 November, 28 or 29
    February). Each ending counts; one that was imputed is none.
    """
    ended = plans_ended(period)
    return Proportion(of=ended, where=ended.c.short == 1)
