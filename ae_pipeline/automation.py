"""When the pipeline runs by itself: jobs, a monthly schedule, and a watch on the landing folder.

All are off until someone turns them on in the UI. Not here: what a run does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.conventions import MONTHS
from ae_pipeline.assets.reference import GROUP as REFERENCE
from ae_pipeline.landing import drops
from ae_pipeline.periods import Month, months_between
from ae_pipeline.resources import Configuration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition,
    )

    from ae_pipeline.returns.base import Return

MONTH_JOB, REFERENCE_JOB = "reporting_month", "reference"


def month_job() -> UnresolvedAssetJobDefinition:
    """Everything for one reporting month, from landing to the warehouse."""
    return dg.define_asset_job(
        MONTH_JOB,
        selection=dg.AssetSelection.all() - dg.AssetSelection.groups(REFERENCE),
        partitions_def=MONTHS,
        description="One reporting month, from the landing folder to the indicator tables.",
    )


def reference_job() -> UnresolvedAssetJobDefinition:
    """What is of no month: definitions, published figures, targets and the plan."""
    return dg.define_asset_job(
        REFERENCE_JOB,
        selection=dg.AssetSelection.groups(REFERENCE),
        description="Definitions, published figures, targets and the plan: what is of no month. "
        "To be run before the first month, and when any of it changes.",
    )


def monthly_schedule(job: UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """The month that has ended, on the fifth at six: extracts are due in the first days."""

    @dg.schedule(job=job, cron_schedule="0 6 5 * *", name="last_month")
    def last_month(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        return dg.RunRequest(partition_key=str(Month.of(context.scheduled_execution_time).plus(-1)))

    return last_month


def out_of_date_sensor() -> dg.AutomationConditionSensorDefinition:
    """Runs what is out of date by Dagster's own account, as automation conditions say."""
    return dg.AutomationConditionSensorDefinition(
        "out_of_date", target=dg.AssetSelection.all(), minimum_interval_seconds=300
    )


def months_to_run(
    landing: Path, source: Return, digests: dict[str, str], last: Month
) -> tuple[list[Month], dict[str, str]]:
    """Which months a change in the landing folder touches.

    A new or corrected submission touches its own month and those that carry it forward, up to the
    next submission or to the last month.

    Args:
        landing: the folder.
        source: whose submissions to look at.
        digests: by month of the submission, as they were at the last look.
        last: the last month that may run.

    Returns:
        The months, oldest first, and the digests as they are now.
    """
    landed = [drop for drop in drops(landing, source.name) if drop.month <= last]
    now = {str(drop.month): drop.digest() for drop in landed}
    touched: set[Month] = set()
    for position, drop in enumerate(landed):
        if digests.get(str(drop.month)) != now[str(drop.month)]:
            following = landed[position + 1].month.plus(-1) if position + 1 < len(landed) else last
            touched.update(months_between(drop.month, following))
    return sorted(touched), now


def landing_sensor(sources: Sequence[Return]) -> dg.SensorDefinition:
    """Asks for a run of every month that a new or corrected submission touches."""

    @dg.sensor(
        name="landing",
        job_name=MONTH_JOB,
        minimum_interval_seconds=300,
        description="Runs the months that a new or corrected submission touches.",
    )
    def landing(
        context: dg.SensorEvaluationContext, configuration: Configuration
    ) -> dg.SensorResult | dg.SkipReason:
        digests: dict[str, dict[str, str]] = json.loads(context.cursor or "{}")
        last = Month.parse(MONTHS.get_last_partition_key() or "")
        months: set[Month] = set()
        for source in sources:
            touched, digests[source.name] = months_to_run(
                configuration.settings.landing, source, digests.get(source.name, {}), last
            )
            months.update(touched)
        if not months:
            return dg.SkipReason("Nothing new has landed.")
        return dg.SensorResult(
            run_requests=[dg.RunRequest(partition_key=str(month)) for month in sorted(months)],
            cursor=json.dumps(digests),
        )

    return landing
