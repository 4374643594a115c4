"""Which of a measure's figures make one series: points that may be set beside each other.

Here: from all current figures of everybody to the points of a trend and of a chart of variation.
Not here: what a series says (``statistics.trend``, ``statistics.variation``). Pure.

Points of one series share no day: twelve months to September and twelve months to October are
eleven parts the same, and a test that takes them for two points finds a trend in anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.frequency import Frequency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month, Period

TREND_POINTS = 5
_MOST_POINTS = 36
"""Of a chart of variation: three years of months. What was before is another time's process."""
_YEAR, _QUARTER = 12, 3


def trend_series(measure: Measure, month: Month, totals: Mapping[Period, Figure]) -> list[Figure]:
    """Up to five points for a trend, oldest first, the last of them the month's own.

    Quarters, where the measure is counted by quarter. Everything else is taken a year apart: the
    children looked after this month are mostly those of last month, and the rest are figures of a
    year. A point without a value is passed over, but the latest must have one.

    Args:
        measure: of whose figures.
        month: reporting month.
        totals: the measure's current figures of everybody, by period.
    """
    quarterly = Frequency.QUARTER in measure.info.frequencies
    frequency = Frequency.QUARTER if quarterly else measure.info.frequencies[0]
    last = month.plus(-(month.number % _QUARTER)) if quarterly else month
    points: list[Figure] = []
    for period in _periods(frequency, last, _QUARTER if quarterly else _YEAR):
        figure = totals.get(period)
        if figure is not None and figure.value is not None:
            points.append(figure)
        elif not points:
            break
        if len(points) == TREND_POINTS:
            break
    return points[::-1]


def variation_series(
    measure: Measure, month: Month, totals: Mapping[Period, Figure]
) -> list[Figure]:
    """The unbroken run of points up to the month, oldest first, for a chart of variation.

    Months where the measure is counted by month; else month ends, of a stock; else quarters. A
    measure that is only counted by the year has none. A month that was not run, or whose figure
    is not known, ends the run: the rules about neighbouring points need neighbours.
    """
    frequency = next(
        (each for each in _OF_A_CHART if each in measure.info.frequencies),
        None,
    )
    if frequency is None:
        return []
    quarterly = frequency is Frequency.QUARTER
    last = month.plus(-(month.number % _QUARTER)) if quarterly else month
    points: list[Figure] = []
    for period in _periods(frequency, last, _QUARTER if quarterly else 1):
        figure = totals.get(period)
        if figure is None or figure.value is None or len(points) == _MOST_POINTS:
            break
        points.append(figure)
    return points[::-1]


def year_before(measure: Measure, month: Month, totals: Mapping[Period, Figure]) -> Figure | None:
    """The measure's own figure of the headline period a year earlier, if there is one."""
    period = measure.info.frequencies[0].period(month.plus(-_YEAR))
    figure = None if period is None else totals.get(period)
    return None if figure is None or figure.value is None else figure


_OF_A_CHART = (Frequency.MONTH, Frequency.MONTH_END, Frequency.QUARTER)
_LONGEST = 60
"""Months that are looked back over: five points a year apart and one to spare."""


def _periods(frequency: Frequency, last: Month, step: int) -> Iterator[Period]:
    for back in range(0, _LONGEST + step, step):
        period = frequency.period(last.plus(-back))
        if period is not None:
            yield period
