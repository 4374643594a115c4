"""Connected components: what hangs together when some rows are joined with others.

Plain graph work on row numbers. Not here: which rows are to be joined.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]


def components(count: int, one: Rows, other: Rows) -> Rows:
    """The smallest row that each row is connected with, by joining ``one[i]`` with ``other[i]``.

    Every round hooks each component onto the smallest of its neighbours and then flattens, so
    that even a long chain takes a few rounds.
    """
    label = np.arange(count)
    while True:
        here, there = label[one], label[other]
        apart = here != there
        if not apart.any():
            return label
        low, high = np.minimum(here, there)[apart], np.maximum(here, there)[apart]
        np.minimum.at(label, high, low)
        while not np.array_equal(flatter := label[label], label):
            label = flatter


def sharing(rows: Rows, keys: Rows) -> tuple[Rows, Rows]:
    """Joins that connect all rows of the same key: each with the first."""
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return rows, rows[first[inverse]]
