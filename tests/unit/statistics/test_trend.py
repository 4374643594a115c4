import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ae_pipeline.statistics.intervals import Interval, wilson
from ae_pipeline.statistics.trend import Trend, TrendResult, proportion_trend, weighted_trend

few = settings(max_examples=40, deadline=None)

RISING = [(120, 1000), (130, 1000), (150, 1000), (160, 1000), (190, 1000)]

counted = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(1, 3000)).map(
        lambda pair: (pair[0] % (pair[1] + 1), pair[1])
    ),
    min_size=5,
    max_size=5,
)
ramps = st.tuples(st.integers(-40, 40), st.lists(st.integers(-25, 25), min_size=5, max_size=5)).map(
    lambda ramp: [(400 + ramp[0] * t + bump, 1000) for t, bump in enumerate(ramp[1])]
)
"""Series that often have a trend, and often just not."""


def weighed(points):
    return [(count / of, wilson(count, of)) for count, of in points]


def test_a_proportions_trend_agrees_with_the_check_value():
    found = proportion_trend(RISING)
    assert found.trend is Trend.INCREASING
    assert found.statistic == pytest.approx(22.667, abs=5e-4)
    assert found.points == 5
    assert found.change == pytest.approx(0.07)


def test_a_weighted_trend_agrees_with_the_check_value():
    found = weighted_trend(weighed(RISING))
    assert found.trend is Trend.INCREASING
    assert found.statistic == pytest.approx(21.985, abs=5e-4)
    assert found.change == pytest.approx(0.07)


def test_only_the_latest_five_points_count():
    assert proportion_trend([(900, 1000), *RISING]) == proportion_trend(RISING)
    assert weighted_trend([(9, Interval(8, 10)), *weighed(RISING)]) == weighted_trend(
        weighed(RISING)
    )


@pytest.mark.parametrize("points", [0, 1, 4])
def test_fewer_than_five_points_cannot_be_calculated(points):
    expected = TrendResult(Trend.CANNOT_BE_CALCULATED, None, points, None)
    assert proportion_trend(RISING[:points]) == expected
    assert weighted_trend(weighed(RISING[:points])) == expected


def test_one_leap_at_the_end_is_significant_but_no_trend():
    # leaving the last out, nothing moves; 5000 (10^7 - 9 x 10^6)^2 / (600 x 4400 x 5 x 10^7)
    leap = [(100, 1000)] * 4 + [(200, 1000)]
    found = proportion_trend(leap)
    assert found.statistic == pytest.approx(37.8788, abs=1e-4)
    assert found.trend is Trend.NO_SIGNIFICANT_CHANGE
    assert found.change == pytest.approx(0.1)
    assert weighted_trend(weighed(leap)).trend is Trend.NO_SIGNIFICANT_CHANGE


def test_a_steady_but_small_rise_is_no_significant_change():
    # a tenth of the people of the check value, and so a tenth of 22.667
    found = proportion_trend([(12, 100), (13, 100), (15, 100), (16, 100), (19, 100)])
    assert found.statistic == pytest.approx(2.2667, abs=5e-5)
    assert found.trend is Trend.NO_SIGNIFICANT_CHANGE


@pytest.mark.parametrize("count", [0, 50])
def test_nobody_or_everybody_at_all_five_points_is_no_change(count):
    found = proportion_trend([(count, 50)] * 5)
    assert found == TrendResult(Trend.NO_SIGNIFICANT_CHANGE, 0.0, 5, 0.0)


def test_a_series_that_starts_from_nobody_or_ends_with_everybody_has_a_trend():
    rising = [(0, 100), (10, 100), (20, 100), (30, 100), (40, 100)]
    assert proportion_trend(rising).trend is Trend.INCREASING
    assert proportion_trend([(of - count, of) for count, of in rising]).trend is Trend.DECREASING


@pytest.mark.parametrize("point", [(0, 0), (-1, 10), (11, 10)])
def test_a_point_that_is_no_proportion_is_refused(point):
    with pytest.raises(ValueError, match="proportion"):
        proportion_trend([*RISING[1:], point])


def test_a_point_without_a_width_has_no_weight_and_is_refused():
    with pytest.raises(ValueError, match="width"):
        weighted_trend([*weighed(RISING[1:]), (1.0, Interval(1.0, 1.0))])


def test_weighted_points_that_do_not_move_have_no_change():
    found = weighted_trend([(0.3, Interval(0.25, 0.35))] * 5)
    assert found.statistic == pytest.approx(0, abs=1e-12)
    assert found.trend is Trend.NO_SIGNIFICANT_CHANGE


def opposite(trend):
    turned = {Trend.INCREASING: Trend.DECREASING, Trend.DECREASING: Trend.INCREASING}
    return turned.get(trend, trend)


@few
@given(st.one_of(counted, ramps))
def test_the_series_backwards_has_the_opposite_trend(points):
    for found, back in (
        (proportion_trend(points), proportion_trend(points[::-1])),
        (weighted_trend(weighed(points)), weighted_trend(weighed(points[::-1]))),
    ):
        assert back.trend is opposite(found.trend)
        assert back.statistic == pytest.approx(found.statistic, rel=1e-6, abs=1e-9)
        assert back.change == pytest.approx(-found.change)


@few
@given(st.one_of(counted, ramps))
def test_those_left_out_have_the_opposite_trend(points):
    found = proportion_trend(points)
    others = proportion_trend([(of - count, of) for count, of in points])
    assert others.trend is opposite(found.trend)
    assert others.statistic == pytest.approx(found.statistic)


def trend_by_a_plain_loop(points):
    """The rule as it is written, sum by sum."""
    everybody = counted_all = joint = time_of = time_square = 0
    touches_an_end = False
    for t in range(5):
        count, of = points[t]
        everybody += of
        counted_all += count
        joint += count * (t + 1)
        time_of += of * (t + 1)
        time_square += of * (t + 1) * (t + 1)
        touches_an_end = touches_an_end or count in (0, of)
    bottom = counted_all * (everybody - counted_all) * (everybody * time_square - time_of**2)
    if bottom == 0:
        return Trend.NO_SIGNIFICANT_CHANGE
    statistic = everybody * (everybody * joint - counted_all * time_of) ** 2 / bottom
    slopes = []
    for left_out in (None, 0, 1, 2, 3, 4):
        n = st_ = sy = sty = 0
        for t in range(5):
            if t == left_out:
                continue
            inside, outside = points[t][0], points[t][1] - points[t][0]
            if touches_an_end:
                inside, outside = inside + 0.5, outside + 0.5
            y = math.log(inside / outside)
            n, st_, sy, sty = n + 1, st_ + t, sy + y, sty + t * y
        slopes.append(n * sty - st_ * sy)
    if statistic > 9.5495 and min(slopes) > 1e-9:
        return Trend.INCREASING
    if statistic > 9.5495 and max(slopes) < -1e-9:
        return Trend.DECREASING
    return Trend.NO_SIGNIFICANT_CHANGE


@few
@given(st.one_of(counted, ramps))
def test_the_trend_agrees_with_a_plain_loop(points):
    assert proportion_trend(points).trend is trend_by_a_plain_loop(points)


@few
@given(ramps, st.floats(0.001, 1000))
def test_a_weighted_trend_does_not_depend_on_the_unit(points, unit):
    once = weighted_trend(weighed(points))
    scaled = weighted_trend(
        [
            (value * unit, Interval(limits.lower * unit, limits.upper * unit))
            for value, limits in weighed(points)
        ]
    )
    assume(abs(once.statistic - 9.5495) > 1e-6)
    assert scaled.trend is once.trend
    assert scaled.statistic == pytest.approx(once.statistic, rel=1e-6, abs=1e-9)
