"""Dealing out exact numbers among many: shares, choices, and endings that leave so many open.

Here: arithmetic that meets a count without a draw of luck. Not here: which counts (``figures``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ae_city.population.draws import Draws, Flags, Numbers, Reals

_TINY = 1e-12
_POSTPONED = 150


def scaled(count: float, scale: float) -> int:
    """A count at a scale, rounded half up."""
    return int(count * scale + 0.5)


def first_day(year: int) -> int:
    """1 April that begins the collection year, as a number of days."""
    return int(np.datetime64(f"{year - 1}-04-01").astype(np.int64))


def last_day(year: int) -> int:
    """31 March that ends it."""
    return first_day(year + 1) - 1


def years_of(days: Numbers) -> Numbers:
    """The collection year each day falls in, by the March it ends in."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    years: Numbers = (months - 3) // 12 + 1971
    return years


def birthdays(born: Numbers, age: int) -> Numbers:
    """The day each person reaches an age; 1 March for who was born on 29 February."""
    days = born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    since_first = days - months.astype("datetime64[D]")
    reached = (months + np.timedelta64(12 * age, "M")).astype("datetime64[D]") + since_first
    numbers: Numbers = reached.astype(np.int64)
    return numbers


def even(count: int, draws: Draws) -> Reals:
    """Points from 0 to below 1, one in each of so many equal parts, in random order."""
    points: Reals = (draws.order(count) + draws.uniform(count)) / max(count, 1)
    return points


def by_weight(points: Reals, weights: Iterable[float]) -> Numbers:
    """Positions in proportion to weights."""
    edges = np.cumsum(np.fromiter(weights, dtype=np.float64))
    found = np.searchsorted(edges / edges[-1], points, side="right")
    return np.minimum(found, len(edges) - 1).astype(np.int64)


def from_bands(
    points: Reals, bands: Sequence[tuple[int, int]], weights: Iterable[float]
) -> Numbers:
    """Whole numbers, spread evenly within bands that have weights; both ends included."""
    edges = np.concatenate([[0.0], np.cumsum(np.fromiter(weights, dtype=np.float64))])
    edges /= edges[-1]
    band = np.clip(np.searchsorted(edges, points, side="right") - 1, 0, len(bands) - 1)
    width = np.maximum(edges[band + 1] - edges[band], _TINY)
    low, high = np.array(bands, dtype=np.int64).T
    within = np.clip((points - edges[band]) / width, 0, 1 - _TINY)
    found: Numbers = low[band] + (within * (high[band] - low[band] + 1)).astype(np.int64)
    return found


def choose(count: int, weights: Flags | Reals, draws: Draws) -> Numbers:
    """Positions of exactly so many, heavier ones more likely; of all where there are fewer.

    A weight of nothing is never chosen. Positions are in order.
    """
    heavy = weights.astype(np.float64)
    points = np.maximum(draws.uniform(len(heavy)), _TINY)
    able = np.flatnonzero(heavy > 0)
    keys = np.log(points[able]) / heavy[able]
    order = np.argsort(-keys, kind="stable")[: max(count, 0)]
    return np.sort(able[order])


class Span:
    """Things that begin, and end so that on 31 March of every year so many are open.

    Attributes:
        starts: first days.
        planned: days on which they would end.
        earliest: days before which they may not end.
        latest: days on which they must have ended.
        ends: first days without; ``NEVER`` as long as it is not told.
    """

    def __init__(
        self, starts: Numbers, planned: Numbers, earliest: Numbers, latest: Numbers
    ) -> None:
        self.starts = starts
        self.earliest = earliest
        self.latest = latest
        self.planned = np.minimum(np.maximum(planned, earliest), latest)
        self.ends = np.full(len(starts), NEVER, dtype=np.int64)

    def close(self, year: int, still_open: int, draws: Draws) -> None:
        """End as many within a year as leave so many open, if they can be.

        Those whose end is near are moved: past the year where too many would end, into it where
        too few would.
        """
        first, last = first_day(year), last_day(year)
        live = (self.starts <= last) & (self.ends == NEVER)
        # What began after a year's endings were dealt out does not end in that year.
        overdue = live & (self.planned < first)
        self.planned[overdue] = np.minimum(
            first + draws.whole(0, _POSTPONED, int(overdue.sum())), self.latest[overdue]
        )
        due = live & (self.planned <= last)
        surplus = int(live.sum()) - still_open - int(due.sum())
        if surplus < 0:
            able = np.flatnonzero(due & (self.latest > last + 1))
            latest_first = able[np.argsort(-self.planned[able], kind="stable")][:-surplus]
            moved = last + 1 + draws.whole(0, _POSTPONED, len(latest_first))
            self.planned[latest_first] = np.minimum(moved, self.latest[latest_first])
            due[latest_first] = False
        elif surplus > 0:
            opens = np.maximum(self.earliest, first)
            able = np.flatnonzero(live & ~due & (opens <= np.minimum(self.latest, last)))
            soonest = able[np.argsort(self.planned[able], kind="stable")][:surplus]
            closes = np.minimum(self.latest[soonest], last)
            self.planned[soonest] = draws.whole(opens[soonest], closes, len(soonest))
            due[soonest] = True
        self.ends[due] = self.planned[due]
