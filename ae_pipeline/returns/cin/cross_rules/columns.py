"""What a census shows: its tables, linked by child, episode, assessment and plan, and its days.

Here: what the rules of this return ask that those of others do not. Not here: what rules of every
return ask (``validation.columns``), or any rule (``families``).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from ae_pipeline.returns.cin import codes
from ae_pipeline.returns.cin.cross_rules.spans import days
from ae_pipeline.validation.columns import Mask, NotEvaluable, ReturnColumns, as_flags
from ae_pipeline.validation.links import Link
from ae_pipeline.validation.register import Register
from ae_pipeline.validation.sequence import flags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ae_pipeline.validation.cells import CellType
    from ae_pipeline.validation.columns import CollectionDays
    from ae_pipeline.validation.context import RuleContext

__all__ = ["CinColumns", "Mask", "NotEvaluable", "as_flags"]

_CHILDREN, _SEX, _GENDER = "ChildIdentifiers", "Sex", "GenderCurrent"
"""Until 2023-24 the census has gender where it has sex since."""
_EPISODE = "CINdetailsID"
_CONFERENCE = "DateOfInitialCPC"


class CinColumns(ReturnColumns):
    """The tables of one census, and whatever else a caller gave to evaluate rules by."""

    child: ClassVar[str] = "LAchildID"
    spans: ClassVar[Mapping[str, tuple[str, str]]] = {}

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

        The year is that of the caller, then that of the file (its reference date is the last day
        of it), then that of the specification. See ``ReturnColumns`` for the arguments.
        """
        super().__init__(tables, types, year, context, sent=sent, register=register)
        self.expected_end = self.collection_end
        """The day that the file's reference date ought to be."""
        stated = context.collection_end is not None
        end = self.collection_end if stated else self._reference_date()
        if end is not None:
            self.collection_end = end
            if context.collection_start is None:
                self.collection_start = end - pd.DateOffset(years=1) + pd.Timedelta(days=1)

    @classmethod
    def prepared(
        cls,
        tables: Mapping[str, pd.DataFrame],
        context: RuleContext,  # noqa: ARG003 - nothing that a caller states changes it
    ) -> Mapping[str, pd.DataFrame]:
        """Tables in which gender stands where sex does, as the reader puts it."""
        children = tables.get(_CHILDREN)
        if children is None or _SEX in children.columns or _GENDER not in children.columns:
            return tables
        return {**tables, _CHILDREN: children.rename(columns={_GENDER: _SEX})}

    # Tables -----------------------------------------------------------------------------------

    def says_yes(self, table: str, column: str) -> pd.Series[bool]:
        """Where a flag is set."""
        return self.table(table)[column].isin(codes.YES)

    def says_no(self, table: str, column: str) -> pd.Series[bool]:
        """Where a flag is denied; an empty one is neither."""
        return self.table(table)[column].isin(codes.NO)

    def outside_the_year(self, dates: pd.Series[Any]) -> pd.Series[bool]:
        """Dates before the first day of the year or after its last."""
        outside: pd.Series[bool] = (dates < self.collection_start) | (dates > self.collection_end)
        return outside

    def within_the_year(self, dates: pd.Series[Any]) -> pd.Series[bool]:
        """Dates from the first day of the year to its last."""
        within: pd.Series[bool] = (dates >= self.collection_start) & (dates <= self.collection_end)
        return within

    # Links ------------------------------------------------------------------------------------

    @cached_property
    def by_episode(self) -> Link:
        """Rows of one episode of one child."""
        return self._link((self.child, _EPISODE))

    @cached_property
    def by_assessment(self) -> Link:
        """Rows of one assessment."""
        return self._link((self.child, "AssessmentID"), (_EPISODE,))

    @cached_property
    def by_plan(self) -> Link:
        """Rows of one child protection plan."""
        return self._link((self.child, "CPPID"), (_EPISODE,))

    def of_episode(self, table: str, column: str) -> pd.Series[Any]:
        """For each row of a table, what its episode says in a column of CINdetails."""
        return self.by_episode.on(table, self.by_episode.per("CINdetails", column))

    def of_child(self, table: str, column: str) -> pd.Series[Any]:
        """For each row of a table, what ChildIdentifiers says of its child in a column."""
        return self.on(table, self.per_child("ChildIdentifiers", column))

    def with_episode(self, table: str, rows: Mask) -> dict[str, Mask]:
        """These rows of a table, and their episodes."""
        link = self.by_episode
        return {table: rows, "CINdetails": link.on("CINdetails", link.which(table, rows))}

    def with_child(self, table: str, rows: Mask) -> dict[str, Mask]:
        """These rows of a table, and their children."""
        children = self.on("ChildIdentifiers", self.which_children(table, rows))
        return {table: rows, "ChildIdentifiers": children}

    def meeting(
        self, left: str, right: str, link: Link | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Every row of one table beside every row of another of the same child, as positions.

        Args:
            left: a table.
            right: the other.
            link: what they share; by default the child.
        """
        link = link or self.by_child
        here, there = link.numbers(left), link.numbers(right)
        order = np.argsort(there, kind="stable")
        first = np.searchsorted(there[order], here, side="left")
        many = np.searchsorted(there[order], here, side="right") - first
        many[here < 0] = 0
        rows = np.repeat(np.arange(len(here)), many)
        along = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many)
        return rows, order[np.repeat(first, many) + along]

    # Conferences ------------------------------------------------------------------------------

    def tables_of_conferences(self, *columns: str) -> tuple[str, ...]:
        """The tables given that tell of initial conferences, of the two that may.

        Args:
            columns: what else they must have.

        Raises:
            NotEvaluable: if neither was given.
        """
        both = ("CINdetails", "Section47")
        if found := tuple(table for table in both if self.given(table, _CONFERENCE, *columns)):
            return found
        raise NotEvaluable(_CONFERENCE)

    @cached_property
    def conferences(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Every initial conference, at either level: the number of its episode, and its day."""
        numbers, dates = [], []
        for table in self.tables_of_conferences(self.child, _EPISODE):
            held = self.table(table)[_CONFERENCE]
            known = held.notna().to_numpy(dtype=bool)
            numbers.append(self.by_episode.numbers(table)[known])
            dates.append(days(held)[known])
        return np.concatenate(numbers), np.concatenate(dates)

    # Within -----------------------------------------------------------------------------------

    def _reference_date(self) -> pd.Timestamp | None:
        """The first that Header has, if any."""
        if not self.given("Header", "ReferenceDate"):
            return None
        dates = self.table("Header")["ReferenceDate"].dropna()
        return pd.Timestamp(dates.iloc[0]) if len(dates) else None

    def _link(self, key: tuple[str, ...], wherever: tuple[str, ...] = ()) -> Link:
        return Link(
            Register(self._tables, {}, key, wherever),
            self._of_table,
            what=" and ".join(key),
            last_year=False,
        )


def rows_of(positions: NDArray[np.int64], length: int) -> pd.Series[bool]:
    """Positions of rows as a mask of their table."""
    found = np.zeros(length, dtype=bool)
    found[positions] = True
    return flags(found)
