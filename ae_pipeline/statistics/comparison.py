"""Comparing an estimate: with a fixed value, with another estimate, and among many.

Here: which side of a value an interval lies on, the difference and the ratio of two independent
estimates with their intervals, and a place in a ranking. Directions only: whether higher is
better is not known here (``indicators.reading``).

Two estimates are compared by the interval of their difference, never by whether their own two
intervals overlap, which misses differences that are there. Difference and ratio are found in the
same way from the same limits (MOVER), so they cannot contradict each other: the ratio's interval
leaves out one exactly where the difference's leaves out nought.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ae_pipeline.statistics.intervals import Interval, poisson, wilson

if TYPE_CHECKING:
    from collections.abc import Iterable

QUARTERS = 4


class Side(StrEnum):
    """Where an estimate lies, beyond what chance explains."""

    HIGHER = "higher"
    SIMILAR = "similar"
    LOWER = "lower"


class Standing(NamedTuple):
    """A place among authorities.

    Attributes:
        rank: 1 is first; those who tie share the better place (1, 2, 2, 4).
        of: how many were ranked, this one included.
        quartile: 1 to 4; in 1 fewer than a quarter of all are ahead. Ties share it. None among
            fewer than four.
    """

    rank: int
    of: int
    quartile: int | None


def against_fixed(interval: Interval, value: float) -> Side:
    """The side of a value without uncertainty (England, a target) that an interval lies on.

    An interval that touches the value is similar.
    """
    if interval.lower > value:
        return Side.HIGHER
    return Side.LOWER if interval.upper < value else Side.SIMILAR


def of_difference(interval: Interval) -> Side:
    """The side that the first of two estimates lies on, by the interval of their difference."""
    return against_fixed(interval, 0)


def newcombe(count: int, of: int, other: int, other_of: int, confidence: float = 0.95) -> Interval:
    """Limits of ``count / of - other / other_of``, as proportions, each of other people.

    Newcombe's hybrid of two Wilson intervals (1998, method 10).

    Raises:
        ValueError: if either is not a proportion (see ``wilson``).
    """
    limits, other_limits = wilson(count, of, confidence), wilson(other, other_of, confidence)
    return difference(count / of, limits, other / other_of, other_limits)


def difference(estimate: float, limits: Interval, other: float, other_limits: Interval) -> Interval:
    """Limits of ``estimate - other`` for independent estimates in one unit: rates, means.

    The squares of the distances to the limits that matter are added (MOVER; Zou and Donner
    2008). The result has the confidence that both intervals have.
    """
    gap = estimate - other
    return Interval(
        gap - math.hypot(estimate - limits.lower, other_limits.upper - other),
        gap + math.hypot(limits.upper - estimate, other - other_limits.lower),
    )


def ratio(
    count: int, of: int, other: int, other_of: int, confidence: float = 0.95
) -> Interval | None:
    """Limits of the ratio of two proportions, ``count / of`` to ``other / other_of``.

    MOVER-R on Wilson limits. Katz's logarithmic interval was not taken: it is poor unless the
    numbers are large (Fagerland and others 2011), and needs something added to an empty cell.

    Returns:
        None where nobody is counted in the other: there is no ratio. Nobody in the first is a
        ratio of nought with an upper limit.

    Raises:
        ValueError: if either is not a proportion (see ``wilson``).
    """
    limits, other_limits = wilson(count, of, confidence), wilson(other, other_of, confidence)
    return ratio_of_estimates(count / of, limits, other / other_of, other_limits)


def rate_ratio(
    count: int, of: int, other: int, other_of: int, confidence: float = 0.95
) -> Interval | None:
    """Limits of the ratio of two rates of events in populations ``of`` and ``other_of``.

    As ``ratio``, on exact or Byar limits.

    Raises:
        ValueError: if a count is negative or a population not positive.
    """
    if of <= 0 or other_of <= 0:
        raise ValueError(f"a rate needs a population above nought, not {of} and {other_of}")
    events = ratio_of_estimates(
        count, poisson(count, confidence), other, poisson(other, confidence)
    )
    size = other_of / of
    return None if events is None else Interval(events.lower * size, events.upper * size)


def ratio_of_estimates(
    estimate: float, limits: Interval, other: float, other_limits: Interval
) -> Interval | None:
    """Limits of ``estimate / other`` for independent estimates in one unit.

    MOVER-R (Donner and Zou 2012): the ratios at which the difference of one estimate and so many
    times the other can no longer be told from nought.

    Returns:
        None where the other may be nought by its limits, and so the ratio anything, or where
        either may be negative.
    """
    if other_limits.lower <= 0 or limits.lower < 0:
        return None
    product = estimate * other
    low = limits.lower * (2 * estimate - limits.lower)
    high = limits.upper * (2 * estimate - limits.upper)
    other_low = other_limits.lower * (2 * other - other_limits.lower)
    other_high = other_limits.upper * (2 * other - other_limits.upper)
    # Solved for the smaller root through the larger, since other_high can be nought.
    below = product + _root(product**2 - low * other_high)
    above = product + _root(product**2 - high * other_low)
    return Interval(low / below if low else 0.0, above / other_low)


def standing(value: float, others: Iterable[float], *, ascending: bool = False) -> Standing:
    """The place of a value among others.

    Args:
        value: of this authority.
        others: of the rest, this one left out. Give published values, so that authorities that
            publish the same figure tie.
        ascending: whether the least comes first; else the greatest does.
    """
    rest = list(others)
    ahead = sum(other < value if ascending else other > value for other in rest)
    of = len(rest) + 1
    return Standing(ahead + 1, of, None if of < QUARTERS else 1 + QUARTERS * ahead // of)


def _root(square: float) -> float:
    """A square root of what cannot be negative but for rounding."""
    return math.sqrt(max(square, 0.0))
