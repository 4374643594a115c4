"""The ledger: a line per rule that was evaluated on a table, whether or not a row breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.validation.rule import Scope
from ae_pipeline.validation.verdict import LEDGER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from ae_pipeline.validation.outcome import RuleOutcome


def ledger(outcomes: Iterable[RuleOutcome], specification: str) -> pd.DataFrame:
    """One line per table and code, in the order of the rules; a row counts once.

    Where a contract and a rule over tables share a code, a row that either finds has failed, and
    the contract states severity and how many rows were checked.

    Returns:
        ``LEDGER_COLUMNS``.
    """
    parts: dict[tuple[str, str], list[RuleOutcome]] = {}
    for outcome in outcomes:
        for table in outcome.rule.fields:
            if table in outcome.failing:
                parts.setdefault((table, outcome.rule.code), []).append(outcome)
    lines = [
        (
            table,
            code,
            str(each[0].severity),
            str(each[0].rule.dimension),
            specification,
            _count([part.checked[table] for part in _like_the_first(each)]),
            _count([part.failing[table] for part in each]),
        )
        for (table, code), each in parts.items()
    ]
    return pd.DataFrame(lines, columns=list(LEDGER_COLUMNS)).astype(
        {name: "int64" if name.startswith("rows_") else "str" for name in LEDGER_COLUMNS}
    )


def _like_the_first(parts: list[RuleOutcome]) -> list[RuleOutcome]:
    """Those of the contract where it has the code, otherwise the rule over tables."""
    return [
        part
        for part in parts
        if (part.rule.scope is Scope.RETURN) == (parts[0].rule.scope is Scope.RETURN)
    ]


def _count(masks: list[NDArray[np.bool_]]) -> int:
    """Rows that any of the masks marks."""
    return int(np.logical_or.reduce(masks).sum())
