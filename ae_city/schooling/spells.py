"""From a status on each January to spells: when something began and ended between two of them.

Here: the arithmetic, for any status. Not here: any status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_dates, as_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ae_city.population.draws import Draws, Flags, Numbers

    Statuses = NDArray[np.bool_]

_BEFORE = 900


def spells(
    statuses: Statuses, days: Sequence[int], earliest: Numbers, draws: Draws
) -> pd.DataFrame:
    """Spells of everybody whose status is true on a day: person, start, end (null: it lasts).

    Args:
        statuses: a row a person, a column a day.
        days: the days, ascending, as numbers.
        earliest: by person, the first day on which a spell may start.
        draws: for the days between.

    Returns:
        By person and start. A spell starts after the last day on which the status was false, and
        not before ``earliest`` unless it is true earlier; it ends likewise. One that holds on the
        first day began up to some years before.
    """
    count = len(statuses)
    padded = np.zeros((count, len(days) + 2), dtype=bool)
    padded[:, 1:-1] = statuses
    began = padded[:, 1:] & ~padded[:, :-1]
    ended = ~padded[:, 1:] & padded[:, :-1]
    person, first = np.nonzero(began)
    _, last = np.nonzero(ended)  # row by row, so that the n-th end is of the n-th start
    edges = np.array([days[0] - _BEFORE, *days, NEVER], dtype=np.int64)
    low = np.maximum(edges[first] + 1, np.minimum(earliest[person], edges[first + 1]))
    start = draws.whole(low, edges[first + 1], len(person))
    lasts = last == len(days)
    end = draws.whole(edges[last] + 1, np.where(lasts, 0, edges[last + 1]), len(person))
    end = np.where(lasts, NEVER, end)
    return pd.DataFrame({"person": person, "start": as_dates(start), "end": as_dates(end)})


def neediest(scores: NDArray[np.float64], among: NDArray[np.bool_], count: int) -> Statuses:
    """The so many with the lowest scores among some, as a status of everybody."""
    status = np.zeros(len(scores), dtype=bool)
    who = np.flatnonzero(among)
    status[who[np.argsort(scores[who], kind="stable")[: max(count, 0)]]] = True
    return status


def holding(told: pd.DataFrame, person: Numbers, days: Numbers) -> Flags:
    """Whether each of some people has a spell that holds on a day of their own.

    Args:
        told: spells: person, start, end (null: it lasts); of one person they do not overlap.
        person: people, as often as they are asked about.
        days: a day for each, as a number.
    """
    if told.empty:
        return np.zeros(len(person), dtype=bool)
    start, end = as_numbers(told["start"], -NEVER), as_numbers(told["end"], NEVER)
    who = told["person"].to_numpy(dtype=np.int64)
    order = np.lexsort((start, who))
    # Person and day as one number, so that the last start by a day is found by bisection.
    width = 4 * NEVER
    starts = who[order] * width + start[order] + 2 * NEVER
    place = np.searchsorted(starts, person * width + days + 2 * NEVER, side="right") - 1
    found = order[np.maximum(place, 0)]
    holds: Flags = (place >= 0) & (who[found] == person) & (end[found] > days)
    return holds
