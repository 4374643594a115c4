"""Rows of one table beside rows of another: what is told of a key, who shares one, what overlaps.

Here: joins without a loop, for columns of any table. Not here: any rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

NONE = -1
"""Stands for a row without a whole key."""
_NO_UPN = "UN[0-9]+"


def groups(*columns: pd.Series[Any]) -> NDArray[np.int64]:
    """A number for each combination of values, ``NONE`` where one of them is null.

    Args:
        columns: of one table, at least one.
    """
    numbers = pd.factorize(columns[0])[0].astype(np.int64)
    for column in columns[1:]:
        here, known = pd.factorize(column)
        whole = (numbers != NONE) & (here != NONE)
        both = numbers[whole] * len(known) + here[whole]
        numbers = np.full(len(column), NONE, dtype=np.int64)
        numbers[whole] = pd.factorize(both)[0]
    return numbers


def shared(numbers: NDArray[np.int64], among: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """For each row, how many rows have its number; 0 for a row without one.

    Args:
        numbers: of ``groups``.
        among: rows that count; all by default. One that does not count is still answered.
    """
    counted = numbers != NONE if among is None else (numbers != NONE) & among
    per = np.bincount(numbers[counted], minlength=int(numbers.max(initial=0)) + 1)
    found: NDArray[np.int64] = np.where(numbers == NONE, 0, per[numbers]).astype(np.int64)
    return found


def told(keys: pd.Series[Any], by: pd.Series[Any], values: pd.Series[Any]) -> pd.Series[Any]:
    """For each key, the value of the first row that has it; null where none has.

    Args:
        keys: asked about.
        by: keys of the rows that tell, in the order of ``values``.
        values: what they tell. Rows whose value is null tell nothing.
    """
    tells = by.notna() & values.notna()
    known = values[tells].set_axis(pd.Index(by[tells]))
    known = known[~known.index.duplicated()]
    return known.reindex(pd.Index(keys)).set_axis(keys.index)


def upns(column: pd.Series[Any]) -> pd.Series[Any]:
    """The UPNs of a column; null where a code says that there is none."""
    return column.where(~column.str.fullmatch(_NO_UPN).fillna(value=False))


def stands_in(keys: pd.Series[Any], others: pd.Series[Any]) -> pd.Series[bool]:
    """Whether a key is among others; a null one is not."""
    found: pd.Series[bool] = keys.notna() & keys.isin(others.dropna())
    return found


def overlapping(
    numbers: NDArray[np.int64],
    start: pd.Series[Any],
    end: pd.Series[Any],
    among: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Rows whose time has a day in common with that of another row of the same number.

    Args:
        numbers: of ``groups``.
        start: first day; a row without one has no time.
        end: first day after it; empty while it lasts. One that ends as another begins does not
            overlap it.
        among: rows that take part; all by default.
    """
    placed = (numbers != NONE) & start.notna().to_numpy(dtype=bool)
    if among is not None:
        placed &= among
    rows = np.flatnonzero(placed)
    begins, ends, of = days(start)[rows], _last(end)[rows], numbers[rows]
    order = np.lexsort((ends, begins, of))
    rows, begins, ends, of = rows[order], begins[order], ends[order], of[order]
    same = np.zeros(len(rows), dtype=bool)
    same[1:] = of[1:] == of[:-1]
    # The latest end so far within a group: of a group's number, no end reaches the next one's.
    latest = pd.Series(ends).groupby(of, sort=False).cummax().to_numpy()
    with_earlier = np.zeros(len(rows), dtype=bool)
    with_earlier[1:] = same[1:] & (begins[1:] < latest[:-1])
    with_later = np.zeros(len(rows), dtype=bool)
    with_later[:-1] = same[1:] & (begins[1:] < ends[:-1])
    found = np.zeros(len(numbers), dtype=bool)
    found[rows[with_earlier | with_later]] = True
    return found


def days(dates: pd.Series[Any]) -> NDArray[np.int64]:
    """Dates as numbers of days; an empty one is less than any."""
    return dates.to_numpy(dtype="datetime64[D]").astype(np.int64)


def _last(dates: pd.Series[Any]) -> NDArray[np.int64]:
    """Dates as numbers of days; an empty one is more than any."""
    numbers = days(dates)
    numbers[dates.isna().to_numpy(dtype=bool)] = np.iinfo(np.int64).max
    return numbers
