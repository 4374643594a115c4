"""Spans of days that overlap, among those of one child or episode.

Here: arithmetic on days. Not here: which spans a rule asks about (``families``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_FOREVER = 100_000
"""Later than any day, in days since 1970."""
_APART = 300_000
"""More than any two days, and one that lasts forever, are apart."""


def overlapping(
    numbers: NDArray[np.int64], start: pd.Series[Any], end: pd.Series[Any]
) -> NDArray[np.bool_]:
    """Spans that have a day in common with another of the same number, the last day apart.

    One may start on the day on which another ends. Of two that start on one day, neither overlaps
    if one of them ends that day. Rows without a number or a start are no spans.

    Args:
        numbers: of each row's child or episode, ``-1`` for none.
        start: first day of each.
        end: last day; a span without one lasts forever.
    """
    found = np.zeros(len(numbers), dtype=bool)
    rows = np.flatnonzero((numbers >= 0) & start.notna().to_numpy(dtype=bool))
    if len(rows) < 2:  # noqa: PLR2004 - a span needs another to overlap with
        return found
    starts, ends = days(start)[rows], days(end, _FOREVER)[rows]
    order = np.lexsort((ends, starts, numbers[rows]))
    rows, starts, ends = rows[order], starts[order], ends[order]
    number = numbers[rows]
    # The latest end so far within a number: no end of one number reaches into the next one's.
    reach = np.maximum.accumulate(ends + number * _APART) - number * _APART
    same = number[1:] == number[:-1]
    found[rows[1:][same & (starts[1:] < reach[:-1])]] = True
    found[rows[:-1][same & (ends[:-1] > starts[1:])]] = True
    return found


def days(dates: pd.Series[Any], empty: int = 0) -> NDArray[np.int64]:
    """Dates as days since 1970, with a number for empty ones."""
    known = dates.to_numpy(dtype="datetime64[D]")
    numbers: NDArray[np.int64] = known.astype(np.int64)
    return np.where(np.isnat(known), empty, numbers)
