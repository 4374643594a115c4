"""A number for every child of a return and of last year's, so that tables are joined by number.

Here: the numbers, of children or of whatever else a key stands for. Not here: what is asked of a
child (``links``). To join on text would cost a sort for every rule.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.validation.cell_text import typed
from ae_pipeline.validation.cells import CellType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


class Register:
    """Numbers from 0 for the keys in several years' tables; -1 for a row without a whole one."""

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        previous: Mapping[str, pd.DataFrame],
        key: tuple[str, ...],
        wherever: tuple[str, ...] = (),
    ) -> None:
        """Take this year's tables and last year's as they were given.

        Args:
            tables: of this year.
            previous: of last year.
            key: columns that a table must have for its rows to be numbered.
            wherever: columns that belong to the key if all such tables have them.
        """
        self._years = (tables, previous)
        self._key, self._wherever = key, wherever

    def numbers(self, table: str, *, last_year: bool) -> NDArray[np.int64] | None:
        """The number of each row's key; none where the table or a column of the key is absent."""
        return self._numbered[0].get((int(last_year), table))

    @property
    def count(self) -> int:
        """How many keys there are."""
        return self._numbered[1]

    @cached_property
    def _numbered(self) -> tuple[dict[tuple[int, str], NDArray[np.int64]], int]:
        keyed = {
            (year, table): rows
            for year, tables in enumerate(self._years)
            for table, rows in tables.items()
            if set(self._key) <= set(rows.columns)
        }
        if not keyed:
            return {}, 0
        more = [name for name in self._wherever if all(name in r.columns for r in keyed.values())]
        numbers = np.zeros(sum(map(len, keyed.values())), dtype=np.int64)
        count = 1
        for name in (*self._key, *more):
            cells = [typed(rows[name], CellType.TEXT).typed for rows in keyed.values()]
            here, known = pd.factorize(pd.concat(cells, ignore_index=True))
            if count == 1:
                numbers, count = here.astype(np.int64), len(known)
                continue
            whole = (numbers >= 0) & (here >= 0)
            both = np.where(whole, numbers * len(known) + here, 0)
            found, pairs = pd.factorize(both[whole])
            numbers = np.full(len(both), -1, dtype=np.int64)
            numbers[whole], count = found, len(pairs)
        ends = np.cumsum([len(rows) for rows in keyed.values()])[:-1]
        return dict(zip(keyed, np.split(numbers, ends), strict=True)), count
