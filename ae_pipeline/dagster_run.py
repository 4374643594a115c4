"""Steps as runs of Dagster in this process, as the UI would show them.

Here: the Dagster instance of a home, which assets a step makes, and what a run came to.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

import dagster as dg

from ae_pipeline.assets.conventions import STEP
from ae_pipeline.automation import MONTH_JOB, REFERENCE_JOB
from ae_pipeline.month_run import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from ae_pipeline.periods import Month
    from ae_pipeline.settings import Settings

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def dagster_home(settings: Settings) -> Path:
    """``home/dagster``, made and configured where it is missing."""
    folder = (settings.home / "dagster").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "dagster.yaml").is_file():
        shutil.copy(settings.config / "dagster.yaml", folder / "dagster.yaml")
    return folder


def instance(settings: Settings) -> dg.DagsterInstance:
    """The Dagster instance in ``home/dagster``, made with ``config/dagster.yaml`` at first."""
    folder = dagster_home(settings)
    os.environ["DAGSTER_HOME"] = str(folder)  # dagster.yaml refers to it
    return dg.DagsterInstance.from_config(str(folder))


@dataclass(frozen=True)
class DagsterRunner:
    """Runs steps of some definitions on an instance."""

    definitions: dg.Definitions
    on: dg.DagsterInstance

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The definitions as they are loaded, on the instance of a home."""
        from ae_pipeline.definitions import definitions  # noqa: PLC0415 - it imports every asset

        return cls(definitions(), instance(settings))

    @cached_property
    def _assets(self) -> dict[str, list[dg.AssetKey]]:
        """The assets that each step makes, in the order of the data."""
        graph = self.definitions.resolve_asset_graph()
        found: dict[str, list[dg.AssetKey]] = {}
        for key in graph.toposorted_asset_keys:
            found.setdefault(graph.get(key).metadata[STEP], []).append(key)
        return found

    @cached_property
    def steps(self) -> dict[str, list[str]]:
        """Every step in the order of the data, each with those it follows directly."""
        graph = self.definitions.resolve_asset_graph()
        maker = {key: step for step, keys in self._assets.items() for key in keys}
        before = {
            step: sorted({maker[parent] for key in keys for parent in graph.get(key).parent_keys})
            for step, keys in self._assets.items()
        }
        for step, others in before.items():
            if step in others:
                others.remove(step)
        return _in_order(before)

    def run(self, month: Month | None, steps: Collection[str]) -> Outcome:
        """Materialise the assets of some steps in one run.

        Raises:
            KeyboardInterrupt: if the process was asked to stop.
        """
        job = self.definitions.resolve_job_def(REFERENCE_JOB if month is None else MONTH_JOB)
        keys = {key: step for step in steps for key in self._assets[step]}
        result = job.execute_in_process(
            run_config=_QUIET,
            instance=self.on,
            partition_key=None if month is None else str(month),
            raise_on_error=False,
            asset_selection=list(keys),
        )
        failures = result.get_step_failure_events()
        if any(_was_interrupted(event) for event in failures):
            raise KeyboardInterrupt
        made = {
            event.asset_key
            for event in result.all_events
            if event.event_type is dg.DagsterEventType.ASSET_MATERIALIZATION
        }
        missing = {step for key, step in keys.items() if key not in made}
        return Outcome(
            run_id=result.run_id,
            done=tuple(step for step in steps if step not in missing),
            failed=tuple(step for step in steps if step in missing),
            errors=tuple(sorted({_error(event) for event in failures} - {""})),
        )


def _in_order(before: dict[str, list[str]]) -> dict[str, list[str]]:
    """Steps such that each comes after all that it follows."""
    ordered: dict[str, list[str]] = {}

    def put(step: str) -> None:
        if step not in ordered:
            for each in before[step]:
                put(each)
            ordered[step] = before[step]

    for step in before:
        put(step)
    return ordered


def _was_interrupted(event: dg.DagsterEvent) -> bool:
    """Whether a step ended because the process was asked to stop; Dagster takes that as failing."""
    error = event.step_failure_data.error
    return error is not None and error.cls_name == "DagsterExecutionInterruptedError"


def _error(event: dg.DagsterEvent) -> str:
    """The innermost message of a failed step."""
    info = event.step_failure_data.error
    while info is not None and info.cause is not None:
        info = info.cause
    return "" if info is None else info.message.strip()
