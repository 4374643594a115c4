"""A month's figure of a measure, judged from every side: a ``Judgement``.

Here: one measure's judgements put together. Not here: each judgement (the modules and statistics
that this one calls), the words (``sentences``), or reading and writing (``warehouse``). Pure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.indicators.against_target import (
    POLARITY_OF,
    against_target,
    benchmark_of,
    reference_values,
)
from ae_pipeline.indicators.comparisons import comparisons, place
from ae_pipeline.indicators.figure import Figure, Status, required
from ae_pipeline.indicators.inequality import gaps
from ae_pipeline.indicators.judgement import (
    AgainstTarget,
    Benchmark,
    Certainty,
    Judgement,
    Rank,
    TrendJudgement,
    VariationJudgement,
)
from ae_pipeline.indicators.reading import read_assurance, read_trend, read_variation
from ae_pipeline.indicators.series import trend_series, variation_series, year_before
from ae_pipeline.indicators.trajectory import end_goal, trajectory
from ae_pipeline.indicators.values import MULTIPLIER, SIGNED, interval_of, stored
from ae_pipeline.measures.definition import Unit
from ae_pipeline.statistics.intervals import Interval, Method, poisson, widened
from ae_pipeline.statistics.trend import Trend, TrendResult, proportion_trend, weighted_trend
from ae_pipeline.statistics.variation import Variation, latest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from ae_pipeline.indicators.areas import Areas
    from ae_pipeline.indicators.judging import Judging
    from ae_pipeline.indicators.published.value import PublishedValue
    from ae_pipeline.indicators.targets import Plan, Target
    from ae_pipeline.indicators.trajectory import Trajectory
    from ae_pipeline.indicators.trust import Trust
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Month, Period

_ALMOST_SURE = 0.998


@dataclass(frozen=True)
class Basis:
    """What a council decides, and whom it is compared with.

    Attributes:
        plan: its targets.
        judging: groups to compare, seasonal measures.
        areas: whose codes are whose.
    """

    plan: Plan
    judging: Judging
    areas: Areas


@dataclass(frozen=True)
class FigureContext:
    """What one measure's figure of a month is judged by.

    Attributes:
        figure: the current figure of everybody, in the period of the key indicator.
        breakdowns: the current figures of the same period by breakdown.
        totals: every current figure of everybody, by period.
        published: figures of the measure: ours, England's, the means and the comparators.
        authorities: published values of all other authorities, of England's latest year.
        trust: how far the figure can be relied on.
    """

    figure: Figure
    breakdowns: Sequence[Figure]
    totals: Mapping[Period, Figure]
    published: Sequence[PublishedValue]
    authorities: Sequence[Decimal]
    trust: Trust


def judgement_of(measure: Measure, month: Month, context: FigureContext, basis: Basis) -> Judgement:
    """Judge a month's figure of a measure.

    A figure without a value is judged in nothing but its target and trust.
    """
    info, figure, areas = measure.info, context.figure, basis.areas
    target = basis.plan.target(measure.id)
    has_value = figure.value is not None
    before = year_before(measure, month, context.totals)
    benchmark = benchmark_of(figure, context.published, areas)
    beside_target = against_target(figure, info, target, context.published, areas)
    return Judgement(
        month=month,
        measure=info,
        figure=figure,
        benchmark=benchmark,
        certainty=_certainty(info, figure),
        rank=_rank(info, figure, context.authorities, benchmark),
        target=beside_target,
        trend=_trend(measure, month, context.totals),
        variation=_variation(measure, month, context.totals, basis.judging, target, beside_target),
        trajectory=_trajectory(info, month, context, target, basis) if has_value else None,
        trust=context.trust,
        comparisons=(
            comparisons(info, figure, context.published, before, areas) if has_value else ()
        ),
        gaps=gaps(info, context.breakdowns, basis.judging.gaps) if has_value else (),
    )


def _certainty(measure: MeasureInfo, figure: Figure) -> Certainty:
    """The method of the interval, and the limits that are almost surely wide enough."""
    method, limits = Method.NONE, figure.limits
    if limits is not None and figure.status is Status.OK:
        numerator, denominator = figure.counts
        if measure.unit is Unit.MEAN:
            method, limits = Method.T, widened(limits, denominator, 0.95, _ALMOST_SURE)
        else:
            limits, method = interval_of(numerator, denominator, measure, _ALMOST_SURE)
    return Certainty(
        interval_method=method,
        lower_998=None if limits is None else stored(limits.lower),
        upper_998=None if limits is None else stored(limits.upper),
    )


def _rank(
    measure: MeasureInfo, figure: Figure, authorities: Sequence[Decimal], benchmark: Benchmark
) -> Rank:
    """Among authorities of the year that England is compared in; none without a value."""
    standing = None
    if figure.value is not None and benchmark.benchmark_period is not None:
        standing = place(measure, figure, authorities)
    if standing is None:
        return Rank(None, None, None)
    return Rank(standing.rank, standing.of, standing.quartile)


def _trend(measure: Measure, month: Month, totals: Mapping[Period, Figure]) -> TrendJudgement:
    info = measure.info
    points = trend_series(measure, month, totals)
    result = TrendResult(Trend.CANNOT_BE_CALCULATED, None, len(points), None)
    many = 1
    if info.unit is Unit.PERCENT and info.of_people:
        result = proportion_trend([figure.counts for figure in points])
        many = MULTIPLIER[info.unit]
    else:
        weighed = [(float(required(each.value)), _weight(info, each)) for each in points]
        certain = [(value, limits) for value, limits in weighed if limits is not None]
        if len(certain) == len(points):
            result = weighted_trend(certain)
    return TrendJudgement(
        trend=read_trend(result.trend, info.polarity),
        trend_statistic=None if result.statistic is None else stored(result.statistic),
        trend_change=None if result.change is None else stored(result.change * many),
        trend_points=result.points,
    )


def _weight(measure: MeasureInfo, figure: Figure) -> Interval | None:
    """The interval that a point of a trend weighs by; a number of events has that of its chance."""
    if measure.unit is Unit.COUNT and figure.denominator is None and measure.scale == 1:
        return poisson(required(figure.numerator))
    return figure.limits


def _variation(
    measure: Measure,
    month: Month,
    totals: Mapping[Period, Figure],
    judging: Judging,
    target: Target,
    beside_target: AgainstTarget,
) -> VariationJudgement:
    info = measure.info
    points = variation_series(measure, month, totals)
    chart: Variation | None = None
    if info.id not in judging.seasonal and len(points) >= judging.least_points:
        chart = latest([float(required(each.value)) for each in points], _bounds(info))
    limits = None if chart is None else chart.limits
    cause = None if chart is None else chart.cause
    number = beside_target.target_number
    return VariationJudgement(
        variation=read_variation(chart, info.polarity),
        variation_rule=None if cause is None else cause.rule.value,
        assurance=read_assurance(
            limits,
            None if number is None else float(number),
            info.polarity if target.direction is None else POLARITY_OF[target.direction],
        ),
        centre=None if limits is None else stored(limits.centre),
        lower_limit=None if limits is None else stored(limits.lower),
        upper_limit=None if limits is None else stored(limits.upper),
        trial_limits=None if limits is None else limits.trial,
        variation_points=len(points),
    )


def _bounds(measure: MeasureInfo) -> tuple[float, float]:
    """What values of the measure cannot pass."""
    if measure.unit in SIGNED:
        return (-math.inf, math.inf)
    return (0, 100) if measure.unit is Unit.PERCENT and measure.of_people else (0, math.inf)


def _trajectory(
    measure: MeasureInfo, month: Month, context: FigureContext, target: Target, basis: Basis
) -> Trajectory | None:
    references = reference_values(target, context.published, basis.areas, month.end)
    own = [each for each in context.published if each.area_code == basis.areas.authority]
    return trajectory(
        measure,
        target,
        own,
        context.figure,
        on=month.end,
        goal=end_goal(target, *references),
        ends=basis.plan.ends,
    )
