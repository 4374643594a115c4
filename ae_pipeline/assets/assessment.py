"""Assessment: what a month's figures mean, once all of them are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, month_of, table_schema
from ae_pipeline.assets.indicators import KEY_INDICATOR, VALUE_KEY
from ae_pipeline.errors import without_values
from ae_pipeline.resources import Deployment
from ae_pipeline.warehouse import judgement_tables as tables
from ae_pipeline.warehouse.judgements import judged_rows

if TYPE_CHECKING:
    import sqlalchemy as sa


ASSESSMENT = dg.AssetKey(tables.indicator_assessment.name)
COMPARISON = dg.AssetKey(tables.indicator_comparison.name)
GAP = dg.AssetKey(tables.indicator_gap.name)


def assessment_assets() -> list[dg.AssetsDefinition]:
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
        """How many figures of the month are judged, and with what they are compared."""
        month, code = month_of(context), deployment.authority.code
        with deployment.warehouse() as connection:
            rows = judged_rows(connection, month, code)
        yield dg.MaterializeResult(
            asset_key=ASSESSMENT,
            metadata={"dagster/row_count": rows.judged, "early_warnings": rows.warnings},
        )
        for key, count in ((COMPARISON, rows.comparisons), (GAP, rows.gaps)):
            yield dg.MaterializeResult(asset_key=key, metadata={"dagster/row_count": count})

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
