"""What the command prints of how much of the plan a month's figures cover."""

from datetime import UTC, date, datetime

import pytest
from rich.console import Console

from ae_pipeline.periods import Month
from ae_pipeline.reports import coverage
from ae_pipeline.warehouse import open_engine, upgrade
from ae_pipeline.warehouse.store import Run, write_indicators, write_key_indicators

MONTH = Month(2025, 9)
RUN = Run("run-1", datetime(2025, 10, 1, 9, 0, tzinfo=UTC))
PRIORITIES = {number: f"Title {number}" for number in range(1, 11)}


def judged(measure, number, *, value, target, england):
    return {
        "area_code": "A",
        "month": str(MONTH),
        "key_indicator": number,
        "measure_id": measure,
        "measure_version": 1,
        "key_indicator_title": f"Indicator {number}",
        "title": measure,
        "unit": "percent",
        "polarity": "higher",
        "decimals": 0,
        "period_start": date(2025, 9, 30),
        "period_end": date(2025, 9, 30),
        "numerator": None,
        "denominator": None,
        "value": value,
        "published_value": value,
        "lower_95": None,
        "upper_95": None,
        "status": "ok",
        "benchmark_period": None,
        "england": england,
        "statistical_neighbours": None,
        "target": "…",
        "rag": target,
        "frequency": "month_end",
    }


def defined(measure, priorities):
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
        "key_indicators": "1",
        "priorities": priorities,
        "frequencies": "month_end",
        "scale": 1,
        "population": None,
    }


@pytest.fixture
def warehouse(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'warehouse.db'}")
    upgrade(engine)
    rows = [
        judged("both", 1, value=1, target="on track", england=2),
        judged("both", 9, value=1, target="on track", england=2),
        judged("bare", 9, value=None, target="no target", england=None),
    ]
    with engine.begin() as connection:
        write_indicators(connection, [defined("both", "1,10"), defined("bare", "4")])
        write_key_indicators(connection, "A", str(MONTH), ["both", "bare"], rows, RUN)
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
