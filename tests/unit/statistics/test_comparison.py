import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ae_pipeline.statistics.comparison import (
    Side,
    Standing,
    against_fixed,
    difference,
    newcombe,
    of_difference,
    rate_ratio,
    ratio,
    ratio_of_estimates,
    standing,
)
from ae_pipeline.statistics.intervals import Interval, poisson, wilson

few = settings(max_examples=40, deadline=None)

proportions = st.tuples(st.integers(0, 400), st.integers(1, 400)).map(
    lambda pair: (pair[0] % (pair[1] + 1), pair[1])
)


@pytest.mark.parametrize(
    ("lower", "upper", "side"),
    [
        (51, 60, Side.HIGHER),
        (50, 60, Side.SIMILAR),  # touching is not wholly above
        (45, 55, Side.SIMILAR),
        (40, 50, Side.SIMILAR),
        (40, 49, Side.LOWER),
    ],
)
def test_an_interval_is_higher_only_where_it_lies_wholly_above(lower, upper, side):
    assert against_fixed(Interval(lower, upper), 50) is side


def test_a_difference_is_judged_against_nought():
    assert of_difference(Interval(0.01, 0.2)) is Side.HIGHER
    assert of_difference(Interval(-0.01, 0.2)) is Side.SIMILAR
    assert of_difference(Interval(-0.2, -0.01)) is Side.LOWER


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        # Newcombe 1998, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        # Perondi and others 2004, as worked by Fagerland and others
        ((7, 34), (1, 34), 0.0189, 0.3404),
    ],
)
def test_newcombe_agrees_with_the_published_examples(first, second, lower, upper):
    assert newcombe(*first, *second) == pytest.approx((lower, upper), abs=5e-5)


def test_a_difference_of_rates_adds_the_squares_of_the_distances_that_matter():
    # the gap is 4; below it the root of 3 x 3 + 3 x 3, above it that of 4 x 4 + 2 x 2
    found = difference(10, Interval(7, 14), 6, Interval(4, 9))
    assert found == pytest.approx((-0.242641, 8.472136), abs=1e-6)


def test_two_overlapping_intervals_can_still_differ():
    first, second = wilson(56, 70), wilson(48, 80)
    assert first.lower < second.upper
    assert of_difference(newcombe(56, 70, 48, 80)) is Side.HIGHER


@few
@given(proportions, proportions)
def test_newcombe_the_other_way_round_is_its_negative(first, second):
    there, back = newcombe(*first, *second), newcombe(*second, *first)
    assert there == pytest.approx((-back.upper, -back.lower), abs=1e-12)


@few
@given(proportions, proportions, st.sampled_from([0.95, 0.998]))
def test_newcombe_holds_the_difference_and_stays_within_one(first, second, confidence):
    lower, upper = newcombe(*first, *second, confidence)
    gap = first[0] / first[1] - second[0] / second[1]
    assert -1 - 1e-12 <= lower <= gap <= upper <= 1 + 1e-12


@few
@given(proportions, proportions)
def test_newcombe_is_wider_with_more_confidence_and_narrower_with_more_people(first, second):
    once, wide = newcombe(*first, *second), newcombe(*first, *second, 0.998)
    twice = newcombe(*(2 * part for part in first), *(2 * part for part in second))
    assert wide.lower <= once.lower
    assert once.upper <= wide.upper
    assert twice.upper - twice.lower < once.upper - once.lower


def test_the_ratio_agrees_with_the_published_example():
    # Perondi and others 2004: 20.6% against 2.9%, a ratio of 7
    assert ratio(7, 34, 1, 34) == pytest.approx((1.1537, 41.9763), abs=5e-5)


def test_the_ratio_of_nobody_to_somebody_has_an_upper_limit():
    # Wilson's 0.277533 over the root of 0.236593 x (1 - 0.236593)
    assert ratio(0, 10, 5, 10) == pytest.approx((0, 0.653034), abs=1e-5)


@pytest.mark.parametrize("count", [0, 5])
def test_there_is_no_ratio_to_nobody(count):
    assert ratio(count, 10, 0, 10) is None
    assert rate_ratio(count, 10, 0, 10) is None


def test_there_is_no_ratio_to_what_may_be_nought_or_less():
    assert ratio_of_estimates(5, Interval(3, 7), 2, Interval(-1, 5)) is None
    assert ratio_of_estimates(5, Interval(-1, 11), 2, Interval(1, 3)) is None


def limits_by_trying(first, limits, second, other_limits):
    """The ratios at which the difference of first and ratio times second just leaves out nought."""

    def told_apart(times):
        scaled = Interval(other_limits.lower * times, other_limits.upper * times)
        return not difference(first, limits, second * times, scaled).lower <= 0

    def below(times):
        scaled = Interval(other_limits.lower * times, other_limits.upper * times)
        return not difference(first, limits, second * times, scaled).upper >= 0

    low, high = 0.0, first / second
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if told_apart(middle) else (low, middle)
    bottom = low
    low, high = first / second, 1e6
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if below(middle) else (middle, high)
    return bottom, low


@pytest.mark.parametrize(
    ("first", "second"), [((7, 34), (1, 34)), ((120, 400), (90, 500)), ((1, 6), (5, 6))]
)
def test_the_ratios_limits_are_where_the_difference_stops_being_recorded(first, second):
    expected = limits_by_trying(
        first[0] / first[1], wilson(*first), second[0] / second[1], wilson(*second)
    )
    assert ratio(*first, *second) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("first", "second"), [((20, 1000), (10, 1500)), ((3, 50), (40, 900))])
def test_the_ratio_of_two_rates_is_found_in_the_same_way_from_their_limits(first, second):
    limits, other_limits = (
        Interval(*(limit / of for limit in poisson(count))) for count, of in (first, second)
    )
    expected = limits_by_trying(first[0] / first[1], limits, second[0] / second[1], other_limits)
    assert rate_ratio(*first, *second) == pytest.approx(expected, rel=1e-9)


def test_of_large_numbers_the_ratio_is_near_katzs_logarithmic_interval():
    spread = 1.959964 * math.sqrt(1 / 3000 - 1 / 10_000 + 1 / 2000 - 1 / 10_000)
    expected = (1.5 * math.exp(-spread), 1.5 * math.exp(spread))
    assert ratio(3000, 10_000, 2000, 10_000) == pytest.approx(expected, rel=1e-3)


@few
@given(proportions, proportions)
def test_the_ratio_the_other_way_round_is_its_reciprocal(first, second):
    assume(first[0] > 0)
    assume(second[0] > 0)
    there, back = ratio(*first, *second), ratio(*second, *first)
    assert there == pytest.approx((1 / back.upper, 1 / back.lower), rel=1e-9)


@few
@given(proportions, proportions)
def test_the_ratio_holds_the_quotient_and_never_contradicts_the_difference(first, second):
    found = ratio(*first, *second)
    assume(found is not None)
    quotient = (first[0] / first[1]) / (second[0] / second[1])
    assert found.lower <= quotient * (1 + 1e-12)
    assert quotient <= found.upper * (1 + 1e-12)
    gap = newcombe(*first, *second)
    assume(min(abs(limit) for limit in gap) > 1e-9)
    assert against_fixed(found, 1) is of_difference(gap)


@pytest.mark.parametrize(("of", "other_of"), [(0, 10), (10, 0), (-1, 10)])
def test_a_comparison_of_what_is_no_proportion_or_rate_is_refused(of, other_of):
    for compare in (newcombe, ratio, rate_ratio):
        with pytest.raises(ValueError, match="needs"):
            compare(0, of, 0, other_of)


@pytest.mark.parametrize(
    ("value", "ascending", "expected"),
    [
        (9, False, Standing(1, 8, 1)),
        (7, False, Standing(1, 8, 1)),  # with the other sevens
        (6.5, False, Standing(3, 8, 2)),
        (5, False, Standing(4, 8, 2)),  # 7, 7 and 6 are ahead
        (4, False, Standing(5, 8, 3)),
        (0, False, Standing(8, 8, 4)),
        (0, True, Standing(1, 8, 1)),
        (7, True, Standing(6, 8, 3)),  # 1, 2, 3, 5 and 6 are ahead; the sevens tie
        (9, True, Standing(8, 8, 4)),
    ],
)
def test_a_standing_counts_who_is_ahead(value, ascending, expected):
    assert standing(value, [7, 7, 6, 5, 3, 2, 1], ascending=ascending) == expected


def test_those_who_tie_share_the_better_place_and_quartile():
    everyone = [9, 7, 7, 7, 3, 2, 1, 0]
    places = [
        standing(value, everyone[:place] + everyone[place + 1 :])
        for place, value in enumerate(everyone)
    ]
    assert [place.rank for place in places] == [1, 2, 2, 2, 5, 6, 7, 8]
    assert [place.quartile for place in places] == [1, 1, 1, 1, 3, 3, 4, 4]


def test_the_first_quartile_has_fewer_than_a_quarter_ahead():
    # of six, none or one ahead is under a quarter; three are half, five are over three quarters
    everyone = [6, 5, 4, 3, 2, 1]
    quartiles = [
        standing(value, [other for other in everyone if other != value]).quartile
        for value in everyone
    ]
    assert quartiles == [1, 1, 2, 3, 3, 4]


def test_fewer_than_four_have_no_quartiles():
    assert standing(5, [4, 3]) == Standing(1, 3, None)
    assert standing(5, []) == Standing(1, 1, None)
