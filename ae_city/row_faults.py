"""What a planted fault of a whole row is: cells that are each fine and do not go together.

Here: the shape alone, which every system's list of them is written in. Not here: planting
(``planting``), or faults of a single cell, which follow from the contracts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

Rows: TypeAlias = "pd.DataFrame"
"""Rows of an export as text under official columns."""


@dataclass(frozen=True, eq=False)
class RowFault:
    """A way of making a row wrong that one rule of its table should find, and no other.

    Attributes:
        table: official name.
        rule: code of the rule.
        column: the column that is changed.
        change: from rows to what the column says instead.
        where: rows that it can be planted in; a boolean under their index.
        since: first specification year that has the rule.
    """

    table: str
    rule: str
    column: str
    change: Callable[[Rows], pd.Series[str]]
    where: Callable[[Rows], pd.Series[bool]]
    since: str = ""
