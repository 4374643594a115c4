"""All rules of a CIN Census, from XML to findings, as ``ae validate`` runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import returns
from ae_pipeline.returns.checking import check_files
from benchmarks.census import SPECIFICATION
from benchmarks.tally import tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The return's package, loaded."""
    returns.load("cin")

    def work() -> dict[str, float]:
        return tally(check_files("cin", [folder / "cin_census.xml"], SPECIFICATION))

    return work
