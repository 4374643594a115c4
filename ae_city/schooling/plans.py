"""Who has an education, health and care plan, from when to when.

The caseload is told January by January: who loses a plan, who must have one (pupils of special
schools), and who gets one until each phase has its share. Not here: the request and assessment
that come before a plan (``requests``), or reviews and placements.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_numbers, number
from ae_city.schooling.census_days import spring_census
from ae_city.schooling.rolls import NOWHERE, chosen, roll_of

if TYPE_CHECKING:
    from datetime import date

    from ae_city.population import Population
    from ae_city.population.draws import Draws, Flags, Numbers, Reals
    from ae_city.schooling.figures import PlanFigures
    from ae_city.schooling.rolls import Roll

OLDEST, ADULT, YOUNGEST = 25, 16, 2
_MAX_AGE, _MOVED = "1", "5"
_CEASED_AT_MOVE = 0.97
"""Of those who leave the city; the others moved out of England."""
_ABROAD = "7"
_YEAR = 365
_MAINSTREAM = ("PS", "SS")


def working_day(days: Numbers) -> Numbers:
    """The same days, with weekends moved to the Friday before; order is kept."""
    weekday = (days + 3) % 7  # 1 January 1970 was a Thursday
    return days - np.maximum(weekday - 4, 0)


@dataclass(eq=False)
class Plans:
    """One entry a person: at most one plan each, in days.

    Attributes:
        issued: the day the plan was issued; ``NEVER`` for who has none in the span.
        since: the day from which this authority maintains it: that, or the day of moving here.
        ceased: the day it ceased; ``NEVER`` while it lasts.
        reason: why, by SEN2's code.
        transferred: came with the person from another authority.
    """

    issued: Numbers
    since: Numbers
    ceased: Numbers
    reason: np.ndarray[tuple[int], np.dtype[np.str_]]
    transferred: Flags

    def held(self, on: date) -> Flags:
        """Who has one on a day."""
        day = number(on)
        return (self.since <= day) & (self.ceased > day)


def tell_plans(population: Population, figures: PlanFigures, draws: Draws) -> Plans:
    """The plans of everybody over the span."""
    return _Caseload(population, figures, draws).told()


class _Caseload:
    """The plans while they are being told."""

    def __init__(self, population: Population, figures: PlanFigures, draws: Draws) -> None:
        self._population, self._figures, self._draws = population, figures, draws
        people = population.people
        self._count = len(people)
        self._born = as_numbers(people["born"], -NEVER)
        self._left = as_numbers(people["left"], NEVER)
        self._arrived = as_numbers(people["arrived"], -NEVER)
        boys = people["sex"].eq("M").to_numpy()
        of_care = people["looked_after"].to_numpy(dtype=bool)
        self._leaning: Reals = np.where(boys, figures.boys, 1.0) * np.where(
            of_care, figures.looked_after, 1.0
        )
        self._plans = Plans(
            issued=np.full(self._count, NEVER, dtype=np.int64),
            since=np.full(self._count, NEVER, dtype=np.int64),
            ceased=np.full(self._count, NEVER, dtype=np.int64),
            reason=np.full(self._count, "", dtype="<U1"),
            transferred=np.zeros(self._count, dtype=bool),
        )

    def told(self) -> Plans:
        """Begin, and go from January to January."""
        first, last = self._population.first, self._population.last
        days = [
            first,
            *(spring_census(year) for year in range(first.year + 1, last.year + 1)),
            last,
        ]
        self._begin(roll_of(self._population, first))
        for start, stop in pairwise(days):
            self._go_on(start, roll_of(self._population, stop))
        return self._plans

    def _scaled(self, count: int) -> int:
        return round(count * self._population.scale)

    # -- the caseload on the first day ------------------------------------------------------------

    def _begin(self, roll: Roll) -> None:
        wanted = self._scaled(self._figures.at_start)
        new = self._due(roll, np.zeros(self._count, dtype=bool), wanted)
        years = self._draws.weighted(
            list(self._figures.years_in_place.values()), len(new)
        ) + self._draws.uniform(len(new))
        first_possible = self._born[new] + (YOUNGEST * _YEAR) + 60
        start = number(roll.day)
        issued = np.maximum(start - (years * _YEAR).astype(np.int64), first_possible)
        late = issued >= start
        issued[late] = start - self._draws.whole(5, 60, int(late.sum()))
        self._plans.issued[new] = self._plans.since[new] = working_day(issued)

    # -- from one January to the next -------------------------------------------------------------

    def _go_on(self, start: date, roll: Roll) -> None:
        begin, end = number(start), number(roll.day)
        plans, figures = self._plans, self._figures
        held = plans.held(start)
        moved = held & (self._left > begin) & (self._left <= end)
        plans.ceased[moved] = self._left[moved]
        away = self._draws.uniform(int(moved.sum())) > _CEASED_AT_MOVE
        plans.reason[moved] = np.where(away, _ABROAD, _MOVED)
        aged = held & ~moved & (roll.age >= OLDEST)
        plans.ceased[aged] = working_day(
            self._draws.whole(max(begin + 1, end - 200), end, int(aged.sum()))
        )
        plans.reason[aged] = _MAX_AGE
        held = plans.held(roll.day)
        came_to_special = int((self._newcomers(roll, held, begin) & roll.in_phase("SP")).sum())
        held |= self._transfer(roll, held, begin, came_to_special)
        issued = self._scaled(figures.issued[start.year])
        caseload = figures.caseload.get(roll.day.year) if roll.day.month == 1 else None
        surplus = int(held.sum()) + issued - self._scaled(caseload) if caseload is not None else 0
        if surplus > 0:
            held &= ~self._cease(roll, held, begin, end, surplus)
        else:
            held |= self._transfer(roll, held, begin, -surplus)
        new = self._due(roll, held, issued)
        self._issue(new, begin, end, roll)

    def _cease(self, roll: Roll, held: Flags, begin: int, end: int, count: int) -> Flags:
        """Plans of young adults that end for other reasons than age and moving."""
        eligible = held & (roll.age >= ADULT) & ~roll.in_phase("SS", "SP")
        who = np.flatnonzero(eligible)
        weights = np.maximum(roll.age[who] - ADULT, 0.3).astype(np.float64)
        gone = chosen(who, weights, count, self._draws)
        reasons = list(self._figures.cease_reasons)
        drawn = self._draws.weighted(list(self._figures.cease_reasons.values()), len(gone))
        self._plans.ceased[gone] = working_day(
            np.maximum(self._draws.whole(begin + 7, end, len(gone)), self._plans.since[gone] + 30)
        )
        self._plans.reason[gone] = np.array(reasons)[drawn]
        flags = np.zeros(self._count, dtype=bool)
        flags[gone] = True
        return flags

    def _transfer(self, roll: Roll, held: Flags, begin: int, count: int) -> Flags:
        """Plans that came with people who moved here; only as many as did."""
        who = np.flatnonzero(self._newcomers(roll, held, begin))
        weights = self._leaning[who] * np.where(roll.phase[who] == "SP", 1e6, 1.0)
        new = chosen(who, weights, count, self._draws)
        before = self._draws.whole(60, 4 * _YEAR, len(new))
        earliest = self._born[new] + YOUNGEST * _YEAR
        self._plans.issued[new] = working_day(
            np.minimum(np.maximum(self._arrived[new] - before, earliest), self._arrived[new])
        )
        self._plans.since[new] = self._arrived[new]
        self._plans.transferred[new] = True
        flags = np.zeros(self._count, dtype=bool)
        flags[new] = True
        return flags

    def _newcomers(self, roll: Roll, held: Flags, begin: int) -> Flags:
        """Who moved here since a day and might have brought a plan."""
        came = (self._arrived > begin) & (self._arrived <= number(roll.day)) & roll.here & ~held
        fits = (roll.age >= YOUNGEST + 2) & (roll.age < OLDEST - 1)
        flags: Flags = came & fits & self._never_held()
        return flags

    def _issue(self, new: Numbers, begin: int, end: int, roll: Roll) -> None:
        """Days of issue; before a special school is entered, for who goes to one."""
        low = np.maximum(np.maximum(self._arrived[new], self._born[new] + 700), begin) + 1
        high = np.full(len(new), end if roll.day.month > 1 else end - 20)
        entered = self._entered_special(new, roll)
        high = np.where((entered > low) & (entered <= end), entered - 1, high)
        days = working_day(self._draws.whole(low, np.maximum(high, low), len(new)))
        self._plans.issued[new] = self._plans.since[new] = np.maximum(days, begin + 1)

    def _entered_special(self, new: Numbers, roll: Roll) -> Numbers:
        stays = self._population.enrolments
        special = self._population.schools["phase"].eq("SP").to_numpy()[stays["school"]]
        entered = stays[special & (stays["entered"] <= pd.Timestamp(roll.day))]
        last = entered.groupby("person")["entered"].max()
        return as_numbers(last.reindex(new).reset_index(drop=True), NEVER)

    # -- who gets one -----------------------------------------------------------------------------

    def _never_held(self) -> Flags:
        flags: Flags = self._plans.issued == NEVER
        return flags

    def _due(self, roll: Roll, held: Flags, count: int) -> Numbers:
        """So many people who get a plan: special schools first, then each phase to its share."""
        free = roll.here & self._never_held() & ~held & (roll.age >= YOUNGEST)
        special = roll.in_phase("SP")
        new = [np.flatnonzero(free & special)[:count]]
        left = count - len(new[0])
        wanted = self._shortfalls(roll, held)
        excess = sum(wanted.values()) - left
        if excess > 0:
            total = max(sum(wanted.values()), 1)
            wanted = {name: int(short * left / total) for name, short in wanted.items()}
        for name, short in wanted.items():
            new.append(self._drawn(free & self._group(roll, name), roll, short))
        left = count - sum(len(each) for each in new)
        on_roll = round(left * self._figures.post_16_on_roll)
        college = free & roll.in_phase("FE")
        new.append(self._drawn(college, roll, on_roll))
        left = count - sum(len(each) for each in new)
        adults = free & (roll.school == NOWHERE) & (roll.age >= ADULT) & (roll.age < OLDEST - 1)
        # Who studies or works elsewhere next year has no plan here.
        stays = self._left > number(roll.day) + _YEAR
        new.append(self._drawn(adults & stays, roll, left))
        return np.concatenate(new)

    def _shortfalls(self, roll: Roll, held: Flags) -> dict[str, int]:
        """By group, the plans lacking to its share."""
        wanted = {
            "PR": self._figures.unit * int(roll.in_phase("PR").sum()),
            "early": self._figures.early * self._population.scale,
            "elsewhere": self._figures.elsewhere * int(self._group(roll, "elsewhere").sum()),
        }
        for phase in _MAINSTREAM:
            share = self._figures.mainstream.of(phase, roll.day.year)
            wanted[phase] = share * int(roll.in_phase(phase).sum())
        return {
            name: max(0, round(target) - int((held & self._group(roll, name)).sum()))
            for name, target in wanted.items()
        }

    @staticmethod
    def _group(roll: Roll, name: str) -> Flags:
        nowhere: Flags = roll.here & (roll.school == NOWHERE)
        flags = roll.in_phase(name)
        if name == "early":
            flags = (nowhere | roll.in_phase("NS")) & (roll.age >= YOUNGEST) & (roll.group < 0)
        elif name == "elsewhere":
            flags = nowhere & (roll.group >= 1) & (roll.age < ADULT)
        return flags

    def _drawn(self, eligible: Flags, roll: Roll, count: int) -> Numbers:
        who = np.flatnonzero(eligible)
        by_age = np.zeros(120)
        for age, weight in self._figures.by_age.items():
            by_age[age] = weight
        ages = np.clip(roll.age[who], 0, len(by_age) - 1)
        # Plans are as likely to have been given a year ago, so ages are taken together by twos.
        weights = (by_age[ages] + by_age[np.maximum(ages - 1, 0)] + 1.0) * self._leaning[who]
        return chosen(who, weights, count, self._draws)
