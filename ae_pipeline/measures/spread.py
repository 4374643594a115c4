"""How far the values behind a mean lie apart: what its interval is computed from.

Here: sums of squares over a membership. Not here: the mean's sum and number, which are its counts
(``counting``), or the interval (``statistics.intervals``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.measures.shapes import BREAKDOWNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_PERIOD = ["period_start", "period_end"]


def squares(members: pd.DataFrame) -> Mapping[tuple[date, date, str, str], int]:
    """The sum of the squared values of everybody, and of each category.

    Args:
        members: a mean's membership over every period of a month, as the lake has it.

    Returns:
        By first and last day, breakdown and category, in squares of the measure's scale.
    """
    squared = members.assign(square=members["numerator"].astype("int64") ** 2, **{TOTAL: TOTAL})
    sums_of_squares: dict[tuple[date, date, str, str], int] = {}
    for breakdown in (TOTAL, *(name for name in BREAKDOWNS if name in squared.columns)):
        keys = [*_PERIOD, breakdown]
        categorised = squared.dropna(subset=[breakdown])
        sums = categorised.groupby(keys, as_index=False).agg(square=("square", "sum"))
        for start, end, category, total in sums[[*keys, "square"]].itertuples(index=False):
            days = pd.Timestamp(start).date(), pd.Timestamp(end).date()
            sums_of_squares[*days, breakdown, str(category)] = int(total)
    return sums_of_squares
