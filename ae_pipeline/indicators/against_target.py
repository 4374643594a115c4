"""A month's figure, the published benchmarks of its year, and the target that the plan sets.

Here: putting a figure, its benchmarks and its target together. Not here: the rule for the word
(``targets.judge``). Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.benchmarks import latest_before, of_period
from ae_pipeline.indicators.figure import required
from ae_pipeline.indicators.judgement import AgainstTarget, Benchmark
from ae_pipeline.indicators.presentation import display
from ae_pipeline.indicators.reading import Reading, read
from ae_pipeline.indicators.targets import Direction, Kind, Rag, aim, judge
from ae_pipeline.measures.definition import Polarity
from ae_pipeline.statistics.comparison import against_fixed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from ae_pipeline.indicators.areas import Areas
    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.published.value import PublishedValue
    from ae_pipeline.indicators.targets import Target
    from ae_pipeline.measures.definition import MeasureInfo

POLARITY_OF = {
    Direction.INCREASE: Polarity.HIGHER_IS_BETTER,
    Direction.REDUCE: Polarity.LOWER_IS_BETTER,
}
"""Which side of a target is the better one, by the direction that the plan sets."""


def benchmark_of(figure: Figure, published: Sequence[PublishedValue], areas: Areas) -> Benchmark:
    """England and the neighbours in the latest published year that ended by the figure's last day.

    So an old month is not compared with what was published later.
    """
    england = latest_before(published, figure.measure_id, areas.country, figure.period_end)
    if england is None:
        return Benchmark(None, None, None)
    near = of_period(published, figure.measure_id, areas.neighbours, england.period)
    return Benchmark(england.period, england.value, None if near is None else near.value)


def against_target(
    figure: Figure,
    measure: MeasureInfo,
    target: Target,
    published: Sequence[PublishedValue],
    areas: Areas,
) -> AgainstTarget:
    """Whether a figure meets its target, and whether it does beyond its confidence interval.

    A figure that ends with or before the baseline year is not judged: the plan had not begun.

    Args:
        figure: of everybody.
        measure: whose figure it is.
        target: of the measure.
        published: figures of the measure: of the authority, England, the neighbours and the
            target's comparator.
        areas: whose codes are whose.
    """
    end = figure.period_end
    comparator, baseline = _references(target, published, areas, end)
    values = _value(comparator), _value(baseline)
    rag = judge(target, figure.published_value, *values, measure.decimals, end)
    if rag is not Rag.NO_TARGET and baseline is not None and end <= baseline.period_end:
        rag = Rag.NOT_JUDGED
    number, limits = aim(target, *values, end), figure.limits
    reading = Reading.NOT_COMPARED
    if number is not None and limits is not None and target.direction is not None:
        side = against_fixed(limits, float(number))
        reading = read(side, POLARITY_OF[target.direction])
    words = _in_words(target, comparator, baseline, measure, end)
    return AgainstTarget(words, number, rag, reading)


def reference_values(
    target: Target, published: Sequence[PublishedValue], areas: Areas, on: date
) -> tuple[Decimal | None, Decimal | None]:
    """The published values of a target's comparator, as known on a day, and of its baseline.

    Args:
        target: of a measure.
        published: figures of the measure.
        areas: whose codes are whose.
        on: the day.
    """
    comparator, baseline = _references(target, published, areas, on)
    return _value(comparator), _value(baseline)


def _references(
    target: Target, published: Sequence[PublishedValue], areas: Areas, on: date
) -> tuple[PublishedValue | None, PublishedValue | None]:
    """What a target compares with: the published figures of its comparator and its baseline."""
    comparator = baseline = None
    if target.comparator is not None:
        comparator = latest_before(published, target.measure_id, target.comparator, on)
    if target.baseline_period is not None:
        baseline = of_period(published, target.measure_id, areas.authority, target.baseline_period)
    return comparator, baseline


def _value(published: PublishedValue | None) -> Decimal | None:
    return None if published is None else published.value


def _in_words(
    target: Target,
    comparator: PublishedValue | None,
    baseline: PublishedValue | None,
    measure: MeasureInfo,
    on: date,
) -> str:
    """The target in words, with the published figure it turns on."""
    if target.kind is Kind.NONE:
        return "none"
    more = target.direction is Direction.INCREASE
    bound = "or more" if more else "or less"
    if target.kind in {Kind.ABSOLUTE, Kind.TRAJECTORY}:
        number = target.number(on)
        if number is None:
            return "set, but the plan has no number for this year"
        return f"{display(number, measure.unit, measure.decimals)} {bound}"
    reference = comparator if target.kind is Kind.BENCHMARK else baseline
    if reference is None:
        what = target.comparator if target.kind is Kind.BENCHMARK else target.baseline_period
        return f"set, but the figure to compare with ({what}) is not published"
    figure = display(required(reference.value), measure.unit, measure.decimals)
    if target.kind is Kind.BENCHMARK:
        return f"{figure} {bound} ({reference.area_name}, {reference.period})"
    return f"{'more' if more else 'less'} than {figure} ({reference.period})"
