"""Delivery: the plan's milestones as reported, and what the plan says will come of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, month_of, table_schema
from ae_pipeline.assets.people import people_key
from ae_pipeline.errors import without_values
from ae_pipeline.indicators.milestones import (
    read_milestones,
    reports_of,
    standings,
    unplanned,
)
from ae_pipeline.indicators.outcomes import check_outcomes, read_outcomes
from ae_pipeline.lake import Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.resources import Deployment
from ae_pipeline.schema.plan import milestone_report
from ae_pipeline.warehouse import record, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.returns.base import Return

MILESTONE = dg.AssetKey(tables.milestone.name)
PLANNED_CHECK, DELIVERED_CHECK = "every_report_is_of_a_milestone", "nothing_overdue_or_unevidenced"
_PLAN = "plan"


def delivery_assets(sources: Sequence[Return]) -> list[dg.AssetsDefinition]:
    """What the plan promises; and its milestones, where the council reports them."""
    reported = [milestone] if any(source.name == _PLAN for source in sources) else []
    return [plan_statement, *reported]


@dg.asset(
    group_name="reference",
    owners=OWNERS,
    kinds={"sql", "yaml"},
    metadata=table_schema(tables.plan_statement),
)
@without_values
def plan_statement(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """What the plan says will come of it: the measures that show it, or the evidence it needs."""
    statements = read_outcomes(deployment.config / "outcomes.yaml")
    check_outcomes(statements, {measure.id for measure in all_measures()})
    with deployment.warehouse() as connection:
        written = record.record_statements(connection, statements, deployment.run(context))
    yield dg.MaterializeResult(
        metadata={"statements": len(statements), "rows_written": written.inserted}
    )


@dg.asset(
    key=MILESTONE,
    deps=[people_key(milestone_report.name)],
    group_name="delivery",
    partitions_def=MONTHS,
    owners=OWNERS,
    kinds={"sql", "yaml"},
    metadata=table_schema(tables.milestone),
    check_specs=[
        dg.AssetCheckSpec(
            PLANNED_CHECK,
            asset=MILESTONE,
            description="Every report is of a milestone that config/milestones.yaml has.",
        ),
        dg.AssetCheckSpec(
            DELIVERED_CHECK,
            asset=MILESTONE,
            description="No milestone is overdue, and none is said complete without evidence.",
        ),
    ],
)
@without_values
def milestone(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """Every milestone, area for improvement and wish, as it stood at the month's end."""
    month = month_of(context)
    milestones = read_milestones(deployment.config / "milestones.yaml")
    table = milestone_report.name
    reports = reports_of(deployment.lake.read(Stage.PEOPLE, _PLAN, month, table))
    standing = standings(milestones, reports, month.end)
    strangers = unplanned(milestones, reports)
    overdue = sum(each.overdue for each in standing)
    unevidenced = sum(each.unevidenced for each in standing)
    with deployment.warehouse() as connection:
        record.record_milestones(connection, month, standing, deployment.run(context))
    yield dg.MaterializeResult(
        metadata={"dagster/row_count": len(standing)},
        check_results=[
            _result(PLANNED_CHECK, passed=not strangers, not_planned=", ".join(strangers)),
            _result(
                DELIVERED_CHECK,
                passed=overdue + unevidenced == 0,
                overdue=overdue,
                unevidenced=unevidenced,
            ),
        ],
    )


def _result(name: str, *, passed: bool, **metadata: int | str) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=MILESTONE,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )
