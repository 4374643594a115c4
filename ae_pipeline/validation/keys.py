"""Rows that share a key: which repeat an earlier row, which contradict one another.

Rows with an empty or unreadable key cell are left to the rules about that cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.validation.findings import FILE_COLUMN, ROW_COLUMN

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

DUPLICATE = "AE-DUPLICATE"
KEY_CONFLICT = "AE-KEY-CONFLICT"


def repeated(rows: pd.DataFrame, key: Sequence[str], columns: Sequence[str]) -> NDArray[np.bool_]:
    """Rows that say in every cell what an earlier row says.

    Earlier is by file and row, not by position, so that reordering a frame changes nothing.
    """
    failing = np.zeros(len(rows), dtype=bool)
    shared = np.flatnonzero(_sharing(rows, key))
    if len(shared):
        part = rows.iloc[shared].assign(position=shared).sort_values([FILE_COLUMN, ROW_COLUMN])
        failing[part["position"][part.duplicated(list(columns))]] = True
    return failing


def conflicting(
    rows: pd.DataFrame, key: Sequence[str], columns: Sequence[str]
) -> NDArray[np.bool_]:
    """All rows of a key under which rows differ: which of them is right, nobody here can know."""
    failing = np.zeros(len(rows), dtype=bool)
    shared = np.flatnonzero(_sharing(rows, key))
    if len(shared):
        part = rows.iloc[shared]
        group = part.groupby(list(key), sort=False).ngroup().to_numpy()
        first_of_kind = ~part.duplicated(list(columns)).to_numpy()
        failing[shared] = np.bincount(group[first_of_kind], minlength=1)[group] > 1
    return failing


def _sharing(rows: pd.DataFrame, key: Sequence[str]) -> NDArray[np.bool_]:
    names = list(key)
    complete = rows[names].notna().all(axis="columns")
    return (complete & rows.duplicated(names, keep=False)).to_numpy(dtype=bool)
