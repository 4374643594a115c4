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

import numpy as np
import pandas as pd

from ae_pipeline.validation.cell_text import day, typed
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.findings import FILE_COLUMN, ROW_COLUMN
from ae_pipeline.validation.links import Link, NotEvaluable, Take, as_flags
from ae_pipeline.validation.register import Register
from ae_pipeline.validation.sequence import Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ae_pipeline.validation.cells import CellType, ReadColumn

__all__ = ["CollectionDays", "Mask", "NotEvaluable", "ReturnColumns", "Take", "as_flags"]

Mask: TypeAlias = "pd.Series[Any] | NDArray[np.bool_]"
"""One truth per row of a table; null counts as false."""
CollectionDays: TypeAlias = "tuple[pd.Timestamp, pd.Timestamp]"
"""The first and the last day of a collection year."""
_ONE_YEAR, _ONE_DAY = pd.DateOffset(years=1), pd.Timedelta(days=1)


class ReturnColumns:
    """The tables of one return, and whatever else a caller gave to evaluate rules by.

    Reading a table that was not sent raises ``NotEvaluable``; so do last year's return, the
    authority and the list of providers. A column that was not sent is not in ``table``: a rule
    declares what it reads, and is skipped without. In ``complete`` it is there and empty, for the
    rules of a contract.
    """

    child: ClassVar[str] = ""
    """The column that names the child a row is about, in every table; none where several keys
    join the rows, and rules use ``joining``."""
    spans: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Tables whose rows last from one date to another, and which."""
    derived: ClassVar[Mapping[str, Mapping[str, CellType]]] = {}
    """Columns beyond the contract, by table: typed where a caller gives them."""

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        types: Mapping[str, Mapping[str, CellType]],
        year: CollectionDays,
        context: RuleContext,
        *,
        sent: Mapping[str, pd.DataFrame] | None = None,
        register: Register | None = None,
    ) -> None:
        """Take what was given; no cell is read before a rule needs it.

        Args:
            tables: text cells by official table name and column; any index, any dtype.
            types: the contract's columns, by table.
            year: the days of the specification's collection year.
            context: what the caller states; its days replace those of the specification.
            sent: the same rows without the tables and columns that no file had; by default all
                were sent.
            register: of the children, where these are last year's tables and this year has one.
        """
        self._rows = tables
        self._tables = self.prepared(tables if sent is None else sent, context)
        self._types = types
        start, end = context.collection_start, context.collection_end
        self.collection_start = year[0] if start is None else day(start)
        self.collection_end = year[1] if end is None else day(end)
        self._context = context
        self._columns: dict[tuple[str, str], ReadColumn] = {}
        self._frames: dict[str, pd.DataFrame] = {}
        self._complete: dict[str, pd.DataFrame] = {}
        self._orders: dict[str, Sequence] = {}
        previous = context.previous
        self._last_years = None if previous is None else self.prepared(previous, context)
        self.by_child = Link(
            register or Register(self._tables, self._last_years or {}, (self.child,)),
            self._of_table,
            what=self.child,
            last_year=register is not None,
        )
        """Rows of one child."""

    @classmethod
    def prepared(
        cls,
        tables: Mapping[str, pd.DataFrame],
        context: RuleContext,  # noqa: ARG003 - of interest to a return that derives columns
    ) -> Mapping[str, pd.DataFrame]:
        """The tables as rules read them: with what a return derives before any cell is typed."""
        return tables

    # What was sent ----------------------------------------------------------------------------

    @cached_property
    def previous(self) -> Self:
        """Last year's return. Its children have the same numbers as this year's."""
        if self._last_years is None:
            raise NotEvaluable("last year's return")
        before = self.collection_start - _ONE_YEAR, self.collection_start - _ONE_DAY
        context = RuleContext(self._context.specification)
        return type(self)(
            self._last_years, self._types, before, context, register=self.by_child.register
        )

    @property
    def specification(self) -> str:
        """The year whose rules are evaluated."""
        return self._context.specification

    @property
    def authority(self) -> str:
        """Code of the authority that makes the return, as the caller gave it."""
        if self._context.authority is None:
            raise NotEvaluable("the authority")
        return self._context.authority

    def given(self, table: str, *columns: str) -> bool:
        """Whether a table was sent, with all these columns."""
        frame = self._tables.get(table)
        return frame is not None and all(name in frame.columns for name in columns)

    def holds(self, table: str, *columns: str) -> bool:
        """Whether the tables have all these columns, empty ones that nobody sent among them."""
        return table in self._rows and all(
            any(name in tables[table].columns for tables in self._tables_with(table))
            for name in columns
        )

    def table(self, name: str) -> pd.DataFrame:
        """A table's columns that were sent and that the return knows, typed."""
        if name not in self._frames:
            sent = self._sent(name)
            self._frames[name] = pd.DataFrame(
                {
                    column: self._column(name, column).typed
                    for column in (*self._types[name], *self.derived.get(name, ()))
                    if column in sent.columns
                },
                index=pd.RangeIndex(len(sent)),
            )
        return self._frames[name]

    def complete(self, table: str) -> pd.DataFrame:
        """All columns of a table's contract, typed; empty where the rows do not have one."""
        if table not in self._complete:
            self._complete[table] = pd.DataFrame(
                {column: self._column(table, column).typed for column in self._types[table]},
                index=pd.RangeIndex(self.count(table)),
            )
        return self._complete[table]

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return len(self._rows[table])

    def source(self, table: str) -> pd.DataFrame:
        """Where each row of a table stands: its file and row, or its position if none is known."""
        rows = self._rows[table]
        if ROW_COLUMN in rows.columns:
            return rows[[FILE_COLUMN, ROW_COLUMN]].reset_index(drop=True)
        position = np.arange(len(rows), dtype=np.int64)
        return pd.DataFrame({FILE_COLUMN: "", ROW_COLUMN: position})

    def optional(self, table: str, column: str) -> pd.Series[Any]:
        """A column of a table that was given, or nulls where the column was not."""
        frame = self.table(table)
        return frame[column] if column in frame.columns else self._column(table, column).typed

    def unreadable(self, table: str, column: str) -> NDArray[np.bool_]:
        """Filled cells of a column that could not be read as what it holds."""
        return self._column(table, column).unreadable

    def readable(self, table: str, *columns: str) -> NDArray[np.bool_]:
        """Rows of which all these cells could be read; empty ones can."""
        readable = np.ones(self.count(table), dtype=bool)
        for name in columns:
            readable &= ~self.unreadable(table, name)
        return readable

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

    def _sent(self, table: str) -> pd.DataFrame:
        if table not in self._tables:
            raise NotEvaluable(table)
        return self._tables[table]

    def _column(self, table: str, column: str) -> ReadColumn:
        if (table, column) not in self._columns:
            self._columns[table, column] = self._read(table, column, self._cells(table, column))
        return self._columns[table, column]

    def _tables_with(self, table: str) -> list[Mapping[str, pd.DataFrame]]:
        return [tables for tables in (self._tables, self._rows) if table in tables]

    def _cells(self, table: str, column: str) -> pd.Series[Any]:
        for tables in self._tables_with(table):
            if column in tables[table].columns:
                return tables[table][column]
        return pd.Series(None, index=pd.RangeIndex(self.count(table)), dtype="str")

    def _read(self, table: str, column: str, cells: pd.Series[Any]) -> ReadColumn:
        """Type a column, once."""
        types = self._types[table]
        return typed(cells, types[column] if column in types else self.derived[table][column])
