"""Facts: the tables that measures read, one step a return that tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, column_lineage, month_of, table_schema
from ae_pipeline.assets.index import LINK_KEY
from ae_pipeline.assets.validated import validated_key
from ae_pipeline.errors import without_values
from ae_pipeline.people.building import build_facts
from ae_pipeline.resources import Deployment
from ae_pipeline.returns.fact_tables import all_facts

if TYPE_CHECKING:
    from ae_pipeline.facts.declaration import FactCheck, Facts, FactTable
    from ae_pipeline.people.building import FactsOfMonth
    from ae_pipeline.returns.base import Return


def people_key(table: str) -> dg.AssetKey:
    """``people/<table>``."""
    return dg.AssetKey(["people", table])


def fact_assets(sources: Sequence[Return]) -> list[dg.AssetsDefinition]:
    """The facts of every return that tells any."""
    known = all_facts()
    return [_assets(known[source.name], source) for source in sources if source.name in known]


def _assets(facts: Facts, source: Return) -> dg.AssetsDefinition:
    @dg.multi_asset(
        name=f"facts_of_{facts.source}",
        specs=[_spec(facts, source, table) for table in facts.makes],
        check_specs=[
            dg.AssetCheckSpec(
                check.name, asset=people_key(made.name), description=check.description
            )
            for made in facts.makes
            for check in made.checks
        ],
    )
    @without_values
    def built(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        month = month_of(context)
        known = build_facts(
            facts,
            source,
            month,
            deployment.drops_read(source.name, month),
            deployment.lake,
            pseudonymiser=deployment.pseudonyms,
            threshold=deployment.quality.rejection_threshold,
        )
        for table in facts.makes:
            yield dg.MaterializeResult(
                asset_key=people_key(table.name),
                metadata={
                    "dagster/row_count": known.rows[table.name],
                    "built_from": ", ".join(known.drops),
                    "tells_of": " to ".join(known.covers[table.name]) or "no time",
                },
                data_version=dg.DataVersion(known.fingerprint),
                check_results=[_result(table, check, known) for check in table.checks],
            )

    return built


def _result(table: FactTable, check: FactCheck, known: FactsOfMonth) -> dg.AssetCheckResult:
    found = known.failing[check.name]
    return dg.AssetCheckResult(
        check_name=check.name,
        asset_key=people_key(table.name),
        passed=found == 0,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"rows": found},
    )


def _spec(facts: Facts, source: Return, made: FactTable) -> dg.AssetSpec:
    official = {source.asset_name(name): name for name in source.tables}
    keys = {name: validated_key(source, official[name]) for name in made.reads}
    return dg.AssetSpec(
        people_key(made.name),
        deps=[LINK_KEY, *keys.values()],
        description=made.table.comment,
        group_name="people",
        partitions_def=MONTHS,
        owners=OWNERS,
        tags={"stage": "people", "restricted": "true"},
        kinds={"pandas", "parquet"},
        metadata={**table_schema(made.table), **column_lineage(_origins(facts, made, keys))},
    )


def _origins(
    facts: Facts, made: FactTable, keys: dict[str, dg.AssetKey]
) -> dict[str, list[tuple[dg.AssetKey, str]]]:
    """Columns that keep the name they have in the one validated table that has it."""
    found = {"person_id": [(LINK_KEY, "person_id")]} if "person_id" in made.table.c else {}
    for column in made.table.columns:
        having = [
            name for name, columns in facts.columns_of(made).items() if column.name in columns
        ]
        if len(having) == 1:
            found[column.name] = [(keys[having[0]], column.name)]
    return found
