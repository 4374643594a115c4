"""What the stories of the services draw alike: events by the month, picks by weight, text.

Not here: what is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_city.population.draws import Draws
from ae_city.services.figures import since
from ae_city.services.working_days import month_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from ae_city.population.draws import Numbers, Reals
    from ae_city.services.services import Services

_FIRST, _LAST = 3, 27
_SHORTEST_MONTH = 28


def monthly(services: Services, count: float, draws: Draws, first: date | None = None) -> Numbers:
    """Days of so many events a month at scale 1, in order; never at a month's edge."""
    ends = month_ends(first or services.population.first, services.last)
    each = count * services.scale
    whole = np.floor(np.arange(len(ends) + 1) * each + 0.5)
    numbers = np.diff(whole).astype(np.int64)
    starts = np.repeat(ends - _SHORTEST_MONTH, numbers)
    days = starts + draws.whole(_FIRST, _LAST, len(starts))
    return np.sort(days)


def by_year(figures: Mapping[int, float], years: Numbers) -> Reals:
    """The figure of each year."""
    known = {int(year): since(figures, int(year)) for year in np.unique(years)}
    return np.array([known[int(year)] for year in years], dtype=np.float64)


def picked(weights: Mapping[str, float], count: int, draws: Draws) -> NDArray[np.str_]:
    """So many keys by weight."""
    keys: NDArray[np.str_] = np.array(list(weights))
    return keys[draws.weighted(list(weights.values()), count)]


def text(values: NDArray[np.str_] | Sequence[str]) -> pd.Series[str]:
    """Text as a column."""
    return pd.Series(values, dtype="str")


def numbered(prefix: str, count: int, width: int = 5) -> pd.Series[str]:
    """Numbers of records: the prefix and a count from 1."""
    counted = pd.Series(np.arange(1, count + 1)).astype("str").str.zfill(width)
    return (prefix + counted).astype("str")


def delays(services: Services, name: str, count: int) -> pd.Series[Any]:
    """Days until each of some events is entered: none for most."""
    figures = services.figures.disagreement
    draws = Draws(services.seed, f"services: late entry of {name}")
    late = draws.happens(figures.entered_late, count)
    low, high = figures.late_by
    return pd.Series(np.where(late, draws.whole(low, high, count), 0))
