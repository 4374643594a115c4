"""The person index: who each system's ids are, and the vulnerable groups that follow.

A return is left out of it where too many rows of a table that names people are in quarantine, and
a check says so: one bad file of one system does not stop the figures of all others.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from ae_pipeline.assets.history import reads_partitions
from ae_pipeline.assets.recording import finish
from ae_pipeline.assets.validated import validated_key
from ae_pipeline.errors import without_values
from ae_pipeline.lake import Stage
from ae_pipeline.people import index
from ae_pipeline.people.index import INDEX, PERSON, PERSON_GROUP, PERSON_LINK, build_index
from ae_pipeline.people.linking.settings import linkage
from ae_pipeline.people.persons import people_of
from ae_pipeline.planning.present import table_set
from ae_pipeline.resources import Configuration, LakeStore, Records
from ae_pipeline.schema.person import person, person_group

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.people.index import IndexOfMonth
    from ae_pipeline.returns.base import Return

CONFLICTS_CHECK, ONE_TO_MANY_CHECK, COMPLETE_CHECK = (
    "no_number_of_two_people",
    "one_id_a_person",
    "every_return_is_in",
)
LINK_KEY = dg.AssetKey(["people", PERSON_LINK])
_STEP = "people/index"


def _columns(table: sa.Table) -> dict[str, tuple[str, str]]:
    return {each.name: (str(each.type).lower(), each.comment or "") for each in table.columns}


_COLUMNS = {
    PERSON_LINK: {
        "system": ("text", "name of the return"),
        "local_id": ("text", "the system's own pseudonym of a person"),
        "person_id": ("text", "who that is, in this month"),
        "how": ("text", "only, child_link, upn, former_upn, uln or probable"),
        "probability": ("float", "of the link; 1 where a shared number says so"),
    },
    PERSON_GROUP: _columns(person_group),
    PERSON: _columns(person),
}
_DESCRIPTIONS = {
    PERSON_LINK: "One row is one id of one system, and the person behind it.",
    PERSON_GROUP: person_group.comment,
    PERSON: person.comment,
}


def index_assets(sources: Sequence[Return]) -> dg.AssetsDefinition:
    """The person index over all returns that name people."""
    named = [source for source in sources if source.name in people_of()]

    @dg.multi_asset(
        name="person_index",
        specs=[_spec(name, named) for name in _COLUMNS],
        check_specs=[
            dg.AssetCheckSpec(
                CONFLICTS_CHECK,
                asset=LINK_KEY,
                description="No number (child id, UPN, ULN) is held by two different people.",
            ),
            dg.AssetCheckSpec(
                ONE_TO_MANY_CHECK,
                asset=LINK_KEY,
                description="No system knows a person by more than one id.",
            ),
            dg.AssetCheckSpec(
                COMPLETE_CHECK,
                asset=LINK_KEY,
                description="No return was left out, for too many of its rows were set aside.",
            ),
        ],
        backfill_policy=A_RUN_A_MONTH,
    )
    @without_values
    def person_index(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        lake_store: LakeStore,
        records: Records,
    ) -> Results:
        month, lake = month_of(context), lake_store.lake
        drops = {
            source.name: [each.month for each in configuration.history(source.name, month)]
            for source in named
        }
        recording = records.begin(_STEP, month, step_inputs.of_index(drops, month))
        built = build_index(
            drops,
            named,
            month,
            lake,
            settings=linkage(configuration.folder),
            localities=configuration.authority.locality_of,
            threshold=configuration.quality.rejection_threshold,
        )
        digests = lake.digests(Stage.PEOPLE, INDEX, month)
        results: list[dg.MaterializeResult[None]] = [
            dg.MaterializeResult(
                asset_key=LINK_KEY,
                metadata={
                    "dagster/row_count": built.rows[PERSON_LINK],
                    "people": built.report["people"],
                    **_rates(built, named),
                },
                data_version=dg.DataVersion(digests[PERSON_LINK]),
                check_results=_checks(built),
            ),
            *(
                dg.MaterializeResult(
                    asset_key=dg.AssetKey(["people", table]),
                    metadata={"dagster/row_count": built.rows[table]},
                    data_version=dg.DataVersion(digests[table]),
                )
                for table in (PERSON_GROUP, PERSON)
            ),
        ]
        yield from finish(recording, results, [table_set(Stage.PEOPLE, INDEX, month)])

    return person_index


def _spec(table: str, sources: Sequence[Return]) -> dg.AssetSpec:
    return dg.AssetSpec(
        dg.AssetKey(["people", table]),
        deps=[
            dg.AssetDep(key, partition_mapping=reads_partitions(source.name))
            for source in sources
            for key in _tables_read(source)
        ],
        description=_DESCRIPTIONS[table],
        group_name="people",
        partitions_def=MONTHS,
        automation_condition=WHEN_OUT_OF_DATE,
        owners=OWNERS,
        code_version=code_version(
            *index.code_of(source.name for source in sources), without=index.CODE_WITHOUT
        ),
        tags={"stage": "people", "restricted": "true"},
        kinds={"pandas", "duckdb", "parquet"},
        metadata={
            **step_metadata(_STEP),
            **column_schema(_COLUMNS[table]),
            **column_lineage(_origins(table, sources)),
        },
    )


def _tables_read(source: Return) -> list[dg.AssetKey]:
    """The validated tables of a return that name people or groups."""
    read = index.tables_of(source.name)
    return [
        validated_key(source, name) for name in source.tables if source.asset_name(name) in read
    ]


def _origins(table: str, sources: Sequence[Return]) -> dict[str, list[tuple[dg.AssetKey, str]]]:
    """Which columns of which validated tables say who somebody is."""
    if table != PERSON_LINK:
        return {"person_id": [(LINK_KEY, "person_id")]}
    tables = {
        (source.name, source.asset_name(name)): validated_key(source, name)
        for source in sources
        for name in source.tables
    }
    told = [
        (tables[source.name, each.table], each)
        for source in sources
        for each in people_of()[source.name].identities
    ]
    return {
        "local_id": [(key, each.local_id) for key, each in told],
        "person_id": [(key, column) for key, each in told for column in each.numbers],
        "probability": [(key, column) for key, each in told for column in each.traits],
    }


def _rates(known: IndexOfMonth, sources: Sequence[Return]) -> dict[str, str]:
    """By return, how many of its ids another system knows too."""
    counts = {source.name: known.share_linked(source.name) for source in sources}
    return {f"linked_{name}": f"{linked} of {rows}" for name, (linked, rows) in counts.items()}


def _checks(known: IndexOfMonth) -> list[dg.AssetCheckResult]:
    conflicts = {f"numbers_{kind}": count for kind, count in known.report["conflicts"].items()}
    many = {
        system: told["one_to_many"]
        for system, told in known.report["systems"].items()
        if told["one_to_many"] and not people_of()[system].several_ids
    }
    ties = sum(each["ties_refused"] for each in known.report["passes"])
    return [
        _check(
            CONFLICTS_CHECK,
            passed=not any(conflicts.values()),
            metadata={
                **conflicts,
                "dates_of_birth_that_disagree": known.report["dob_disagrees"],
                "ties_refused": ties,
            },
        ),
        _check(ONE_TO_MANY_CHECK, passed=not many, metadata=many),
        _check(
            COMPLETE_CHECK,
            passed=not known.left_out,
            metadata={"left_out": ", ".join(known.left_out)},
        ),
    ]


def _check(name: str, *, passed: bool, metadata: dict[str, int | str]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=LINK_KEY,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )
