"""Working days of England between two days: Monday to Friday, bank holidays left out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.validation.joining import days

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FIRST, _LAST = 1990, 2050


def working_days(first: pd.Series[Any], last: pd.Series[Any]) -> pd.Series[Any]:
    """How many there are from one day to another, both counted; null where one is not told."""
    known = (first.notna() & last.notna()).to_numpy(dtype=bool)
    counted = np.zeros(len(first), dtype=np.int64)
    counted[known] = np.busday_count(
        _dates(first)[known], _dates(last)[known] + 1, busdaycal=_calendar()
    )
    return pd.Series(counted, index=first.index, dtype="Int64").where(known)


def _dates(column: pd.Series[Any]) -> NDArray[np.datetime64]:
    return days(column).astype("datetime64[D]")


@cache
def _calendar() -> np.busdaycalendar:
    import holidays  # noqa: PLC0415 - its tables take a while, and few rules need them

    closed = holidays.country_holidays("GB", subdiv="ENG", years=range(_FIRST, _LAST + 1))
    return np.busdaycalendar(holidays=[np.datetime64(day) for day in sorted(closed)])
