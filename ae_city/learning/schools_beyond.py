"""Schools and colleges outside the city, where some of its young people learn: numbers alone.

Not here: the city's own schools (``population``). No school has these numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from ae_city.population.draws import Numbers

_FIRST, _COUNT = 180_001, 23
_STEP = 7_919


def urn_beyond(person: Numbers) -> pd.Series[str]:
    """The number of a school elsewhere; the same person is always at the same one."""
    return pd.Series((_FIRST + person * _STEP % _COUNT).astype(np.str_), dtype="str")


def urns(schools: pd.DataFrame, school: Numbers, person: Numbers) -> pd.Series[str]:
    """Numbers of the city's schools by position; of one elsewhere where the position is below 0."""
    known = schools["urn"].to_numpy(dtype=np.str_)[np.maximum(school, 0)]
    beyond = urn_beyond(person).to_numpy(dtype=np.str_)
    return pd.Series(np.where(school >= 0, known, beyond), dtype="str")
