"""Measures: one asset a measure, each the counts of a month and who stands behind them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, month_of
from ae_pipeline.assets.people import people_key
from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.errors import without_values
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.measuring import measure_month, unreconciled
from ae_pipeline.resources import Deployment

if TYPE_CHECKING:
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.measuring import Measured

ADDS_UP_CHECK = "breakdowns_add_up"


def measure_key(measure: Measure) -> dg.AssetKey:
    """``measures/<id>``."""
    return dg.AssetKey(["measures", measure.id])


def measure_assets() -> list[dg.AssetsDefinition]:
    """All measures of the catalogue; any of them can be run alone."""
    measures = all_measures()

    @dg.multi_asset(
        name="measures",
        specs=[_spec(measure) for measure in measures],
        check_specs=[
            dg.AssetCheckSpec(
                ADDS_UP_CHECK,
                asset=measure_key(measure),
                description="The categories of every breakdown add up to the total.",
            )
            for measure in measures
        ],
        can_subset=True,
    )
    @without_values
    def counted(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        wanted = [m for m in measures if measure_key(m) in context.selected_asset_keys]
        for measured in measure_month(
            wanted,
            month_of(context),
            deployment.lake,
            authority=deployment.authority.code,
            engine=partial(open_engine, deployment.settings.engine, url=deployment.engine_url),
        ):
            yield _result(measured)

    return [counted]


def _spec(measure: Measure) -> dg.AssetSpec:
    return dg.AssetSpec(
        measure_key(measure),
        deps=[people_key(table) for table in measure.sources],
        description=f"{measure.info.title}.\n\n{measure.info.definition}",
        group_name=f"key_indicator_{measure.info.key_indicators[0]:02d}",
        partitions_def=MONTHS,
        owners=OWNERS,
        code_version=str(measure.info.version),
        tags={"stage": "measures", "restricted": "true"},
        kinds={"sql", "duckdb"},
    )


def _result(measured: Measured) -> dg.MaterializeResult[None]:
    odd = unreconciled(measured.counts)
    key = measure_key(measured.measure)
    return dg.MaterializeResult(
        asset_key=key,
        metadata={"dagster/row_count": len(measured.counts)},
        data_version=dg.DataVersion(measured.fingerprint),
        check_results=[
            dg.AssetCheckResult(
                check_name=ADDS_UP_CHECK,
                asset_key=key,
                passed=not odd,
                description=", ".join(odd) or None,
            )
        ],
    )
