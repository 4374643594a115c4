"""What is done while a child is helped: assessments, plans, and targeted programmes.

Not here: when help begins and ends (``episodes``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_dates, as_numbers, number
from ae_city.social_care.dealing import years_of
from ae_pipeline.returns.early_help.codes import STEPPED_UP

if TYPE_CHECKING:
    from ae_city.early_help.figures import (
        AssessmentFigures,
        ByYear,
        InterventionFigures,
    )
    from ae_city.population import Population
    from ae_city.population.draws import Draws, Flags, Numbers, Reals

_PLAN_WITHIN, _REFERRED_WITHIN, _WAIT = 10, 21, (5, 40)
_FIRST_YEAR = 1990
_UNFINISHED = frozenset({"DROPPED_OUT", "MOVED"})
_GOAL_MET_IMPROVED, _GOAL_MET_OTHERWISE = 0.82, 0.25
_PLAN, _CANCELLED = "PLAN", "CANCELLED"


def tell_assessments(
    population: Population, episodes: pd.DataFrame, figures: AssessmentFigures, draws: Draws
) -> pd.DataFrame:
    """One row an assessment: episode, person, started, completed, organisation, outcome, plan.

    An assessment that is not done when help ends is ended with it. ``plan`` is the day on which
    the plan it led to began.
    """
    count, last = len(episodes), number(population.last)
    requested = as_numbers(episodes["requested"], NEVER)
    closed = as_numbers(episodes["closed"], NEVER)
    started = requested + draws.whole(1, figures.starts_within, count)
    completed = started + draws.whole(*figures.days, count)
    cut = completed >= closed
    completed = np.minimum(completed, closed)
    stepped_up = (episodes["reason"] == STEPPED_UP).to_numpy(dtype=bool)
    outcome = np.where(cut, np.where(stepped_up, STEPPED_UP, _CANCELLED), _PLAN).astype(object)
    plan = completed + draws.whole(0, _PLAN_WITHIN, count)
    made = draws.happens(figures.made, count) & (started < closed) & (started <= last)
    known = completed <= last
    planned = ~cut & (plan < closed) & (plan <= last)
    frame = pd.DataFrame(
        {
            "episode": np.arange(count),
            "person": episodes["person"].to_numpy(),
            "started": as_dates(started),
            "completed": as_dates(np.where(known, completed, NEVER)),
            "organisation": episodes["lead"].to_numpy(),
            "outcome": pd.Series(outcome, dtype="str").where(known),
            "plan": as_dates(np.where(planned, plan, NEVER)),
        }
    ).astype({"organisation": "str"})
    return frame[made].reset_index(drop=True)


def tell_interventions(
    population: Population,
    episodes: pd.DataFrame,
    assessments: pd.DataFrame,
    figures: InterventionFigures,
    draws: Draws,
) -> pd.DataFrame:
    """One row a child's time in a programme."""
    planned = assessments[assessments["plan"].notna()].reset_index(drop=True)
    count, last = len(planned), number(population.last)
    person = planned["person"].to_numpy(dtype=np.int64)
    plan = as_numbers(planned["plan"], NEVER)
    closed = as_numbers(episodes["closed"], NEVER)[planned["episode"].to_numpy(dtype=np.int64)]
    age = (plan - as_numbers(population.people["born"], NEVER)[person]) // 365
    programme = _programmes(age, figures, draws)
    referred = plan + draws.whole(0, _REFERRED_WITHIN, count)
    started = referred + draws.whole(*_WAIT, count)
    weeks = np.array([each.weeks for each in figures.programmes])[programme]
    ended = np.minimum(started + 7 * weeks, closed)
    taken = draws.happens(_by_year(figures.taken, plan), count)
    taken &= (programme >= 0) & (started < closed) & (started <= last)
    ends = np.array(list(figures.ends), dtype=object)
    completion = ends[draws.weighted(list(figures.ends.values()), count)]
    completion[(ended < started + 7 * weeks) & (completion == "COMPLETED")] = "PARTLY"
    over = ended <= last
    frame = pd.DataFrame(
        {
            "person": person,
            "programme": programme,
            "referred": as_dates(referred),
            "started": as_dates(started),
            "ended": as_dates(np.where(over, ended, NEVER)),
            "completion": pd.Series(completion, dtype="str").where(over),
            "weeks": np.maximum((ended - started) // 7, 1),
            "attending": 0.55 + 0.45 * draws.uniform(count),
        }
    ).assign(**_scores(programme, completion, started, figures, draws))
    return frame[taken].reset_index(drop=True)


def _programmes(age: Numbers, figures: InterventionFigures, draws: Draws) -> Numbers:
    """A programme for each age, by weight; -1 where none fits."""
    points = draws.uniform(len(age))
    fits = np.array([(each.ages[0] <= age) & (age <= each.ages[1]) for each in figures.programmes])
    weights = fits * np.array([[each.weight] for each in figures.programmes])
    edges = np.cumsum(weights, axis=0)
    chosen = (points * edges[-1] >= edges).sum(axis=0)
    return np.where(edges[-1] > 0, chosen, -1).astype(np.int64)


def _by_year(shares: ByYear, days: Numbers) -> Reals:
    known = [shares.get(year, min(shares.values())) for year in range(_FIRST_YEAR, 2040)]
    return np.array(known)[years_of(days) - _FIRST_YEAR]


def _scores(
    programme: Numbers,
    completion: np.ndarray,
    started: Numbers,
    figures: InterventionFigures,
    draws: Draws,
) -> dict[str, pd.Series]:
    """Score before and after, in whole points, and whether the child's own goal was met."""
    count = len(programme)
    low, high, least, higher = (
        np.array(values)[programme]
        for values in zip(
            *(
                (each.scores[0], each.scores[1], each.least, each.better == "HIGHER")
                for each in figures.programmes
            ),
            strict=True,
        )
    )
    before = draws.whole(low, high, count)
    finished: Flags = ~np.isin(completion, list(_UNFINISHED))
    improved = finished & draws.happens(_by_year(figures.improved, started), count)
    change = least * (1 + 1.5 * draws.uniform(count))
    drift = least * (1.2 * draws.uniform(count) - 0.8)
    towards = np.where(improved, change, np.minimum(drift, least - 1))
    after = np.maximum(np.where(higher, before + towards, before - towards), 0).round()
    scored = draws.happens(figures.scored, count)
    met = draws.happens(np.where(improved, _GOAL_MET_IMPROVED, _GOAL_MET_OTHERWISE), count)
    return {
        "before": pd.Series(before, dtype="Float64").where(scored),
        "after": pd.Series(after, dtype="Float64").where(scored & finished),
        "goal_met": pd.Series(met.astype(np.int64), dtype="Int64"),
    }
