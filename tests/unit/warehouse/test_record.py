import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from ae_pipeline.indicators.areas import Areas
from ae_pipeline.indicators.assessment import Basis
from ae_pipeline.indicators.judging import Judging
from ae_pipeline.indicators.population import Estimate
from ae_pipeline.indicators.published.value import PublishedValue
from ae_pipeline.indicators.revisions import Reason
from ae_pipeline.indicators.targets import Direction, Kind, Plan, Target
from ae_pipeline.indicators.trust import Trust
from ae_pipeline.indicators.trust_rules import TrustWord
from ae_pipeline.indicators.values import figures
from ae_pipeline.measures.declaring import Measure
from ae_pipeline.measures.definition import COUNT_COLUMNS, MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import Month
from ae_pipeline.reports.scorecard import render, rows
from ae_pipeline.returns.extract import SourceFile
from ae_pipeline.validation.findings import FINDING_COLUMNS
from ae_pipeline.validation.verdict import LEDGER_COLUMNS
from ae_pipeline.warehouse import record
from ae_pipeline.warehouse.judgements import hold_judgements
from ae_pipeline.warehouse.judging import judge
from ae_pipeline.warehouse.library import record_library
from ae_pipeline.warehouse.store import Run, Written

FIRST = Run("run-1", datetime(2025, 10, 1, 9, 0, tzinfo=UTC))
SECOND = Run("run-2", datetime(2025, 11, 3, 9, 0, tzinfo=UTC))
SEPTEMBER, AUGUST = Month(2025, 9), Month(2025, 8)
AREAS = Areas("A", "E9", "SN-2025", "E12")


def measure(measure_id, unit, key_indicators=(7,), priorities=(4,), version=1):
    return MeasureInfo(
        id=measure_id,
        title=f"Title of {measure_id}",
        definition="Words.",
        key_indicators=key_indicators,
        priorities=priorities,
        unit=unit,
        polarity=Polarity.HIGHER_IS_BETTER,
        decimals=0,
        source="DfE",
        lait=None,
        version=version,
        frequencies=(Frequency.MONTH_END,),
        population="0-17" if unit is Unit.PER_10_000 else None,
    )


MEASURES = {
    each.id: each
    for each in (
        measure("foster", Unit.PERCENT, key_indicators=(7, 9), priorities=(4, 10)),
        measure("rate", Unit.PER_10_000, key_indicators=(6,), priorities=(3,)),
    )
}


def counted(foster=(339, 527), rate=527, month=SEPTEMBER):
    lines = [
        ("foster", 1, month.end, month.end, "total", "total", *foster),
        ("foster", 1, month.end, month.end, "sex", "F", 150, 250),
        ("rate", 1, month.end, month.end, "total", "total", rate, None),
    ]
    frame = pd.DataFrame(lines, columns=list(COUNT_COLUMNS))
    frame = frame.astype({"numerator": "Int64", "denominator": "Int64"})
    return figures(frame, MEASURES, (Estimate("A", 2024, "0-17", 52_113, "2025"),), "A")


def published(area, value, year, measure_id="foster"):
    return PublishedValue(
        measure_id=measure_id,
        area_code=area,
        area_name=area,
        period=str(year),
        period_end=date(year, 3, 31),
        value=None if value is None else Decimal(value),
        status="c" if value is None else "ok",
        source="S",
        release="2025",
        licence="OGL",
    )


BENCHMARKS = [
    published("A", 71, 2024),
    published("E9", 67, 2025),
    published("SN-2025", "70.3", 2025),
    published("B", None, 2025),
]
PLAN = Plan(
    "Plan",
    {6: "The right children in care", 7: "More foster homes", 9: "The right accommodation"},
    {},
    {
        "foster": Target(
            "foster", Kind.DIRECTION, Direction.INCREASE, None, "2024", 4, "2025-26", "…"
        )
    },
)


def query(connection, text):
    return [tuple(each) for each in connection.execute(sa.text(text))]


def test_every_file_a_month_read_is_recorded_with_its_age_and_what_it_fed(warehouse):
    files = [
        SourceFile("cin.xml", 10, "ab", FIRST.at, None, {"Header": 1, "Reviews": 4}),
        SourceFile("notes.txt", 5, "cd", FIRST.at, "utf-8", {}),
    ]
    with warehouse.begin() as connection:
        for run in (FIRST, SECOND):
            record.record_extracts(connection, "cin", SEPTEMBER, AUGUST, files, run)
        found = query(
            connection,
            'SELECT file, "table", "rows", drop_month, age_months, run_id '
            "FROM extract ORDER BY 1, 2",
        )
    assert found == [
        ("cin.xml", "Header", 1, "2025-08", 1, "run-1"),
        ("cin.xml", "Reviews", 4, "2025-08", 1, "run-1"),
        ("notes.txt", "", 0, "2025-08", 1, "run-1"),
    ]


def ledger(failed):
    lines = [
        ("Episodes", "101", "reject", "validity", "2025-26", 50, failed),
        ("Episodes", "102", "warn", "accuracy", "2025-26", 30, 0),
    ]
    return pd.DataFrame(lines, columns=list(LEDGER_COLUMNS))


def test_a_score_is_the_share_of_checks_that_passed(warehouse):
    with warehouse.begin() as connection:
        for failed, run in ((20, FIRST), (8, SECOND)):
            record.record_quality(
                connection, "ssda903", SEPTEMBER, SEPTEMBER, "episodes", ledger(failed), "ab", run
            )
        found = query(
            connection,
            'SELECT "return", "table", "month", rows_checked, rows_passed, score '
            "FROM quality_score",
        )
    # 80 checks, of which 8 failed in what holds now.
    assert [(*each[:5], float(each[5])) for each in found] == [
        ("ssda903", "episodes", "2025-09", 80, 72, 90.0)
    ]


def test_a_row_set_aside_counts_once_for_each_rule_and_a_warning_not_at_all(warehouse):
    lines = [
        ("ssda903", "Episodes", "e.csv", 4, "DECOM", "101", "reject", "validity", "2025-26"),
        ("ssda903", "Episodes", "e.csv", 4, "DEC", "101", "reject", "validity", "2025-26"),
        ("ssda903", "Episodes", "e.csv", 4, "DEC", "205", "reject", "validity", "2025-26"),
        ("ssda903", "Episodes", "e.csv", 9, "DEC", "101", "reject", "validity", "2025-26"),
        ("ssda903", "Episodes", "e.csv", 9, "LS", "300", "warn", "accuracy", "2025-26"),
    ]
    findings = pd.DataFrame(lines, columns=list(FINDING_COLUMNS))
    with warehouse.begin() as connection:
        record.record_quarantine(
            connection, "ssda903", SEPTEMBER, SEPTEMBER, "episodes", findings, FIRST
        )
        found = query(connection, 'SELECT rule, "rows" FROM quarantine_summary ORDER BY rule')
    assert found == [("101", 2), ("205", 1)]


def test_a_table_with_nothing_set_aside_is_recorded_as_none(warehouse):
    findings = pd.DataFrame(columns=list(FINDING_COLUMNS))
    with warehouse.begin() as connection:
        written = record.record_quarantine(
            connection, "ssda903", SEPTEMBER, SEPTEMBER, "episodes", findings, FIRST
        )
    assert written == Written(0, 0)


def publish(connection, made, reason, run, month=SEPTEMBER):
    reasons = dict.fromkeys(MEASURES, reason)
    return record.publish_values(connection, month, made, reasons, run)


def test_an_older_month_does_not_report_what_a_later_one_has_counted_since(warehouse):
    with warehouse.begin() as connection:
        publish(connection, counted((345, 527)), Reason.LATE_DATA, FIRST, Month(2025, 10))
        assert publish(connection, counted(), Reason.LATE_DATA, SECOND) == Written(0, 0)
        assert publish(connection, counted(), Reason.LATE_DATA, SECOND, Month(2025, 11)) != Written(
            0, 0
        )


def test_figures_reported_again_unchanged_write_nothing(warehouse):
    with warehouse.begin() as connection:
        first = publish(connection, counted(), Reason.LATE_DATA, FIRST)
        again = publish(connection, counted(), Reason.LATE_DATA, SECOND)
    assert (first, again) == (Written(3, 0), Written(0, 0))


def test_a_corrected_file_supersedes_the_figure_and_keeps_it(warehouse):
    with warehouse.begin() as connection:
        publish(connection, counted(), Reason.LATE_DATA, FIRST)
        publish(connection, counted((345, 527)), Reason.CORRECTED_DATA, SECOND)
        found = query(
            connection,
            "SELECT numerator, revision_reason, run_id, superseded_at IS NULL "
            "FROM indicator_value WHERE measure_id = 'foster' AND breakdown = 'total' ORDER BY id",
        )
    assert [(*each[:3], bool(each[3])) for each in found] == [
        (339, "first", "run-1", False),
        (345, "corrected_data", "run-2", True),
    ]


def test_another_month_leaves_the_figures_of_this_one_alone(warehouse):
    with warehouse.begin() as connection:
        publish(connection, counted(), Reason.LATE_DATA, FIRST)
        october = Month(2025, 10)
        written = publish(connection, counted(month=october), Reason.LATE_DATA, SECOND, october)
    assert written == Written(3, 0)


def test_benchmarks_are_kept_with_their_status_and_a_new_release_supersedes(warehouse):
    with warehouse.begin() as connection:
        assert record.record_benchmarks(connection, BENCHMARKS, FIRST) == Written(4, 0)
        assert record.record_benchmarks(connection, BENCHMARKS, SECOND) == Written(0, 0)
        revised = [published("A", 70, 2024), *BENCHMARKS[1:]]
        assert record.record_benchmarks(connection, revised, SECOND) == Written(1, 1)
        hidden = query(
            connection, "SELECT value, status FROM benchmark_value WHERE area_code = 'B'"
        )
    assert hidden == [(None, "c")]


@pytest.fixture
def september(warehouse):
    """A warehouse in which September is published and judged."""
    with warehouse.begin() as connection:
        record.record_indicators(connection, MEASURES.values())
        record.record_benchmarks(connection, BENCHMARKS, FIRST)
        record.record_targets(connection, PLAN, FIRST)
        publish(connection, counted(), Reason.LATE_DATA, FIRST)
        refresh(connection, FIRST)
    return warehouse


BASIS = Basis(PLAN, Judging((), frozenset(), least_points=6), AREAS)
MEASURED = [Measure(info, lambda period: period) for info in MEASURES.values()]
TRUSTED = Trust(TrustWord.HIGH, (), None, None, Decimal(1), 0)


def refresh(connection, run):
    judgements = judge(connection, SEPTEMBER, MEASURED, BASIS, lambda *_: TRUSTED)
    return hold_judgements(connection, SEPTEMBER, "A", list(MEASURES), judgements, run)


def _number(cell):
    return float(cell) if isinstance(cell, Decimal) else cell


def test_a_month_is_judged_by_key_indicator(september):
    with september.connect() as connection:
        rows = query(
            connection,
            "SELECT key_indicator, key_indicator_title, measure_id, published_value, england, "
            "statistical_neighbours, benchmark_period, rag FROM key_indicator ORDER BY 1",
        )
    # 339 of 527 is 64.3%; 527 of 52,113 is 101.1 in 10,000.
    foster = ("foster", 64, 67, 70.3, "2025", "off track")
    assert [tuple(map(_number, row)) for row in rows] == [
        (6, "The right children in care", "rate", 101, None, None, None, "no target"),
        (7, "More foster homes", *foster),
        (9, "The right accommodation", *foster),
    ]


def test_a_measure_that_serves_no_key_indicator_stands_under_delivery(september):
    with september.begin() as connection:
        entries = [replace(each, key_indicators=()) for each in MEASURES.values()]
        record.record_indicators(connection, entries)
        rows = query(
            connection, "SELECT DISTINCT key_indicator, key_indicator_title FROM key_indicator"
        )
    assert rows == [(0, "Delivery of the plan")]


def test_judging_again_writes_nothing_and_a_new_figure_supersedes_its_judgement(september):
    with september.begin() as connection:
        assert refresh(connection, SECOND) == Written(0, 0)
        publish(connection, counted((400, 527)), Reason.LATE_DATA, SECOND)
        assert refresh(connection, SECOND) == Written(1, 1)
        found = query(
            connection, "SELECT DISTINCT rag, run_id FROM key_indicator WHERE measure_id = 'foster'"
        )
    assert found == [("on track", "run-2")]


def test_the_priority_view_has_its_measures_once_each(september):
    with september.connect() as connection:
        found = query(
            connection,
            "SELECT measure_id, numerator, denominator, target, rag FROM priority_04_right_homes",
        )
    assert found == [("foster", 339, 527, "more than 71% (2024)", "off track")]


def test_a_superseded_version_leaves_the_view_to_the_current_one(september):
    with september.begin() as connection:
        newer = {**MEASURES, "foster": measure("foster", Unit.PERCENT, (7,), (5,), version=2)}
        record.record_indicators(connection, newer.values())
        assert len(query(connection, "SELECT 1 FROM priority_04_right_homes")) == 1


def test_the_scorecard_has_a_line_for_each_measure_of_each_key_indicator(september):
    with september.connect() as connection:
        scorecard = rows(connection, SEPTEMBER)
        assert rows(connection, AUGUST) == []
        assert rows(connection, SEPTEMBER, "B") == []
    assert [(each.key_indicator, each.measure_id, each.value) for each in scorecard] == [
        (6, "rate", 101),
        (7, "foster", 64),
        (9, "foster", 64),
    ]
    assert render(scorecard).row_count == 6  # three headings and three lines


def test_a_library_that_has_not_changed_is_not_recorded_again(warehouse, tmp_path):
    shutil.copytree(Path(__file__).parents[3] / "config" / "benchmarks", tmp_path / "library")
    folder, foster = tmp_path / "library", ["cla_foster_pct"]
    with warehouse.begin() as connection:
        first = record_library(connection, folder, {"2025": [880]}, foster, FIRST)
        assert first.inserted > 0
        again = record_library(connection, folder, {"2025": [880]}, foster, SECOND)
        assert again == Written(0, 0)
        other = record_library(connection, folder, {"2025": [880, 357]}, foster, SECOND)
        assert other.inserted > 0
        assert other.superseded > 0
        more = record_library(
            connection, folder, {"2025": [880, 357]}, [*foster, "cla_rate"], SECOND
        )
        assert more.inserted > 0
        assert more.superseded == 0
