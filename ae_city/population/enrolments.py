"""Being on a school's roll: entering, changing and leaving school, academic year by year.

A stay lasts from the day of entering to the first day no longer on roll. It begins and ends with
living in the city; a change of phase happens on 1 September, everything else on a school day. Who
is in a nursery class and stays for reception has one stay. Not here: which school is chosen
(``schooling``), or what looked-after children far away are taken out of (``far_away``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_dates, number
from ae_city.population.schooling import NO_SCHOOL
from ae_city.population.terms import (
    NURSERY,
    RECEPTION,
    YEAR_7,
    YEAR_11,
    YEAR_12,
    YEAR_13,
    YEAR_14,
    first_of_september,
    reception_years,
)

if TYPE_CHECKING:
    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.population.figures import EnrolmentFigures
    from ae_city.population.pupils import Pupils
    from ae_city.population.schooling import Schooling

_UNIT_FROM = 8
_LAST_MOVES = 270
"""Days into the academic year, about the end of May."""
_FIRST_MOVES = 30
_UNIT_STAY = (30, 200)
_MAINSTREAM = ("PS", "SS")


class Roll:
    """Who is at which school as the years go by, and every stay that is over."""

    def __init__(
        self,
        pupils: Pupils,
        schooling: Schooling,
        figures: EnrolmentFigures,
        open_days: Numbers,
        draws: Draws,
    ) -> None:
        count = len(pupils.born)
        self._pupils, self._schooling, self._figures = pupils, schooling, figures
        self._open_days, self._draws = open_days, draws
        self._reception = reception_years(pupils.born)
        self._school = np.full(count, NO_SCHOOL, dtype=np.int64)
        self._since = np.full(count, NEVER, dtype=np.int64)
        self._at_home = np.zeros(count, dtype=bool)
        special = figures.special
        early = np.where(pupils.of_care, special.looked_after, special.reception)
        self._special = draws.happens(early, count)
        self._special_from_7 = self._special | draws.happens(special.transfer, count)
        self._stays: list[tuple[Numbers, Numbers, Numbers, Numbers, bool]] = []

    def stays(self, years: range, span: tuple[date, date]) -> pd.DataFrame:
        """Every stay within the span: person, school, entered, left and main, by person and day."""
        self._begin(years[0])
        for year in years:
            if year != years[0]:
                self._september(year)
            self._within(year)
        still = np.flatnonzero(self._school != NO_SCHOOL)
        self._close(still, np.full(len(still), NEVER, dtype=np.int64))
        person, school, entered, left = (
            np.concatenate([stay[part] for stay in self._stays]) for part in range(4)
        )
        main = np.concatenate([np.full(len(stay[0]), stay[4]) for stay in self._stays])
        first, last = number(span[0]), number(span[1])
        left = np.where(left > last, NEVER, left)
        told = (left > first) & (entered <= last)
        order = np.flatnonzero(told)
        order = order[np.lexsort((~main[order], entered[order], person[order]))]
        return pd.DataFrame(
            {
                "person": person[order],
                "school": school[order],
                "entered": as_dates(entered[order]),
                "left": as_dates(left[order]),
                "main": main[order],
            }
        )

    # -- one moment -----------------------------------------------------------------------------

    def _close(self, who: Numbers, on: Numbers, *, main: bool = True) -> None:
        self._stays.append((who, self._school[who], self._since[who], on, main))
        self._school[who] = NO_SCHOOL

    def _change(self, who: Numbers, school: Numbers, on: Numbers) -> None:
        """Go to another school or to none, from a day; nothing where it is the same."""
        changes = school != self._school[who]
        who, school, on = who[changes], school[changes], on[changes]
        at_school = self._school[who] != NO_SCHOOL
        self._close(who[at_school], on[at_school])
        self._school[who] = school
        self._since[who] = on

    def _snapped(self, days: Numbers) -> Numbers:
        """The next school day; ``NEVER`` after the last that is set."""
        place = np.searchsorted(self._open_days, days)
        return np.append(self._open_days, NEVER)[place]

    def _in_group(self, year: int, group: int) -> Flags:
        inside: Flags = self._reception == year - group
        return inside

    def _may(self, on: int) -> Flags:
        """Lives here on a day and may be on a school's roll."""
        pupils = self._pupils
        here: Flags = (pupils.came <= on) & (pupils.left > on)
        return here & pupils.state & ~pupils.college_only & ~self._at_home

    # -- 1 September ----------------------------------------------------------------------------

    def _wanted(self, who: Numbers, group: int) -> Numbers:
        """The school for a year group up to Year 11, of those who change or come."""
        special = self._special if group < YEAR_7 else self._special_from_7
        current = self._school[who]
        if group == NURSERY:
            return self._schooling.nursery(who, self._figures.in_nursery_schools)
        return np.where(
            special[who],
            self._schooling.special(who, group, current),
            self._schooling.usual(who, group),
        )

    def _september(self, year: int) -> None:
        """Change of phase, places for those who came in summer, and moves as the year begins."""
        start = int(first_of_september(np.array([year]))[0])
        may = self._may(start)
        for group in range(NURSERY, YEAR_14 + 2):
            who = np.flatnonzero(self._in_group(year, group))
            who = who[(may[who]) | (self._school[who] != NO_SCHOOL) | self._may_college(who, start)]
            current = self._school[who]
            if group == NURSERY:
                takes = self._pupils.in_nursery_class[who]
                takes &= ~self._draws.happens(self._figures.nursery_late, len(who))
                school = np.where(takes, self._wanted(who, group), NO_SCHOOL)
            elif group in {RECEPTION, YEAR_7}:
                school = self._wanted(who, group)
            elif group <= YEAR_11:
                school = np.where(
                    current == NO_SCHOOL, self._wanted(who, group), self._moved(who, group, start)
                )
            else:
                school = self._after_16(who, group)
            self._change(who, school, np.full(len(who), start))

    def _may_college(self, who: Numbers, on: int) -> Flags:
        pupils = self._pupils
        here: Flags = (pupils.came[who] <= on) & (pupils.left[who] > on)
        return here & pupils.college_only[who]

    def _moved(self, who: Numbers, group: int, start: int) -> Numbers:
        """The current school, or for a few another of the phase."""
        current = self._school[who]
        share = self._figures.moves * self._figures.moves_in_september
        moves = self._schooling.of_phase(current, *_MAINSTREAM)
        moves &= self._draws.happens(share, len(who)) & (self._since[who] < start)
        moved = current.copy()
        moved[moves] = self._schooling.another(who[moves], group, current[moves])
        return moved

    def _after_16(self, who: Numbers, group: int) -> Numbers:
        """The school or college for Years 12 to 14; special schools keep whom they can."""
        current = self._school[who]
        special = self._schooling.of_phase(current, "SP")
        if group == YEAR_12:
            mainstream = self._schooling.after_16(who, current)
            only = self._pupils.college_only[who]
            mainstream = np.where(only, self._schooling.college(who), mainstream)
            stays = special & self._draws.happens(self._figures.after_16.stays_at_special, len(who))
            return np.where(stays, self._schooling.special(who, group, current), mainstream)
        stays = self._schooling.goes_on(current, group) & (special | (group == YEAR_13))
        if group == YEAR_13:
            gone = self._draws.happens(self._figures.after_16.leaves_after_a_year, len(who))
            stays &= special | ~gone
        return np.where(stays, current, NO_SCHOOL)

    # -- the first year -------------------------------------------------------------------------

    def _begin(self, year: int) -> None:
        """Everybody at school as the first year begins, since entering the phase or moving here."""
        start = int(first_of_september(np.array([year]))[0])
        may = self._may(start)
        for group in range(NURSERY, YEAR_14 + 1):
            who = np.flatnonzero(may & self._in_group(year, group))
            if group == NURSERY:
                who = who[self._pupils.in_nursery_class[who]]
            if group <= YEAR_11:
                school = self._wanted(who, group)
            else:
                school = self._begun_after_16(who, group)
            who, school = who[school != NO_SCHOOL], school[school != NO_SCHOOL]
            begun = max(each for each in (NURSERY, RECEPTION, YEAR_7, YEAR_12) if each <= group)
            entered = np.full(len(who), first_of_september(np.array([year - group + begun]))[0])
            waited = self._pupils.came[who] + self._figures.days_to_a_place[0]
            entered = np.where(self._pupils.came[who] > entered, waited, entered)
            settled = self._draws.uniform(len(who)) < (1 - self._figures.moves) ** (group - begun)
            later = self._draws.whole(entered, start - 60, len(who))
            self._school[who] = school
            self._since[who] = np.minimum(np.where(settled, entered, later), start)

    def _begun_after_16(self, who: Numbers, group: int) -> Numbers:
        stays = self._draws.happens(self._figures.after_16.stays_at_special, len(who))
        special = self._special_from_7[who] & stays
        nowhere = np.full(len(who), NO_SCHOOL)
        kept = self._schooling.special(who, group, nowhere)
        usual = self._schooling.usual(who, YEAR_11)
        gone = self._draws.happens(self._figures.after_16.leaves_after_a_year, len(who))
        mainstream = self._schooling.after_16(who, usual)
        mainstream = np.where(gone & (group == YEAR_13), NO_SCHOOL, mainstream)
        mainstream = nowhere if group == YEAR_14 else mainstream
        return np.where(special, kept, mainstream)

    # -- within the year ------------------------------------------------------------------------

    def _within(self, year: int) -> None:
        """Arrivals, changes of school and leaving the city between two Septembers."""
        start, stop = (int(day) for day in first_of_september(np.array([year, year + 1])))
        settled = self._school != NO_SCHOOL
        self._arrive(year, start, stop)
        for group in range(RECEPTION, YEAR_11 + 1):
            who = np.flatnonzero(settled & self._in_group(year, group))
            who = who[(self._pupils.left[who] > stop) & (self._since[who] <= start)]
            self._unsettled(who[self._in_mainstream(who)], group, start)
        leaves = (self._pupils.left > start) & (self._pupils.left <= stop)
        leavers = np.flatnonzero(leaves & (self._school != NO_SCHOOL))
        self._close(leavers, self._pupils.left[leavers])

    def _in_mainstream(self, who: Numbers) -> Flags:
        return self._schooling.of_phase(self._school[who], *_MAINSTREAM)

    def _arrive(self, year: int, start: int, stop: int) -> None:
        """Places for those who moved here during the year, and late ones in nursery classes."""
        pupils = self._pupils
        wait = self._draws.whole(*self._figures.days_to_a_place, len(pupils.came))
        entered = self._snapped(pupils.came + wait)
        comes = (pupils.came > start) & (entered < np.minimum(stop, pupils.left))
        comes &= pupils.state & (self._school == NO_SCHOOL)
        for group in range(RECEPTION, YEAR_13 + 1):
            who = np.flatnonzero(comes & self._in_group(year, group))
            who = who[(group > YEAR_11) | ~pupils.college_only[who]]
            school = self._wanted(who, group) if group <= YEAR_11 else self._schooling.college(who)
            self._change(who, school, entered[who])
        after_christmas = number(date(year + 1, 1, 2))
        term = int(self._snapped(np.array([after_christmas]))[0])
        late = np.flatnonzero(
            self._may(term) & self._in_group(year, NURSERY) & (self._school == NO_SCHOOL)
        )
        late = late[pupils.in_nursery_class[late]]
        self._change(late, self._wanted(late, NURSERY), np.full(len(late), term))

    def _unsettled(self, who: Numbers, group: int, start: int) -> None:
        """For a few pupils each: another school, a special one, a unit, or home education."""
        figures = self._figures
        on = self._snapped(start + self._draws.whole(_FIRST_MOVES, _LAST_MOVES, len(who)))
        older = group >= _UNIT_FROM
        shares = (
            figures.moves * (1 - figures.moves_in_september),
            figures.special.within_a_year,
            figures.to_home_education,
            figures.unit.transfer if older else 0.0,
            figures.unit.dual if older else 0.0,
        )
        branch = np.searchsorted(np.cumsum(shares), self._draws.uniform(len(who)), side="right")
        moves, special, home, excluded, dual = (branch == each for each in range(len(shares)))
        current = self._school[who]
        school = current.copy()
        school[moves] = self._schooling.another(who[moves], group, current[moves])
        school[special] = self._schooling.special(who[special], group, current[special])
        school[home] = NO_SCHOOL
        school[excluded] = self._schooling.unit(who[excluded])
        self._special[who[special]] = True
        self._special_from_7[who[special]] = True
        self._at_home[who[home]] = True
        self._change(who, school, on)
        stays = self._draws.whole(*_UNIT_STAY, int(dual.sum()))
        ends = np.minimum(self._snapped(on[dual] + stays), start + 340)
        units = self._schooling.unit(who[dual])
        self._stays.append((who[dual], units, on[dual], ends, False))
