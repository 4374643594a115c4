"""A month's figure compared with England, the region, neighbours, good authorities, last year.

Here: each comparison, and the place among all authorities. Not here: the formulae
(``statistics.comparison``), targets (``targets``), or which published year holds
(``benchmarks.latest_before``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.indicators.benchmarks import GOOD, latest_before, of_period
from ae_pipeline.indicators.figure import required
from ae_pipeline.indicators.judgement import Comparator, Comparison, DifferenceMethod
from ae_pipeline.indicators.reading import read
from ae_pipeline.indicators.values import MULTIPLIER, STORED_DECIMALS, stored
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.statistics.comparison import (
    Side,
    Standing,
    against_fixed,
    difference,
    newcombe,
    of_difference,
    standing,
)
from ae_pipeline.statistics.intervals import Interval
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from ae_pipeline.indicators.areas import Areas
    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.published.value import PublishedValue
    from ae_pipeline.measures.definition import MeasureInfo


@dataclass(frozen=True)
class _Other:
    """What a figure is compared with."""

    name: str
    period: str
    value: Decimal
    authorities: int | None
    figure: Figure | None
    """Our own earlier figure, where it is one with counts."""


def comparisons(
    measure: MeasureInfo,
    figure: Figure,
    published: Sequence[PublishedValue],
    before: Figure | None,
    areas: Areas,
) -> tuple[Comparison, ...]:
    """A figure compared with each comparator that has a value.

    England, the region, and the means of neighbours and of good authorities are taken as fixed:
    they are of so many people that their own chance is small compared with ours; a mean of
    authorities does not give the number of people behind it. Our own figure of the year before is
    another estimate, and the difference of the two is judged. Where that year was not run, our
    published figure of it stands in without a judgement: its number of people is not published.

    Args:
        measure: of the figure.
        figure: of everybody, with a value.
        published: figures of the measure.
        before: the figure of the same days a year earlier, if there is one.
        areas: whose codes are whose.
    """
    value = required(figure.value)
    compared = []
    for comparator, other in _others(measure, figure, published, before, areas).items():
        side, interval, method = _judged(measure, figure, other, comparator)
        compared.append(
            Comparison(
                comparator=comparator,
                comparator_name=other.name,
                comparator_period=other.period,
                comparator_value=other.value,
                authorities=other.authorities,
                difference=round_half_up(value - other.value, STORED_DECIMALS),
                difference_lower=None if interval is None else stored(interval.lower),
                difference_upper=None if interval is None else stored(interval.upper),
                method=method,
                reading=read(side, measure.polarity),
            )
        )
    return tuple(compared)


def place(measure: MeasureInfo, figure: Figure, authorities: Iterable[Decimal]) -> Standing | None:
    """Where a figure stands among the published ones of the other authorities; 1 is best.

    As published: a percentage published whole is not better by a tenth. None where polarity is
    none, or nobody else has published.
    """
    others = [float(round_half_up(value, measure.decimals)) for value in authorities]
    if measure.polarity is Polarity.NONE or not others:
        return None
    ascending = measure.polarity is Polarity.LOWER_IS_BETTER
    return standing(float(required(figure.published_value)), others, ascending=ascending)


def _others(
    measure: MeasureInfo,
    figure: Figure,
    published: Sequence[PublishedValue],
    before: Figure | None,
    areas: Areas,
) -> dict[Comparator, _Other]:
    end = figure.period_end
    england = latest_before(published, measure.id, areas.country, end)
    others = {}
    if england is not None:
        others[Comparator.ENGLAND] = _published("England", england)
        for comparator, code in (
            (Comparator.REGION, areas.region),
            (Comparator.NEIGHBOURS, areas.neighbours),
            (Comparator.GOOD, GOOD),
        ):
            other = of_period(published, measure.id, code, england.period)
            if other is not None:
                others[comparator] = _published(other.area_name, other)
    if before is not None:
        start, last = before.period_start, before.period_end
        period = str(last) if start == last else f"{start} to {last}"
        value = required(before.value)
        others[Comparator.LAST_YEAR] = _Other("a year before", period, value, None, before)
    elif (own := latest_before(published, measure.id, areas.authority, end)) is not None:
        others[Comparator.LAST_YEAR] = _published("our latest published year", own)
    return others


def _published(name: str, other: PublishedValue) -> _Other:
    return _Other(name, other.period, required(other.value), other.authorities, None)


def _judged(
    measure: MeasureInfo, figure: Figure, other: _Other, comparator: Comparator
) -> tuple[Side | None, Interval | None, DifferenceMethod]:
    """The side, the interval of the difference, and the method."""
    limits, before = figure.limits, other.figure
    if limits is None:
        return None, None, DifferenceMethod.NONE
    if comparator is not Comparator.LAST_YEAR:
        fixed = float(other.value)
        interval = Interval(limits.lower - fixed, limits.upper - fixed)
        return against_fixed(limits, fixed), interval, DifferenceMethod.FIXED
    if before is None or before.limits is None:
        return None, None, DifferenceMethod.NONE
    if measure.unit is Unit.PERCENT:
        apart = newcombe(*figure.counts, *before.counts)
        many = MULTIPLIER[measure.unit]
        interval = Interval(apart.lower * many, apart.upper * many)
        return of_difference(interval), interval, DifferenceMethod.NEWCOMBE
    interval = difference(float(required(figure.value)), limits, float(other.value), before.limits)
    return of_difference(interval), interval, DifferenceMethod.DIFFERENCE
