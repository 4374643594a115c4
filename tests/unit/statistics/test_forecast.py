import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.statistics.forecast import Forecast, forecast

UP_AND_DOWN = [10.0, 12.0, 11.0, 13.0, 12.0, 14.0]
# weights 1, .3, .09, .027, .0081, .00243 from the latest back: 19.1885 / 1.42753
LEVEL = 13.441749
# changes 2, -1, 2, -1, 2: the mean of their squares is 14 / 5
TYPICAL = 1.673320

whole = st.integers(-500, 500).map(float)
windows = st.lists(whole, min_size=4, max_size=6).filter(lambda values: len(set(values)) > 1)
years_ahead = st.integers(1, 3)


def unit(**told):
    return Forecast(**{"method": "", "steps": 1, "value": 0.0, "spread": 1.0, "points": 6, **told})


def test_the_forecast_is_a_mean_in_which_a_year_counts_three_tenths_of_the_next():
    assert forecast(UP_AND_DOWN, 1).value == pytest.approx(LEVEL, abs=1e-6)


def test_the_forecast_of_every_year_ahead_is_the_same_since_no_trend_is_continued():
    assert {forecast(UP_AND_DOWN, steps).value for steps in (1, 2, 3)} == {
        forecast(UP_AND_DOWN, 1).value
    }


@pytest.mark.parametrize(("steps", "widening"), [(1, 0.73), (2, 1.07), (3, 1.67)])
def test_the_spread_is_the_typical_change_times_what_the_trial_measured(steps, widening):
    assert forecast(UP_AND_DOWN, steps).spread == pytest.approx(TYPICAL * widening, abs=1e-6)


def test_the_interval_of_a_series_worked_by_hand():
    # 13.441749 ± 4.302653 (Student's t, two degrees, 97.5 %) x .73 x 1.673320
    limits = forecast(UP_AND_DOWN, 1).interval()
    assert limits == pytest.approx((8.185956, 18.697542), abs=1e-5)


@pytest.mark.parametrize(
    ("confidence", "quantile"),
    [(0.8, 1.885618), (0.9, 2.919986), (0.95, 4.302653), (0.99, 9.924843)],
)
def test_the_quantiles_are_those_of_students_tables_for_two_degrees(confidence, quantile):
    assert unit().interval(confidence) == pytest.approx((-quantile, quantile), abs=1e-5)


@pytest.mark.parametrize(
    ("value", "chance"), [(0, 0.5), (1.885618, 0.9), (2.919986, 0.95), (-6.964557, 0.01)]
)
def test_chances_are_those_of_students_tables_for_two_degrees(value, chance):
    assert unit().chance(at_most=value) == pytest.approx(chance, abs=1e-6)
    assert unit().chance(at_least=value) == pytest.approx(1 - chance, abs=1e-6)


def test_a_year_that_is_not_known_is_no_point_and_a_change_over_it_is_spread_over_the_years():
    found = forecast([10.0, None, None, 16.0, 13.0, 17.0], 1)
    assert found.points == 4
    # changes 6 over three years, -3 and 4: (36/3 + 9 + 16) / 3
    assert found.spread == pytest.approx(0.73 * math.sqrt(37 / 3))
    # (17 + .3 x 13 + .09 x 16 + .00243 x 10) / (1 + .3 + .09 + .00243)
    assert found.value == pytest.approx(22.3643 / 1.39243)


def test_years_before_the_latest_six_count_for_nothing():
    assert forecast([900.0, -900.0, *UP_AND_DOWN], 2) == forecast(UP_AND_DOWN, 2)


def test_three_known_values_of_the_latest_six_years_are_too_few():
    assert forecast([1.0, 2.0, 4.0], 1) is None
    assert forecast([1.0, 5.0, None, None, None, 2.0, 3.0, 1.0], 1) is None
    assert forecast([1.0, 2.0, 4.0, 3.0], 1) is not None


def test_a_series_that_never_moved_does_not_say_how_far_it_may():
    assert forecast([100.0] * 6, 1) is None


def test_there_is_no_forecast_for_more_years_ahead_than_were_tried():
    assert forecast(UP_AND_DOWN, 3) is not None
    assert forecast(UP_AND_DOWN, 4) is None


@pytest.mark.parametrize(
    ("values", "steps"),
    [(UP_AND_DOWN, 0), ([], 1), ([*UP_AND_DOWN, None], 1), ([*UP_AND_DOWN, math.nan], 1)],
)
def test_what_is_no_series_with_a_latest_value_is_refused(values, steps):
    with pytest.raises(ValueError, match=r"known value|finite"):
        forecast(values, steps)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_that_is_no_share_is_refused(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        unit().interval(confidence)


@pytest.mark.parametrize("asked", [{}, {"at_most": 1.0, "at_least": 0.0}])
def test_a_chance_is_of_one_side(asked):
    with pytest.raises(ValueError, match="at most or"):
        unit().chance(**asked)


def test_limits_stop_at_the_bounds():
    found = forecast([90.0, 99.0, 92.0, 98.0], 2, bounds=(0, 100))
    assert found.interval().upper == 100
    assert found.interval(0.999).lower == 0


def test_what_lies_beyond_a_bound_is_at_the_bound():
    found = unit(bounds=(-1.0, 2.0))
    assert found.chance(at_most=2) == 1
    assert found.chance(at_least=2.1) == 0
    assert found.chance(at_least=2) == pytest.approx(1 - found.chance(at_most=1.999999), abs=1e-6)
    assert found.chance(at_least=-1) == 1
    assert found.chance(at_most=-1.1) == 0
    assert found.chance(at_most=-1) > 0


def test_a_series_that_has_passed_a_bound_does_not_have_it():
    found = forecast([98.0, 103.0, 99.0, 101.0], 1, bounds=(0, 100))
    assert found.bounds == (0, math.inf)
    assert found.interval().upper > 103


@given(windows, years_ahead)
def test_the_interval_holds_the_forecast_and_grows_with_confidence(values, steps):
    found = forecast(values, steps)
    narrow, wide = found.interval(0.8), found.interval(0.95)
    assert wide.lower < narrow.lower < found.value < narrow.upper < wide.upper


@given(windows)
def test_the_interval_grows_with_the_years_ahead(values):
    widths = [
        limits.upper - limits.lower
        for limits in (forecast(values, steps).interval() for steps in (1, 2, 3))
    ]
    assert widths == sorted(set(widths))


@given(windows, years_ahead, whole, st.sampled_from([-2.0, 0.5, 4.0]))
def test_a_series_in_another_unit_has_the_same_forecast_in_that_unit(values, steps, shift, scale):
    here = forecast(values, steps)
    there = forecast([shift + scale * value for value in values], steps)
    assert there.value == pytest.approx(shift + scale * here.value, abs=1e-6)
    assert there.spread == pytest.approx(abs(scale) * here.spread, abs=1e-6)


@given(windows, years_ahead, whole)
def test_at_most_and_at_least_share_all_the_chance(values, steps, limit):
    found = forecast(values, steps)
    both = found.chance(at_most=limit) + found.chance(at_least=limit)
    assert both == pytest.approx(1)


@given(windows, years_ahead, st.sampled_from([0.5, 0.8, 0.95]))
def test_the_interval_has_its_confidence_by_the_chances(values, steps, confidence):
    found = forecast(values, steps)
    limits = found.interval(confidence)
    within = found.chance(at_most=limits.upper) - found.chance(at_most=limits.lower)
    assert within == pytest.approx(confidence)
