"""One month of all returns: every key indicator and priority, and the plan's delivery."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import dagster as dg
import pytest
from months import run_month

import ae_city
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.periods import Month
from ae_pipeline.settings import Settings
from ae_pipeline.warehouse.views import PRIORITY_VIEWS

MONTH = Month(2025, 9)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory, whole):
    """The warehouse of a small city after the month, with the history that figures look back to."""
    path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AE_HOME", str(path))
        for name in ("AE_WAREHOUSE_URL", "AE_ENGINE", "AE_PSEUDONYM_KEY", "AE_CONFIG"):
            patch.delenv(name, raising=False)
        settings = Settings()
        ae_city.write_landing(settings.landing, first=MONTH, last=MONTH, scale=0.03, history=True)
        with dg.DagsterInstance.ephemeral() as on:
            done = run_month(whole, on, str(MONTH))
    assert done.errors == ()
    assert done.succeeded
    with closing(sqlite3.connect(path / "warehouse.db")) as connection:
        yield lambda text, *values: connection.execute(text, values).fetchall()


def test_every_measure_has_a_row_and_most_have_a_value(warehouse):
    rows = warehouse(
        "select measure_id, max(value is not null) from key_indicator where month = ? group by 1",
        str(MONTH),
    )
    assert {measure for measure, _ in rows} == {each.id for each in all_measures()}
    assert sum(valued for _, valued in rows) / len(rows) > 0.9


def test_all_thirteen_key_indicators_have_values(warehouse):
    rows = warehouse(
        "select key_indicator, sum(value is not null) from key_indicator "
        "where month = ? group by 1",
        str(MONTH),
    )
    assert {number for number, valued in rows if valued} >= set(range(1, 14))


@pytest.mark.parametrize("view", PRIORITY_VIEWS.values())
def test_every_priority_has_figures_and_says_what_the_plan_promises(warehouse, view):
    (valued,) = warehouse(f"select count(value) from {view} where month = ?", str(MONTH))  # noqa: S608
    assert valued[0] > 0
    (promised,) = warehouse(f"select count(distinct statement_id) from {view}_outcomes")  # noqa: S608
    assert promised[0] > 0


def test_every_milestone_stands_somewhere_and_those_overdue_are_flagged(warehouse):
    rows = warehouse(
        "select status, overdue, due_on < '2025-09-30' from milestone where month = ?", str(MONTH)
    )
    assert len(rows) == 243
    for status, overdue, past in rows:
        assert bool(overdue) == bool(past and status != "COMPLETE")
    parts = warehouse(
        "select part, sum(milestones) from delivery where month = ? group by 1", str(MONTH)
    )
    assert dict(parts)["ILACS"] == 8
    assert dict(parts)["WISH"] == 10
    assert sum(count for part, count in parts if part != "SEND") == 243


def test_a_figure_over_years_is_there_and_one_that_the_data_do_not_reach_is_not_small(warehouse):
    status = dict(
        warehouse("select measure_id, status from key_indicator where month = ?", str(MONTH))
    )
    assert status["rereferral_pct"] == "ok"
    assert status["neet_16_17"] == "ok"
    (daily,) = warehouse(
        "select status, numerator from indicator_value where measure_id = 'overall_absence_daily' "
        "and breakdown = 'total' and period_start = '2025-09-01'"
    )
    assert daily[0] == "ok"
    assert daily[1] > 0


def test_every_measure_is_judged_and_says_so_in_a_sentence(warehouse):
    rows = warehouse(
        "select measure_id, title, value is not null, sentence, trust from indicator_assessment "
        "where month = ? and superseded_at is null",
        str(MONTH),
    )
    assert {measure for measure, *_ in rows} == {each.id for each in all_measures()}
    for measure, title, valued, sentence, trust in rows:
        assert sentence.startswith(f"{title}: "), measure
        assert ("no figure" in sentence) != bool(valued), measure
        assert trust in {"high", "fair", "low", "do not publish"}


def test_figures_are_next_to_england_and_groups_next_to_each_other(warehouse):
    (compared,) = warehouse(
        "select count(*) from indicator_comparison where comparator = 'england' and month = ?",
        str(MONTH),
    )
    assert compared[0] > 50
    gaps = warehouse(
        "select g.numerator, g.denominator, v.numerator, v.denominator from indicator_gap g "
        "join indicator_value v using (measure_id, period_start, period_end) "
        "where g.category = 'those eligible for free school meals' "
        "and v.breakdown = 'fsm' and v.category = 'fsm' and v.superseded_at is null"
    )
    assert len(gaps) > 20
    for of_group, in_group, counted, members in gaps:
        assert (of_group, in_group) == (counted, members)


def test_an_early_warning_is_an_assessment_that_warns(warehouse):
    (warned,) = warehouse("select count(*) from early_warning where month = ?", str(MONTH))
    (expected,) = warehouse(
        "select count(*) from indicator_assessment where superseded_at is null and month = ? and "
        "(variation = 'special cause: concern' or chance = 'unlikely')",
        str(MONTH),
    )
    assert warned == expected
