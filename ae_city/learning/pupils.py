"""Who is assessed: the pupils of a year group at the city's schools, and what they bring.

Ability is a number a person has for life, so that who does well at five rather does well at
sixteen. Not here: results.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.groups import NONE, PLAN, SUPPORT, Grouping
from ae_city.population import year_group
from ae_city.population.draws import Draws

if TYPE_CHECKING:
    from ae_city.population import Population
    from ae_city.population.draws import Flags, Numbers, Reals
    from ae_city.schooling import Needs

_ASSESSED_ON = (5, 15)
_CENSUS_ON = (1, 16)
_YEAR_END = (3, 31)
NO_SCHOOL = -1
_REMEMBERED = pd.Timedelta(days=760)
_UNIFORMS = 6
_PULL = {NONE: 0.25, SUPPORT: -0.55, PLAN: -1.6}
_MEALS_PULL = -0.35


@dataclass(frozen=True)
class Pupils:
    """Pupils of one assessment by position.

    Attributes:
        person: number in ``population.people``.
        school: number in ``population.schools``, or ``NO_SCHOOL``.
        need: none, support, plan.
        ability: higher is abler; about standard normal.
    """

    year: int
    person: Numbers
    school: Numbers
    need: Numbers
    meals: Flags
    looked_after: Flags
    ability: Reals

    def __len__(self) -> int:
        return len(self.person)

    @property
    def grouping(self) -> Grouping:
        """The groups that published shares speak of."""
        return Grouping.of(self.need, self.meals, self.looked_after)

    @property
    def merit(self) -> Reals:
        """Ability after what need and meals make of it: for what has no share by group."""
        pulls: Reals = np.array([_PULL[NONE], _PULL[SUPPORT], _PULL[PLAN]])
        merit: Reals = self.ability + pulls[self.need] + _MEALS_PULL * self.meals
        return merit - 1.0 * self.looked_after


class Learners:
    """Everybody who learns, with what they bring to an assessment on any day."""

    def __init__(self, population: Population, needs: Needs) -> None:
        self.population, self.needs = population, needs
        self._count = len(population.people)

    @cached_property
    def ability(self) -> Reals:
        """By person; sums of uniforms, which every machine adds alike."""
        draws = Draws(self.population.seed, "learning: ability")
        total = np.sum([draws.uniform(self._count) for _ in range(_UNIFORMS)], axis=0)
        return np.asarray((total - _UNIFORMS / 2) / (_UNIFORMS / 12) ** 0.5, dtype=np.float64)

    @cached_property
    def care(self) -> pd.DataFrame:
        """Periods of being looked after, short breaks left out: person, start, end."""
        rows = [
            (person, period.stay.start, period.stay.end)
            for person, life in enumerate(self.population.care.lives)
            for period in life.periods
            if not period.stay.short_breaks
        ]
        told = pd.DataFrame(rows, columns=["person", "start", "end"])
        days = {name: told[name].astype("datetime64[s]") for name in ("start", "end")}
        return told.assign(**days).astype({"person": "int64"})

    def year_groups(self, on: date) -> Numbers:
        """By person, the year group of a day by date of birth: 0 is reception."""
        return np.asarray(year_group(self.population.people["born"], on), dtype=np.int64)

    def in_care(self, on: date, since: date | None = None) -> Flags:
        """By person, who is looked after on a day, and has been since another."""
        day, before = pd.Timestamp(on), pd.Timestamp(since or on)
        spells = self.care
        holds = (spells["start"] <= before) & ~(spells["end"] <= day)
        return self._flags(spells.loc[holds, "person"])

    def need(self, on: date) -> Numbers:
        """By person, the special educational need on a day."""
        there = _holding(self.needs.sen, on)
        need = np.full(self._count, NONE, dtype=np.int64)
        need[there.loc[there["status"].eq("K"), "person"]] = SUPPORT
        need[there.loc[there["status"].eq("E"), "person"]] = PLAN
        return need

    def need_since_school(self, on: date) -> Numbers:
        """By person, the need on a day as who tracks school leavers knows it.

        A plan counts while it lasts, support also if it was given in the last years at school.
        """
        support = self.needs.sen[self.needs.sen["status"].eq("K")]
        lately = ~(support["end"] <= pd.Timestamp(on) - _REMEMBERED)
        before = support["start"] <= pd.Timestamp(on)
        known = self._flags(support.loc[lately & before, "person"])
        now = self.need(on)
        return np.where((now == NONE) & known, SUPPORT, now)

    def meals(self, on: date) -> Flags:
        """By person, who is eligible for free school meals on a day."""
        return self._flags(_holding(self.needs.fsm, on)["person"])

    @cached_property
    def ever_had_meals(self) -> Flags:
        """By person, who was eligible for free school meals at some time that is told."""
        return self._flags(self.needs.fsm["person"])

    def young_carers(self, on: date) -> Flags:
        """By person, who is known to care for somebody on a day."""
        return self._flags(_holding(self.needs.young_carers, on)["person"])

    def pupils(self, year: int, group: int) -> Pupils:
        """Those of a year group at the city's schools in the summer of a year."""
        rolls = self.population.enrolled(date(year, *_ASSESSED_ON))
        there = rolls[rolls["main"] & rolls["year_group"].eq(group)]
        there = there.drop_duplicates("person")
        person = there["person"].to_numpy(dtype=np.int64)
        known = self.population.people["upn"].notna().to_numpy()[person]
        return self.those(year, person[known], there["school"].to_numpy(dtype=np.int64)[known])

    def those(self, year: int, person: Numbers, school: Numbers) -> Pupils:
        """Some people with what they bring in the summer of a year."""
        census, end = date(year, *_CENSUS_ON), date(year, *_YEAR_END)
        start = end.replace(year=year - 1)
        return Pupils(
            year=year,
            person=person,
            school=school,
            need=self.need(census)[person],
            meals=self.meals(census)[person],
            looked_after=self.in_care(end, start)[person],
            ability=self.ability[person],
        )

    def _flags(self, people: pd.Series[int]) -> Flags:
        flags = np.zeros(self._count, dtype=bool)
        flags[people.to_numpy(dtype=np.int64)] = True
        return flags


def _holding(spells: pd.DataFrame, on: date) -> pd.DataFrame:
    """Spells that hold on a day."""
    day = pd.Timestamp(on)
    return spells[(spells["start"] <= day) & ~(spells["end"] <= day)]
