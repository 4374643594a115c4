"""Reviews of care plans on the statutory timetable, and times when children were missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ae_city.care.stays import days
from ae_city.care.targets import HORIZON

if TYPE_CHECKING:
    from ae_city.care.absences import Absence
    from ae_city.care.placement import Placement
    from ae_city.care.stays import Stay
    from ae_city.chance import Chance

_SPEAKS_FROM = 4
_TAKES_PART_FROM = 10
_LATE = 0.06
_GOES_MISSING_FROM = 11
_MISSING_A_YEAR = 0.12
_CHILD = {"PN1": 30.0, "PN2": 12.0, "PN3": 6.0, "PN4": 10.0, "PN5": 16.0, "PN6": 16.0, "PN7": 10.0}
_YOUNG_PERSON = {"PN1": 62.0, "PN2": 6.0, "PN4": 4.0, "PN5": 9.0, "PN6": 11.0, "PN7": 8.0}


@dataclass(frozen=True)
class Review:
    """A review and how the child took part."""

    held: date
    code: str


@dataclass(frozen=True)
class MissingTime:
    """Missing (M), or away without authorisation (A), until found."""

    kind: str
    start: date
    end: date


def tell_reviews(stay: Stay, since: date, chance: Chance) -> list[Review]:
    """Reviews from a day on.

    Within 20 working days of coming into care, within three months of that, then at least every
    six months; now and then one is late.
    """
    if stay.short_breaks:
        return []
    reviews = []
    held = stay.start + days(chance.number(14, 25))
    gap = chance.number(70, 88)
    while held < min(stay.ended, HORIZON + days(1)):
        if held >= since:
            age = stay.person.age(held)
            codes = _CHILD if age < _TAKES_PART_FROM else _YOUNG_PERSON
            code = "PN0" if age < _SPEAKS_FROM else chance.weighted(codes)
            reviews.append(Review(held, code))
        held += days(gap + (chance.number(5, 20) if chance.happens(_LATE) else 0))
        gap = chance.number(160, 180)
    return reviews


def tell_missing(
    placement: Placement, absence: Absence | None, chance: Chance
) -> list[MissingTime]:
    """Times missing from one placement, each over before the placement is."""
    times: list[MissingTime] = []
    eleventh = placement.stay.person.birthday(_GOES_MISSING_FROM)
    day = max(placement.start + days(5), eleventh, date(2021, 4, 5))
    closes = min(placement.end, HORIZON - days(8)) - days(6)
    likely = _MISSING_A_YEAR * (2.2 * placement.stay.person.leaning("restless"))
    while day < closes and not placement.stay.short_breaks:
        day += days(chance.number(20, 90))
        if day >= closes or not chance.happens(likely):
            continue
        end = day + days(chance.number(1, 4))
        if absence is None or end < absence.start or day > absence.end:
            kind = "M" if chance.happens(0.72) else "A"
            times.append(MissingTime(kind, day, end))
        day = end
    return times
