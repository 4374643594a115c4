"""The weeks of a school year: how much absence each has to a usual one, and why.

Illness comes in waves, holidays in term are taken beside other holidays and in summer, and some
terms have more absence than others. Not here: who is absent (``sessions``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import day, number
from ae_city.population.figures import read_figures
from ae_city.population.terms import open_numbers

if TYPE_CHECKING:
    from pathlib import Path

    from ae_city.population.draws import Numbers, Reals
    from ae_city.schooling.session_figures import AttendanceFigures

_WEEK, _WEEKDAYS = 7, 5
_SUMMER = (6, 7)


class SchoolWeeks:
    """School days of an academic year, and how much absence each week has to a usual one.

    Attributes:
        days: numbers of all school days.
        part_time_until: the last day on which reception comes in the mornings only.
    """

    def __init__(self, figures: AttendanceFigures, year: int, config: Path) -> None:
        every = open_numbers(config)
        first, last = number(date(year, 9, 1)), number(date(year + 1, 8, 31))
        self.days = every[(every >= first) & (every <= last)]
        self.part_time_until = int(self.days[: figures.part_time_days][-1])
        starts = [number(term[0]) for term in read_figures(config).terms[year].terms]
        mondays, count = np.unique(monday_of(self.days), return_counts=True)
        term = np.searchsorted(starts, mondays + _WEEKDAYS, side="left") - 1
        wave, trips = _illness(figures, mondays), _holidays(figures, mondays)
        for values in (wave, trips):
            for each in np.unique(term):
                of_term = term == each
                values[of_term] /= np.average(values[of_term], weights=count[of_term])
        levels = np.array(figures.of_terms(year))[term]
        told = zip(mondays.tolist(), levels.tolist(), wave.tolist(), trips.tolist(), strict=True)
        self._weeks: dict[int, tuple[float, float, float]] = {
            monday: (level, illness, holidays) for monday, level, illness, holidays in told
        }

    def of_week(self, monday: int) -> tuple[float, float, float]:
        """Absence to that of the year; illness, and holidays in term, to those of the term."""
        return self._weeks[monday]


def monday_of(days: Numbers) -> Numbers:
    """The Monday of each day's week; day 0 was a Thursday."""
    return days - (days + 3) % _WEEK


def _illness(figures: AttendanceFigures, mondays: Numbers) -> Reals:
    weeks = np.array([day(each).isocalendar().week for each in mondays])
    height = np.ones(len(mondays))
    for wave in figures.illness_waves:
        height += wave.height * np.exp(-(((weeks - wave.week) / wave.width) ** 2))
    return height


def _holidays(figures: AttendanceFigures, mondays: Numbers) -> Reals:
    factor = np.ones(len(mondays))
    edge = np.append(np.diff(mondays) > _WEEK, True) | np.insert(np.diff(mondays) > _WEEK, 0, True)
    factor[edge] = figures.holidays.edges
    factor[[day(each).month in _SUMMER for each in mondays]] *= figures.holidays.summer
    return factor
