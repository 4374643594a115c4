"""Who is settled: children looked after long-term who do not move for two years.

Here: dealing out exactly so many at each year's end, and what that forbids and requires of the
moves of every year. Not here: all other moves (``journeys``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city.care.targets import ANCHOR_YEAR, YEARS, Targets, last_day
from ae_city.quotas import lowest
from ae_pipeline.periods import months_before

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ae_city.care.journey import Journey
    from ae_city.care.stays import Stay

_LONG_TERM_MONTHS = 30
_BELOW = 16
_ORDER = sorted(YEARS, key=lambda year: (abs(year - ANCHOR_YEAR), year))


def long_term(stay: Stay, on: date) -> bool:
    """Under 16 and looked after for two and a half years or more."""
    return (
        stay.covers(on)
        and stay.person.age(on) < _BELOW
        and stay.start <= months_before(on, _LONG_TERM_MONTHS)
    )


class Rest:
    """The settled and the unsettled of every year's end.

    The anchor is dealt first, its neighbours after it. Nobody is settled, then not, then settled
    again: such a child would have to move in a year that both of the settled ends forbid.
    """

    def __init__(self, targets: Targets, journeys: Sequence[Journey]) -> None:
        self._settled: dict[int, set[int]] = {}
        self._unsettled: dict[int, set[int]] = {}
        for year in _ORDER:
            self._deal(targets, journeys, year)

    def forbids(self, journey: Journey, year: int) -> bool:
        """Whether the child may not move in a year, being settled at its end or the next."""
        return any(id(journey) in self._settled.get(end, ()) for end in (year, year + 1))

    def requires(self, journey: Journey, year: int) -> bool:
        """Whether the child has to move in a year, being unsettled at its end or the next."""
        late = (
            year > YEARS[0]
            and id(journey) in self._unsettled[year]
            and not journey.moves_in(year - 1)
        )
        last_chance = id(journey) in self._unsettled.get(year + 1, ()) and id(
            journey
        ) in self._settled.get(year + 2, ())
        return late or last_chance

    def _deal(self, targets: Targets, journeys: Sequence[Journey], year: int) -> None:
        on = last_day(year)
        cohort = [journey for journey in journeys if long_term(journey.stay, on)]
        if targets.has("stability", "same_placement", year):
            count = targets.count("stability", "same_placement", year)
        else:
            share = targets.rate("stability", "same_placement_pct", year) / 100
            count = round(len(cohort) * share)
        free = [
            journey for journey in cohort if not journey.fixed and not self._torn(journey, year)
        ]
        settled = lowest(
            min(count, len(free)), free, lambda journey: journey.stay.person.leaning("settled")
        )
        self._settled[year] = {id(journey) for journey in settled}
        self._unsettled[year] = {id(journey) for journey in cohort} - self._settled[year]

    def _torn(self, journey: Journey, year: int) -> bool:
        """Unsettled at a neighbouring year's end, and settled at the one beyond it."""
        return any(
            id(journey) in self._unsettled.get(year + step, ())
            and id(journey) in self._settled.get(year + 2 * step, ())
            for step in (-1, 1)
        )
