"""Delivery: the plan's milestones as reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import step_inputs
from ae_pipeline.assets.columns import table_schema
from ae_pipeline.assets.conventions import (
    A_RUN_A_MONTH,
    MONTHLY,
    MONTHS,
    OWNERS,
    WHEN_OUT_OF_DATE,
    Results,
    code_version,
    month_of,
    step_metadata,
)
from ae_pipeline.assets.people import people_key
from ae_pipeline.assets.recording import finish
from ae_pipeline.errors import without_values
from ae_pipeline.indicators.milestones import (
    read_milestones,
    reports_of,
    standings,
    unplanned,
)
from ae_pipeline.lake import Stage
from ae_pipeline.people.building import facts_of
from ae_pipeline.resources import Configuration, LakeStore, Records, Warehouse
from ae_pipeline.schema.plan import milestone_report
from ae_pipeline.warehouse import record, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.returns.base import Return

MILESTONE = dg.AssetKey(tables.milestone.name)
PLANNED_CHECK, DELIVERED_CHECK = "every_report_is_of_a_milestone", "nothing_overdue_or_unevidenced"
_PLAN = "plan"
_STEP = "milestone"


def delivery_assets(sources: Sequence[Return]) -> list[dg.AssetsDefinition]:
    """The plan's milestones, where the council reports them."""
    return [milestone] if any(source.name == _PLAN for source in sources) else []


@dg.asset(
    key=MILESTONE,
    deps=[people_key(milestone_report.name)],
    group_name="delivery",
    partitions_def=MONTHS,
    backfill_policy=A_RUN_A_MONTH,
    automation_condition=WHEN_OUT_OF_DATE,
    freshness_policy=MONTHLY,
    owners=OWNERS,
    code_version=code_version(*step_inputs.MILESTONE_CODE),
    kinds={"sql", "yaml"},
    metadata={**step_metadata(_STEP), **table_schema(tables.milestone)},
    check_specs=[
        dg.AssetCheckSpec(
            PLANNED_CHECK,
            asset=MILESTONE,
            description="Every report is of a milestone that config/milestones.yaml has.",
        ),
        dg.AssetCheckSpec(
            DELIVERED_CHECK,
            asset=MILESTONE,
            description="No milestone is overdue, and none is called complete without evidence.",
        ),
    ],
)
@without_values
def milestone(
    context: dg.AssetExecutionContext,
    configuration: Configuration,
    lake_store: LakeStore,
    warehouse: Warehouse,
    records: Records,
) -> Results:
    """Every milestone, area for improvement and wish, as it stood at the month's end."""
    month, lake = month_of(context), lake_store.lake
    recording = records.begin(_STEP, month, step_inputs.of_milestones(month))
    built = facts_of(_PLAN, month, lake)
    if built is not None and (blocked := built.blocked.get(milestone_report.name)):
        yield from finish(recording, [_blocked(blocked)])
        return
    milestones = read_milestones(configuration.folder / "milestones.yaml")
    reports = reports_of(lake.read(Stage.PEOPLE, _PLAN, month, milestone_report.name))
    standing = standings(milestones, reports, month.end)
    strangers = unplanned(milestones, reports)
    overdue = sum(each.overdue for each in standing)
    unevidenced = sum(each.unevidenced for each in standing)
    with warehouse.transaction() as connection:
        record.record_milestones(connection, month, standing, warehouse.run(context))
    result = dg.MaterializeResult[None](
        asset_key=MILESTONE,
        metadata={"dagster/row_count": len(standing)},
        check_results=[
            _check(PLANNED_CHECK, passed=not strangers, not_planned=", ".join(strangers)),
            _check(
                DELIVERED_CHECK,
                passed=overdue + unevidenced == 0,
                overdue=overdue,
                unevidenced=unevidenced,
            ),
        ],
    )
    yield from finish(recording, [result])


def _blocked(reasons: Sequence[str]) -> dg.MaterializeResult[None]:
    """The milestones stay as they were: their reports are not to be built on."""
    return dg.MaterializeResult(
        asset_key=MILESTONE,
        metadata={"blocked_by": ", ".join(reasons)},
        check_results=[_check(name, passed=True) for name in (PLANNED_CHECK, DELIVERED_CHECK)],
    )


def _check(name: str, *, passed: bool, **metadata: int | str) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=MILESTONE,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )
