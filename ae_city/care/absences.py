"""Temporary placements: times away from a carer to whom the child returns.

Here: hospital, the carer's holiday and other stays of a few days. Not here: going missing
(``missing``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_city.care.placement import INSIDE
from ae_city.care.providers import Setting
from ae_city.care.stays import days
from ae_city.care.targets import ANCHOR, YEARS, Targets, last_day
from ae_city.quotas import choose

if TYPE_CHECKING:
    from datetime import date

    from ae_city.care.legal import Path
    from ae_city.care.placement import Placement, Placements
    from ae_city.chance import Chance
    from ae_city.postcodes import Gazetteer, Place

_LONGEST = {"T1": 35, "T3": 18, "T4": 6}
"""Within the limits of six weeks, three weeks and seven days."""
_A_YEAR, _OVER_THE_ANCHOR = 9, 2
_QUIET = 45


@dataclass(frozen=True)
class Absence:
    """A temporary stay, from a day to the day of return."""

    start: date
    end: date
    code: str
    place: Place

    @property
    def provider(self) -> str | None:
        """Asked for other temporary stays (T4) only, not for hospitals and holidays."""
        return "PR1" if self.code == "T4" else None


def tell_absences(
    targets: Targets,
    told: Placements,
    paths: list[Path],
    gazetteer: Gazetteer,
    chance: Chance,
) -> dict[int, Absence]:
    """At most one for a period of care, by its place in the list. Some are on at the anchor."""
    settled = [
        (number, placement)
        for number, placements in enumerate(told)
        for placement in placements
        if placement.sort in {Setting.FOSTER, Setting.KINSHIP}
        and placement.location == INSIDE
        and not placement.stay.person.unaccompanied
        and not placement.stay.short_breaks
        and placement.stay.placed_for_adoption is None
    ]
    found: dict[int, Absence] = {}

    def plan(count: int, first: date, last: date) -> None:
        able = [
            (number, placement)
            for number, placement in settled
            if number not in found and _quiet(placement, paths[number], first, last)
        ]
        for number, placement in choose(min(count, len(able)), able, chance):
            code = chance.weighted({"T1": 40.0, "T3": 35.0, "T4": 25.0})
            start = chance.day(first, last)
            found[number] = Absence(
                start,
                start + days(chance.number(4, _LONGEST[code])),
                code,
                _elsewhere(placement, gazetteer, chance),
            )

    over = ANCHOR - days(4)
    plan(targets.scaled(_OVER_THE_ANCHOR), over, over)
    for year in YEARS:
        for quarter in (-330, -240, -150):
            middle = last_day(year) + days(quarter)
            plan(targets.scaled(_A_YEAR / 3), middle, middle + days(20))
    return {
        number: absence
        if absence.start != over
        else Absence(over, over + days(6), "T4", absence.place)
        for number, absence in found.items()
    }


def _quiet(placement: Placement, path: Path, first: date, last: date) -> bool:
    """Nothing else happens for some weeks around."""
    opens, closes = first - days(_QUIET), last + days(_QUIET + 20)
    return (
        placement.start < opens
        and closes < placement.end
        and not any(opens <= day <= closes for day, _ in path)
    )


def _elsewhere(placement: Placement, gazetteer: Gazetteer, chance: Chance) -> Place:
    while True:
        place = gazetteer.draw(INSIDE, chance)
        if place not in {placement.where.place, placement.stay.person.home}:
            return place
