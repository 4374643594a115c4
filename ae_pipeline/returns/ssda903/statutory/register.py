"""A number for every child of a return and of last year's, so that tables are joined by number.

Here: the numbers. Not here: what is asked of a child (``evidence``). To join on text would cost a
sort for every rule.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.quality.cells import CellType
from ae_pipeline.returns.ssda903.statutory.text import typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

CHILD = "CHILD"


class ChildRegister:
    """Numbers from 0 for the children of several years' tables; -1 for a row without one."""

    def __init__(
        self, tables: Mapping[str, pd.DataFrame], previous: Mapping[str, pd.DataFrame]
    ) -> None:
        """Take this year's tables and last year's as they were given."""
        self._years = (tables, previous)

    def numbers(self, table: str, *, last_year: bool) -> NDArray[np.int64] | None:
        """The number of each row's child; none where the table or its ``CHILD`` is absent."""
        return self._numbered[0].get((int(last_year), table))

    @property
    def count(self) -> int:
        """How many children there are."""
        return self._numbered[1]

    @cached_property
    def _numbered(self) -> tuple[dict[tuple[int, str], NDArray[np.int64]], int]:
        ids = {
            (year, table): typed(rows[CHILD], CellType.TEXT).typed
            for year, tables in enumerate(self._years)
            for table, rows in tables.items()
            if CHILD in rows.columns
        }
        if not ids:
            return {}, 0
        numbers, known = pd.factorize(pd.concat(ids.values(), ignore_index=True))
        ends = np.cumsum([len(part) for part in ids.values()])[:-1]
        parts = np.split(numbers.astype(np.int64), ends)
        return dict(zip(ids, parts, strict=True)), len(known)
