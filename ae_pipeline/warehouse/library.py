"""The library of published figures into the warehouse, when it has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ae_pipeline import fingerprint, source_code
from ae_pipeline.indicators.benchmarks import benchmarks
from ae_pipeline.indicators.published.library import read_library
from ae_pipeline.warehouse import store, tables
from ae_pipeline.warehouse.record import record_benchmarks
from ae_pipeline.warehouse.store import Run, Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

_CODE = ("warehouse.library", "warehouse.record")


def record_library(
    connection: Connection,
    folder: Path,
    models: Mapping[str, Sequence[int]],
    measures: Sequence[str],
    run: Run,
) -> Written:
    """Hold the library's figures and means, unless they were last made from the same.

    Args:
        connection: in a transaction.
        folder: ``config/benchmarks``.
        models: DfE's numbers of neighbours, by year of model.
        measures: ids of those whose benchmarks are wanted.
        run: that writes.
    """
    made_from = fingerprint.of(
        files={
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.iterdir())
        },
        measures=sorted(measures),
        models={model: list(numbers) for model, numbers in models.items()},
        code=source_code.digest(*_CODE),
    )
    name = tables.benchmark_value.name
    if store.made_from(connection, name) == made_from:
        return Written(0, 0)
    written = record_benchmarks(connection, benchmarks(read_library(folder, measures), models), run)
    store.write_made_from(connection, name, made_from, run)
    return written
