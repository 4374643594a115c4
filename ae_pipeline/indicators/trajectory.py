"""Where a measure is going by the plan's end, and the chance that its target is met then.

Here: which figures make the yearly series of a measure, which day is asked for, what counts as
meeting the target, and the chance in words. Not here: the forecast itself
(``statistics.forecast``) or whether a figure meets its target today (``targets``). Pure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ae_pipeline.indicators.figure import required
from ae_pipeline.indicators.targets import Direction, Kind, Rag
from ae_pipeline.indicators.values import stored
from ae_pipeline.measures.definition import Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import years_before
from ae_pipeline.statistics.forecast import UNBOUNDED, forecast
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.published.value import PublishedValue
    from ae_pipeline.indicators.targets import Target
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.statistics.forecast import Forecast

LIKELY, AS_LIKELY_AS_NOT, UNLIKELY = "likely", "as likely as not", "unlikely"
LIKELY_FROM = 0.7
"""Chance from which a target is likely to be met."""
UNLIKELY_TO = 0.3
"""Chance up to which it is unlikely."""

OF_A_YEAR = frozenset(
    {
        Frequency.TWELVE_MONTHS,
        Frequency.LAGGED_YEAR,
        Frequency.ACADEMIC_YEAR,
        Frequency.CENSUS_YEAR,
    }
)
"""Frequencies of a whole year, whose figures compare with published years."""

_EITHER_SIGN = {Unit.PERCENTAGE_POINTS, Unit.NET}
_DAYS_OF_A_YEAR = 365.25


@dataclass(frozen=True)
class Trajectory:
    """A forecast of a measure for the end of the plan.

    Attributes:
        for_day: the last end of a year of its published series that falls in the plan: 31 March
            2027 for most; 31 August 2026 for a series of academic years.
        value: the forecast in the measure's unit, six decimals, as ``lower`` and ``upper``.
        lower: of the 95% prediction interval.
        upper: likewise.
        chance: of meeting the target, 0 to 1; none where there is no number to meet.
        chance_words: likely, as likely as not or unlikely; else why there is no chance.
        method: of the forecast.
        points: figures that it was made from.
        basis: which they were, and what was held fixed.
    """

    for_day: date
    value: Decimal
    lower: Decimal
    upper: Decimal
    chance: float | None
    chance_words: str
    method: str
    points: int
    basis: str


def end_goal(
    target: Target, comparator: Decimal | None, baseline: Decimal | None
) -> Decimal | None:
    """The number that a target asks for in the end; none where it has none.

    Of kind ``absolute`` that of the last year it names, of ``trajectory`` that which it ends with.

    Args:
        target: of a measure.
        comparator: the latest published value that a ``benchmark`` is to equal. Others move too,
            but their course is not forecast.
        baseline: the authority's own that a ``direction`` is to better.
    """
    if target.kind is Kind.ABSOLUTE:
        return max(target.by_year)[1] if target.by_year else None
    if target.kind is Kind.TRAJECTORY:
        return None if target.end is None else target.end[1]
    if target.kind is Kind.BENCHMARK:
        return comparator
    return baseline if target.kind is Kind.DIRECTION else None


def trajectory(
    measure: MeasureInfo,
    target: Target,
    published: Sequence[PublishedValue],
    current: Figure | None,
    on: date,
    goal: Decimal | None,
    *,
    ends: date | None,
) -> Trajectory | None:
    """The forecast of a measure for the plan's end; none without a series that allows one.

    The series is the authority's own published yearly figures that ended by ``on``. Our own
    current figure joins it where it is of a year or of a day, ended by ``on``, and stands half a
    year or more after the last published: its place is the nearest whole year after that, and the
    years still to come are counted from its own end and rounded up. So an interval is rather too
    wide than too narrow.

    No forecast: fewer than four figures in the latest six years, a series that never moved, more
    than three years to come, a year that is already known, or a plan without end.

    Args:
        measure: whose unit bounds the figures, and whose decimals decide what is better.
        target: of the measure. Without one, or without a goal, there is a forecast and no chance.
        published: the authority's own published figures.
        current: figure of everybody in the headline period.
        on: last day that is known about.
        goal: number of the target at the plan's end (``end_goal``).
        ends: the plan's last day.
    """
    years = _years(measure.id, published, on)
    if not years or ends is None:
        return None
    last = years[max(years)].period_end
    for_day = _last_anniversary(last, ends)
    series = _series(years)
    own = _own(measure, current, last, on)
    if own is not None:
        gap = _nearest_years(last, own.period_end)
        series = [*series, *[None] * (gap - 1), float(required(own.value))]
        last = own.period_end
    if last >= for_day:
        return None
    found = forecast(series, _years_to_come(last, for_day), _bounds(measure))
    if found is None:
        return None
    chance = None if goal is None else chance_of_target(found, target, goal, measure.decimals)
    held = "; the comparator is held at its latest figure"
    limits = found.interval()
    return Trajectory(
        for_day=for_day,
        value=stored(found.value),
        lower=stored(limits.lower),
        upper=stored(limits.upper),
        chance=chance,
        chance_words=_no_chance(target) if chance is None else in_words(chance),
        method=found.method,
        points=found.points,
        basis=_basis(years, found.points, own)
        + (held if target.kind is Kind.BENCHMARK and chance is not None else ""),
    )


def chance_of_target(found: Forecast, target: Target, goal: Decimal, decimals: int) -> float | None:
    """Chance that the coming figure, as published, meets its target; none without a direction.

    A published figure is rounded half up, so it is at least 65 from 64.5 on. A ``direction`` asks
    for better than its baseline, every other kind for as good as its number.

    Args:
        found: the forecast.
        target: of the measure, for its kind and direction.
        goal: its number in the end (``end_goal``).
        decimals: that the measure is published to.
    """
    half = Decimal(5).scaleb(-decimals - 1)
    rounded = round_half_up(goal, decimals)
    more = half if target.kind is Kind.DIRECTION else -half
    if target.direction is Direction.INCREASE:
        return found.chance(at_least=float(rounded + more))
    if target.direction is Direction.REDUCE:
        return found.chance(at_most=float(rounded - more))
    return None


def in_words(chance: float) -> str:
    """A chance as likely, unlikely, or neither."""
    if chance >= LIKELY_FROM:
        return LIKELY
    return UNLIKELY if chance <= UNLIKELY_TO else AS_LIKELY_AS_NOT


def _years(
    measure_id: str, published: Sequence[PublishedValue], on: date
) -> dict[int, PublishedValue]:
    """The known figure of each year by the calendar year it ended in, in the latest release."""
    years: dict[int, PublishedValue] = {}
    for each in sorted(published, key=lambda each: (each.period_end, each.release)):
        if each.measure_id == measure_id and each.value is not None and each.period_end <= on:
            years[each.period_end.year] = each
    return years


def _series(years: Mapping[int, PublishedValue]) -> list[float | None]:
    """One place for each year, empty where the year was not published."""
    return [
        float(required(years[year].value)) if year in years else None
        for year in range(min(years), max(years) + 1)
    ]


def _own(measure: MeasureInfo, current: Figure | None, last: date, on: date) -> Figure | None:
    """Our own figure, if it compares with the published and stands a year after them, or nearly."""
    if current is None or current.value is None or current.period_end > on:
        return None
    comparable = measure.snapshot or measure.frequencies[0] in OF_A_YEAR
    return current if comparable and _nearest_years(last, current.period_end) >= 1 else None


def _nearest_years(start: date, end: date) -> int:
    return round((end - start).days / _DAYS_OF_A_YEAR)


def _last_anniversary(day: date, ends: date) -> date:
    """The last day of the plan on which a year like that which ended on ``day`` ends."""
    found = years_before(day, day.year - ends.year)
    return found if found <= ends else years_before(day, day.year - ends.year + 1)


def _years_to_come(last: date, for_day: date) -> int:
    """Whole years, a begun one counted as one."""
    whole = for_day.year - last.year
    return whole + ((for_day.month, for_day.day) > (last.month, last.day))


def _bounds(measure: MeasureInfo) -> tuple[float, float]:
    if measure.unit in _EITHER_SIGN:
        return UNBOUNDED
    return (0, 100) if measure.unit is Unit.PERCENT else (0, math.inf)


def _no_chance(target: Target) -> str:
    return (Rag.NO_TARGET if target.kind is Kind.NONE else Rag.NOT_JUDGED).value


def _basis(years: Mapping[int, PublishedValue], points: int, own: Figure | None) -> str:
    """Which figures: ``5 published figures, 2021 to 2025, and our own to 30 September 2025``."""
    used = [years[year].period for year in sorted(years)][-(points - (own is not None)) :]
    told = f"{len(used)} published figures, {used[0]} to {used[-1]}"
    if own is None:
        return told
    return f"{told}, and our own to {own.period_end:%-d %B %Y}"
