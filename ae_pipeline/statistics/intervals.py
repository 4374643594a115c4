"""Confidence intervals of a proportion and of a count, as public health statistics give them.

Here: Wilson's interval for a proportion, Byar's and the exact interval for a count (and so for
a rate, whose limits are the count's times the multiplier over the population). Not here: which
of them a unit takes (``indicators.values``), and comparison with a benchmark.

The exact limits are found by halving on the Poisson distribution, which for the small counts
they are used for needs nothing beyond the standard library.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

EXACT_BELOW = 10
"""Counts under this take the exact interval; from here on Byar's is within a hundredth."""


class Interval(NamedTuple):
    """The two limits of an interval, in the unit of what was estimated."""

    lower: float
    upper: float


def wilson(count: int, of: int, confidence: float = 0.95) -> Interval:
    """Limits of the proportion ``count / of``, both within 0 and 1.

    Raises:
        ValueError: if ``of`` is not positive or ``count`` lies outside 0 to ``of``.
    """
    if of <= 0 or not 0 <= count <= of:
        raise ValueError(f"a proportion needs 0 <= count <= of and of > 0, not {count} of {of}")
    z = _z(confidence)
    middle = 2 * count + z * z
    spread = z * math.sqrt(z * z + 4 * count * (1 - count / of))
    width = 2 * (of + z * z)
    # The ends are exact by algebra; floating point would leave them a hair outside.
    lower = 0.0 if count == 0 else (middle - spread) / width
    upper = 1.0 if count == of else (middle + spread) / width
    return Interval(lower, upper)


def byar(count: int, confidence: float = 0.95) -> Interval:
    """Byar's approximation to the limits of a Poisson count; close from ten upwards.

    Raises:
        ValueError: if ``count`` is negative.
    """
    _refuse_negative(count)
    z = _z(confidence)
    above = count + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    if count == 0:
        return Interval(0.0, upper)
    lower = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    return Interval(max(lower, 0.0), upper)


def exact_poisson(count: int, confidence: float = 0.95) -> Interval:
    """The limits of a Poisson count from the distribution itself; 0 has the lower limit 0.

    Raises:
        ValueError: if ``count`` is negative.
    """
    _refuse_negative(count)
    tail = (1 - confidence) / 2
    beyond = 2 * byar(count, confidence).upper + 10
    upper = _halve(lambda mean: _at_most(count, mean), tail, beyond)
    if count == 0:
        return Interval(0.0, upper)
    return Interval(_halve(lambda mean: _at_most(count - 1, mean), 1 - tail, beyond), upper)


def poisson(count: int, confidence: float = 0.95) -> Interval:
    """The limits of a count: exact below ten, Byar's from ten.

    Raises:
        ValueError: if ``count`` is negative.
    """
    return (exact_poisson if count < EXACT_BELOW else byar)(count, confidence)


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _refuse_negative(count: int) -> None:
    if count < 0:
        raise ValueError(f"a count cannot be negative, and is {count}")


def _at_most(count: int, mean: float) -> float:
    """Probability that a Poisson variable of this mean is at most the count."""
    term = total = math.exp(-mean)
    for step in range(1, count + 1):
        term *= mean / step
        total += term
    return total


def _halve(falling: Callable[[float], float], target: float, beyond: float) -> float:
    """Where a falling function meets the target, between 0 and ``beyond``."""
    low, high = 0.0, beyond
    for _ in range(100):
        middle = (low + high) / 2
        if falling(middle) > target:
            low = middle
        else:
            high = middle
    return (low + high) / 2
