"""Results of the early years foundation stage profile and of the phonics check.

Not here: who is assessed (``pupils``), or what an export says of it (``attainment``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.groups import PLAN, SUPPORT, spread, top
from ae_city.population.draws import Draws

if TYPE_CHECKING:
    from ae_city.learning.figures import Figures
    from ae_city.learning.pupils import Learners, Pupils
    from ae_city.population.draws import Flags, Numbers, Reals

PRIME = (
    ("LAU", "SPE"),
    ("SRE", "MSE", "BRE"),
    ("GMS", "FMS"),
    ("COM", "WRE", "WRI"),
    ("NUM", "NPA"),
)
OTHER = (("PPA", "PCC", "TNW"), ("CWM", "BIE"))
GOALS = tuple(goal for goals in (*PRIME, *OTHER) for goal in goals)
_RECEPTION, _YEAR_1, _YEAR_2 = 0, 1, 2
_EMERGING, _EXPECTED, _EXEMPT = "1", "2", "A"
_EXEMPT_WITH_PLAN = 0.06
_THRESHOLD, _MARKS = 32, 40
_DISAPPLIED_WITH_PLAN, _ABSENT = 0.3, 0.012


def tell_profiles(learners: Learners, figures: Figures, years: range) -> pd.DataFrame:
    """One row a child and summer: year, person, school, the goals by name, and ``GLD``."""
    return pd.concat(
        [_profiles(learners.pupils(year, _RECEPTION), figures, learners) for year in years],
        ignore_index=True,
    )


def _profiles(pupils: Pupils, figures: Figures, learners: Learners) -> pd.DataFrame:
    year, count = pupils.year, len(pupils)
    draws = Draws(learners.population.seed, f"learning: profile {year}")
    areas = figures.areas[year]
    good = pupils.grouping.chosen(figures.eyfsp[year], pupils.ability + 0.4 * draws.uniform(count))
    merit = pupils.merit
    prime = spread(good, merit, areas.prime, _noise(draws, count, len(PRIME)))
    everything = top(merit + draws.uniform(count), areas.every_goal, good)
    other = spread(everything, merit + 2.0 * good, areas.other, _noise(draws, count, len(OTHER)))
    exempt = (pupils.need == PLAN) & draws.happens(_EXEMPT_WITH_PLAN, count) & ~good
    columns: dict[str, pd.Series[str]] = {}
    for goals, reached in zip((*PRIME, *OTHER), np.hstack([prime, other]).T, strict=True):
        for goal, expected in zip(
            goals, _goals(reached, len(goals), figures.goal_missed, draws), strict=True
        ):
            told = np.where(expected, _EXPECTED, _EMERGING)
            columns[goal] = pd.Series(np.where(exempt, _EXEMPT, told), dtype="str")
    return pd.DataFrame(
        {
            "year": year,
            "person": pupils.person,
            "school": pupils.school,
            **columns,
            "GLD": pd.Series(np.where(good, "1", "0"), dtype="str"),
        }
    )


def _goals(reached: Flags, goals: int, missed: float, draws: Draws) -> list[Flags]:
    """Goals of an area: all where it is reached, else at least one is not."""
    certain = draws.whole(0, goals - 1, len(reached))
    return [
        reached | ~((certain == goal) | draws.happens(missed, len(reached)))
        for goal in range(goals)
    ]


def _noise(draws: Draws, count: int, parts: int) -> Reals:
    return draws.uniform(count * (parts + 1)).reshape(count, parts + 1)


def tell_phonics(learners: Learners, figures: Figures, years: range) -> pd.DataFrame:
    """One row a check: year, person, school, ``outcome`` and ``mark`` (-1 where none)."""
    parts: list[pd.DataFrame] = []
    failed: Numbers = np.empty(0, dtype=np.int64)
    for year in years:
        draws = Draws(learners.population.seed, f"learning: phonics {year}")
        pupils = learners.pupils(year, _YEAR_1)
        merit = pupils.ability + 0.6 * draws.uniform(len(pupils))
        met = pupils.grouping.chosen(figures.phonics[year], merit)
        parts.append(_checked(pupils, met, draws))
        again = learners.pupils(year, _YEAR_2)
        parts.append(_again(again, np.isin(again.person, failed), figures.phonics_again, draws))
        failed = pupils.person[~met]
    return pd.concat(parts, ignore_index=True)


def _again(pupils: Pupils, wanted: Flags, percent: float, draws: Draws) -> pd.DataFrame:
    who = np.flatnonzero(wanted)
    merit = pupils.merit + draws.uniform(len(pupils))
    met = top(merit[who], percent)
    every = np.zeros(len(pupils), dtype=bool)
    every[who[met]] = True
    return _checked(pupils, every, draws).iloc[who]


def _checked(pupils: Pupils, met: Flags, draws: Draws) -> pd.DataFrame:
    count = len(pupils)
    point = draws.uniform(count)
    above = _MARKS - (point**1.6 * (_MARKS - _THRESHOLD + 1)).astype(np.int64)
    below = (_THRESHOLD - 1) - (point**1.4 * _THRESHOLD).astype(np.int64)
    planned, supported = pupils.need == PLAN, pupils.need == SUPPORT
    off = draws.happens(np.where(planned, _DISAPPLIED_WITH_PLAN, 0.02 * supported), count) & ~met
    absent = draws.happens(_ABSENT, count) & ~met & ~off
    outcome = np.select([met, off, absent], ["Wa", "D", "A"], "Wt")
    mark = np.where(met, above, below)
    return pd.DataFrame(
        {
            "year": pupils.year,
            "person": pupils.person,
            "school": pupils.school,
            "outcome": pd.Series(outcome, dtype="str"),
            "mark": np.where(off | absent, -1, mark),
        }
    )
