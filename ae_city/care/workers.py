"""Social workers and the children they are allocated to.

Here: who worked with a child from when to when, so that exactly so many children met three or
more in a year. Not here: which of it a return holds (``ssda903``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_city.care.stays import Stay, days
from ae_city.care.targets import HORIZON, YEARS, Targets, first_day, last_day
from ae_city.quotas import QuotaError, choose

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ae_city.chance import Chance
    from ae_city.people import Person

_COLLECTED_FROM = 2024
_FIRST_CONTACT = "FCONTA"
_REASONS = {
    "LEFTRL": 34.0, "TSPROC": 26.0, "MANAGE": 12.0, "ORGRST": 10.0, "ABSENC": 8.0,
    "CHCHAN": 3.0, "PCCHAN": 2.0, "OTHERS": 5.0,
}  # fmt: skip
_CASES_EACH = 8
_TWICE_NEEDS = 110
_ONCE_NEEDS = 30
_APART = 15
_REMEMBERED = 6


@dataclass(frozen=True)
class Allocation:
    """A worker's time with a child; ``end`` is the day the next one took over.

    Attributes:
        reason: why this worker was allocated.
    """

    worker: str
    start: date
    end: date | None
    reason: str


def tell_allocations(
    targets: Targets, stays_of: Sequence[tuple[Person, list[Stay]]], chance: Chance
) -> list[list[Allocation]]:
    """The workers of every person, in the order given, from before the first that is collected."""
    known = [_known_from(stays, chance) for _, stays in stays_of]
    changes: list[list[date]] = [[] for _ in stays_of]
    for year in YEARS:
        if year < _COLLECTED_FROM:
            continue
        windows = [_window(since, year) for since in known]
        resident = [
            number
            for number, (_, stays) in enumerate(stays_of)
            if any(stay.covers(last_day(year)) and not stay.short_breaks for stay in stays)
        ]
        able = [
            number
            for number in resident
            if (windows[number][1] - windows[number][0]).days > _TWICE_NEEDS
        ]
        wanted = targets.count("stability", "three_or_more_workers", year)
        often = set(choose(wanted, able, chance, exact=targets.exact))
        for number, (_, stays) in enumerate(stays_of):
            if not any(
                stay.start <= last_day(year) and stay.ended > first_day(year) for stay in stays
            ):
                continue
            opens, closes = windows[number]
            if number in often:
                count = 2 + chance.happens(0.25)
            else:
                count = int((closes - opens).days > _ONCE_NEEDS and chance.happens(0.55))
            changes[number] += _apart(opens, closes, count, chance)
    pool = [f"SW{100_000 + 37 * number}" for number in range(_pool_size(len(stays_of)))]
    return [
        _allocations(since, sorted(days_of_change), pool, chance)
        for since, days_of_change in zip(known, changes, strict=True)
    ]


def _pool_size(people: int) -> int:
    return max(12, people // _CASES_EACH)


def _known_from(stays: list[Stay], chance: Chance) -> date:
    first = min(stay.start for stay in stays)
    if stays[0].person.unaccompanied:
        return first
    since = first - days(chance.number(10, 260))
    return min(first, max(since, stays[0].person.born + days(1)))


def _window(since: date, year: int) -> tuple[date, date]:
    opens = max(since + days(21), first_day(year) + days(4))
    return opens, min(last_day(year), HORIZON) - days(8)


def _apart(opens: date, closes: date, count: int, chance: Chance) -> list[date]:
    found: list[date] = []
    for _ in range(400):
        if len(found) == count:
            return found
        day = chance.day(opens, closes)
        if all(abs((day - other).days) > _APART for other in found):
            found.append(day)
    raise QuotaError(f"No room for {count} changes of worker")


def _allocations(
    since: date, changes: list[date], pool: list[str], chance: Chance
) -> list[Allocation]:
    allocations: list[Allocation] = []
    recent: list[str] = []
    starts = [since, *changes]
    ends: list[date | None] = [*changes, None]
    for start, end in zip(starts, ends, strict=True):
        worker = chance.pick(pool)
        while worker in recent:
            worker = chance.pick(pool)
        recent = [*recent, worker][-_REMEMBERED:]
        reason = chance.weighted(_REASONS) if allocations else _FIRST_CONTACT
        allocations.append(Allocation(worker, start, end, reason))
    return allocations
