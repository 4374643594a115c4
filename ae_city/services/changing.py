"""Ways of making a cell disagree with its row, which lists of row faults are written in.

Here: what the cell says instead, and which rows that can be done to. Not here: any return's list
(``faults_workforce``, ``faults_homes`` …) or planting (``city.planting``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.row_faults import RowFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_city.row_faults import Rows

    Change = Callable[[Rows], "pd.Series[str]"]
    Where = Callable[[Rows], "pd.Series[bool]"]

CSV_DAYS, XML_DAYS = "%d/%m/%Y", "%Y-%m-%d"


def day_from(column: str, days: int, written: str = CSV_DAYS) -> Change:
    """So many days after the day of another column; before it, where negative."""

    def change(rows: Rows) -> pd.Series[str]:
        day = pd.to_datetime(rows[column], format=written) + pd.Timedelta(days, unit="D")
        return day.dt.strftime(written).astype("str")

    return change


def one_more_than(column: str) -> Change:
    """The number of another column and one more."""
    return lambda rows: (pd.to_numeric(rows[column]) + 1).astype("str")


def says(text: str) -> Change:
    """Always the same text."""
    return lambda rows: pd.Series([text] * len(rows), index=rows.index, dtype="str")


def nothing() -> Change:
    """Empty."""
    return lambda rows: pd.Series([None] * len(rows), index=rows.index, dtype="str")


def copy_of(column: str) -> Change:
    """What another column says."""
    return lambda rows: rows[column]


def filled(*columns: str) -> Where:
    """Rows in which all of some columns are filled."""
    return lambda rows: rows[list(columns)].notna().all(axis="columns")


def empty(column: str) -> Where:
    """Rows in which a column is empty."""
    return lambda rows: rows[column].isna()


def is_(column: str, *texts: str) -> Where:
    """Rows in which a column says one of some texts."""
    return lambda rows: rows[column].isin(texts)


def above_zero(column: str) -> Where:
    """Rows in which a number is above zero."""
    return lambda rows: pd.to_numeric(rows[column]) > 0


def both(one: Where, other: Where) -> Where:
    """Rows of which two things hold."""
    return lambda rows: one(rows) & other(rows)


def ends_early(
    table: str, rule: str, start: str, end: str, *, where: Where | None = None
) -> RowFault:
    """A fault: what ends or follows does so the day before it starts."""
    return RowFault(table, rule, end, day_from(start, -1), where or filled(start, end))


def unsaid(table: str, rule: str, column: str, *, given: str) -> RowFault:
    """A fault: a column is empty, though what calls for it is there."""
    return RowFault(table, rule, column, nothing(), filled(given, column))
