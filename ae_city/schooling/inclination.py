"""Who is on roll in an academic year, and at what rate each pupil misses sessions.

A pupil's place among the pupils of a type of school comes from the pupil's own inclination, which
is nearly the same every year, and from needs; the rate of that place is such that total, persistent
and severe absence come out as published. Not here: what happens on a day (``sessions``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population import year_group
from ae_city.population.days import NEVER, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.schooling.session_figures import PHASES

if TYPE_CHECKING:
    from ae_city.population import Population
    from ae_city.population.draws import Flags, Numbers, Reals
    from ae_city.schooling.needs import Needs
    from ae_city.schooling.session_figures import AttendanceFigures

_RECEPTION, _YEAR_11 = 0, 11
_PERSISTENT, _SEVERE = 0.1, 0.5
_PLACES = 1000


@dataclass(frozen=True)
class YearRoll:
    """Stays of an academic year at schools that take marks, by school and person.

    Attributes:
        year: in whose September it begins.
        stay: row of ``population.enrolments``.
        person: number in ``population.people``.
        school: number in ``population.schools``.
        entered: first day of the stay.
        left: first day without it.
        main: false for a second registration.
        phase: place in ``PHASES``.
        group: year group by age.
        pupil: number of the person among those of this roll.
        pupils: how many those are.
    """

    year: int
    stay: Numbers
    person: Numbers
    school: Numbers
    entered: Numbers
    left: Numbers
    main: Flags
    phase: Numbers
    group: Numbers
    pupil: Numbers
    pupils: int


@dataclass(frozen=True)
class Inclination:
    """By stay of a roll: the share of sessions missed, and whether that is persistent absence."""

    rate: Reals
    persistent: Flags


def roll_of_year(population: Population, year: int) -> YearRoll:
    """Everybody from reception to Year 11 who is on roll at some time of an academic year."""
    stays = population.enrolments
    begins, ends = date(year, 9, 1), date(year + 1, 8, 31)
    groups = year_group(population.people["born"], begins).to_numpy(dtype=np.int64)
    place = {phase: number for number, phase in enumerate(PHASES)}
    phases = population.schools["phase"].map(place).fillna(-1).to_numpy(dtype=np.int64)
    person, school = stays["person"].to_numpy(), stays["school"].to_numpy()
    entered, left = as_numbers(stays["entered"], -NEVER), as_numbers(stays["left"], NEVER)
    there = (entered <= number(ends)) & (left > number(begins)) & (phases[school] >= 0)
    there &= (groups[person] >= _RECEPTION) & (groups[person] <= _YEAR_11)
    rows = np.flatnonzero(there)
    rows = rows[np.lexsort((person[rows], school[rows]))]
    who, pupil = np.unique(person[rows], return_inverse=True)
    return YearRoll(
        year=year,
        stay=rows,
        person=person[rows],
        school=school[rows],
        entered=entered[rows],
        left=left[rows],
        main=stays["main"].to_numpy(dtype=bool)[rows],
        phase=phases[school[rows]],
        group=groups[person[rows]],
        pupil=pupil,
        pupils=len(who),
    )


def tell_inclination(
    population: Population, needs: Needs, roll: YearRoll, figures: AttendanceFigures
) -> Inclination:
    """The rates of a roll."""
    score = _scores(population, needs, roll.year, figures)
    rate = np.zeros(len(roll.stay))
    persistent = np.zeros(len(roll.stay), dtype=bool)
    for place, phase in enumerate(PHASES):
        of_phase = np.flatnonzero(roll.phase == place)
        who, pupil = np.unique(roll.person[of_phase], return_inverse=True)
        ranks = np.empty(len(who))
        ranks[np.argsort(score[who], kind="stable")] = np.arange(len(who))
        point = ((ranks + 0.5) / max(len(who), 1))[pupil]
        spread = Spread(figures, phase, roll.year)
        rate[of_phase] = spread.rate(point)
        persistent[of_phase] = point >= 1 - spread.persistent
    return Inclination(rate, persistent)


class Spread:
    """Rates of absence over the pupils of a type of school, from the least absent to the most.

    Attributes:
        persistent: share of pupils with a rate of 10 percent or more.
        of_persistent: the share of all absence that is theirs.
    """

    def __init__(self, figures: AttendanceFigures, phase: str, year: int) -> None:
        level, shape = figures.level(phase, year), figures.shape
        self.persistent = level.persistent / 100 * shape.persistent[phase]
        self._severe = level.severe / 100 * shape.severe[phase]
        self._middle = shape.middle
        self._top = (1 - _SEVERE) / (shape.severe_mean - _SEVERE) - 1
        total = (level.absence - shape.suspended[phase]) / 100
        middle = float(self._of_middle((np.arange(_PLACES) + 0.5) / _PLACES).mean())
        theirs = self._severe * shape.severe_mean + (self.persistent - self._severe) * middle
        self.of_persistent = min(theirs / total, 1.0)
        rest = max(total - theirs, 0.0) / (1 - self.persistent)
        self._bottom = _PERSISTENT / min(max(rest, 0.001), 0.095) - 1

    def rate(self, point: Reals) -> Reals:
        """The rates of pupils by their place, from 0 to 1."""
        rest, severe = 1 - self.persistent, 1 - self._severe
        low = np.clip(point / rest, 0, 1)
        middle = np.clip((point - rest) / max(severe - rest, 1e-9), 0, 1)
        high = np.clip((point - severe) / max(self._severe, 1e-9), 0, 1)
        rates: Reals = np.select(
            [point < rest, point < severe],
            [_PERSISTENT * low**self._bottom, self._of_middle(middle)],
            _SEVERE + (1 - _SEVERE) * high**self._top,
        )
        return rates

    def _of_middle(self, place: Reals) -> Reals:
        rates: Reals = _PERSISTENT * (_SEVERE / _PERSISTENT) ** (place**self._middle)
        return rates


def _scores(population: Population, needs: Needs, year: int, figures: AttendanceFigures) -> Reals:
    """How inclined to absence everybody is, in standard deviations."""
    count, leaning, stays = len(population.people), figures.leaning, figures.shape.stays
    own = _normal(Draws(population.seed, "attendance: inclination"), count)
    this_year = _normal(Draws(population.seed, f"attendance: inclination in {year}"), count)
    score: Reals = np.sqrt(stays) * own + np.sqrt(1 - stays) * this_year
    day = pd.Timestamp(date(year, 10, 1))
    sen = needs.sen
    for spells, weight in (
        (needs.fsm, leaning.free_meals),
        (sen[sen["status"] == "K"], leaning.support),
        (sen[sen["status"] == "E"], leaning.plan),
    ):
        now = spells[(spells["start"] <= day) & ~(spells["end"] <= day)]
        score[now["person"].unique()] += weight
    score += leaning.looked_after * population.people["looked_after"].to_numpy(dtype=bool)
    return score


def _normal(draws: Draws, count: int) -> Reals:
    """Standard normal numbers, by the Box-Muller transform."""
    radius = np.sqrt(-2 * np.log1p(-draws.uniform(count)))
    numbers: Reals = radius * np.cos(2 * np.pi * draws.uniform(count))
    return numbers
