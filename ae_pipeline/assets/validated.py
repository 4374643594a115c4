"""Validated: typed, coded, pseudonymised rows; the ledger and quarantine counts beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.extracts import extract_key
from ae_pipeline.assets.house import (
    MONTHS,
    OWNERS,
    Results,
    column_lineage,
    column_schema,
    month_of,
)
from ae_pipeline.errors import PipelineError, without_values
from ae_pipeline.resources import Deployment
from ae_pipeline.returns.extracting import extracted
from ae_pipeline.returns.validating import TableCounts, validate
from ae_pipeline.warehouse.validation import record_validation

if TYPE_CHECKING:
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.validating import ValidatedDrop

SCORE_CHECK = "score"
_NOTHING = TableCounts(read=0, accepted=0, quarantined=0, findings=0, score=None)


def validated_key(source: Return, table: str) -> dg.AssetKey:
    """``validated/<return>/<table>``."""
    return dg.AssetKey(["validated", source.name, source.asset_name(table)])


def validated_assets(source: Return) -> dg.AssetsDefinition:
    """The validated tables of a return, with the two warehouse records of their quality."""
    records = [
        dg.AssetSpec(
            [name, source.name],
            deps=[extract_key(source, table) for table in source.tables],
            description=f"{what} of {source.title}: table `{name}`.",
            group_name=source.name,
            partitions_def=MONTHS,
            owners=OWNERS,
            kinds={"sql"},
        )
        for name, what in (
            ("quality_result", "Rows checked and failed by rule"),
            ("quarantine_summary", "Rows set aside by rule"),
        )
    ]

    @dg.multi_asset(
        name=f"validated_{source.name}",
        specs=[*(_spec(source, table) for table in source.tables), *records],
        check_specs=[
            spec for table in source.tables for spec in _check_specs(validated_key(source, table))
        ],
    )
    @without_values
    def validated(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        month = month_of(context)
        drop = deployment.drop(source.name, month)
        read = extracted(source, drop.month, deployment.lake)
        if read is None:
            raise PipelineError(f"The {source.name} drop of {drop.month} has not been extracted.")
        known = validate(
            source,
            read,
            deployment.lake,
            pseudonymiser=deployment.pseudonyms,
            areas=deployment.authority.areas,
            severities=deployment.quality.severity.get(source.name, {}),
        )
        yield from _results(source, known, deployment.quality.score_warning)
        with deployment.warehouse() as connection:
            counts = record_validation(
                connection,
                source,
                known,
                deployment.lake,
                month,
                deployment.run(context),
            )
        for spec, written in zip(records, counts, strict=True):
            yield dg.MaterializeResult(
                asset_key=spec.key, metadata={"rows_written": written.inserted}
            )

    return validated


def _spec(source: Return, table: str) -> dg.AssetSpec:
    origin = extract_key(source, table)
    columns = source.validated_columns(table)
    return dg.AssetSpec(
        validated_key(source, table),
        deps=[origin],
        description=f"{table} of {source.title}, typed and pseudonymised: {source.describe(table)}",
        group_name=source.name,
        partitions_def=MONTHS,
        owners=OWNERS,
        tags={"stage": "validated", "restricted": "true"},
        kinds={"pandas", "pandera", "parquet"},
        metadata={
            **column_schema({c.name: (c.kind, c.description) for c in columns}),
            **column_lineage({c.name: [(origin, name) for name in c.origins] for c in columns}),
        },
    )


def _check_specs(key: dg.AssetKey) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            SCORE_CHECK,
            asset=key,
            description="Percent of the questions asked of its rows that were answered well.",
        ),
    ]


def _results(source: Return, known: ValidatedDrop, warning: float) -> Results:
    for table in source.tables:
        outcome = known.tables.get(source.asset_name(table), _NOTHING)
        yield dg.MaterializeResult(
            asset_key=validated_key(source, table),
            metadata={
                "dagster/row_count": outcome.accepted,
                "rows_read": outcome.read,
                "rows_accepted": outcome.accepted,
                "rows_quarantined": outcome.quarantined,
                "findings": outcome.findings,
                "drop": str(known.month),
                "specification": known.specification,
            },
            data_version=dg.DataVersion(known.fingerprint),
            check_results=[
                dg.AssetCheckResult(
                    check_name=SCORE_CHECK,
                    asset_key=validated_key(source, table),
                    passed=outcome.score is None or outcome.score >= warning,
                    severity=dg.AssetCheckSeverity.WARN,
                    metadata={} if outcome.score is None else {"score": outcome.score},
                ),
            ],
        )
