"""SEN support and free school meals: who has them each January, and so from when to when.

Both are given to those first in an order that stays much the same from year to year, as many as
each phase had. Not here: plans (``plans``), to which support gives way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER, as_numbers, number
from ae_city.schooling.spells import neediest, spells

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.population.draws import Draws
    from ae_city.schooling.figures import Meals, SupportFigures
    from ae_city.schooling.plans import Plans
    from ae_city.schooling.rolls import Roll

    Points = NDArray[np.float64]

_SOON = 3 * 365
"""Support comes before a plan by up to so many days."""
_MAINSTREAM, _APART = ("PS", "SS"), ("SP", "PR")


def tell_support(
    population: Population,
    plans: Plans,
    januaries: Sequence[Roll],
    figures: SupportFigures,
    draws: Draws,
) -> pd.DataFrame:
    """Spells of SEN support: person, start, end."""
    people = population.people
    count = len(people)
    boys = people["sex"].eq("M").to_numpy()
    of_care = people["looked_after"].to_numpy(dtype=bool)
    leaning = np.where(boys, figures.boys, 1.0) * np.where(of_care, figures.looked_after, 1.0)
    lasting = -np.log1p(-draws.uniform(count)) / leaning
    by_group = np.zeros(200)
    for group, weight in figures.by_group.items():
        by_group[group] = weight
    statuses = np.zeros((count, len(januaries)), dtype=bool)
    for place, roll in enumerate(januaries):
        day = number(roll.day)
        soon = (plans.issued > day) & (plans.issued <= day + _SOON)
        weights = np.where(soon, figures.before_a_plan, 1.0) * by_group[np.clip(roll.group, -2, 99)]
        yearly: Points = np.exp((draws.uniform(count) - 0.5) * 2 * figures.noise)
        scores = lasting * yearly / np.maximum(weights, 1e-6)
        free = ~plans.held(roll.day)
        for phase in _MAINSTREAM:
            pupils = roll.in_phase(phase)
            wanted = round(figures.share.of(phase, roll.day.year) * int(pupils.sum()))
            statuses[:, place] |= neediest(scores, pupils & free, wanted)
        statuses[:, place] |= roll.in_phase("PR") & free
    earliest = as_numbers(people["born"], -NEVER) + 3 * 365
    told = spells(statuses, [number(roll.day) for roll in januaries], earliest, draws)
    return _until_the_plan(told, population, plans)


def _until_the_plan(told: pd.DataFrame, population: Population, plans: Plans) -> pd.DataFrame:
    """Support ends the day a plan is issued; what would start after that is left out."""
    person = told["person"].to_numpy()
    issued = plans.issued[person]
    start, end = as_numbers(told["start"], NEVER), as_numbers(told["end"], NEVER)
    ends = (start < issued) & (end > issued) & (issued < NEVER)
    days = issued.clip(max=number(population.last) + 1).astype("datetime64[D]")
    told = told.assign(end=told["end"].mask(ends, days.astype("datetime64[s]")))
    ceased = plans.ceased[person]
    overlapping = (start >= issued) & (start < ceased)
    kept: pd.DataFrame = told[~overlapping]
    return kept.reset_index(drop=True)


def tell_meals(
    population: Population, januaries: Sequence[Roll], figures: Meals, draws: Draws
) -> pd.DataFrame:
    """Spells of being eligible for free school meals: person, start, end.

    A family's means are its children's, so brothers and sisters mostly go together.
    """
    people = population.people
    count = len(people)
    family = people["family"].to_numpy(dtype=np.int64)
    of_families: Points = draws.uniform(int(family.max(initial=0)) + 1)
    means: Points = of_families[family] * 0.92 + draws.uniform(count) * 0.08
    means = np.where(people["looked_after"], means * figures.looked_after, means)
    statuses = np.zeros((count, len(januaries)), dtype=bool)
    for place, roll in enumerate(januaries):
        scores = means + (draws.uniform(count) - 0.5) * 2 * figures.noise
        for phase in _MAINSTREAM:
            pupils = roll.in_phase(phase)
            wanted = round(figures.share.of(phase, roll.day.year) * int(pupils.sum()))
            statuses[:, place] |= neediest(scores, pupils, wanted)
        apart = roll.in_phase(*_APART)
        wanted = round(figures.special / 100 * int(apart.sum()))
        statuses[:, place] |= neediest(scores, apart, wanted)
    earliest = as_numbers(people["born"], -NEVER) + 4 * 365
    return spells(statuses, [number(roll.day) for roll in januaries], earliest, draws)
