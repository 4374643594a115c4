"""What a case is: a rule over tables, and tables in which the rows that it finds are marked."""

from dataclasses import dataclass, field

import pandas as pd

MARK = "!"


@dataclass(frozen=True)
class Case:
    """A rule must find the rows that begin with ``!``, and no other.

    A table's first line names its columns; ``-`` is an empty cell.
    """

    rule: str
    about: str
    tables: dict[str, str]
    previous: dict[str, str] | None = None
    specification: str | None = None
    expected: dict[str, list[int]] = field(init=False)

    def __post_init__(self):
        results = {table: written(text)[1] for table, text in self.tables.items()}
        object.__setattr__(self, "expected", {table: at for table, at in results.items() if at})

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        return frames(self.tables)

    @property
    def frames_before(self) -> dict[str, pd.DataFrame] | None:
        return None if self.previous is None else frames(self.previous)


def frames(tables: dict[str, str]) -> dict[str, pd.DataFrame]:
    return {name: written(text)[0] for name, text in tables.items()}


def written(text: str) -> tuple[pd.DataFrame, list[int]]:
    """A table as it stands in a case, and the positions of its marked rows."""
    header, *rows = [line.split() for line in text.strip().splitlines()]
    marked = [position for position, row in enumerate(rows) if row[0] == MARK]
    cells = [row[1:] if row[0] == MARK else row for row in rows]
    assert {len(row) for row in cells} <= {len(header)}, "a row has too few or too many cells"
    filled = [[None if cell == "-" else cell for cell in row] for row in cells]
    return pd.DataFrame(filled, columns=header, dtype="str"), marked
