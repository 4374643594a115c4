"""Revisions from files to the log: every reason that a month run again can give."""

from datetime import UTC, date, datetime

import pytest
from submissions import child, land
from typer.testing import CliRunner

from ae_pipeline.cli import app
from ae_pipeline.indicators.revisions import replay
from ae_pipeline.measures.catalogue import measure
from ae_pipeline.warehouse import open_engine, store, upgrade
from ae_pipeline.warehouse.record import record_indicators
from ae_pipeline.warehouse.revisions import figures_at, logged
from ae_pipeline.warehouse.store import Run

FOSTER = "cla_foster_pct"
PLYMOUTH = "E06000026"


@pytest.mark.slow
def test_each_revision_is_logged_with_the_reason_that_the_files_show(home):
    girl, boy = child(1), child(2)
    boy["header"] = [{**boy["header"][0], "SEX": "M"}]
    land(home.landing, "2025-02", girl, boy)
    home.run("2025-02")
    home.run("2025-03")  # carries February's forward
    land(home.landing, "2025-03", girl, boy, child(3))
    assert home.run("2025-03").succeeded
    land(home.landing, "2025-03", girl, child(3))  # the boy was a mistake
    assert home.run("2025-03").succeeded
    engine = open_engine(f"sqlite:///{home.path / 'warehouse.db'}")
    with engine.connect() as connection:
        log = [
            row
            for row in logged(connection, PLYMOUTH, measure_id=FOSTER, first=True)
            if row.key.period_end.month == 3 and row.key.breakdown in {"total", "sex"}
        ]
        told = [
            (
                row.event,
                row.key.category,
                row.reason,
                None if row.before is None else row.before.numerator,
                None if row.after is None else row.after.numerator,
            )
            for row in log
        ]
        moments = sorted({row.revised_at for row in log})
        for moment in [*moments, datetime.now(UTC)]:
            figures = [each.figure for each in figures_at(connection, PLYMOUTH, moment, FOSTER)]
            replayed = replay(logged(connection, PLYMOUTH, measure_id=FOSTER, first=True), moment)
            assert {figure.key: figure.value for figure in figures} == {
                key: row.after.value for key, row in replayed.items()
            }
    engine.dispose()
    assert told == [
        ("first", "F", "first", None, 1),
        ("first", "M", "first", None, 1),
        ("first", "total", "first", None, 2),
        ("revised", "F", "late_data", 1, 2),
        ("revised", "total", "late_data", 2, 3),
        ("withdrawn", "M", "corrected_data", 1, None),
        ("revised", "total", "corrected_data", 3, 2),
    ]


def ae(home, monkeypatch, *words):
    monkeypatch.setenv("AE_HOME", str(home))
    return CliRunner().invoke(app, words)


def test_a_home_without_a_warehouse_is_recorded_so_and_gets_none(tmp_path, monkeypatch):
    for words in (
        ["revisions"],
        ["explain", FOSTER, "--period", "2025-09", "--as-at", "2025-11-01"],
    ):
        done = ae(tmp_path, monkeypatch, *words)
        assert (done.exit_code, "has no warehouse yet" in done.output) == (2, True), done.output
    assert list(tmp_path.iterdir()) == []


def test_a_day_in_another_form_is_wrong_use(tmp_path, monkeypatch):
    done = ae(tmp_path, monkeypatch, "revisions", "--since", "1/11/2025")
    assert (done.exit_code, "YYYY-MM-DD" in done.output) == (2, True), done.output


def test_the_commands_print_a_figure_then_and_now_and_the_log(tmp_path, monkeypatch):
    day = date(2025, 9, 30)
    row = {
        "measure_id": FOSTER,
        "measure_version": 1,
        "area_code": PLYMOUTH,
        "period_start": day,
        "period_end": day,
        "breakdown": "total",
        "category": "total",
        "status": "ok",
        "denominator": 100,
        "reported_for": "2025-09",
    }
    engine = open_engine(f"sqlite:///{tmp_path / 'warehouse.db'}")
    upgrade(engine)
    with engine.begin() as connection:
        record_indicators(connection, [measure(FOSTER).info])
        for month, number, reason in ((10, 64, "first"), (11, 67, "late_data")):
            value = {"numerator": number, "value": number, "published_value": number}
            store.write_values(
                connection,
                [row | value | {"revision_reason": reason}],
                connection.exec_driver_sql(
                    "select id from indicator_value where superseded_at is null"
                )
                .scalars()
                .all(),
                Run(f"run-{month}", datetime(2025, month, 3, 9, tzinfo=UTC)),
            )
    engine.dispose()
    then = ae(
        tmp_path, monkeypatch, "explain", FOSTER, "--period", "2025-09", "--as-at", "2025-11-01"
    )
    assert then.exit_code == 0, then.output
    assert "Difference: 3 percentage points more." in then.output
    assert "3 more counted (64 to 67); 64% to 67%: late data" in then.output
    log = ae(tmp_path, monkeypatch, "revisions", "--since", "2025-11-03")
    assert (log.exit_code, "late data" in log.output) == (0, True), log.output
    unknown = ae(tmp_path, monkeypatch, "revisions", "--measure", "nonsense")
    assert (unknown.exit_code, "'nonsense'" in unknown.output) == (2, True), unknown.output
