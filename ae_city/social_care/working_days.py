"""Working days: Monday to Friday without the bank holidays of England and Wales.

Dates are numbers of days, as everywhere where lives are told.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import holidays
import numpy as np

if TYPE_CHECKING:
    from ae_city.population.draws import Numbers

_YEARS = range(2010, 2029)


@lru_cache(maxsize=1)
def _calendar() -> np.busdaycalendar:
    closed = holidays.country_holidays("GB", subdiv="ENG", years=_YEARS)
    return np.busdaycalendar(holidays=sorted(np.datetime64(day) for day in closed))


def working(days: Numbers) -> Numbers:
    """The day itself, or the next working day."""
    return after(days, 0)


def after(days: Numbers, count: int | Numbers) -> Numbers:
    """So many working days after each day, which if it is none itself counts as the next one."""
    moved = np.busday_offset(
        days.astype("datetime64[D]"), count, roll="forward", busdaycal=_calendar()
    )
    found: Numbers = moved.astype(np.int64)
    return found


def before(days: Numbers, count: int | Numbers) -> Numbers:
    """So many working days before each day, or the next before it where it is none itself."""
    moved = np.busday_offset(
        days.astype("datetime64[D]"), -np.asarray(count), roll="backward", busdaycal=_calendar()
    )
    found: Numbers = moved.astype(np.int64)
    return found


def between(first: Numbers, last: Numbers) -> Numbers:
    """Working days from each day to another, the first not counted."""
    start, end = first.astype("datetime64[D]") + 1, last.astype("datetime64[D]") + 1
    return np.busday_count(start, end, busdaycal=_calendar()).astype(np.int64)
