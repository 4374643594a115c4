"""Recent trend: the rule of the Office for Health Improvement's Fingertips.

Here: whether the latest five points rise or fall by more than chance, and by how much. Directions
only: whether a rise is good is not known here (``indicators.reading``), nor is which points are
comparable, or like with like in a seasonal series.

A trend needs both: the statistic above the 99.8% point of chi-squared with one degree of freedom,
and a slope that keeps its sign on all five points and on leaving out each of them in turn.
"""

from __future__ import annotations

import math
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.statistics.intervals import Interval

POINTS = 5
"""Points that the rule looks at: the latest."""
SIGNIFICANT = 9.5495
"""The 99.8% point of chi-squared with one degree of freedom."""
_STANDARD_ERRORS = 3.92
"""Width of a 95% interval."""
_FLAT = 1e-12
"""A slope this small beside the values is rounding and not a slope."""


class Trend(StrEnum):
    """What the latest five points do."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_SIGNIFICANT_CHANGE = "no significant change"
    CANNOT_BE_CALCULATED = "cannot be calculated"


class TrendResult(NamedTuple):
    """A trend with its size: of many people even a tiny change is significant.

    Attributes:
        trend: in a word.
        statistic: chi-squared on one degree of freedom; None where it cannot be calculated.
        points: that were looked at, at most five.
        change: last value less first of the five, in the unit of the values (a proportion: of
            one); None where there is no trend to calculate.
    """

    trend: Trend
    statistic: float | None
    points: int
    change: float | None


class _Point(NamedTuple):
    time: int
    value: float
    weight: float


def proportion_trend(points: Sequence[tuple[int, int]]) -> TrendResult:
    """The trend of a proportion: chi-squared for trend, slopes of the logits.

    Where any of the five counts nobody or everybody, whose logit is infinite, a half is added to
    those in and to those out at all five (Haldane and Anscombe), so that no point is bent alone.
    Nobody, or everybody, at all five is no significant change with a statistic of nought.

    Args:
        points: (count, of) of each valid period, oldest first.

    Raises:
        ValueError: if a point is not a proportion: 0 <= count <= of and of > 0.
    """
    latest = points[-POINTS:]
    for count, of in latest:
        if of <= 0 or not 0 <= count <= of:
            raise ValueError(f"a proportion needs 0 <= count <= of and of > 0, not {count} of {of}")
    if len(latest) < POINTS:
        return _too_few(len(latest))
    half = 0.5 if any(count in {0, of} for count, of in latest) else 0.0
    logits = [
        _Point(time, math.log((count + half) / (of - count + half)), 1.0)
        for time, (count, of) in enumerate(latest, 1)
    ]
    first, last = (Fraction(*latest[end]) for end in (0, -1))
    return _judged(_chi_squared_for_trend(latest), logits, float(last - first))


def weighted_trend(points: Sequence[tuple[float, Interval]]) -> TrendResult:
    """The trend of a rate, a mean, or whatever has an interval: a weighted straight line.

    Each point weighs by its standard error, taken from the width of its interval.

    Args:
        points: (value, its 95% interval) of each valid period, oldest first.

    Raises:
        ValueError: if an interval has no width: such a point has no weight.
    """
    latest = points[-POINTS:]
    widths = [limits.upper - limits.lower for _, limits in latest]
    if not all(width > 0 for width in widths):
        raise ValueError("a trend weighs each point by the width of its interval: one has none")
    if len(latest) < POINTS:
        return _too_few(len(latest))
    weighed = [
        _Point(time, value, (width / _STANDARD_ERRORS) ** -2)
        for time, ((value, _), width) in enumerate(zip(latest, widths, strict=True), 1)
    ]
    slope, precision = _line(weighed)
    return _judged(slope**2 * precision, weighed, latest[-1][0] - latest[0][0])


def _too_few(points: int) -> TrendResult:
    return TrendResult(Trend.CANNOT_BE_CALCULATED, None, points, None)


def _judged(statistic: float, points: list[_Point], change: float) -> TrendResult:
    trend = Trend.NO_SIGNIFICANT_CHANGE
    if statistic > SIGNIFICANT:
        fits = [points, *([other for other in points if other != point] for point in points)]
        signs = {_sign(fit) for fit in fits}
        if signs == {1}:
            trend = Trend.INCREASING
        elif signs == {-1}:
            trend = Trend.DECREASING
    return TrendResult(trend, statistic, len(points), change)


def _chi_squared_for_trend(points: Sequence[tuple[int, int]]) -> float:
    """Cochran and Armitage's statistic, in whole numbers until the last division."""
    timed = list(enumerate(points, 1))
    everybody = sum(of for _, of in points)
    counted = sum(count for count, _ in points)
    if counted in {0, everybody}:
        return 0.0
    timed_count = sum(time * count for time, (count, _) in timed)
    timed_of = sum(time * of for time, (_, of) in timed)
    timed_square = sum(time * time * of for time, (_, of) in timed)
    above = everybody * (everybody * timed_count - counted * timed_of) ** 2
    spread = everybody * timed_square - timed_of**2
    return float(Fraction(above, counted * (everybody - counted) * spread))


def _line(points: list[_Point]) -> tuple[float, float]:
    """Slope of the weighted straight line, and one over its squared standard error."""
    weight = sum(point.weight for point in points)
    middle = sum(point.weight * point.time for point in points) / weight
    level = sum(point.weight * point.value for point in points) / weight
    precision = sum(point.weight * (point.time - middle) ** 2 for point in points)
    joint = sum(point.weight * (point.time - middle) * (point.value - level) for point in points)
    return joint / precision, precision


def _sign(points: list[_Point]) -> int:
    slope, _ = _line(points)
    if abs(slope) <= _FLAT * max(abs(point.value) for point in points):
        return 0
    return 1 if slope > 0 else -1
