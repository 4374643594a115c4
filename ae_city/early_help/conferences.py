"""Family group conferences: about whom they are offered, whether they are held, what they agree.

Those of pre-proceedings are social care's own; others are offered with child protection plans, in
targeted help, and to looked-after children who may go home. Not here: any of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_dates, as_numbers, number, numbers
from ae_city.social_care.dealing import years_of

if TYPE_CHECKING:
    from ae_city.early_help.figures import ConferenceFigures
    from ae_city.population import Population
    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.social_care import SocialCare

_TARGETED = "3"
_SOON = (3, 40)
_BEFORE_HOME = (40, 120)


def tell_conferences(
    population: Population,
    care: SocialCare,
    episodes: pd.DataFrame,
    figures: ConferenceFigures,
    draws: Draws,
) -> pd.DataFrame:
    """One row a child and offer, by day: person, reason, offered, accepted, held, agreed, reviewed.

    ``answered`` is the day on which it is known whether the family accepts.
    """
    parts = [
        _of_proceedings(care),
        _of_plans(care, figures, draws),
        _of_episodes(episodes, figures, draws),
        _of_care(population, figures, draws),
    ]
    person, reason, offered, fixed = (
        np.concatenate([part[place] for part in parts]) for place in range(4)
    )
    count, last = len(person), number(population.last)
    own: Flags = reason == "PRE_PROCEEDINGS"
    accepted = np.where(own, fixed < NEVER, draws.happens(figures.accepted, count))
    meeting = offered + draws.whole(*figures.days_to_meeting, count)
    held = np.where(accepted & draws.happens(figures.held, count), meeting, NEVER)
    held = np.where(own, fixed, held)
    agreed = draws.happens(figures.agreed, count)
    reviewed = held + draws.whole(*figures.days_to_review, count)
    answered = np.minimum(offered + draws.whole(2, 12, count), held)
    told = (offered <= last) & (offered >= number(population.first) - 366)
    frame = pd.DataFrame(
        {
            "person": person,
            "reason": pd.Series(reason, dtype="str"),
            "offered": as_dates(offered),
            "accepted": pd.Series(accepted.astype(np.int64), dtype="Int64"),
            "answered": as_dates(answered),
            "held": as_dates(np.where(held <= last, held, NEVER)),
            "outcome": pd.Series(np.where(agreed, "PLAN", "NO_PLAN"), dtype="str").where(
                held <= last
            ),
            "reviewed": as_dates(
                np.where((held < NEVER) & agreed & (reviewed <= last), reviewed, NEVER)
            ),
        }
    )
    order = np.lexsort((person, offered))
    return frame.iloc[order[told[order]]].reset_index(drop=True)


_Part = tuple["Numbers", np.ndarray, "Numbers", "Numbers"]
"""Persons, reasons, days offered, and days held where they are given."""


def _part(person: Numbers, reason: str, offered: Numbers, held: Numbers | None = None) -> _Part:
    never = np.full(len(person), NEVER, dtype=np.int64)
    reasons = np.full(len(person), reason, dtype=object)
    return person, reasons, offered, never if held is None else held


def _of_proceedings(care: SocialCare) -> _Part:
    told = care.pre_proceedings[care.pre_proceedings["fgdm_offered"].notna()]
    return _part(
        told["person"].to_numpy(dtype=np.int64),
        "PRE_PROCEEDINGS",
        as_numbers(told["fgdm_offered"], NEVER),
        as_numbers(told["fgdm_held"], NEVER),
    )


def _of_plans(care: SocialCare, figures: ConferenceFigures, draws: Draws) -> _Part:
    started = as_numbers(care.plans["started"], NEVER)
    year = years_of(started)
    least = min(figures.of_plans.values())
    share = np.array([figures.of_plans.get(int(each), least) for each in year], dtype=np.float64)
    offered = started + draws.whole(*_SOON, len(started))
    ended = as_numbers(care.plans["ended"], NEVER)
    chosen = draws.happens(share, len(started)) & (offered < ended)
    person = care.plans["person"].to_numpy(dtype=np.int64)
    return _part(person[chosen], "CHILD_PROTECTION", offered[chosen])


def _of_episodes(episodes: pd.DataFrame, figures: ConferenceFigures, draws: Draws) -> _Part:
    requested = as_numbers(episodes["requested"], NEVER)
    offered = requested + draws.whole(*_SOON, len(episodes))
    targeted = (episodes["level"] == _TARGETED).to_numpy(dtype=bool)
    chosen = targeted & draws.happens(figures.of_targeted, len(episodes))
    chosen &= offered < as_numbers(episodes["closed"], NEVER)
    person = episodes["person"].to_numpy(dtype=np.int64)
    return _part(person[chosen], "EARLY_HELP", offered[chosen])


def _of_care(population: Population, figures: ConferenceFigures, draws: Draws) -> _Part:
    """Before some return home."""
    ending = [
        (person, period.stay.end)
        for person, life in enumerate(population.care.lives)
        for period in life.periods
        if period.stay.end is not None and period.episodes[-1].rec in {"E4A", "E4B"}
    ]
    person = np.array([person for person, _ in ending], dtype=np.int64)
    ended = numbers(end for _, end in ending)
    offered = ended - draws.whole(*_BEFORE_HOME, len(ended))
    share = min(figures.of_care * 4, 1.0)
    chosen = draws.happens(share, len(ended))
    return _part(person[chosen], "REUNIFICATION", offered[chosen])
