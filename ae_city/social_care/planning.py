"""Child in need plans, and the time before care proceedings.

Here: that as many plans start and are open on 31 March as published, never beside a child
protection plan. Not here: child protection plans (``enquiring``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER
from ae_city.social_care import working_days
from ae_city.social_care.dealing import Span, choose, last_day, scaled, years_of
from ae_city.social_care.referring import CARE, LONG, YEARS, Episodes

if TYPE_CHECKING:
    from ae_city.population.draws import Draws, Numbers, Texts
    from ae_city.social_care.enquiring import Plans
    from ae_city.social_care.figures import Figures

_BEGINNING = 2020
_ROOM, _SHORTEST = 28, 20
_LIKES_LONG = 250
_TO_COURT, _DOWN = "A", "B"
_FAR_OFF = 60_000
"""A day beyond all that is told, which arithmetic can still be done with."""


@dataclass(frozen=True)
class CinPlans:
    """Child in need plans; ``NEVER`` while they last."""

    episode: Numbers
    started: Numbers
    ended: Numbers


def tell_cin_plans(
    episodes: Episodes, plans: Plans, limit: Numbers, figures: Figures, scale: float, draws: Draws
) -> CinPlans:
    """All of them: after the assessment, or after a child protection plan.

    ``limit`` is when a plan of each episode has ended at the latest.
    """
    before = limit.copy()
    np.minimum.at(before, plans.episode, plans.started - 1)
    size = len(episodes.date)
    done = np.where(episodes.done == NEVER, episodes.date + 20, episodes.done)
    start = working_days.after(done, draws.whole(0, 12, size))
    base = last_day(_BEGINNING)
    there = (episodes.kind == LONG) & (episodes.date < base) & (episodes.closed > base)
    start = np.where(there, np.maximum(episodes.date + 30, base - draws.whole(5, 400, size)), start)
    first = np.flatnonzero((episodes.kind == LONG) & (start + _ROOM <= before))
    after = working_days.after(plans.ended.clip(max=_FAR_OFF), draws.whole(1, 4, len(plans.ended)))
    then = np.flatnonzero((plans.ended != NEVER) & (after + _ROOM <= limit[plans.episode]))
    episode = np.concatenate([first, plans.episode[then]])
    started = np.concatenate([start[first], after[then]])
    latest = np.concatenate([before[first], limit[plans.episode[then]]])
    stepped_down = np.arange(len(episode)) >= len(first)
    lasting = np.clip(latest - started, 0, _LIKES_LONG) / _LIKES_LONG
    wanted = scaled(figures.cin_plans.open[_BEGINNING], scale)
    chosen = [choose(wanted, (started <= base) * lasting, draws)]
    for year in YEARS:
        wanted = scaled(figures.cin_plans.started[year], scale)
        of_year = years_of(started) == year
        down = of_year & stepped_down
        stepping = choose(round(int(down.sum()) * figures.cin_plans.after_plan), down, draws)
        stepping = stepping[:wanted]
        chosen += [
            stepping,
            choose(wanted - len(stepping), (of_year & ~stepped_down) * lasting, draws),
        ]
    some = np.sort(np.concatenate(chosen))
    episode, started, latest = episode[some], started[some], latest[some]
    planned = np.minimum(
        latest - draws.whole(0, 6, len(some)), started + draws.whole(80, 420, len(some))
    )
    span = Span(started, planned, started + _SHORTEST, latest)
    for year in YEARS:
        span.close(year, scaled(figures.cin_plans.open[year], scale), draws)
    return CinPlans(episode, started, span.ends)


@dataclass(frozen=True)
class PreProceedings:
    """Times before care proceedings; ``NEVER`` for what did not happen."""

    episode: Numbers
    started: Numbers
    letter: Numbers
    offered: Numbers
    held: Numbers
    first_meeting: Numbers
    reviews: Numbers
    last_review: Numbers
    decided: Numbers
    outcome: Texts
    court: Numbers
    conference_letter: Numbers


def tell_pre_proceedings(
    episodes: Episodes,
    entered: Numbers,
    plans: Plans,
    figures: Figures,
    scale: float,
    draws: Draws,
) -> PreProceedings:
    """All of them: before children came into care, and beside plans that were enough.

    ``entered`` is the first day looked after in each episode, ``NEVER`` without.
    """
    size = len(episodes.date)
    to_court = entered - draws.whole(60, 150, size)
    able = (episodes.kind == CARE) & (entered < NEVER) & (to_court >= episodes.date + 7)
    beside = plans.started + draws.whole(40, 150, len(plans.started))
    lasted = beside + 160 <= np.minimum(plans.ended, last_day(YEARS[-1]) + 1)
    episode, started, court = [], [], []
    for year in YEARS:
        wanted = scaled(figures.pre_proceedings.started[year], scale)
        into = choose(
            round(wanted * figures.pre_proceedings.to_court),
            able & (years_of(to_court) == year),
            draws,
        )
        down = choose(wanted - len(into), lasted & (years_of(beside) == year), draws)
        down = down[np.sort(np.unique(plans.episode[down], return_index=True)[1])]
        episode += [into, plans.episode[down]]
        started += [working_days.working(to_court[into]), working_days.working(beside[down])]
        court += [entered[into], np.full(len(down), NEVER, dtype=np.int64)]
    return _steps(
        np.concatenate(episode), np.concatenate(started), np.concatenate(court), figures, draws
    )


def _steps(
    episode: Numbers, started: Numbers, entered: Numbers, figures: Figures, draws: Draws
) -> PreProceedings:
    """What happens from the start of pre-proceedings to the decision."""
    count = len(episode)
    goes = entered < NEVER
    deadline = np.where(goes, entered - 4, started + 200)
    decided = started + draws.whole(90, 150, count)
    decided = working_days.before(np.where(goes, deadline - draws.whole(8, 20, count), decided), 0)
    offered = working_days.after(started, draws.whole(1, 6, count))
    offer = draws.happens(figures.pre_proceedings.offered, count)
    held = working_days.after(offered, draws.whole(6, 16, count))
    hold = offer & draws.happens(figures.pre_proceedings.held, count) & (held < decided)
    meeting = working_days.after(started, draws.whole(6, 12, count))
    room = np.maximum(decided - meeting, 0) // 40
    reviews = np.minimum(room, draws.whole(1, 3, count))
    court = working_days.after(decided, draws.whole(2, 4, count))
    return PreProceedings(
        episode,
        started,
        working_days.after(started, draws.whole(0, 4, count)),
        np.where(offer, offered, NEVER),
        np.where(hold, held, NEVER),
        np.minimum(meeting, decided),
        reviews,
        meeting + 40 * reviews,
        decided,
        np.where(goes, _TO_COURT, _DOWN).astype(object),
        np.where(goes, court, NEVER),
        np.where(goes, working_days.after(court, 1), NEVER),
    )
