"""What every return's package offers the stages that use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.periods import Month
    from ae_pipeline.quality.findings import Severity
    from ae_pipeline.quality.verdict import Verdict
    from ae_pipeline.returns.extract import Extract


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

    name: str
    """Folder and asset name: ``ssda903``."""
    title: str
    """What people call it."""
    tables: tuple[str, ...]
    """Official names of all tables of any specification, in the collector's order."""

    specifications: tuple[str, ...]
    """Specification years that a file can be judged by, oldest first."""

    def asset_name(self, table: str) -> str:
        """The snake_case name of a table in asset keys and the lake: ``sw_episodes``."""
        ...

    def specification(self, month: Month) -> str:
        """The specification year that a drop of this month is judged by."""
        ...

    def tables_in(self, specification: str) -> tuple[str, ...]:
        """Official names of the tables that the specification has."""
        ...

    def describe(self, table: str) -> str:
        """What one row of a table is, in a sentence."""
        ...

    def columns(self, table: str) -> Mapping[str, str]:
        """Official column names of a table, in the contract's order, each with its meaning."""
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

    def validate(
        self,
        table: str,
        rows: pd.DataFrame,
        specification: str,
        severities: Mapping[str, Severity] | None = None,
    ) -> Verdict:
        """Judge the text rows of one table by its contract and single-row rules.

        Args:
            table: official name.
            rows: text cells, as ``Extract.tables`` has them.
            specification: year whose codes and rules hold.
            severities: where the deployment treats a rule otherwise than the house.
        """
        ...

    def minimise(
        self, accepted: pd.DataFrame, pseudonymiser: Pseudonymiser, areas: Collection[str]
    ) -> pd.DataFrame:
        """Accepted rows with identifiers keyed and what later stages need not know dropped."""
        ...
