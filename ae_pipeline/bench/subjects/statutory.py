"""All rules of an SSDA903 return as ``ae validate`` asks them of this year alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import returns
from ae_pipeline.bench.sample import SPECIFICATION
from ae_pipeline.returns.checking import check_files
from ae_pipeline.returns.statutory.examining import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The return's package, loaded."""
    returns.load("ssda903")

    def work() -> dict[str, float]:
        found = check_files("ssda903", [folder], SPECIFICATION)
        outcomes = [rule.outcome for rule in found.rules]
        return {
            "rows": sum(table.read for table in found.tables.values()),
            "findings": len(found.findings),
            "rules": len(outcomes),
            **{str(outcome): outcomes.count(outcome) for outcome in Outcome},
        }

    return work
