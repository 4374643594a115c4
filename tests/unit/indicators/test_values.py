from datetime import date
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.indicators.population import Estimate
from ae_pipeline.indicators.values import Status, figures, quotient
from ae_pipeline.measures.definition import COUNT_COLUMNS, MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.statistics.rounding import round_half_up

POPULATION = (Estimate("A", 2024, "0-17", 52_113, "2025"),)


def info(unit, decimals=0, measure_id="m"):
    return MeasureInfo(
        id=measure_id,
        title="A measure",
        definition="What it counts.",
        key_indicators=(7,),
        priorities=(4,),
        unit=unit,
        polarity=Polarity.HIGHER_IS_BETTER,
        decimals=decimals,
        source="Local",
        lait=None,
        version=1,
        frequencies=(Frequency.MONTH_END,),
        population="0-17" if unit is Unit.PER_10_000 else None,
    )


def counts(numerator, denominator, breakdown="total", category="total"):
    row = ("m", 1, "2025-03-31", "2025-03-31", breakdown, category, numerator, denominator)
    frame = pd.DataFrame([row], columns=list(COUNT_COLUMNS))
    types = {"numerator": "Int64", "denominator": "Int64"}
    days = {"period_start": "datetime64[s]", "period_end": "datetime64[s]"}
    return frame.astype(types | days)


def figure(unit, numerator, denominator, decimals=0, **where):
    table = counts(numerator, denominator, **where)
    (found,) = figures(table, {"m": info(unit, decimals)}, POPULATION, "A")
    return found


def test_a_percentage_has_its_value_published_value_and_wilson_limits():
    found = figure(Unit.PERCENT, 61, 527)
    assert found.value == Decimal("11.574953")
    assert found.published_value == 12
    # By hand: (122 + 3.841459 -/+ 1.959964*sqrt(3.841459 + 4*61*466/527)) / (2*530.841459)
    assert (round(found.lower_95, 3), round(found.upper_95, 3)) == (
        Decimal("9.117"),
        Decimal("14.589"),
    )
    assert found.status is Status.OK
    assert found.period_end == date(2025, 3, 31)


def test_the_published_value_is_rounded_from_the_counts_and_not_twice():
    # 6,449,999,999 of 10 thousand million is 64.49999999%, which six decimals make 64.5.
    found = figure(Unit.PERCENT, 6_449_999_999, 10_000_000_000)
    assert found.value == Decimal("64.500000")
    assert found.published_value == 64


def test_a_rate_is_divided_by_the_population_and_says_which():
    found = figure(Unit.PER_10_000, 527, None)
    assert found.denominator == 52_113
    assert found.published_value == 101
    assert (found.population_year, found.population_release) == (2024, "2025")
    # Byar of 527 is 482.96 to 573.98, times 10,000 over 52,113.
    assert (round(found.lower_95, 1), round(found.upper_95, 1)) == (
        Decimal("92.7"),
        Decimal("110.1"),
    )


def test_a_rate_of_a_breakdown_has_no_population_and_so_no_value():
    found = figure(Unit.PER_10_000, 260, None, breakdown="sex", category="F")
    assert (found.numerator, found.value, found.status) == (260, None, Status.UNAVAILABLE)


def test_a_rate_of_an_area_without_population_has_no_value():
    (found,) = figures(counts(5, None), {"m": info(Unit.PER_10_000)}, (), "A")
    assert (found.value, found.status) == (None, Status.UNAVAILABLE)


def test_a_rate_counted_with_another_denominator_is_refused():
    with pytest.raises(ValueError, match="population"):
        figure(Unit.PER_10_000, 5, 100)


def test_nobody_in_the_denominator_is_not_applicable_and_not_nought():
    found = figure(Unit.PERCENT, 0, 0)
    assert (found.value, found.lower_95, found.status) == (None, None, Status.NOT_APPLICABLE)


def test_nobody_in_the_numerator_is_a_true_nought():
    found = figure(Unit.PERCENT, 0, 10)
    assert (found.value, found.lower_95, found.status) == (0, 0, Status.OK)
    assert found.upper_95 == Decimal("27.753280")  # 0.277533 of the check values, in percent


def test_a_count_that_is_not_known_is_unavailable():
    assert figure(Unit.PERCENT, None, 10).status is Status.UNAVAILABLE
    assert figure(Unit.PERCENT, 3, None).status is Status.UNAVAILABLE


def test_a_count_is_its_own_value_without_an_interval():
    found = figure(Unit.COUNT, 17, None)
    assert (found.value, found.lower_95, found.status) == (17, None, Status.OK)


def test_a_mean_is_the_sum_over_the_number_without_an_interval():
    found = figure(Unit.MEAN, 2384, 131, decimals=1)
    assert (found.published_value, found.lower_95) == (Decimal("18.2"), None)


def test_a_percentage_of_more_than_everybody_is_refused():
    with pytest.raises(ValueError, match="numerator"):
        figure(Unit.PERCENT, 11, 10)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        figure(Unit.COUNT, -1, None)


def test_a_count_of_an_unknown_measure_is_refused():
    with pytest.raises(KeyError):
        figures(counts(1, 2), {}, POPULATION, "A")


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_stored_value_rounds_to_the_published_one_for_any_cohort_a_city_can_have(pair):
    value = quotient(*pair, Unit.PERCENT)
    stored = round_half_up(value, 6)
    assert round_half_up(stored, 0) == round_half_up(value, 0)
    assert Fraction(0) <= value <= 100
