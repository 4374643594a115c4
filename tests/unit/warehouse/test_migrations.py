import logging

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ae_pipeline.warehouse import metadata, open_engine, upgrade
from ae_pipeline.warehouse.judgement_tables import (
    indicator_assessment,
    indicator_comparison,
    indicator_gap,
)
from ae_pipeline.warehouse.views import PRIORITY_VIEWS

TABLES = {
    "indicator",
    "indicator_value",
    "plan_key_indicator",
    "benchmark_value",
    "target",
    "milestone",
    "plan_statement",
    "extract",
    "quality_result",
    "quarantine_summary",
    "reference",
    *(table.name for table in (indicator_assessment, indicator_comparison, indicator_gap)),
}
CONTRACT = [
    "measure_id",
    "measure_version",
    "area_code",
    "period_start",
    "period_end",
    "breakdown",
    "category",
    "numerator",
    "denominator",
    "value",
    "lower_95",
    "upper_95",
    "status",
    "reported_at",
    "run_id",
    "superseded_at",
    "revision_reason",
]


def test_an_empty_database_gets_every_table_and_view(empty):
    upgrade(empty)
    found = sa.inspect(empty)
    assert set(found.get_table_names()) == TABLES | {"alembic_version"}
    assert set(found.get_view_names()) == {
        "quality_score",
        "delivery",
        "early_warning",
        "key_indicator",
        "revision_log",
        *PRIORITY_VIEWS.values(),
        *(f"{view}_outcomes" for view in PRIORITY_VIEWS.values()),
    }


def test_indicator_value_has_the_columns_that_analysts_were_promised(warehouse):
    columns = {
        each["name"]: each["type"] for each in sa.inspect(warehouse).get_columns("indicator_value")
    }
    assert set(CONTRACT) <= set(columns)
    assert isinstance(columns["period_end"], sa.Date)


def test_migrating_again_changes_nothing(warehouse):
    with warehouse.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO target (measure_id, kind, origin, run_id, recorded_at) "
                "VALUES ('m', 'none', 'why', 'r', '2025-10-01 00:00:00')"
            )
        )
    upgrade(warehouse)
    with warehouse.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM target")) == 1


def test_the_migrations_make_the_tables_that_the_store_writes_to(warehouse):
    with warehouse.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, metadata)
    comments = ("modify_comment", "add_table_comment", "remove_table_comment")
    told = [d for d in differences if (d[0][0] if isinstance(d, list) else d[0]) not in comments]
    assert told == []


def test_migrating_leaves_logging_as_it_was(empty):
    before = (logging.getLogger().level, list(logging.getLogger().handlers))
    upgrade(empty)
    assert (logging.getLogger().level, list(logging.getLogger().handlers)) == before
    assert not logging.getLogger("ae_pipeline").disabled


def test_another_kind_of_database_is_refused():
    with pytest.raises(ValueError, match="mysql"):
        open_engine("mysql://somewhere/db")
