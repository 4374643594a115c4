"""What those of 16 and 17 do who are on no roll in the city: dealt out to the published shares.

Here: one academic year's activities, one a person. Not here: from when to when (``activities``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.learning.groups import NONE, PLAN, SUPPORT
from ae_city.quotas import apportion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ae_city.learning.figures import Figures
    from ae_city.population.draws import Draws, Flags, Numbers, Reals

    Texts = NDArray[np.str_]

_LOOKED_AFTER = 3
APPRENTICESHIP, CUSTODY, RE_ENGAGEMENT = "310", "710", "530"
SPECIALIST = "281"
_ABILITY_PULL = 0.12
_SPECIALIST_WITH_PLAN = 0.6


@dataclass(frozen=True)
class Cohort:
    """Those of academic age 16 and 17 in the city on a day in January, by position.

    Attributes:
        on_roll: at a school or college of the city.
        need: none, support, plan.
        leaning: stable uniform number of a person: low ones rather have nothing to do.
    """

    on_roll: Flags
    need: Numbers
    looked_after: Flags
    leaning: Reals
    ability: Reals

    def __len__(self) -> int:
        return len(self.on_roll)


def deal(cohort: Cohort, figures: Figures, year: int, draws: Draws) -> Texts:
    """A code of activity for each who is on no roll; empty text for the others.

    Shares are of the whole cohort. Education elsewhere is what is left.
    """
    shares, count = figures.activity[year], len(cohort)
    dealt = np.full(count, "", dtype="<U3")
    free = ~cohort.on_roll
    without = _without_activity(cohort, figures, year, free)
    who = np.flatnonzero(without)
    unknown = round(shares.not_known / 100 * count)
    mixed = who[np.argsort(draws.uniform(len(who)), kind="stable")]
    dealt[mixed[:unknown]] = _codes(figures.not_known_codes, min(unknown, len(who)), draws)
    rest = mixed[unknown:]
    dealt[rest] = _codes(figures.neet_codes, len(rest), draws)
    free &= ~without
    working = 100 - shares.participating - shares.neet - shares.not_known
    working -= figures.re_engagement + figures.in_custody
    order = draws.uniform(count) + 0.4 * (cohort.need == PLAN)
    for percent, codes in (
        (figures.in_custody, {CUSTODY: 1.0}),
        (figures.re_engagement, {RE_ENGAGEMENT: 1.0}),
        (shares.apprenticeship, {APPRENTICESHIP: 1.0}),
        (shares.other_participation, figures.training_codes),
        (working, figures.employment_codes),
    ):
        able = np.flatnonzero(free)
        took = able[np.argsort(order[able], kind="stable")[: round(percent / 100 * count)]]
        dealt[took] = _codes(codes, len(took), draws)
        free[took] = False
    left = np.flatnonzero(free)
    dealt[left] = _codes(figures.education_elsewhere, len(left), draws)
    special = free & (cohort.need == PLAN) & draws.happens(_SPECIALIST_WITH_PLAN, count)
    dealt[special] = SPECIALIST
    return dealt


def _without_activity(cohort: Cohort, figures: Figures, year: int, free: Flags) -> Flags:
    """Who is NEET or not known: so many of each group, as far as it has people on no roll."""
    group = np.where(cohort.looked_after, _LOOKED_AFTER, cohort.need)
    wanted, shares = figures.without_activity[year], figures.activity[year]
    rates = np.empty(4)
    rates[[NONE, SUPPORT, PLAN, _LOOKED_AFTER]] = (
        wanted.none, wanted.support, wanted.plan, wanted.looked_after,
    )  # fmt: skip
    total = round((shares.neet + shares.not_known) / 100 * len(cohort))
    quota = np.array(apportion(total, list(np.bincount(group, minlength=4) * rates)))
    score = cohort.leaning + _ABILITY_PULL * cohort.ability
    without = np.zeros(len(cohort), dtype=bool)
    for each in (_LOOKED_AFTER, PLAN, SUPPORT):
        able = np.flatnonzero(free & (group == each))
        without[able[np.argsort(score[able], kind="stable")[: quota[each]]]] = True
    able = np.flatnonzero(free & (group == NONE))
    short = total - int(without.sum())
    without[able[np.argsort(score[able], kind="stable")[:short]]] = True
    return without


def _codes(weights: Mapping[str, float], count: int, draws: Draws) -> Texts:
    codes: Texts = np.array(list(weights), dtype=np.str_)
    return codes[draws.weighted(list(weights.values()), count)]


def persistent(weights: Mapping[str, float], leaning: Reals) -> Texts:
    """Codes by weight from stable numbers, so that a person has the same year after year."""
    edges = np.cumsum(list(weights.values()))
    places = np.searchsorted(edges, leaning * edges[-1], side="right").clip(max=len(edges) - 1)
    codes: Texts = np.array(list(weights), dtype=np.str_)[places]
    return codes
