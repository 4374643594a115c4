from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
import sqlalchemy as sa
from figure_records import figure as figure_record
from rich.console import Console

from ae_pipeline.indicators.figure import Status
from ae_pipeline.indicators.revisions import Reason
from ae_pipeline.measures.catalogue import measure
from ae_pipeline.periods import Month
from ae_pipeline.reports import as_at, revision_log
from ae_pipeline.reports.as_at import AsAtError
from ae_pipeline.reports.revision_log import NoLogError
from ae_pipeline.statistics.rounding import round_half_up
from ae_pipeline.warehouse import open_engine, record, tables, upgrade
from ae_pipeline.warehouse.store import Run

SEPTEMBER = Month(2025, 9)
FOSTER = "cla_foster_pct"
OCTOBER_1 = Run("run-1", datetime(2025, 10, 1, 8, tzinfo=UTC))
NOVEMBER_3 = Run("run-2", datetime(2025, 11, 3, 9, tzinfo=UTC))
DECEMBER_1 = Run("run-3", datetime(2025, 12, 1, 9, 30, tzinfo=UTC))
REASONS = {OCTOBER_1: Reason.FIRST, NOVEMBER_3: Reason.LATE_DATA, DECEMBER_1: Reason.CORRECTED_DATA}


def figure(numerator, denominator, breakdown="total", category="total", version=1):
    value = Decimal(100 * numerator) / denominator if denominator else None
    return figure_record(
        measure_id=FOSTER,
        measure_version=version,
        period_start=SEPTEMBER.end,
        period_end=SEPTEMBER.end,
        breakdown=breakdown,
        category=category,
        numerator=numerator,
        denominator=denominator,
        value=value,
        published_value=None if value is None else round_half_up(value, 0),
        status=Status.OK if denominator else Status.NOT_APPLICABLE,
    )


def report(connection, run, *figures):
    record.record_indicators(connection, [measure(FOSTER).info])
    record.publish_values(connection, SEPTEMBER, figures, {FOSTER: REASONS[run]}, run)


def arrives(connection, run, name, drop):
    row = {
        "return": name,
        "month": "2025-09",
        "drop_month": drop,
        "age_months": 0,
        "file": f"{name} {drop} {run.id}",
        "size": 1,
        "sha256": "s",
        "modified": run.at,
        "table": "t",
        "rows": 1,
        "run_id": run.id,
        "recorded_at": run.at,
        "superseded_at": None,
    }
    connection.execute(sa.insert(tables.extract), [row])


@pytest.fixture(scope="module")
def migrated():
    """One warehouse in memory for all tests here: each undoes what it writes."""
    engine = open_engine("sqlite://")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_log(migrated):
    with migrated.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@pytest.fixture
def september(empty_log):
    """Reported on 1 October, late data on 3 November, corrected data on 1 December."""
    arrives(empty_log, OCTOBER_1, "ssda903", "2025-08")
    report(empty_log, OCTOBER_1, figure(64, 100), figure(1, 2, "sex", "F"))
    arrives(empty_log, NOVEMBER_3, "ssda903", "2025-09")
    arrives(empty_log, NOVEMBER_3, "workforce", "2025-09")  # not what the measure reads
    report(empty_log, NOVEMBER_3, figure(67, 103))
    report(empty_log, DECEMBER_1, figure(66, 103), figure(1, 1, "sex", "F"))
    return empty_log


def printed(parts):
    out = StringIO()
    console = Console(file=out, width=200)
    for part in parts:
        console.print(part)
    return out.getvalue()


def told(connection, day, *where):
    return printed(as_at.render(as_at.as_at(connection, "A", FOSTER, SEPTEMBER, day, where=where)))


def line(text, start):
    (found,) = [each for each in text.splitlines() if each.strip(" │").startswith(start)]
    return [cell.strip() for cell in found.strip("│").split("│")]


def test_a_figure_is_shown_as_it_was_on_a_day_and_as_it_is_now(september):
    text = told(september, date(2025, 10, 31))
    # 64 of 100 is 64%; 66 of 103 is 64.08%: the same, as published.
    assert line(text, "Value") == ["Value", "64%", "64%"]
    assert line(text, "Numerator") == ["Numerator", "64", "66"]
    assert line(text, "Denominator") == ["Denominator", "100", "103"]
    # 08:00 UTC in summer time.
    assert line(text, "Reported") == ["Reported", "1 Oct 2025 09:00", "1 Dec 2025 09:30"]
    assert line(text, "Why") == ["Why", "first report", "corrected data"]
    assert line(text, "Run") == ["Run", "run-1", "run-3"]
    assert "Difference: none, to the decimals that are published." in text


def test_what_happened_in_between_is_recorded_in_plain_words_with_the_submissions(september):
    text = told(september, date(2025, 10, 31))
    # 67 of 103 is 65.05%.
    assert (
        "3 Nov 2025 09:00: 3 more counted (64 to 67); out of 3 more (100 to 103); 64% to 65%: "
        "late data, 2025-09 drop of ssda903\n"
    ) in text
    assert "1 Dec 2025 09:30: 1 fewer counted (67 to 66); 65% to 64%: corrected data\n" in text
    assert "workforce" not in text


def test_what_was_reported_on_the_day_itself_is_in_it(september):
    text = told(september, date(2025, 11, 3))
    assert line(text, "Value") == ["Value", "65%", "64%"]
    assert "Difference: 1 percentage point less." in text
    assert "3 Nov 2025" not in text.split("Difference")[1]


def test_a_day_after_the_last_revision_shows_no_difference(september):
    text = told(september, date(2025, 12, 1))
    assert "Difference: none.\n" in text
    assert "Since then" not in text


def test_a_day_before_the_first_report_says_since_when_there_is_a_figure(september):
    text = told(september, date(2025, 9, 30))
    assert line(text, "Value") == ["Value", "no figure", "64%"]
    assert "No figure had been reported by then. There has been one since 1 Oct 2025 09:00." in text
    assert "1 Oct 2025 09:00: 64%: first report" in text


def test_a_category_that_was_withdrawn_and_came_back_is_recorded_so(september):
    then = told(september, date(2025, 10, 1), "sex=F")
    assert line(then, "Numerator") == ["Numerator", "1", "1"]
    assert (
        "3 Nov 2025 09:00: withdrawn, nobody is in the category any more: late data, "
        "2025-09 drop of ssda903\n"
    ) in then
    assert "1 Dec 2025 09:30: 100%: reported again: corrected data\n" in then
    between = told(september, date(2025, 11, 4), "sex=F")
    assert line(between, "Value") == ["Value", "no figure", "100%"]
    assert "The figure was withdrawn at the time: nobody was in the category." in between


def test_a_category_that_is_withdrawn_now_is_recorded_so(empty_log):
    report(empty_log, OCTOBER_1, figure(64, 100), figure(1, 2, "sex", "F"))
    report(empty_log, NOVEMBER_3, figure(63, 99))
    text = told(empty_log, date(2025, 10, 2), "sex=F")
    assert line(text, "Value") == ["Value", "50%", "no figure"]
    assert "The figure has since been withdrawn: nobody is in the category any more." in text


def test_a_category_that_never_was_has_never_been_reported(september):
    assert "No figure has ever been reported." in told(september, date(2025, 12, 1), "sex=U")


def test_figures_of_two_definitions_are_not_subtracted(september):
    entry = dict(september.execute(sa.select(tables.indicator)).mappings().one())
    newer = {**entry, "measure_version": 2, "decimals": 1}
    september.execute(sa.insert(tables.indicator), [newer])
    made = [figure(30, 103, version=2), figure(1, 1, "sex", "F", version=2)]
    january = Run("run-4", datetime(2026, 1, 5, 9, tzinfo=UTC))
    record.publish_values(september, SEPTEMBER, made, {FOSTER: Reason.LATE_DATA}, january)
    text = told(september, date(2025, 12, 1))
    assert "Difference: not shown, since versions 1 and 2 of the definition differ." in text
    assert "36 fewer counted (66 to 30)" in text
    assert "64% to 29.0%: change of definition" in text


def test_a_figure_that_lost_its_value_has_no_difference(empty_log):
    report(empty_log, OCTOBER_1, figure(1, 2))
    report(empty_log, NOVEMBER_3, figure(0, 0))
    text = told(empty_log, date(2025, 10, 2))
    assert line(text, "Value") == ["Value", "50%", "n/a"]
    assert "Difference: not shown, since there is no value now." in text


@pytest.mark.parametrize(
    ("measure_id", "where", "frequency", "words"),
    [
        ("nonsense", [], None, "There is no measure 'nonsense'"),
        (FOSTER, ["sex=F", "sex=M"], None, "give --where once"),
        (FOSTER, ["star=F"], None, "is not breakdown=category"),
        (FOSTER, ["sex"], None, "is not breakdown=category"),
        (FOSTER, [], "daily", "has no 'daily' figure in 2025-09; it has "),
    ],
)
def test_what_has_no_figure_is_an_error_that_says_what_has(
    september, measure_id, where, frequency, words
):
    with pytest.raises(AsAtError, match=words):
        as_at.as_at(
            september,
            "A",
            measure_id,
            SEPTEMBER,
            date(2025, 11, 1),
            where=where,
            frequency=frequency,
        )


def test_a_warehouse_without_a_log_says_how_to_get_one(warehouse):
    with warehouse.begin() as connection:
        connection.execute(sa.text("DROP VIEW revision_log"))
        with pytest.raises(NoLogError, match="ae run"):
            as_at.as_at(connection, "A", FOSTER, SEPTEMBER, date(2025, 11, 1))


def logged(connection, measure_id=None, since=None):
    return printed(revision_log.render(connection, "A", measure_id, since))


def test_the_log_has_a_line_for_each_revision_of_everybody_newest_first(september):
    lines = [each for each in logged(september).splitlines() if "2025-09-30" in each]
    assert [[cell.strip() for cell in each.strip("│").split("│")] for each in lines] == [
        [
            *("1 Dec 2025 09:30", FOSTER, "2025-09-30"),
            *("65% (67 / 103)", "64% (66 / 103)", "corrected data"),
        ],
        [
            *("3 Nov 2025 09:00", FOSTER, "2025-09-30"),
            *("64% (64 / 100)", "65% (67 / 103)", "late data"),
        ],
    ]


def test_the_log_of_a_measure_has_its_breakdowns_and_what_was_withdrawn(september):
    text = logged(september, FOSTER)
    withdrawn = line(text.replace("3 Nov 2025 09:00 │ cla_foster_pct │ 2025-09-30,", "X"), "X")
    assert withdrawn == [
        *("X sex F", "50% (1 / 2)", ""),
        "withdrawn, nobody is in the category any more: late data",
    ]
    assert "reported again: corrected data" in text


def test_the_log_can_begin_on_a_day_while_sizes_are_of_all_time(september):
    text = logged(september, since=date(2025, 12, 1))
    assert "1 Dec 2025" in text
    assert "3 Nov 2025" not in text
    # Of 64 to 65.05 in month 2, and of 65.05 to 64.08 in month 3: 1.049, 0.971 points.
    sizes = [
        [cell.strip() for cell in each.strip("│").split("│")]
        for each in text.split("Usual size")[1].splitlines()
        if FOSTER in each
    ]
    assert sizes == [
        [FOSTER, "2", "1", "1", "1.05", "percentage points", "1.6%"],
        [FOSTER, "3", "1", "1", "0.97", "percentage points", "1.5%"],
    ]
    assert "No figure has been revised since 2025-12-02." in logged(
        september, since=date(2025, 12, 2)
    )


def test_a_measure_that_was_never_reported_has_no_log(september):
    with pytest.raises(NoLogError, match="'nonsense'"):
        logged(september, "nonsense")
