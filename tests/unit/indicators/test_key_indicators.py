from datetime import date
from decimal import Decimal

import pytest

from ae_pipeline.indicators.key_indicators import Areas, judged
from ae_pipeline.indicators.targets import Direction, Kind, Plan, Target
from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import Month

AREAS = Areas("A", "E9", "SN-2025", "E12")

MONTH = Month(2025, 9)


def measure(key_indicators=(9,)):
    return MeasureInfo(
        id="moves",
        title="Three or more placements",
        definition="Words.",
        key_indicators=key_indicators,
        priorities=(4,),
        unit=Unit.PERCENT,
        polarity=Polarity.LOWER_IS_BETTER,
        decimals=0,
        source="DfE",
        lait=None,
        version=1,
        frequencies=(Frequency.MONTH_END,),
    )


def total(value="11.574953", day=date(2025, 9, 30)):
    number = None if value is None else Decimal(value)
    return {
        "measure_id": "moves",
        "measure_version": 1,
        "area_code": "A",
        "period_start": day,
        "period_end": day,
        "breakdown": "total",
        "category": "total",
        "numerator": 61,
        "denominator": 527,
        "value": number,
        "published_value": None if number is None else round(number),
        "lower_95": None,
        "upper_95": None,
        "status": "ok" if number is not None else "x",
    }


def published(area, number, year=2025, name="Somewhere"):
    return {
        "measure_id": "moves",
        "area_code": area,
        "area_name": name,
        "period": str(year),
        "period_end": date(year, 3, 31),
        "release": "2025",
        "value": Decimal(number),
    }


BENCHMARKS = [
    published("E9", 10),
    published("E9", 8, 2026),
    published("SN-2025", 11),
    published("GOOD", 10, name="Good and outstanding authorities"),
    published("A", 13, 2024),
]
AGAINST_GOOD = Target("moves", Kind.BENCHMARK, Direction.REDUCE, "GOOD", "2024", 4, "2026-27", "…")
SINCE_2024 = Target("moves", Kind.DIRECTION, Direction.REDUCE, None, "2024", 4, "2026-27", "…")


def plan(*targets):
    return Plan(
        "Plan", {8: "Outcomes", 9: "Homes"}, {}, {each.measure_id: each for each in targets}
    )


def one(totals, target, benchmarks=BENCHMARKS):
    (row,) = judged(MONTH, totals, benchmarks, {"moves": measure()}, plan(*target), AREAS)
    return row


def test_a_figure_is_set_next_to_the_year_that_had_ended_and_judged_by_the_plan():
    row = one([total()], [AGAINST_GOOD])
    # 12 as published is more than the 10 of good authorities but less than the 13 of 2024.
    assert row["rag"] == "at risk"
    assert row["target"] == "10% or less (Good and outstanding authorities, 2025)"
    assert (row["england"], row["statistical_neighbours"], row["benchmark_period"]) == (
        10,
        11,
        "2025",
    )
    assert (row["month"], row["key_indicator"], row["key_indicator_title"]) == (
        "2025-09",
        9,
        "Homes",
    )


def test_a_direction_is_recorded_with_the_figure_it_starts_from():
    row = one([total()], [SINCE_2024])
    assert (row["target"], row["rag"]) == ("less than 13% (2024)", "on track")


def test_without_a_target_the_benchmarks_still_stand():
    row = one([total()], [])
    assert (row["target"], row["rag"], row["england"]) == ("none", "no target", 10)


def test_without_benchmarks_a_target_is_not_judged_and_says_why():
    row = one([total()], [AGAINST_GOOD], [])
    assert (row["rag"], row["england"]) == ("not judged", None)
    assert "GOOD" in row["target"]


def test_a_figure_that_is_missing_is_not_judged():
    assert one([total(None)], [SINCE_2024])["rag"] == "not judged"


@pytest.mark.parametrize(
    ("day", "word"), [(date(2024, 3, 31), "not judged"), (date(2024, 4, 30), "on track")]
)
def test_a_month_up_to_the_baseline_is_not_judged(day, word):
    assert one([total(day=day)], [SINCE_2024])["rag"] == word


def test_a_measure_of_two_key_indicators_is_a_row_of_each():
    rows = judged(MONTH, [total()], BENCHMARKS, {"moves": measure((8, 9))}, plan(), AREAS)
    assert [row["key_indicator"] for row in rows] == [8, 9]
