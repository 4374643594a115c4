"""Academic years as they are written, and which year group a date of birth belongs to in them.

An academic year is September to August and named by both its years: ``2024-25``. Not here: which
specification year a month falls in (``years``), or any rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

RECEPTION, YEAR_1, YEAR_6, YEAR_11, YEAR_12 = 0, 1, 6, 11, 12
"""Year groups as numbers; Year 12 begins with academic age 16."""
_SEPTEMBER = 9
_AGE_IN_RECEPTION = 4
_YEAR_DIGITS, _CENTURY = 4, 100


def academic_year(values: pd.Series[str]) -> NDArray[np.bool_]:
    """Cells that are an academic year: two years that follow one another, ``1999-00``."""
    written = values.str.fullmatch("(19|20)[0-9]{2}-[0-9]{2}").to_numpy(dtype=bool, na_value=False)
    follows = np.zeros(len(values), dtype=bool)
    first = values[written].str[:_YEAR_DIGITS].astype("int64")
    second = values[written].str[_YEAR_DIGITS + 1 :].astype("int64")
    follows[written] = ((first + 1) % _CENTURY == second).to_numpy()
    return follows


def starting_year(values: pd.Series[str]) -> pd.Series[Any]:
    """The year in whose September an academic year begins; null where it is none."""
    first = values.where(academic_year(values)).str[:_YEAR_DIGITS]
    return pd.to_numeric(first).astype("Int64")


def academic_year_of(days: pd.Series[Any]) -> pd.Series[Any]:
    """The year in whose September the academic year of a day began; null where there is none."""
    before_september: pd.Series[Any] = (days.dt.month < _SEPTEMBER).astype("Int64")
    year: pd.Series[Any] = days.dt.year.astype("Int64") - before_september
    return year


def academic_age(born: pd.Series[Any], starting: pd.Series[Any]) -> pd.Series[Any]:
    """Age in completed years on 31 August before an academic year begins: 16 in Year 12."""
    return starting - academic_year_of(born) - 1


def year_group(born: pd.Series[Any], starting: pd.Series[Any]) -> pd.Series[Any]:
    """The year group that a date of birth belongs to in an academic year: 0 is reception."""
    return academic_age(born, starting) - _AGE_IN_RECEPTION
