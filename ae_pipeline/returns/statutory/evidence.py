"""What a return shows: its tables typed once, last year's beside them, and what rules ask of both.

Here: tables as frames, and the questions that rules of every return ask of them. Not here: what
only one return's rules ask (``returns/<return>/statutory/evidence``), any rule, nor how cells are
read (``text``).

Every frame has a ``RangeIndex``: the position of a row is where it stood in the caller's frame.
Rows that the contract would reject are there too. A cell that is empty or could not be read as
what its column holds is null.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias

import pandas as pd

from ae_pipeline.returns.statutory.links import CannotAsk, Link, Take, as_flags
from ae_pipeline.returns.statutory.register import Register
from ae_pipeline.returns.statutory.sequence import Sequence
from ae_pipeline.returns.statutory.text import typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from ae_pipeline.validation.cells import CellType, ReadColumn

__all__ = ["CannotAsk", "CollectionDays", "Evidence", "Mask", "Take", "as_flags"]

Mask: TypeAlias = "pd.Series[Any] | NDArray[np.bool_]"
"""One truth per row of a table; null counts as false."""
CollectionDays: TypeAlias = "tuple[pd.Timestamp, pd.Timestamp]"
"""The first and the last day of a collection year."""
_ONE_YEAR, _ONE_DAY = pd.DateOffset(years=1), pd.Timedelta(days=1)


class Evidence:
    """The tables of one return, and whatever else a caller gave to judge them by.

    Reading a table that was not given raises ``CannotAsk``; so do last year's return and the
    authority. A column that was not given is not in the frame: a rule declares what it reads, and
    is not asked without.
    """

    child: ClassVar[str]
    """The column that names the child a row is about, in every table."""
    spans: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Tables whose rows last from one date to another, and which."""

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        types: Mapping[str, Mapping[str, CellType]],
        year: CollectionDays,
        *,
        previous: Mapping[str, pd.DataFrame] | None = None,
        authority: str | None = None,
        register: Register | None = None,
    ) -> None:
        """Take what was given; nothing is read before it is asked for.

        Args:
            tables: text cells by official table name and column; any index, any dtype.
            types: the columns that are known, by table.
            year: the days of the collection year.
            previous: last year's tables, likewise.
            authority: code of the authority that makes the return.
            register: of the children, where these are last year's tables and this year has one.
        """
        self._tables, self._types = tables, types
        self.collection_start, self.collection_end = year
        self._authority = authority
        self._columns: dict[tuple[str, str], ReadColumn] = {}
        self._frames: dict[str, pd.DataFrame] = {}
        self._orders: dict[str, Sequence] = {}
        self.by_child = Link(
            register or Register(tables, previous or {}, (self.child,)),
            self._of_table,
            what=self.child,
            last_year=register is not None,
        )
        """Rows of one child."""
        self._last_years_tables = previous

    # What was given ---------------------------------------------------------------------------

    @cached_property
    def previous(self) -> Self:
        """Last year's return. Its children have the same numbers as this year's."""
        if self._last_years_tables is None:
            raise CannotAsk("last year's return")
        before = self.collection_start - _ONE_YEAR, self.collection_start - _ONE_DAY
        return type(self)(
            self._last_years_tables, self._types, before, register=self.by_child.register
        )

    @property
    def authority(self) -> str:
        """Code of the authority that makes the return, as the caller gave it."""
        if self._authority is None:
            raise CannotAsk("the authority")
        return self._authority

    def given(self, table: str, *columns: str) -> bool:
        """Whether a table was given, with all these columns."""
        frame = self._tables.get(table)
        return frame is not None and all(name in frame.columns for name in columns)

    def table(self, name: str) -> pd.DataFrame:
        """A table's columns that are known, typed."""
        if name not in self._frames:
            given = self._given(name)
            self._frames[name] = pd.DataFrame(
                {
                    column: self._column(name, column).typed
                    for column in self._types[name]
                    if column in given.columns
                },
                index=pd.RangeIndex(len(given)),
            )
        return self._frames[name]

    def optional(self, table: str, column: str) -> pd.Series[Any]:
        """A column of a table that was given, or nulls where the column was not."""
        frame = self.table(table)
        if column in frame.columns:
            return frame[column]
        nothing = pd.Series(None, index=frame.index, dtype="str")
        return typed(nothing, self._types[table][column]).typed

    def unreadable(self, table: str, column: str) -> NDArray[np.bool_]:
        """Filled cells of a column that could not be read as what it holds."""
        return self._column(table, column).unreadable

    # Children ---------------------------------------------------------------------------------

    def children(self, table: str) -> NDArray[np.int64]:
        """The number of each row's child, ``-1`` for none: the same in every table and year."""
        return self.by_child.numbers(table)

    def which_children(self, table: str, rows: Mask | None = None) -> pd.Series[bool]:
        """By child number: whether the child has any of these rows (any row at all by default)."""
        return self.by_child.which(table, rows)

    def per_child(
        self,
        table: str,
        values: str | pd.Series[Any],
        rows: Mask | None = None,
        take: Take = "first",
    ) -> pd.Series[Any]:
        """By child number: one value of the child's rows; null where it has none.

        Args:
            table: whose rows speak.
            values: a column of it, or typed values in the order of its rows.
            rows: those that count; all by default. Rows whose value is null never do.
            take: which of a child's rows speaks.
        """
        return self.by_child.per(table, values, rows, take)

    def on(self, table: str, per_child: pd.Series[Any]) -> pd.Series[Any]:
        """For each row of a table, what is said of its child; null (or false) without a child.

        Args:
            table: whose rows ask.
            per_child: by child number, from ``per_child`` or ``which_children`` of any year.
        """
        return self.by_child.on(table, per_child)

    # Time -------------------------------------------------------------------------------------

    def order(self, table: str) -> Sequence:
        """The rows of each child in order, of a table in ``spans``."""
        if table not in self._orders:
            start, end = self.spans[table]
            rows = self.table(table)
            ends = rows[end] if end in rows.columns else None
            self._orders[table] = Sequence(self.children(table), rows[start], ends)
        return self._orders[table]

    # Within -----------------------------------------------------------------------------------

    def _of_table(self, table: str, column: str) -> pd.Series[Any]:
        return self.table(table)[column]

    def _given(self, table: str) -> pd.DataFrame:
        if table not in self._tables:
            raise CannotAsk(table)
        return self._tables[table]

    def _column(self, table: str, column: str) -> ReadColumn:
        if (table, column) not in self._columns:
            self._columns[table, column] = self._read(table, column, self._given(table)[column])
        return self._columns[table, column]

    def _read(self, table: str, column: str, cells: pd.Series[Any]) -> ReadColumn:
        """Type a column, once."""
        return typed(cells, self._types[table][column])
