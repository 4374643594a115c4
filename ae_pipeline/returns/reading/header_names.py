"""Column names as people write them, told to be the official ones.

Here: comparing by letters and digits alone, and by patterns. Not here: any return's names or
patterns (each return's ``reader``), or what an unknown column means (``gathering``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Patterns: TypeAlias = "Mapping[str, Sequence[str]]"
"""By official column, regular expressions that some place in a name must match, in any case."""
_LONGEST_NAME = 200
"""What of a name is looked at: nobody's heading is longer, and a cell of text may be."""


def squeezed(name: str) -> str:
    """A name by which names are compared: its letters and digits alone, in lower case."""
    return "".join(letter for letter in name[:_LONGEST_NAME].casefold() if letter.isalnum())


def official_names(
    header: Sequence[str], columns: Sequence[str], patterns: Patterns
) -> dict[int, str]:
    """By position in a header, the official column that stands there.

    A column is first sought under its own name, then by its patterns among the names left over;
    the first that fits is it. No position is two columns, and no column stands at two.
    """
    shown = [" ".join(name[:_LONGEST_NAME].split()) for name in header]
    names = [squeezed(name) for name in header]
    found: dict[int, str] = {}
    missing = []
    for column in columns:
        wanted = squeezed(column)
        at = next((n for n, name in enumerate(names) if name == wanted and n not in found), None)
        if at is None:
            missing.append(column)
        else:
            found[at] = column
    for column in missing:
        fits = _compiled(tuple(patterns.get(column, ())))
        at = next(
            (
                position
                for position, name in enumerate(shown)
                if position not in found and any(pattern.search(name) for pattern in fits)
            ),
            None,
        )
        if at is not None:
            found[at] = column
    return found


@lru_cache(maxsize=1_024)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
