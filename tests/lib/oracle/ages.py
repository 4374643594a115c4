"""Ages and birthdays by the calendar; one born on 29 February turns on 1 March otherwise."""

from __future__ import annotations

import calendar
from datetime import date


def age(on: date, born: date | None) -> int | None:
    if born is None:
        return None
    years = on.year - born.year
    return years if on >= birthday(born, years) else years - 1


def birthday(born: date, years: int) -> date:
    year = born.year + years
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return date(year, born.month, born.day)


def age_band(years: int | None) -> str:
    if years is None:
        return "not_known"
    if years < 1:
        return "under 1"
    for low, high in ((1, 4), (5, 9), (10, 15), (16, 17)):
        if low <= years <= high:
            return f"{low}-{high}"
    return "18+"
