"""All rules of an SSDA903 return as ``ae validate`` runs them on this year alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import returns
from ae_pipeline.returns.checking import check_files
from benchmarks.sample import SPECIFICATION
from benchmarks.tally import tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The return's package, loaded."""
    returns.load("ssda903")

    def work() -> dict[str, float]:
        return tally(check_files("ssda903", [folder], SPECIFICATION))

    return work
