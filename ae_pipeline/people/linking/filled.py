"""Of each group of rows, the first filled cell of every column: what is known by whom knows best.

Pandas' ``groupby(…).first()`` gives the same and goes through every cell as a Python object; the
places of the cells are enough, and are whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def first_filled(
    rows: pd.DataFrame,
    group: NDArray[np.integer[Any]],
    columns: Sequence[str],
    order: NDArray[np.integer[Any]] | None = None,
) -> pd.DataFrame:
    """One row a group, ordered by its number.

    Args:
        rows: of which cells are chosen.
        group: by row, its group: numbers from 0, each with a row; -1 for a row of none.
        columns: to choose cells of; null where a group has no filled one.
        order: places of the rows, the one believed most first; as they stand by default.
    """
    places = np.arange(len(rows)) if order is None else order
    backwards = places[group[places] >= 0][::-1]
    groups = int(group.max(initial=-1)) + 1
    chosen = {}
    for column in columns:
        filled = backwards[rows[column].notna().to_numpy()[backwards]]
        first = np.full(groups, -1)
        first[group[filled]] = filled  # of several to one group the last stands
        chosen[column] = rows[column].array.take(first, allow_fill=True)
    return pd.DataFrame(chosen, index=pd.RangeIndex(groups))
