"""Writing the files of the invented authority: what the measured months read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city import write_landing
from benchmarks.authority import MONTH, SEED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The city's package, loaded."""

    def work() -> dict[str, float]:
        report = write_landing(folder / "landing", seed=SEED, first=MONTH, last=MONTH, history=True)
        return {"rows": report.rows}

    return work
