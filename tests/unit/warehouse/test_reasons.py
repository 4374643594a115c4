from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from ae_pipeline.indicators.revisions import Reason
from ae_pipeline.periods import Month
from ae_pipeline.warehouse import open_engine, reading, store, tables, upgrade
from ae_pipeline.warehouse.reasons import reason_for_change
from ae_pipeline.warehouse.store import Run

OCTOBER = Month(2025, 10)
START = datetime(2025, 11, 1, 9, tzinfo=UTC)


def run(hour):
    return Run(f"run-{hour}", START + timedelta(hours=hour))


@pytest.fixture(scope="module")
def migrated():
    """One warehouse in memory for all tests here: each undoes what it writes."""
    engine = open_engine("sqlite://")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def warehouse(migrated):
    with migrated.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def reads(connection, hour, drop, digest="a", month=OCTOBER, files=("one.csv",)):
    """A month reads the files of a drop of the return."""
    rows = [
        {
            "return": "cin",
            "month": str(month),
            "drop_month": drop,
            "age_months": 0,
            "file": name,
            "size": 1,
            "sha256": digest,
            "modified": START,
            "table": "t",
            "rows": 1,
        }
        for name in files
    ]
    scope = {"return": "cin", "month": str(month)}
    store.hold(connection, tables.extract, scope, tables.EXTRACT_KEY, rows, run(hour))


def reports(connection, hour, measure_id="m", month=OCTOBER):
    row = {
        "measure_id": measure_id,
        "measure_version": 1,
        "area_code": "A",
        "status": "ok",
        "period_start": month.end,
        "period_end": month.end,
        "breakdown": "total",
        "category": "total",
        "numerator": hour,
        "denominator": 100,
        "value": Decimal(hour),
        "revision_reason": "first",
        "reported_for": str(month),
    }
    old = connection.scalars(
        sa.select(tables.indicator_value.c.id).where(
            tables.indicator_value.c.measure_id == measure_id,
            tables.indicator_value.c.period_end == month.end,
        )
    ).all()
    store.write_values(connection, [row], old, run(hour))


def reason(connection, drops, *measures):
    reported = reading.last_reported(connection, "A", str(OCTOBER), measures or ("m",))
    return reason_for_change(connection, "cin", OCTOBER, drops, reported)


def test_a_figure_never_reported_is_first(warehouse):
    reads(warehouse, 0, "2025-10")
    assert reason(warehouse, ["2025-10"]) is Reason.FIRST


def test_a_newer_submission_is_late_data(warehouse):
    reads(warehouse, 0, "2025-09")
    reports(warehouse, 1)
    reads(warehouse, 2, "2025-10")
    assert reason(warehouse, ["2025-10"]) is Reason.LATE_DATA


@pytest.mark.parametrize("again", [{"digest": "b"}, {"files": ("one.csv", "two.csv")}])
def test_other_files_of_the_same_submission_are_corrected_data(warehouse, again):
    reads(warehouse, 0, "2025-10")
    reports(warehouse, 1)
    reads(warehouse, 2, "2025-10", **again)
    assert reason(warehouse, ["2025-10"]) is Reason.CORRECTED_DATA


def test_the_same_files_are_other_rules(warehouse):
    reads(warehouse, 0, "2025-10")
    reports(warehouse, 1)
    reads(warehouse, 2, "2025-10")
    assert reason(warehouse, ["2025-10"]) is Reason.RULES_CHANGED


def test_a_corrected_submission_of_an_earlier_year_is_corrected_data(warehouse):
    reads(warehouse, 0, "2025-03", month=Month(2025, 3))
    reads(warehouse, 0, "2025-10")
    reports(warehouse, 1)
    reads(warehouse, 2, "2025-03", "b", month=Month(2025, 3))
    assert reason(warehouse, ["2025-03", "2025-10"]) is Reason.CORRECTED_DATA


def test_a_submission_of_an_earlier_year_that_came_late_is_late_data(warehouse):
    reads(warehouse, 0, "2025-10")
    reports(warehouse, 1)
    reads(warehouse, 2, "2025-03", month=Month(2025, 3))
    assert reason(warehouse, ["2025-03", "2025-10"]) is Reason.LATE_DATA


def test_late_data_goes_before_corrected_data(warehouse):
    reads(warehouse, 0, "2025-03", month=Month(2025, 3))
    reads(warehouse, 0, "2025-09")
    reports(warehouse, 1)
    reads(warehouse, 2, "2025-03", "b", month=Month(2025, 3))
    reads(warehouse, 2, "2025-10")
    assert reason(warehouse, ["2025-03", "2025-10"]) is Reason.LATE_DATA


def test_what_another_step_of_the_same_run_has_just_reported_is_not_the_last_report(warehouse):
    reads(warehouse, 0, "2025-09")
    reports(warehouse, 1)
    reports(warehouse, 1, "of_another_step")
    reads(warehouse, 2, "2025-10")
    reports(warehouse, 3, "of_another_step")
    assert reason(warehouse, ["2025-10"]) is Reason.LATE_DATA
    assert reason(warehouse, ["2025-10"], "of_another_step") is Reason.RULES_CHANGED


def test_a_month_never_reported_is_compared_with_the_last_that_counted_the_same_days(warehouse):
    september = Month(2025, 9)
    reads(warehouse, 0, "2025-09", month=september)
    reports(warehouse, 1, month=september)
    reads(warehouse, 2, "2025-09")
    assert reason(warehouse, ["2025-09"]) is Reason.RULES_CHANGED
    reads(warehouse, 3, "2025-10")
    assert reason(warehouse, ["2025-10"]) is Reason.LATE_DATA


def test_a_later_month_does_not_count_as_the_last_report(warehouse):
    reads(warehouse, 0, "2025-10")
    reports(warehouse, 1, month=Month(2025, 11))
    assert reason(warehouse, ["2025-10"]) is Reason.FIRST
