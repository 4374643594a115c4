"""Referrals year by year: of whom, on which day, what was decided, and when the case was closed.

Here: that as many are made, made again, found not to need help, and open on 31 March as published.
Not here: where referrals come from and why (``telling``), or what is done in between.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import ALWAYS, NEVER, as_numbers
from ae_city.social_care import working_days
from ae_city.social_care.dealing import (
    Span,
    birthdays,
    by_weight,
    choose,
    even,
    first_day,
    from_bands,
    last_day,
    scaled,
    years_of,
)
from ae_city.social_care.timeliness import as_often_late

if TYPE_CHECKING:
    import pandas as pd

    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.social_care.care_episodes import CareEpisodes
    from ae_city.social_care.figures import Figures

NFA, SHORT, LONG, CARE = 0, 1, 2, 3
"""No further action; closed after assessment; in need; looked after or a care leaver."""
YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
"""Told year by year; the first one leads up to those that are exported."""
_BEGINNING = 2020
_A_YEAR = 365
_ADULT = 18
_ROOM = 140
"""Days that a referral is made at least before someone grows up or moves away."""
_LONGEST_ASSESSMENT = 120
_DISABLED_AT_THE_BEGINNING = 0.14


@dataclass
class Episodes:
    """Referrals, in no particular order.

    Attributes:
        kind: what came of each.
        done: completion of the first assessment; ``NEVER`` without one that is told.
        closed: ``NEVER`` while open, and with no further action.
        disabled: need is the child's disability.
    """

    person: Numbers
    date: Numbers
    kind: Numbers
    done: Numbers
    closed: Numbers
    disabled: Flags

    def joined(self, other: Episodes) -> Episodes:
        """Both, one after the other."""
        return Episodes(
            *(
                np.concatenate([getattr(self, each.name), getattr(other, each.name)])
                for each in fields(self)
            )
        )


class Referring:
    """Tells the referrals of everybody who is not in care, around those of who is."""

    def __init__(
        self,
        people: pd.DataFrame,
        care: CareEpisodes,
        figures: Figures,
        scale: float,
        draws: Draws,
    ) -> None:
        self._figures, self._scale, self._draws = figures, scale, draws
        self._born = as_numbers(people["born"], ALWAYS)
        self._arrived = as_numbers(people["arrived"], ALWAYS)
        self._leaves = np.minimum(as_numbers(people["left"], NEVER), birthdays(self._born, _ADULT))
        family = people["family"].to_numpy(dtype=np.int64)
        self._family = family
        self._families = int(family.max(initial=-1)) + 1
        self._outside_care = np.ones(len(people), dtype=bool)
        self._outside_care[care.person] = False
        self._outside_care &= people["life"].to_numpy() < 0
        self._care = care
        self._last_referred = np.full(len(people), ALWAYS, dtype=np.int64)
        self._free_from = np.full(len(people), ALWAYS, dtype=np.int64)
        self._told: list[Episodes] = []
        self._in_need = Span(*(np.array([], dtype=np.int64),) * 4)
        self._in_need_of: list[tuple[int, Numbers]] = []

    def tell(self) -> Episodes:
        """All referrals, those around care last."""
        self._begin()
        for year in YEARS:
            self._year(year)
        told = self._told[0]
        for more in self._told[1:]:
            told = told.joined(more)
        return told.joined(self._of_care())

    # Years --------------------------------------------------------------------------------------

    def _year(self, year: int) -> None:
        figures, scale = self._figures, self._scale
        around_care = int((years_of(self._care.date) == year).sum())
        all_kinds = {
            NFA: scaled(figures.referrals.no_further_action[year], scale),
            SHORT: scaled(figures.referrals.not_in_need[year], scale),
        }
        later = scaled(figures.episodes.found_not_in_need_next_year[year], scale)
        referrals = scaled(figures.referrals.all[year], scale) - around_care
        again = scaled(figures.referrals.again[year], scale)
        assessed = max(referrals - all_kinds[NFA], 1)
        share = again / assessed
        short_again, later_again = int(all_kinds[SHORT] * share), int(later * share)
        who, days = self._newly_referred(year, referrals - again)
        self._add(
            year, who, days, all_kinds[NFA], all_kinds[SHORT] - short_again, later - later_again
        )
        self._close(year, again - short_again - later_again)
        who, days = self._referred_again(year, again)
        self._add(year, who, days, 0, short_again, later_again)

    def _newly_referred(self, year: int, count: int) -> tuple[Numbers, Numbers]:
        """People without a referral in the twelve months before, brothers and sisters together."""
        figures, draws = self._figures.referrals, self._draws
        first, last = first_day(year), last_day(year)
        family_days = self._days_of_year(year, self._families)
        days = family_days[self._family]
        opens = np.maximum(self._arrived + 1, self._born - figures.unborn_days)
        opens = np.maximum(opens, self._last_referred + _A_YEAR + 1)
        opens = np.maximum(opens, self._free_from + 1)
        able = self._outside_care & (days >= opens) & (days <= self._leaves - _ROOM)
        able &= (days >= first) & (days <= last)
        ages, chances = zip(*figures.by_age, strict=True)
        age = np.floor((days - self._born) / 365.25).astype(np.int64)
        place = np.clip(np.searchsorted(np.array(ages), age, side="right") - 1, 0, len(ages) - 1)
        able &= draws.happens(np.array(chances)[place] * figures.with_siblings, len(days))
        who = np.flatnonzero(able)
        order = np.argsort(draws.uniform(self._families)[self._family[who]], kind="stable")
        chosen = np.sort(who[order[: max(count, 0)]])
        return chosen, days[chosen]

    def _days_of_year(self, year: int, count: int) -> Numbers:
        """Days of referral by the months of the year, on working days most of all."""
        draws = self._draws
        months = by_weight(even(count, draws), self._figures.referrals.months[year])
        start = np.datetime64(f"{year - 1}-04", "M") + months
        opens = start.astype("datetime64[D]").astype(np.int64)
        closes = (start + 1).astype("datetime64[D]").astype(np.int64) - 1
        drawn = draws.whole(opens, closes, count)
        worked = working_days.working(drawn)
        return np.where((worked <= closes) & draws.happens(0.93, count), worked, drawn)

    def _referred_again(self, year: int, count: int) -> tuple[Numbers, Numbers]:
        """People whose case was closed and who were referred within twelve months before."""
        draws = self._draws
        opens = np.maximum(self._free_from + 4, first_day(year))
        closes = np.minimum(self._last_referred + _A_YEAR - 1, last_day(year))
        closes = np.minimum(closes, self._leaves - _ROOM)
        # Their cases are not closed in the year, so that nobody may leave in it.
        able = self._outside_care & (opens <= closes) & (self._leaves > last_day(year) + 1)
        who = choose(count, able, draws)
        days = draws.whole(opens[who], closes[who], len(who))
        worked = working_days.working(days)
        return who, np.where(worked <= closes[who], worked, days)

    def _add(
        self, year: int, who: Numbers, days: Numbers, nothing: int, short: int, later: int
    ) -> None:
        """Decide what comes of referrals of a year: so many nothing, so many not in need."""
        draws, last = self._draws, last_day(year)
        done = working_days.after(days, self._assessment_days(year, len(who)))
        kind = np.full(len(who), LONG, dtype=np.int64)
        kind[choose(nothing, np.ones(len(who), dtype=bool), draws)] = NFA
        crossing = (kind == LONG) & (done > last)
        found_later = choose(later, crossing, draws)
        lacking = later - len(found_later)
        if lacking > 0:
            able = np.flatnonzero((kind == LONG) & ~crossing & (days > last - _LONGEST_ASSESSMENT))
            more = able[np.argsort(-done[able], kind="stable")][:lacking]
            done[more] = working_days.after(
                np.full(len(more), last + 1), draws.whole(0, 25, len(more))
            )
            found_later = np.concatenate([found_later, more])
        kind[found_later] = SHORT
        in_time = (kind == LONG) & (done <= last)
        kind[choose(short, in_time, draws)] = SHORT
        before = [(each.date, each.done) for each in self._told]
        done = as_often_late(
            year, before, (days, done), kind != NFA, self._figures.assessments, draws
        )
        closed = np.full(len(who), NEVER, dtype=np.int64)
        is_short = kind == SHORT
        lagging = working_days.after(done, draws.whole(0, 2, len(who)))
        same_year = years_of(lagging) == years_of(done)
        closed[is_short] = np.where(same_year, lagging, done)[is_short]
        done[kind == NFA] = NEVER
        disabled = (kind == LONG) & (
            even(len(who), draws) < self._figures.episodes.disabled_starting
        )
        self._keep(Episodes(who, days, kind, done, closed, disabled))

    def _assessment_days(self, year: int, count: int) -> Numbers:
        figures = self._figures.assessments
        return from_bands(even(count, self._draws), figures.days, figures.by_days[year])

    def _keep(self, episodes: Episodes) -> None:
        """Add episodes; those in need are to be closed with the others, year by year."""
        who, draws = episodes.person, self._draws
        self._last_referred[who] = episodes.date
        nothing = episodes.kind == NFA
        # Nobody is referred anew in the year of a referral that came to nothing.
        year_end = np.array([last_day(int(year)) for year in years_of(episodes.date)] or [0])
        self._free_from[who] = np.where(nothing, year_end[: len(who)], episodes.closed)
        need = np.flatnonzero(episodes.kind == LONG)
        bands = self._figures.episodes.ended_days
        lasting = from_bands(
            even(len(need), draws), [(low, high) for low, high, _ in bands], [w for *_, w in bands]
        )
        slow = draws.whole(700, 3_600, len(need))
        planned = episodes.date[need] + np.where(episodes.disabled[need], slow, lasting)
        self._follow(episodes, need, planned)

    def _follow(self, episodes: Episodes, need: Numbers, planned: Numbers) -> None:
        done = np.where(episodes.done[need] == NEVER, episodes.date[need], episodes.done[need])
        more = Span(episodes.date[need], planned, done + 7, self._leaves[episodes.person[need]])
        self._told.append(episodes)
        self._in_need_of.append((len(self._told) - 1, need))
        self._in_need = _both(self._in_need, more)

    def _close(self, year: int, to_come: int) -> None:
        """Close cases; those who are referred again in the year are in need at its end."""
        figures, scale = self._figures.episodes, self._scale
        last = last_day(year)
        around_care = (self._care.date <= last) & (self._care.closed > last)
        target = (
            scaled(figures.open[year], scale)
            - scaled(figures.found_not_in_need_next_year[year], scale)
            - int(around_care.sum())
            - to_come
        )
        self._in_need.close(year, max(target, 0), self._draws)
        at = 0
        for number, need in self._in_need_of:
            ends = self._in_need.ends[at : at + len(need)]
            episodes = self._told[number]
            now = need[(ends != NEVER) & (episodes.closed[need] == NEVER)]
            episodes.closed[need] = ends
            self._free_from[episodes.person[now]] = episodes.closed[now]
            at += len(need)

    # The beginning ------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Who is in need on 31 March 2020, and whose assessment then finds that they are not."""
        figures, scale, draws = self._figures.episodes, self._scale, self._draws
        base = last_day(_BEGINNING)
        around_care = (self._care.date <= base) & (self._care.closed > base)
        short = scaled(figures.found_not_in_need_next_year[_BEGINNING], scale)
        long = scaled(figures.open[_BEGINNING], scale) - short - int(around_care.sum())
        able = self._outside_care & (self._born < base - 90) & (self._arrived < base - 90)
        able &= self._leaves > base + _ROOM
        who = choose(max(long, 0) + short, able, draws)
        who = who[draws.order(len(who))]
        kind = np.where(np.arange(len(who)) < short, SHORT, LONG)
        disabled = (kind == LONG) & (even(len(who), draws) < _DISABLED_AT_THE_BEGINNING)
        bands = figures.open_days
        ago = from_bands(
            even(len(who), draws), [(low, high) for low, high, _ in bands], [w for *_, w in bands]
        )
        ago = np.where(disabled, np.maximum(ago, draws.whole(300, 2_500, len(who))), ago)
        ago = np.where(kind == SHORT, draws.whole(5, 60, len(who)), ago)
        since = np.maximum(self._born[who], self._arrived[who]) + 20
        date = working_days.before(np.maximum(base - ago, since), 0)
        done = np.where(
            kind == SHORT,
            working_days.after(np.full(len(who), base + 1), draws.whole(0, 30, len(who))),
            NEVER,
        )
        closed = np.where(kind == SHORT, done, NEVER)
        episodes = Episodes(who, date, kind, done, closed, disabled)
        self._last_referred[who] = date
        self._free_from[who] = closed
        need = np.flatnonzero(kind == LONG)
        lasting = draws.whole(10, 560, len(need))
        slow = draws.whole(200, 2_600, len(need))
        self._follow(episodes, need, base + np.where(disabled[need], slow, lasting))

    # Care ---------------------------------------------------------------------------------------

    def _of_care(self) -> Episodes:
        care = self._care
        count = len(care.person)
        year = np.clip(years_of(care.date), YEARS[0], YEARS[-1])
        done = np.full(count, NEVER, dtype=np.int64)
        for each in YEARS:
            of_year = np.flatnonzero((year == each) & (care.date >= first_day(YEARS[0])))
            done[of_year] = working_days.after(
                care.date[of_year], self._assessment_days(each, len(of_year))
            )
        done = np.where(
            (done != NEVER) & (care.closed != NEVER), np.minimum(done, care.closed), done
        )
        disabled = np.array(care.need == "N2", dtype=bool)
        kind = np.full(count, CARE, dtype=np.int64)
        return Episodes(care.person, care.date, kind, done, care.closed, disabled)


def _both(first: Span, second: Span) -> Span:
    """Two spans as one, with the ends that are told."""
    joined = Span(
        *(
            np.concatenate([getattr(first, name), getattr(second, name)])
            for name in ("starts", "planned", "earliest", "latest")
        )
    )
    joined.ends = np.concatenate([first.ends, second.ends])
    return joined
