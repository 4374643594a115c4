"""Days as the services count them: months' ends, working days, and years that end in a month.

Days are numbers, as in ``population.days``. Not here: what happens on them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import holidays
import numpy as np

from ae_city.population.days import as_dates, number
from ae_pipeline.periods import Month, months_between

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from ae_city.population.draws import Numbers

_FIRST_YEAR, _LAST_YEAR = 2018, 2028
_APRIL = 4


def month_ends(first: date, last: date) -> Numbers:
    """The last day of every month from the first day's to the last day's."""
    months = months_between(Month.of(first), Month.of(last))
    return np.array([number(month.end) for month in months], dtype=np.int64)


def years_to_march(days: Numbers) -> Numbers:
    """The year whose 31 March ends the collection year of each day."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months + 12 - (_APRIL - 1)) // 12 + 1970


@lru_cache(maxsize=1)
def bank_holidays() -> tuple[np.datetime64, ...]:
    """Bank holidays of England."""
    known = holidays.country_holidays("GB", subdiv="ENG", years=range(_FIRST_YEAR, _LAST_YEAR))
    return tuple(np.datetime64(day) for day in sorted(known))


def working_days_later(days: Numbers, working_days: int | Numbers) -> Numbers:
    """The day so many working days after each day, or after the working day that follows it."""
    later = np.busday_offset(
        days.astype("datetime64[D]"), working_days, roll="forward", holidays=list(bank_holidays())
    )
    return later.astype(np.int64)


def working_days_from(first: int, last: int) -> Numbers:
    """All working days from one day to another, both included."""
    days = np.arange(first, last + 1)
    open_days = np.is_busday(days.astype("datetime64[D]"), holidays=list(bank_holidays()))
    return days[open_days]


def working_days_between(first: Numbers, last: Numbers) -> Numbers:
    """Working days from one day to another, both included."""
    counted = np.busday_count(
        first.astype("datetime64[D]"),
        (last + 1).astype("datetime64[D]"),
        holidays=list(bank_holidays()),
    )
    return counted.astype(np.int64)


def dates(days: Numbers) -> pd.Series[pd.Timestamp]:
    """Days as ``datetime64[s]``; null where no day is meant."""
    return as_dates(np.asarray(days, dtype=np.int64))
