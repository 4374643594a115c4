"""What makes periods of care one family's or one child's.

Here: children who come back in the same year, children who come back later, and brothers and
sisters who start together. Not here: anything that changes a yearly number: ties move days within
the year and the age group they were dealt.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ae_city.care.cells import EARLIER, Band, Leaving
from ae_city.care.stays import days, window
from ae_city.care.targets import last_day
from ae_city.quotas import attainable
from ae_pipeline.periods import CollectionYear

if TYPE_CHECKING:
    from ae_city.care.stays import Stay
    from ae_city.care.targets import Targets
    from ae_city.chance import Chance
    from ae_city.people import Person

_RETURN_LATER = 0.06
_WITH_SIBLING = 0.35
_CHILDREN = frozenset({Band.UNDER_5, Band.FROM_5, Band.FROM_10})
_CLOSEST_SIBLINGS, _WIDEST_SIBLINGS = 300, 12 * 365


def year_of(day: date) -> int:
    """The collection year of a day, named by the March it ends in."""
    return CollectionYear.of(day).start_year + 1


def tie_together(targets: Targets, stays: list[Stay], chance: Chance) -> None:
    """Give periods of care to the same child, and children to the same family."""
    _same_year_returns(targets, stays, chance)
    _later_returns(stays, chance)
    _siblings(stays, chance)


def _usual(stay: Stay) -> bool:
    return not stay.person.unaccompanied and not stay.short_breaks


def _same_year_returns(targets: Targets, stays: list[Stay], chance: Chance) -> None:
    """Exactly so many children start, go home, and start again within a year.

    Who comes back does so in its second half, as the period it is tied to did already: how long
    children have been looked after at the anchor was dealt out by halves of a year.
    """
    for year, flow in targets.flows():
        opens, closes = date(year - 1, 10, 3), window(year)[1]
        tied = 0
        for first in chance.shuffled(stays):
            if tied == flow.returned:
                break
            if (
                first.leaving is not Leaving.HOME
                or first.end is None
                or first.cohort != year
                or year_of(first.end) != year
                or first.short_breaks
                or first.end > closes - days(60)
            ):
                continue
            second = _who_comes_back(first, stays, year)
            if second is None:
                continue
            first.person = second.person
            second.start = chance.day(max(first.end + days(20), opens), closes)
            tied += 1
        # Who should have come back and could not stays a child of their own, unless it is refused.
        what = f"returns to care within the year to March {year}"
        attainable(flow.returned, tied, what, exact=targets.exact)


def _who_comes_back(first: Stay, stays: list[Stay], year: int) -> Stay | None:
    """A later start of the year that stays, by a child who could have come before."""
    taken = {id(stay.person) for stay in stays if stay.end is not None and stay.cohort == year}
    for stay in stays:
        if (
            stay.cohort == year
            and stay.covers(last_day(year))
            and _usual(stay)
            and id(stay.person) not in taken
            and stay.placed_for_adoption is None
            and stay.leaving is Leaving.NOT_YET
            and stay.band in _CHILDREN
            and stay.start >= date(year - 1, 10, 1)
            and stay.person.born < first.start - days(2)
        ):
            return stay
    return None


def _later_returns(stays: list[Stay], chance: Chance) -> None:
    """Some who start have been looked after before: in an earlier year, and been home since."""
    people: dict[Person, int] = {}
    for stay in stays:
        people[stay.person] = people.get(stay.person, 0) + 1
    homes: dict[int, list[Stay]] = {}
    for stay in stays:
        if stay.leaving is Leaving.HOME and _usual(stay) and people[stay.person] == 1:
            homes.setdefault(year_of(stay.person.born), []).append(stay)
    for stay in stays:
        if (
            stay.cohort <= EARLIER + 1
            or not _usual(stay)
            or people[stay.person] > 1
            or stay.leaving in {Leaving.ADOPTED, Leaving.AGED_18, Leaving.LEFT_AT_16}
            or stay.placed_for_adoption is not None
            or not chance.happens(_RETURN_LATER)
        ):
            continue
        for before in homes.get(year_of(stay.person.born), []):
            if (
                before.end is not None
                and before is not stay
                and before.end + days(60) < stay.start
                and year_of(before.end) < year_of(stay.start)
            ):
                homes[year_of(stay.person.born)].remove(before)
                if stay in homes.get(year_of(stay.person.born), []):
                    homes[year_of(stay.person.born)].remove(stay)
                stay.person = before.person
                break


def _siblings(stays: list[Stay], chance: Chance) -> None:
    """Some of those who start in the same season start on one day, from one home."""
    seen: dict[Person, Stay] = {}
    last: dict[tuple[int, bool], Stay] = {}
    for stay in sorted(stays, key=lambda stay: stay.start):
        again = stay.person in seen
        seen[stay.person] = stay
        if again or not _usual(stay):
            continue
        season = (stay.cohort, stay.start.month in range(4, 10))
        other = last.get(season)
        last[season] = stay
        if other is None or not chance.happens(_WITH_SIBLING):
            continue
        apart = abs((other.person.born - stay.person.born).days)
        fits = (
            _CLOSEST_SIBLINGS <= apart <= _WIDEST_SIBLINGS
            and stay.person.born < other.start
            and (stay.start - other.start).days < _CLOSEST_SIBLINGS
            and stay.placed_for_adoption is None
        )
        if fits:
            stay.person.family = other.person.family
            stay.start = other.start
            last[season] = other
