"""Key indicator 9, finding homes: planned, as sought, with brothers and sisters, and suitable.

From the placement team's searches and offers, care leavers' homes as they are today, and young
people who come as homeless. Not here: what the looked-after return tells
(``ki09_right_accommodation``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations import searches
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shapes import Count, Proportion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_LOCAL = "Local"
_EVENTS = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_FEW_EVENTS = (Frequency.TWELVE_MONTHS, Frequency.QUARTER)
"""Of what happens a few times a month: a month's figure would say nothing."""
_NEVER_SUITABLE = ("BED_AND_BREAKFAST", "NO_FIXED_ABODE", "EMERGENCY", "CUSTODY")


@measure(
    title="Entries to care that were not planned",
    key_indicator=9,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    frequencies=_EVENTS,
)
def unplanned_care_entries_pct(period: Period) -> Proportion:
    """Of searches for a home for a child coming into care, those at no more than a day's notice.

    Asked for in the period, because the child enters care, in an emergency, is homeless or
    unaccompanied; not withdrawn. At a day's notice is a home needed on the day of the request or
    the next day of the calendar, or already before it, and an emergency whenever it is needed. If
    the day is not told and it is no emergency, it is not.
    """
    asked = searches.requests_made(period)
    entering = only(asked, asked.c.reason.in_(searches.INTO_CARE))
    next_day = sa.cast(entering.c.requested_on + sa.text("interval '1 day'"), sa.Date)
    at_once = (entering.c.needed_by <= next_day) | (entering.c.reason == searches.EMERGENCY)
    return Proportion(of=entering, where=at_once)


def _as_sought(found: sa.FromClause) -> Proportion:
    known = only(found, found.c.found.is_not(None) & found.c.sought.is_not(None))
    registered = sa.func.coalesce(known.c.unregistered, sa.false()).is_(sa.false())
    return Proportion(of=known, where=(known.c.found == known.c.sought) & registered)


@measure(
    title="Children placed in the sort of home sought",
    key_indicator=9,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_EVENTS,
)
def placement_first_choice_pct(period: Period) -> Proportion:
    """Of searches that ended with a home in the period, those that found what was sought.

    The first offer taken is of the sort sought (foster, residential, supported, secure, parent and
    child), and its provider is not known to be unregistered. Left out: a search of which no taken
    offer, or not what was sought, is told.
    """
    return _as_sought(searches.searches_ended(period))


@measure(
    title="Children entering care placed in the sort of home sought",
    key_indicator=9,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FEW_EVENTS,
)
def placement_first_choice_entering_pct(period: Period) -> Proportion:
    """``placement_first_choice_pct`` of searches for children coming into care alone.

    Because the child enters care, in an emergency, is homeless or unaccompanied.
    """
    found = searches.searches_ended(period)
    return _as_sought(only(found, found.c.reason.in_(searches.INTO_CARE)))


@measure(
    title="Brothers and sisters placed together",
    key_indicator=9,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FEW_EVENTS,
)
def siblings_together_pct(period: Period) -> Proportion:
    """Of searches that ended with a home in the period, those to live with brothers and sisters.

    Of children with brothers or sisters in the search: where the request does not say whether they
    are to live together, it is left out. Each child's request counts.
    """
    found = searches.searches_ended(period)
    told = only(found, found.c.siblings_together.is_not(None))
    return Proportion(of=told, where=told.c.siblings_together)


@measure(
    title="Moves from residential care to a family home",
    key_indicator=(7, 9),
    priorities=(4,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FEW_EVENTS,
)
def step_down_from_residential(period: Period) -> Count:
    """Searches to step down from residential care that ended with a family home in the period.

    A family home is a foster or a parent-and-child placement: of the first offer taken or, where
    none is told, as sought. A move home, or to family or friends, is not searched for and so not
    counted. A child who stepped down twice counts twice.
    """
    found = searches.searches_ended(period)
    home = sa.func.coalesce(found.c.found, found.c.sought)
    down = (found.c.reason == searches.STEP_DOWN) & home.in_(searches.FAMILY_HOMES)
    return Count(of=only(found, down))


@measure(
    title="Children in homes not registered with Ofsted",
    key_indicator=9,
    priorities=(4,),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
)
def cla_unregistered_count(period: Period) -> Count:
    """Children in a home whose provider is not registered, on the last day of the period.

    By the offers that were taken: the stay began by that day and its own last day is that day or
    later. Each child once; a stay whose child is not known counts. Where it is not told whether a
    provider is registered, it is taken to be.
    """
    return Count(of=searches.in_unregistered_homes(on=period.end))


@measure(
    title="Young people aged 16 and 17 who came as homeless",
    key_indicator=9,
    priorities=(3, 4),
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_LOCAL,
    frequencies=_EVENTS,
)
def homeless_presentations_16_17(period: Period) -> Count:
    """Times in the period that somebody of 16 or 17 came to the authority as homeless.

    Age is that told of the day. Somebody who came twice counts twice.
    """
    return Count(of=searches.homeless_young_people(period))


@measure(
    title="Young people aged 16 and 17 taken into care after homelessness",
    key_indicator=9,
    priorities=(3, 4),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FEW_EVENTS,
)
def homeless_16_17(period: Period) -> Count:
    """Of those of 16 or 17 who came as homeless in the period, how many were taken into care.

    The outcome is accommodation under section 20 of the Children Act 1989. An outcome that is not
    told yet is not. Somebody who came twice, and was taken into care both times, counts twice.
    """
    came = searches.homeless_young_people(period)
    return Count(of=only(came, came.c.outcome == "SECTION_20"))


@measure(
    title="Homeless 16 and 17 year olds assessed by housing and social care together",
    key_indicator=9,
    priorities=(3, 4),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FEW_EVENTS,
)
def homeless_joint_assessment_pct(period: Period) -> Proportion:
    """Of those of 16 or 17 who came as homeless in the period, those assessed together in it.

    By housing and social care, from the day they came to the last day of the period. An
    assessment dated before they came is a mistake, and counts as none.
    """
    came = searches.homeless_young_people(period)
    together = came.c.assessed_on.between(came.c.presented_on, day(period.end))
    return Proportion(of=came, where=together)


@measure(
    title="Care leavers in suitable accommodation today",
    key_indicator=9,
    priorities=(3, 4, 6),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
)
def care_leaver_accommodation_suitable_now_pct(period: Period) -> Proportion:
    """Of care leavers whose home on the last day of the period is known, those suitably housed.

    Of whatever age. Each once, by the home moved into last; the last day in a home is a day in it.
    Bed and breakfast, no fixed abode, an emergency bed and custody are never suitable, whatever is
    told. Suitability that is not told is not suitable. A home whose care leaver is not known
    counts.
    """
    leavers = searches.care_leavers_at_home(on=period.end)
    possible = leavers.c.accommodation.not_in(_NEVER_SUITABLE)
    return Proportion(of=leavers, where=leavers.c.suitable & possible)


@measure(
    title="Care leavers in supported lodgings",
    key_indicator=9,
    priorities=(4, 6),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
)
def supported_lodgings_young_people(period: Period) -> Count:
    """Care leavers who live in supported lodgings on the last day of the period.

    Each once, by the home moved into last; the last day in a home is a day in it.
    """
    leavers = searches.care_leavers_at_home(on=period.end)
    return Count(of=only(leavers, leavers.c.accommodation == "SUPPORTED_LODGINGS"))
