"""What rows of one table say to rows of another that belong to the same child, or episode.

Here: joins by number. Not here: the numbers (``register``), or any rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ae_pipeline.validation.sequence import NONE, flags, pick

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.validation.columns import Mask
    from ae_pipeline.validation.register import Register

Take = Literal["first", "last", "earliest", "latest"]
"""Which row of a child speaks: first or last in the table, or of the least or greatest value."""


class NotEvaluable(Exception):  # noqa: N818 - an answer that a rule gives, and no error
    """The rule cannot be asked: a table, column or list that it needs was not given."""


class Link:
    """The rows that share a number of a register: of one child, or of one episode.

    The numbers are the same in every table, and in both years.
    """

    def __init__(
        self,
        register: Register,
        typed: Callable[[str, str], pd.Series[Any]],
        *,
        what: str,
        last_year: bool,
    ) -> None:
        """Link the tables of one year.

        Args:
            register: of both years.
            typed: gives a column of a table.
            what: the columns of the key, for the message that they are absent.
            last_year: whether it is last year's tables that are linked.
        """
        self.register = register
        self._typed, self._what, self._last_year = typed, what, last_year

    def numbers(self, table: str) -> NDArray[np.int64]:
        """The number of each row, ``-1`` for none.

        Raises:
            NotEvaluable: if the table, or a column of the key, was not given.
        """
        numbers = self.register.numbers(table, last_year=self._last_year)
        if numbers is None:
            raise NotEvaluable(f"{table} with {self._what}")
        return numbers

    def which(self, table: str, rows: Mask | None = None) -> pd.Series[bool]:
        """By number: whether any of these rows has it (any row at all by default)."""
        numbers = self.numbers(table)
        found = np.zeros(self._places, dtype=bool)
        found[numbers if rows is None else numbers[as_flags(rows)]] = True
        found[-1] = False
        return flags(found)

    def count(self, table: str, rows: Mask | None = None) -> NDArray[np.int64]:
        """By number: how many of these rows have it (of all rows by default)."""
        numbers = self.numbers(table)
        counted = numbers >= 0 if rows is None else (numbers >= 0) & as_flags(rows)
        return np.bincount(numbers[counted], minlength=self._places).astype(np.int64)

    def per(
        self,
        table: str,
        values: str | pd.Series[Any],
        rows: Mask | None = None,
        take: Take = "first",
    ) -> pd.Series[Any]:
        """By number: one value of the rows that have it; null where none does.

        Args:
            table: whose rows speak.
            values: a column of it, or typed values in the order of its rows.
            rows: those that count; all by default. Rows whose value is null never do.
            take: which of them speaks.
        """
        column = self._typed(table, values) if isinstance(values, str) else values
        numbers = self.numbers(table)
        speaks = (numbers != NONE) & column.notna().to_numpy(dtype=bool)
        if rows is not None:
            speaks &= as_flags(rows)
        positions = np.flatnonzero(speaks)
        if take in {"earliest", "latest"}:
            ranks = column.iloc[positions].argsort(kind="stable").to_numpy()
            positions = positions[ranks]
        if take in {"first", "earliest"}:
            positions = positions[::-1]  # where numbers repeat, the last to be written stays
        at = np.full(self._places, NONE, dtype=np.int64)
        at[numbers[positions]] = positions
        return pick(column, at)

    def on(self, table: str, per: pd.Series[Any]) -> pd.Series[Any]:
        """For each row of a table, what is said of its number; null (or false) without one.

        Args:
            table: whose rows ask.
            per: by number, from ``per`` or ``which`` of any year.
        """
        return pick(per, self.numbers(table))

    @property
    def _places(self) -> int:
        """One more than there are numbers: the last place is for rows without one."""
        return self.register.count + 1


def as_flags(mask: Mask) -> NDArray[np.bool_]:
    """A mask without an index and without nulls."""
    if isinstance(mask, np.ndarray):
        return mask
    return mask.to_numpy(dtype=bool, na_value=False)
