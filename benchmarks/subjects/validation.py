"""Reading and validating an SSDA903 return, table by table, as the validated stage does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import returns
from benchmarks.sample import SPECIFICATION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The return's package, loaded."""
    source = returns.load("ssda903")

    def work() -> dict[str, float]:
        extract = source.read(folder, SPECIFICATION)
        figures = {"rows": 0, "quarantined": 0, "findings": 0}
        for table, rows in extract.tables.items():
            verdict = source.validate(table, rows, SPECIFICATION)
            figures["rows"] += len(rows)
            figures["quarantined"] += len(verdict.quarantined)
            figures["findings"] += len(verdict.findings)
        return dict(figures)

    return work
