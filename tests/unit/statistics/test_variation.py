import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ae_pipeline.statistics.variation import (
    Assurance,
    Cause,
    Direction,
    Limits,
    Rule,
    Variation,
    assurance,
    latest,
    limits,
    special_causes,
)

few = settings(max_examples=40, deadline=None)

CHART = Limits(centre=10, lower=4, upper=16, near_lower=6, near_upper=14, trial=False, points=20)
UP, DOWN = Direction.UP, Direction.DOWN

series = st.lists(st.integers(-200, 200), min_size=6, max_size=30)


def causes(values):
    return list(special_causes(values, CHART))


def all_of(rule, direction, times):
    return [Cause(rule, direction)] * times


def test_limits_are_the_mean_and_266_hundredths_of_the_mean_moving_range():
    # mean 72 / 6; moving ranges 2 1 2 1 2, so 2.66 x 1.6 = 4.256, two thirds of it 2.837333
    found = limits([10, 12, 11, 13, 12, 14])
    assert found[:5] == pytest.approx((12, 7.744, 16.256, 9.162667, 14.837333), abs=1e-6)
    assert found.trial
    assert found.points == 6


def test_a_leap_does_not_widen_the_limits_that_should_show_it():
    # moving ranges 1 1 1 1 1 1 20: 20 is over 3.267 x 26/7, so the mean range is 1; mean 103 / 8
    found = limits([10, 11, 10, 11, 10, 11, 10, 30])
    assert found[:3] == pytest.approx((12.875, 10.215, 15.535))


@pytest.mark.parametrize(("last", "mean_range"), [(5, 1.3), (6, 1.0)])
def test_a_moving_range_of_3267_thousandths_of_their_mean_is_left_out(last, mean_range):
    # nine ranges of 1 and one of 4, 3.08 times their mean, or of 5, 3.57 times
    found = limits([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, last])
    assert found.upper - found.centre == pytest.approx(2.66 * mean_range)


def test_moving_ranges_are_screened_once_only():
    # ranges 1 x 8, 5, 60: mean 7.3 drops 60 alone; of the rest (mean 13/9) 5 would drop again
    found = limits([0, 1, 0, 1, 0, 1, 0, 1, 0, 5, 65])
    assert found.upper - found.centre == pytest.approx(2.66 * 13 / 9)


def test_limits_are_on_trial_under_twelve_points():
    assert limits([1, 2] * 5 + [1]).trial
    assert not limits([1, 2] * 6).trial


def test_under_six_points_there_is_no_chart():
    assert limits([1, 2, 3, 4, 5]) is None
    assert latest([1, 2, 3, 4, 5]) == Variation(cause=None, limits=None)
    assert latest([1, 2, 3, 4, 5]).side is None
    assert latest([]).limits is None


def test_a_series_that_never_moves_has_its_value_for_limits_and_no_special_cause():
    values = [0.1] * 6  # added up and divided by six, they come to a hair more
    found = limits(values)
    assert found[:5] == (0.1, 0.1, 0.1, 0.1, 0.1)
    assert special_causes(values, found) == (None,) * 6
    assert special_causes([*values, 0.2], found)[-1] == Cause(Rule.OUTSIDE, UP)


def test_limits_stop_at_what_the_values_can_be():
    # 0 and 6 in turn: mean 3, range 6, so 3 - 15.96, 3 - 10.64, 3 + 10.64 and 3 + 15.96
    found = limits([0, 6] * 6, bounds=(0, 15))
    assert found[:5] == pytest.approx((3, 0, 15, 0, 13.64))


@pytest.mark.parametrize("value", [101, -1, float("nan"), float("inf")])
def test_a_value_that_cannot_be_is_refused(value):
    with pytest.raises(ValueError, match="number from"):
        limits([50, 51, 50, 51, 50, value], bounds=(0, 100))


def test_a_point_is_special_outside_the_limits_and_not_on_them():
    assert causes([10, 16.1, 16, 4, 3.9]) == [
        None,
        Cause(Rule.OUTSIDE, UP),
        None,
        None,
        Cause(Rule.OUTSIDE, DOWN),
    ]


def test_seven_rising_or_falling_are_special_and_six_are_not():
    rule = Rule.RUN_OF_RISE_OR_FALL
    assert causes([7, 8, 9, 10, 11, 12, 13]) == all_of(rule, UP, 7)
    assert causes([13, 12, 11, 10, 9, 8, 7]) == all_of(rule, DOWN, 7)
    assert causes([7, 8, 9, 10, 11, 12]) == [None] * 6
    assert causes([7, 8, 9, 10, 11, 12, 12, 13]) == [None] * 8  # a step on the level ends it


def test_a_rise_ends_where_it_turns():
    assert causes([9, 7, 8, 9, 10, 11, 12, 13, 12, 9]) == [
        None,
        *all_of(Rule.RUN_OF_RISE_OR_FALL, UP, 7),
        None,
        None,
    ]


def test_a_peak_between_two_runs_belongs_to_the_later():
    found = causes([7, 8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8, 7])
    rule = Rule.RUN_OF_RISE_OR_FALL
    assert found == all_of(rule, UP, 6) + all_of(rule, DOWN, 7)


def test_two_of_three_beyond_a_near_limit_are_special_and_the_third_is_not():
    cause = Cause(Rule.TWO_OF_THREE, UP)
    assert causes([10, 15, 11, 15]) == [None, cause, None, cause]
    assert causes([10, 15, 15, 11]) == [None, cause, cause, None]
    low = Cause(Rule.TWO_OF_THREE, DOWN)
    assert causes([5, 5, 9]) == [low, low, None]


@pytest.mark.parametrize(
    "values",
    [
        [15, 9, 15],  # the third is on the other side
        [15, 10, 15],  # or on the mean
        [15, 5, 15],  # beyond the other near limit
        [15, 11, 12, 15],  # two of four
        [14, 11, 15],  # on the near limit is not beyond it
        [11, 15, 11],
        [15, 15],
    ],
)
def test_two_of_three_need_all_three_on_the_side_and_two_beyond(values):
    assert causes(values) == [None] * len(values)


def test_a_point_outside_is_also_beyond_the_near_limit_for_its_neighbour():
    assert causes([15, 11, 17]) == [Cause(Rule.TWO_OF_THREE, UP), None, Cause(Rule.OUTSIDE, UP)]


def test_seven_on_one_side_of_the_mean_are_special_and_six_are_not():
    rule = Rule.RUN_ON_ONE_SIDE
    assert causes([11, 12, 11, 12, 11, 12, 11]) == all_of(rule, UP, 7)
    assert causes([9, 8, 9, 8, 9, 8, 9, 12]) == [*all_of(rule, DOWN, 7), None]
    assert causes([11, 12, 11, 12, 11, 12]) == [None] * 6
    assert causes([11, 12, 11, 10, 12, 11, 12]) == [None] * 7  # on the mean is on neither side


def test_a_hair_of_rounding_makes_no_special_cause():
    tenths = 0.1 + 0.2  # 0.30000000000000004
    low, high = tenths - 1, tenths + 1
    chart = Limits(tenths, low, high, low, high, trial=False, points=20)
    for values in ([0.2, 0.2, 0.2, 0.3, 0.2, 0.2, 0.2], [-0.7], [1.3]):
        assert special_causes(values, chart) == (None,) * len(values)


def test_a_point_has_the_first_rule_that_it_meets():
    # rising and above the mean throughout; the last three are beyond the near limit, one outside
    values = [11, 12, 13, 13.5, 14.5, 15, 17]
    assert causes(values) == [
        *all_of(Rule.RUN_OF_RISE_OR_FALL, UP, 6),
        Cause(Rule.OUTSIDE, UP),
    ]
    # above the mean throughout, two of them beyond the near limit
    assert [cause.rule for cause in causes([11, 12, 11, 15, 11, 15, 11])] == [
        *[Rule.RUN_ON_ONE_SIDE] * 3,
        Rule.TWO_OF_THREE,
        Rule.RUN_ON_ONE_SIDE,
        Rule.TWO_OF_THREE,
        Rule.RUN_ON_ONE_SIDE,
    ]


def test_the_latest_point_is_judged_by_the_limits_of_the_whole_series():
    values = [10, 11] * 6 + [30]
    found = latest(values)
    assert found.cause == Cause(Rule.OUTSIDE, UP)
    assert found.side is UP
    assert found.limits == limits(values)
    assert latest([10, 11] * 6).cause is None


@few
@given(series, st.integers(-50, 50), st.integers(1, 20))
def test_limits_and_causes_move_with_the_unit(values, shift, scale):
    once = limits(values)
    other_values = [scale * value + shift for value in values]
    other = limits(other_values)
    assert other[:5] == pytest.approx([scale * limit + shift for limit in once[:5]], abs=1e-6)
    assert special_causes(other_values, other) == special_causes(values, once)


@few
@given(series)
def test_a_series_upside_down_has_its_limits_and_causes_upside_down(values):
    once, turned = limits(values), limits([-value for value in values])
    assert (turned.lower, turned.upper) == pytest.approx((-once.upper, -once.lower))
    opposite = {UP: DOWN, DOWN: UP}
    expected = tuple(
        None if cause is None else Cause(cause.rule, opposite[cause.direction])
        for cause in special_causes(values, once)
    )
    assert special_causes([-value for value in values], turned) == expected


@few
@given(series)
def test_limits_lie_in_their_order_around_the_mean(values):
    found = limits(values)
    ordered = (found.lower, found.near_lower, found.centre, found.near_upper, found.upper)
    assert list(ordered) == sorted(ordered)
    assert found.centre == pytest.approx(sum(values) / len(values))


@pytest.mark.parametrize(
    ("target", "higher_is_better", "expected"),
    [
        (17, True, Assurance.FAILS),
        (17, False, Assurance.PASSES),
        (3, True, Assurance.PASSES),
        (3, False, Assurance.FAILS),
        (10, True, Assurance.HIT_AND_MISS),
        (16, True, Assurance.HIT_AND_MISS),  # on a limit it can be reached
        (4, False, Assurance.HIT_AND_MISS),
    ],
)
def test_assurance_says_whether_the_target_is_within_reach(target, higher_is_better, expected):
    assert assurance(CHART, target, higher_is_better=higher_is_better) is expected


@pytest.mark.parametrize("higher_is_better", [True, False])
def test_a_process_that_never_leaves_its_target_passes(higher_is_better):
    never = limits([0] * 8, bounds=(0, 100))
    assert assurance(never, 0, higher_is_better=higher_is_better) is Assurance.PASSES


@few
@given(series, st.integers(-300, 300))
def test_assurance_upside_down_with_the_other_polarity_is_the_same(values, target):
    turned = limits([-value for value in values])
    assert assurance(limits(values), target, higher_is_better=True) is assurance(
        turned, -target, higher_is_better=False
    )
