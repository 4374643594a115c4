"""What changed between the current rows of a table and the rows that should hold now.

Here: a pure comparison. Not here: reading or writing them (``store``), or why a figure changed
(``indicators.revisions``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row: TypeAlias = Mapping[str, Any]
"""A row by column name."""


@dataclass(frozen=True)
class Changes:
    """What to write.

    Attributes:
        added: new rows that no current row stands for.
        changed: pairs of a current row and the new row that differs from it.
        gone: current rows that nothing stands for now.
    """

    added: list[Row]
    changed: list[tuple[Row, Row]]
    gone: list[Row]


def changes(
    current: Iterable[Row], new: Iterable[Row], key: Sequence[str], compared: Sequence[str]
) -> Changes:
    """Compare by key. Rows that are alike in all compared columns are left out.

    Raises:
        ValueError: if two rows of one side have the same key.
    """
    before, after = _by_key(current, key), _by_key(new, key)
    return Changes(
        added=[row for name, row in after.items() if name not in before],
        changed=[
            (before[name], row)
            for name, row in after.items()
            if name in before and any(before[name][c] != row[c] for c in compared)
        ],
        gone=[row for name, row in before.items() if name not in after],
    )


def _by_key(rows: Iterable[Row], key: Sequence[str]) -> dict[tuple[object, ...], Row]:
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        name = tuple(row[column] for column in key)
        if name in found:
            raise ValueError(f"two rows have the same {', '.join(key)}: {name}")
        found[name] = row
    return found
