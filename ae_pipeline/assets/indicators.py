"""Indicators: counts into the analysts' tables, beside benchmarks and the plan's targets."""

from __future__ import annotations

import dagster as dg
import pandas as pd

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, month_of, table_schema
from ae_pipeline.assets.measures import measure_key
from ae_pipeline.errors import without_values
from ae_pipeline.indicators.benchmarks import neighbours_code
from ae_pipeline.indicators.key_indicators import Areas
from ae_pipeline.indicators.population import read_population
from ae_pipeline.indicators.targets import read_plan
from ae_pipeline.indicators.values import figures
from ae_pipeline.lake import Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.measuring import COUNTS
from ae_pipeline.people.building import PEOPLE
from ae_pipeline.publishing import record
from ae_pipeline.publishing.library import record_library
from ae_pipeline.publishing.reasons import reason_for_change
from ae_pipeline.resources import Deployment
from ae_pipeline.warehouse import reading, tables

_MODEL = "2025"
_RETURN = "ssda903"
RIGHT_HOMES = "priority_04_right_homes"


def indicator_assets() -> list[dg.AssetsDefinition]:
    """The tables that analysts query, in the order they depend on each other."""
    return [indicator, benchmark_value, target, indicator_value, key_indicator, right_homes]


@dg.asset(
    group_name="warehouse",
    owners=OWNERS,
    kinds={"sql"},
    metadata=table_schema(tables.indicator),
)
@without_values
def indicator(deployment: Deployment) -> Results:
    """The indicator dictionary: each measure's definition, unit, polarity and place in the plan."""
    with deployment.warehouse() as connection:
        written = record.record_indicators(connection, [m.info for m in all_measures()])
    yield dg.MaterializeResult(metadata={"rows_written": written})


@dg.asset(
    group_name="warehouse",
    owners=OWNERS,
    kinds={"sql", "csv"},
    metadata=table_schema(tables.benchmark_value),
)
@without_values
def benchmark_value(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """Published figures of every authority, region and England, with neighbours' and good means."""
    folder, models = deployment.config / "benchmarks", deployment.authority.neighbour_models
    with deployment.warehouse() as connection:
        written = record_library(connection, folder, models, deployment.run(context))
    yield dg.MaterializeResult(metadata={"rows_written": written.inserted})


@dg.asset(
    group_name="warehouse",
    owners=OWNERS,
    kinds={"sql", "yaml"},
    metadata=table_schema(tables.target),
)
@without_values
def target(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """The plan's target for each measure with its origin, or why there is none."""
    with deployment.warehouse() as connection:
        written = record.record_targets(
            connection,
            read_plan(deployment.config / "targets.yaml"),
            deployment.run(context),
        )
    yield dg.MaterializeResult(metadata={"rows_written": written.inserted})


@dg.asset(
    deps=[measure_key(measure) for measure in all_measures()],
    group_name="warehouse",
    partitions_def=MONTHS,
    owners=OWNERS,
    kinds={"sql"},
    metadata=table_schema(tables.indicator_value),
)
@without_values
def indicator_value(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """Every figure of the month by breakdown; a changed one supersedes the old, with a reason."""
    month, lake, area = month_of(context), deployment.lake, deployment.authority.code
    infos = {measure.id: measure.info for measure in all_measures()}
    counts = pd.concat(
        [lake.read(Stage.MEMBERSHIP, name, month, COUNTS) for name in infos], ignore_index=True
    )
    made = figures(counts, infos, read_population(deployment.config / "population.csv"), area)
    drops = (lake.manifest(Stage.PEOPLE, PEOPLE, month) or {}).get("drops", [])
    with deployment.warehouse() as connection:
        reason = reason_for_change(connection, area, _RETURN, month, drops)
        written = record.publish_values(connection, made, reason, deployment.run(context))
    yield dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(made),
            "reported": written.inserted,
            "superseded": written.superseded,
        }
    )


@dg.asset(
    deps=[indicator_value, benchmark_value, target],
    group_name="warehouse",
    partitions_def=MONTHS,
    owners=OWNERS,
    kinds={"sql"},
    metadata=table_schema(tables.key_indicator),
)
@without_values
def key_indicator(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """The month's figures by key indicator of success, beside England, neighbours and target."""
    council = deployment.authority
    with deployment.warehouse() as connection:
        written = record.refresh_key_indicator(
            connection,
            month_of(context),
            {measure.id: measure.info for measure in all_measures()},
            read_plan(deployment.config / "targets.yaml"),
            Areas(council.code, council.country, neighbours_code(_MODEL)),
            deployment.run(context),
        )
    yield dg.MaterializeResult(metadata={"rows_written": written.inserted})


@dg.asset(
    name=RIGHT_HOMES,
    deps=[key_indicator],
    group_name="warehouse",
    partitions_def=MONTHS,
    owners=OWNERS,
    kinds={"sql", "view"},
    metadata=table_schema(tables.key_indicator),
)
@without_values
def right_homes(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """Priority 4, the right homes for cared for children at the right time: a view for analysts."""
    with deployment.warehouse() as connection:
        rows = reading.priority_rows(connection, RIGHT_HOMES, str(month_of(context)))
    yield dg.MaterializeResult(metadata={"dagster/row_count": rows})
