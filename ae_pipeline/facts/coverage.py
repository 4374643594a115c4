"""The days that submissions cover together, back to the first gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from ae_pipeline.facts.history import year_from
from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Span:
    """Days without a gap, both ends included."""

    first: date
    last: date


Coverage: TypeAlias = "Callable[[Sequence[Month]], Span | None]"
"""From the months of the submissions read, oldest first, to the days that they cover without a gap
up to the last of them. None where they cover no time."""


def years_covered(first_month: int) -> Coverage:
    """Of exports that grow over a year starting in a month, one read of each year.

    An earlier year counts only if its last month's submission is there, or that of the first month
    after it, and no year is missing in between.
    """

    def covers(months: Sequence[Month]) -> Span | None:
        if not months:
            return None
        first = year_from(months[-1], first_month)
        for month in reversed(months[:-1]):
            year = year_from(month, first_month)
            if year != first - 1 or month != _last_of(year, first_month):
                break
            first = year
        return Span(date(first, first_month, 1), months[-1].end)

    return covers


def months_covered(months: Sequence[Month]) -> Span | None:
    """Of exports each of its own month: back to the first gap."""
    if not months:
        return None
    first = months[-1]
    for month in reversed(months[:-1]):
        if first.since(month) != 1:
            break
        first = month
    return Span(first.start, months[-1].end)


def all_covered(months: Sequence[Month]) -> Span | None:
    """All days up to the newest submission, of an export that forgets nothing that matters."""
    return Span(date.min, months[-1].end) if months else None


def standing(months: Sequence[Month]) -> Span | None:
    """All days: of what seldom changes, such as which school is of which phase."""
    return Span(date.min, date.max) if months else None


def window_covered(months_back: int) -> Coverage:
    """The last so many months up to the newest submission, of an export with such a window."""

    def covers(months: Sequence[Month]) -> Span | None:
        if not months:
            return None
        return Span(months[-1].plus(1 - months_back).start, months[-1].end)

    return covers


def _last_of(year: int, first_month: int) -> Month:
    return Month(year + 1, first_month).plus(-1)
