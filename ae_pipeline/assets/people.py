"""People: one person index, and the person-keyed tables that measures read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, column_lineage, month_of, table_schema
from ae_pipeline.assets.index import LINK_KEY
from ae_pipeline.assets.validated import validated_key
from ae_pipeline.errors import without_values
from ae_pipeline.landing import history_for
from ae_pipeline.people import ssda903, tables
from ae_pipeline.people.building import build_people
from ae_pipeline.resources import Deployment

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.people.building import PeopleOfMonth
    from ae_pipeline.returns.base import Return

IDENTITY_CHECK, VANISHED_CHECK = "one_child_one_upn", "no_episode_vanished"


def people_key(table: str) -> dg.AssetKey:
    """``people/<table>``."""
    return dg.AssetKey(["people", table])


def people_assets(source: Return) -> dg.AssetsDefinition:
    """The tables of ``people.tables``, from the looked-after return's history."""

    @dg.multi_asset(
        name="people",
        specs=[_spec(source, table) for table in tables.metadata.sorted_tables],
        check_specs=[
            dg.AssetCheckSpec(
                IDENTITY_CHECK,
                asset=people_key(tables.person.name),
                description="No UPN belongs to more than one child id.",
            ),
            dg.AssetCheckSpec(
                VANISHED_CHECK,
                asset=people_key(tables.care_episode.name),
                description="Every episode open at the end of a year is in the next year's return.",
            ),
        ],
    )
    @without_values
    def people(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        month = month_of(context)
        known = build_people(
            source,
            month,
            history_for(deployment.landing, source.name, month),
            deployment.lake,
            pseudonymiser=deployment.pseudonyms,
            threshold=deployment.quality.rejection_threshold,
        )
        checks = _checks(known)
        for table in tables.metadata.sorted_tables:
            yield dg.MaterializeResult(
                asset_key=people_key(table.name),
                metadata={
                    "dagster/row_count": known.rows[table.name],
                    "built_from": ", ".join(known.drops),
                },
                data_version=dg.DataVersion(known.fingerprint),
                check_results=[checks[table.name]] if table.name in checks else [],
            )

    return people


def _spec(source: Return, table: sa.Table) -> dg.AssetSpec:
    official = {source.asset_name(name): name for name in source.tables}
    origins = {column.name: ssda903.origins(table.name, column.name) for column in table.columns}
    read = sorted({name for pairs in origins.values() for name, _ in pairs})
    return dg.AssetSpec(
        people_key(table.name),
        deps=[LINK_KEY, *(validated_key(source, official[name]) for name in read)],
        description=table.comment,
        group_name="people",
        partitions_def=MONTHS,
        owners=OWNERS,
        tags={"stage": "people", "restricted": "true"},
        kinds={"pandas", "parquet"},
        metadata={
            **table_schema(table),
            **column_lineage(
                {
                    name: [(validated_key(source, official[origin]), c) for origin, c in pairs]
                    for name, pairs in origins.items()
                }
            ),
        },
    )


def _checks(known: PeopleOfMonth) -> dict[str, dg.AssetCheckResult]:
    return {
        tables.person.name: dg.AssetCheckResult(
            check_name=IDENTITY_CHECK,
            asset_key=people_key(tables.person.name),
            passed=known.shared_upns == 0,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"upns_with_more_than_one_child": known.shared_upns},
        ),
        tables.care_episode.name: dg.AssetCheckResult(
            check_name=VANISHED_CHECK,
            asset_key=people_key(tables.care_episode.name),
            passed=known.vanished == 0,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"episodes_that_vanished": known.vanished},
        ),
    }
