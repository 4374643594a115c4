"""Reference data in the warehouse, of no month: definitions, published figures, targets, plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.columns import table_schema
from ae_pipeline.assets.conventions import OWNERS, Results, code_version, step_metadata
from ae_pipeline.assets.recording import finish
from ae_pipeline.errors import without_values
from ae_pipeline.indicators.outcomes import check_outcomes, read_outcomes
from ae_pipeline.indicators.targets import read_plan
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.planning import present
from ae_pipeline.resources import Configuration, Records, Warehouse
from ae_pipeline.source_code import text_digest
from ae_pipeline.warehouse import record, tables
from ae_pipeline.warehouse.library import record_library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import sqlalchemy as sa
    from sqlalchemy.engine import Connection

    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.warehouse.store import Run

    Write = Callable[[Connection, Configuration, Run], int]

GROUP = "reference"
INDICATOR, BENCHMARK_VALUE, TARGET, PLAN_STATEMENT = (
    dg.AssetKey(table.name)
    for table in (
        tables.indicator,
        tables.benchmark_value,
        tables.target,
        tables.plan_statement,
    )
)


def reference_assets(measures: Sequence[Measure]) -> list[dg.AssetsDefinition]:
    """What figures are described by and compared with: a job of its own."""
    infos = [measure.info for measure in measures]

    def indicator(connection: Connection, _: Configuration, __: Run) -> int:
        return record.record_indicators(connection, infos)

    def benchmark_value(connection: Connection, configuration: Configuration, run: Run) -> int:
        folder = configuration.folder / "benchmarks"
        models = configuration.authority.neighbour_models
        ids = [info.id for info in infos]
        return record_library(connection, folder, models, ids, run).inserted

    return [
        _asset(
            tables.indicator,
            indicator,
            "The indicator dictionary: each measure's definition, unit and polarity.",
            ["measures.key_indicators", "measures.definition"],
        ),
        _asset(
            tables.benchmark_value,
            benchmark_value,
            "Published figures of every authority, region and England, with neighbours' and good "
            "authorities' means.",
            ["warehouse.library", "measures.key_indicators"],
            ["benchmarks", "authority.yaml"],
        ),
        _asset(
            tables.target,
            _targets,
            "The plan's target for each measure with its origin, or why there is none.",
            ["indicators.targets"],
            ["targets", "plan.yaml"],
        ),
        _asset(
            tables.plan_statement,
            _statements,
            "What the plan says will come of it: the measures that show it, or the evidence that "
            "it needs.",
            ["indicators.outcomes", "measures.key_indicators"],
            ["outcomes.yaml"],
        ),
    ]


def _targets(connection: Connection, configuration: Configuration, run: Run) -> int:
    return record.record_targets(connection, read_plan(configuration.folder), run).inserted


def _statements(connection: Connection, configuration: Configuration, run: Run) -> int:
    statements = read_outcomes(configuration.folder / "outcomes.yaml")
    check_outcomes(statements, {measure.id for measure in all_measures()})
    return record.record_statements(connection, statements, run).inserted


def _asset(
    table: sa.Table,
    write: Write,
    description: str,
    modules: Sequence[str],
    files: Sequence[str] = (),
) -> dg.AssetsDefinition:
    """A table of the warehouse that is written whole from some files of the configuration."""
    step = f"reference/{table.name}"
    code = (*modules, "warehouse.record")
    inputs = [
        present.code(*code),
        *map(present.config, files),
        present.setting("returns"),
        present.WAREHOUSE,
    ]

    @dg.asset(
        key=dg.AssetKey(table.name),
        group_name=GROUP,
        owners=OWNERS,
        kinds={"sql", *({"csv"} if "benchmarks" in files else {"yaml"} if files else set())},
        code_version=code_version(*code),
        description=description,
        metadata={**step_metadata(step), **table_schema(table)},
    )
    @without_values
    def written(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        warehouse: Warehouse,
        records: Records,
    ) -> Results:
        recording = records.begin(step, None, inputs)
        with warehouse.transaction() as connection:
            rows = write(connection, configuration, warehouse.run(context))
        made = text_digest(repr(sorted(recording.inputs.items())))
        result = dg.MaterializeResult[None](
            metadata={"rows_written": rows}, data_version=dg.DataVersion(made)
        )
        yield from finish(recording, [result], made=made)

    return written
