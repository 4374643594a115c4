"""Dates as whole numbers of days, which is how a whole population is told.

Here: the way there and back, and the two numbers that stand for no date. Not here: terms and
academic years (``terms``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_city.population.draws import Numbers

ALWAYS, NEVER = -1_000_000, 1_000_000
"""Before and after every day that is told: arrived by birth, still here."""
_EPOCH = date(1970, 1, 1).toordinal()


def number(day: date) -> int:
    """Days since 1 January 1970."""
    return day.toordinal() - _EPOCH


def numbers(days: Iterable[date]) -> Numbers:
    """Several days as numbers."""
    return np.array([number(day) for day in days], dtype=np.int64)


def day(count: int) -> date:
    """The day of a number."""
    return date.fromordinal(int(count) + _EPOCH)


def as_dates(days: Numbers) -> pd.Series[pd.Timestamp]:
    """Numbers as ``datetime64[s]``; null where no date is meant."""
    dates = days.astype("datetime64[D]").astype("datetime64[s]")
    dates[(days <= ALWAYS) | (days >= NEVER)] = np.datetime64("NaT")
    return pd.Series(dates)


def as_numbers(dates: pd.Series[pd.Timestamp], null: int) -> Numbers:
    """``datetime64`` as numbers, with a number for null."""
    days = dates.to_numpy().astype("datetime64[D]").astype(np.int64)
    return np.where(dates.isna().to_numpy(), null, days)
