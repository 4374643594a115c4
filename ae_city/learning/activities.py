"""What young people do after Year 10: spells of activity, one after another without a gap.

Told of everybody of academic age 15 to 17 while they live in the city, and to 24 of those with a
plan, academic year by academic year; a spell that goes on from one year to the next is one. Not
here: the shares (``activity_shares``), or what tracking knows of it (``nccis``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.activity_shares import (
    APPRENTICESHIP,
    Cohort,
    deal,
    persistent,
)
from ae_city.learning.schools_beyond import urns
from ae_city.population.days import ALWAYS, NEVER, as_numbers, number
from ae_city.population.draws import Draws

if TYPE_CHECKING:
    from ae_city.learning.activity_shares import Texts
    from ae_city.learning.figures import Figures
    from ae_city.learning.pupils import Learners
    from ae_city.population.draws import Flags, Numbers, Reals

YEAR_11, YEAR_12, YEAR_13, OLDEST = 11, 12, 13, 20
"""Year groups, the last one of academic age 24."""
AT_SCHOOL, AT_HOME, SPECIAL = "110", "120", "280"
NEET_CODES = frozenset(
    {
        "540", "610", "615", "616", "617", "618", "619", "620", "630", "640", "650", "660", "670",
        "680", "690",
    }
)  # fmt: skip
AT_AN_ESTABLISHMENT = ("110", "210", "230", "280", "281")
_AFTER_16 = {"SS": "210", "FE": "230", "SP": SPECIAL}
_INDEPENDENT = 0.75
_MAY_WAIT, _MAY_END = 45, 14
"""Days before entering and after leaving a roll that are no activity of their own."""
_NOWHERE = -1
_SPRING = ("610", "615", "330", APPRENTICESHIP, "230")


@dataclass(frozen=True)
class _Year:
    """Everybody in one academic year, by person: when here, and when on a roll."""

    start: int
    group: Numbers
    came: Numbers
    gone: Numbers
    entered: Numbers
    left: Numbers
    school: Numbers

    @property
    def present(self) -> Flags:
        return self.came < self.gone

    @property
    def on_roll(self) -> Flags:
        return self.entered < self.left


class _Told:
    """Spells as they are told: columns of parts."""

    def __init__(self) -> None:
        self._parts: list[tuple[Numbers, Numbers, Numbers, Texts, Numbers]] = []

    def add(
        self, person: Numbers, start: Numbers, end: Numbers, code: Texts, school: Numbers
    ) -> None:
        """Spells of some people; those without a day are left out."""
        real = start < end
        self._parts.append((person[real], start[real], end[real], code[real], school[real]))

    def frame(self) -> pd.DataFrame:
        """All of them, by person and start, what goes on being one spell."""
        person, start, end, school = (
            np.concatenate([part[column] for part in self._parts]) for column in (0, 1, 2, 4)
        )
        code = np.concatenate([part[3] for part in self._parts])
        order = np.lexsort((start, person))
        person, start, end = person[order], start[order], end[order]
        code, school = code[order], school[order]
        goes_on = np.zeros(len(person), dtype=bool)
        goes_on[1:] = (
            (person[1:] == person[:-1])
            & (code[1:] == code[:-1])
            & (school[1:] == school[:-1])
            & (start[1:] == end[:-1])
        )
        first = np.flatnonzero(~goes_on)
        last = np.append(first[1:], len(person)) - 1
        return pd.DataFrame(
            {
                "person": person[first],
                "start": start[first],
                "end": end[last],
                "code": pd.Series(code[first], dtype="str"),
                "school": school[first],
            }
        )


def tell_activities(learners: Learners, figures: Figures, years: range) -> pd.DataFrame:
    """Every spell: person, start and end as numbers of days, code, school (-1: not the city's)."""
    told = _Told()
    seed = learners.population.seed
    leaning = Draws(seed, "learning: leaning").uniform(len(learners.ability))
    for year in years:
        draws = Draws(seed, f"learning: activity {year}")
        here = _year(learners, year)
        _year_11(here, told, draws)
        _at_16_and_17(learners, here, year, figures, leaning, told, draws)
        _with_plans(learners, here, year, figures, leaning, told)
    return told.frame()


def _year(learners: Learners, year: int) -> _Year:
    people = learners.population.people
    start, stop = number(date(year, 9, 1)), number(date(year + 1, 9, 1))
    came = np.maximum(as_numbers(people["arrived"], ALWAYS), start)
    gone = np.minimum(as_numbers(people["left"], NEVER), stop)
    stays = learners.population.enrolments
    stays = stays[stays["main"]]
    person = stays["person"].to_numpy(dtype=np.int64)
    begins = np.maximum(as_numbers(stays["entered"], ALWAYS), came[person])
    ends = np.minimum(as_numbers(stays["left"], NEVER), gone[person])
    within = begins < ends
    person, begins, ends = person[within], begins[within], ends[within]
    entered, left = np.full(len(people), NEVER), np.full(len(people), ALWAYS)
    np.minimum.at(entered, person, begins)
    np.maximum.at(left, person, ends)
    school = np.full(len(people), _NOWHERE, dtype=np.int64)
    order = np.argsort(begins, kind="stable")
    school[person[order]] = stays["school"].to_numpy(dtype=np.int64)[within][order]
    group = learners.year_groups(date(year, 9, 1))
    entered = np.where(entered - came <= _MAY_WAIT, came, entered)
    left = np.where((gone - left <= _MAY_END) & (left > ALWAYS), gone, left)
    return _Year(start, group, came, gone, entered, left, school)


def _year_11(here: _Year, told: _Told, draws: Draws) -> None:
    """At a school, here or elsewhere, or educated at home."""
    who = np.flatnonzero(here.present & (here.group == YEAR_11))
    at_home = ~here.on_roll[who] & ~draws.happens(_INDEPENDENT, len(who))
    code = np.where(at_home, AT_HOME, AT_SCHOOL)
    told.add(who, here.came[who], here.gone[who], code, here.school[who])


def _at_16_and_17(
    learners: Learners,
    here: _Year,
    year: int,
    figures: Figures,
    leaning: Reals,
    told: _Told,
    draws: Draws,
) -> None:
    """On a roll as enrolled; otherwise what is dealt out for the year."""
    who = np.flatnonzero(here.present & np.isin(here.group, (YEAR_12, YEAR_13)))
    january = number(date(year + 1, 1, 31))
    on = date(year + 1, 1, 16)
    counted = (here.came[who] <= january) & (january < here.gone[who])
    rolled = (here.entered[who] <= january) & (january < here.left[who])
    core = who[counted]
    cohort = Cohort(
        on_roll=rolled[counted],
        need=learners.need_since_school(on)[core],
        looked_after=learners.in_care(date(year + 1, 1, 31))[core],
        leaning=leaning[core],
        ability=learners.ability[core],
    )
    dealt = deal(cohort, figures, year + 1, draws)
    activity = np.full(len(here.group), "", dtype="<U3")
    activity[core] = dealt
    known = dealt[dealt != ""]
    others = who[activity[who] == ""]
    if len(known):
        activity[others] = known[draws.whole(0, len(known) - 1, len(others))]
    else:
        activity[others] = APPRENTICESHIP
    _rolled(learners, here, who[here.on_roll[who]], told)
    nobody = ~here.on_roll[who]
    for start, end, among in (
        (here.came, here.gone, nobody),
        (here.came, here.entered, here.on_roll[who]),
        (here.left, here.gone, here.on_roll[who]),
    ):
        part = who[among]
        _gap(part, start[part], end[part], activity[part], here, figures, told, draws)


def _rolled(learners: Learners, here: _Year, who: Numbers, told: _Told) -> None:
    """Spells on the roll of a school or college of the city."""
    phases = learners.population.schools["phase"].to_numpy(dtype=np.str_)
    phase = phases[here.school[who]]
    code = np.select([phase == each for each in _AFTER_16], list(_AFTER_16.values()), "270")
    told.add(who, here.entered[who], here.left[who], code, here.school[who])


def _gap(
    who: Numbers,
    start: Numbers,
    end: Numbers,
    code: Texts,
    here: _Year,
    figures: Figures,
    told: _Told,
    draws: Draws,
) -> None:
    """One activity; for some not known before autumn, for some who are NEET another in spring."""
    count = len(who)
    nowhere = np.full(count, _NOWHERE, dtype=np.int64)
    found = here.start + draws.whole(37, 84, count)
    changes = here.start + draws.whole(216, 290, count)
    newcomer = (start == here.start) & ~np.char.startswith(code, "8")
    unknown = newcomer & draws.happens(figures.first_not_known, count) & (end > found + 10)
    neet = np.isin(code, sorted(NEET_CODES))
    later = neet & draws.happens(figures.spring_changes, count) & (end > changes + 10)
    later &= start < changes - 30
    first = np.where(unknown, found, start)
    told.add(who, start, first, np.full(count, "810"), nowhere)
    told.add(who, first, np.where(later, changes, end), code, nowhere)
    next_code = np.array(_SPRING)[draws.whole(0, len(_SPRING) - 1, count)]
    next_code = np.where(next_code == code, "330", next_code)
    told.add(who, np.where(later, changes, end), end, next_code, nowhere)


def _with_plans(
    learners: Learners, here: _Year, year: int, figures: Figures, leaning: Reals, told: _Told
) -> None:
    """Those of 18 to 24 who have a plan at some time in the year."""
    sen = learners.needs.sen
    start, stop = pd.Timestamp(year, 9, 1), pd.Timestamp(year + 1, 9, 1)
    planned = sen["status"].eq("E") & (sen["start"] < stop) & ~(sen["end"] <= start)
    has = np.zeros(len(here.group), dtype=bool)
    has[sen.loc[planned, "person"]] = True
    older = (here.group > YEAR_13) & (here.group <= OLDEST)
    who = np.flatnonzero(here.present & older & has)
    code = persistent(figures.with_plan_from_18, leaning[who])
    code = np.where(here.on_roll[who], SPECIAL, code)
    school = np.where(here.on_roll[who], here.school[who], _NOWHERE)
    told.add(who, here.came[who], here.gone[who], code, school)


def on_day(spells: pd.DataFrame, day: date, count: int) -> Texts:
    """By person, the code of the activity on a day; empty text where nothing is told."""
    there = spells[(spells["start"] <= number(day)) & (number(day) < spells["end"])]
    codes = np.full(count, "", dtype="<U3")
    codes[there["person"].to_numpy()] = there["code"].to_numpy(dtype=np.str_)
    return codes


def establishments(learners: Learners, spells: pd.DataFrame) -> pd.Series[str]:
    """Number of the school or college of each spell; null where it is at none."""
    told = urns(
        learners.population.schools, spells["school"].to_numpy(), spells["person"].to_numpy()
    )
    return told.where(spells["code"].isin(AT_AN_ESTABLISHMENT).to_numpy())
