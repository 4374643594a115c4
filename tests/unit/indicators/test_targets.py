from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ae_pipeline.indicators.targets import (
    Direction,
    Kind,
    Rag,
    Target,
    TargetError,
    contradictions,
    judge,
    read_plan,
)
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.periods import CollectionYear

PLAN = read_plan(Path(__file__).parents[3] / "config")
DAY = date(2025, 3, 31)


def target(kind, direction):
    return Target("m", kind, direction, "GOOD", "2024", 4, "2026-27", "…")


def number(told):
    return None if told is None else Decimal(told)


@pytest.mark.parametrize(
    ("direction", "value", "comparator", "baseline", "word"),
    [
        ("increase", "70", "70", "60", Rag.ON_TRACK),
        ("increase", "71", "70", "80", Rag.ON_TRACK),  # met, though worse than it was
        ("increase", "69", "70", "60", Rag.AT_RISK),
        ("increase", "60", "70", "60", Rag.OFF_TRACK),
        ("increase", "69", "70", None, Rag.OFF_TRACK),
        ("increase", "70", None, "60", Rag.NOT_JUDGED),
        ("increase", None, "70", "60", Rag.NOT_JUDGED),
        ("reduce", "10", "10", "12", Rag.ON_TRACK),
        ("reduce", "11", "10", "12", Rag.AT_RISK),
        ("reduce", "12", "10", "12", Rag.OFF_TRACK),
        ("reduce", "10.4", "9.6", "12", Rag.ON_TRACK),  # 10 and 10 as published
    ],
)
def test_a_benchmark_is_met_or_approached_or_missed(direction, value, comparator, baseline, word):
    told = target(Kind.BENCHMARK, Direction(direction))
    assert judge(told, number(value), number(comparator), number(baseline), 0, DAY) is word


@pytest.mark.parametrize(
    ("direction", "value", "baseline", "word"),
    [
        ("increase", "72", "71", Rag.ON_TRACK),
        ("increase", "71", "71", Rag.AT_RISK),
        ("increase", "71.4", "71", Rag.AT_RISK),  # the same as published
        ("increase", "65", "71", Rag.OFF_TRACK),
        ("reduce", "22", "23", Rag.ON_TRACK),
        ("reduce", "23", "23", Rag.AT_RISK),
        ("reduce", "24", "23", Rag.OFF_TRACK),
        ("reduce", None, "23", Rag.NOT_JUDGED),
        ("reduce", "24", None, Rag.NOT_JUDGED),
    ],
)
def test_a_direction_is_kept_or_stalled_or_lost(direction, value, baseline, word):
    told = target(Kind.DIRECTION, Direction(direction))
    assert judge(told, number(value), None, number(baseline), 0, DAY) is word


def test_without_a_target_there_is_no_judgement():
    assert (
        judge(target(Kind.NONE, None), Decimal(1), Decimal(1), Decimal(1), 0, DAY) is Rag.NO_TARGET
    )


def test_a_measure_the_file_does_not_name_has_no_target():
    assert PLAN.target("unheard_of").kind is Kind.NONE


def test_the_plan_has_its_thirteen_key_indicators_and_ten_priorities():
    assert list(PLAN.key_indicators) == list(range(1, 14))
    assert list(PLAN.priorities) == list(range(1, 11))


def test_every_measure_has_a_target_or_a_reason_for_none():
    assert {measure.id for measure in all_measures()} <= set(PLAN.targets)


def test_no_target_goes_against_its_measures_polarity():
    assert contradictions(PLAN, [each.info for each in all_measures()]) == []


def test_every_target_is_of_a_priority_and_a_year_of_the_plan():
    for told in PLAN.targets.values():
        assert told.origin
        if told.kind is not Kind.NONE:
            assert told.priority in PLAN.priorities
            assert 2024 <= CollectionYear.parse(told.milestone_year).start_year <= 2026
        if told.kind in {Kind.BENCHMARK, Kind.DIRECTION}:
            # The year before the plan, or the last one published before it of what comes later.
            assert told.baseline_period in {"2022", "2023", "2022/23", "2023/24", "2024"}, told
        else:
            assert told.baseline_period is None


@pytest.mark.parametrize(
    ("value", "day", "word"),
    [
        ("15", date(2025, 3, 31), Rag.ON_TRACK),
        ("14", date(2025, 3, 31), Rag.OFF_TRACK),
        ("19", date(2025, 4, 1), Rag.OFF_TRACK),
        ("20", date(2026, 3, 31), Rag.ON_TRACK),
        ("40", date(2026, 4, 1), Rag.NOT_JUDGED),
        (None, date(2025, 3, 31), Rag.NOT_JUDGED),
    ],
)
def test_a_number_of_the_plan_is_that_of_the_year_to_march(value, day, word):
    years = (("2024-25", Decimal(15)), ("2025-26", Decimal(20)))
    told = replace(target(Kind.ABSOLUTE, Direction.INCREASE), by_year=years)
    assert judge(told, number(value), None, None, 0, day) is word


@pytest.mark.parametrize(
    ("value", "day", "word"),
    [
        ("9", date(2024, 3, 31), Rag.NOT_JUDGED),  # before the line begins
        ("9", date(2024, 4, 1), Rag.ON_TRACK),
        ("34.4", date(2025, 10, 1), Rag.AT_RISK),  # 548 of 1,095 days: 34.52 of 60
        ("34.5", date(2025, 10, 1), Rag.ON_TRACK),
        ("9", date(2025, 10, 1), Rag.OFF_TRACK),
        ("59.9", date(2027, 4, 1), Rag.AT_RISK),
        ("60", date(2030, 1, 1), Rag.ON_TRACK),
    ],
)
def test_a_trajectory_is_a_straight_line_from_its_start_to_its_end(value, day, word):
    told = replace(
        target(Kind.TRAJECTORY, Direction.INCREASE),
        start=(date(2024, 4, 1), Decimal(9)),
        end=(date(2027, 4, 1), Decimal(60)),
    )
    assert judge(told, number(value), None, None, 1, day) is word


def test_a_target_that_lacks_what_its_kind_needs_is_an_error_that_names_it(tmp_path):
    (tmp_path / "targets").mkdir()
    (tmp_path / "plan.yaml").write_text("title: t\nkey_indicators: {1: a}\npriorities: {1: b}\n")
    (tmp_path / "targets" / "x.yaml").write_text("m: {kind: absolute, direction: increase}\n")
    with pytest.raises(TargetError, match=r"x\.yaml: the target of m .*'priority'"):
        read_plan(tmp_path)
