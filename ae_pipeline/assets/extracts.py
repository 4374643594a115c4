"""Extracts: one asset a return, its tables as text, with the files that they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import step_inputs
from ae_pipeline.assets.columns import column_schema
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
from ae_pipeline.assets.recording import finish
from ae_pipeline.errors import without_values
from ae_pipeline.lake import Stage
from ae_pipeline.landing import reported_for
from ae_pipeline.planning.present import table_set
from ae_pipeline.resources import Configuration, LakeStore, Records, Warehouse
from ae_pipeline.returns import extracting
from ae_pipeline.returns.extract import FILE_COLUMN, ROW_COLUMN
from ae_pipeline.returns.extracting import extract
from ae_pipeline.warehouse import record

if TYPE_CHECKING:
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.extracting import ExtractedDrop


def extract_key(source: Return) -> dg.AssetKey:
    """``extracts/<return>``."""
    return dg.AssetKey(["extracts", source.name])


def extract_asset(source: Return) -> dg.AssetsDefinition:
    """The extracts of a return. They are read from one submission, so they come whole or not."""
    step = f"extracts/{source.name}"

    @dg.asset(
        key=extract_key(source),
        description=f"{source.title} as text, a table for each of {', '.join(source.tables)}; and "
        "the files behind them, with size and SHA-256: table `extract` of the warehouse. Earlier "
        "submissions that the month looks back to are read too, where they have not been.",
        group_name=source.name,
        partitions_def=MONTHS,
        backfill_policy=A_RUN_A_MONTH,
        automation_condition=WHEN_OUT_OF_DATE,
        owners=OWNERS,
        code_version=code_version(
            *extracting.code_of(source.name), without=extracting.code_left_out(source.name)
        ),
        tags={"stage": "extracts", "restricted": "true"},
        kinds={"csv", "parquet"},
        metadata={**step_metadata(step), **column_schema(_columns(source))},
    )
    @without_values
    def extracted(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        lake_store: LakeStore,
        warehouse: Warehouse,
        records: Records,
    ) -> Results:
        month, lake = month_of(context), lake_store.lake
        newest = configuration.submission(source.name, month)
        taken = {each.month: each for each in configuration.history(source.name, month)}
        taken[newest.month] = newest
        recording = records.begin(step, month, step_inputs.of_extracts(source, month, taken))
        read = [extract(source, each, lake) for _, each in sorted(taken.items())]
        with warehouse.transaction() as connection:
            run = warehouse.run(context)
            for each in read:
                for reported in reported_for(each.month, newest.month, month):
                    record.record_extracts(
                        connection, source.name, reported, each.month, each.files, run
                    )
        yield from finish(
            recording,
            [_result(read[-1], newest.age(month), len(read) - 1)],
            [table_set(Stage.EXTRACTS, source.name, each) for each in taken],
        )

    return extracted


def column_of(source: Return, table: str, column: str) -> str:
    """The name by which a column of an extract is known among those of all its tables."""
    return f"{source.asset_name(table)}.{column}"


def _columns(source: Return) -> dict[str, tuple[str, str]]:
    """The columns of all tables, each by its table's name."""
    where = {
        FILE_COLUMN: ("string", "file of the submission that the row was read from"),
        ROW_COLUMN: ("int", "1-based data row in that file"),
    }
    return {
        column_of(source, table, name): described
        for table in source.tables
        for name, described in {
            **{name: ("string", text) for name, text in source.columns(table).items()},
            **where,
        }.items()
    }


def _result(newest: ExtractedDrop, age: int, earlier: int) -> dg.MaterializeResult[None]:
    rows = sorted(newest.rows.items())
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(newest.rows.values()),
            "submission": str(newest.month),
            "age_months": age,
            "earlier_submissions": earlier,
            "specification": newest.specification,
            "files": len(newest.files),
            "tables": dg.TableMetadataValue(
                [dg.TableRecord({"table": name, "rows": count}) for name, count in rows],
                dg.TableSchema([dg.TableColumn("table"), dg.TableColumn("rows", "int")]),
            ),
        },
        data_version=dg.DataVersion(newest.digest),
    )
