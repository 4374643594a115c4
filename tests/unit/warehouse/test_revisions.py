from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from figure_records import figure as figure_record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ae_pipeline.indicators.figure import Status
from ae_pipeline.indicators.revisions import LoggedValue, Reason, replay
from ae_pipeline.periods import Month, Period
from ae_pipeline.warehouse import record, tables
from ae_pipeline.warehouse.revisions import (
    drops_between,
    figures_at,
    has_log,
    histories,
    logged,
)
from ae_pipeline.warehouse.store import Run

START = datetime(2025, 10, 1, 9, tzinfo=UTC)
DAY, SEPTEMBER = date(2025, 9, 30), Month(2025, 9)
TOTAL, GIRLS, BOYS = ("total", "total"), ("sex", "F"), ("sex", "M")
LATE, CORRECTED = Reason.LATE_DATA, Reason.CORRECTED_DATA


def run(number):
    return Run(f"run-{number}", START + timedelta(days=number))


def figure(numerator, of=TOTAL, denominator=100, **changed):
    breakdown, category = of
    value = Decimal(100 * numerator) / denominator
    return figure_record(
        **{
            "measure_id": "foster",
            "breakdown": breakdown,
            "category": category,
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            "published_value": value,
        }
        | changed
    )


def report(connection, number, figures, reason, month=SEPTEMBER):
    """Report all figures of a month in one step, as the pipeline does."""
    reasons = dict.fromkeys(("foster", "rate"), reason)
    record.publish_values(connection, month, figures, reasons, run(number))


def told(rows):
    return [
        (
            row.run_id,
            row.event,
            row.key.category,
            row.reason,
            None if row.after is None else row.after.numerator,
        )
        for row in rows
    ]


def numerators(rows):
    return {each.figure.category: each.figure.numerator for each in rows}


def test_a_figure_holds_from_its_report_up_to_the_moment_it_was_superseded(warehouse):
    with warehouse.begin() as connection:
        report(connection, 0, [figure(60)], Reason.FIRST)
        report(connection, 3, [figure(63)], LATE)
        instant = timedelta(microseconds=1)
        moments = (START - instant, START, run(3).at - instant, run(3).at, run(9).at)
        found = [numerators(figures_at(connection, "A", moment)) for moment in moments]
        assert figures_at(connection, "B", run(9).at) == []
    assert found == [{}, {"total": 60}, {"total": 60}, {"total": 63}, {"total": 63}]


def test_figures_of_a_moment_can_be_of_one_measure_or_one_reporting_month(warehouse):
    year = figure(5, period_start=date(2024, 9, 1), period_end=date(2025, 8, 31))
    with warehouse.begin() as connection:
        report(connection, 0, [figure(60), figure(7, measure_id="rate"), year], Reason.FIRST)
        report(connection, 1, [replace(year, numerator=6)], LATE, SEPTEMBER.plus(1))
        assert len(figures_at(connection, "A", run(1).at)) == 3
        of_rate = figures_at(connection, "A", run(1).at, measure_id="rate")
        assert [each.figure.numerator for each in of_rate] == [7]
        of_september = figures_at(connection, "A", run(1).at, month="2025-09")
        assert {each.figure.numerator for each in of_september} == {60, 7}
        before = figures_at(connection, "A", START, month="2025-09")
        assert {each.figure.numerator for each in before} == {60, 7, 5}


def test_a_revision_is_logged_with_both_figures_and_its_reason(warehouse):
    with warehouse.begin() as connection:
        report(connection, 0, [figure(60)], Reason.FIRST)
        report(connection, 3, [figure(63, denominator=105)], CORRECTED)
        (row,) = logged(connection, "A")
    assert (row.event, row.reason, row.run_id) == ("revised", "corrected_data", "run-3")
    assert row.revised_at == run(3).at
    assert row.before == LoggedValue(1, 60, 100, Decimal(60), Decimal(60), Status.OK)
    assert row.after == LoggedValue(1, 63, 105, Decimal(60), Decimal(60), Status.OK)


@pytest.mark.parametrize("reason", [LATE, CORRECTED, Reason.RULES_CHANGED])
def test_a_withdrawn_figure_has_the_reason_that_the_others_of_its_step_were_revised_for(
    warehouse, reason
):
    with warehouse.begin() as connection:
        report(connection, 0, [figure(60), figure(1, GIRLS, 1)], Reason.FIRST)
        report(connection, 3, [figure(59, denominator=99)], reason)
        found = logged(connection, "A")
        held = numerators(figures_at(connection, "A", run(3).at))
    assert told(found) == [
        ("run-3", "withdrawn", "F", reason, None),
        ("run-3", "revised", "total", reason, 59),
    ]
    assert (found[0].before.numerator, found[0].before.measure_version) == (1, 1)
    assert held == {"total": 59}


def test_a_figure_withdrawn_by_a_new_version_is_a_change_of_definition(warehouse):
    rate = figure(7, measure_id="rate")
    with warehouse.begin() as connection:
        report(connection, 0, [rate, figure(60), figure(1, GIRLS, 1)], Reason.FIRST)
        newer = [replace(rate, numerator=8), figure(60, measure_version=2)]
        report(connection, 3, newer, LATE)
        found = logged(connection, "A", measure_id="foster")
    assert told(found) == [
        ("run-3", "withdrawn", "F", "definition_change", None),
        ("run-3", "revised", "total", "definition_change", 60),
    ]


def test_a_figure_that_comes_back_is_restored_for_the_reason_of_its_step(warehouse):
    with warehouse.begin() as connection:
        report(connection, 0, [figure(60), figure(1, GIRLS, 1)], Reason.FIRST)
        report(connection, 3, [figure(59)], LATE)
        report(connection, 5, [figure(60), figure(1, GIRLS, 1)], CORRECTED)
        found = [line for line in told(logged(connection, "A")) if line[2] == "F"]
    assert found == [
        ("run-3", "withdrawn", "F", "late_data", None),
        ("run-5", "restored", "F", "corrected_data", 1),
    ]


def test_a_figure_withdrawn_while_nothing_else_changed_has_no_reason_to_show(warehouse):
    with warehouse.begin() as connection:
        report(connection, 0, [figure(60), figure(0, GIRLS, 1)], Reason.FIRST)
        report(connection, 3, [figure(60)], LATE)
        assert told(logged(connection, "A")) == [(None, "withdrawn", "F", None, None)]


def test_a_figure_superseded_at_the_moment_it_was_reported_never_held(warehouse):
    with warehouse.begin() as connection:
        report(connection, 0, [figure(60)], Reason.FIRST)
        for numerator in (61, 62):
            report(connection, 3, [figure(numerator)], LATE)
        assert numerators(figures_at(connection, "A", run(3).at)) == {"total": 62}
        (row,) = logged(connection, "A")
    assert (row.before.numerator, row.after.numerator) == (60, 62)


def test_the_log_can_be_of_a_measure_a_period_a_breakdown_or_a_time(warehouse):
    with warehouse.begin() as connection:
        rate = figure(7, measure_id="rate")
        for number, more in ((0, 0), (3, 1), (5, 2)):
            report(
                connection,
                number,
                [figure(60 + more), figure(30 + more, GIRLS), replace(rate, numerator=more)],
                LATE,
            )
        count = {
            "all": len(logged(connection, "A")),
            "with_first": len(logged(connection, "A", first=True)),
            "rate": len(logged(connection, "A", measure_id="rate")),
            "girls": len(logged(connection, "A", breakdown="sex")),
            "late": len(logged(connection, "A", since=run(5).at)),
            "later": len(logged(connection, "A", since=run(6).at)),
            "day": len(logged(connection, "A", period=Period(DAY, DAY))),
            "other_day": len(logged(connection, "A", period=Period(DAY, date(2025, 10, 1)))),
            "elsewhere": len(logged(connection, "B")),
        }
    assert count == {
        "all": 6,
        "with_first": 9,
        "rate": 2,
        "girls": 2,
        "late": 3,
        "later": 0,
        "day": 6,
        "other_day": 0,
        "elsewhere": 0,
    }


def test_histories_are_of_everybody_superseded_or_not(warehouse):
    with warehouse.begin() as connection:
        report(connection, 0, [figure(60), figure(30, GIRLS)], Reason.FIRST)
        report(connection, 3, [figure(61), figure(31, GIRLS)], LATE)
        found = histories(connection, "A", "foster")
        assert histories(connection, "A", "rate") == []
    ordered = sorted(found, key=lambda each: each.reported_at)
    assert [(each.value, each.reason) for each in ordered] == [
        (60, "first"),
        (61, "late_data"),
    ]


def test_a_warehouse_of_before_the_log_is_known(warehouse):
    with warehouse.begin() as connection:
        assert has_log(connection)
        connection.execute(sa.text("DROP VIEW revision_log"))
        assert not has_log(connection)


def test_submissions_that_came_in_between_two_moments_are_those_a_month_began_to_read(warehouse):
    row = {
        "month": "2025-10",
        "age_months": 0,
        "file": "f",
        "size": 1,
        "sha256": "s",
        "modified": START,
        "table": "t",
        "rows": 1,
        "superseded_at": None,
    }
    reads = [("cin", "2025-09", 0), ("cin", "2025-10", 3), ("ssda903", "2025-10", 3)]
    with warehouse.begin() as connection:
        connection.execute(
            sa.insert(tables.extract),
            [
                row
                | {"return": name, "drop_month": drop, "run_id": "r", "recorded_at": run(day).at}
                | {"file": f"{name}-{drop}"}
                for name, drop, day in reads
            ],
        )
        between = (run(0).at, run(3).at)
        assert drops_between(connection, "2025-10", ["cin"], *between) == [("cin", "2025-10")]
        assert drops_between(connection, "2025-09", ["cin"], *between) == []
        assert drops_between(connection, "2025-10", ["cin"], run(3).at, run(4).at) == []


states = st.lists(
    st.dictionaries(
        st.sampled_from([TOTAL, GIRLS, BOYS]), st.integers(0, 2), min_size=1, max_size=3
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(states, st.sampled_from([LATE, CORRECTED]))
def test_replaying_the_log_up_to_any_moment_gives_the_figures_of_that_moment(
    warehouse, history, reason
):
    with warehouse.connect() as connection, connection.begin() as transaction:
        for number, state in enumerate(history):
            made = [figure(numerator, of) for of, numerator in state.items()]
            report(connection, 2 * number, made, reason)
        log = logged(connection, "A", first=True)
        for day in range(-1, 2 * len(history) + 1):
            moment = run(day).at
            then = history[day // 2] if day >= 0 and day // 2 < len(history) else {}
            then = history[-1] if day // 2 >= len(history) else then
            at = [each.figure for each in figures_at(connection, "A", moment)]
            assert {(f.breakdown, f.category): f.numerator for f in at} == then
            replayed = replay(log, moment)
            assert {each.key: each.numerator for each in at} == {
                key: row.after.numerator for key, row in replayed.items()
            }
            assert {each.key: each.value for each in at} == {
                key: row.after.value for key, row in replayed.items()
            }
        transaction.rollback()
