"""DuckDB reading the same files as text, with one aggregate: the limit to compare with.

It types nothing, checks nothing and keeps nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_AGGREGATE = """
    SELECT count(*), max(COLUMNS(*)) FROM read_csv(?, all_varchar = true, header = true)
"""
"""Of every column, so that none can be passed over."""


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """A session in memory."""
    connection = duckdb.connect(":memory:")

    def work() -> dict[str, float]:
        count = 0
        for path in sorted(folder.glob("*.csv")):
            row = connection.execute(_AGGREGATE, [str(path)]).fetchone()
            count += row[0] if row else 0
        return {"rows": count}

    return work
