"""What a case is: tables of a census as text, in which the rows that a rule finds are marked."""

from dataclasses import dataclass

import pandas as pd

MARK = "!"
SHORT = {
    "child": "LAchildID",
    "episode": "CINdetailsID",
    "assessment": "AssessmentID",
    "plan": "CPPID",
}
"""Columns that stand in most tables, by what a case calls them."""


@dataclass(frozen=True)
class Case:
    """A rule, what it is evaluated on, and the year: 1 April 2025 to 31 March 2026 by default.

    Of a table, the first line names the columns. Cells are parted by spaces, ``-`` is an empty
    one, and a row that begins with ``!`` is to be found.
    """

    rule: str
    tables: dict[str, str]
    specification: str = "2025-26"


def written(text: str) -> tuple[pd.DataFrame, list[int]]:
    """A table, and the positions of the rows that are marked."""
    header, *rows = [line.split() for line in text.strip().splitlines()]
    marked = [position for position, row in enumerate(rows) if row[0] == MARK]
    cells = [row[1:] if row[0] == MARK else row for row in rows]
    assert {len(row) for row in cells} <= {len(header)}, "a row has too few or too many cells"
    filled = [[None if cell == "-" else cell for cell in row] for row in cells]
    columns = [SHORT.get(name, name) for name in header]
    return pd.DataFrame(filled, columns=columns, dtype=object), marked


def asked_of(case: Case) -> tuple[dict[str, pd.DataFrame], dict[str, list[int]]]:
    """The tables of a case, and by table the rows to be found, where there are any."""
    tables = {name: written(text) for name, text in case.tables.items()}
    frames = {name: frame for name, (frame, _) in tables.items()}
    return frames, {name: marked for name, (_, marked) in tables.items() if marked}
