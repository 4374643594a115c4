"""What a return of children looked after shows: its tables, and what only its rules ask of them.

Here: episodes, periods of care, the list of providers, and columns that the collector derives. Not
here: what rules of every return ask (``returns.statutory.evidence``), or any rule (``families``).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.statutory.care import Periods
from ae_pipeline.returns.ssda903.statutory.text import (
    DERIVED_NUMBERS,
    DERIVED_TEXT,
    PROVIDER_DATES,
)
from ae_pipeline.returns.statutory import evidence
from ae_pipeline.returns.statutory.evidence import CannotAsk, CollectionDays, Mask, as_flags
from ae_pipeline.returns.statutory.sequence import Sequence
from ae_pipeline.returns.statutory.text import decimals, typed
from ae_pipeline.validation.cells import CellType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_pipeline.returns.statutory.register import Register
    from ae_pipeline.validation.cells import ReadColumn

__all__ = ["SPAN", "CannotAsk", "Evidence", "Mask", "as_flags"]

SPAN = {
    "Episodes": ("DECOM", "DEC"),
    "Missing": ("MIS_START", "MIS_END"),
    "SWEpisodes": ("SW_DECOM", "SW_DEC"),
    "DoLo": ("DOLO_START", "DOLO_END"),
    "PlacedAdoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
}
"""Tables whose rows last from one date to another, and which."""
ONLY_IN_XML = frozenset({("Header", "UASC")})
"""Columns that the CSV form of the return does not have."""


class Evidence(evidence.Evidence):
    """The tables of one return, and whatever else a caller gave to judge them by.

    The list of providers raises ``CannotAsk`` where it was not given.
    """

    child: ClassVar[str] = "CHILD"
    spans: ClassVar[Mapping[str, tuple[str, str]]] = SPAN

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        types: Mapping[str, Mapping[str, CellType]],
        year: CollectionDays,
        *,
        previous: Mapping[str, pd.DataFrame] | None = None,
        authority: str | None = None,
        register: Register | None = None,
        providers: pd.DataFrame | None = None,
    ) -> None:
        """Take what was given; nothing is read before it is asked for.

        Args:
            tables: text cells by official table name and column; any index, any dtype.
            types: the contract's columns, by table.
            year: the days of the collection year.
            previous: last year's tables, likewise.
            authority: code of the authority that makes the return.
            register: of the children, where these are last year's tables and this year has one.
            providers: Ofsted's list of homes.
        """
        self._providers = providers
        numbers = {
            table: dict.fromkeys(names, CellType.DECIMAL)
            for table, names in DERIVED_NUMBERS.items()
        }
        known = {
            table: {**columns, **DERIVED_TEXT.get(table, {}), **numbers.get(table, {})}
            for table, columns in types.items()
        }
        super().__init__(
            tables, known, year, previous=previous, authority=authority, register=register
        )

    def given(self, table: str, *columns: str) -> bool:
        """Whether a table was given, with all these columns.

        A column that only XML files have, and that is empty in every row, was not: a reader of
        CSV files fills it in so.
        """
        if not super().given(table, *columns):
            return False
        return all((table, name) not in ONLY_IN_XML or self._has(table, name) for name in columns)

    def _has(self, table: str, column: str) -> bool:
        cells = self._column(table, column)
        return not len(cells.typed) or bool(cells.typed.notna().any() or cells.unreadable.any())

    @property
    def header(self) -> pd.DataFrame:
        """Table Header."""
        return self.table("Header")

    @property
    def episodes(self) -> pd.DataFrame:
        """Table Episodes."""
        return self.table("Episodes")

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

    def born(self, table: str) -> pd.Series[Any]:
        """For each row of a table, the child's date of birth in Header."""
        return self.on(table, self.per_child("Header", "DOB"))

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

    def _read(self, table: str, column: str, cells: pd.Series[Any]) -> ReadColumn:
        if column in DERIVED_NUMBERS.get(table, ()):
            return decimals(cells)
        return super()._read(table, column, cells)
