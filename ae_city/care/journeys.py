"""How often and when children move while they are looked after.

Here: the days of moves to another carer, dealt out year by year so that the number of new
placements, of children with three or more, and of those long settled come out exactly. Not here:
where they move to (``placements``).
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from ae_city.care.cells import EARLIER, Band
from ae_city.care.journey import Journey
from ae_city.care.rest import Rest
from ae_city.care.stays import Stay, days
from ae_city.care.targets import ANCHOR, HORIZON, YEARS, Targets, first_day, last_day
from ae_city.quotas import QuotaError, attainable, choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_city.chance import Chance

_INDEPENDENCE = 16
_HEAVY_ROOM = 90
_LEAST_ROOM = 20
_TURN_OF_YEAR = 4
_TEENAGER = 12
_SHARE_OF_LEAVERS = 0.13
_MOVES_OF_THE_UNACCOMPANIED = 0.35
_ADOPTED_BY_CARER = 0.2


def tell_journeys(targets: Targets, stays: list[Stay], chance: Chance) -> list[Journey]:
    """The moves of every period of care, in the order of the periods."""
    journeys = [Journey(stay) for stay in stays]
    for journey in journeys:
        _before_the_telling(journey, chance)
        placed = journey.stay.placed_for_adoption
        if placed is not None:
            journey.adopted_by_carer = chance.happens(_ADOPTED_BY_CARER)
            if not journey.adopted_by_carer:
                journey.fixed.append(placed)
    _into_supported(targets, journeys, chance)
    _later_into_supported(targets, journeys, chance)
    moving = [journey for journey in journeys if not journey.stay.short_breaks]
    rest = Rest(targets, moving)
    flows = dict(targets.flows())
    for year in YEARS:
        wanted = targets.count("new_placements", "all", year) - flows[year].started
        numbers = _Year(targets, year, moving, rest, chance).deal(wanted)
        for journey, count in numbers:
            journey.moves += _days(journey, year, count, chance)
    for journey in journeys:
        journey.moves += [day for day in journey.fixed if day < first_day(YEARS[0])]
        journey.moves.sort()
    return journeys


def _before_the_telling(journey: Journey, chance: Chance) -> None:
    stay = journey.stay
    closes = min(date(EARLIER, 3, 20), stay.ended)
    if stay.cohort == EARLIER and not stay.short_breaks and chance.happens(0.6):
        opens = stay.start + days(40)
        if opens < closes and stay.placed_for_adoption is None:
            journey.moves.append(chance.day(opens, closes))


def _into_supported(targets: Targets, journeys: list[Journey], chance: Chance) -> None:
    """Choose who lives in supported accommodation at the anchor, and when they went there."""
    closes = ANCHOR - days(15)

    def could(journey: Journey) -> bool:
        stay = journey.stay
        if stay.band not in {Band.AGED_16, Band.AGED_17} or not stay.covers(ANCHOR):
            return False
        opens = max(stay.person.birthday(_INDEPENDENCE) + days(10), stay.start + days(14))
        return stay.person.age(stay.start) >= _INDEPENDENCE or opens < closes

    able = [journey for journey in journeys if could(journey)]
    older = {Band.AGED_16: 1.0, Band.AGED_17: 1.5}
    for journey in choose(
        targets.count("placed", "supported"),
        able,
        chance,
        lambda journey: older[journey.stay.band or Band.AGED_16],
        exact=targets.exact,
    ):
        journey.supported = True
        stay = journey.stay
        if stay.person.age(stay.start) < _INDEPENDENCE:
            opens = max(stay.person.birthday(_INDEPENDENCE) + days(10), stay.start + days(14))
            journey.fixed.append(_off_the_edge(chance.day(opens, closes)))


def _later_into_supported(targets: Targets, journeys: list[Journey], chance: Chance) -> None:
    """Others reach that age after the anchor; the first have come of age by then."""
    able = []
    for journey in journeys:
        stay = journey.stay
        opens = max(stay.person.birthday(_INDEPENDENCE), ANCHOR) + days(20)
        if (
            stay.band in {Band.FROM_10, Band.AGED_16}
            and stay.covers(ANCHOR)
            and stay.end is None
            and not journey.supported
            and opens < HORIZON - days(20)
        ):
            able.append((journey, opens))
    wanted = targets.count("placed", "supported") * 4 // 5
    for journey, opens in choose(min(wanted, len(able)), able, chance):
        journey.supported_from = _off_the_edge(
            chance.day(opens, min(opens + days(150), HORIZON - days(15)))
        )
        journey.fixed.append(journey.supported_from)


def _off_the_edge(day: date) -> date:
    """Not in the days around the turn of the year."""
    edge = date(day.year, 4, 1)
    return day if abs((day - edge).days) > _TURN_OF_YEAR else day - days(9)


class _Year:
    """Deals a year's moves out among those who were looked after in it."""

    def __init__(
        self,
        targets: Targets,
        year: int,
        journeys: list[Journey],
        rest: Rest,
        chance: Chance,
    ) -> None:
        self._targets, self._year, self._chance = targets, year, chance
        closing = last_day(year)
        twice = _people_starting_twice(journeys, year)
        present = [
            journey
            for journey in journeys
            if journey.stay.start <= closing
            and journey.stay.ended > first_day(year)
            and not rest.forbids(journey, year)
            and id(journey.stay.person) not in twice
        ]
        self._alone = [journey for journey in present if journey.stay.person.unaccompanied]
        usual = [journey for journey in present if not journey.stay.person.unaccompanied]
        self._residents = [journey for journey in usual if journey.stay.covers(closing)]
        self._leavers = [journey for journey in usual if not journey.stay.covers(closing)]
        self._unsettled = [
            journey
            for journey in self._residents
            if rest.requires(journey, year) and journey.room(year) > _LEAST_ROOM
        ]
        self._counts: dict[int, int] = {}

    def deal(self, wanted: int) -> list[tuple[Journey, int]]:
        """So many moves altogether, as pairs of journey and number.

        Where figures are not exact, what is required of a child and who has moved twice or more
        come before the number of moves.
        """
        everyone = [*self._residents, *self._leavers, *self._alone]
        self._counts = {id(journey): len(journey.fixed_in(self._year)) for journey in everyone}
        self._moves_alone()
        self._restless()
        for journey in self._unsettled:
            self._counts[id(journey)] = max(1, self._counts[id(journey)])
        leaving, staying = self._unmoved(self._leavers), self._unmoved(self._residents)
        left = attainable(
            wanted - sum(self._counts.values()),
            len(leaving) + len(staying),
            f"further moves in the year to March {self._year}",
            exact=self._targets.exact,
        )
        usual = min(round(wanted * _SHARE_OF_LEAVERS), left, len(leaving))
        share = max(usual, left - len(staying), 0)
        self._once(leaving, share)
        self._once(staying, left - share)
        return [
            (journey, self._counts[id(journey)])
            for journey in everyone
            if self._counts[id(journey)]
        ]

    def _once(self, journeys: list[Journey], count: int) -> None:
        for journey in choose(count, journeys, self._chance, self._restlessness(0.6)):
            self._counts[id(journey)] += 1

    def _unmoved(self, journeys: list[Journey]) -> list[Journey]:
        return [
            journey
            for journey in journeys
            if not self._counts[id(journey)] and journey.room(self._year) > _LEAST_ROOM
        ]

    def _moves_alone(self) -> None:
        """The unaccompanied: their new placements are those whose distance nobody knows."""
        year = self._year
        if self._targets.has("new_placements", "unknown", year):
            starts = sum(
                first_day(year) <= journey.stay.start <= last_day(year) for journey in self._alone
            )
            wanted = self._targets.count("new_placements", "unknown", year) - starts
        else:
            wanted = round(len(self._alone) * _MOVES_OF_THE_UNACCOMPANIED)
        wanted -= sum(self._counts[id(journey)] for journey in self._alone)
        able = self._unmoved(self._alone)
        for journey in choose(max(0, min(wanted, len(able))), able, self._chance):
            self._counts[id(journey)] += 1

    def _restless(self) -> None:
        """Exactly so many of those at the year's end have moved twice or more."""
        able = [
            journey
            for journey in self._residents
            if journey.room(self._year) > _HEAVY_ROOM
            and (journey.stay.placed_for_adoption is None)
            and journey.stay.person.age(last_day(self._year)) > 1
        ]
        count = self._targets.count("stability", "three_or_more", self._year)
        for journey in choose(
            count, able, self._chance, self._restlessness(1.0), exact=self._targets.exact
        ):
            more = sum(self._chance.happens(0.28) for _ in range(3))
            self._counts[id(journey)] = 2 + more

    def _restlessness(self, strength: float) -> Callable[[Journey], float]:
        on = last_day(self._year)

        def weight(journey: Journey) -> float:
            person = journey.stay.person
            older = 2.5 if person.age(on) >= _TEENAGER else 1.0
            return math.pow(0.2 + person.leaning("restless"), 2 * strength) * older

        return weight


def _people_starting_twice(journeys: list[Journey], year: int) -> set[int]:
    starts = Counter(
        id(journey.stay.person)
        for journey in journeys
        if first_day(year) <= journey.stay.start <= last_day(year)
    )
    return {person for person, times in starts.items() if times > 1}


def _days(journey: Journey, year: int, count: int, chance: Chance) -> list[date]:
    """Days of so many moves, those that are required among them, none close to another."""
    found = journey.fixed_in(year)
    opens, closes = journey.exposure(year)
    for spacing in (16, 12, 8, 5):
        for _ in range(60):
            if len(found) >= count:
                return found
            day = chance.day(opens, closes)
            if all(abs((day - other).days) >= spacing for other in found):
                found.append(day)
    raise QuotaError(f"No room for {count} moves in the year to March {year}")
