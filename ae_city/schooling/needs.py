"""All that is told of pupils' needs, put together: the frames that systems and other lives read.

Not here: any of the stories, or what a system writes down of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_dates, number
from ae_city.population.draws import Draws
from ae_city.schooling.census_days import spring_census
from ae_city.schooling.figures import read_schooling
from ae_city.schooling.plans import Plans, tell_plans
from ae_city.schooling.requests import tell_requests
from ae_city.schooling.rolls import chosen, roll_of
from ae_city.schooling.support import tell_meals, tell_support
from ae_city.schooling.suspending import tell_suspensions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.schooling.figures import OtherFigures, Schooling, SuspensionFigures
    from ae_city.schooling.rolls import Roll

_SCHOOL_PHASES = ("PS", "SS", "SP", "PR")


@dataclass(frozen=True)
class Needs:
    """Needs of everybody over the span. ``person`` is the number in ``population.people``.

    A day on which something ends is the first without it; a null end means that it lasts.

    Attributes:
        sen: spells of SEN provision in the sense of the School Census: person, ``status`` (K
            support, E plan), start, end. A person has one status at a time.
        sen_types: person, ``type``, ``rank`` (1 primary, 2 secondary), for everybody of ``sen``
            or of ``ehcp`` with a plan.
        fsm: spells of eligibility for free school meals: person, start, end.
        suspensions: person, ``school``, ``start``, ``sessions``, ``category`` (SUSP, PERM),
            ``reason`` (code of the School Census).
        young_carers: person, start, end.
        targeted: pupils with targeted funding without a plan: person, start, end.
        ehcp: one row a request for an assessment, or a plan that came from elsewhere: person,
            ``requested``, ``source``, ``decided``, ``decision`` (Y N W; null while awaited),
            ``assessed``, ``assessment_outcome`` (Y N; null while awaited or not assessed),
            ``issued`` (equals ``assessed``), ``exception`` (to the 20 weeks), ``transferred``
            (in), ``since`` (``issued``, or the day of moving here), ``ceased``, ``cease_reason``.
            This authority maintains a plan from ``since`` to ``ceased``.
    """

    sen: pd.DataFrame
    sen_types: pd.DataFrame
    fsm: pd.DataFrame
    suspensions: pd.DataFrame
    young_carers: pd.DataFrame
    targeted: pd.DataFrame
    ehcp: pd.DataFrame


def tell_needs(population: Population, config: Path) -> Needs:
    """Tell the needs of a population.

    Args:
        population: everybody; its seed is the seed of their needs.
        config: folder with ``city_schooling.yaml``.
    """
    figures = read_schooling(config)
    seed = population.seed
    first, last = population.first, population.last
    januaries = [
        roll_of(population, spring_census(year)) for year in range(first.year + 1, last.year + 1)
    ]
    plans = tell_plans(population, figures.plans, Draws(seed, "needs: plans"))
    support = tell_support(
        population, plans, januaries, figures.support, Draws(seed, "needs: support")
    )
    meals = tell_meals(population, januaries, figures.meals, Draws(seed, "needs: meals"))
    weights = {
        year: _suspension_weights(population, roll, plans, support, meals, figures.suspensions)
        for year, roll in _by_academic_year(januaries, figures.suspensions.rates).items()
    }
    draws = Draws(seed, "needs: suspensions")
    ehcp = tell_requests(population, plans, figures.plans, Draws(seed, "needs: requests"))
    others = Draws(seed, "needs: others")
    return Needs(
        sen=_provision(plans, support),
        sen_types=_types(plans, support, figures, Draws(seed, "needs: types")),
        fsm=meals,
        suspensions=tell_suspensions(population, weights, figures.suspensions, draws),
        young_carers=_young_carers(population, januaries, figures.other, others),
        targeted=_targeted(population, support, figures.other, others),
        ehcp=ehcp,
    )


def _provision(plans: Plans, support: pd.DataFrame) -> pd.DataFrame:
    """Support and plans below each other, by person and start."""
    who = np.flatnonzero(plans.issued < NEVER)
    planned = pd.DataFrame(
        {
            "person": who,
            "status": pd.Series(["E"] * len(who), dtype="str"),
            "start": as_dates(plans.since[who]),
            "end": as_dates(plans.ceased[who]),
        }
    )
    supported = support.assign(status=pd.Series(["K"] * len(support), dtype="str"))
    both = pd.concat([supported, planned], ignore_index=True)
    ordered = both.sort_values(["person", "start"], kind="stable").reset_index(drop=True)
    return ordered[["person", "status", "start", "end"]]


def _types(plans: Plans, support: pd.DataFrame, figures: Schooling, draws: Draws) -> pd.DataFrame:
    """One or two types of need each, by person and rank; the same before and after a plan."""
    planned = np.flatnonzero(plans.issued < NEVER)
    supported = np.setdiff1d(support["person"].unique(), planned)
    parts = []
    for who, part in ((planned, figures.plans), (supported, figures.support)):
        codes = np.array(list(part.types))
        shares = list(part.types.values())
        primary = draws.weighted(shares, len(who))
        second = draws.weighted(shares, len(who))
        has_second = draws.happens(part.second_type, len(who)) & (second != primary)
        has_second &= (codes[second] != "NSA") & (codes[primary] != "NSA")
        for rank, drawn, has in ((1, primary, slice(None)), (2, second, has_second)):
            types = pd.Series(codes[drawn[has]], dtype="str")
            parts.append(pd.DataFrame({"person": who[has], "type": types, "rank": rank}))
    told = pd.concat(parts, ignore_index=True)
    return told.sort_values(["person", "rank"], kind="stable").reset_index(drop=True)


def _by_academic_year(januaries: Sequence[Roll], rates: Mapping[int, object]) -> dict[int, Roll]:
    """The roll that tells who is at risk in each academic year: its January's, or the nearest."""
    by_year = {roll.day.year: roll for roll in januaries}
    nearest = {year: min(max(year + 1, min(by_year)), max(by_year)) for year in rates}
    return {year: by_year[january] for year, january in nearest.items()}


def _suspension_weights(
    population: Population,
    roll: Roll,
    plans: Plans,
    support: pd.DataFrame,
    meals: pd.DataFrame,
    figures: SuspensionFigures,
) -> NDArray[np.float64]:
    """How likely each person is to be suspended in the academic year of a January."""
    people = population.people
    by_group = np.zeros(200)
    for group, weight in figures.by_group.items():
        by_group[group] = weight
    weights = by_group[np.clip(roll.group, -2, 99)]
    for flags, factor in (
        (people["sex"].eq("M").to_numpy(), figures.boys),
        (people["looked_after"].to_numpy(dtype=bool), figures.looked_after),
        (plans.held(roll.day), figures.plan),
        (_on(support, roll, len(people)), figures.support),
        (_on(meals, roll, len(people)), figures.meals),
    ):
        weights = weights * np.where(flags, factor, 1.0)
    return weights


def _on(frame: pd.DataFrame, roll: Roll, count: int) -> NDArray[np.bool_]:
    """Who has a spell that holds on a day."""
    day = pd.Timestamp(roll.day)
    holds = (frame["start"] <= day) & ~(frame["end"] <= day)
    flags = np.zeros(count, dtype=bool)
    flags[frame.loc[holds, "person"]] = True
    return flags


def _young_carers(
    population: Population, januaries: Sequence[Roll], figures: OtherFigures, draws: Draws
) -> pd.DataFrame:
    """Pupils known to be young carers: some each January, and for good."""
    count = len(population.people)
    known = np.zeros(count, dtype=bool)
    since = np.full(count, NEVER, dtype=np.int64)
    caring = draws.uniform(count)
    for roll in januaries:
        pupils = roll.in_phase(*_SCHOOL_PHASES) & (roll.group >= 1)
        wanted = round(figures.young_carers / 100 * int(pupils.sum()))
        short = wanted - int((known & pupils).sum())
        who = np.flatnonzero(pupils & ~known)
        new = chosen(who, caring[who] ** 2 + 1e-3, short, draws)
        known[new] = True
        since[new] = draws.whole(number(roll.day) - 200, number(roll.day), len(new))
    who = np.flatnonzero(known)
    return pd.DataFrame(
        {"person": who, "start": as_dates(since[who]), "end": as_dates(since[who] * 0 + NEVER)}
    )


def _targeted(
    population: Population, support: pd.DataFrame, figures: OtherFigures, draws: Draws
) -> pd.DataFrame:
    """Pupils with support whom targeted funding reaches, for an academic year at a time."""
    parts = []
    for year, count in sorted(figures.targeted.items()):
        start = pd.Timestamp(year, 10, 1)
        holds = (support["start"] <= start) & ~(support["end"] <= start)
        roll = roll_of(population, start.date())
        who = support.loc[holds, "person"].to_numpy()
        who = np.unique(who[roll.in_phase("PS", "SS")[who]])
        wanted = round(count * population.scale)
        took = np.sort(chosen(who, np.ones(len(who)), wanted, draws))
        end = pd.Timestamp(year + 1, 9, 1)
        parts.append(pd.DataFrame({"person": took, "start": start, "end": end}))
    told = pd.concat(parts, ignore_index=True)
    return told.astype({"start": "datetime64[s]", "end": "datetime64[s]"})
