"""Running months from the command line, in this process, as the Dagster UI would show them.

Here: the Dagster instance of a home, one run of one month, and what to tell of it afterwards.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg
import sqlalchemy as sa
import sqlalchemy.event

from ae_pipeline import returns
from ae_pipeline.automation import INTAKE_JOB, MONTH_JOB
from ae_pipeline.lake import Lake
from ae_pipeline.landing import drops
from ae_pipeline.progress import Progress, unheard
from ae_pipeline.returns.validating import validated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.periods import Month
    from ae_pipeline.progress import Report
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


def run_months(
    settings: Settings, months: Sequence[Month], progress: Report = unheard
) -> list[MonthRun]:
    """Run months in order, with the earlier submissions that they need as history.

    Args:
        settings: of the home.
        months: reporting months, oldest first.
        progress: hears how far it has come.

    Returns:
        What each run came to, in order.

    Raises:
        PipelineError: if the pseudonym key is missing or has changed; before anything runs.
    """
    # Loading the definitions takes long, and they import this package's wrappers.
    from ae_pipeline.definitions import definitions, sources  # noqa: PLC0415
    from ae_pipeline.resources import Deployment  # noqa: PLC0415

    _ = Deployment().pseudonyms
    assembled = definitions()
    history = drops_of_history(settings, sources(), months)
    total = len(history) + len(months)
    runs: list[MonthRun] = []
    with instance(settings) as on:
        for month, needed in history.items():
            progress(Progress("history", month, len(runs), total))
            runs.append(run_intake(assembled, on, month, needed))
        for month in months:
            progress(Progress("month", month, len(runs), total))
            runs.append(run_month(assembled, on, month))
    progress(Progress("done", months[-1], total, total))
    return runs


def instance(settings: Settings) -> dg.DagsterInstance:
    """The Dagster instance in ``home/dagster``, made with ``config/dagster.yaml`` at first."""
    folder = dagster_home(settings)
    os.environ["DAGSTER_HOME"] = str(folder)  # dagster.yaml refers to it
    _write_lazily(folder)
    return dg.DagsterInstance.from_config(str(folder))


def _write_lazily(folder: Path) -> None:
    """Let the operating system decide when Dagster's own SQLite files reach the disk.

    Dagster opens, commits and closes a connection for each of some 500 events a month, and
    waiting for the disk each time takes most of a run. A killed process loses nothing by this; a
    power cut may lose the record of the last runs, never a row of the lake or the warehouse.
    """

    @sa.event.listens_for(sa.Engine, "connect")
    def _(connection: object, _record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            (_, _, file), *_ = connection.execute("pragma database_list").fetchall()
            if file and Path(file).is_relative_to(folder):
                connection.execute("pragma synchronous = off")


def dagster_home(settings: Settings) -> Path:
    """``home/dagster``, made and configured where it is missing."""
    folder = (settings.home / "dagster").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "dagster.yaml").is_file():
        shutil.copy(settings.config / "dagster.yaml", folder / "dagster.yaml")
    return folder


def drops_of_history(
    settings: Settings, sources: Sequence[Return], months: Sequence[Month]
) -> dict[Month, list[Return]]:
    """Earlier drops that months need as history and that are not yet validated, by their month."""
    lake = Lake(settings.lake)
    needed: dict[Month, list[Return]] = {}
    for source in sources:
        landed = [drop.month for drop in drops(settings.landing, source.name)]
        read = returns.package(source.name).submissions_read
        wanted = {each for month in months for each in read(landed, month)}
        for each in sorted(wanted - set(months)):
            if validated(source, each, lake) is None:
                needed.setdefault(each, []).append(source)
    return {month: needed[month] for month in sorted(needed)}


def run_intake(
    definitions: dg.Definitions, on: dg.DagsterInstance, month: Month, sources: Sequence[Return]
) -> MonthRun:
    """Extract and validate the drops of some returns of a month."""
    keys = dg.AssetSelection.groups(*(source.name for source in sources)).resolve(
        definitions.resolve_asset_graph()
    )
    return _run(definitions, on, month, INTAKE_JOB, sorted(keys))


def run_month(definitions: dg.Definitions, on: dg.DagsterInstance, month: Month) -> MonthRun:
    """Materialise everything of a month."""
    return _run(definitions, on, month, MONTH_JOB)


def _run(
    definitions: dg.Definitions,
    on: dg.DagsterInstance,
    month: Month,
    job: str,
    selection: Sequence[dg.AssetKey] | None = None,
) -> MonthRun:
    begun = time.monotonic()
    result = definitions.resolve_job_def(job).execute_in_process(
        run_config=_QUIET,
        instance=on,
        partition_key=str(month),
        raise_on_error=False,
        asset_selection=selection,
    )
    if any(_was_interrupted(event) for event in result.get_step_failure_events()):
        raise KeyboardInterrupt
    failed = tuple(
        FailedCheck(
            asset=found.asset_key.to_user_string(),
            name=found.check_name,
            blocking=bool(found.blocking),
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


def _was_interrupted(event: dg.DagsterEvent) -> bool:
    """Whether a step ended because the process was asked to stop; Dagster takes that as failing."""
    error = event.step_failure_data.error
    return error is not None and error.cls_name == "DagsterExecutionInterruptedError"


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
