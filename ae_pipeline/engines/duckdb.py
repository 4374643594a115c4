"""DuckDB in this process: the default engine, with nothing else to install or run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.engines.session import TableSession

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_BEING_LOADED = "rows_being_loaded"
# Measures need no extension: without this DuckDB would look for some on the internet.
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Hundreds of selects of some thousand rows each: threads cost more than they gain.
    "threads": 1,
}


class DuckDbEngine(TableSession):
    """A session in memory."""

    name = "duckdb"

    def __init__(self) -> None:
        """Open it."""
        import duckdb  # noqa: PLC0415

        super().__init__()
        self._connection = duckdb.connect(":memory:", config=_OFFLINE)

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

    def _fill(self, name: str, rows: pa.Table) -> None:
        self._connection.register(_ROWS_BEING_LOADED, rows)
        self._create(name, f"SELECT * FROM {_ROWS_BEING_LOADED}")  # noqa: S608
        self._connection.unregister(_ROWS_BEING_LOADED)

    def _create(self, name: str, select: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE TEMPORARY TABLE {name} AS {select}")
