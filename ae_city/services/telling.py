"""What was told of something, and what a system knows of it at the end of a month.

Here: hiding what has not happened or been entered yet, leaving out what ended long ago, and
writing cells as text. Not here: anything that is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

Adjust = Callable[[pd.DataFrame, pd.Timestamp], pd.DataFrame]
"""Brings rows to how they stand on a day, where hiding what comes later is not enough."""


@dataclass(frozen=True, eq=False)
class Telling:
    """Everything that is told for one table of a return, from first to last.

    Attributes:
        rows: official columns, typed, in the order of the file.
        known: day since which each row is in the system.
        until: day on which each row is over; null where it is not. None where rows stay for good.
        events: by column of days that come after the row is known, the columns told with it.
        delay: by row, days until what happened is entered.
        adjust: applied to the rows that an export has.
    """

    rows: pd.DataFrame
    known: pd.Series[Any]
    until: pd.Series[Any] | None = None
    events: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    delay: pd.Series[Any] | None = None
    adjust: Adjust | None = None

    def as_it_stands(self, on: pd.Timestamp, since: pd.Timestamp) -> pd.DataFrame:
        """The rows of an export made at the end of a day.

        Args:
            on: the day; nothing later is told.
            since: rows that were over before this day are left out.
        """
        wait = pd.Timedelta(0) if self.delay is None else pd.to_timedelta(self.delay, unit="D")
        there = self.known + wait <= on
        if self.until is not None:
            there &= ~(self.until < since)
        rows = self.rows[there].copy()
        for column, told_with in self.events.items():
            entered = (self.rows[column] + wait)[there]
            later = entered > on
            for name in (column, *told_with):
                rows[name] = rows[name].mask(later)
        return rows if self.adjust is None else self.adjust(rows, on)


def as_text(rows: pd.DataFrame, day_format: str = "%d/%m/%Y") -> pd.DataFrame:
    """Typed rows as a file has them: ``str`` cells, null where empty."""
    return pd.DataFrame({name: _text(rows[name], day_format) for name in rows.columns}).reset_index(
        drop=True
    )


def _text(column: pd.Series[Any], day_format: str) -> pd.Series[Any]:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        places, days = pd.factorize(column)
        written = pd.Series(pd.DatetimeIndex(days).strftime(day_format), dtype="str")
        return pd.Series(written.reindex(places).array, index=column.index, dtype="str")
    if column.dtype == "str":
        return column
    if pd.api.types.is_float_dtype(column.dtype):
        column = column.round(2)
        whole = column.notna() & (column == column.round())
        text = column.astype("str").where(column.notna())
        return text.mask(whole, text.str.replace(r"\.0$", "", regex=True)).astype("str")
    return column.astype("str").where(column.notna())
