"""A month through Dagster in this process, with the history it lacks, as ``ae run`` does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import execution
from ae_pipeline.definitions import definitions, sources
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
    assembled = definitions()
    settings = Settings(home=folder)

    def work() -> dict[str, float]:
        history = execution.drops_of_history(settings, sources(), [MONTH])
        with execution.instance(settings) as on:
            done = [
                execution.run_intake(assembled, on, month, needed)
                for month, needed in history.items()
            ]
            done.append(execution.run_month(assembled, on, MONTH))
        if stopped := [str(run.month) for run in done if not run.succeeded]:
            raise PipelineError(f"The invented authority's {', '.join(stopped)} did not go through")
        return {"months": len(done)}

    return work
