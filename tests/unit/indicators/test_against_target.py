from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from figure_records import figure, measure_info, published_value

from ae_pipeline.indicators.against_target import against_target, benchmark_of
from ae_pipeline.indicators.areas import Areas
from ae_pipeline.indicators.figure import Status
from ae_pipeline.indicators.judgement import Benchmark
from ae_pipeline.indicators.targets import Direction, Kind, Rag, Target
from ae_pipeline.measures.definition import Polarity

AREAS = Areas("A", "E9", "SN-2025", "E12")

MEASURE = measure_info(id="moves", polarity=Polarity.LOWER_IS_BETTER)


def total(value="11.574953", day=date(2025, 9, 30)):
    number = None if value is None else Decimal(value)
    return figure(
        measure_id="moves",
        period_start=day,
        period_end=day,
        numerator=61,
        denominator=527,
        value=number,
        published_value=None if number is None else round(number),
        status=Status.UNAVAILABLE if number is None else Status.OK,
    )


def published(area, number, year=2025, name="Somewhere"):
    return published_value(
        measure_id="moves",
        area_code=area,
        area_name=name,
        period=str(year),
        period_end=date(year, 3, 31),
        value=Decimal(number),
    )


BENCHMARKS = [
    published("E9", 10),
    published("E9", 8, 2026),
    published("SN-2025", 11),
    published("GOOD", 10, name="Good and outstanding authorities"),
    published("A", 13, 2024),
]
AGAINST_GOOD = Target("moves", Kind.BENCHMARK, Direction.REDUCE, "GOOD", "2024", 4, "2026-27", "…")
SINCE_2024 = Target("moves", Kind.DIRECTION, Direction.REDUCE, None, "2024", 4, "2026-27", "…")


NO_TARGET = Target("moves", Kind.NONE, None, None, None, None, None, "…")


def one(total, target, benchmarks=BENCHMARKS):
    return against_target(total, MEASURE, target, benchmarks, AREAS)


def test_a_figure_is_judged_by_the_plan_as_it_is_published():
    judged = one(total(), AGAINST_GOOD)
    # 12 as published is more than the 10 of good authorities but less than the 13 of 2024.
    assert judged.rag is Rag.AT_RISK
    assert judged.target == "10% or less (Good and outstanding authorities, 2025)"
    assert judged.target_number == 10


def test_benchmarks_are_of_the_year_that_had_ended_by_the_figures_last_day():
    assert benchmark_of(total(), BENCHMARKS, AREAS) == Benchmark("2025", Decimal(10), Decimal(11))
    assert benchmark_of(total(day=date(2024, 9, 30)), BENCHMARKS, AREAS) == Benchmark(
        None, None, None
    )


@pytest.mark.parametrize(
    ("limits", "reading"), [((8, 9), "better"), ((9, 14), "similar"), ((11, 14), "worse")]
)
def test_a_target_is_met_or_missed_beyond_the_confidence_interval_or_within_it(limits, reading):
    certain = replace(total(), lower_95=Decimal(limits[0]), upper_95=Decimal(limits[1]))
    assert one(certain, AGAINST_GOOD).against_target == reading


def test_a_direction_is_shown_with_the_figure_it_starts_from():
    judged = one(total(), SINCE_2024)
    assert (judged.target, judged.rag) == ("less than 13% (2024)", Rag.ON_TRACK)


def test_a_measure_without_a_target_is_not_judged_by_it():
    judged = one(total(), NO_TARGET)
    assert (judged.target, judged.target_number, judged.rag) == ("none", None, Rag.NO_TARGET)


def test_without_benchmarks_a_target_is_not_judged_and_says_why():
    judged = one(total(), AGAINST_GOOD, [])
    assert judged.rag is Rag.NOT_JUDGED
    assert "GOOD" in judged.target


def test_a_figure_that_is_missing_is_not_judged():
    assert one(total(None), SINCE_2024).rag is Rag.NOT_JUDGED


@pytest.mark.parametrize(
    ("day", "word"), [(date(2024, 3, 31), Rag.NOT_JUDGED), (date(2024, 4, 30), Rag.ON_TRACK)]
)
def test_a_month_up_to_the_baseline_is_not_judged(day, word):
    assert one(total(day=day), SINCE_2024).rag is word
