"""Seeded chance: the only source of randomness in the invented authority.

Each purpose has a stream of its own, named, so that a draw added to one does not move the others.
Everything is made from uniform doubles of PCG64, whose stream numpy keeps between versions. Not
here: exact shares (``quotas``).
"""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_Item = TypeVar("_Item")
_BLOCK = 4096
_FIRST_ORDINARY, _LAST_ORDINARY = 3, 27


class Chance:
    """A stream of draws that depends on the seed and the stream's name alone."""

    def __init__(self, seed: int, name: str) -> None:
        entropy = np.random.SeedSequence([seed, zlib.crc32(name.encode())])
        self._generator = np.random.Generator(np.random.PCG64(entropy))
        self._block: list[float] = []

    def uniform(self) -> float:
        """A number from 0 to below 1."""
        if not self._block:
            self._block = self._generator.random(_BLOCK).tolist()
        return self._block.pop()

    def happens(self, probability: float) -> bool:
        """True with a probability."""
        return self.uniform() < probability

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.uniform() * (high - low + 1))

    def pick(self, items: Sequence[_Item]) -> _Item:
        """One of several, each as likely."""
        return items[int(self.uniform() * len(items))]

    def weighted(self, weights: Mapping[_Item, float]) -> _Item:
        """One of several by weight, in the mapping's order."""
        point = self.uniform() * sum(weights.values())
        for item, weight in weights.items():
            point -= weight
            if point < 0:
                return item
        return next(reversed(list(weights)))

    def shuffled(self, items: Sequence[_Item]) -> list[_Item]:
        """All of them in random order."""
        order = sorted((self.uniform(), place) for place in range(len(items)))
        return [items[place] for _, place in order]

    def sample(self, items: Sequence[_Item], count: int) -> list[_Item]:
        """So many different ones, in random order."""
        return self.shuffled(items)[:count]

    def day(self, first: date, last: date) -> date:
        """An ordinary day between two days, both included: never one at a month's edge.

        Edges are kept free so that no count at a month's end hangs on which side of it an event
        of the same day falls. Where only edges are between the two days, the last is taken.
        """
        span = max((last - first).days, 0)
        drawn = first + timedelta(days=self.number(0, span))
        moved = ordinary(drawn)
        return moved if first <= moved <= last else last


def ordinary(day: date) -> date:
    """The nearest day from the 3rd to the 27th of the same month."""
    return day.replace(day=min(max(day.day, _FIRST_ORDINARY), _LAST_ORDINARY))
