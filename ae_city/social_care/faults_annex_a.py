"""Rows of Annex A that can be made wrong so that one rule alone should find them.

Here: data and the few changes it needs. Not here: planting, or faults of a single cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.row_faults import RowFault
from ae_pipeline.returns.annex_a import rules
from ae_pipeline.returns.annex_a.tables.columns import CHILD

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_city.row_faults import Rows

_FORMULA_ERROR = "#N/A"
_SPANS = {(book.table, end): start for book, start, end in rules.SPANS}


def _says(text: str) -> Callable[[Rows], pd.Series[str]]:
    return lambda rows: pd.Series(text, index=rows.index, dtype="str")


def _empties() -> Callable[[Rows], pd.Series[str]]:
    return lambda rows: pd.Series(None, index=rows.index, dtype="str")


def _before(column: str, days: int = 3) -> Callable[[Rows], pd.Series[str]]:
    """So many days before another column's day."""

    def earlier(rows: Rows) -> pd.Series[str]:
        day = pd.to_datetime(rows[column]) - pd.Timedelta(days=days)
        return pd.Series(day.dt.strftime("%Y-%m-%d"), dtype="str")

    return earlier


def _filled(*columns: str) -> Callable[[Rows], pd.Series[bool]]:
    return lambda rows: rows[list(columns)].notna().all(axis="columns")


def _equal(column: str, text: str, *filled: str) -> Callable[[Rows], pd.Series[bool]]:
    return lambda rows: rows[column].eq(text) & rows[list(filled)].notna().all(axis="columns")


def _alone(table: str, first: str, then: str) -> Callable[[Rows], pd.Series[bool]]:
    """Both days are there, and moving the second breaks no other order of the list."""
    others = {
        column
        for parts in (*rules.SPANS, *rules.ORDERS)
        if parts[0].table == table and then in parts[1:]
        for column in parts[1:]
    } - {first, then}

    def fits(rows: Rows) -> pd.Series[bool]:
        there = rows[[first, then]].notna().all(axis="columns")
        return there & rows[sorted(others)].isna().all(axis="columns")

    return fits


def _spans() -> tuple[RowFault, ...]:
    return tuple(
        RowFault(
            book.table, rules.END_BEFORE_START, end, _before(start), _alone(book.table, start, end)
        )
        for book, start, end in rules.SPANS
    )


def _orders() -> tuple[RowFault, ...]:
    return tuple(
        RowFault(book.table, rules.DATES, then, _before(first), _alone(book.table, first, then))
        for book, first, then in rules.ORDERS
        if (book.table, then) not in _SPANS
    )


def _pairs() -> tuple[RowFault, ...]:
    return tuple(
        RowFault(book.table, rules.PAIR, reason, _empties(), _filled(date, reason))
        for book, date, reason in rules.PAIRS
    )


_UNNECESSARY = "Was an Initial Child Protection Conference deemed unnecessary?"
_CONFERENCE = "Date of Initial Child Protection Conference"
_OFFERED = "Was the child offered a Return Interview after their last missing episode (Y/N)?"
_ACCEPTED = "Did the child accept a Return Interview after their last missing episode (Y/N)?"

ROW_FAULTS: tuple[RowFault, ...] = (
    *_spans(),
    *_orders(),
    *_pairs(),
    RowFault("Contacts", rules.FORMULA, CHILD, _says(_FORMULA_ERROR), _filled(CHILD)),
    RowFault(
        "Adopters", rules.FORMULA, rules.ADOPTER, _says(_FORMULA_ERROR), _filled(rules.ADOPTER)
    ),
    RowFault("Section47", rules.CONFERENCE, _UNNECESSARY, _says("a) Yes"), _filled(_CONFERENCE)),
    RowFault(
        "CIN",
        rules.STATUS,
        "Case Status",
        _says("c) Child in need plan"),
        _filled("CIN Closure Date", "Reason for Closure"),
    ),
    RowFault(
        "CLA", rules.INTERVIEW, _OFFERED, _says("b) No"), _equal(_ACCEPTED, "a) Yes", _OFFERED)
    ),
    RowFault(
        "CareLeavers",
        rules.CONTACT,
        "Latest Date of Contact",
        _empties(),
        _equal("LA in Touch", "a) Yes", "Latest Date of Contact"),
    ),
    RowFault(
        "Adopters",
        rules.PLACED,
        "No. of children placed",
        _empties(),
        _filled("Date child/children placed with adopter(s)", "No. of children placed"),
    ),
)
"""Every kind; those whose rows are rare come up only where the city has such a row."""
