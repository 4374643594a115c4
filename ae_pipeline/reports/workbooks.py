"""A team's workbook: what it has to put right, where, why it matters, and what it has put right.

Here: lists as an Excel file. Not here: what is on them (``fix_lists``).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import xlsxwriter

from ae_pipeline.reports.fix_lists import LIST_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from ae_pipeline.periods import Month

MOST_ROWS = 50_000
"""On a sheet: beyond these nobody reads, and it is a fault of the export and not of its rows."""
_WIDTHS = (8, 10, 24, 22, 30, 8, 20, 16, 60, 30, 14, 60)
_CLOSED = 0o600


def write(path: Path, team: str, month: Month, todo: pd.DataFrame, done: pd.DataFrame) -> None:
    """Write a team's workbook, readable by its owner alone.

    Sheets: how many of which kind; every finding, oldest first; and those put right since the
    month before. Text is written as text: nothing in a file name becomes a formula.

    Args:
        path: of the file; its folder is there.
        team: whose it is.
        month: reporting month.
        todo: ``LIST_COLUMNS``, what is open.
        done: likewise, what was put right.
    """
    new = path.with_suffix(".part")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(new, options) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _summary(book.add_worksheet("Summary"), bold, team, month, todo, done)
        _list(book.add_worksheet("To put right"), bold, wrapped, todo)
        _list(book.add_worksheet("Put right"), bold, wrapped, done)
    os.chmod(new, _CLOSED)  # noqa: PTH101 - before it has its name
    new.replace(path)


def _summary(
    sheet: Worksheet, bold: Format, team: str, month: Month, todo: pd.DataFrame, done: pd.DataFrame
) -> None:
    sheet.set_column(0, 3, 24)
    sheet.set_column(4, 4, 60)
    sheet.write_string(0, 0, f"{team}: data to put right, {month}", bold)
    new = int((todo["Months open"] == 0).sum())
    sheet.write_string(
        1, 0, f"{len(todo):,} open, {new:,} of them new; {len(done):,} put right since last month."
    )
    sheet.write_string(
        2, 0, "Put a row right in the system it came from: the next export closes it by itself."
    )
    for place, name in enumerate(("Return", "Table", "Rule", "Open", "What is wrong")):
        sheet.write_string(4, place, name, bold)
    keys = ["Return", "Table", "Rule", "What is wrong"]
    counts = todo.groupby(keys, as_index=False, sort=False).agg(Open=("Row", "size"))
    ordered = counts.sort_values("Open", ascending=False, kind="stable")
    for line, row in enumerate(ordered.to_dict("records"), 5):
        for place, name in ((0, "Return"), (1, "Table"), (2, "Rule"), (4, "What is wrong")):
            sheet.write_string(line, place, row[name])
        sheet.write_number(line, 3, row["Open"])


def _list(sheet: Worksheet, bold: Format, wrapped: Format, rows: pd.DataFrame) -> None:
    for place, (name, width) in enumerate(zip(LIST_COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, bold)
    sheet.freeze_panes(1, 0)
    shown = rows.head(MOST_ROWS)
    sheet.autofilter(0, 0, max(1, len(shown)), len(LIST_COLUMNS) - 1)
    for line, row in enumerate(shown.itertuples(index=False), 1):
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(line, place, cell)
            else:
                sheet.write_string(line, place, str(cell), wrapped)
    if len(rows) > len(shown):
        more = f"{len(rows) - len(shown):,} more are not shown: mend the export first."
        sheet.write_string(len(shown) + 1, 0, more, bold)
