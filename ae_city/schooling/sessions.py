"""What happens in every session: a mark for each pupil, school day, morning and afternoon.

Each school week is decided by a stream of its own, so that any week can be told alone and comes
out the same. Not here: how inclined to absence a pupil is (``inclination``), or files of marks
(``attendance``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import as_numbers, number
from ae_city.population.draws import Draws
from ae_city.schooling.causes import WEEKDAYS, Causes
from ae_city.schooling.inclination import roll_of_year, tell_inclination
from ae_city.schooling.school_weeks import SchoolWeeks, monday_of
from ae_city.schooling.session_figures import PHASES, read_attendance
from ae_pipeline.returns.attendance.codes import NEW_CODES_FROM
from ae_pipeline.returns.marks import COUNTS_AS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.population.draws import Numbers, Reals
    from ae_city.schooling.inclination import YearRoll
    from ae_city.schooling.needs import Needs
    from ae_city.schooling.session_figures import AttendanceFigures

    Marks = NDArray[np.int8]
    """Places in ``CODES`` by stay, day and session; ``NO_MARK`` where there is none."""

CODES = tuple(sorted(COUNTS_AS))
"""All attendance codes, in the same order in every process; a mark is a place in it."""
PLACE = {code: place for place, code in enumerate(CODES)}
NO_MARK = -1
_BEFORE_2024 = {"C1": "C", "C2": "C", "J1": "J", "K": "B", "Y4": "Y"}
_AM, _PM = 0, 1
_RECEPTION = 0
_FREQUENT = 0.6
"""Who would be absent in more weeks than this is decided day by day instead of by spells."""
_MOST = 0.97
_WORK_EXPERIENCE = "W"


@dataclass(frozen=True)
class Week:
    """The marks of some days of one school week.

    Attributes:
        monday: number of the day it begins with.
        days: numbers of the days.
        stays: rows of the year's roll that have a mark in it.
        marks: of those stays.
    """

    monday: int
    days: Numbers
    stays: Numbers
    marks: Marks


class SchoolYear:
    """One academic year of everybody from reception to Year 11.

    Attributes:
        roll: whom marks are of.
    """

    def __init__(self, population: Population, needs: Needs, year: int, config: Path) -> None:
        self._figures = figures = read_attendance(config)
        self._seed = population.seed
        self.roll = roll_of_year(population, year)
        inclination = tell_inclination(population, needs, self.roll, figures)
        self._rate = inclination.rate
        self._kind = self.roll.phase * 2 + inclination.persistent
        self._causes = Causes(figures, year)
        self._cause_place = np.array([PLACE[code] for code in self._causes.codes], dtype=np.int8)
        self._calendar = SchoolWeeks(figures, year, config)
        self._schools = len(population.schools)
        present = np.array([100 - figures.level(phase, year).absence for phase in PHASES])
        self._late = np.array([figures.late[phase] for phase in PHASES]) / present
        self._elsewhere = _elsewhere(figures, self.roll, present)
        self._suspended = _suspended(needs, self._calendar.days, self._schools)
        self._dual = self._dually_registered()

    def weeks(self, first: int, last: int) -> Iterator[Week]:
        """Week after week, the days from the first to the last, both included."""
        days = self._calendar.days
        days = days[(days >= first) & (days <= last)]
        mondays = monday_of(days)
        for monday in np.unique(mondays):
            yield self._week(int(monday), days[mondays == monday])

    def _week(self, monday: int, days: Numbers) -> Week:
        roll = self.roll
        stays = np.flatnonzero((roll.entered <= days[-1]) & (roll.left > days[0]))
        draws = Draws(self._seed, f"attendance: week {monday}")
        pupil, count = roll.pupil[stays], roll.pupils
        weekdays = days - monday
        marks = self._attending(stays, draws.uniform(count)[pupil], draws, weekdays)
        self._absences(marks, stays, monday, draws, weekdays)
        self._closures(marks, stays, draws, weekdays)
        begins = days <= self._calendar.part_time_until
        first_year = np.flatnonzero(roll.group[stays] == _RECEPTION)
        marks[first_year[:, None], np.flatnonzero(begins), _PM] = PLACE["X"]
        self._suspensions(marks, stays, days)
        for person, entered, left in self._dual:
            row = np.flatnonzero(roll.main[stays] & (roll.person[stays] == person))
            marks[np.ix_(row, (days >= entered) & (days < left))] = PLACE["D"]
        there = (roll.entered[stays][:, None] <= days) & (roll.left[stays][:, None] > days)
        marks[~there] = NO_MARK
        if monday < number(NEW_CODES_FROM):
            marks = _OLD_PLACES[marks]
        return Week(monday, days, stays, marks)

    def _attending(self, stays: Numbers, inclined: Reals, draws: Draws, weekdays: Numbers) -> Marks:
        """Marks of a week in which nobody is absent."""
        roll, count = self.roll, self.roll.pupils
        marks = np.empty((len(stays), len(weekdays), 2), dtype=np.int8)
        marks[:, :, _AM], marks[:, :, _PM] = PLACE["/"], PLACE["\\"]
        late = self._late[roll.phase[stays]]
        morning = self._figures.late_in_the_morning
        point = draws.uniform(count * WEEKDAYS * 2).reshape(count, WEEKDAYS, 2)[roll.pupil[stays]]
        # Some pupils are often late: twice the mean falls to nought by a number of the week's own.
        often = (2 * late * 2 * inclined)[:, None, None] * np.array([morning, 1 - morning])
        marks[point[:, weekdays] < often] = PLACE["L"]
        point = draws.uniform(count * WEEKDAYS).reshape(count, WEEKDAYS)[roll.pupil[stays]]
        for code, (low, high) in self._elsewhere.items():
            there = (point >= low[stays][:, None]) & (point < high[stays][:, None])
            marks[there[:, weekdays]] = PLACE[code]
        return marks

    def _absences(
        self, marks: Marks, stays: Numbers, monday: int, draws: Draws, weekdays: Numbers
    ) -> None:
        """Put absences into the marks of a week."""
        count, pupil, causes = self.roll.pupils, self.roll.pupil[stays], self._causes
        term, illness, holidays = self._calendar.of_week(monday)
        days = causes.days(illness, holidays).reshape(-1, len(causes.codes))
        to_sessions = days.sum(axis=1)
        shares = days / to_sessions[:, None]
        spells = shares / causes.mean_days
        kind = self._kind[stays]
        daily = np.minimum(self._rate[stays] * term * to_sessions[kind], _MOST)
        weekly = WEEKDAYS * daily * spells.sum(axis=1)[kind]
        frequent = weekly > _FREQUENT
        edges = np.cumsum(np.stack([spells / spells.sum(axis=1)[:, None], shares]), axis=2)
        point = draws.uniform(count)[pupil]
        cause = (point[:, None] >= edges[frequent.astype(int), kind]).sum(axis=1)
        cause = np.minimum(cause, len(causes.codes) - 1)
        begins = (draws.uniform(count)[pupil] * WEEKDAYS).astype(np.int64)
        length = causes.length(cause, draws.uniform(count)[pupil])
        # Round the week, so that every weekday is as likely.
        since = (np.arange(WEEKDAYS) - begins[:, None]) % WEEKDAYS
        in_spell = (since < length[:, None]) & (draws.uniform(count)[pupil] < weekly)[:, None]
        points = draws.uniform(count * WEEKDAYS).reshape(count, WEEKDAYS)[pupil]
        absent = np.where(frequent[:, None], points < daily[:, None], in_spell)[:, weekdays]
        half = causes.half[cause]
        late = self._cause_place[cause] == PLACE["U"]
        afternoon = half & ~late & (draws.uniform(count)[pupil] < 0.5)  # noqa: PLR2004
        for session, here in ((_AM, ~half | ~afternoon), (_PM, ~half | afternoon)):
            rows, columns = np.nonzero(absent & here[:, None])
            marks[rows, columns, session] = self._cause_place[cause[rows]]

    def _closures(self, marks: Marks, stays: Numbers, draws: Draws, weekdays: Numbers) -> None:
        closed = draws.happens(self._figures.closures, self._schools * WEEKDAYS)
        closed = closed.reshape(self._schools, WEEKDAYS)[self.roll.school[stays]]
        marks[closed[:, weekdays]] = PLACE["Y4"]

    def _suspensions(self, marks: Marks, stays: Numbers, days: Numbers) -> None:
        """Suspended pupils who attend have E; who would have been absent too."""
        key, on, session = self._suspended
        rows = np.flatnonzero((on >= days[0]) & (on <= days[-1]))
        own = self.roll.person[stays] * self._schools + self.roll.school[stays]
        order = np.argsort(own, kind="stable")
        place = np.searchsorted(own, key[rows], sorter=order)
        place = order[np.minimum(place, len(order) - 1)]
        known = own[place] == key[rows]
        column = np.searchsorted(days, on[rows[known]])
        marks[place[known], column, session[rows[known]]] = PLACE["E"]

    def _dually_registered(self) -> list[tuple[int, int, int]]:
        """Times at a second school, full time: person, first day, first day without."""
        second = np.flatnonzero(~self.roll.main)
        return [
            (int(self.roll.person[row]), int(self.roll.entered[row]), int(self.roll.left[row]))
            for row in second
        ]


def _elsewhere(
    figures: AttendanceFigures, roll: YearRoll, present: Reals
) -> dict[str, tuple[Reals, Reals]]:
    """By code, between which points of a day a stay's pupil is taught elsewhere.

    Args:
        figures: what is aimed at, in percent of possible sessions.
        roll: the year's stays.
        present: percent of possible sessions that are not missed, by phase.
    """
    low = np.zeros(len(roll.phase))
    found = {}
    for code in dict.fromkeys(code for shares in figures.elsewhere.values() for code in shares):
        shares = np.array([figures.elsewhere[phase].get(code, 0.0) for phase in PHASES]) / present
        share = shares[roll.phase]
        if code == _WORK_EXPERIENCE:
            has = roll.group == figures.work_experience_group
            pupils = np.bincount(roll.phase, minlength=len(PHASES))
            those = np.bincount(roll.phase[has], minlength=len(PHASES))
            share = np.where(has, share * (pupils / np.maximum(those, 1))[roll.phase], 0.0)
        found[code] = (low, low + share)
        low = low + share
    return found


def _suspended(
    needs: Needs, days: Numbers, schools: int
) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """Sessions of suspensions: person and school in one number, day, session."""
    told = needs.suspensions
    start = as_numbers(told["start"], -1)
    inside = (start >= days[0]) & (start <= days[-1])
    key = (told["person"].to_numpy() * schools + told["school"].to_numpy())[inside]
    first, sessions = np.searchsorted(days, start[inside]), told["sessions"].to_numpy()[inside]
    each = np.repeat(np.arange(len(key)), sessions)
    turn = np.arange(len(each)) - np.repeat(np.cumsum(sessions) - sessions, sessions)
    place = first[each] + turn // 2
    within = place < len(days)
    return key[each[within]], days[place[within]], (turn % 2)[within]


_OLD_PLACES = np.array(
    [*(PLACE[_BEFORE_2024.get(code, code)] for code in CODES), NO_MARK], dtype=np.int8
)
"""What a mark was before 19 August 2024; the last place, which -1 looks up, is no mark."""
