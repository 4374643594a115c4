"""The tables that analysts query, once every figure of a month is there, and what figures mean."""

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
from ae_pipeline.assets.measures import measures_key
from ae_pipeline.assets.recording import finish
from ae_pipeline.errors import without_values
from ae_pipeline.measures.groups import by_subject
from ae_pipeline.resources import Configuration, Records, Warehouse
from ae_pipeline.source_code import text_digest
from ae_pipeline.warehouse import judgement_tables, reading, tables, views
from ae_pipeline.warehouse.judgements import judged_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlalchemy as sa

    from ae_pipeline.measures.declaring import Measure

VALUE_KEY, KEY_INDICATOR = dg.AssetKey("indicator_value"), dg.AssetKey("key_indicator")
ASSESSMENT, COMPARISON, GAP = (
    dg.AssetKey(table.name)
    for table in (
        judgement_tables.indicator_assessment,
        judgement_tables.indicator_comparison,
        judgement_tables.indicator_gap,
    )
)
_STEP = "warehouse"


def warehouse_assets(measures: Sequence[Measure]) -> dg.AssetsDefinition:
    """The month's figures as a whole, its judgements, comparisons and gaps."""
    published = [measures_key(subject) for subject in by_subject(measures)]
    figures = [VALUE_KEY, KEY_INDICATOR]

    @dg.multi_asset(
        name=_STEP,
        specs=[
            _spec(VALUE_KEY, tables.indicator_value, published),
            _spec(KEY_INDICATOR, views.key_indicator, published),
            _spec(ASSESSMENT, judgement_tables.indicator_assessment, figures),
            _spec(COMPARISON, judgement_tables.indicator_comparison, figures),
            _spec(GAP, judgement_tables.indicator_gap, figures),
        ],
        backfill_policy=A_RUN_A_MONTH,
    )
    @without_values
    def whole(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        warehouse: Warehouse,
        records: Records,
    ) -> Results:
        """How much of the month there is, once every measure has been published and judged."""
        month, code = month_of(context), configuration.authority.code
        recording = records.begin(_STEP, month, step_inputs.of_warehouse(month))
        with warehouse.transaction() as connection:
            summary = reading.month_summary(connection, code, str(month))
            judged = judged_rows(connection, month, code)
        version = text_digest(repr(sorted(recording.inputs.items())))
        metadata: dict[dg.AssetKey, dict[str, int]] = {
            VALUE_KEY: {"dagster/row_count": summary.figures},
            KEY_INDICATOR: {
                "measures": summary.measures,
                "with_value": summary.with_value,
                "with_target": summary.with_target,
                "with_benchmark": summary.with_benchmark,
            },
            ASSESSMENT: {"dagster/row_count": judged.judged, "early_warnings": judged.warnings},
            COMPARISON: {"dagster/row_count": judged.comparisons},
            GAP: {"dagster/row_count": judged.gaps},
        }
        results = [
            dg.MaterializeResult[None](
                asset_key=key, metadata=counts, data_version=dg.DataVersion(version)
            )
            for key, counts in metadata.items()
        ]
        yield from finish(recording, results)

    return whole


def _spec(key: dg.AssetKey, table: sa.Table, deps: Sequence[dg.AssetKey]) -> dg.AssetSpec:
    return dg.AssetSpec(
        key,
        deps=list(deps),
        description=table.comment or "",
        group_name="warehouse",
        partitions_def=MONTHS,
        automation_condition=WHEN_OUT_OF_DATE,
        freshness_policy=MONTHLY,
        owners=OWNERS,
        code_version=code_version(
            *step_inputs.WAREHOUSE_CODE, without=step_inputs.WAREHOUSE_CODE_WITHOUT
        ),
        kinds={"sql"},
        metadata={**step_metadata(_STEP), **table_schema(table)},
    )
