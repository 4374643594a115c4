"""Which table of a return a file holds, told from its column names alone.

Here: comparing names. Not here: which columns tell a table (each return's ``reader`` says).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST_NAME = 60


@dataclass(frozen=True)
class Recognition:
    """A table, or the reason why it is none, in words that name no column of the file."""

    table: str | None
    reason: str = ""


def folded(name: str) -> str:
    """A column name as names are compared: trimmed, whatever its case."""
    return name.strip().upper()


def presentable(name: str) -> str:
    """A name out of a file, fit to be shown: at most 60 characters, and all of them printable."""
    shown = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in name)
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"


def recognise(header: Iterable[str], identifying: Mapping[str, frozenset[str]]) -> Recognition:
    """Tell the table from a header.

    A table is a candidate where the header has at least half of the columns that identify it;
    the candidate with the most of them is the table, if it is the only one with so many.

    Args:
        header: column names, in any order and case.
        identifying: by table, the columns that no other table has.
    """
    present = {folded(name) for name in header}
    found = {table: len(columns & present) for table, columns in identifying.items()}
    most = max(found.values(), default=0)
    if most == 0:
        return Recognition(None, "none of its columns tells a table of this return")
    best = [table for table, count in found.items() if count == most]
    candidates = [table for table in best if 2 * most >= len(identifying[table])]
    if len(candidates) == 1:
        return Recognition(candidates[0])
    if candidates:
        return Recognition(None, f"it could be any of {', '.join(candidates)}")
    nearest = best[0]
    missing = ", ".join(sorted(identifying[nearest] - present))
    return Recognition(None, f"it comes nearest to {nearest}, but lacks {missing}")
