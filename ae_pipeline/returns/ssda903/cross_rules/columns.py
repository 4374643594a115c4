"""What a return of children looked after shows: its tables, and what only its rules ask of them.

Here: episodes, periods of care, the list of providers, and columns that the collector derives. Not
here: what rules of every return ask (``validation.columns``), or any rule (``families``).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.care import Periods
from ae_pipeline.returns.ssda903.cross_rules.derived import DERIVED, PROVIDER_DATES, WITH_FRACTION
from ae_pipeline.returns.ssda903.cross_rules.places import with_places
from ae_pipeline.validation.cell_text import decimals, typed
from ae_pipeline.validation.cells import CellType
from ae_pipeline.validation.columns import Mask, NotEvaluable, ReturnColumns, as_flags
from ae_pipeline.validation.sequence import Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_pipeline.validation.cells import ReadColumn
    from ae_pipeline.validation.context import RuleContext

__all__ = ["SPAN", "Mask", "NotEvaluable", "Ssda903Columns", "as_flags"]

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


class Ssda903Columns(ReturnColumns):
    """The tables of one return, and whatever else a caller gave to evaluate rules by.

    The list of providers raises ``NotEvaluable`` where it was not given.
    """

    child: ClassVar[str] = "CHILD"
    spans: ClassVar[Mapping[str, tuple[str, str]]] = SPAN

    derived: ClassVar[Mapping[str, Mapping[str, CellType]]] = DERIVED

    @classmethod
    def prepared(
        cls, tables: Mapping[str, pd.DataFrame], context: RuleContext
    ) -> Mapping[str, pd.DataFrame]:
        """With what follows from postcodes, where the areas of the authority are stated."""
        if context.areas is None:
            return tables
        return with_places(tables, context.areas, context.authority)

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
        if self._context.providers is None:
            raise NotEvaluable("the list of providers")
        return pd.DataFrame(
            {
                name: typed(cells, CellType.DATE if name in PROVIDER_DATES else CellType.TEXT).typed
                for name, cells in self._context.providers.items()
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
        if (table, column) in WITH_FRACTION:
            return decimals(cells)
        return super()._read(table, column, cells)
