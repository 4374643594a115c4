"""Why sessions are missed: shares of each code among the days of absence, by type of school.

Published is a share for all pupils; persistently absent ones have other causes than those who are
ill now and then, such that both together give it. Not here: on which days (``sessions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_city.schooling.inclination import Spread
from ae_city.schooling.session_figures import PHASES

if TYPE_CHECKING:
    from ae_city.population.draws import Flags, Numbers, Reals
    from ae_city.schooling.session_figures import AttendanceFigures

ILLNESS, HOLIDAY = "I", "G"
WEEKDAYS = 5
_BISECTIONS = 60


class Causes:
    """Causes of absence in an academic year.

    Attributes:
        codes: of the causes.
        half: causes that take one session of the day.
        mean_days: of a spell, by cause.
    """

    def __init__(self, figures: AttendanceFigures, year: int) -> None:
        self.codes = tuple(figures.persistently)
        self.half: Flags = np.isin(self.codes, figures.half_days)
        of_holiday = np.array([code == HOLIDAY for code in self.codes])
        lengths = np.zeros((2, WEEKDAYS))
        for place, weights in enumerate((figures.spells.usual, figures.spells.holiday)):
            for days, weight in weights.items():
                lengths[place, days - 1] = weight
        lengths /= lengths.sum(axis=1, keepdims=True)
        self._lengths: Reals = np.cumsum(lengths, axis=1)[of_holiday.astype(int)]
        self.mean_days: Reals = (lengths @ np.arange(1, WEEKDAYS + 1))[of_holiday.astype(int)]
        # Days of absence to sessions of absence: a cause of half days needs two days for one.
        self._days = np.stack([self._of_phase(figures, phase, year) for phase in PHASES])
        self._days *= 1 + self.half

    def _of_phase(self, figures: AttendanceFigures, phase: str, year: int) -> Reals:
        """Shares of sessions missed by cause, of those not persistently absent and of those."""
        theirs = Spread(figures, phase, year).of_persistent
        shares = np.array([figures.reasons[phase].get(code, 0.0) for code in self.codes])
        shares /= shares.sum()
        odds = np.log(list(figures.persistently.values()))
        low, high = -30.0, 30.0
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if shares @ _logistic(odds + middle) < theirs:
                low = middle
            else:
                high = middle
        of_persistent = shares * _logistic(odds + low)
        both = np.stack([shares - of_persistent, of_persistent])
        totals = np.maximum(both.sum(axis=1, keepdims=True), 1e-12)
        split: Reals = np.where(totals > 1e-9, both / totals, shares)  # noqa: PLR2004
        return split

    def days(self, illness: float, holidays: float) -> Reals:
        """Days of absence to sessions missed in a usual week, by phase, persistence and cause.

        Args:
            illness: how much of it there is, to a usual week.
            holidays: likewise.
        """
        factor = np.ones(len(self.codes))
        factor[self.codes.index(ILLNESS)] = illness
        factor[self.codes.index(HOLIDAY)] = holidays
        days: Reals = self._days * factor
        return days

    def length(self, cause: Numbers, point: Reals) -> Numbers:
        """Days of spells, by points from 0 to below 1."""
        days: Numbers = 1 + (point[:, None] >= self._lengths[cause]).sum(axis=1)
        return np.minimum(days, WEEKDAYS)


def _logistic(value: Reals) -> Reals:
    return 1 / (1 + np.exp(-value))
