"""What every return's package offers the stages that use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.extract import Extract
    from ae_pipeline.validation.context import RuleContext
    from ae_pipeline.validation.engine import Validation
    from ae_pipeline.validation.findings import RuleInfo
    from ae_pipeline.validation.rule import Rule


@dataclass(frozen=True)
class ValidatedColumn:
    """A column of a validated table, for the catalogue that the UI shows.

    Attributes:
        kind: ``text``, ``date``, ``whole number`` …
        origins: official names of the columns it was made from.
    """

    name: str
    kind: str
    description: str
    origins: tuple[str, ...]


class Return(Protocol):
    """A statutory or local return: its tables, how it is read, and what its rows must be."""

    @property
    def name(self) -> str:
        """Folder and asset name: ``ssda903``."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    @property
    def tables(self) -> tuple[str, ...]:
        """Official names of all tables of any specification, in the collector's order."""
        ...

    @property
    def specifications(self) -> tuple[str, ...]:
        """Specification years that a file can be judged by, oldest first."""
        ...

    @property
    def year_of(self) -> Callable[[Month], str]:
        """The collection year a month falls in, whether or not it has a specification."""
        ...

    @property
    def optional(self) -> frozenset[tuple[str, str]]:
        """Columns, as (table, column), that some form of the return never has."""
        ...

    def asset_name(self, table: str) -> str:
        """The snake_case name of a table in asset keys and the lake: ``sw_episodes``."""
        ...

    def specification(self, month: Month) -> str:
        """The specification year that a drop of this month is judged by."""
        ...

    def tables_in(self, specification: str) -> tuple[str, ...]:
        """Official names of the tables that the specification has."""
        ...

    def key(self, table: str) -> tuple[str, ...]:
        """Official names of the columns that tell one row of a table from another."""
        ...

    def describe(self, table: str) -> str:
        """What one row of a table is, in a sentence."""
        ...

    def columns(self, table: str) -> Mapping[str, str]:
        """Official column names of a table, in the contract's order, each with its meaning."""
        ...

    def rules(self, table: str, specification: str) -> tuple[RuleInfo, ...]:
        """The rules of a table's contract in a year; a code comes once per set of columns."""
        ...

    def validated_columns(self, table: str) -> tuple[ValidatedColumn, ...]:
        """The columns of a table once it is validated and minimised."""
        ...

    def read(self, folder: Path, specification: str) -> Extract:
        """Read a drop.

        Raises:
            UnreadableFileError: if a file is damaged or not what it claims to be.
        """
        ...

    def read_parts(self, folder: Path, specification: str) -> Iterator[Extract]:
        """Read a drop some rows at a time, so that memory does not grow with it.

        Taken together the parts are what ``read`` gives, though rows may be in another order.
        Each has every table of the specification.

        Raises:
            UnreadableFileError: if a file is damaged or not what it claims to be.
        """
        ...

    def parted_by(self, table: str) -> str | None:
        """The column of a table whose equal values must be validated together.

        It is one of the key, for a large table may be validated in parts. None for a table that
        must be in one piece.
        """
        ...

    def evaluate(
        self,
        code: str,
        tables: Mapping[str, pd.DataFrame],
        *,
        specification: str,
        previous: Mapping[str, pd.DataFrame] | None = None,
        collection_start: date | str | None = None,
        collection_end: date | str | None = None,
        authority: str | None = None,
        providers: pd.DataFrame | None = None,
    ) -> dict[str, list[int]] | None:
        """Evaluate one rule on text tables: how anyone's conformance suite is run against ours.

        Args:
            code: official code of a rule, or a local one.
            tables: by official name, frames with official columns and text cells as a file has
                them; any table or column may be absent, the index may be anything.
            specification: year whose codes and rules hold.
            previous: last year's return, likewise.
            collection_start: first day of the collection year; by default the specification's.
            collection_end: its last day, likewise.
            authority: code of the authority that makes the return.
            providers: Ofsted's list of homes.

        Returns:
            By table, positions from 0 of every row that the rule implicates; ``None`` where the
            rule cannot be evaluated on what was given.

        Raises:
            ValueError: if there is no such specification or table, or a day is no date.
            PipelineError: if there is no such rule, or not in this specification.
        """
        ...

    def run(
        self,
        tables: Mapping[str, pd.DataFrame],
        context: RuleContext,
        *,
        sent: Mapping[str, pd.DataFrame] | None = None,
        across: bool = True,
    ) -> Validation:
        """Evaluate all rules of a year on text rows: findings, ledger, and the rows parted.

        Args:
            tables: as ``Extract.tables`` has them, all of the specification or one alone.
            context: by which the rules are evaluated.
            sent: the same rows without the tables and columns that no file had.
            across: whether rules over tables are evaluated too.
        """
        ...

    def cross_rules(self, specification: str) -> Mapping[str, Rule[Any]]:
        """The rules over rows, tables and years of a specification, by code."""
        ...

    def undefined(self, specification: str) -> Mapping[str, str]:
        """Codes of the collector that nobody can evaluate by what is published, with the reason."""
        ...

    def minimise(
        self,
        table: str,
        accepted: pd.DataFrame,
        pseudonymiser: Pseudonymiser,
        areas: Collection[str],
    ) -> pd.DataFrame:
        """Accepted rows with identifiers keyed and what later stages need not know dropped."""
        ...
