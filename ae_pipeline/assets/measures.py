"""Measures: one asset a measure, each the counts of a month and who stands behind them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, month_of
from ae_pipeline.assets.people import people_key
from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.errors import without_values
from ae_pipeline.measures.catalogue import by_sources
from ae_pipeline.measures.groups import groups
from ae_pipeline.measures.measuring import measure_groups, unreconciled
from ae_pipeline.resources import Deployment
from ae_pipeline.schema.calendar import calendar_day

if TYPE_CHECKING:
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.measuring import MeasuredGroup

ADDS_UP_CHECK = "breakdowns_add_up"


def measure_key(measure: Measure) -> dg.AssetKey:
    """``measures/<id>``."""
    return dg.AssetKey(["measures", measure.id])


def measure_assets(measures: Sequence[Measure]) -> list[dg.AssetsDefinition]:
    """An asset a measure, in a step for each set of returns that measures read.

    Any measure can be run alone, and a return that is blocked stops only the steps that read it.
    """
    return [_assets(name, group) for name, group in by_sources(measures).items()]


def _assets(name: str, measures: Sequence[Measure]) -> dg.AssetsDefinition:
    @dg.multi_asset(
        name=f"measures_of_{name}",
        specs=[_spec(measure) for measure in measures],
        check_specs=[
            dg.AssetCheckSpec(
                ADDS_UP_CHECK,
                asset=measure_key(measure),
                description="The categories of every breakdown add up to the total.",
            )
            for measure in measures
            if measure.info.adds_up
        ],
        can_subset=True,
    )
    @without_values
    def counted(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        selected = [m for m in measures if measure_key(m) in context.selected_asset_keys]
        for measured in measure_groups(
            groups(selected),
            month_of(context),
            deployment.lake,
            authority=deployment.authority.code,
            engine=partial(open_engine, deployment.settings.engine, url=deployment.engine_url),
        ):
            for each in measured.group.measures:
                if each in selected:
                    yield _result(each, measured)

    return counted


def _spec(measure: Measure) -> dg.AssetSpec:
    return dg.AssetSpec(
        measure_key(measure),
        deps=[people_key(table) for table in measure.sources if table != calendar_day.name],
        description=f"{measure.info.title}.\n\n{measure.info.definition}",
        group_name=_group(measure),
        partitions_def=MONTHS,
        owners=OWNERS,
        code_version=str(measure.info.version),
        tags={"stage": "measures", "restricted": "true"},
        kinds={"sql", "duckdb"},
    )


def _group(measure: Measure) -> str:
    """The key indicator it serves first; the enablers' measures serve none."""
    served = measure.info.key_indicators
    return f"key_indicator_{served[0]:02d}" if served else "delivery"


def _result(measure: Measure, measured: MeasuredGroup) -> dg.MaterializeResult[None]:
    counts = measured.counts_of(measure)
    odd = unreconciled(counts)
    key = measure_key(measure)
    return dg.MaterializeResult(
        asset_key=key,
        metadata={"dagster/row_count": len(counts)},
        data_version=dg.DataVersion(measured.fingerprint),
        check_results=[
            dg.AssetCheckResult(
                check_name=ADDS_UP_CHECK,
                asset_key=key,
                passed=not odd,
                description=", ".join(odd) or None,
            )
        ]
        if measure.info.adds_up
        else [],
    )
