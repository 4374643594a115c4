"""Working days of England, counted back from the end of a collection year.

Here: the day that a rule about so many working days turns on. A working day is Monday to Friday
and no bank holiday, one-off ones included. Not here: the days of thirty years that engines count
by (``calendar_days``), which take a second to list.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd


@cache
def working_days_before(day: pd.Timestamp, count: int) -> pd.Timestamp:
    """The earliest day after which no more than so many working days pass, up to a day itself.

    What started before it started more than ``count`` working days earlier; the day it started is
    not counted.
    """
    last = _day(day)
    back = np.busday_offset(last, -count, roll="backward", holidays=_bank_holidays(day.year))
    return pd.Timestamp(back)


@cache
def one_working_day_earlier(day: pd.Timestamp) -> pd.Timestamp:
    """The last working day before a day."""
    earlier = np.busday_offset(_day(day) - 1, 0, roll="backward", holidays=_bank_holidays(day.year))
    return pd.Timestamp(earlier)


def _day(day: pd.Timestamp) -> np.datetime64:
    return np.datetime64(day, "D")


@cache
def _bank_holidays(year: int) -> list[np.datetime64]:
    """Those of a year and the year before."""
    import holidays  # noqa: PLC0415 - few commands need it, and it takes a while

    known = holidays.country_holidays("GB", subdiv="ENG", years=(year - 1, year))
    return [np.datetime64(day) for day in sorted(known)]
