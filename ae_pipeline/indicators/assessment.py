"""A month's figure of a measure, judged from every side: a row of ``indicator_assessment``.

Here: one measure's judgements put together. Not here: each judgement (the modules and statistics
that this one calls), the words (``sentences``), or reading and writing
(``warehouse.assessing``). Pure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ae_pipeline.indicators import sentences
from ae_pipeline.indicators.comparisons import Comparator, comparisons, limits_of, place
from ae_pipeline.indicators.inequality import gaps
from ae_pipeline.indicators.reading import (
    Reading,
    read,
    read_assurance,
    read_trend,
    read_variation,
)
from ae_pipeline.indicators.series import trend_series, variation_series, year_before
from ae_pipeline.indicators.targets import Direction
from ae_pipeline.indicators.values import (
    MULTIPLIER,
    SIGNED,
    STORED_DECIMALS,
    Status,
    interval_of,
    stored,
)
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.statistics.comparison import against_fixed
from ae_pipeline.statistics.intervals import Interval, Method, poisson, widened
from ae_pipeline.statistics.rounding import round_half_up
from ae_pipeline.statistics.trend import Trend, TrendResult, proportion_trend, weighted_trend
from ae_pipeline.statistics.variation import Variation, latest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from ae_pipeline.indicators.judging import Judging
    from ae_pipeline.indicators.key_indicators import Areas
    from ae_pipeline.indicators.targets import Target
    from ae_pipeline.indicators.trajectory import Trajectory
    from ae_pipeline.indicators.trust import Trust
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month, Period
    from ae_pipeline.warehouse.history import Row

_ALMOST_SURE = 0.998
_OF_THE_FIGURE = (
    "area_code",
    "measure_id",
    "measure_version",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "published_value",
    "status",
    "lower_95",
    "upper_95",
)


@dataclass(frozen=True)
class Evidence:
    """All that is known of one measure in a month.

    Attributes:
        figure: the current headline figure of everybody, a row of ``indicator_value``.
        breakdowns: the current figures of the same period by breakdown.
        totals: every current figure of everybody, by period.
        judged: its row of ``key_indicator``.
        target: what the plan asks.
        target_number: what that comes to on the figure's last day.
        published: rows of ``benchmark_value`` of the measure: ours, England's and the means.
        authorities: published values of all other authorities, of England's latest year.
        trajectory: where it is going.
        trust: how far the figure can be believed.
    """

    figure: Row
    breakdowns: Sequence[Row]
    totals: Mapping[Period, Row]
    judged: Row
    target: Target
    target_number: Decimal | None
    published: Sequence[Row]
    authorities: Sequence[Decimal]
    trajectory: Trajectory | None
    trust: Trust


@dataclass(frozen=True)
class Assessment:
    """Rows to write of one measure.

    Attributes:
        row: of ``indicator_assessment``.
        comparisons: of ``indicator_comparison``.
        gaps: of ``indicator_gap``.
    """

    row: dict[str, Any]
    comparisons: list[dict[str, Any]]
    gaps: list[dict[str, Any]]


def assessed(
    measure: Measure, month: Month, evidence: Evidence, judging: Judging, areas: Areas
) -> Assessment:
    """Judge a month's figure of a measure.

    A figure without a value is judged in nothing but trust, and its sentence says why it has none.
    """
    info, figure = measure.info, evidence.figure
    known = figure["value"] is not None
    beside = (
        comparisons(
            month,
            info,
            figure,
            evidence.published,
            year_before(measure, month, evidence.totals),
            areas,
        )
        if known
        else []
    )
    england = next((row for row in beside if row["comparator"] == Comparator.ENGLAND.value), None)
    row: dict[str, Any] = {
        **{name: figure[name] for name in _OF_THE_FIGURE},
        "month": str(month),
        "title": info.title,
        "unit": info.unit.value,
        "polarity": info.polarity.value,
        "decimals": info.decimals,
        "frequency": info.frequencies[0].value,
        **_certainty(measure, figure),
        "against_england": (Reading.NOT_COMPARED.value if england is None else england["reading"]),
        **_place(measure, figure, evidence.authorities if england is not None else ()),
        **_beside_target(figure, evidence),
        **_trend(measure, month, evidence.totals),
        **_variation(measure, month, evidence, judging),
        **_trajectory(evidence.trajectory if known else None),
        **_trust(evidence.trust),
    }
    row["sentence"] = sentences.sentence(row, evidence.judged["target"], england)
    row["warning"] = sentences.warning(row) if known else None
    found = gaps(month, info, evidence.breakdowns, judging.gaps) if known else []
    return Assessment(row, beside, found)


def _certainty(measure: Measure, figure: Row) -> dict[str, Any]:
    """The method of the interval, and the limits that are almost surely wide enough."""
    method, limits = Method.NONE, limits_of(figure)
    if limits is not None and figure["status"] == Status.OK.value:
        numerator, denominator = figure["numerator"], figure["denominator"]
        if measure.info.unit is Unit.MEAN:
            method, limits = Method.T, widened(limits, denominator, 0.95, _ALMOST_SURE)
        else:
            limits, method = interval_of(numerator, denominator, measure.info, _ALMOST_SURE)
    return {
        "interval_method": method.value,
        "lower_998": None if limits is None else stored(limits.lower),
        "upper_998": None if limits is None else stored(limits.upper),
    }


def _place(measure: Measure, figure: Row, authorities: Sequence[Decimal]) -> dict[str, Any]:
    found = None if figure["value"] is None else place(measure.info, figure, authorities)
    return {
        "rank": None if found is None else found.rank,
        "ranked": None if found is None else found.of,
        "quartile": None if found is None else found.quartile,
    }


def _beside_target(figure: Row, evidence: Evidence) -> dict[str, Any]:
    """What the target asks for, whether it is met, and whether chance could explain that."""
    number, limits = evidence.target_number, limits_of(figure)
    reading = Reading.NOT_COMPARED
    if number is not None and limits is not None and evidence.target.direction is not None:
        side = against_fixed(limits, float(number))
        reading = read(side, _WANTED[evidence.target.direction])
    return {
        "target_number": number,
        "rag": evidence.judged["rag"],
        "against_target": reading.value,
    }


_WANTED = {
    Direction.INCREASE: Polarity.HIGHER_IS_BETTER,
    Direction.REDUCE: Polarity.LOWER_IS_BETTER,
}


def _trend(measure: Measure, month: Month, totals: Mapping[Period, Row]) -> dict[str, Any]:
    info = measure.info
    points = trend_series(measure, month, totals)
    result = TrendResult(Trend.CANNOT_BE_CALCULATED, None, len(points), None)
    many = 1
    if info.unit is Unit.PERCENT and info.of_people:
        result = proportion_trend([(row["numerator"], row["denominator"]) for row in points])
        many = MULTIPLIER[info.unit]
    else:
        weighed = [(float(row["value"]), _weight(measure, row)) for row in points]
        told = [(value, limits) for value, limits in weighed if limits is not None]
        if len(told) == len(points):
            result = weighted_trend(told)
    change = None if result.change is None else stored(result.change * many)
    return {
        "trend": read_trend(result.trend, info.polarity).value,
        "trend_statistic": None if result.statistic is None else stored(result.statistic),
        "trend_change": change,
        "trend_points": result.points,
    }


def _weight(measure: Measure, row: Row) -> Interval | None:
    """The interval that a point of a trend weighs by; a number of events has that of its chance."""
    info = measure.info
    if info.unit is Unit.COUNT and row["denominator"] is None and info.scale == 1:
        return poisson(row["numerator"])
    return limits_of(row)


def _variation(
    measure: Measure, month: Month, evidence: Evidence, judging: Judging
) -> dict[str, Any]:
    info = measure.info
    points = variation_series(measure, month, evidence.totals)
    found: Variation | None = None
    if info.id not in judging.seasonal and len(points) >= judging.least_points:
        found = latest([float(row["value"]) for row in points], _bounds(measure))
    limits = None if found is None else found.limits
    cause = None if found is None else found.cause
    target = evidence.target_number
    direction = evidence.target.direction
    return {
        "variation": read_variation(found, info.polarity).value,
        "variation_rule": None if cause is None else cause.rule.value,
        "assurance": read_assurance(
            limits,
            None if target is None else float(target),
            info.polarity if direction is None else _WANTED[direction],
        ).value,
        "centre": None if limits is None else stored(limits.centre),
        "lower_limit": None if limits is None else stored(limits.lower),
        "upper_limit": None if limits is None else stored(limits.upper),
        "trial_limits": None if limits is None else limits.trial,
        "variation_points": len(points),
    }


def _bounds(measure: Measure) -> tuple[float, float]:
    """What values of the measure cannot pass."""
    info = measure.info
    if info.unit in SIGNED:
        return (-math.inf, math.inf)
    return (0, 100) if info.unit is Unit.PERCENT and info.of_people else (0, math.inf)


def _trajectory(found: Trajectory | None) -> dict[str, Any]:
    if found is None:
        empty = ("for", "lower", "upper", "method")
        return {
            **{f"forecast_{name}": None for name in empty},
            "forecast": None,
            "chance_of_target": None,
            "chance": "not forecast",
        }
    chance = found.chance
    return {
        "forecast_for": found.for_day,
        "forecast": found.value,
        "forecast_lower": found.lower,
        "forecast_upper": found.upper,
        "forecast_method": found.method,
        "chance_of_target": None if chance is None else stored(chance),
        "chance": found.chance_words,
    }


def _trust(trust: Trust) -> dict[str, Any]:
    return {
        "trust": trust.word.value,
        "trust_reasons": " ".join(trust.reasons),
        "value_if_counted_lower": trust.lower,
        "value_if_counted_upper": trust.upper,
        "completeness": round_half_up(trust.completeness, STORED_DECIMALS),
        "age_months": trust.age_months,
    }
