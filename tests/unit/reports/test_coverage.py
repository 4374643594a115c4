"""What the command prints of how much of the plan a month's figures cover."""

from datetime import UTC, datetime

import pytest
from figure_records import figure, judgement, measure_info
from rich.console import Console

from ae_pipeline.indicators.judgement import AgainstTarget, Benchmark
from ae_pipeline.indicators.reading import Reading
from ae_pipeline.indicators.targets import Plan, Rag
from ae_pipeline.periods import Month
from ae_pipeline.reports import coverage
from ae_pipeline.warehouse import open_engine, record, upgrade
from ae_pipeline.warehouse.judgements import hold_judgements
from ae_pipeline.warehouse.store import Run, write_indicators

MONTH = Month(2025, 9)
RUN = Run("run-1", datetime(2025, 10, 1, 9, 0, tzinfo=UTC))
PRIORITIES = {number: f"Title {number}" for number in range(1, 11)}


def judged(measure, *, value, rag, england):
    return judgement(
        month=MONTH,
        measure=measure_info(id=measure, title=measure),
        figure=figure(measure_id=measure, value=value, published_value=value),
        benchmark=Benchmark("2025", england, None),
        target=AgainstTarget("…", None, rag, Reading.NOT_COMPARED),
    )


def defined(measure, key_indicators, priorities):
    return {
        "measure_id": measure,
        "measure_version": 1,
        "title": measure,
        "definition": "…",
        "unit": "percent",
        "polarity": "higher",
        "decimals": 0,
        "source": "Local",
        "lait": None,
        "snapshot": True,
        "key_indicators": key_indicators,
        "priorities": priorities,
        "frequencies": "month_end",
        "scale": 1,
        "population": None,
    }


@pytest.fixture
def warehouse(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'warehouse.db'}")
    upgrade(engine)
    judgements = [
        judged("both", value=1, rag=Rag.ON_TRACK, england=2),
        judged("bare", value=None, rag=Rag.NO_TARGET, england=None),
    ]
    plan = Plan("Plan", {1: "Indicator 1", 9: "Indicator 9"}, PRIORITIES, {})
    with engine.begin() as connection:
        write_indicators(connection, [defined("both", "1,9", "1,10"), defined("bare", "9", "4")])
        record.record_targets(connection, plan, RUN)
        hold_judgements(connection, MONTH, "A", ["both", "bare"], judgements, RUN)
    return engine


def test_a_measure_of_two_key_indicators_is_one_measure(warehouse):
    console = Console(width=120, record=True, file=None, force_terminal=False)
    with warehouse.connect() as connection, console.capture() as printed:
        for part in coverage.render(connection, MONTH, "A", PRIORITIES):
            console.print(part)
    text = printed.get()
    assert "2 measures: 1 have a value, 1 a target, 1 a benchmark of England" in text
    lines = {line.split("│")[1].strip(): line for line in text.splitlines() if "│" in line}
    cells = [cell.strip() for cell in lines["9. Indicator 9"].split("│")[2:-1]]
    assert cells == ["2", "1", "1", "1", "1"]
    assert [cell.strip() for cell in lines["10. Title 10"].split("│")[2:-1]] == ["1", "1"]
    assert [cell.strip() for cell in lines["4. Title 4"].split("│")[2:-1]] == ["1", "0"]
    assert [cell.strip() for cell in lines["2. Title 2"].split("│")[2:-1]] == ["0", "0"]
