"""Starting a measurement's process, and what came out of it.

Here: processes, one at a time, and the best of several. Not here: what they measure
(``subjects``) or how it is shown (``report``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_OURS = "AE_"


@dataclass(frozen=True)
class Outcome:
    """What one process used. Seconds and bytes.

    Attributes:
        startup_cpu: CPU, user and system, until the subject was ready: Python and imports.
        cpu: CPU of the work alone.
        wall: elapsed time of the work alone.
        startup_peak: most memory held until the subject was ready.
        peak: most memory held at all.
        figures: the subject's own figures, by name.
    """

    startup_cpu: float
    cpu: float
    wall: float
    startup_peak: int
    peak: int
    figures: dict[str, float]


def measure(
    subject: str, folder: Path, *, times: int = 1, before: Callable[[], None] | None = None
) -> Outcome:
    """Measure a subject in fresh processes, and give the one that used least CPU.

    What else runs on the machine can only add to a figure, so the least is the nearest to the
    subject's own. No ``AE_`` setting reaches the process but the home, which is the folder:
    nothing outside it is written.

    Args:
        subject: a module of ``subjects``.
        folder: what the subject works on.
        times: how many processes, one after the other.
        before: done ahead of each process, and not measured.

    Raises:
        PipelineError: if the process fails; its own words have gone to the terminal.
    """
    outcomes = []
    for _ in range(times):
        if before is not None:
            before()
        outcomes.append(_measure_once(subject, folder))
    return min(outcomes, key=lambda outcome: outcome.startup_cpu + outcome.cpu)


def _measure_once(subject: str, folder: Path) -> Outcome:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(_OURS)}
    done = subprocess.run(  # noqa: S603 - our own program, no shell
        [sys.executable, "-m", "benchmarks.trial", subject, str(folder)],
        env={**environment, "AE_HOME": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PipelineError(
            f"The measurement of {subject} ended with exit code {done.returncode}; what it said "
            "is above. This is a fault of the pipeline: please report it."
        )
    return Outcome(**json.loads(done.stdout.splitlines()[-1]))
