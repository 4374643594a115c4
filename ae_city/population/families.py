"""Families: who is whose brother or sister, and on which days families come and go.

Children of a family come and go together; young adults do so alone. A child born here to a family
that moved here was born after it came. Not here: names and homes (``people``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import ALWAYS, NEVER, number
from ae_city.population.residents import (
    BORN_HERE,
    FIRST_MID_YEAR,
    OLDEST_CHILD,
    STEPS,
    STILL_HERE,
    Residents,
    first_day_of,
)

if TYPE_CHECKING:
    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.population.figures import FamilyFigures

_NOBODY = -1
_SHORTEST_GAP, _WIDEST_GAP = 290, 13 * 365
_DAYS_IN_A_MONTH = 30.44
_KEYS = STEPS + 2
_APART = 1_000_000
"""More days than any two births lie apart, so that no sibling is found beyond the own group."""
_CAME_EARLIEST = date(2004, 1, 1)
_SUMMER_DAYS = 62
_TERM_STARTS, _TERM_STARTS_WITHIN = 70, 20
_STUDENTS_MOVE_IN_SEPTEMBER, _GRADUATES_MOVE_IN_SUMMER = 0.75, 0.6
_STUDENT_AGES = (18, 19)


@dataclass(frozen=True)
class CareFamilies:
    """Those of the care system, by position.

    Attributes:
        born: day of birth.
        arrived: day an unaccompanied child came; ``ALWAYS`` for the others.
        family: number of the family, from 0.
        open_to_siblings: whether brothers and sisters who are not of the care system may be found.
    """

    born: Numbers
    arrived: Numbers
    family: Numbers
    open_to_siblings: Flags


@dataclass(frozen=True)
class Households:
    """Everybody, the care system's first: days of birth, coming and going, and family numbers."""

    born: Numbers
    arrived: Numbers
    left: Numbers
    family: Numbers


def tell_families(
    residents: Residents,
    care: CareFamilies,
    figures: FamilyFigures,
    span: tuple[date, date],
    draws: Draws,
) -> Households:
    """Put residents and those of the care system into families and give days to their moves.

    Left out is who had gone, or come of age beyond 25, before the span and who comes after it.
    """
    in_care = len(care.born)
    everyone = Residents(
        born=np.concatenate([care.born, residents.born]),
        cohort=np.concatenate([np.full(in_care, _NOBODY), residents.cohort]),
        came=np.concatenate([np.full(in_care, BORN_HERE), residents.came]),
        went=np.concatenate([np.full(in_care, STILL_HERE), residents.went]),
    )
    count = len(everyone.born)
    resident = np.arange(count) >= in_care
    ages_coming = FIRST_MID_YEAR + everyone.came - everyone.cohort
    ages_going = FIRST_MID_YEAR + everyone.went - everyone.cohort
    comes_alone = (everyone.came != BORN_HERE) & (ages_coming > OLDEST_CHILD)
    goes_alone = (everyone.went != STILL_HERE) & (ages_going > OLDEST_CHILD)
    came = _families_came(everyone, resident, figures, draws)
    went = np.where(goes_alone, STILL_HERE, everyone.went)
    keys = (came + 1) * _KEYS + went
    orders = draws.weighted(figures.birth_order, count) + 1
    studies = _came_to_study(everyone, resident, figures, draws)
    orders[comes_alone | studies] = 0
    orders[:in_care] = 0
    orders[_youngest(care)] = 1
    born, twins = _with_twins(everyone.born, keys, resident & (orders > 0), figures.twins, draws)
    older = _older_siblings(born, keys, np.where(twins == _NOBODY, orders, 0), figures, draws)
    older = np.where(twins == _NOBODY, older, twins)
    older[:in_care] = _first_members(care)
    family = _roots(older)

    arrived = _in_step(came, figures.moves_in_summer, draws)[family]
    before = _came_before(count, in_care, figures, draws)[family]
    arrived = np.where(came == BORN_HERE, before, arrived)
    arrived = np.where(born < arrived, arrived, ALWAYS)
    alone = _adults(everyone.came, ages_coming, draws, arriving=True)
    arrived = np.where(comes_alone, alone, arrived)
    september = first_day_of(everyone.cohort + OLDEST_CHILD + 2) + _TERM_STARTS
    arrived = np.where(studies, september + draws.whole(0, _TERM_STARTS_WITHIN, count), arrived)
    left = _in_step(went, figures.moves_in_summer, draws)[family]
    left = np.where(went == STILL_HERE, NEVER, left)
    alone = _adults(everyone.went, ages_going, draws, arriving=False)
    left = np.where(goes_alone, alone, left)
    arrived[:in_care] = care.arrived

    first, last = number(span[0]), number(span[1])
    oldest = number(span[0].replace(year=span[0].year - 26))
    told = (left > first) & (np.maximum(born, arrived) <= last) & (born > oldest)
    told[:in_care] = True
    left = np.where(left > last, NEVER, left)
    _, family = np.unique(family[told], return_inverse=True)
    return Households(born[told], arrived[told], left[told], family.astype(np.int64))


def _families_came(
    everyone: Residents, resident: Flags, figures: FamilyFigures, draws: Draws
) -> Numbers:
    """The step in which the family came: for some born since, an earlier one than their birth's."""
    count = len(everyone.born)
    born_in = everyone.cohort - 1 - FIRST_MID_YEAR
    drawn = draws.whole(0, born_in - 1, count)
    newcomers = (
        draws.happens(figures.born_to_newcomers, count)
        & resident
        & (everyone.came == BORN_HERE)
        & (born_in > 0)
    )
    return np.where(newcomers, drawn, everyone.came)


def _came_to_study(
    everyone: Residents, resident: Flags, figures: FamilyFigures, draws: Draws
) -> Flags:
    """Young adults of the start who had come alone at 18."""
    able: Flags = resident & (everyone.came == BORN_HERE)
    able &= FIRST_MID_YEAR - everyone.cohort > OLDEST_CHILD + 1
    return able & draws.happens(figures.came_to_study, len(able))


def _youngest(care: CareFamilies) -> Numbers:
    """The youngest of every family in which more brothers and sisters may be found."""
    order = np.lexsort((care.born, care.family))
    last = np.append(np.diff(care.family[order]) != 0, np.ones(min(len(order), 1), dtype=bool))
    found = order[last]
    youngest: Numbers = found[care.open_to_siblings[found]]
    return youngest


def _first_members(care: CareFamilies) -> Numbers:
    """The family's first member, by position; nobody for that member."""
    _, first, which = np.unique(care.family, return_index=True, return_inverse=True)
    heads = first[which]
    return np.where(heads == np.arange(len(heads)), _NOBODY, heads)


def _with_twins(
    born: Numbers, keys: Numbers, able: Flags, share: float, draws: Draws
) -> tuple[Numbers, Numbers]:
    """Births with some moved to another's day, and whose twin each one is."""
    who = np.flatnonzero(able)
    who = who[np.lexsort((who, born[who], keys[who]))]
    one, other = who[:-1:2], who[1::2][: len(who[:-1:2])]
    near = (keys[one] == keys[other]) & (born[other] - born[one] <= _SHORTEST_GAP)
    cohorts = np.searchsorted(first_day_of(np.arange(1990, 2040)), born, side="right")
    chosen = near & (cohorts[one] == cohorts[other]) & draws.happens(2 * share, len(one))
    moved, twins = born.copy(), np.full(len(born), _NOBODY)
    moved[other[chosen]] = born[one[chosen]]
    twins[other[chosen]] = one[chosen]
    return moved, twins


def _older_siblings(
    born: Numbers, keys: Numbers, orders: Numbers, figures: FamilyFigures, draws: Draws
) -> Numbers:
    """Who is the next older brother or sister, by position; nobody where none is found."""
    shortest, longest = figures.months_between
    months = shortest + (longest - shortest) * draws.uniform(len(born)) ** 1.7
    target = born - (months * _DAYS_IN_A_MONTH).astype(np.int64)
    older = np.full(len(born), _NOBODY)
    for order in range(2, int(orders.max(initial=1)) + 1):
        elder, younger = np.flatnonzero(orders == order - 1), np.flatnonzero(orders == order)
        elder = elder[np.argsort(keys[elder] * _APART + born[elder], kind="stable")]
        younger = younger[np.argsort(keys[younger] * _APART + target[younger], kind="stable")]
        wanted = np.searchsorted(
            keys[elder] * _APART + born[elder], keys[younger] * _APART + target[younger]
        )
        # Each elder has one next sibling: whoever wants one that is taken gets the one after.
        rank = np.arange(len(younger))
        places = np.maximum.accumulate(wanted - rank) + rank
        younger, places = younger[places < len(elder)], places[places < len(elder)]
        found = elder[places]
        gap = born[younger] - born[found]
        fits = (keys[younger] == keys[found]) & (gap >= _SHORTEST_GAP) & (gap <= _WIDEST_GAP)
        older[younger[fits]] = found[fits]
    return older


def _roots(older: Numbers) -> Numbers:
    """The eldest of each person's family, by position."""
    roots = np.where(older == _NOBODY, np.arange(len(older)), older)
    while (roots[roots] != roots).any():
        roots = roots[roots]
    return roots


def _in_step(steps: Numbers, in_summer: float, draws: Draws) -> Numbers:
    """A day within a step for each, rather in July and August."""
    start = first_day_of(FIRST_MID_YEAR + 1 + steps)
    stop = first_day_of(FIRST_MID_YEAR + 2 + steps)
    count = len(steps)
    days = np.where(draws.happens(in_summer, count), _SUMMER_DAYS, stop - start)
    return start + (draws.uniform(count) * days).astype(np.int64)


def _came_before(count: int, in_care: int, figures: FamilyFigures, draws: Draws) -> Numbers:
    """When the families came that were here before the first step; ``ALWAYS`` for most."""
    last = number(date(FIRST_MID_YEAR, 6, 30))
    drawn = draws.whole(number(_CAME_EARLIEST), last, count)
    came = draws.happens(figures.came_before, count)
    came[:in_care] = False
    return np.where(came, drawn, ALWAYS)


def _adults(steps: Numbers, ages: Numbers, draws: Draws, *, arriving: bool) -> Numbers:
    """Days on which young adults move: students as terms start, graduates in summer."""
    count = len(steps)
    start = first_day_of(FIRST_MID_YEAR + 1 + steps)
    student = (ages >= _STUDENT_AGES[0]) & (ages <= _STUDENT_AGES[1])
    in_september = student & draws.happens(_STUDENTS_MOVE_IN_SEPTEMBER, count)
    in_summer = ~student & draws.happens(0.0 if arriving else _GRADUATES_MOVE_IN_SUMMER, count)
    within = np.where(in_september, _TERM_STARTS_WITHIN, np.where(in_summer, _SUMMER_DAYS, 365))
    offset = np.where(in_september, _TERM_STARTS, 0)
    return start + offset + (draws.uniform(count) * within).astype(np.int64)
