from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from ae_pipeline.warehouse import tables
from ae_pipeline.warehouse.store import Run, Written, hold, write_indicators

FIRST = Run("run-1", datetime(2025, 10, 1, 9, 0, tzinfo=UTC))
SECOND = Run("run-2", datetime(2025, 11, 3, 9, 0, tzinfo=UTC))


def row(rule, rows, table="episodes"):
    return {
        "return": "ssda903",
        "month": "2025-09",
        "drop_month": "2025-09",
        "table": table,
        "rule": rule,
        "rows": rows,
    }


def keep(connection, rows, run, table="episodes"):
    scope = {"return": "ssda903", "month": "2025-09", "table": table}
    return hold(connection, tables.quarantine_summary, scope, tables.QUARANTINE_KEY, rows, run)


def current(connection):
    t = tables.quarantine_summary.c
    statement = sa.select(t.table, t.rule, t.rows, t.run_id).where(t.superseded_at.is_(None))
    return {tuple(each) for each in connection.execute(statement)}


def everything(connection):
    return connection.scalar(sa.select(sa.func.count()).select_from(tables.quarantine_summary))


def test_the_same_rows_again_write_nothing(warehouse):
    with warehouse.begin() as connection:
        assert keep(connection, [row("101", 3)], FIRST) == Written(1, 0)
        assert keep(connection, [row("101", 3)], SECOND) == Written(0, 0)
        assert current(connection) == {("episodes", "101", 3, "run-1")}


def test_what_changed_is_superseded_and_never_overwritten(warehouse):
    with warehouse.begin() as connection:
        keep(connection, [row("101", 3), row("102", 1)], FIRST)
        assert keep(connection, [row("101", 4), row("102", 1)], SECOND) == Written(1, 1)
        assert current(connection) == {
            ("episodes", "101", 4, "run-2"),
            ("episodes", "102", 1, "run-1"),
        }
        t = tables.quarantine_summary.c
        old = connection.execute(
            sa.select(t.rows, t.recorded_at, t.superseded_at).where(t.superseded_at.is_not(None))
        ).one()
        assert tuple(old) == (3, FIRST.at, SECOND.at)


def test_a_row_that_is_no_more_is_superseded_within_its_scope_only(warehouse):
    with warehouse.begin() as connection:
        keep(connection, [row("101", 3)], FIRST)
        keep(connection, [row("101", 9, "header")], FIRST, "header")
        assert keep(connection, [], SECOND) == Written(0, 1)
        assert current(connection) == {("header", "101", 9, "run-1")}
        assert everything(connection) == 2


def test_a_row_that_comes_back_is_current_again_and_both_times_are_kept(warehouse):
    with warehouse.begin() as connection:
        for rows, run in (([row("101", 3)], FIRST), ([], SECOND), ([row("101", 3)], SECOND)):
            keep(connection, rows, run)
        assert current(connection) == {("episodes", "101", 3, "run-2")}
        assert everything(connection) == 2


def test_nothing_is_kept_where_the_callers_transaction_is_undone(warehouse):
    with warehouse.connect() as connection:
        with connection.begin() as transaction:
            keep(connection, [row("101", 3)], FIRST)
            transaction.rollback()
        assert everything(connection) == 0


def test_the_database_itself_refuses_two_current_rows_of_one_key(warehouse):
    stamp = {"run_id": "r", "recorded_at": FIRST.at, "superseded_at": None}
    insert = sa.insert(tables.quarantine_summary)
    twice = [{**row("101", 3), **stamp}, {**row("101", 4), **stamp}]
    with warehouse.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(insert, twice)


def entry(**changed):
    base = {
        "measure_id": "m",
        "measure_version": 1,
        "title": "Title",
        "definition": "Words.",
        "unit": "percent",
        "polarity": "higher",
        "decimals": 0,
        "source": "Local",
        "lait": None,
        "snapshot": True,
        "key_indicators": "7",
        "priorities": "4",
        "frequencies": "month_end",
        "scale": 1,
        "population": None,
    }
    return base | changed


def test_the_dictionary_keeps_every_version_in_its_latest_wording(warehouse):
    with warehouse.begin() as connection:
        assert write_indicators(connection, [entry()]) == 1
        assert write_indicators(connection, [entry()]) == 0
        assert write_indicators(connection, [entry(title="Better title")]) == 1
        assert write_indicators(connection, [entry(measure_version=2)]) == 1
        t = tables.indicator.c
        found = connection.execute(sa.select(t.measure_version, t.title).order_by(t[1])).all()
        assert [tuple(each) for each in found] == [(1, "Better title"), (2, "Title")]
