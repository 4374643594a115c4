"""How expectations fared, and results recorded so that an unchanged table is not judged twice.

A result is recorded under a digest of its table, its suite and the version of Great Expectations:
what is the same to the cell has the same result. Not here: judging (``judging``).
"""

from __future__ import annotations

import importlib.metadata
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.expectations.suites import Expectation, Suite


@dataclass(frozen=True)
class Judged:
    """How one expectation fared.

    Attributes:
        checked: rows that it was evaluated on.
        failed: rows that were not as expected.
        subjects: what those rows are about, the first ones where there are many.
        error: kind of the exception where it could not be evaluated; it then has not passed.
    """

    suite: str
    expectation: Expectation
    passed: bool
    checked: int = 0
    failed: int = 0
    subjects: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class RecordedResults:
    """Results in a folder, a file for each suite and table that was judged."""

    folder: Path

    def of(self, suite: Suite, rows: pd.DataFrame) -> list[Judged]:
        """Results of a suite on a table, in order of its expectations; none if there are none."""
        path = self._path(suite, rows)
        if not path.is_file():
            return []
        results = json.loads(path.read_text(encoding="utf-8"))
        return [
            Judged(
                suite.name,
                expectation,
                passed=result["passed"],
                checked=result["checked"],
                failed=result["failed"],
                subjects=tuple(result["subjects"]),
            )
            for expectation, result in zip(suite.expectations, results, strict=True)
        ]

    def record(self, suite: Suite, rows: pd.DataFrame, results: Sequence[Judged]) -> None:
        """Record a suite's results on a table, if every expectation could be evaluated."""
        if any(result.error for result in results):
            return
        content = [
            {
                "passed": result.passed,
                "checked": result.checked,
                "failed": result.failed,
                "subjects": list(result.subjects),
            }
            for result in results
        ]
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(suite, rows)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(content), encoding="utf-8")
        unfinished.replace(path)

    def _path(self, suite: Suite, rows: pd.DataFrame) -> Path:
        digest = fingerprint.of(
            suite=suite.model_dump(mode="json"),
            rows=rows.to_json(orient="split", double_precision=15),
            types=[str(each) for each in rows.dtypes],
            version=importlib.metadata.version("great_expectations"),
        )
        return self.folder / f"{suite.name}-{digest}.json"
