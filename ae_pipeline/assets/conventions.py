"""What every asset shares: months as partitions, owners, when it runs by itself, and its code.

Not here: how a table shows in the UI (``columns``).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import timedelta

import dagster as dg

from ae_pipeline import settings, source_code
from ae_pipeline.periods import Month

# Backfill policies and offsets of partition mappings are what the documentation has us use.
warnings.filterwarnings("ignore", category=dg.BetaWarning)

Results = Iterator[dg.MaterializeResult[None]]
"""What a step yields: one result an asset."""
OWNERS = ["team:childrens-services-data"]
MONTHS = dg.MonthlyPartitionsDefinition(
    start_date=str(settings.authority(settings.Settings().config).first_month),
    fmt="%Y-%m",
    end_offset=1,
)
"""The reporting months. The current one is offered too: extracts land before it ends."""
A_RUN_A_MONTH = dg.BackfillPolicy.multi_run(max_partitions_per_run=1)
"""A month supersedes figures of the months before it, so months run one after another."""
WHEN_OUT_OF_DATE = dg.AutomationCondition.eager() | dg.AutomationCondition.code_version_changed()
"""Off until someone turns on the automation sensor."""
MONTHLY = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 6 * *",
    lower_bound_delta=timedelta(days=6),
    timezone="Europe/London",
)
"""What people read should have been made anew by nine on the sixth of each month."""


def month_of(context: dg.AssetExecutionContext) -> Month:
    """The reporting month of a step."""
    return Month.parse(context.partition_key)


def code_version(*modules: str, without: tuple[str, ...] = ()) -> str:
    """The version of some modules and all they import, short enough to read."""
    return source_code.digest(*modules, without=without)[:12]


def step_metadata(step: str) -> dict[str, object]:
    """Says which step of a plan makes an asset: ``validated/cin``."""
    return {STEP: step}


STEP = "step"
"""Metadata of every asset: the name by which plans and records know what makes it."""
