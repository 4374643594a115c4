"""A return whose rules ask over rows, tables and years, beside those of its contracts.

Here: how one of its rules is asked by code, for any such return. Not here: what the rules are asked
of, and where an answer comes from: each return says that.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.declared import DeclaredReturn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from ae_pipeline.returns.asking import Positions


class ExaminedReturn(DeclaredReturn, ABC):
    """A ``DeclaredReturn`` that gives ``evidence``, and answers a code from it."""

    def evaluate(
        self,
        code: str,
        tables: Mapping[str, pd.DataFrame],
        *,
        specification: str,
        previous: Mapping[str, pd.DataFrame] | None = None,
        collection_start: date | str | None = None,
        collection_end: date | str | None = None,
        authority: str | None = None,
        providers: pd.DataFrame | None = None,
    ) -> dict[str, list[int]] | None:
        """Ask one rule of text tables: the rows it implicates, or ``None`` if it cannot be asked.

        Raises:
            ValueError: if there is no such specification or table, or a day is no date.
            UnknownRuleError: if no year has such a rule.
            RuleNotInForceError: if this year has none.
            RuleNotWrittenError: if this year has it, and the house does not.
        """
        evidence = self.evidence(
            tables,
            specification=specification,
            previous=previous,
            collection_start=collection_start,
            collection_end=collection_end,
            authority=authority,
            providers=providers,
        )
        return self.answer(code, evidence, specification)

    @abstractmethod
    def answer(self, code: str, evidence: Any, specification: str) -> Positions | None:
        """What a rule says of the evidence that this return gives."""
