"""Days between dates, and working days of England, by counting them one at a time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


@cache
def _bank_holidays() -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(1990, 2051)))


def is_working(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _bank_holidays()


def working_days(first: date | None, last: date | None) -> int | None:
    """Working days after the first day, up to and including the last; the first day is day 0.

    Backwards it is at least one below nought.
    """
    if first is None or last is None:
        return None
    if last < first:
        return min(-(working_days(last, first) or 0), -1)
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(is_working(day) for day in days)


def days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days


def months_later(day: date, months: int) -> date:
    """The same day so many months later (earlier where negative), or the month's last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        following - timedelta(days=1),
        date(year, month + 1, 1) + timedelta(days=day.day - 1),
    )
