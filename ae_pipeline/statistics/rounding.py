"""Rounding half up, as published statistics round, without binary fractions on the way.

Here: one function. Not here: how many decimals a figure is published to (the measure says) or
how it is printed (``indicators.presentation``).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

_EXACT = Context(prec=10_000, rounding=ROUND_HALF_UP)
"""So many digits that a decimal is rounded once, and not to the default context's 28 before."""


def round_half_up(value: Fraction | Decimal | int, decimals: int) -> Decimal:
    """Round to so many decimals, a half going away from zero: 0.5 → 1, -0.5 → -1.

    Works on the exact value. Rounding a figure that was already rounded can go wrong twice
    (64.496 → 64.50 → 65), so give this the quotient itself and not a stored decimal.

    Args:
        value: exact; a ``float`` is refused, since 2.675 is not 2.675 in binary.
        decimals: of the result, none or more.

    Raises:
        TypeError: if the value is a ``float``.
        ValueError: if ``decimals`` is negative.
    """
    if isinstance(value, float):
        raise TypeError("round_half_up takes exact values: give a Fraction, a Decimal or an int")
    if decimals < 0:
        raise ValueError(f"decimals must not be negative, and is {decimals}")
    if isinstance(value, Decimal):
        rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
        return rounded or abs(rounded)
    exact = Fraction(value)
    scaled = abs(exact) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    # Written out, since arithmetic on a Decimal would round to the context's 28 digits.
    return Decimal(f"{units if exact >= 0 else -units}E-{decimals}")
