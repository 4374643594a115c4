"""The rows of each child in the order of time: what came before a row, and what came after.

Here: order within a child, for any table whose rows begin on a date. Not here: periods of care
(``care``).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ae_pipeline.validation.columns import Mask

NONE = -1
"""Stands for no row, no child."""


class Sequence:
    """The rows of one table, child by child, by their start, then end (open last), then position.

    Rows without a child or a start have no place in it: nothing precedes or follows them, and
    they are neither first nor last.
    """

    def __init__(
        self,
        children: NDArray[np.int64],
        start: pd.Series[Any],
        end: pd.Series[Any] | None = None,
        among: Mask | None = None,
    ) -> None:
        """Put rows in order.

        Args:
            children: number of each row's child, ``NONE`` for none.
            start: date on which each row begins.
            end: date on which it ends; empty while it lasts.
            among: rows that take part; all by default.
        """
        placed = (children != NONE) & start.notna().to_numpy(dtype=bool)
        if among is not None:
            placed &= np.asarray(among, dtype=bool)
        rows = np.flatnonzero(placed)
        keys = [rows, _days(start)[rows], children[rows]]
        if end is not None:
            keys.insert(1, _days(end)[rows])
        self.rows = rows[np.lexsort(keys)]
        """Positions of the rows that have a place, in order."""
        of_child = children[self.rows]
        self.starts_child = np.ones(len(rows), dtype=bool)
        """In order: whether another child's rows begin here."""
        self.starts_child[1:] = of_child[1:] != of_child[:-1]
        self._length = len(children)

    @cached_property
    def before(self) -> NDArray[np.int64]:
        """For each row of the table, the position of the child's row before it, or ``NONE``."""
        found = np.full(self._length, NONE, dtype=np.int64)
        follows = ~self.starts_child[1:]
        found[self.rows[1:][follows]] = self.rows[:-1][follows]
        return found

    @cached_property
    def after(self) -> NDArray[np.int64]:
        """For each row of the table, the position of the child's row after it, or ``NONE``."""
        found = np.full(self._length, NONE, dtype=np.int64)
        follows = ~self.starts_child[1:]
        found[self.rows[:-1][follows]] = self.rows[1:][follows]
        return found

    @cached_property
    def is_first(self) -> pd.Series[bool]:
        """The child's first row."""
        return flags(self._placed & (self.before == NONE))

    @cached_property
    def is_last(self) -> pd.Series[bool]:
        """The child's last row."""
        return flags(self._placed & (self.after == NONE))

    @property
    def has_previous(self) -> pd.Series[bool]:
        """The child has a row before this one."""
        return flags(self.before != NONE)

    @property
    def has_next(self) -> pd.Series[bool]:
        """The child has a row after this one."""
        return flags(self.after != NONE)

    def previous(self, values: pd.Series[Any]) -> pd.Series[Any]:
        """What a column says in the child's row before; null where there is none."""
        return pick(values, self.before)

    def following(self, values: pd.Series[Any]) -> pd.Series[Any]:
        """What a column says in the child's row after; null where there is none."""
        return pick(values, self.after)

    @cached_property
    def _placed(self) -> NDArray[np.bool_]:
        placed = np.zeros(self._length, dtype=bool)
        placed[self.rows] = True
        return placed


def flags(truths: NDArray[np.bool_] | pd.Series[Any]) -> pd.Series[bool]:
    """Truths without nulls as a column."""
    column: pd.Series[Any] = pd.Series(truths, dtype=bool)
    return column


def pick(values: pd.Series[Any], positions: NDArray[np.int64]) -> pd.Series[Any]:
    """The values at some positions, under a new ``RangeIndex``; null (or false) at ``NONE``."""
    if values.dtype == bool:
        none_last = np.append(values.to_numpy(), np.False_)
        return pd.Series(none_last[positions])
    return pd.Series(values.array.take(positions, allow_fill=True))


def _days(dates: pd.Series[Any]) -> NDArray[np.int64]:
    """Dates as numbers that sort as they do, with empty ones last."""
    seconds = dates.to_numpy(dtype="datetime64[s]")
    numbers = seconds.astype(np.int64)
    numbers[np.isnat(seconds)] = np.iinfo(np.int64).max
    return numbers
