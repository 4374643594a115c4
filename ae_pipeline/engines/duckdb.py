"""DuckDB in this process: the default engine, with nothing else to install or run."""

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

        self.temporary: set[str] = set()
        self._created: set[str] = set()
        self._pristine: set[str] = set()
        self._connection = duckdb.connect(":memory:", config=_OFFLINE)

    def load(self, tables: Mapping[str, Source]) -> None:
        """See ``Engine.load``."""
        loaded = typed_tables(tables, self._pristine)
        for name in sorted(self.temporary):
            self.remove(name)
        self._fill(loaded)
        self._pristine = set(metadata.tables) - set(tables)

    def add(self, tables: Mapping[str, Source]) -> None:
        """See ``Engine.add``."""
        if not self._created:
            self._pristine = set(metadata.tables)
        self._fill(typed_tables(tables, self._created))
        self._pristine -= set(tables)

    def store(self, name: str, select: str) -> None:
        """See ``Engine.store``."""
        self._create(name, select)
        self.temporary.add(name)

    def remove(self, name: str) -> None:
        """See ``Engine.remove``."""
        self._connection.execute(f"DROP TABLE {name}")
        self.temporary.remove(name)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """See ``Engine.rows``."""
        return self._connection.execute(select).fetchall()

    def table(self, select: str) -> pa.Table:
        """See ``Engine.table``."""
        return self._connection.sql(select).to_arrow_table()

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

    def _fill(self, tables: Mapping[str, pa.Table]) -> None:
        self._created |= set(tables)
        for name, rows in tables.items():
            self._connection.register(_ROWS_BEING_LOADED, rows)
            self._create(name, f"SELECT * FROM {_ROWS_BEING_LOADED}")  # noqa: S608
            self._connection.unregister(_ROWS_BEING_LOADED)

    def _create(self, name: str, select: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE TEMPORARY TABLE {name} AS {select}")
