"""Shares of groups that overlap, met together: who of a year's pupils reaches a standard.

Published shares speak of special educational need, of free school meals and of all pupils. Here
they become a share of each cell that those make, and so many of each cell are chosen. Those looked
after are a cell of their own. Not here: any standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.quotas import apportion

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_city.learning.figures import Groups
    from ae_city.population.draws import Flags, Numbers, Reals

NONE, SUPPORT, PLAN = 0, 1, 2
_LOOKED_AFTER = 6
_CELLS = 7
_ROUNDS = 40
_LOWEST, _HIGHEST = 0.001, 0.999


@dataclass(frozen=True)
class Grouping:
    """Which cell each pupil is in: need by meals, or looked after.

    Attributes:
        cell: twice the need, one more with meals; 6 for those looked after.
    """

    cell: Numbers

    @classmethod
    def of(cls, need: Numbers, meals: Flags, looked_after: Flags) -> Grouping:
        """By need (none, support, plan), free school meals and being looked after."""
        return cls(np.where(looked_after, _LOOKED_AFTER, need * 2 + meals).astype(np.int64))

    @property
    def counts(self) -> Numbers:
        """Pupils by cell."""
        return np.bincount(self.cell, minlength=_CELLS).astype(np.int64)

    def shares(self, wanted: Groups) -> Reals:
        """The share of each cell, from 0 to 1, by which groups and the whole have theirs."""
        percent = _fitted(self.counts, wanted, _logit, _logistic, 100.0)
        return np.clip(percent, 0.0, 1.0)

    def means(self, wanted: Groups) -> Reals:
        """The mean of each cell by which groups and the whole have theirs."""
        return _fitted(self.counts, wanted, _same, _same, 1.0)

    def chosen(self, wanted: Groups, merit: Reals) -> Flags:
        """Exactly the wanted share of all: the ablest of each cell."""
        count = round(wanted.all / 100 * len(self.cell))
        quota = np.array(apportion(count, list(self.counts * self.shares(wanted))))
        return ablest(merit, self.cell, np.minimum(quota, self.counts))


def ablest(merit: Reals, cell: Numbers, quota: Numbers) -> Flags:
    """The so many of each cell with the highest merit."""
    order = np.lexsort((-merit, cell))
    starts = np.searchsorted(cell[order], np.arange(len(quota)))
    rank = np.empty(len(merit), dtype=np.int64)
    rank[order] = np.arange(len(merit)) - starts[cell[order]]
    return rank < quota[cell]


def top(merit: Reals, percent: float, among: Flags | None = None) -> Flags:
    """So many percent of all, the ablest among some."""
    eligible = np.ones(len(merit), dtype=bool) if among is None else among
    count = round(percent / 100 * len(merit))
    return ablest(merit, (~eligible).astype(np.int64), np.array([count, 0]))


def spread(all_reached: Flags, merit: Reals, percents: tuple[float, ...], noise: Reals) -> Flags:
    """Which parts each pupil reaches, where all parts together are reached by some.

    Args:
        all_reached: who reaches every part; everybody else misses one at least.
        merit: abler ones rather reach the other parts.
        percents: share of all pupils that reaches each part.
        noise: uniform numbers, a row a pupil and a column a part, and one more to say which
            part is missed for certain.

    Returns:
        A row a pupil and a column a part.
    """
    parts = len(percents)
    reached = np.repeat(all_reached[:, None], parts, axis=1)
    weights = np.maximum(100.0 - np.array(percents), 1.0)
    edges = np.cumsum(weights / weights.sum())
    missed = np.searchsorted(edges, noise[:, parts], side="right").clip(max=parts - 1)
    for part, percent in enumerate(percents):
        able = ~all_reached & (missed != part)
        extra = round(percent / 100 * len(merit)) - int(all_reached.sum())
        lean = merit + 1.5 * noise[:, part]
        chosen = ablest(lean, (~able).astype(np.int64), np.array([max(extra, 0), 0]))
        reached[:, part] |= chosen & able
    return reached


def _fitted(
    counts: Numbers,
    wanted: Groups,
    link: Callable[[Reals], Reals],
    back: Callable[[Reals], Reals],
    unit: float,
) -> Reals:
    """Cells as a sum of a part for need and one for meals, with the whole met last."""
    of_need = np.array([wanted.none, wanted.support, wanted.plan]) / unit
    apart = wanted.looked_after / unit
    table = counts[:_LOOKED_AFTER].reshape(3, 2).astype(np.float64)
    by_need, by_meals = link(of_need), np.zeros(2)
    for _ in range(_ROUNDS):
        now = back(by_need[:, None] + by_meals)
        with_meals = _mean(now[:, 1], table[:, 1], wanted.fsm / unit)
        by_meals[1] += float(link(np.array(wanted.fsm / unit)) - link(np.array(with_meals)))
        now = back(by_need[:, None] + by_meals)
        rows = np.array([_mean(now[need], table[need], of_need[need]) for need in range(3)])
        by_need = by_need + link(of_need) - link(rows)
    whole = wanted.all / unit * counts.sum() - apart * counts[_LOOKED_AFTER]
    low, high = -60.0, 60.0
    for _ in range(_ROUNDS * 2):
        shift = (low + high) / 2
        total = float((back(by_need[:, None] + by_meals + shift) * table).sum())
        low, high = (shift, high) if total < whole else (low, shift)
    fitted = back(by_need[:, None] + by_meals + (low + high) / 2).ravel()
    return np.append(fitted, apart)


def _mean(values: Reals, weights: Reals, otherwise: float) -> float:
    return float((values * weights).sum() / weights.sum()) if weights.sum() else otherwise


def _logit(share: Reals) -> Reals:
    inside = np.clip(share, _LOWEST, _HIGHEST)
    return np.asarray(np.log(inside / (1 - inside)))


def _logistic(value: Reals) -> Reals:
    return np.asarray(1 / (1 + np.exp(-value)))


def _same(value: Reals) -> Reals:
    return np.asarray(value, dtype=np.float64)
