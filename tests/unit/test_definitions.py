"""What Dagster loads: a snapshot of every asset and check, and the promises of each."""

from __future__ import annotations

from datetime import UTC, datetime

import dagster as dg
import pytest
from dagster._core.remote_representation.external_data import RepositorySnap

from ae_pipeline.definitions import definitions


def test_the_schedule_asks_for_the_month_that_has_ended():
    defs = definitions()
    schedule = defs.resolve_schedule_def("last_month")
    tick = dg.build_schedule_context(
        scheduled_execution_time=datetime(2026, 1, 5, 6, tzinfo=UTC),
        repository_def=defs.get_repository_def(),
    )
    (request,) = schedule.evaluate_tick(tick).run_requests
    assert request.partition_key == "2025-12"


@pytest.fixture(scope="module")
def graph():
    return definitions().resolve_asset_graph()


def test_the_code_location_can_be_sent_to_the_ui():
    """What the server does when it loads: metadata that cannot be written out breaks the UI."""
    snapshot = RepositorySnap.from_def(definitions().get_repository_def())
    assert "cla_foster_pct" in dg.serialize_value(snapshot)


def test_the_set_of_assets_is_the_known_one(graph, snapshot):
    keys = sorted(key.to_user_string() for key in graph.get_all_asset_keys())
    assert "\n".join(keys) == snapshot


def test_the_set_of_checks_is_the_known_one(graph, snapshot):
    keys = sorted(f"{key.asset_key.to_user_string()}: {key.name}" for key in graph.asset_check_keys)
    assert "\n".join(keys) == snapshot


def test_every_asset_has_a_description_an_owner_a_kind_and_a_group(graph):
    wanting = [
        key.to_user_string()
        for key in graph.get_all_asset_keys()
        if not (
            (node := graph.get(key)).description
            and node.owners
            and node.kinds
            and node.group_name != "default"
        )
    ]
    assert wanting == []


def test_every_validated_table_has_one_check_of_its_fitness(graph):
    tables = {key for key in graph.get_all_asset_keys() if key.path[0] == "validated"}
    checks = [key for key in graph.asset_check_keys if key.asset_key in tables]
    assert tables
    assert {key.asset_key for key in checks} == tables
    assert [key.name for key in checks] == ["fit_for_figures"] * len(tables)


def test_the_graph_stays_within_its_budget(graph):
    """Every asset and check costs 20 to 45 ms a month, whatever it does."""
    assert len(graph.get_all_asset_keys()) <= 250
    assert len(graph.asset_check_keys) <= 220


def test_every_row_table_shows_its_columns_and_where_they_come_from(graph):
    wanting = [
        key.to_user_string()
        for key in graph.get_all_asset_keys()
        if key.path[0] in {"validated", "people"}
        and not {"dagster/column_schema", "dagster/column_lineage"} <= set(graph.get(key).metadata)
    ]
    assert wanting == []


def test_column_lineage_names_only_columns_that_are_there(graph):
    told = {key: graph.get(key).metadata for key in graph.get_all_asset_keys()}
    columns = {
        key: {column.name for column in metadata["dagster/column_schema"].columns}
        for key, metadata in told.items()
        if "dagster/column_schema" in metadata
    }
    for key, metadata in told.items():
        if "dagster/column_lineage" not in metadata:
            continue
        for column, deps in metadata["dagster/column_lineage"].deps_by_column.items():
            assert column in columns[key], key
            for dep in deps:
                assert dep.column_name in columns[dep.asset_key], (key, column, dep)


def test_nothing_but_an_extract_reads_the_landing_folder(graph):
    roots = {key.path[0] for key in graph.root_materializable_asset_keys}
    assert roots == {"extracts", "indicator", "benchmark_value", "target", "plan_statement"}


def test_the_monthly_job_and_schedule_and_the_sensor_are_there():
    defs = definitions()
    assert isinstance(defs.resolve_job_def("reporting_month"), dg.JobDefinition)
    repository = defs.get_repository_def()
    assert [schedule.name for schedule in repository.schedule_defs] == ["last_month"]
    assert sorted(sensor.name for sensor in repository.sensor_defs) == ["landing", "out_of_date"]
