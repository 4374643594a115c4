"""What every return's package offers the stages that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.periods import Month
    from ae_pipeline.quality.verdict import Verdict
    from ae_pipeline.returns.extract import Extract


class Return(Protocol):
    """A statutory or local return: its tables, how it is read, and what its rows must be."""

    name: str
    """Folder and asset name: ``ssda903``."""
    title: str
    """What people call it."""
    tables: tuple[str, ...]
    """Official names of all tables of any specification, in the collector's order."""

    def asset_name(self, table: str) -> str:
        """The snake_case name of a table in asset keys and the lake: ``sw_episodes``."""
        ...

    def specification(self, month: Month) -> str:
        """The specification year that a drop of this month is judged by."""
        ...

    def tables_in(self, specification: str) -> tuple[str, ...]:
        """Official names of the tables that the specification has."""
        ...

    def columns(self, table: str) -> tuple[str, ...]:
        """Official column names of a table, in the contract's order."""
        ...

    def read(self, folder: Path, specification: str) -> Extract:
        """Read a drop.

        Raises:
            UnreadableFileError: if a file is damaged or not what it claims to be.
        """
        ...

    def validate(self, table: str, rows: pd.DataFrame, specification: str) -> Verdict:
        """Judge the text rows of one table by its contract and single-row rules."""
        ...
