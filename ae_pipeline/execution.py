"""Running months from the command line, in this process, as the Dagster UI would show them.

Here: the Dagster instance of a home, one run of one month, and what to tell of it afterwards.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.automation import INTAKE_JOB, MONTH_JOB
from ae_pipeline.lake import Lake
from ae_pipeline.landing import history_for
from ae_pipeline.returns.validating import validated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.settings import Settings

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class FailedCheck:
    """An asset check that did not pass; ``blocking`` ones stopped what is downstream."""

    asset: str
    name: str
    blocking: bool
    told: str


@dataclass(frozen=True)
class MonthRun:
    """What one run of one month came to.

    Attributes:
        errors: of steps that raised, each told once and without a record's value.
    """

    month: Month
    run_id: str
    seconds: float
    succeeded: bool
    failed_checks: tuple[FailedCheck, ...]
    errors: tuple[str, ...]


def instance(settings: Settings) -> dg.DagsterInstance:
    """The Dagster instance in ``home/dagster``, made with ``config/dagster.yaml`` at first."""
    folder = dagster_home(settings)
    return dg.DagsterInstance.from_config(str(folder))


def dagster_home(settings: Settings) -> Path:
    """``home/dagster``, made and configured where it is missing."""
    folder = (settings.home / "dagster").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "dagster.yaml").is_file():
        shutil.copy(settings.config / "dagster.yaml", folder / "dagster.yaml")
    return folder


def months_of_history(
    settings: Settings, sources: Sequence[Return], months: Sequence[Month]
) -> list[Month]:
    """Months besides the wanted ones whose drops they need as history, not yet validated."""
    lake = Lake(settings.lake)
    needed = {
        drop.month
        for source in sources
        for month in months
        for drop in history_for(settings.landing, source.name, month)
        if drop.month not in months and validated(source, drop.month, lake) is None
    }
    return sorted(needed)


def run_intake(definitions: dg.Definitions, on: dg.DagsterInstance, month: Month) -> MonthRun:
    """Extract and validate a month."""
    return _run(definitions, on, month, INTAKE_JOB)


def run_month(definitions: dg.Definitions, on: dg.DagsterInstance, month: Month) -> MonthRun:
    """Materialise everything of a month."""
    return _run(definitions, on, month, MONTH_JOB)


def _run(definitions: dg.Definitions, on: dg.DagsterInstance, month: Month, job: str) -> MonthRun:
    begun = time.monotonic()
    result = definitions.resolve_job_def(job).execute_in_process(
        run_config=_QUIET, instance=on, partition_key=str(month), raise_on_error=False
    )
    failed = tuple(
        FailedCheck(
            asset=found.asset_key.to_user_string(),
            name=found.check_name,
            blocking=found.blocking,
            told=found.description or _told(found),
        )
        for found in result.get_asset_check_evaluations()
        if not found.passed
    )
    errors = {_error(event) for event in result.get_step_failure_events()}
    return MonthRun(
        month=month,
        run_id=result.run_id,
        seconds=time.monotonic() - begun,
        succeeded=result.success and not any(check.blocking for check in failed),
        failed_checks=failed,
        errors=tuple(sorted(errors - {""})),
    )


def _told(check: dg.AssetCheckEvaluation) -> str:
    return ", ".join(f"{name} {value.value}" for name, value in check.metadata.items())


def _error(event: dg.DagsterEvent) -> str:
    """The innermost message of a failed step; nothing for one that a failed check stopped."""
    info = event.step_failure_data.error
    while info is not None and info.cause is not None:
        info = info.cause
    if info is None or info.cls_name == "DagsterAssetCheckFailedError":
        return ""
    return info.message.strip()
