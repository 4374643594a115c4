"""The rows of one table parted by what severity does: accepted and typed, or quarantined as text.

Not here: which rows break which rule (``engine``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.validation.findings import FILE_COLUMN, ROW_COLUMN, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ae_pipeline.validation.columns import ReturnColumns
    from ae_pipeline.validation.outcome import RuleOutcome


class RowsLostError(Exception):
    """Accepted and quarantined rows are not the rows that were read: a fault of this software."""


def part(
    table: str, rows: pd.DataFrame, columns: ReturnColumns, outcomes: Sequence[RuleOutcome]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part the rows of a table by the outcomes of its contract's rules.

    A row is quarantined if it breaks any rule of severity REJECT. An accepted row loses each cell
    that breaks a rule about that cell alone.

    Returns:
        Accepted rows, typed, with ``_file`` and ``_row``; quarantined rows as they were read.

    Raises:
        RowsLostError: if rows went missing on the way.
    """
    rejected = np.zeros(len(rows), dtype=bool)
    for outcome in outcomes:
        if outcome.severity is Severity.REJECT and table in outcome.failing:
            rejected |= outcome.failing[table]
    accepted = _blanked(table, columns, outcomes)[~rejected].reset_index(drop=True)
    quarantined = rows.reset_index(drop=True)[rejected].reset_index(drop=True)
    if len(accepted) + len(quarantined) != len(rows):
        raise RowsLostError(
            f"{table}: read {len(rows)} rows, accepted {len(accepted)}, "
            f"quarantined {len(quarantined)}"
        )
    return accepted, quarantined


def _blanked(table: str, columns: ReturnColumns, outcomes: Sequence[RuleOutcome]) -> pd.DataFrame:
    """The typed rows and where they stand, without the cells that broke a rule of their own."""
    typed, source = columns.complete(table), columns.source(table)
    changed = {FILE_COLUMN: source[FILE_COLUMN].astype("str"), ROW_COLUMN: source[ROW_COLUMN]}
    for outcome in outcomes:
        if outcome.rule.blanks and table in outcome.failing and outcome.failing[table].any():
            (column,) = outcome.rule.fields[table]
            changed[column] = typed[column].mask(outcome.failing[table])
    return typed.assign(**changed)
