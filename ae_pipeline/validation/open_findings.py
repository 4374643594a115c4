"""How long findings have been open: a month's findings held against those of the month before.

A finding is the same while the same rule finds fault with the same cells of the same record,
wherever the record stands in the file. Here: what is still open, new and gone. Not here: where
findings come from, or who a record is of: it is known by a keyed pseudonym of its key alone. Pure.
"""

from __future__ import annotations

import pandas as pd

from ae_pipeline.validation.findings import FINDING_COLUMNS

RECORD = "record"
"""Pseudonym of the key of the row that a finding is about."""
FIRST_SEEN = "first_seen"
"""Month of the drop that first had the finding: ``2025-09``."""
OPEN_COLUMNS = (*FINDING_COLUMNS, RECORD, FIRST_SEEN)
_SAME = ["table", RECORD, "rule", "column", "_place"]


def still_open(
    before: pd.DataFrame | None, now: pd.DataFrame, seen: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which of a month's findings were there before, and which of those are gone.

    Where a record has the same finding more than once (a repeated row), they are told apart by
    their order.

    Args:
        before: ``OPEN_COLUMNS`` of the month before; none where there is no such month.
        now: ``FINDING_COLUMNS`` and ``RECORD`` of this month's drop.
        seen: month of the drop.

    Returns:
        ``OPEN_COLUMNS`` of this month, and of what was fixed since.
    """
    current = _placed(now)
    if before is None or before.empty:
        opened = current.assign(**{FIRST_SEEN: pd.Series(seen, current.index, dtype="str")})
        return opened[list(OPEN_COLUMNS)], opened.iloc[:0][list(OPEN_COLUMNS)]
    former = _placed(before)
    joined = current.merge(former[[*_SAME, FIRST_SEEN]], on=_SAME, how="left")
    joined[FIRST_SEEN] = joined[FIRST_SEEN].fillna(seen)
    gone = former.merge(current[_SAME], on=_SAME, how="left", indicator=True)
    fixed = gone[gone["_merge"] == "left_only"]
    return (
        joined[list(OPEN_COLUMNS)].reset_index(drop=True),
        fixed[list(OPEN_COLUMNS)].reset_index(drop=True),
    )


def _placed(findings: pd.DataFrame) -> pd.DataFrame:
    keys = ["table", RECORD, "rule", "column"]
    ordered = findings.sort_values(["table", "file", "row"], kind="stable")
    return ordered.assign(_place=ordered.groupby(keys, dropna=False).cumcount())
