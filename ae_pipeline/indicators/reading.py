"""What a direction means: from higher and lower to better and worse, by a measure's polarity.

Here: the words for a comparison, a trend, variation and assurance. Not here: how they were judged
(``statistics``), or sentences made of them. Where polarity is none the words keep to the
direction, since the right level depends on need.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ae_pipeline.measures.definition import Polarity
from ae_pipeline.statistics.comparison import Side
from ae_pipeline.statistics.trend import Trend
from ae_pipeline.statistics.variation import Assurance, Direction, assurance

if TYPE_CHECKING:
    from ae_pipeline.statistics.variation import Limits, Variation


class Reading(StrEnum):
    """A figure beside another."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not compared"
    """There is nothing to compare with, or the figure has no interval."""


class TrendReading(StrEnum):
    """What the latest five points do, and whether that is good."""

    INCREASING_BETTER = "increasing and getting better"
    INCREASING_WORSE = "increasing and getting worse"
    INCREASING = "increasing"
    DECREASING_BETTER = "decreasing and getting better"
    DECREASING_WORSE = "decreasing and getting worse"
    DECREASING = "decreasing"
    NO_SIGNIFICANT_CHANGE = "no significant change"
    CANNOT_BE_CALCULATED = "cannot be calculated"


class VariationReading(StrEnum):
    """What the latest point of a chart says."""

    IMPROVEMENT = "special cause: improvement"
    CONCERN = "special cause: concern"
    NEITHER = "special cause"
    COMMON_CAUSE = "common cause"
    NO_CHART = "no chart"
    """Too few points, or a series that may not be charted."""


class AssuranceReading(StrEnum):
    """Whether the process, left as it is, meets its target."""

    PASSES = "consistently passes"
    FAILS = "consistently fails"
    HIT_AND_MISS = "hit and miss"
    NO_TARGET = "no target"
    """The plan sets none, or polarity does not say which side of it is good."""
    NO_CHART = "no chart"
    """There is a target, but no limits to hold it against."""


def read(side: Side | None, polarity: Polarity) -> Reading:
    """A comparison in a word; None is not compared."""
    if side is None:
        return Reading.NOT_COMPARED
    if side is Side.SIMILAR:
        return Reading.SIMILAR
    better = _is_better(polarity, up=side is Side.HIGHER)
    if better is None:
        return Reading(side.value)
    return Reading.BETTER if better else Reading.WORSE


def read_trend(trend: Trend, polarity: Polarity) -> TrendReading:
    """A trend in words."""
    if trend not in {Trend.INCREASING, Trend.DECREASING}:
        return TrendReading(trend.value)
    better = _is_better(polarity, up=trend is Trend.INCREASING)
    if better is None:
        return TrendReading(trend.value)
    return TrendReading(f"{trend.value} and getting {'better' if better else 'worse'}")


def read_variation(variation: Variation | None, polarity: Polarity) -> VariationReading:
    """The latest point in words; None, or no limits, is no chart."""
    if variation is None or variation.limits is None:
        return VariationReading.NO_CHART
    if variation.side is None:
        return VariationReading.COMMON_CAUSE
    better = _is_better(polarity, up=variation.side is Direction.UP)
    if better is None:
        return VariationReading.NEITHER
    return VariationReading.IMPROVEMENT if better else VariationReading.CONCERN


def read_assurance(
    limits: Limits | None, target: float | None, polarity: Polarity
) -> AssuranceReading:
    """Assurance in words."""
    if target is None or polarity is Polarity.NONE:
        return AssuranceReading.NO_TARGET
    if limits is None:
        return AssuranceReading.NO_CHART
    return _ASSURED[
        assurance(limits, target, higher_is_better=polarity is Polarity.HIGHER_IS_BETTER)
    ]


_ASSURED = {
    Assurance.PASSES: AssuranceReading.PASSES,
    Assurance.FAILS: AssuranceReading.FAILS,
    Assurance.HIT_AND_MISS: AssuranceReading.HIT_AND_MISS,
}


def _is_better(polarity: Polarity, *, up: bool) -> bool | None:
    if polarity is Polarity.NONE:
        return None
    return up is (polarity is Polarity.HIGHER_IS_BETTER)
