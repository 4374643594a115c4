from decimal import Decimal
from pathlib import Path

import pytest

from ae_pipeline.indicators.targets import (
    Direction,
    Kind,
    Rag,
    Target,
    contradictions,
    judge,
    read_plan,
)
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.periods import CollectionYear

PLAN = read_plan(Path(__file__).parents[3] / "config" / "targets.yaml")


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
    assert judge(told, number(value), number(comparator), number(baseline), 0) is word


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
    assert judge(told, number(value), None, number(baseline), 0) is word


def test_without_a_target_there_is_no_judgement():
    assert judge(target(Kind.NONE, None), Decimal(1), Decimal(1), Decimal(1), 0) is Rag.NO_TARGET


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
            assert told.baseline_period == "2024"
