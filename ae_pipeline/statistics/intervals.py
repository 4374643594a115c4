"""Confidence intervals of a proportion, a count and a mean, as public health statistics give them.

Here: Wilson's interval for a proportion, Byar's and the exact interval for a count (and so for
a rate, whose limits are the count's times the multiplier over the population), Student's t for a
mean. Not here: which of them a unit takes (``indicators.values``), or comparison with anything
(``comparison``).

The exact limits are found by halving on the Poisson distribution, and the quantile of Student's t
by Newton's method on its own finite series: nothing beyond the standard library, since importing
SciPy would take a good part of the time in which a month is to be judged.
"""

from __future__ import annotations

import math
from enum import StrEnum
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

EXACT_BELOW = 10
"""Counts under this take the exact interval; from here on Byar's is within a hundredth."""

_SERIES_UP_TO = 1000
"""Degrees of freedom from which an expansion about the normal is good to seven figures."""


class Method(StrEnum):
    """How an interval was found, as a dictionary of indicators names it."""

    WILSON = "wilson"
    BYAR = "byar"
    EXACT = "exact"
    T = "student t"
    NONE = "none"
    """The figure has no interval: a count of everybody, or parts that are not independent."""


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


@lru_cache(maxsize=1024)
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
    exact = poisson_method(count) is Method.EXACT
    return (exact_poisson if exact else byar)(count, confidence)


def poisson_method(count: int) -> Method:
    """Which interval ``poisson`` gives a count."""
    return Method.EXACT if count < EXACT_BELOW else Method.BYAR


def mean(
    total: int, squares: int, number: int, confidence: float = 0.95, scale: int = 1
) -> Interval | None:
    """Limits of a mean by Student's t, from whole sums, so that no engine can change them.

    Args:
        total: sum of the values, each in so many parts of one as the scale says.
        squares: sum of the squares of the same parts.
        number: of values.
        confidence: that the interval is to hold the mean with.
        scale: parts of one (100: the values are in hundredths).

    Returns:
        The limits in ones; none for fewer than two values, and none where all values are the
        same, which says nothing of how far they spread. Limits may pass what a mean can be
        (below nought days): the caller knows its bounds.

    Raises:
        ValueError: if no such values exist (``number`` negative, or squares too few for the sum).
    """
    spread = number * squares - total * total
    if number < 0 or spread < 0 or (number == 0 and (total or squares)):
        raise ValueError(
            f"no {number} values have the sum {total} and the sum of squares {squares}"
        )
    if number <= 1 or spread == 0:
        return None
    centre = total / number / scale
    reach = _t(number - 1, confidence) * math.sqrt(spread / (number - 1)) / number / scale
    return Interval(centre - reach, centre + reach)


def widened(limits: Interval, number: int, confidence: float, wanted: float) -> Interval:
    """A mean's interval at another confidence, from the one that was kept of it.

    Args:
        limits: of ``mean``.
        number: of values.
        confidence: that the limits hold the mean with.
        wanted: that the result is to hold it with.
    """
    centre, reach = (limits.lower + limits.upper) / 2, (limits.upper - limits.lower) / 2
    reach *= _t(number - 1, wanted) / _t(number - 1, confidence)
    return Interval(centre - reach, centre + reach)


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


@lru_cache(maxsize=4096)
def _t(freedom: int, confidence: float) -> float:
    """How many standard errors either side hold that share of Student's t.

    Newton's method from the normal's quantile, which lies below: the distribution's rise
    flattens, so no step overshoots. Large freedoms: Abramowitz and Stegun 26.7.5, three terms.
    """
    z = _z(confidence)
    if freedom > _SERIES_UP_TO:
        second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
        return z + (z**3 + z) / (4 * freedom) + second / freedom**2
    half = (freedom + 1) / 2
    height = math.exp(math.lgamma(half) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    t = z
    for _ in range(100):
        density = 2 * height * (1 + t * t / freedom) ** -half
        step = (confidence - _within(t, freedom)) / density
        t += step
        if step < t * 1e-12:
            break
    return t


def _within(t: float, freedom: int) -> float:
    """Share of Student's t within ``t`` of nought: Abramowitz and Stegun 26.7.3 and 26.7.4."""
    odd = freedom % 2 == 1
    angle = math.atan(t / math.sqrt(freedom))
    square = math.cos(angle) ** 2
    term = math.cos(angle) if odd else 1.0
    total = 0.0 if freedom == 1 else term
    for step in range(2 if odd else 1, freedom - 2, 2):
        term *= square * step / (step + 1)
        total += term
    inside = math.sin(angle) * total
    return 2 * (angle + inside) / math.pi if odd else inside


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
