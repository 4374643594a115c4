"""Key indicator 3, family-led plans: family group conferences, and what came of them.

The return has a row for each child about whom a conference was offered, so brothers and sisters
of one meeting count each. ``programme`` is why it was offered. Definitions are local.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.targeted_help import (
    conferences_followed,
    conferences_held,
    conferences_offered,
)
from ae_pipeline.measures.shapes import Count, Proportion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_LOCAL = "Local"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_PRIORITIES = (2, 3)
_AGREED = "PLAN"


@measure(
    title="Children offered a family group conference",
    key_indicator=3,
    priorities=_PRIORITIES,
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def fgc_offered(period: Period) -> Count:
    """Offers of a family group conference made in the period, one for each child.

    Whatever came of it. A child offered one twice counts twice.
    """
    return Count(of=conferences_offered(period))


@measure(
    title="Family group conferences accepted",
    key_indicator=3,
    priorities=_PRIORITIES,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def fgc_accepted_pct(period: Period) -> Proportion:
    """Of family group conferences offered in the period and answered, those the family accepted.

    Offers that the family still considers are left out. By child.
    """
    offered = conferences_offered(period)
    answered = only(offered, offered.c.accepted.is_not(None))
    return Proportion(of=answered, where=answered.c.accepted)


@measure(
    title="Children with a family group conference held",
    key_indicator=3,
    priorities=_PRIORITIES,
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def fgc_held(period: Period) -> Count:
    """Family group conferences held in the period, one for each child, whenever offered."""
    return Count(of=conferences_held(period))


@measure(
    title="Children with a family-led plan agreed",
    key_indicator=3,
    priorities=_PRIORITIES,
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def family_led_plans(period: Period) -> Count:
    """Family plans agreed at family group conferences held in the period, one for each child.

    A conference whose outcome is not told has none.
    """
    held = conferences_held(period)
    return Count(of=only(held, held.c.outcome == _AGREED))


@measure(
    title="Family group conferences that agreed a family plan",
    key_indicator=3,
    priorities=_PRIORITIES,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def fgc_plan_agreed_pct(period: Period) -> Proportion:
    """Of family group conferences held in the period, those that agreed a family plan.

    By child. A conference whose outcome is not told agreed none.
    """
    held = conferences_held(period)
    return Proportion(of=held, where=held.c.outcome == _AGREED)


@measure(
    title="Family plans reviewed within six months",
    key_indicator=3,
    priorities=_PRIORITIES,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=(Frequency.LAGGED_YEAR,),
    looks_ahead=6,
)
def family_plan_reviewed_pct(period: Period) -> Proportion:
    """Of family plans agreed at conferences held in the period, those reviewed within six months.

    From the conference up to the same day of the month six months later, or the last of a shorter
    month, that day included. By child.
    """
    held = conferences_held(period)
    plans = only(held, held.c.outcome == _AGREED)
    return Proportion(of=plans, where=plans.c.reviewed_in_6 == 1)


@measure(
    title="Children who stayed out of care after a family group conference",
    key_indicator=(3, 6),
    priorities=(2, 3, 4),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=(Frequency.LAGGED_YEAR,),
    looks_ahead=12,
)
def fgc_remained_in_family_pct(period: Period) -> Proportion:
    """Of family group conferences held in the period, those whose child stayed out of care.

    About children not looked after on the day it was held (short breaks apart). The child did not
    start to be looked after (reason for new episode S) from that day to its anniversary, that day
    included (of 29 February: the 28th). Whatever the outcome of the conference. A child who has
    turned 18 meanwhile stays. Children whom nobody is known by are left out.
    """
    held = conferences_followed(period)
    return Proportion(of=held, where=held.c.entered_in_12 == 0)
