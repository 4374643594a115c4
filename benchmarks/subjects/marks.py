"""A submission of attendance marks from files to validated rows, through the lake, in parts."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.lake import Lake
from ae_pipeline.landing import Drop
from ae_pipeline.returns.attendance.contract import ATTENDANCE
from ae_pipeline.returns.extracting import extract
from ae_pipeline.returns.validating import validate
from benchmarks.authority import MARKS_MONTH

if TYPE_CHECKING:
    from collections.abc import Callable

_KEY = b"a key of no lake that is kept"


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The return's package, loaded."""
    submission = Drop(ATTENDANCE.name, MARKS_MONTH, folder)

    def work() -> dict[str, float]:
        with tempfile.TemporaryDirectory(prefix="ae-bench-lake-") as place:
            lake = Lake(Path(place))
            lake.prepare()
            read = extract(ATTENDANCE, submission, lake)
            done = validate(
                ATTENDANCE,
                read,
                lake,
                pseudonymiser=Pseudonymiser(_KEY),
                areas=(),
                severities={},
            )
        (outcome,) = done.tables.values()
        return {"rows": outcome.read, "quarantined": outcome.quarantined, "files": len(read.files)}

    return work
