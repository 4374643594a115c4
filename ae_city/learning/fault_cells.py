"""Ways of changing a cell so that it is fine by itself and at odds with the rest of its row.

Not here: which columns and rules they are planted for (``faults_attainment`` and its likes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[pd.DataFrame], "pd.Series[str]"]
    Where = Callable[[pd.DataFrame], "pd.Series[bool]"]

_YEAR_DIGITS = 4


def says(text: str) -> Change:
    """The same text in every row."""
    return lambda rows: pd.Series(text, index=rows.index, dtype="str")


def nothing() -> Change:
    """An empty cell."""
    return lambda rows: pd.Series(None, index=rows.index, dtype="str")


def the_other(column: str, one: str, other: str) -> Change:
    """One of two codes where the cell says the other."""
    return lambda rows: says(other)(rows).where(rows[column].eq(one), one)


def years_on(column: str, years: int) -> Change:
    """The first day of March so many years after an ISO date, before it where negative."""

    def changed(rows: pd.DataFrame) -> pd.Series[str]:
        later = rows[column].str[:_YEAR_DIGITS].astype("int64") + years
        return later.astype("str") + "-03-01"

    return changed


def filled(*columns: str) -> Where:
    """Rows in which all of some cells are filled."""
    return lambda rows: rows[list(columns)].notna().all(axis=1)


def where_says(column: str, *texts: str) -> Where:
    """Rows in which a cell says one of some texts."""
    return lambda rows: rows[column].isin(list(texts))


def both(one: Where, other: Where) -> Where:
    """Rows that both choose."""
    return lambda rows: one(rows) & other(rows)


def empty(column: str) -> Where:
    """Rows in which a cell is empty."""
    return lambda rows: rows[column].isna()
