"""Extracts: one asset a table of a return, as text, and the record of the files it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, column_schema, month_of
from ae_pipeline.errors import without_values
from ae_pipeline.resources import Deployment
from ae_pipeline.returns.extract import FILE_COLUMN, ROW_COLUMN, NoticeKind
from ae_pipeline.returns.extracting import extract
from ae_pipeline.warehouse import record

if TYPE_CHECKING:
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.extracting import ExtractedDrop

LAYOUT_CHECK = "layout"
_LAYOUT_NOTICES = {NoticeKind.UNKNOWN_COLUMN, NoticeKind.MISSING_COLUMN, NoticeKind.ABSENT_TABLE}


def extract_key(source: Return, table: str) -> dg.AssetKey:
    """``extracts/<return>/<table>``."""
    return dg.AssetKey(["extracts", source.name, source.asset_name(table)])


def extract_assets(source: Return) -> dg.AssetsDefinition:
    """The extracts of a return. They are read from one drop, so they come whole or not at all."""
    files = dg.AssetSpec(
        ["extract", source.name],
        description=f"The files behind {source.title}, with size and SHA-256: table `extract`.",
        group_name=source.name,
        partitions_def=MONTHS,
        owners=OWNERS,
        kinds={"sql"},
    )

    @dg.multi_asset(
        name=f"extracts_{source.name}",
        specs=[*(_spec(source, table) for table in source.tables), files],
        check_specs=[
            dg.AssetCheckSpec(
                LAYOUT_CHECK,
                asset=extract_key(source, table),
                description="The file has the columns of its table, no more and no fewer.",
            )
            for table in source.tables
        ],
    )
    @without_values
    def extracts(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        month = month_of(context)
        drop = deployment.drop(source.name, month)
        known = extract(source, drop, deployment.lake)
        with deployment.warehouse() as connection:
            record.record_extracts(
                connection,
                source.name,
                month,
                drop.month,
                known.files,
                deployment.run(context),
            )
        yield from _results(source, known, age=drop.age(month))
        yield dg.MaterializeResult(asset_key=files.key, metadata={"files": len(known.files)})

    return extracts


def _spec(source: Return, table: str) -> dg.AssetSpec:
    columns = {name: ("string", description) for name, description in source.columns(table).items()}
    columns[FILE_COLUMN] = ("string", "file of the drop that the row was read from")
    columns[ROW_COLUMN] = ("int", "1-based data row in that file")
    return dg.AssetSpec(
        extract_key(source, table),
        description=f"{table} of {source.title}, as text: {source.describe(table)}",
        group_name=source.name,
        partitions_def=MONTHS,
        owners=OWNERS,
        tags={"stage": "extracts", "restricted": "true"},
        kinds={"csv", "parquet"},
        metadata=column_schema(columns),
    )


def _results(source: Return, known: ExtractedDrop, age: int) -> Results:
    for table in source.tables:
        name = source.asset_name(table)
        odd = [n for n in known.notices if n.table == table and n.kind in _LAYOUT_NOTICES]
        yield dg.MaterializeResult(
            asset_key=extract_key(source, table),
            metadata={
                "dagster/row_count": known.rows.get(name, 0),
                "drop": str(known.month),
                "age_months": age,
                "specification": known.specification,
            },
            data_version=dg.DataVersion(known.fingerprint),
            check_results=[
                dg.AssetCheckResult(
                    check_name=LAYOUT_CHECK,
                    asset_key=extract_key(source, table),
                    passed=not odd,
                    severity=dg.AssetCheckSeverity.WARN,
                    description=" ".join(notice.message for notice in odd) or None,
                )
            ],
        )
