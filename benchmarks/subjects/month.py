"""A month through Dagster in this process, with the history it lacks, as ``ae run`` does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import execution
from ae_pipeline.definitions import definitions
from ae_pipeline.errors import PipelineError
from ae_pipeline.settings import Settings
from benchmarks.authority import MONTH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The definitions, loaded, and the settings of a home.

    Raises:
        PipelineError: by the work, if a month does not go through.
    """
    definitions()
    settings = Settings(home=folder)

    def work() -> dict[str, float]:
        done = execution.run_months(settings, [MONTH])
        if stopped := [str(run.month) for run in done if not run.succeeded]:
            raise PipelineError(f"The invented authority's {', '.join(stopped)} did not go through")
        return {"steps": sum(len(run.executed) for run in done)}

    return work
