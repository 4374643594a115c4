import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.statistics.intervals import byar, exact_poisson, poisson, wilson


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
    chi2 = pytest.importorskip("scipy.stats").chi2
    for count in range(1, 30):
        expected = (chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2)
        assert exact_poisson(count) == pytest.approx(expected, rel=1e-9)


def test_a_count_below_ten_is_exact_and_ten_is_byar():
    assert poisson(9) == exact_poisson(9)
    assert poisson(10) == byar(10)


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
