"""What a return shows: its tables typed once, last year's beside them, and what rules ask of both.

Here: tables as frames, and the questions that every family of rules asks of them. Not here: any
rule (``families``), nor how cells are read (``text``).

Every frame has a ``RangeIndex``: the position of a row is where it stood in the caller's frame.
Rows that the contract would reject are there too. A cell that is empty or could not be read as
what its column holds is null.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from ae_pipeline.quality.cells import CellType
from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.statutory.care import Periods
from ae_pipeline.returns.ssda903.statutory.register import CHILD, ChildRegister
from ae_pipeline.returns.ssda903.statutory.sequence import NONE, Sequence, flags, pick
from ae_pipeline.returns.ssda903.statutory.text import (
    DERIVED_NUMBERS,
    DERIVED_TEXT,
    PROVIDER_DATES,
    decimals,
    typed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ae_pipeline.quality.cells import ReadColumn

Mask: TypeAlias = "pd.Series[Any] | NDArray[np.bool_]"
"""One truth per row of a table; null counts as false."""
CollectionDays: TypeAlias = "tuple[pd.Timestamp, pd.Timestamp]"
"""The first and the last day of a collection year."""
Take = Literal["first", "last", "earliest", "latest"]
"""Which row of a child speaks: first or last in the table, or of the least or greatest value."""
SPAN = {
    "Episodes": ("DECOM", "DEC"),
    "Missing": ("MIS_START", "MIS_END"),
    "SWEpisodes": ("SW_DECOM", "SW_DEC"),
    "DoLo": ("DOLO_START", "DOLO_END"),
    "PlacedAdoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
}
"""Tables whose rows last from one date to another, and which."""
_ONE_YEAR, _ONE_DAY = pd.DateOffset(years=1), pd.Timedelta(days=1)


class CannotAsk(Exception):  # noqa: N818 - an answer that a rule gives, and no error
    """The rule cannot be asked: a table, column or list that it needs was not given."""


class Evidence:
    """The tables of one return, and whatever else a caller gave to judge them by.

    Reading a table that was not given raises ``CannotAsk``; so do last year's return, the
    authority and the list of providers. A column that was not given is not in the frame: a rule
    declares what it reads, and is not asked without.
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        types: Mapping[str, Mapping[str, CellType]],
        year: CollectionDays,
        *,
        previous: Mapping[str, pd.DataFrame] | None = None,
        authority: str | None = None,
        providers: pd.DataFrame | None = None,
        register: ChildRegister | None = None,
    ) -> None:
        """Take what was given; nothing is read before it is asked for.

        Args:
            tables: text cells by official table name and column; any index, any dtype.
            types: the contract's columns, by table.
            year: the days of the collection year.
            previous: last year's tables, likewise.
            authority: code of the authority that makes the return.
            providers: Ofsted's list of homes.
            register: of the children, where these are last year's tables and this year has one.
        """
        self._tables = tables
        self._types = {
            table: {**columns, **DERIVED_TEXT.get(table, {})} for table, columns in types.items()
        }
        self.collection_start, self.collection_end = year
        self._authority = authority
        self._providers = providers
        self._columns: dict[tuple[str, str], ReadColumn] = {}
        self._frames: dict[str, pd.DataFrame] = {}
        self._orders: dict[str, Sequence] = {}
        self._is_last_year = register is not None
        self._register = register or ChildRegister(tables, previous or {})
        self._previous: Evidence | None = None
        if previous is not None:
            before = self.collection_start - _ONE_YEAR, self.collection_start - _ONE_DAY
            self._previous = Evidence(previous, types, before, register=self._register)

    # What was given ---------------------------------------------------------------------------

    @property
    def header(self) -> pd.DataFrame:
        """Table Header."""
        return self.table("Header")

    @property
    def episodes(self) -> pd.DataFrame:
        """Table Episodes."""
        return self.table("Episodes")

    @property
    def previous(self) -> Evidence:
        """Last year's return. Its children have the same numbers as this year's."""
        if self._previous is None:
            raise CannotAsk("last year's return")
        return self._previous

    @property
    def authority(self) -> str:
        """Code of the authority that makes the return, as the caller gave it."""
        if self._authority is None:
            raise CannotAsk("the authority")
        return self._authority

    @cached_property
    def providers(self) -> pd.DataFrame:
        """Ofsted's list of homes: text, and dates where ``PROVIDER_DATES`` says so."""
        if self._providers is None:
            raise CannotAsk("the list of providers")
        return pd.DataFrame(
            {
                name: typed(cells, CellType.DATE if name in PROVIDER_DATES else CellType.TEXT).typed
                for name, cells in self._providers.items()
            }
        )

    def given(self, table: str, *columns: str) -> bool:
        """Whether a table was given, with all these columns."""
        frame = self._tables.get(table)
        return frame is not None and all(name in frame.columns for name in columns)

    def table(self, name: str) -> pd.DataFrame:
        """A table's columns that the contract knows or the collector derives, typed."""
        if name not in self._frames:
            given = self._given(name)
            known = (*self._types[name], *DERIVED_NUMBERS.get(name, ()))
            self._frames[name] = pd.DataFrame(
                {
                    column: self._column(name, column).typed
                    for column in known
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
        if column in DERIVED_NUMBERS.get(table, ()):
            return pd.Series(pd.NA, index=frame.index, dtype="Float64")
        nothing = pd.Series(None, index=frame.index, dtype="str")
        return typed(nothing, self._types[table][column]).typed

    def unreadable(self, table: str, column: str) -> NDArray[np.bool_]:
        """Filled cells of a column that could not be read as what it holds."""
        return self._column(table, column).unreadable

    # Children ---------------------------------------------------------------------------------

    def children(self, table: str) -> NDArray[np.int64]:
        """The number of each row's child, ``-1`` for none: the same in every table and year."""
        numbers = self._register.numbers(table, last_year=self._is_last_year)
        if numbers is None:
            raise CannotAsk(f"{table} with {CHILD}")
        return numbers

    def which_children(self, table: str, rows: Mask | None = None) -> pd.Series[bool]:
        """By child number: whether the child has any of these rows (any row at all by default)."""
        numbers = self.children(table)
        found = np.zeros(self._places, dtype=bool)
        found[numbers if rows is None else numbers[as_flags(rows)]] = True
        found[-1] = False
        return flags(found)

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
        column = self.table(table)[values] if isinstance(values, str) else values
        numbers = self.children(table)
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

    def on(self, table: str, per_child: pd.Series[Any]) -> pd.Series[Any]:
        """For each row of a table, what is said of its child; null (or false) without a child.

        Args:
            table: whose rows ask.
            per_child: by child number, from ``per_child`` or ``which_children`` of any year.
        """
        return pick(per_child, self.children(table))

    def born(self, table: str) -> pd.Series[Any]:
        """For each row of a table, the child's date of birth in Header."""
        return self.on(table, self.per_child("Header", "DOB"))

    # Time -------------------------------------------------------------------------------------

    def order(self, table: str) -> Sequence:
        """The rows of each child in order, of a table in ``SPAN``."""
        if table not in self._orders:
            start, end = SPAN[table]
            rows = self.table(table)
            ends = rows[end] if end in rows.columns else None
            self._orders[table] = Sequence(self.children(table), rows[start], ends)
        return self._orders[table]

    @cached_property
    def periods(self) -> Periods:
        """The periods of care that all episodes make up, short breaks among them."""
        return self._periods(self.order("Episodes"))

    @cached_property
    def periods_without_short_breaks(self) -> Periods:
        """The periods of care that episodes other than V3 and V4 make up."""
        rows = self.episodes
        counts = ~self.optional("Episodes", "LS").isin(codes.SHORT_BREAKS)
        return self._periods(
            Sequence(self.children("Episodes"), rows["DECOM"], rows["DEC"], among=counts)
        )

    @cached_property
    def looked_after_all_year(self) -> pd.Series[bool]:
        """By child number: looked after continuously for twelve months at the end of the year.

        On every day of the collection year, its last included, in one period of care; short
        breaks (V3, V4) do not count as care. Needs ``CHILD``, ``DECOM`` and ``DEC`` of Episodes,
        and uses ``LS`` and ``REC`` where given.
        """
        periods = self.periods_without_short_breaks
        return self.which_children(
            "Episodes", periods.throughout(self.collection_start, self.collection_end)
        )

    # Within -----------------------------------------------------------------------------------

    def _periods(self, order: Sequence) -> Periods:
        rows = self.episodes
        return Periods(order, rows["DECOM"], rows["DEC"], self.optional("Episodes", "REC"))

    def _given(self, table: str) -> pd.DataFrame:
        if table not in self._tables:
            raise CannotAsk(table)
        return self._tables[table]

    def _column(self, table: str, column: str) -> ReadColumn:
        if (table, column) not in self._columns:
            cells = self._given(table)[column]
            if column in DERIVED_NUMBERS.get(table, ()):
                self._columns[table, column] = decimals(cells)
            else:
                self._columns[table, column] = typed(cells, self._types[table][column])
        return self._columns[table, column]

    @property
    def _places(self) -> int:
        """One more than there are children: the last place is for rows without one."""
        return self._register.count + 1


def as_flags(mask: Mask) -> NDArray[np.bool_]:
    """A mask without an index and without nulls."""
    if isinstance(mask, np.ndarray):
        return mask
    return mask.to_numpy(dtype=bool, na_value=False)
