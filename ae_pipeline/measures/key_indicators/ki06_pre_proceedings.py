"""Key indicator 6: the right children in pre-proceedings (PLO) at the right time.

The census tells of them from the collection year 2025-26 on, so there is nothing before. A figure
is of children: brothers and sisters in one set of proceedings count each. Applications that no
pre-proceedings came before, as in an emergency, are not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.protection_plans import (
    in_pre_proceedings,
    pre_proceedings_ended,
    pre_proceedings_started,
    taken_to_court,
)
from ae_pipeline.measures.shapes import Count, Median, Proportion, Rate

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_LOCAL = "Local, from the children in need census"
_FLOW = (Frequency.QUARTER, Frequency.TWELVE_MONTHS)
_WEEKS_FROM_DAYS = 14
"""Half of a sum of two middle values, and seven days a week."""


@measure(
    title="Children in pre-proceedings",
    key_indicator=6,
    priorities=(3,),
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_LOCAL,
)
def plo_active(period: Period) -> Count:
    """Children for whom pre-proceedings had begun by the last day and were not decided by it.

    Decided is the day of the decision to go to court or to step down, or of the application to
    court if that is earlier or alone; on that day the child is no longer in them. A child counts
    once.
    """
    return Count(in_pre_proceedings(period.end))


@measure(
    title="Weeks in pre-proceedings",
    key_indicator=6,
    priorities=(3,),
    unit=Unit.WEEKS,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_LOCAL,
    frequencies=_FLOW,
    scale=_WEEKS_FROM_DAYS,
)
def plo_duration_weeks(period: Period) -> Median:
    """Median weeks in pre-proceedings of those decided in the period.

    Days from the start to the decision to go to court or to step down, or to the application to
    court if that is earlier or alone, in weeks of seven days. Ends that were imputed are left out.
    """
    ended = pre_proceedings_ended(period)
    return Median(of=ended, value=ended.c.days)


@measure(
    title="Children for whom there was an application to court",
    key_indicator=6,
    priorities=(3,),
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    decimals=1,
    source=_LOCAL,
    frequencies=_FLOW,
)
def care_application_rate(period: Period) -> Rate:
    """Children whose pre-proceedings led to an application to court in the period, per 10,000.

    By the date of the application, each child once. Cafcass's published rate is of applications,
    which can be about several children, and has those without pre-proceedings too: it is not to
    be compared with this one.
    """
    return Rate(taken_to_court(period))


@measure(
    title="Family group decision-making offered before proceedings",
    key_indicator=6,
    priorities=(2, 3),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LOCAL,
    frequencies=_FLOW,
)
def plo_family_meeting_offered_pct(period: Period) -> Proportion:
    """Of pre-proceedings that began in the period, those with a family meeting offered since.

    A family group decision-making meeting, offered by the time of the newest file, so that a
    figure can still grow. Not told whether it was counts as not offered.
    """
    started = pre_proceedings_started(period)
    return Proportion(of=started, where=started.c.meeting_offered)


@measure(
    title="Family group decision-making held before proceedings",
    key_indicator=6,
    priorities=(2, 3),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LOCAL,
    frequencies=_FLOW,
)
def plo_family_meeting_held_pct(period: Period) -> Proportion:
    """Of pre-proceedings that began in the period, those with a family meeting held since.

    A family group decision-making meeting, held by the time of the newest file, so that a figure
    can still grow. Not told whether it was counts as not held.
    """
    started = pre_proceedings_started(period)
    return Proportion(of=started, where=started.c.meeting_held)
