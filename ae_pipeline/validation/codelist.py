"""A list of codes that changes from one specification year to the next.

Here: how a list is written down once, as a base and yearly differences. Not here: any return's
codes (``returns/<return>/codes.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, eq=False)
class CodeList:
    """Codes by specification year.

    Attributes:
        base: codes of the earliest specification.
        added: codes that a specification brings, kept by those after it.
        removed: codes that a specification drops, also for those after it.
    """

    base: frozenset[str]
    added: Mapping[str, frozenset[str]] = field(default_factory=dict)
    removed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def valid_in(self, specification: str) -> frozenset[str]:
        """The codes of a specification year, such as ``2025-26``."""
        valid = self.base
        for year in sorted({*self.added, *self.removed}):
            if year <= specification:
                valid = valid - self.removed.get(year, frozenset())
                valid |= self.added.get(year, frozenset())
        return valid

    @property
    def ever(self) -> frozenset[str]:
        """The codes of any year."""
        return self.base.union(*self.added.values())
