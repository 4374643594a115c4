from dataclasses import asdict
from datetime import UTC, date, datetime

import pandas as pd
import pytest
import sqlalchemy as sa

from ae_pipeline.indicators.trust_sources import DropCount
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.measures.catalogue import all_measures, measure
from ae_pipeline.people.index import INDEX
from ae_pipeline.people.linking.report import LinkReport
from ae_pipeline.periods import Month
from ae_pipeline.returns.fact_tables import all_facts
from ae_pipeline.settings import RejectionThreshold, ReturnCalendar
from ae_pipeline.validation.verdict import LEDGER_COLUMNS
from ae_pipeline.warehouse import record, tables
from ae_pipeline.warehouse.lineage import sources_of
from ae_pipeline.warehouse.store import Run

SEPTEMBER = Month(2025, 9)
THRESHOLD = RejectionThreshold(default=5)
RUN = Run("run-1", datetime(2025, 10, 1, 9, 0, tzinfo=UTC))
HEALTH = "cla_health_assessment_pct"
"""Reads episodes and OC2 of SSDA903, and no other table of it."""


@pytest.fixture
def silent():
    """A warehouse in which no rule was asked of anything: quicker than one with all its tables."""
    engine = sa.create_engine("sqlite://")
    tables.metadata.create_all(engine, tables=[tables.quality_result])
    yield engine
    engine.dispose()


@pytest.fixture
def lake(tmp_path):
    made = Lake(tmp_path / "lake")
    made.prepare()
    return made


def validate(lake, name, drop, **counts):
    """A validated drop: of each table, rows read and set aside."""
    outcomes = {
        table: {
            "read": read,
            "accepted": read - aside,
            "quarantined": aside,
            "findings": aside,
            "score": None,
        }
        for table, (read, aside) in counts.items()
    }
    manifest = {"fingerprint": drop, "extract_digest": "d", "specification": "2025-26"}
    lake.replace(Stage.VALIDATED, name, Month.parse(drop), {}, {**manifest, "tables": outcomes})


def build(lake, name, drops, told_to="2025-09-30"):
    made = [table.name for table in all_facts()[name].makes]
    manifest = {
        "fingerprint": "f",
        "rows": dict.fromkeys(made, 0),
        "drops": drops,
        "covers": dict.fromkeys(made, ["2024-04-01", told_to] if drops else []),
        "failing": {},
        "blocked": {},
    }
    lake.replace(Stage.PEOPLE, name, SEPTEMBER, {}, manifest)


def gathered(warehouse, lake, *ids, **calendars):
    with warehouse.begin() as connection:
        return sources_of(
            connection,
            lake,
            SEPTEMBER,
            [measure(each) for each in ids],
            calendars=calendars,
            threshold=THRESHOLD,
        )


def ledger(*rows):
    lines = [("T", f"R{n}", "reject", dimension, "2025-26", asked, failed)
             for n, (dimension, asked, failed) in enumerate(rows)]  # fmt: skip
    return pd.DataFrame(lines, columns=list(LEDGER_COLUMNS))


def judge(warehouse, table, *rows, month=SEPTEMBER, run=RUN):
    with warehouse.begin() as connection:
        record.record_quality(
            connection, "ssda903", month, month, table, ledger(*rows), "digest", run
        )


def test_a_measure_is_built_from_the_tables_that_its_fact_tables_are_and_no_others(silent, lake):
    validate(lake, "ssda903", "2025-03", episodes=(90, 4), oc2=(40, 0), oc3=(700, 30))
    validate(lake, "ssda903", "2025-09", episodes=(100, 2), oc2=(50, 1), oc3=(900, 40))
    build(lake, "ssda903", ["2025-03", "2025-09"])
    (ssda903,) = gathered(silent, lake, HEALTH)[HEALTH].returns
    march = Month(2025, 3)
    assert {table.name: table.drops for table in ssda903.tables} == {
        "episodes": (DropCount(march, 90, 4), DropCount(SEPTEMBER, 100, 2)),
        "oc2": (DropCount(march, 40, 0), DropCount(SEPTEMBER, 50, 1)),
    }
    assert (ssda903.drop, ssda903.age_months, ssda903.built) == (SEPTEMBER, 0, True)
    assert ssda903.told_to == date(2025, 9, 30)


def test_a_submission_that_the_fact_tables_were_not_built_from_does_not_count(silent, lake):
    validate(lake, "ssda903", "2025-08", episodes=(100, 50), oc2=(1, 0))
    validate(lake, "ssda903", "2025-09", episodes=(100, 0))
    build(lake, "ssda903", ["2025-09"])
    (ssda903,) = gathered(silent, lake, HEALTH)[HEALTH].returns
    assert {table.name: table.drops for table in ssda903.tables} == {
        "episodes": (DropCount(SEPTEMBER, 100, 0),),
        "oc2": (DropCount(SEPTEMBER, 0, 0),),
    }


def test_a_return_that_never_came_has_no_submission(silent, lake):
    validate(lake, "ssda903", "2025-09", episodes=(0, 0), oc2=(0, 0))
    build(lake, "ssda903", [])
    (ssda903,) = gathered(silent, lake, HEALTH)[HEALTH].returns
    assert (ssda903.drop, ssda903.told_to, ssda903.missed) == (None, None, 0)


def test_fact_tables_never_built_of_a_return_without_a_row_are_of_one_that_never_came(silent, lake):
    validate(lake, "ssda903", "2025-09", episodes=(0, 0), oc2=(0, 0))
    (ssda903,) = gathered(silent, lake, HEALTH)[HEALTH].returns
    assert ssda903.drop is None


@pytest.mark.parametrize(
    ("counts", "stands"),
    [
        ({"episodes": (100, 6)}, False),
        ({"episodes": (100, 5)}, True),
        ({"episodes": (100, 0), "uasc": (4, 4)}, True),  # no fact is made of it
    ],
)
def test_fact_tables_stand_unless_a_table_they_are_built_from_is_blocked(
    silent, lake, counts, stands
):
    validate(lake, "ssda903", "2025-09", **counts)
    build(lake, "ssda903", ["2025-09"])
    (ssda903,) = gathered(silent, lake, HEALTH)[HEALTH].returns
    assert ssda903.built is stands


def test_fact_tables_do_not_stand_on_an_earlier_submission_that_is_blocked_now(silent, lake):
    validate(lake, "ssda903", "2025-03", episodes=(100, 6))
    validate(lake, "ssda903", "2025-09", episodes=(100, 0))
    build(lake, "ssda903", ["2025-03", "2025-09"])
    (ssda903,) = gathered(silent, lake, HEALTH)[HEALTH].returns
    assert ssda903.built is False


def test_a_month_whose_fact_tables_were_never_built_does_not_stand_on_its_newest_submission(
    silent, lake
):
    validate(lake, "ssda903", "2025-08", episodes=(100, 0))
    validate(lake, "ssda903", "2025-10", episodes=(100, 0))
    (ssda903,) = gathered(silent, lake, HEALTH)[HEALTH].returns
    assert (ssda903.built, ssda903.drop, ssda903.age_months) == (False, Month(2025, 8), 1)


@pytest.mark.parametrize(
    ("drop", "calendar", "missed"),
    [
        ("2025-08", ReturnCalendar(late_by=1), 0),
        ("2025-07", ReturnCalendar(late_by=1), 1),
        ("2025-06", ReturnCalendar(late_by=1), 2),
        ("2025-09", ReturnCalendar(late_by=1), 0),
        # Three exports a year: only that of May has passed since January's.
        ("2025-05", ReturnCalendar(months=(1, 5, 10), late_by=2), 0),
        ("2025-01", ReturnCalendar(months=(1, 5, 10), late_by=2), 1),
        ("2024-10", ReturnCalendar(months=(1, 5, 10), late_by=2), 2),
        ("2020-01", ReturnCalendar(months=(), late_by=2), 0),
    ],
)
def test_missed_exports_are_those_of_the_returns_own_calendar(silent, lake, drop, calendar, missed):
    validate(lake, "ssda903", drop, episodes=(100, 0))
    build(lake, "ssda903", [drop])
    (ssda903,) = gathered(silent, lake, HEALTH, ssda903=calendar)[HEALTH].returns
    assert ssda903.missed == missed


def test_completeness_is_of_the_least_complete_table_that_the_measure_is_built_from(
    warehouse, lake
):
    validate(lake, "ssda903", "2025-09", episodes=(100, 0), oc2=(50, 0))
    build(lake, "ssda903", ["2025-09"])
    judge(warehouse, "episodes", ("completeness", 300, 3), ("validity", 100, 90))
    judge(warehouse, "oc2", ("completeness", 50, 1), ("completeness", 50, 4))
    judge(warehouse, "oc3", ("completeness", 10, 10))
    judge(warehouse, "episodes", ("completeness", 10, 10), month=Month(2025, 8))
    found = gathered(warehouse, lake, HEALTH)[HEALTH]
    assert (found.asked, found.empty) == (100, 5)


def test_what_was_found_before_a_correction_does_not_count(warehouse, lake):
    validate(lake, "ssda903", "2025-09", episodes=(100, 0))
    build(lake, "ssda903", ["2025-09"])
    judge(warehouse, "episodes", ("completeness", 300, 30))
    later = Run("run-2", datetime(2025, 10, 2, 9, 0, tzinfo=UTC))
    judge(warehouse, "episodes", ("completeness", 300, 1), run=later)
    found = gathered(warehouse, lake, HEALTH)[HEALTH]
    assert (found.asked, found.empty) == (300, 1)


def test_where_no_rule_requires_for_a_cell_nothing_is_missing(silent, lake):
    found = gathered(silent, lake, HEALTH)[HEALTH]
    assert (found.asked, found.empty, found.missing) == (0, 0, 0)


def test_people_and_links_are_those_of_the_months_index(silent, lake):
    systems = {"ssda903": {"rows": 144, "linked": 132, "one_to_many": 0}}
    report = LinkReport(systems, 150, {}, placeholders=0, dob_disagrees=0, passes=())
    manifest = {
        "fingerprint": "f",
        "rows": {},
        "report": asdict(report),
        "left_out": [],
        "people": {},
    }
    lake.replace(Stage.PEOPLE, INDEX, SEPTEMBER, {}, manifest)
    (ssda903,) = gathered(silent, lake, HEALTH)[HEALTH].returns
    assert (ssda903.people, ssda903.linked) == (144, 132)


def test_a_measure_of_two_returns_has_both(silent, lake):
    both = gathered(silent, lake, "edge_of_care_prevented_pct")["edge_of_care_prevented_pct"]
    assert [each.title for each in both.returns] == [
        "Children looked after (SSDA903)",
        "Early help and targeted help",
    ]


def test_many_measures_are_gathered_by_one_question_to_the_warehouse(silent, lake):
    some = all_measures()[::20]
    asked = []
    with silent.connect() as connection:
        sa.event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        every = sources_of(connection, lake, SEPTEMBER, some, calendars={}, threshold=THRESHOLD)
    assert len(asked) == 1
    assert every.keys() == {each.id for each in some}
    assert all(each.returns for each in every.values())
