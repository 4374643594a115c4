"""Enquiries under section 47, conferences, child protection plans and their reviews.

Here: that as many are made, held, started and open on 31 March as published, within the episodes
that are told. Not here: child in need plans (``planning``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER
from ae_city.quotas import apportion
from ae_city.social_care import working_days
from ae_city.social_care.dealing import (
    Span,
    by_weight,
    choose,
    even,
    from_bands,
    last_day,
    scaled,
    years_of,
)
from ae_city.social_care.referring import LONG, YEARS, Episodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_city.population.draws import Draws, Numbers, Reals, Texts
    from ae_city.social_care.assessing import Assessments
    from ae_city.social_care.figures import Figures

TARGET_DAYS = 15
_BEGINNING = 2020
_ROOM = 45
"""Days that a case goes on at least after a conference."""
_CONCLUDED_WITHIN = 12
_LIKES_LONG = 400
_NO_ENQUIRY = -1
_FAR_OFF = 60_000
"""A day beyond all that is told, which arithmetic can still be done with."""
_PREVIOUS = (0.8, 0.15, 0.05)


@dataclass(frozen=True)
class Enquiries:
    """Enquiries, by no particular order; ``NEVER`` where no conference is held."""

    episode: Numbers
    started: Numbers
    concluded: Numbers
    conference: Numbers


@dataclass(frozen=True)
class Plans:
    """Child protection plans.

    Attributes:
        enquiry: position among the enquiries; -1 for a plan that was handed over.
        ended: ``NEVER`` while it lasts.
        changed: day from which the latest category holds; ``NEVER`` if the first one does.
    """

    episode: Numbers
    enquiry: Numbers
    started: Numbers
    ended: Numbers
    category: Texts
    latest: Texts
    changed: Numbers
    previous: Numbers


class Enquiring:
    """Tells enquiries and plans, year by year."""

    def __init__(
        self,
        episodes: Episodes,
        assessments: Assessments,
        limit: Numbers,
        figures: Figures,
        scale: float,
        draws: Draws,
    ) -> None:
        """Prepare; ``limit`` is when a plan of each episode has ended at the latest."""
        self._episodes, self._assessments, self._limit = episodes, assessments, limit
        self._figures, self._scale, self._draws = figures, scale, draws
        count = len(episodes.date)
        self._asked = np.zeros(count, dtype=bool)
        """Episodes with an enquiry at the beginning."""
        self._planned = np.zeros(count, dtype=bool)
        self._asked_again = np.zeros(len(assessments.episode), dtype=bool)
        self._enquiries: list[tuple[Numbers, Numbers, Numbers, Numbers]] = []
        self._plans: list[tuple[Numbers, Numbers, Numbers]] = []

    def tell(self) -> tuple[Enquiries, Plans]:
        """All of them."""
        self._plans.append(self._at_the_beginning())
        made = 0
        for year in YEARS:
            made = self._conferences(year, made)
        for year in YEARS:
            self._without_conference(year)
        enquiries = Enquiries(*_columns(self._enquiries))
        return enquiries, self._plans_told()

    # Enquiries that lead to a conference --------------------------------------------------------

    def _conferences(self, year: int, made: int) -> int:
        """Conferences of a year, and the plans that they start; how many enquiries there are."""
        figures, draws = self._figures, self._draws
        plans = scaled(figures.plans.started[year], self._scale)
        handed = int(plans * figures.plans.handed_over)
        held = max(scaled(figures.section47.conferences[year], self._scale), plans) - handed
        early = self._early(year, int(held * figures.section47.early))
        late = self._late(year, held - len(early[0]))
        if lacking := held - len(early[0]) - len(late[0]):
            more = self._early(year, lacking)
        else:
            more = early[0][:0], early[1][:0], early[2][:0]
        episode, started, conference = _columns([early, late, more])
        took = working_days.between(started, conference)
        concluded = working_days.after(started, draws.whole(1, np.maximum(took - 1, 1), len(took)))
        concluded = np.minimum(concluded, conference)
        self._enquiries.append((episode, started, concluded, conference))
        leading = choose(plans - handed, np.ones(len(episode), dtype=bool), draws)
        self._plans.append((episode[leading], made + leading, conference[leading]))
        self._hand_over(year, handed)
        return made + len(episode)

    def _days(self, year: int, count: int) -> Numbers:
        figures = self._figures.section47
        return from_bands(even(count, self._draws), figures.days, figures.by_days[year])

    def _choose(self, year: int, count: int, weights: Reals, days: Numbers) -> Numbers:
        """So many, in the shares of the working days they took."""
        figures = self._figures.section47
        shares = apportion(max(count, 0), figures.by_days[year])
        return np.concatenate(
            [
                choose(share, weights * ((low <= days) & (days <= high)), self._draws)
                for share, (low, high) in zip(shares, figures.days, strict=True)
            ]
        )

    def _early(self, year: int, count: int) -> tuple[Numbers, Numbers, Numbers]:
        """Episode, start and conference of enquiries made as soon as the referral came."""
        episodes = self._episodes
        started = self._prompt()
        days = self._days(year, len(started))
        conference = working_days.after(started, days)
        able = (episodes.kind >= LONG) & ~self._asked & ~self._planned & ~episodes.disabled
        able &= (episodes.done != NEVER) & (years_of(conference) == year)
        # Of an enquiry made the year before, the assessment is completed in this one.
        able &= (years_of(started) == year) | (years_of(episodes.done) == year)
        chosen = self._choose(year, count, able * self._room(conference), days)
        self._asked[chosen] = self._planned[chosen] = True
        return chosen, started[chosen], conference[chosen]

    def _late(self, year: int, count: int) -> tuple[Numbers, Numbers, Numbers]:
        """The same of enquiries made with a later assessment."""
        assessments = self._assessments
        days = self._days(year, len(assessments.started))
        conference = working_days.after(assessments.started, days)
        episode = assessments.episode
        able = assessments.again & ~self._asked_again & ~self._planned[episode]
        able &= ~self._episodes.disabled[episode]
        able &= (years_of(conference) == year) & (years_of(assessments.started) == year)
        room = self._room(conference, episode)
        chosen = self._choose(year, count, able * room, days)
        first_of_episode = np.unique(episode[chosen], return_index=True)[1]
        chosen = chosen[np.sort(first_of_episode)]
        self._asked_again[chosen] = True
        self._planned[episode[chosen]] = True
        return episode[chosen], assessments.started[chosen], conference[chosen]

    def _room(self, conference: Numbers, episode: Numbers | None = None) -> Reals:
        """Nothing where a case ends too soon for a plan; more where it goes on for longer."""
        limit = self._limit if episode is None else self._limit[episode]
        left = np.clip(limit - conference, 0, _LIKES_LONG)
        return np.where(left >= _ROOM, (left / _LIKES_LONG) ** 3, 0.0)

    def _hand_over(self, year: int, count: int) -> None:
        """Plans that another authority's became, soon after the referral."""
        episodes, draws = self._episodes, self._draws
        started = working_days.after(episodes.date, draws.whole(2, 12, len(episodes.date)))
        able = (episodes.kind == LONG) & ~self._asked & ~self._planned & ~episodes.disabled
        able &= (years_of(started) == year) & (years_of(episodes.date) == year)
        chosen = choose(count, able * self._room(started), draws)
        self._planned[chosen] = True
        self._asked[chosen] = True
        nothing = np.full(len(chosen), _NO_ENQUIRY, dtype=np.int64)
        self._plans.append((chosen, nothing, started[chosen]))

    # Enquiries that do not ----------------------------------------------------------------------

    def _without_conference(self, year: int) -> None:
        """As many enquiries as are wanting, at the beginning of a case or with an assessment."""
        episodes, assessments, draws = self._episodes, self._assessments, self._draws
        wanted = scaled(self._figures.section47.started[year], self._scale)
        wanted -= sum(int((years_of(started) == year).sum()) for _, started, *_ in self._enquiries)
        started = self._prompt()
        concluded = working_days.after(started, draws.whole(2, _CONCLUDED_WITHIN, len(started)))
        able = (episodes.kind >= LONG) & (episodes.done != NEVER)
        able &= (years_of(started) == year) & (concluded < self._limit)

        def promptly(count: int) -> int:
            chosen = choose(count, able & ~self._asked, draws)
            self._asked[chosen] = True
            self._keep(chosen, started[chosen], concluded[chosen])
            return len(chosen)

        wanted -= promptly(int(wanted * self._figures.section47.early))
        start = assessments.started
        decided = working_days.after(start, draws.whole(2, _CONCLUDED_WITHIN, len(start)))
        later = assessments.again & ~self._asked_again & (years_of(start) == year)
        later &= decided < self._limit[assessments.episode]
        more = choose(wanted, later, draws)
        self._asked_again[more] = True
        self._keep(assessments.episode[more], start[more], decided[more])
        promptly(wanted - len(more))

    def _prompt(self) -> Numbers:
        """The start of an enquiry made with each referral, before its assessment ends."""
        episodes = self._episodes
        started = working_days.after(episodes.date, self._draws.whole(0, 6, len(episodes.date)))
        started = np.minimum(started, np.where(episodes.done == NEVER, _FAR_OFF, episodes.done))
        return np.maximum(working_days.before(started, 0), episodes.date)

    def _keep(self, episode: Numbers, started: Numbers, concluded: Numbers) -> None:
        none = np.full(len(episode), NEVER, dtype=np.int64)
        self._enquiries.append((episode, started, concluded, none))

    # Plans --------------------------------------------------------------------------------------

    def _at_the_beginning(self) -> tuple[Numbers, Numbers, Numbers]:
        """Plans open on 31 March 2020."""
        episodes, draws, figures = self._episodes, self._draws, self._figures.plans
        base = last_day(_BEGINNING)
        size = len(episodes.date)
        bands = figures.open_days
        ago = from_bands(
            even(size, draws), [(low, high) for low, high, _ in bands], [w for *_, w in bands]
        )
        started = working_days.working(np.maximum(base - ago, episodes.date + 10))
        able = (episodes.kind == LONG) & ~episodes.disabled & (started <= base)
        able &= (episodes.closed > base) & (self._limit > base + 10)
        room = np.clip(self._limit - base, 1, _LIKES_LONG) / _LIKES_LONG
        chosen = choose(scaled(figures.open[_BEGINNING], self._scale), able * room, draws)
        self._planned[chosen] = True
        return chosen, np.full(len(chosen), _NO_ENQUIRY, dtype=np.int64), started[chosen]

    def _plans_told(self) -> Plans:
        figures, draws = self._figures.plans, self._draws
        episode, enquiry, started = _columns(self._plans)
        count = len(episode)
        bands = figures.ended_days
        lasting = from_bands(
            even(count, draws), [(low, high) for low, high, _ in bands], [w for *_, w in bands]
        )
        base = last_day(_BEGINNING)
        planned = np.maximum(started + lasting, base + draws.whole(5, 300, count))
        planned = np.where(started <= base, planned, started + lasting)
        span = Span(started, planned, started + 14, self._limit[episode])
        for year in YEARS:
            span.close(year, scaled(figures.open[year], self._scale), draws)
        codes = np.array(list(figures.categories), dtype=object)
        weights = list(figures.categories.values())
        category = codes[by_weight(even(count, draws), weights)]
        other = codes[by_weight(draws.uniform(count), weights)]
        changed = started + draws.whole(80, 200, count)
        changes = draws.happens(figures.category_changes, count) & (changed < span.ends)
        changes &= other != category
        return Plans(
            episode,
            enquiry,
            started,
            span.ends,
            category,
            np.where(changes, other, category),
            np.where(changes, changed, NEVER),
            self._previous(episode, started),
        )

    def _previous(self, episode: Numbers, started: Numbers) -> Numbers:
        """How many plans each child had before: those that are told, and for some others."""
        draws = self._draws
        count = len(episode)
        person = self._episodes.person[episode]
        order = np.lexsort((started, person))
        again = np.zeros(count, dtype=np.int64)
        same = np.concatenate([[False], person[order][1:] == person[order][:-1]])
        run = np.zeros(count, dtype=np.int64)
        for place in np.flatnonzero(same):
            run[place] = run[place - 1] + 1
        again[order] = run
        for year in YEARS:
            of_year = years_of(started) == year
            wanted = scaled(self._figures.plans.subsequent[year], self._scale)
            wanted -= int((of_year & (again > 0)).sum())
            chosen = choose(wanted, of_year & (again == 0), draws)
            again[chosen] = 1 + draws.weighted(_PREVIOUS, len(chosen))
        return again


def tell_reviews(
    plans: Plans, figures: Figures, horizon: int, draws: Draws
) -> tuple[Numbers, Numbers]:
    """The plan and day of every review: the first within three months, others within six.

    Some plans' first review is late, so that of the plans open for three months or more on
    31 March the published share has been reviewed in time throughout.
    """
    count = len(plans.episode)
    counted_first = years_of(plans.started + 91)
    late = np.zeros(count, dtype=bool)
    for year, share in figures.plans.reviewed_on_time.items():
        at_end = (plans.started + 91 <= last_day(year)) & (plans.ended > last_day(year))
        wanted = round(int(at_end.sum()) * (1 - share)) - int((at_end & late).sum())
        fresh = at_end & (counted_first == year) & (plans.ended > plans.started + 140)
        late[choose(wanted, fresh, draws)] = True
    day = plans.started + np.where(late, draws.whole(96, 125, count), draws.whole(50, 84, count))
    found = []
    while True:
        day = working_days.working(day)
        held = np.flatnonzero((day < plans.ended) & (day <= horizon))
        if not len(held):
            break
        found.append((held, day[held]))
        day = day + draws.whole(120, 174, count)
    plan, days = _columns(found) if found else (np.array([], dtype=np.int64),) * 2
    order = np.lexsort((days, plan))
    return plan[order], days[order]


def _columns(parts: Sequence[tuple[Numbers, ...]]) -> tuple[Numbers, ...]:
    return tuple(np.concatenate(each) for each in zip(*parts, strict=True))
