"""When the pipeline runs by itself: the monthly job, its schedule, and a watch on the landing.

Both are off until someone turns them on in the UI. Not here: what a run does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS
from ae_pipeline.landing import drops
from ae_pipeline.periods import Month, months_between
from ae_pipeline.resources import Deployment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition,
    )

    from ae_pipeline.returns.base import Return

MONTH_JOB, INTAKE_JOB = "reporting_month", "intake"


def month_job() -> UnresolvedAssetJobDefinition:
    """Everything for one reporting month, from landing to the warehouse."""
    return dg.define_asset_job(
        MONTH_JOB,
        selection=dg.AssetSelection.all(),
        description="One reporting month, from the landing folder to the indicator tables.",
    )


def intake_job(sources: Sequence[Return]) -> UnresolvedAssetJobDefinition:
    """Extracts and validated tables of one month: what later months need of it as history."""
    return dg.define_asset_job(
        INTAKE_JOB,
        selection=dg.AssetSelection.groups(*(source.name for source in sources)),
        description="Read and validate one month's extracts, without figures.",
    )


def monthly_schedule(job: UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """The month that has ended, on the fifth at six: extracts are due in the first days."""

    @dg.schedule(job=job, cron_schedule="0 6 5 * *", name="last_month")
    def last_month(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        return dg.RunRequest(partition_key=str(Month.of(context.scheduled_execution_time).plus(-1)))

    return last_month


def months_to_run(
    landing: Path, source: Return, known: dict[str, str], last: Month
) -> tuple[list[Month], dict[str, str]]:
    """Which months a change in the landing folder touches.

    A new or corrected drop touches its own month and those that carry it forward, up to the next
    drop or to the last month.

    Args:
        landing: the folder.
        source: whose drops to look at.
        known: digest by drop month, as it was at the last look.
        last: the last month that may run.

    Returns:
        The months, oldest first, and the digests as they are now.
    """
    found = [drop for drop in drops(landing, source.name) if drop.month <= last]
    now = {str(drop.month): drop.digest() for drop in found}
    touched: set[Month] = set()
    for position, drop in enumerate(found):
        if known.get(str(drop.month)) != now[str(drop.month)]:
            following = found[position + 1].month.plus(-1) if position + 1 < len(found) else last
            touched.update(months_between(drop.month, following))
    return sorted(touched), now


def landing_sensor(sources: Sequence[Return]) -> dg.SensorDefinition:
    """Asks for a run of every month that a new or corrected drop touches."""

    @dg.sensor(
        name="landing",
        job_name=MONTH_JOB,
        minimum_interval_seconds=300,
        description="Runs the months that a new or corrected drop in the landing folder touches.",
    )
    def landing(
        context: dg.SensorEvaluationContext, deployment: Deployment
    ) -> dg.SensorResult | dg.SkipReason:
        known: dict[str, dict[str, str]] = json.loads(context.cursor or "{}")
        last = Month.parse(MONTHS.get_last_partition_key() or "")
        months: set[Month] = set()
        for source in sources:
            touched, known[source.name] = months_to_run(
                deployment.landing, source, known.get(source.name, {}), last
            )
            months.update(touched)
        if not months:
            return dg.SkipReason("Nothing new has landed.")
        return dg.SensorResult(
            run_requests=[dg.RunRequest(partition_key=str(month)) for month in sorted(months)],
            cursor=json.dumps(known),
        )

    return landing
