"""What a month's figure of a measure is judged to mean: the records, and nothing that fills them.

A ``Judgement`` is put together by ``assessment``; the warehouse keeps it in
``indicator_assessment``, ``indicator_comparison`` and ``indicator_gap``. The attributes of its
parts bear the names of the columns that keep them. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ae_pipeline.indicators.reading import Reading
from ae_pipeline.indicators.values import stored

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.reading import AssuranceReading, TrendReading, VariationReading
    from ae_pipeline.indicators.targets import Rag
    from ae_pipeline.indicators.trajectory import Trajectory
    from ae_pipeline.indicators.trust import Trust
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Month
    from ae_pipeline.statistics.intervals import Method


class Comparator(StrEnum):
    """Whom a figure is compared with."""

    ENGLAND = "england"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    GOOD = "good"
    LAST_YEAR = "last_year"


class DifferenceMethod(StrEnum):
    """How the interval of a difference is found."""

    FIXED = "fixed"
    """The other figure is taken as it is: that of a country, or a mean of many authorities."""
    NEWCOMBE = "newcombe"
    """The difference of two percentages, each of so many people."""
    DIFFERENCE = "difference"
    """The difference of two estimates with their intervals."""
    NONE = "none"
    """One of them has no interval: the difference is shown, and not judged."""


@dataclass(frozen=True)
class Benchmark:
    """Published figures of the latest year that ended by the figure's last day.

    Attributes:
        benchmark_period: that year; none where England publishes nothing.
        england: England's value, in the measure's unit.
        statistical_neighbours: mean of the neighbours' values of the same year.
    """

    benchmark_period: str | None
    england: Decimal | None
    statistical_neighbours: Decimal | None


@dataclass(frozen=True)
class Certainty:
    """How the figure's confidence interval is found.

    Attributes:
        interval_method: of the 95% interval.
        lower_998: of the 99.8% interval, in the measure's unit.
        upper_998: likewise.
    """

    interval_method: Method
    lower_998: Decimal | None
    upper_998: Decimal | None


@dataclass(frozen=True)
class Rank:
    """The figure's place among the authorities of England; 1 is best.

    Attributes:
        rank: none where it is not ranked.
        ranked: authorities that are, this one included.
        quartile: 1 is the best quarter; none among fewer than four authorities.
    """

    rank: int | None
    ranked: int | None
    quartile: int | None


@dataclass(frozen=True)
class AgainstTarget:
    """The figure and the plan's target.

    Attributes:
        target: what the plan sets, in words, with the published figure it turns on.
        target_number: what that comes to on the figure's last day.
        rag: whether the figure meets it, from the figure alone.
        against_target: whether it does beyond its 95% confidence interval.
    """

    target: str
    target_number: Decimal | None
    rag: Rag
    against_target: Reading


@dataclass(frozen=True)
class TrendJudgement:
    """Up to five figures that share no day, tested for a trend.

    Attributes:
        trend: in words.
        trend_statistic: chi-square, one degree of freedom.
        trend_change: latest less earliest figure, in the measure's unit.
        trend_points: how many figures there are.
    """

    trend: TrendReading
    trend_statistic: Decimal | None
    trend_change: Decimal | None
    trend_points: int


@dataclass(frozen=True)
class VariationJudgement:
    """The latest point of a chart of statistical process control.

    Attributes:
        variation: special or common cause, in words.
        variation_rule: the rule that a special cause is found by.
        assurance: whether the process meets its target.
        centre: mean of the points, in the measure's unit.
        lower_limit: process limit.
        upper_limit: process limit.
        trial_limits: whether the limits come from fewer than twelve points.
        variation_points: how many points there are.
    """

    variation: VariationReading
    variation_rule: str | None
    assurance: AssuranceReading
    centre: Decimal | None
    lower_limit: Decimal | None
    upper_limit: Decimal | None
    trial_limits: bool | None
    variation_points: int


@dataclass(frozen=True)
class Comparison:
    """The figure compared with one other.

    Attributes:
        comparator: whose figure the other is.
        comparator_name: in words.
        comparator_period: that the other is of.
        comparator_value: in the measure's unit.
        authorities: in the mean, where it is one.
        difference: ours less theirs, in the measure's unit.
        difference_lower: of its 95% confidence interval.
        difference_upper: likewise.
        method: how that is found.
        reading: better, similar, worse and so on.
    """

    comparator: Comparator
    comparator_name: str
    comparator_period: str
    comparator_value: Decimal
    authorities: int | None
    difference: Decimal
    difference_lower: Decimal | None
    difference_upper: Decimal | None
    method: DifferenceMethod
    reading: Reading


@dataclass(frozen=True)
class Gap:
    """A group of children compared with others, in the figure's period.

    Attributes:
        breakdown: that has the groups.
        category: the group.
        compared_with: the others.
        numerator: of the group.
        denominator: of the group.
        other_numerator: of the others.
        other_denominator: of the others.
        value: of the group, in the measure's unit.
        other_value: of the others.
        gap: the group's value less the others'.
        gap_lower: of its 95% confidence interval.
        gap_upper: likewise.
        ratio: the group's value by the others'; none where theirs is nought.
        ratio_lower: of its 95% confidence interval.
        ratio_upper: likewise.
        method: how the interval of the gap is found.
        reading: of the group: better, similar, worse and so on.
    """

    breakdown: str
    category: str
    compared_with: str
    period_start: date
    period_end: date
    numerator: int
    denominator: int
    other_numerator: int
    other_denominator: int
    value: Decimal
    other_value: Decimal
    gap: Decimal
    gap_lower: Decimal | None
    gap_upper: Decimal | None
    ratio: Decimal | None
    ratio_lower: Decimal | None
    ratio_upper: Decimal | None
    method: DifferenceMethod
    reading: Reading


@dataclass(frozen=True)
class Judgement:
    """A month's headline figure of a measure, judged from every side.

    Attributes:
        month: reporting month.
        measure: whose figure it is.
        figure: of everybody, in the period of the key indicator.
        benchmark: England and the neighbours.
        certainty: its confidence interval.
        rank: its place among authorities.
        target: the plan's target, and whether it is met.
        trend: of the latest figures.
        variation: of the chart that it is the latest point of.
        trajectory: forecast for the plan's end; none where there is none.
        trust: how far the figure can be relied on.
        comparisons: with others; none for a figure without a value.
        gaps: between groups; none for a figure without a value.
    """

    month: Month
    measure: MeasureInfo
    figure: Figure
    benchmark: Benchmark
    certainty: Certainty
    rank: Rank
    target: AgainstTarget
    trend: TrendJudgement
    variation: VariationJudgement
    trajectory: Trajectory | None
    trust: Trust
    comparisons: tuple[Comparison, ...]
    gaps: tuple[Gap, ...]

    @property
    def against_england(self) -> Reading:
        """Whether the figure is better or worse than England's."""
        england = self.compared_with(Comparator.ENGLAND)
        return Reading.NOT_COMPARED if england is None else england.reading

    @property
    def chance(self) -> str:
        """The chance that the target is met in the end, in words."""
        return "not forecast" if self.trajectory is None else self.trajectory.chance_words

    @property
    def chance_of_target(self) -> Decimal | None:
        """The same from 0 to 1; none where there is no forecast, or no number to meet."""
        if self.trajectory is None or self.trajectory.chance is None:
            return None
        return stored(self.trajectory.chance)

    def compared_with(self, comparator: Comparator) -> Comparison | None:
        """The comparison with one comparator, where there is one."""
        return next((each for each in self.comparisons if each.comparator is comparator), None)
