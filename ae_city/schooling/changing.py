"""How a cell of an export is changed, and which rows have what: the parts of row faults.

Here: small functions from rows to cells or flags. Not here: any fault (``faults_sen2``,
``faults_school_census``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_city.row_faults import Rows

    Change = Callable[[Rows], pd.Series[str]]
    Where = Callable[[Rows], pd.Series[bool]]

LONG_AGO = "1990-01-01"
"""Before anything that is told; every form of the returns reads it as a day."""


def says(text: str) -> Change:
    """The cell says this."""
    return lambda rows: pd.Series(text, index=rows.index, dtype="str")


def emptied(rows: Rows) -> pd.Series[str]:
    """The cell is empty."""
    return pd.Series([None] * len(rows), index=rows.index, dtype="str")


def as_in(column: str) -> Change:
    """The cell says what another column says."""
    return lambda rows: rows[column]


def filled(*columns: str) -> Where:
    """All of some columns are filled in; none is where the export has no such column."""

    def where(rows: Rows) -> pd.Series[bool]:
        flags = pd.Series(data=True, index=rows.index)
        for column in columns:
            flags &= rows[column].notna() if column in rows else False
        return flags

    return where


def saying(column: str, *texts: str) -> Where:
    """A column says one of some texts."""
    return lambda rows: rows[column].isin(texts)


def both(first: Where, second: Where) -> Where:
    """Two things hold."""
    return lambda rows: first(rows) & second(rows)


def empty(column: str) -> Where:
    """A column is empty."""
    return lambda rows: rows[column].isna()
