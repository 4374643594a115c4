"""Assessments, how long they took, and the factors they found.

The first one follows the referral; others come while a case is open, one a year at most, so that
as many are completed as published. Not here: enquiries under section 47 (``enquiring``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER
from ae_city.social_care import working_days
from ae_city.social_care.dealing import (
    choose,
    even,
    first_day,
    from_bands,
    last_day,
    scaled,
    years_of,
)
from ae_city.social_care.referring import CARE, SHORT, YEARS, Episodes

if TYPE_CHECKING:
    from ae_city.population.draws import Draws, Flags, Numbers, Texts
    from ae_city.social_care.figures import FactorFigures, Figures

_AFTER_THE_FIRST = 15
_INTO_THE_CASE = 75
_BEFORE_CLOSURE = 3
_IN_CARE = 0.25
_NONE, _OTHER, _ALONE = "21", "20", "9A"


@dataclass(frozen=True)
class Assessments:
    """Assessments, first ones before others.

    Attributes:
        episode: position among the referrals.
        again: whether it is not the first one of the episode.
    """

    episode: Numbers
    started: Numbers
    done: Numbers
    again: Flags


def tell_assessments(
    episodes: Episodes, adult: Numbers, figures: Figures, scale: float, draws: Draws
) -> Assessments:
    """All assessments; ``adult`` is the day on which the person of each episode grows up."""
    first = np.flatnonzero(episodes.done != NEVER)
    started = np.minimum(working_days.working(episodes.date[first]), episodes.done[first])
    parts = [(first, started, episodes.done[first])]
    completed = years_of(episodes.done[first])
    for year in YEARS:
        wanted = scaled(figures.assessments.completed[year], scale) - int((completed == year).sum())
        parts.append(_more(year, wanted, episodes, adult, figures, draws))
    sizes = [len(episode) for episode, *_ in parts]
    episode, started, done = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Assessments(episode, started, done, np.arange(len(episode)) >= sizes[0])


def _more(
    year: int, wanted: int, episodes: Episodes, adult: Numbers, figures: Figures, draws: Draws
) -> tuple[Numbers, Numbers, Numbers]:
    """Further assessments that start and are completed in a year."""
    count = len(episodes.date)
    took = from_bands(
        even(count, draws), figures.assessments.days, figures.assessments.by_days[year]
    )
    since = np.where(episodes.done == NEVER, episodes.date, episodes.done + _AFTER_THE_FIRST)
    opens = np.maximum(np.maximum(since, episodes.date + _INTO_THE_CASE), first_day(year))
    opens = working_days.working(opens)
    closes = np.minimum(np.minimum(episodes.closed - _BEFORE_CLOSURE, adult), last_day(year))
    closes = working_days.before(np.minimum(closes, last_day(year)), took)
    able = (episodes.kind > SHORT) & (opens <= closes)
    weights = able * np.where(episodes.kind == CARE, _IN_CARE, 1.0)
    chosen = choose(wanted, weights, draws)
    started = draws.whole(opens[chosen], closes[chosen], len(chosen))
    started = np.minimum(working_days.working(started), closes[chosen])
    return chosen, started, working_days.after(started, took[chosen])


def tell_factors(
    assessments: Assessments,
    kind: Numbers,
    alone: Flags,
    figures: FactorFigures,
    draws: Draws,
) -> tuple[Numbers, Texts]:
    """The assessment and the code of every factor found; each assessment has one at least.

    ``kind`` is that of the episode of each assessment, and ``alone`` whether its child came to the
    country unaccompanied.
    """
    count = len(assessments.episode)
    not_needed = kind == SHORT
    none = not_needed & (draws.uniform(count) < figures.none_when_not_in_need)
    codes = np.array(sorted(figures.counts), dtype=object)
    found = np.zeros((count, len(codes) + 2), dtype=bool)
    rate = np.where(not_needed, figures.fewer_when_not_in_need, 1.0)
    for place, code in enumerate(codes):
        share = figures.counts[code] / figures.of
        found[:, place] = (even(count, draws) < share * rate) & ~none
    found[:, -2] = alone & ~none
    found[:, -1] = none
    names = np.append(codes, [_ALONE, _NONE])
    other = int(np.flatnonzero(names == _OTHER)[0])
    found[:, other] |= ~found.any(axis=1)
    assessment, factor = np.nonzero(found)
    return assessment.astype(np.int64), names[factor]
