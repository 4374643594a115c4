"""The tables of ``ae bench``, from given figures."""

import io

import pytest
from rich.console import Console

from benchmarks import report
from benchmarks.running import Outcome


def _outcome(cpu, *, peak=200_000_000, startup=1.0, **told):
    return Outcome(startup, cpu, cpu * 1.5, 100_000_000, peak, told)


def _text(table):
    console = Console(width=140, record=True, file=io.StringIO())
    console.print(table)
    return console.export_text()


def _line(table, start):
    lines = [line.strip("│ \n") for line in _text(table).splitlines()]
    (found,) = [line for line in lines if line.startswith(start)]
    return [cell.strip() for cell in found.split("│")]


def test_validation_is_recorded_with_rows_a_second_and_growth_against_the_size_before():
    table = report.validation_table(
        {
            1_000: _outcome(0.5, rows=9_700),
            10_000: _outcome(2.0, rows=97_000, peak=300_000_000, startup=1.25),
        }
    )

    # 97,000 rows in 2 s; 2.0 / 0.5; 300 MB / 200 MB.
    assert _line(table, "10,000") == [
        "10,000", "97,000", "1.25", "2.00", "48,500", "300", "4.0", "1.5",
    ]  # fmt: skip


@pytest.mark.parametrize(("used", "said"), [(3.0, "met, with 3.00"), (3.01, "missed, with 3.01")])
def test_the_target_is_met_at_three_seconds_and_missed_above(used, said):
    assert said in _text(report.validation_table({10_000: _outcome(used, rows=97_000)}))


def test_a_target_that_was_not_measured_is_said_not_to_be():
    assert "not measured" in _text(report.validation_table({1_000: _outcome(1.0, rows=9_700)}))


def test_rules_are_recorded_with_those_that_crashed_and_growth_against_the_size_before():
    counted = {"rows": 9_762, "rules": 323, "crashed": 0, "findings": 1_200}
    table = report.statutory_table(
        {1_000: _outcome(1.0, **counted), 10_000: _outcome(1.5, **counted)}, "Ask all rules"
    )
    said = _text(table)
    assert "Ask all rules" in said
    assert "323" in said
    assert "1,200" in said
    assert "1.5" in said


def test_the_floor_says_how_many_times_as_much_reading_and_validating_uses():
    table = report.floor_table(_outcome(2.0), _outcome(0.25), _outcome(0.01), 10_000)

    assert _line(table, "DuckDB, all")[1:] == ["0.250", "200", "8.0"]
    assert _line(table, "SHA-256")[-1] == "200.0"


@pytest.mark.parametrize(
    ("cpu", "peak", "said"),
    [
        (6.0, 600_000_000, ": met."),
        (6.01, 600_000_000, ": missed."),
        (6.0, 600_000_001, ": missed."),
    ],
)
def test_marks_are_recorded_with_rows_a_second_and_both_targets(cpu, peak, said):
    runs = {
        "2025-03": _outcome(cpu, files=450, rows=1_500_000),
        "the year": _outcome(50.0, peak=peak, files=4_000, rows=15_000_000),
    }
    table = report.marks_table(_outcome(5.0, files=4_000, rows=15_000_000), runs)

    assert said in _text(table)
    assert _line(table, "the year")[1:5] == ["4,000", "15,000,000", "50.00", "300,000"]


_TOGETHER = {"(loading the people)": 0.2, "(counting their members)": 0.1}


def test_only_the_ten_slowest_measures_are_listed_and_loading_is_no_measure():
    used = {f"measure_{number:02d}": number / 100 for number in range(12)}
    text = _text(report.measures_table(_outcome(1.0, **_TOGETHER, **used)))

    assert "12 measures" in text
    assert "measure_11" in text
    assert "measure_02" in text
    assert "measure_01" not in text


@pytest.mark.parametrize(("cpu", "verdict"), [(10.0, "two cores: met"), (10.01, "cores: missed")])
def test_the_target_of_all_measures_is_of_elapsed_time(cpu, verdict):
    table = report.measures_table(_outcome(cpu, **_TOGETHER, some_measure=0.5))

    assert verdict in " ".join(_text(table).split())
    assert _line(table, "all")[1:] == [f"{cpu:.2f}", f"{cpu * 1.5:.2f}"]


@pytest.mark.parametrize(("cpu", "verdict"), [(2.0, "2 CPU s: met"), (2.01, "2 CPU s: missed")])
def test_the_target_of_a_months_assessment_is_of_cpu_time(cpu, verdict):
    table = report.assessment_table(_outcome(cpu, measures=287, gaps=1_536))

    assert verdict in " ".join(_text(table).split())
    assert _line(table, "287")[:3] == ["287", "1,536", f"{cpu:.2f}"]


def test_starting_counts_python_and_imports():
    table = report.startup_table({"load the definitions": _outcome(2.0, startup=0.5)})

    assert _line(table, "load")[1] == "2.50"


def test_a_run_of_a_month_is_recorded_in_cpu_and_elapsed_time_with_start_up_apart():
    table = report.month_table({"nothing changed": _outcome(4.0, startup=2.5)})

    assert _line(table, "nothing") == ["nothing changed", "4.00", "6.00", "200", "2.50"]
