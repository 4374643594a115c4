"""What a rule of this return is written with: the collector's codes and this return's columns.

Not here: what a rule is (``validation.rule``), or any rule (``families``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from ae_pipeline.returns.ssda903.cross_rules import official
from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns
from ae_pipeline.validation.rule import ALWAYS, CrossRules, since, until

__all__ = ["ALWAYS", "Failing", "OfficialRules", "since", "until"]

Failing: TypeAlias = Callable[[Ssda903Columns], Mapping[str, Mask]]
"""From the columns to the rows that the rule implicates, by table: one truth per row."""


class OfficialRules(CrossRules[Ssda903Columns]):
    """The collector's rules of one subject; used as their decorator."""

    def __init__(self) -> None:
        """Begin a set of rules."""
        super().__init__(official.CODES)
