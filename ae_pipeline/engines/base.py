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
    kept: set[str]
    """Names that ``keep`` has kept since the tables were loaded."""

    def load(self, tables: Mapping[str, Source]) -> None:
        """Put the person-keyed tables in place of any loaded before, and forget what was kept.

        Args:
            tables: by name of ``schema``; those not given are empty.

        Raises:
            WrongTableError: if a name is not one of them, a column is missing, or a column
                cannot be read as its type.
        """
        ...

    def keep(self, name: str, select: str) -> None:
        """Keep the result of a select under a name, in place of what had it before."""
        ...

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """Run a select."""
        ...

    def give(self, name: str, select: str) -> pa.Table:
        """The rows of a select, which may be many; the next select finds them under the name."""
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
