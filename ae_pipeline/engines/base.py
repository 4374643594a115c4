"""What an engine is to those who count with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

    import pandas as pd
    import pyarrow as pa

Source: TypeAlias = "pd.DataFrame | pa.Table | Path"
"""Rows of a table: a frame, an Arrow table, or a Parquet file."""


class Engine(Protocol):
    """A database session with the person-keyed tables in it. Nothing in it outlives the session."""

    name: str
    temporary: set[str]
    """Names of the results that ``store`` holds."""

    def load(self, tables: Mapping[str, Source]) -> None:
        """Load the person-keyed tables in place of all loaded before, and remove stored results.

        Args:
            tables: by name of ``schema``; those not given are empty.

        Raises:
            WrongTableError: if a name is not one of them, a column is missing, or a column
                cannot be read as its type.
        """
        ...

    def add(self, tables: Mapping[str, Source]) -> None:
        """Load further tables, each in place of the rows it had; stored results stay.

        Args:
            tables: as ``load``; none that a stored result was selected from.

        Raises:
            WrongTableError: as ``load``.
        """
        ...

    def store(self, name: str, select: str) -> None:
        """Store the result of a select as a temporary table, in place of one of that name."""
        ...

    def remove(self, name: str) -> None:
        """Remove a temporary table that ``store`` made."""
        ...

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """The rows of a select, few enough for a list."""
        ...

    def table(self, select: str) -> pa.Table:
        """The rows of a select, which may be many."""
        ...

    def close(self) -> None:
        """End the session."""
        ...

    def __enter__(self) -> Self:
        """The engine itself."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the session."""
        ...
