"""DuckDB in this process: the default engine, with nothing to install or run beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from ae_pipeline.engines.typed import typed_tables
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    import pyarrow as pa

    from ae_pipeline.engines.base import Source

_ROWS_BEING_LOADED = "rows_being_loaded"
# Measures need no extension: without this DuckDB would look for some on the internet.
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Hundreds of selects of some thousand rows each: threads cost more than they gain.
    "threads": 1,
}


class DuckDbEngine:
    """A session in memory."""

    name = "duckdb"

    def __init__(self) -> None:
        """Open it."""
        import duckdb  # noqa: PLC0415

        self.kept: set[str] = set()
        self._as_made: set[str] = set()
        self._connection = duckdb.connect(":memory:", config=_OFFLINE)

    def load(self, tables: Mapping[str, Source]) -> None:
        """See ``Engine.load``."""
        for name in self.kept:
            self._connection.execute(f"DROP TABLE {name}")
        self.kept = set()
        for name, rows in typed_tables(tables, self._as_made).items():
            self._connection.register(_ROWS_BEING_LOADED, rows)
            self._create(name, f"SELECT * FROM {_ROWS_BEING_LOADED}")  # noqa: S608
            self._connection.unregister(_ROWS_BEING_LOADED)
        self._as_made = set(metadata.tables) - set(tables)

    def keep(self, name: str, select: str) -> None:
        """See ``Engine.keep``."""
        self._create(name, select)
        self.kept.add(name)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """See ``Engine.rows``."""
        return self._connection.execute(select).fetchall()

    def give(self, name: str, select: str) -> pa.Table:
        """See ``Engine.give``. They stay where Arrow has them."""
        rows = self._connection.sql(select).to_arrow_table()
        self._connection.register(name, rows)
        return rows

    def close(self) -> None:
        """See ``Engine.close``."""
        self._connection.close()

    def __enter__(self) -> Self:
        """See ``Engine``."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """See ``Engine``."""
        self.close()

    def _create(self, name: str, select: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE TEMPORARY TABLE {name} AS {select}")
