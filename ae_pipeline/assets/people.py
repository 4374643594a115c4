"""Fact tables: what measures read, one step a return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import step_inputs
from ae_pipeline.assets.columns import column_lineage, table_schema
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
from ae_pipeline.assets.history import reads_partitions
from ae_pipeline.assets.index import LINK_KEY
from ae_pipeline.assets.recording import finish
from ae_pipeline.assets.validated import validated_key
from ae_pipeline.errors import without_values
from ae_pipeline.lake import Stage
from ae_pipeline.people import building
from ae_pipeline.people.building import build_facts
from ae_pipeline.planning.present import table_set
from ae_pipeline.resources import Configuration, LakeStore, Records
from ae_pipeline.returns.fact_tables import all_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.facts.declaration import Facts, FactTable
    from ae_pipeline.people.building import FactsOfMonth
    from ae_pipeline.returns.base import Return


def people_key(table: str) -> dg.AssetKey:
    """``people/<table>``."""
    return dg.AssetKey(["people", table])


def fact_assets(sources: Sequence[Return]) -> list[dg.AssetsDefinition]:
    """The fact tables of every return that has any."""
    facts = all_facts()
    return [_assets(facts[source.name], source) for source in sources if source.name in facts]


def _assets(facts: Facts, source: Return) -> dg.AssetsDefinition:
    step = f"people/{source.name}"

    @dg.multi_asset(
        name=f"people_{source.name}",
        specs=[_spec(facts, source, table, step) for table in facts.makes],
        check_specs=[
            dg.AssetCheckSpec(
                check.name, asset=people_key(made.name), description=check.description
            )
            for made in facts.makes
            for check in made.checks
        ],
        backfill_policy=A_RUN_A_MONTH,
    )
    @without_values
    def built(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        lake_store: LakeStore,
        records: Records,
    ) -> Results:
        month, lake = month_of(context), lake_store.lake
        drops = [each.month for each in configuration.history(source.name, month)]
        recording = records.begin(
            step, month, step_inputs.of_facts(source, month, drops, facts.reads)
        )
        made = build_facts(
            facts,
            source,
            month,
            drops,
            lake,
            pseudonymiser=lake_store.pseudonyms,
            threshold=configuration.quality.rejection_threshold,
        )
        digests = lake.digests(Stage.PEOPLE, source.name, month)
        results = [_result(made, table, digests) for table in facts.makes]
        yield from finish(recording, results, [table_set(Stage.PEOPLE, source.name, month)])

    return built


def _result(
    built: FactsOfMonth, made: FactTable, digests: dict[str, str]
) -> dg.MaterializeResult[None]:
    """A table that was built; or that it was not, since too much of what it reads is wrong."""
    key, blocked = people_key(made.name), built.blocked.get(made.name)
    metadata: dict[str, int | str] = (
        {"blocked_by": ", ".join(blocked)}
        if blocked
        else {
            "dagster/row_count": built.rows[made.name],
            "covers": " to ".join(built.covers[made.name]) or "no time",
        }
    )
    return dg.MaterializeResult(
        asset_key=key,
        metadata={**metadata, "submissions": ", ".join(built.drops)},
        data_version=dg.DataVersion(digests.get(made.name, "blocked")),
        check_results=[
            dg.AssetCheckResult(
                check_name=check.name,
                asset_key=key,
                passed=not built.failing.get(check.name),
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"rows": built.failing.get(check.name, 0)},
            )
            for check in made.checks
        ],
    )


def _spec(facts: Facts, source: Return, made: FactTable, step: str) -> dg.AssetSpec:
    official = {source.asset_name(name): name for name in source.tables}
    keys = {name: validated_key(source, official[name]) for name in made.reads}
    mapping = reads_partitions(source.name)
    return dg.AssetSpec(
        people_key(made.name),
        deps=[
            LINK_KEY,
            *(dg.AssetDep(key, partition_mapping=mapping) for key in keys.values()),
        ],
        description=made.table.comment,
        group_name="people",
        partitions_def=MONTHS,
        automation_condition=WHEN_OUT_OF_DATE,
        owners=OWNERS,
        code_version=code_version(*building.code_of(source.name), without=building.CODE_WITHOUT),
        tags={"stage": "people", "restricted": "true"},
        kinds={"pandas", "parquet"},
        metadata={
            **step_metadata(step),
            **table_schema(made.table),
            **column_lineage(_origins(facts, made, keys)),
        },
    )


def _origins(
    facts: Facts, made: FactTable, keys: dict[str, dg.AssetKey]
) -> dict[str, list[tuple[dg.AssetKey, str]]]:
    """Columns that keep the name they have in the one validated table that has it."""
    found = {"person_id": [(LINK_KEY, "person_id")]} if "person_id" in made.table.c else {}
    for column in made.table.columns:
        having = [name for name in keys if column.name in facts.reads[name]]
        if len(having) == 1:
            found[column.name] = [(keys[having[0]], column.name)]
    return found
