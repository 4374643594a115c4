"""What a rule of this return is written with: the collector's codes and this return's columns.

Not here: what a rule is (``validation.rule``), or any rule (``families``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from ae_pipeline.returns.cin.cross_rules import official
from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask
from ae_pipeline.validation.rule import ColumnNames, CrossRules, Kind, since, until

__all__ = [
    "CHILD",
    "EPISODE",
    "ColumnNames",
    "Failing",
    "Kind",
    "OfficialRules",
    "since",
    "until",
]  # fmt: skip

CHILD = ("LAchildID",)
EPISODE = ("LAchildID", "CINdetailsID")
Failing: TypeAlias = Callable[[CinColumns], Mapping[str, Mask]]
"""From the columns to the rows that the rule implicates, by table: one truth per row."""


class OfficialRules(CrossRules[CinColumns]):
    """The collector's rules of one subject; used as their decorator."""

    def __init__(self) -> None:
        """Begin a set of rules."""
        super().__init__(official.CODES)

    def kind_of(self, code: str) -> Kind:
        """An error or a query, as its code tells."""
        return official.kind_of(code)
