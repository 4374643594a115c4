"""Open the engine that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.errors import PipelineError

if TYPE_CHECKING:
    from ae_pipeline.engines.base import Engine

ENGINES = ("duckdb", "postgresql")


class EngineChoiceError(PipelineError):
    """The engine named is not one there is, or lacks what it needs."""


def open_engine(name: str, *, url: str | None = None) -> Engine:
    """Open an engine; close it, or use it in a ``with`` statement.

    Args:
        name: one of ``ENGINES``.
        url: of the server, for an engine that needs one.

    Raises:
        EngineChoiceError: if there is no such engine, or it needs a URL and has none.
    """
    if name == "duckdb":
        from ae_pipeline.engines.duckdb import DuckDbEngine  # noqa: PLC0415

        return DuckDbEngine()
    if name == "postgresql":
        if url is None:
            raise EngineChoiceError("the postgresql engine needs the URL of a PostgreSQL server")
        from ae_pipeline.engines.postgresql import PostgreSqlEngine  # noqa: PLC0415

        return PostgreSqlEngine(url)
    raise EngineChoiceError(f"there is no engine {name!r}; choose one of {', '.join(ENGINES)}")
