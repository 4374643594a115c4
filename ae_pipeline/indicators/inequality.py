"""Gaps between groups of children: a month's figure of one compared with that of others.

Here: from the counts by breakdown to gaps and ratios with confidence intervals.
Not here: which groups (``judging``), or the formulae (``statistics.comparison``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.indicators.judgement import DifferenceMethod, Gap
from ae_pipeline.indicators.reading import Reading, read
from ae_pipeline.indicators.values import MULTIPLIER, OF_EVENTS, STORED_DECIMALS, quotient, stored
from ae_pipeline.measures.ages import NOT_KNOWN
from ae_pipeline.measures.definition import Unit
from ae_pipeline.statistics.comparison import (
    difference,
    newcombe,
    of_difference,
    rate_ratio,
    ratio,
)
from ae_pipeline.statistics.intervals import Interval
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.judging import GapRule
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Period


@dataclass(frozen=True)
class _Side:
    """A group's counts, and the interval that its figure has where it is one category."""

    numerator: int
    denominator: int
    limits: Interval | None


def gaps(
    measure: MeasureInfo, figures: Iterable[Figure], rules: Sequence[GapRule]
) -> tuple[Gap, ...]:
    """The gaps of one measure in one period.

    A gap is the group's value less that of those it is compared with; those whose category is not
    known are in neither. Percentages of people have Newcombe's interval, and the ratio of both
    with its own; rates and means the interval of a difference, where both sides are one category. A
    measure without denominators by breakdown, and one whose categories do not add up (a median),
    has no gaps; nor has a side without anybody.

    Args:
        measure: what is compared.
        figures: its current figures of the period, of every breakdown.
        rules: groups to compare, which is the order of the gaps.
    """
    if not measure.adds_up:
        return ()
    by_breakdown: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        if figure.denominator is not None and figure.numerator is not None:
            by_breakdown.setdefault(figure.breakdown, {})[figure.category] = figure
    measured = []
    for rule in rules:
        if rule.key_indicators and rule.key_indicators.isdisjoint(measure.key_indicators):
            continue
        categories = by_breakdown.get(rule.breakdown, {})
        for name, group, others, compared_with in _sides(rule, categories):
            group_side, other_side = _side(categories, group), _side(categories, others)
            if group_side is None or other_side is None:
                continue
            period = next(iter(categories.values())).period
            called = (rule.breakdown, name, compared_with)
            measured.append(_gap(measure, period, called, group_side, other_side))
    return tuple(measured)


def _sides(
    rule: GapRule, categories: Mapping[str, Figure]
) -> Iterator[tuple[str, Sequence[str], Sequence[str], str]]:
    """Name and categories of a rule's groups, and those of the others."""
    there = [category for category in categories if category != NOT_KNOWN]
    groups = [(rule.name, rule.group)] if rule.group else [(each, (each,)) for each in there]
    for name, group in groups:
        rest = [each for each in there if each not in group]
        yield name, group, rule.against or rest, rule.others


def _side(figures: Mapping[str, Figure], categories: Sequence[str]) -> _Side | None:
    members = [figures[category] for category in categories if category in figures]
    counts = [figure.counts for figure in members]
    denominator = sum(each for _, each in counts)
    if denominator == 0:
        return None
    limits = members[0].limits if len(members) == 1 else None
    return _Side(sum(each for each, _ in counts), denominator, limits)


def _gap(
    measure: MeasureInfo, period: Period, called: tuple[str, str, str], group: _Side, others: _Side
) -> Gap:
    values = [
        quotient(side.numerator, side.denominator, measure.unit, measure.scale)
        for side in (group, others)
    ]
    interval, times, method = None, None, DifferenceMethod.NONE
    counts = (group.numerator, group.denominator, others.numerator, others.denominator)
    if measure.unit is Unit.PERCENT and measure.of_people:
        limits = newcombe(*counts)
        many = MULTIPLIER[measure.unit]
        interval = Interval(limits.lower * many, limits.upper * many)
        method = DifferenceMethod.NEWCOMBE
        times = ratio(*counts)
    elif group.limits is not None and others.limits is not None:
        interval = difference(float(values[0]), group.limits, float(values[1]), others.limits)
        method = DifferenceMethod.DIFFERENCE
        if measure.unit in OF_EVENTS:
            times = rate_ratio(*counts)
    reading = (
        Reading.NOT_COMPARED
        if interval is None
        else read(of_difference(interval), measure.polarity)
    )
    breakdown, category, compared_with = called
    return Gap(
        breakdown=breakdown,
        category=category,
        compared_with=compared_with,
        period_start=period.start,
        period_end=period.end,
        numerator=group.numerator,
        denominator=group.denominator,
        other_numerator=others.numerator,
        other_denominator=others.denominator,
        value=round_half_up(values[0], STORED_DECIMALS),
        other_value=round_half_up(values[1], STORED_DECIMALS),
        gap=round_half_up(values[0] - values[1], STORED_DECIMALS),
        gap_lower=None if interval is None else stored(interval.lower),
        gap_upper=None if interval is None else stored(interval.upper),
        ratio=round_half_up(values[0] / values[1], STORED_DECIMALS) if values[1] else None,
        ratio_lower=None if times is None else stored(times.lower),
        ratio_upper=None if times is None else stored(times.upper),
        method=method,
        reading=reading,
    )
