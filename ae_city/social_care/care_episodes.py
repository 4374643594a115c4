"""Episodes of need around care: a child looked after is in need throughout, a care leaver to 21.

Here: when such an episode begins and ends, and why. Not here: other referrals (``referring``), or
care itself (``city.care``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER, number

if TYPE_CHECKING:
    from ae_city.care.lives import City, Life, Period
    from ae_city.population.draws import Draws, Flags, Numbers, Texts

_ADULT, _LEAVES_AT = 18, 21
_TOGETHER_DAYS = 400
_SUDDEN = 0.35
_UNBORN_AT_MOST = 60
_ENDINGS = {
    **dict.fromkeys(("E11", "E12"), ("RC1", (0, 0))),
    **dict.fromkeys(("E45", "E46", "E47", "E48"), ("RC4", (0, 30))),
    "E41": ("RC3", (0, 60)),
    "E3": ("RC5", (0, 0)),
    "E7": ("RC6", (0, 0)),
}
"""By how care ended: why the case is closed, and within how many days."""
_AT_HOME = ("RC7", (40, 200))
_ON_THEIR_OWN = frozenset({"E5", "E6", "E8", "E17"})
_NEED_OF_LEAVERS = "N1"


@dataclass(frozen=True)
class CareEpisodes:
    """Episodes of people in care or past it, by person; none of one person overlap.

    Attributes:
        person: number in the population.
        date: of the referral.
        entered: first day looked after in it; ``NEVER`` for those long past care.
        closed: ``NEVER`` while it is open.
        reason: RC code; empty while it is open.
        need: SSDA903's category of need.
        alone: whether the child came to the country unaccompanied.
    """

    person: Numbers
    date: Numbers
    entered: Numbers
    closed: Numbers
    reason: Texts
    need: Texts
    alone: Flags


def tell_care_episodes(care: City, horizon: int, draws: Draws) -> CareEpisodes:
    """The episodes of every life of ``care``; nothing ends after the horizon."""
    told = _Told(horizon, draws)
    for person, life in enumerate(care.lives):
        if not life.periods:
            told.leaver(person, life)
        else:
            for periods in _together(life):
                told.looked_after(person, life, periods)
    return told.finished()


def _together(life: Life) -> list[list[Period]]:
    """Periods of care between which the case would not be closed."""
    groups: list[list[Period]] = []
    for period in life.periods:
        previous = groups[-1][-1].stay if groups else None
        near = (
            previous is not None
            and previous.end is not None
            and (period.stay.start - previous.end).days < _TOGETHER_DAYS
        )
        if near:
            groups[-1].append(period)
        else:
            groups.append([period])
    return groups


class _Told:
    """Collects episodes, one life after another."""

    def __init__(self, horizon: int, draws: Draws) -> None:
        self._horizon = horizon
        self._draws = draws
        self._rows: list[tuple[int, int, int, int, str, str, bool]] = []

    def leaver(self, person: int, life: Life) -> None:
        """Who had left care before lives are told."""
        born = number(life.person.born)
        date = born + self._whole(900, 5_400)
        closed = number(life.person.birthday(_LEAVES_AT))
        self._add(person, (date, NEVER, closed), "RC7", _NEED_OF_LEAVERS, alone=False)

    def looked_after(self, person: int, life: Life, periods: list[Period]) -> None:
        """From before care to its end, and beyond for care leavers."""
        first, last = periods[0], periods[-1]
        born, start = number(life.person.born), number(first.stay.start)
        alone = life.person.unaccompanied
        if alone:
            date = start
        elif float(self._draws.uniform(1)[0]) < _SUDDEN:
            date = start - self._whole(0, 14)
        else:
            date = start - self._whole(60, 520)
        date = max(date, min(born - _UNBORN_AT_MOST, start))
        before = self._rows[-1] if self._rows and self._rows[-1][0] == person else None
        if before is not None:
            if before[3] > start - _TOGETHER_DAYS // 2:
                self._rows[-1] = (*before[:3], start - _TOGETHER_DAYS // 2, "RC7", *before[5:])
            date = max(date, self._rows[-1][3] + 1)
        closed, reason = self._ending(life, last)
        need = last.episodes[-1].cin
        self._add(person, (date, start, closed), reason, need, alone=alone)

    def _ending(self, life: Life, last: Period) -> tuple[int, str]:
        stay, rec = last.stay, last.episodes[-1].rec
        if stay.end is None or rec is None:
            return NEVER, ""
        end, adult = number(stay.end), number(life.person.birthday(_ADULT))
        reason, (soonest, latest) = _ENDINGS.get(rec, _AT_HOME)
        if reason == _AT_HOME[0] and (end >= adult or rec in _ON_THEIR_OWN):
            return number(life.person.birthday(_LEAVES_AT)), reason
        return max(end, min(end + self._whole(soonest, latest), adult)), reason

    def _whole(self, low: int, high: int) -> int:
        return int(self._draws.whole(low, high, 1)[0])

    def _add(
        self, person: int, days: tuple[int, int, int], reason: str, need: str, *, alone: bool
    ) -> None:
        date, entered, closed = days
        if closed > self._horizon:
            closed, reason = NEVER, ""
        self._rows.append((person, date, entered, closed, reason, need, alone))

    def finished(self) -> CareEpisodes:
        """All of them."""
        person, date, entered, closed, reason, need, alone = (
            zip(*self._rows, strict=True) if self._rows else ((),) * 7
        )
        return CareEpisodes(
            np.array(person, dtype=np.int64),
            np.array(date, dtype=np.int64),
            np.array(entered, dtype=np.int64),
            np.array(closed, dtype=np.int64),
            np.array(reason, dtype=object),
            np.array(need, dtype=object),
            np.array(alone, dtype=bool),
        )
