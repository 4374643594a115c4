"""The school year: academic years, year groups, terms and the days on which schools are open.

A child starts reception in the September after the fourth birthday; born on 31 August, a year
before who is born on 1 September. Not here: who is at which school (``enrolments``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import holidays
import numpy as np
import pandas as pd

from ae_city.population.days import day, number
from ae_city.population.figures import read_figures
from ae_pipeline.settings import DEFAULT_CONFIG

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ae_city.population.draws import Numbers

NURSERY, RECEPTION, YEAR_7, YEAR_11, YEAR_12, YEAR_13, YEAR_14 = -1, 0, 7, 11, 12, 13, 14
_SEPTEMBER = 9
_RECEPTION_AFTER = 5
_MONTHS = 12


def academic_year(dates: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    """The year in whose September the academic year of a day began: 2024 for 2024/25."""
    return (dates.dt.year - (dates.dt.month < _SEPTEMBER)).astype("int64")


def year_group(born: pd.Series[pd.Timestamp], on: date) -> pd.Series[int]:
    """Year groups of a day by date of birth: 0 is reception, -1 and -2 are nursery (N2, N1)."""
    return school_year(on) - academic_year(born) - _RECEPTION_AFTER


def school_year(on: date) -> int:
    """The academic year of one day."""
    return on.year - (on.month < _SEPTEMBER)


def reception_years(born: Numbers) -> Numbers:
    """The academic year in which people are in reception, from days of birth as numbers."""
    months = born.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months - (_SEPTEMBER - 1)) // _MONTHS + 1970 + _RECEPTION_AFTER


def first_of_september(years: Numbers) -> Numbers:
    """1 September of each year, as a number of days."""
    months = (years - 1970) * _MONTHS + _SEPTEMBER - 1
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def school_days(first: date, last: date, config: Path = DEFAULT_CONFIG) -> pd.DatetimeIndex:
    """Days from the first to the last, both included, on which pupils are expected at school.

    Without weekends, bank holidays of England, half terms, holidays between terms and training
    days. The terms of academic years 2020/21 to 2025/26 are set.

    Raises:
        ValueError: for days of academic years whose terms are not set.
    """
    years = read_figures(config).terms
    for edge in (first, last):
        if school_year(edge) not in years:
            raise ValueError(
                f"{edge} is in an academic year without terms: they are set for those that begin "
                f"in {min(years)} to {max(years)}"
            )
    open_days = open_numbers(config)
    wanted = open_days[(open_days >= number(first)) & (open_days <= number(last))]
    return pd.DatetimeIndex(wanted.astype("datetime64[D]").astype("datetime64[s]"))


@lru_cache(maxsize=4)
def open_numbers(config: Path) -> Numbers:
    """Every school day that is set, in order, as numbers of days."""
    years = read_figures(config).terms
    days: list[int] = []
    for year in years.values():
        for first, last in year.terms:
            days += range(number(first), number(last) + 1)
    closed = {number(each) for year in years.values() for each in year.training}
    for year in years.values():
        for first, last in year.half_terms:
            closed.update(range(number(first), number(last) + 1))
    bank_holidays = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(min(years), max(years) + 2)
    )
    closed.update(number(each) for each in bank_holidays)
    saturday = 5
    open_days = [each for each in days if each not in closed and day(each).weekday() < saturday]
    return np.array(open_days, dtype=np.int64)
