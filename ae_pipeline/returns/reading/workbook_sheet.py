"""The rows of a sheet as a person sees them, and its cells as text.

Here: merged cells, formulas in error, dates and numbers. Not here: which row is the header, or
which column is which (``workbook_form``).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet

    from ae_pipeline.returns.reading.workbook_parts import SheetFacts

CellValue: TypeAlias = "int | float | str | bool | time | date | datetime | timedelta"
_DECIMALS = 9
"""As many as a decimal number of a return may have; a spreadsheet's own are noise beyond them."""
_FIRST_SERIAL, _LAST_SERIAL = 61, 109_573
"""1 March 1900, from which on Excel's count of days is right, to the end of 2199."""
_COUNTED_FROM, _COUNTED_FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)


class Sheet:
    """A worksheet's rows. Rows are counted from 0 at the top, columns from the first filled one.

    A cell merged over several rows says the same in each of them; merged over several columns, it
    says it in the first alone. A formula that failed says what Excel shows (``#N/A``).
    """

    def __init__(self, sheet: CalamineSheet, facts: SheetFacts) -> None:
        self._sheet, self.facts = sheet, facts
        self.name = sheet.name
        self.first_column = sheet.start[1] if sheet.start else 0
        self._merged: dict[int, list[tuple[int, int]]] = {}
        for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
            if bottom > top and column >= self.first_column:
                self._merged.setdefault(top, []).append((column - self.first_column, bottom))
        self._errors: dict[int, list[tuple[int, str]]] = {}
        for (row, column), shown in facts.errors.items():
            self._errors.setdefault(row, []).append((column - self.first_column, shown))

    def rows(self) -> Iterator[tuple[int, list[CellValue]]]:
        """The rows that hold something, each with its number; an empty cell is an empty text."""
        if self._sheet.start is None:
            return
        spanning: dict[int, tuple[int, CellValue]] = {}
        for number, row in enumerate(self._sheet.iter_rows()):
            for column, shown in self._errors.get(number, ()):
                if 0 <= column < len(row):
                    row[column] = shown
            if all(isinstance(cell, str) and not cell.strip() for cell in row):
                continue
            for column, (bottom, value) in spanning.items():
                if number <= bottom and row[column] == "":
                    row[column] = value
            for column, bottom in self._merged.get(number, ()):
                if column < len(row):
                    spanning[column] = (bottom, row[column])
            yield number, row

    def merged_below(self, number: int) -> bool:
        """Whether cells below a row are merged over several rows."""
        return any(top > number for top in self._merged)


def text_of(value: CellValue, *, is_day: bool = False, from_1904: bool = False) -> str:
    """A cell as text.

    Days are ``YYYY-MM-DD``, without the time of day. Whole numbers have no decimals, others at
    most nine. Truth is ``TRUE`` or ``FALSE``.

    Args:
        value: as the library reads it.
        is_day: whether the column is of dates, so that a number is a day that was not formatted as
            one.
        from_1904: whether such days are counted from 1904.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    number = value / timedelta(days=1) if isinstance(value, timedelta) else value
    return (_day(number, from_1904=from_1904) if is_day else None) or _number(number)


def _day(number: float, *, from_1904: bool) -> str | None:
    """The day that a whole number counts; none where it counts no likely one."""
    if number != number // 1 or not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    first = _COUNTED_FROM_1904 if from_1904 else _COUNTED_FROM
    return (first + timedelta(days=int(number))).isoformat()


def _number(value: float) -> str:
    if not isfinite(value):
        return str(value)
    if value == int(value):
        return str(int(value))
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
