from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.statistics.rounding import round_half_up


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (Fraction(1, 2), 0, "1"),  # Python's own round gives 0
        (Fraction(5, 2), 0, "3"),  # and 2
        (Fraction(-1, 2), 0, "-1"),
        (Decimal("2.675"), 2, "2.68"),  # round(2.675, 2) is 2.67 in binary
        (Decimal("64.496"), 0, "64"),
        (Fraction(6100, 527), 0, "12"),
        (Fraction(6100, 527), 1, "11.6"),
        (7, 2, "7.00"),
        (Fraction(0), 0, "0"),
    ],
)
def test_a_half_goes_away_from_zero(value, decimals, rounded):
    assert str(round_half_up(value, decimals)) == rounded


def test_a_binary_fraction_is_refused():
    with pytest.raises(TypeError, match="exact"):
        round_half_up(2.675, 2)


def test_negative_decimals_are_refused():
    with pytest.raises(ValueError, match="negative"):
        round_half_up(Decimal(125), -1)


@given(st.fractions(max_denominator=10_000), st.integers(0, 6))
def test_rounding_moves_a_value_by_half_a_step_at_most(value, decimals):
    assert abs(Fraction(round_half_up(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)


@given(st.fractions(max_denominator=1000), st.integers(0, 4))
def test_rounding_what_is_rounded_changes_nothing(value, decimals):
    once = round_half_up(value, decimals)
    assert round_half_up(once, decimals) == once
