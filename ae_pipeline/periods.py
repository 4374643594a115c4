"""Months, collection years and the periods a figure can be about.

Here: calendar arithmetic that every stage shares. Not here: working days (a calendar table of
the measures) or the rules for which extract a month reads (``landing``).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_JANUARY, _APRIL = 1, 4
_THURSDAY = 3
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    """A reporting month, the pipeline's partition; written ``2025-09``."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``YYYY-MM``.

        Raises:
            ValueError: if the text is not a month in that form.
        """
        match = _MONTH.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a month: write it as YYYY-MM, for example 2025-09")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month a day falls in."""
        return cls(day.year, day.month)

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """Last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def plus(self, months: int) -> Month:
        """The month so many months later (earlier where negative)."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def since(self, earlier: Month) -> int:
        """Whole months from an earlier month to this one."""
        return (self.year - earlier.year) * 12 + self.number - earlier.number

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def months_between(first: Month, last: Month) -> list[Month]:
    """Every month from the first to the last, both included."""
    return [first.plus(step) for step in range(last.since(first) + 1)]


@dataclass(frozen=True, order=True)
class CollectionYear:
    """A social care collection year, 1 April to 31 March; written ``2025-26``."""

    start_year: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The collection year a day falls in."""
        return cls(day.year if day.month >= _APRIL else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2025-26``.

        Raises:
            ValueError: if the text is not two consecutive years in that form.
        """
        match = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
            raise ValueError(f"{text!r} is not a collection year: write it like 2025-26")
        return cls(int(match[1]))

    @property
    def start(self) -> date:
        """1 April."""
        return date(self.start_year, 4, 1)

    @property
    def end(self) -> date:
        """31 March."""
        return date(self.start_year + 1, 3, 31)

    def __str__(self) -> str:
        return f"{self.start_year}-{(self.start_year + 1) % 100:02d}"


@dataclass(frozen=True, order=True)
class Period:
    """The days a figure is about, both ends included. A snapshot starts and ends on one day."""

    start: date
    end: date

    @classmethod
    def snapshot(cls, day: date) -> Self:
        """The single day a stock is counted on."""
        return cls(day, day)

    @classmethod
    def twelve_months_to(cls, end: date) -> Self:
        """The year that ends on a day: 31 March gives the collection year."""
        following = end + timedelta(days=1)
        return cls(years_before(following, 1), end)


def january_census_day(year: int) -> date:
    """The day of the School Census and of SEN2: the third Thursday of January."""
    first = date(year, _JANUARY, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 14)


def years_before(day: date, years: int) -> date:
    """The same day so many years before; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last day of a shorter month."""
    month = Month.of(day).plus(-months)
    return month.start.replace(day=min(day.day, month.end.day))
