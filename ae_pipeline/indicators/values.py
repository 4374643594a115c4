"""From counts to figures: the only division in the pipeline.

Here: value, published value, 95% interval and status of each count. Not here: counting
(``measures``), whether a figure changed (``revisions``) or what it means (``targets``).

``value`` keeps six decimals so that an analyst can work with it. ``published_value`` is rounded
half up to the measure's decimals, from the whole numbers and not from ``value``: rounding twice
can be wrong. Every printed figure is the published one (``presentation``).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from ae_pipeline.indicators.figure import Figure, Status
from ae_pipeline.indicators.population import Estimate, population_on
from ae_pipeline.measures.definition import TOTAL, MeasureInfo, Unit
from ae_pipeline.statistics.intervals import (
    Interval,
    Method,
    mean,
    poisson,
    poisson_method,
    wilson,
)
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

STORED_DECIMALS = 6
MULTIPLIER = {
    Unit.PERCENT: 100,
    Unit.PERCENTAGE_POINTS: 100,
    Unit.PER_100: 100,
    Unit.PER_10_000: 10_000,
}
"""What a quotient is multiplied by in its unit; 1 in the others."""
_UNDIVIDED = {Unit.COUNT, Unit.NET, Unit.FTE, Unit.POUNDS}
"""Units of a number that stands for itself where it has no denominator."""
SIGNED = {Unit.PERCENTAGE_POINTS, Unit.NET, Unit.MEAN, Unit.DAYS, Unit.WEEKS}
"""Units of differences, and of averages of them: all others are negative by mistake alone."""
OF_EVENTS = {Unit.PER_100, Unit.PER_10_000}
Squares: TypeAlias = "Mapping[tuple[date, date, str, str], int]"
"""Sums of squared values, by first and last day, breakdown and category."""


def figures(
    counts: pd.DataFrame,
    measures: Mapping[str, MeasureInfo],
    population: Iterable[Estimate],
    area_code: str,
    squares: Mapping[str, Squares] | None = None,
) -> list[Figure]:
    """Divide the counts of one area.

    A measure of a published population is divided by that of the area on the period's last day.
    By a breakdown there is no such population here, and so no value (``x``).

    Args:
        counts: ``measures.definition.COUNT_COLUMNS``.
        measures: by id, every measure that is counted.
        population: estimates that rates are divided by.
        area_code: of the area counted.
        squares: by measure, how far the values behind a mean lie apart (``measures.spread``); a
            mean without has no interval.

    Raises:
        KeyError: if a count belongs to no measure given.
        ValueError: if a percentage counts more than its denominator, a count is negative, or a
            rate comes with a denominator that is not the population.
    """
    estimates = tuple(population)
    whole = counts.astype({"numerator": "Int64", "denominator": "Int64"})
    spreads = squares or {}
    return [
        _figure(
            row,
            measures[str(row["measure_id"])],
            estimates,
            area_code,
            spreads.get(str(row["measure_id"]), {}),
        )
        for row in whole.to_dict("records")
    ]


def quotient(numerator: int, denominator: int, unit: Unit, scale: int = 1) -> Fraction:
    """The exact value in the unit: 61 of 527 in percent is 6100/527.

    Args:
        numerator: in parts of one, as many as the scale says.
        denominator: whole.
        unit: of the value.
        scale: of the numerator alone: a ratio of parts to parts needs none.

    Raises:
        ZeroDivisionError: if the denominator is nought.
    """
    return Fraction(numerator * MULTIPLIER.get(unit, 1), denominator * scale)


def _figure(
    row: Mapping[object, object],
    measure: MeasureInfo,
    estimates: tuple[Estimate, ...],
    area_code: str,
    squares: Squares,
) -> Figure:
    start, end = _day(row["period_start"]), _day(row["period_end"])
    breakdown = str(row["breakdown"])
    numerator, denominator = _whole(row["numerator"]), _whole(row["denominator"])
    estimate = None
    if measure.population is not None:
        if breakdown == TOTAL:
            estimate = population_on(estimates, area_code, end, age_group=measure.population)
        population = None if estimate is None else estimate.population
        if denominator not in {None, population}:
            raise ValueError(
                f"{measure.id} ({breakdown}) is a rate but was counted with a denominator that "
                "is not the population: a rate's measure leaves its denominator empty"
            )
        denominator = population
    where = f"{measure.id} ({breakdown}: {row['category']})"
    apart = squares.get((start, end, breakdown, str(row["category"])))
    value, interval, status = _divide(numerator, denominator, measure, where, apart)
    return Figure(
        measure_id=measure.id,
        measure_version=measure.version,
        area_code=area_code,
        period_start=start,
        period_end=end,
        breakdown=breakdown,
        category=str(row["category"]),
        numerator=numerator,
        denominator=denominator,
        value=None if value is None else round_half_up(value, STORED_DECIMALS),
        published_value=None if value is None else round_half_up(value, measure.decimals),
        lower_95=None if interval is None else stored(interval.lower),
        upper_95=None if interval is None else stored(interval.upper),
        status=status,
        population_year=None if estimate is None else estimate.mid_year,
        population_release=None if estimate is None else estimate.release,
    )


def _divide(
    numerator: int | None,
    denominator: int | None,
    measure: MeasureInfo,
    where: str,
    squares: int | None,
) -> tuple[Fraction | None, Interval | None, Status]:
    unit = measure.unit
    undivided = unit in _UNDIVIDED and denominator is None
    if numerator is None or (denominator is None and not undivided):
        return None, None, Status.UNAVAILABLE
    if unit not in SIGNED and min(numerator, denominator or 0) < 0:
        raise ValueError(f"{where} has a negative count")
    if denominator is None:
        return Fraction(numerator, measure.scale), None, Status.OK
    if denominator == 0:
        return None, None, Status.NOT_APPLICABLE
    if unit is Unit.PERCENT and measure.of_people and numerator > denominator:
        raise ValueError(f"{where} counts more in its numerator than in its denominator")
    interval, _ = interval_of(numerator, denominator, measure, squares=squares)
    return quotient(numerator, denominator, unit, measure.scale), interval, Status.OK


def interval_of(
    numerator: int,
    denominator: int,
    measure: MeasureInfo,
    confidence: float = 0.95,
    squares: int | None = None,
) -> tuple[Interval | None, Method]:
    """The interval of a figure in its measure's unit, and how it comes about.

    Wilson's for a percentage of people; exact under ten events and Byar's from ten for a rate;
    Student's t for a mean whose sum of squares is given. None for a ratio of parts (sessions of
    sessions: one child's are alike), events that come in series (suspensions), a median, or a
    number that stands for itself.
    """
    many = MULTIPLIER.get(measure.unit, 1)
    if measure.unit is Unit.PERCENT and measure.of_people:
        limits = wilson(numerator, denominator, confidence)
        return Interval(limits.lower * many, limits.upper * many), Method.WILSON
    if measure.unit in OF_EVENTS and measure.of_people:
        limits = poisson(numerator, confidence)
        scale = many / denominator
        return Interval(limits.lower * scale, limits.upper * scale), poisson_method(numerator)
    if measure.is_mean and squares is not None:
        interval = mean(numerator, squares, denominator, confidence, measure.scale)
        return interval, Method.NONE if interval is None else Method.T
    return None, Method.NONE


def stored(number: float) -> Decimal:
    """A limit as the warehouse keeps it: to six decimals."""
    return round_half_up(Decimal(repr(float(number))), STORED_DECIMALS)


def _whole(cell: object) -> int | None:
    return None if cell is None or cell is pd.NA else int(str(cell))


def _day(cell: object) -> date:
    return pd.Timestamp(str(cell)).date()
