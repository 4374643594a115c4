"""Indicators: counts into the analysts' tables, beside benchmarks and the plan's targets.

Figures are published in as many steps as there are sets of returns that measures read, so that a
blocked return stops its own figures and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, month_of, table_schema
from ae_pipeline.assets.measures import measure_key
from ae_pipeline.assets.reference import BENCHMARK_VALUE, INDICATOR, TARGET
from ae_pipeline.errors import without_values
from ae_pipeline.measures.catalogue import by_sources
from ae_pipeline.measures.results import counts_of, members_of
from ae_pipeline.measures.spread import squares
from ae_pipeline.resources import Deployment
from ae_pipeline.warehouse import reading, tables, views
from ae_pipeline.warehouse.figures import CountedMeasures, publish_group
from ae_pipeline.warehouse.views import PRIORITY_VIEWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlalchemy as sa

    from ae_pipeline.measures.declaring import Measure

VALUE_KEY, KEY_INDICATOR = dg.AssetKey("indicator_value"), dg.AssetKey("key_indicator")


def indicator_assets(measures: Sequence[Measure]) -> list[dg.AssetsDefinition]:
    """The tables that analysts query, in the order they depend on each other."""
    groups = by_sources(measures)
    return [
        *(_figures(name, group) for name, group in groups.items()),
        _tables(list(groups)),
        priorities,
    ]


def _figures(name: str, measures: Sequence[Measure]) -> dg.AssetsDefinition:
    @dg.asset(
        key=["figures", name],
        deps=[INDICATOR, BENCHMARK_VALUE, TARGET, *map(measure_key, measures)],
        group_name="figures",
        partitions_def=MONTHS,
        owners=OWNERS,
        kinds={"sql"},
        description=f"Figures of the {len(measures)} measures that read {name}, by breakdown, and "
        "beside England, neighbours and target. A changed one supersedes the old, with a reason.",
    )
    @without_values
    def published(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        month, lake = month_of(context), deployment.lake
        counted = CountedMeasures(
            measures,
            counts_of(measures, month, lake),
            {
                each.id: squares(members_of(each, month, lake))
                for each in measures
                if each.info.is_mean
            },
        )
        with deployment.warehouse() as connection:
            group = publish_group(
                connection,
                month,
                counted,
                lake,
                deployment.config,
                deployment.areas,
                deployment.run(context),
            )
        yield dg.MaterializeResult(
            metadata={
                "dagster/row_count": len(group.figures),
                "reported": group.written.inserted,
                "superseded": group.written.superseded,
            }
        )

    return published


def _tables(groups: Sequence[str]) -> dg.AssetsDefinition:
    written = [dg.AssetKey(["figures", name]) for name in groups]

    @dg.multi_asset(
        name="warehouse_tables",
        specs=[
            _spec(VALUE_KEY, written, tables.indicator_value, tables.indicator_value.comment or ""),
            _spec(KEY_INDICATOR, written, views.key_indicator, views.key_indicator.comment or ""),
        ],
    )
    @without_values
    def complete(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        """How much of the month there is, once every measure has been published."""
        month = month_of(context)
        with deployment.warehouse() as connection:
            summary = reading.month_summary(connection, deployment.authority.code, str(month))
        yield dg.MaterializeResult(
            asset_key=VALUE_KEY, metadata={"dagster/row_count": summary.figures}
        )
        yield dg.MaterializeResult(
            asset_key=KEY_INDICATOR,
            metadata={
                "measures": summary.measures,
                "with_value": summary.with_value,
                "with_target": summary.with_target,
                "with_benchmark": summary.with_benchmark,
            },
        )

    return complete


def _spec(
    key: dg.AssetKey, deps: Sequence[dg.AssetKey], table: sa.Table, description: str
) -> dg.AssetSpec:
    return dg.AssetSpec(
        key,
        deps=list(deps),
        description=description,
        group_name="warehouse",
        partitions_def=MONTHS,
        owners=OWNERS,
        kinds={"sql"},
        metadata=table_schema(table),
    )


@dg.multi_asset(
    name="priorities",
    specs=[
        _spec(
            dg.AssetKey(view),
            [KEY_INDICATOR],
            views.key_indicator,
            f"Priority {number} of the plan: the month's figures of its measures.",
        )
        for number, view in PRIORITY_VIEWS.items()
    ],
)
@without_values
def priorities(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
    """The ten priorities as analysts see them: a view each."""
    with deployment.warehouse() as connection:
        rows = {
            view: reading.priority_rows(connection, view, str(month_of(context)))
            for view in PRIORITY_VIEWS.values()
        }
    for view, count in rows.items():
        yield dg.MaterializeResult(asset_key=view, metadata={"dagster/row_count": count})
