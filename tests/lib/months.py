"""A month brought up to date as ``ae run`` does it, on an instance of the test's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import execution
from ae_pipeline.dagster_run import DagsterRunner
from ae_pipeline.periods import Month
from ae_pipeline.settings import Settings

if TYPE_CHECKING:
    import dagster as dg

    from ae_pipeline.month_run import MonthRun


def run_month(definitions: dg.Definitions, on: dg.DagsterInstance, month: str) -> MonthRun:
    """What is of no month first, where it is out of date, then the month."""
    runner, settings = DagsterRunner(definitions, on), Settings()
    execution.run_reference(settings, runner)
    return execution.run_month(settings, runner, Month.parse(month))
