"""The rows of ``calendar_day``: every day numbered, and every working day of England.

Not here: who counts by them (``measures``).
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa

_FIRST, _LAST = date(1990, 1, 1), date(2050, 12, 31)


@cache
def calendar_days() -> pa.Table:
    """Days of 1990 to 2050: ``day``, ``day_number``, ``working_day_number``.

    Bank holidays are those of England, one-off ones included; of years not yet proclaimed, those
    that the law foresees.
    """
    import holidays  # noqa: PLC0415 - its tables take a while, and only engines need them

    closed = holidays.country_holidays("GB", subdiv="ENG", years=range(_FIRST.year, _LAST.year + 1))
    days = np.arange(np.datetime64(_FIRST), np.datetime64(_LAST) + 1)
    open_days = np.is_busday(days, holidays=[np.datetime64(day) for day in sorted(closed)])
    return pa.table(
        {
            "day": pa.array(days, pa.date32()),
            "day_number": pa.array(np.arange(len(days)), pa.int32()),
            "working_day_number": pa.array(np.cumsum(open_days), pa.int32()),
        }
    )
