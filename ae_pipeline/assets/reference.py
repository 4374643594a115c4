"""Reference data in the warehouse: definitions, published figures, targets, what the plan says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import OWNERS, Results, table_schema
from ae_pipeline.errors import without_values
from ae_pipeline.indicators.targets import read_plan
from ae_pipeline.resources import Deployment
from ae_pipeline.warehouse import record, tables
from ae_pipeline.warehouse.library import record_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.measures.declaring import Measure

INDICATOR, BENCHMARK_VALUE, TARGET = (
    dg.AssetKey(table.name) for table in (tables.indicator, tables.benchmark_value, tables.target)
)


def reference_assets(measures: Sequence[Measure]) -> list[dg.AssetsDefinition]:
    """What figures are described by and set beside. It is of no month."""
    infos = [measure.info for measure in measures]

    @dg.asset(
        key=INDICATOR,
        group_name="reference",
        owners=OWNERS,
        kinds={"sql"},
        metadata=table_schema(tables.indicator),
        description="The indicator dictionary: each measure's definition, unit and polarity.",
    )
    @without_values
    def indicator(deployment: Deployment) -> Results:
        with deployment.warehouse() as connection:
            written = record.record_indicators(connection, infos)
        yield dg.MaterializeResult(metadata={"rows_written": written})

    @dg.asset(
        key=BENCHMARK_VALUE,
        group_name="reference",
        owners=OWNERS,
        kinds={"sql", "csv"},
        metadata=table_schema(tables.benchmark_value),
        description="Published figures of every authority, region and England, with neighbours' "
        "and good authorities' means.",
    )
    @without_values
    def benchmark_value(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        folder, models = deployment.config / "benchmarks", deployment.authority.neighbour_models
        wanted = [info.id for info in infos]
        with deployment.warehouse() as connection:
            written = record_library(connection, folder, models, wanted, deployment.run(context))
        yield dg.MaterializeResult(metadata={"rows_written": written.inserted})

    return [indicator, benchmark_value, target]


@dg.asset(
    key=TARGET,
    group_name="reference",
    owners=OWNERS,
    kinds={"sql", "yaml"},
    metadata=table_schema(tables.target),
)
@without_values
def target(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """The plan's target for each measure with its origin, or why there is none."""
    plan = read_plan(deployment.config)
    with deployment.warehouse() as connection:
        written = record.record_targets(connection, plan, deployment.run(context))
    yield dg.MaterializeResult(metadata={"rows_written": written.inserted})
