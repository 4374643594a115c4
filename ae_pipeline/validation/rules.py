"""Rules about the cells of one row: data and a function, and the book a table's rules stand in.

Not here: any return's rules, nor rules about one cell (``fields``) or the key (``keys``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.validation.findings import Dimension, RuleInfo, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

Failing = Callable[[pd.DataFrame], "pd.Series[Any]"]
"""From typed rows to a boolean column under their index: true where the row breaks the rule.

Null counts as false: a rule that cannot be asked of a row is not broken by it."""
_EVER = "9999-99"


@dataclass(frozen=True, eq=False)
class RowRule:
    """A rule that one row at a time can break.

    Attributes:
        since: first specification year that has it.
        until: last one.
    """

    info: RuleInfo
    failing: Failing
    since: str = ""
    until: str = _EVER

    def holds_in(self, specification: str) -> bool:
        """Whether a specification year has the rule."""
        return self.since <= specification <= self.until


@dataclass
class RuleBook:
    """The row rules of one table, in the order they are written."""

    table: str
    rules: list[RowRule] = field(default_factory=list)

    def __iter__(self) -> Iterator[RowRule]:
        return iter(self.rules)

    def rule(
        self,
        code: str,
        columns: tuple[str, ...],
        message: str,
        *,
        severity: Severity = Severity.WARN,
        dimension: Dimension = Dimension.CONSISTENCY,
        since: str = "",
        until: str = _EVER,
    ) -> Callable[[Failing], Failing]:
        """Enter a function into the book as a rule.

        One code may be entered several times, for other columns or other years.

        Args:
            code: official code, or one of the house.
            columns: official names of all columns the function reads.
            message: what is wrong and what to do; no value.
            severity: what a failing row meets.
            dimension: which quality of the data it speaks of.
            since: first specification year that has it.
            until: last one.
        """

        def enter(failing: Failing) -> Failing:
            info = RuleInfo(code, self.table, columns, severity, dimension, message)
            self.rules.append(RowRule(info, failing, since, until))
            return failing

        return enter
