"""Validated: typed, coded, pseudonymised rows; with their quality ledger and quarantine counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import step_inputs
from ae_pipeline.assets.columns import column_lineage, column_schema
from ae_pipeline.assets.conventions import (
    A_RUN_A_MONTH,
    MONTHS,
    OWNERS,
    WHEN_OUT_OF_DATE,
    Results,
    code_version,
    month_of,
    step_metadata,
)
from ae_pipeline.assets.extracts import column_of, extract_key
from ae_pipeline.assets.recording import finish
from ae_pipeline.checks.fitness import fitness, fitness_spec
from ae_pipeline.errors import PipelineError, without_values
from ae_pipeline.lake import Stage
from ae_pipeline.landing import reported_for
from ae_pipeline.planning.present import table_set
from ae_pipeline.resources import Configuration, LakeStore, Records, Warehouse
from ae_pipeline.returns import validating
from ae_pipeline.returns.extracting import extracted
from ae_pipeline.returns.validating import TableCounts, validate
from ae_pipeline.warehouse.validation import record_validation

if TYPE_CHECKING:
    from ae_pipeline.lake import Lake
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.extracting import ExtractedDrop
    from ae_pipeline.returns.validating import ValidatedDrop

_NOTHING = TableCounts(read=0, accepted=0, quarantined=0, findings=0, score=None)


def validated_key(source: Return, table: str) -> dg.AssetKey:
    """``validated/<return>/<table>``."""
    return dg.AssetKey(["validated", source.name, source.asset_name(table)])


def validated_assets(source: Return) -> dg.AssetsDefinition:
    """The validated tables of a return, each with its check."""
    step = f"validated/{source.name}"
    version = code_version(*validating.code_of(source.name), without=validating.CODE_WITHOUT)

    @dg.multi_asset(
        name=f"validated_{source.name}",
        specs=[_spec(source, table, step, version) for table in source.tables],
        check_specs=[fitness_spec(validated_key(source, table)) for table in source.tables],
        backfill_policy=A_RUN_A_MONTH,
    )
    @without_values
    def validated(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        lake_store: LakeStore,
        warehouse: Warehouse,
        records: Records,
    ) -> Results:
        month, lake, quality = month_of(context), lake_store.lake, configuration.quality
        newest = configuration.submission(source.name, month).month
        landed = [each.month for each in configuration.history(source.name, month)]
        taken = sorted({*landed, newest})
        inputs = step_inputs.of_validated(source, month, taken, lake)
        recording = records.begin(step, month, inputs)
        read = [_extracted(source, each, lake) for each in taken]
        outcomes = [
            validate(
                source,
                each,
                lake,
                pseudonymiser=lake_store.pseudonyms,
                areas=configuration.authority.areas,
                severities=quality.severity.get(source.name, {}),
            )
            for each in read
        ]
        with warehouse.transaction() as connection:
            run = warehouse.run(context)
            for each in outcomes:
                for reported in reported_for(each.month, newest, month):
                    record_validation(connection, source, each, lake, reported, run)
        digests = lake.digests(Stage.VALIDATED, source.name, newest)
        threshold = quality.rejection_threshold
        results: list[dg.MaterializeResult[None]] = [
            dg.MaterializeResult(
                asset_key=(key := validated_key(source, table)),
                metadata=_metadata(
                    outcome := outcomes[-1].tables.get(source.asset_name(table), _NOTHING),
                    outcomes[-1],
                ),
                data_version=dg.DataVersion(digests.get(source.asset_name(table), "absent")),
                check_results=[
                    fitness(
                        key,
                        outcome,
                        [each for each in read[-1].notices if each.table == table],
                        threshold=threshold.of(source.name, source.asset_name(table)),
                        score_warning=quality.score_warning,
                    )
                ],
            )
            for table in source.tables
        ]
        outputs = [
            table_set(stage, source.name, each)
            for each in taken
            for stage in (Stage.VALIDATED, Stage.QUARANTINE)
        ]
        yield from finish(recording, results, outputs)

    return validated


def _extracted(source: Return, month: Month, lake: Lake) -> ExtractedDrop:
    known = extracted(source, month, lake)
    if known is None:
        raise PipelineError(
            f"The {source.name} submission of {month} has not been extracted: materialise "
            f"extracts/{source.name} too."
        )
    return known


def _spec(source: Return, table: str, step: str, version: str) -> dg.AssetSpec:
    origin = extract_key(source)
    columns = source.validated_columns(table)
    return dg.AssetSpec(
        validated_key(source, table),
        deps=[origin],
        description=f"{table} of {source.title}, typed and pseudonymised: {source.describe(table)}",
        group_name=source.name,
        partitions_def=MONTHS,
        automation_condition=WHEN_OUT_OF_DATE,
        owners=OWNERS,
        code_version=version,
        tags={"stage": "validated", "restricted": "true"},
        kinds={"pandas", "pandera", "parquet"},
        metadata={
            **step_metadata(step),
            **column_schema({c.name: (c.kind, c.description) for c in columns}),
            **column_lineage(
                {
                    each.name: [(origin, column_of(source, table, name)) for name in each.origins]
                    for each in columns
                }
            ),
        },
    )


def _metadata(outcome: TableCounts, newest: ValidatedDrop) -> dict[str, int | str]:
    return {
        "dagster/row_count": outcome.accepted,
        "rows_read": outcome.read,
        "rows_accepted": outcome.accepted,
        "rows_quarantined": outcome.quarantined,
        "findings": outcome.findings,
        "submission": str(newest.month),
        "specification": newest.specification,
    }
