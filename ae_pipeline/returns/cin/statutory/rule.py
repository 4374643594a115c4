"""What a rule of this return is written with: the collector's codes and this return's evidence.

Not here: what a statutory rule is (``returns.statutory.rule``), or any rule (``families``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from ae_pipeline.returns.cin.statutory import official
from ae_pipeline.returns.cin.statutory.evidence import Evidence, Mask
from ae_pipeline.returns.statutory import rule
from ae_pipeline.returns.statutory.rule import Columns, Kind, since, until

__all__ = [
    "CHILD", "EPISODE", "Columns", "Failing", "Family", "Kind", "StatutoryRule", "since", "until",
]  # fmt: skip

CHILD = ("LAchildID",)
EPISODE = ("LAchildID", "CINdetailsID")
Failing: TypeAlias = Callable[[Evidence], Mapping[str, Mask]]
"""From the evidence to the rows that the rule implicates, by table: one truth per row."""
StatutoryRule: TypeAlias = rule.StatutoryRule[Evidence]


class Family(rule.Family[Evidence]):
    """The rules of one subject, in the order they are written; used as their decorator."""

    def __init__(self) -> None:
        """Begin a family."""
        super().__init__(official.CODES)

    def kind_of(self, code: str) -> Kind:
        """An error or a query, as its code tells."""
        return official.kind_of(code)
