"""Assessment: what a month's figures mean, once all of them are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, month_of, table_schema
from ae_pipeline.assets.indicators import KEY_INDICATOR, VALUE_KEY
from ae_pipeline.errors import without_values
from ae_pipeline.resources import Deployment
from ae_pipeline.warehouse import assessments as tables
from ae_pipeline.warehouse.assessing import assess, hold_assessments

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlalchemy as sa

    from ae_pipeline.measures.declaring import Measure

ASSESSMENT = dg.AssetKey(tables.indicator_assessment.name)
COMPARISON = dg.AssetKey(tables.indicator_comparison.name)
GAP = dg.AssetKey(tables.indicator_gap.name)


def assessment_assets(measures: Sequence[Measure]) -> list[dg.AssetsDefinition]:
    """The month's judgements, comparisons and gaps."""

    @dg.multi_asset(
        name="assessment",
        specs=[
            _spec(ASSESSMENT, tables.indicator_assessment),
            _spec(COMPARISON, tables.indicator_comparison),
            _spec(GAP, tables.indicator_gap),
        ],
    )
    @without_values
    def judged(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        """What every figure of the month means: chance, others, target, trend, course, trust."""
        month, areas = month_of(context), deployment.areas
        with deployment.warehouse() as connection:
            made = assess(connection, month, measures, areas, deployment.lake, deployment.config)
            hold_assessments(connection, month, areas.authority, made, deployment.run(context))
        warned = sum(each.row["warning"] is not None for each in made)
        yield dg.MaterializeResult(
            asset_key=ASSESSMENT,
            metadata={"dagster/row_count": len(made), "early_warnings": warned},
        )
        for key, rows in (
            (COMPARISON, sum(len(each.comparisons) for each in made)),
            (GAP, sum(len(each.gaps) for each in made)),
        ):
            yield dg.MaterializeResult(asset_key=key, metadata={"dagster/row_count": rows})

    return [judged]


def _spec(key: dg.AssetKey, table: sa.Table) -> dg.AssetSpec:
    return dg.AssetSpec(
        key,
        deps=[VALUE_KEY, KEY_INDICATOR],
        description=table.comment or "",
        group_name="warehouse",
        partitions_def=MONTHS,
        owners=OWNERS,
        kinds={"sql"},
        metadata=table_schema(table),
    )
