"""Seeded chance for many at once: arrays of draws, where ``city.chance`` draws one.

Everything is made from uniform doubles of PCG64 by a stream's name, for the reasons given there.
Not here: what is drawn.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Reals = NDArray[np.float64]
    Texts = NDArray[np.object_]


class Draws:
    """A stream of arrays that depends on the seed and the stream's name alone."""

    def __init__(self, seed: int, name: str) -> None:
        entropy = np.random.SeedSequence([seed, zlib.crc32(f"population: {name}".encode())])
        self._generator = np.random.Generator(np.random.PCG64(entropy))

    def uniform(self, count: int) -> Reals:
        """Numbers from 0 to below 1."""
        return self._generator.random(count)

    def happens(self, probability: float | Reals, count: int) -> Flags:
        """True with a probability, one for all or one each."""
        return self.uniform(count) < probability

    def whole(self, low: int | Numbers, high: int | Numbers, count: int) -> Numbers:
        """Whole numbers, both ends included; the low end where the high one is below it."""
        span = np.maximum(np.asarray(high, dtype=np.int64) - low + 1, 1)
        drawn: Numbers = low + (self.uniform(count) * span).astype(np.int64)
        return drawn

    def weighted(self, weights: Sequence[float], count: int) -> Numbers:
        """Positions by weight."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        points = self.uniform(count) * edges[-1]
        found = np.searchsorted(edges, points, side="right")
        places: Numbers = np.minimum(found, len(edges) - 1).astype(np.int64)
        return places

    def order(self, count: int) -> Numbers:
        """The positions of so many in random order."""
        return np.argsort(self.uniform(count), kind="stable")
