"""Birthdays, as the law counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from typing import Any

_MONTHS = 12


def birthday(born: pd.Series[Any], age: int) -> pd.Series[Any]:
    """The day on which a child reaches an age.

    A child born on 29 February reaches it on 1 March of a year without one.
    """
    days = born.to_numpy().astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    since_first = days - months.astype("datetime64[D]")
    reached = (months + np.timedelta64(age * _MONTHS, "M")).astype("datetime64[D]") + since_first
    return pd.Series(reached.astype("datetime64[s]"), index=born.index)
