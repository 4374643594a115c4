"""A month's figure beside others: England, the region, neighbours, good authorities, last year.

Here: rows of ``indicator_comparison`` and the place among all authorities. Not here: the formulae
(``statistics.comparison``), targets (``targets``), or which published year holds
(``benchmarks.latest_before``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ae_pipeline.indicators.benchmarks import GOOD, latest_before, of_period
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

    from ae_pipeline.indicators.key_indicators import Areas
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.history import Row


class Comparator(StrEnum):
    """Whom a figure is set beside."""

    ENGLAND = "england"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    GOOD = "good"
    LAST_YEAR = "last_year"


class Method(StrEnum):
    """How chance was taken into account."""

    FIXED = "fixed"
    """The other figure is taken as it is: that of a country, or a mean of many authorities."""
    NEWCOMBE = "newcombe"
    """The difference of two percentages, each of so many people."""
    DIFFERENCE = "difference"
    """The difference of two estimates with their intervals."""
    NONE = "none"
    """One of them has no interval: the difference is told, and not judged."""


@dataclass(frozen=True)
class _Other:
    """What a figure is set beside."""

    name: str
    period: str
    value: Decimal
    authorities: int | None
    row: Row | None
    """Our own earlier figure, where it is one with counts."""


def comparisons(
    month: Month,
    measure: MeasureInfo,
    figure: Row,
    published: Sequence[Row],
    before: Row | None,
    areas: Areas,
) -> list[dict[str, Any]]:
    """A figure beside each comparator that has a value.

    England, the region, and the means of neighbours and of good authorities are taken as fixed:
    they are of so many people that their own chance is small beside ours; a mean of authorities
    says nothing of how many people are behind it. Our own figure of the year before is another
    estimate, and the difference of the two is judged. Where that year was not run, our published
    figure of it stands in without a judgement: it does not say of how many people it is.

    Args:
        month: reporting month.
        measure: of the figure.
        figure: current row of ``indicator_value`` with a value.
        published: rows of ``benchmark_value`` of the measure.
        before: the current row of the same days a year earlier, if there is one.
        areas: whose codes are whose.

    Returns:
        Rows of ``indicator_comparison``.
    """
    found = []
    for comparator, other in _others(measure, figure, published, before, areas).items():
        side, interval, method = _judged(measure, figure, other, comparator)
        found.append(
            {
                "area_code": figure["area_code"],
                "month": str(month),
                "measure_id": measure.id,
                "comparator": comparator.value,
                "comparator_name": other.name,
                "comparator_period": other.period,
                "comparator_value": other.value,
                "authorities": other.authorities,
                "difference": round_half_up(figure["value"] - other.value, STORED_DECIMALS),
                "difference_lower": None if interval is None else stored(interval.lower),
                "difference_upper": None if interval is None else stored(interval.upper),
                "method": method.value,
                "reading": read(side, measure.polarity).value,
            }
        )
    return found


def place(measure: MeasureInfo, figure: Row, authorities: Iterable[Decimal]) -> Standing | None:
    """Where a figure stands among the published ones of the other authorities; 1 is best.

    As published: a percentage published whole is not better by a tenth. None where polarity is
    none, or nobody else has published.
    """
    others = [float(round_half_up(value, measure.decimals)) for value in authorities]
    if measure.polarity is Polarity.NONE or not others:
        return None
    ascending = measure.polarity is Polarity.LOWER_IS_BETTER
    return standing(float(figure["published_value"]), others, ascending=ascending)


def limits_of(figure: Row) -> Interval | None:
    """The 95% interval of a row of ``indicator_value``."""
    if figure["lower_95"] is None or figure["upper_95"] is None:
        return None
    return Interval(float(figure["lower_95"]), float(figure["upper_95"]))


def _others(
    measure: MeasureInfo,
    figure: Row,
    published: Sequence[Row],
    before: Row | None,
    areas: Areas,
) -> dict[Comparator, _Other]:
    end = figure["period_end"]
    england = latest_before(published, measure.id, areas.country, end)
    found = {}
    if england is not None:
        found[Comparator.ENGLAND] = _published("England", england)
        for comparator, code in (
            (Comparator.REGION, areas.region),
            (Comparator.NEIGHBOURS, areas.neighbours),
            (Comparator.GOOD, GOOD),
        ):
            row = of_period(published, measure.id, code, england["period"])
            if row is not None:
                found[comparator] = _published(row["area_name"], row)
    if before is not None:
        days = f"{before['period_start']} to {before['period_end']}"
        same = before["period_start"] == before["period_end"]
        period = str(before["period_end"]) if same else days
        found[Comparator.LAST_YEAR] = _Other("a year before", period, before["value"], None, before)
    elif (own := latest_before(published, measure.id, areas.authority, end)) is not None:
        found[Comparator.LAST_YEAR] = _published("our latest published year", own)
    return found


def _published(name: str, row: Row) -> _Other:
    return _Other(name, row["period"], row["value"], row["authorities"], None)


def _judged(
    measure: MeasureInfo, figure: Row, other: _Other, comparator: Comparator
) -> tuple[Side | None, Interval | None, Method]:
    """The side, the interval of the difference, and the method."""
    limits = limits_of(figure)
    if limits is None:
        return None, None, Method.NONE
    if comparator is not Comparator.LAST_YEAR:
        fixed = float(other.value)
        interval = Interval(limits.lower - fixed, limits.upper - fixed)
        return against_fixed(limits, fixed), interval, Method.FIXED
    if other.row is None or (other_limits := limits_of(other.row)) is None:
        return None, None, Method.NONE
    if measure.unit is Unit.PERCENT:
        counts = [row[name] for row in (figure, other.row) for name in ("numerator", "denominator")]
        apart = newcombe(*counts)
        many = MULTIPLIER[measure.unit]
        interval = Interval(apart.lower * many, apart.upper * many)
        return of_difference(interval), interval, Method.NEWCOMBE
    interval = difference(float(figure["value"]), limits, float(other.value), other_limits)
    return of_difference(interval), interval, Method.DIFFERENCE
