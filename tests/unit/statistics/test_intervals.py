import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ae_pipeline.statistics.intervals import (
    Method,
    byar,
    exact_poisson,
    mean,
    poisson,
    poisson_method,
    widened,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "of", "lower", "upper"),
    [(82, 10_000, 0.006612, 0.010166), (0, 10, 0.0, 0.277533), (10, 10, 1 - 0.277533, 1.0)],
)
def test_wilson_agrees_with_the_check_values(count, of, lower, upper):
    assert wilson(count, of) == pytest.approx((lower, upper), abs=1e-6)


def test_byar_agrees_with_the_check_value():
    assert byar(10) == pytest.approx((4.7874, 18.3915), abs=1e-4)


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(4, 1.0899, 10.2416), (10, 4.7954, 18.3904), (0, 0.0, 3.6889)]
)
def test_the_exact_interval_agrees_with_the_check_values(count, lower, upper):
    assert exact_poisson(count) == pytest.approx((lower, upper), abs=1e-4)


def test_the_exact_interval_agrees_with_the_chi_squared_distribution():
    above = pytest.importorskip("scipy.special").chdtri
    for confidence in (0.95, 0.998):
        tail = (1 - confidence) / 2
        for count in range(1, 30):
            expected = (above(2 * count, 1 - tail) / 2, above(2 * count + 2, tail) / 2)
            assert exact_poisson(count, confidence) == pytest.approx(expected, rel=1e-9)


def test_a_count_below_ten_is_exact_and_ten_is_byar():
    assert poisson(9) == exact_poisson(9)
    assert poisson_method(9) is Method.EXACT
    assert poisson(10) == byar(10)
    assert poisson_method(10) is Method.BYAR


@pytest.mark.parametrize(("count", "of"), [(0, 0), (-1, 10), (11, 10), (1, -5)])
def test_a_proportion_that_cannot_be_is_refused(count, of):
    with pytest.raises(ValueError, match="proportion"):
        wilson(count, of)


@pytest.mark.parametrize("interval", [byar, exact_poisson, poisson])
def test_a_negative_count_is_refused(interval):
    with pytest.raises(ValueError, match="negative"):
        interval(-1)


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_proportion_and_stays_within_nought_and_one(pair):
    count, of = pair
    lower, upper = wilson(count, of)
    assert 0 <= lower <= count / of <= upper <= 1


@given(st.integers(0, 5000))
def test_the_interval_of_a_count_holds_the_count(count):
    lower, upper = poisson(count)
    assert 0 <= lower <= count <= upper


@given(st.integers(0, 300))
def test_more_confidence_is_a_wider_interval(count):
    narrow, wide = poisson(count, 0.9), poisson(count, 0.998)
    assert wide.lower <= narrow.lower
    assert wide.upper > narrow.upper


few = settings(max_examples=40, deadline=None)
Z_998 = 3.0902323
"""From a table of the normal distribution: 99.9% of it lies below."""


def test_at_998_in_a_thousand_wilsons_limits_are_the_proportions_just_recorded_from_the_estimate():
    for limit in wilson(82, 10_000, 0.998):
        error = (limit * (1 - limit) / 10_000) ** 0.5
        assert abs(0.0082 - limit) == pytest.approx(Z_998 * error, rel=1e-6)


def test_byar_at_998_in_a_thousand_agrees_with_the_formula_worked_by_hand():
    # ten cubes of 1 - 0.0111111 - 0.3257391, eleven of 1 - 0.0101010 + 0.3105800
    assert byar(10, 0.998) == pytest.approx((2.9163, 24.1937), abs=1e-4)


def test_the_exact_interval_at_998_in_a_thousand_agrees_with_a_table_of_chi_squared():
    # 0.1% and 99.9% points: 0.857 on 8 degrees of freedom, 29.588 on 10
    assert exact_poisson(4, 0.998) == pytest.approx((0.857 / 2, 29.588 / 2), abs=5e-4)


def test_a_mean_has_students_interval_from_its_sums():
    # 2 4 4 4 5 5 7 9: mean 5, variance 32/7, standard error 0.755929; t on 7 is 2.364624, 4.785290
    assert mean(40, 232, 8) == pytest.approx((3.212512, 6.787488), abs=1e-6)
    assert mean(40, 232, 8, 0.998) == pytest.approx((1.382661, 8.617339), abs=1e-6)


def test_a_mean_of_hundredths_is_recorded_in_ones():
    assert mean(4000, 2_320_000, 8, scale=100) == pytest.approx(mean(40, 232, 8))


@pytest.mark.parametrize(
    ("freedom", "t_95", "t_998"),
    [
        (1, 12.7062, 318.3088),
        (2, 4.302653, 22.32712),
        (9, 2.262157, 4.296806),
        (30, 2.042272, 3.385185),
        (120, 1.979930, 3.159539),
        (1000, 1.962339, 3.098402),
    ],
)
def test_the_quantiles_of_student_agree_with_published_tables(freedom, t_95, t_998):
    number = freedom + 1
    # a sum of nought with these squares has the standard error one, so the limit is the quantile
    assert mean(0, number * freedom, number).upper == pytest.approx(t_95, rel=5e-7)
    assert mean(0, number * freedom, number, 0.998).upper == pytest.approx(t_998, rel=5e-7)


def test_the_quantiles_of_student_agree_with_scipy():
    quantile = pytest.importorskip("scipy.special").stdtrit
    for freedom in (1, 2, 3, 4, 5, 17, 64, 301, 999, 1000, 1001, 5000, 100_000):
        for confidence in (0.8, 0.95, 0.998):
            upper = mean(0, (freedom + 1) * freedom, freedom + 1, confidence).upper
            assert upper == pytest.approx(quantile(freedom, (1 + confidence) / 2), rel=1e-7)


@few
@given(st.integers(-50, 50), st.integers(2, 40), st.integers(1, 900))
def test_a_means_interval_is_widened_to_what_its_own_sums_would_give(each, number, apart):
    total, squares = each * number, each**2 * number + apart
    kept = mean(total, squares, number)
    expected = mean(total, squares, number, 0.998)
    assert widened(kept, number, 0.95, 0.998) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("total", "squares", "number"), [(0, 0, 0), (7, 49, 1), (21, 147, 3)])
def test_a_mean_of_fewer_than_two_values_or_of_equal_ones_has_no_interval(total, squares, number):
    assert mean(total, squares, number) is None


@pytest.mark.parametrize(("total", "squares", "number"), [(3, 0, 0), (4, 7, 2), (0, 0, -1)])
def test_sums_that_no_values_have_are_refused(total, squares, number):
    with pytest.raises(ValueError, match="have the sum"):
        mean(total, squares, number)


@few
@given(st.lists(st.integers(-500, 500), min_size=2, max_size=60), st.sampled_from([0.95, 0.998]))
def test_the_interval_of_a_mean_holds_the_mean_in_its_middle(values, confidence):
    limits = mean(sum(values), sum(value**2 for value in values), len(values), confidence)
    if len(set(values)) == 1:
        assert limits is None
        return
    assert limits.lower < limits.upper
    assert sum(limits) / 2 == pytest.approx(sum(values) / len(values), abs=1e-6)


@few
@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_narrows_with_numbers_and_widens_with_confidence(pair):
    count, of = pair
    once, wide = wilson(count, of), wilson(count, of, 0.998)
    twice = wilson(2 * count, 2 * of)
    assert twice.upper - twice.lower < once.upper - once.lower
    assert wide.lower <= once.lower
    assert once.upper <= wide.upper


@few
@given(st.integers(1, 2000))
def test_a_rate_of_twice_the_events_in_twice_the_people_has_a_narrower_interval(count):
    once, twice = poisson(count), poisson(2 * count)
    assert (twice.upper - twice.lower) / 2 < once.upper - once.lower


@few
@given(st.lists(st.integers(-500, 500), min_size=2, max_size=40))
def test_a_mean_of_the_same_values_twice_has_a_narrower_interval(values):
    once = mean(sum(values), sum(value**2 for value in values), len(values))
    both = values * 2
    twice = mean(sum(both), sum(value**2 for value in both), len(both))
    if once is not None:
        assert twice.upper - twice.lower < once.upper - once.lower
