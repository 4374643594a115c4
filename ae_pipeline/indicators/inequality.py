"""Gaps between groups of children: a month's figure of one beside that of others.

Here: from the counts by breakdown to gaps and ratios with intervals: rows of ``indicator_gap``.
Not here: which groups (``judging``), or the formulae (``statistics.comparison``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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

    from ae_pipeline.indicators.judging import GapRule
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.history import Row


@dataclass(frozen=True)
class _Side:
    """A group's counts, and the interval that its figure has where it is one category."""

    numerator: int
    denominator: int
    limits: Interval | None


def gaps(
    month: Month, measure: MeasureInfo, rows: Iterable[Row], rules: Sequence[GapRule]
) -> list[dict[str, Any]]:
    """The gaps of one measure in one period.

    A gap is the group's value less that of those it is compared with; those whose category is not
    known are in neither. Percentages of people have Newcombe's interval, and the ratio of both
    with its own; rates and means the interval of a difference, where both sides are one category. A
    measure without denominators by breakdown, and one whose categories do not add up (a median),
    has no gaps; nor has a side without anybody.

    Args:
        month: reporting month.
        measure: what is compared.
        rows: its current figures of the period, of every breakdown.
        rules: groups to compare.

    Returns:
        Rows of ``indicator_gap``, in the order of the rules.
    """
    if not measure.adds_up:
        return []
    by_breakdown: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row["denominator"] is not None and row["numerator"] is not None:
            by_breakdown.setdefault(row["breakdown"], {})[row["category"]] = row
    found = []
    for rule in rules:
        if rule.key_indicators and rule.key_indicators.isdisjoint(measure.key_indicators):
            continue
        known = by_breakdown.get(rule.breakdown, {})
        for name, group, others, compared_with in _sides(rule, known):
            group_side, other_side = _side(known, group), _side(known, others)
            if group_side is None or other_side is None:
                continue
            any_row = next(iter(known.values()))
            found.append(
                {
                    "area_code": any_row["area_code"],
                    "month": str(month),
                    "measure_id": measure.id,
                    "breakdown": rule.breakdown,
                    "category": name,
                    "compared_with": compared_with,
                    "period_start": any_row["period_start"],
                    "period_end": any_row["period_end"],
                    **_gap(measure, group_side, other_side),
                }
            )
    return found


def _sides(
    rule: GapRule, known: Mapping[str, Row]
) -> Iterator[tuple[str, Sequence[str], Sequence[str], str]]:
    """Name and categories of a rule's groups, and those of the others."""
    there = [category for category in known if category != NOT_KNOWN]
    groups = [(rule.name, rule.group)] if rule.group else [(each, (each,)) for each in there]
    for name, group in groups:
        rest = [each for each in there if each not in group]
        yield name, group, rule.against or rest, rule.others


def _side(known: Mapping[str, Row], categories: Sequence[str]) -> _Side | None:
    rows = [known[category] for category in categories if category in known]
    denominator = sum(row["denominator"] for row in rows)
    if denominator == 0:
        return None
    limits = None
    if len(rows) == 1 and rows[0]["lower_95"] is not None:
        limits = Interval(float(rows[0]["lower_95"]), float(rows[0]["upper_95"]))
    return _Side(sum(row["numerator"] for row in rows), denominator, limits)


def _gap(measure: MeasureInfo, group: _Side, others: _Side) -> dict[str, Any]:
    values = [
        quotient(side.numerator, side.denominator, measure.unit, measure.scale)
        for side in (group, others)
    ]
    interval, times, method = None, None, "none"
    counts = (group.numerator, group.denominator, others.numerator, others.denominator)
    if measure.unit is Unit.PERCENT and measure.of_people:
        limits = newcombe(*counts)
        many = MULTIPLIER[measure.unit]
        interval, method = Interval(limits.lower * many, limits.upper * many), "newcombe"
        times = ratio(*counts)
    elif group.limits is not None and others.limits is not None:
        interval = difference(float(values[0]), group.limits, float(values[1]), others.limits)
        method = "difference"
        if measure.unit in OF_EVENTS:
            times = rate_ratio(*counts)
    reading = (
        Reading.NOT_COMPARED
        if interval is None
        else read(of_difference(interval), measure.polarity)
    )
    return {
        "numerator": group.numerator,
        "denominator": group.denominator,
        "other_numerator": others.numerator,
        "other_denominator": others.denominator,
        "value": round_half_up(values[0], STORED_DECIMALS),
        "other_value": round_half_up(values[1], STORED_DECIMALS),
        "gap": round_half_up(values[0] - values[1], STORED_DECIMALS),
        "gap_lower": None if interval is None else stored(interval.lower),
        "gap_upper": None if interval is None else stored(interval.upper),
        "ratio": round_half_up(values[0] / values[1], STORED_DECIMALS) if values[1] else None,
        "ratio_lower": None if times is None else stored(times.lower),
        "ratio_upper": None if times is None else stored(times.upper),
        "method": method,
        "reading": reading.value,
    }
