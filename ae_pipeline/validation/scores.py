"""Data quality as a share: of the questions asked of rows, how many were answered well.

Every rule of a table asks one question of every row that it can be asked of, whatever its
severity. A score is questions answered well over questions asked; sums are integers, so that
scores of tables, dimensions and months can be added up without loss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def score(ledger: pd.DataFrame) -> pd.DataFrame:
    """Score each table and dimension of a ledger.

    Args:
        ledger: ``LEDGER_COLUMNS``, of one or several tables.

    Returns:
        One row per table and dimension: ``table``, ``dimension``, ``asked``, ``passed``
        (integers) and ``score`` (percent; null where nothing was asked).
    """
    sums = ledger.groupby(["table", "dimension"], sort=False, as_index=False)[
        ["rows_checked", "rows_failed"]
    ].sum()
    asked, failed = sums["rows_checked"], sums["rows_failed"]
    scored = sums[["table", "dimension"]].assign(asked=asked, passed=asked - failed)
    return scored.assign(score=100.0 * scored["passed"] / asked.where(asked > 0))


def table_score(ledger: pd.DataFrame) -> float | None:
    """Percent of the questions that a ledger asked which were answered well.

    None where nothing was asked, as of a table without rows.
    """
    asked = int(ledger["rows_checked"].sum())
    passed = asked - int(ledger["rows_failed"].sum())
    return 100.0 * passed / asked if asked else None
