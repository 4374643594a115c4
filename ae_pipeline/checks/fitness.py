"""The check on each validated table: may figures be built on it, and does it look as it should?

Too many rows in quarantine is an error, and blocks: fact tables that read the table are left out,
and the figures that rest on those stay as they were. A layout that is odd, or a low score, warns.
The check does not block by Dagster's own means, which would stop whatever follows the whole return
(decision 36).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.validation.thresholds import exceeds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_pipeline.returns.extract import Notice
    from ae_pipeline.returns.validating import TableCounts

FITNESS_CHECK = "fit_for_figures"
_LAYOUT = {NoticeKind.UNKNOWN_COLUMN, NoticeKind.MISSING_COLUMN, NoticeKind.ABSENT_TABLE}


def fitness_spec(table: dg.AssetKey) -> dg.AssetCheckSpec:
    """The check of one validated table."""
    return dg.AssetCheckSpec(
        FITNESS_CHECK,
        asset=table,
        description="So few rows are in quarantine that figures may be built on the rest (an error "
        "if not); the file has the columns of its table, no more and no fewer, and rules were met "
        "by as many rows as they should be (a warning if not).",
    )


def fitness(
    table: dg.AssetKey,
    outcome: TableCounts,
    notices: Iterable[Notice],
    *,
    threshold: float,
    score_warning: float,
) -> dg.AssetCheckResult:
    """How the check of a table ended.

    Args:
        table: key of the validated table.
        outcome: of its rows.
        notices: about its file.
        threshold: percent of rows in quarantine beyond which it is not built on.
        score_warning: percent of rules' verdicts below which it warns.
    """
    blocked = exceeds(threshold, outcome.read, outcome.quarantined)
    layout = [notice.message for notice in notices if notice.kind in _LAYOUT]
    low = outcome.score is not None and outcome.score < score_warning
    reasons = list(layout)
    if low:
        reasons.append(f"score {outcome.score:.1f} is below {score_warning}")
    if blocked:
        reasons.insert(
            0,
            f"{outcome.quarantined} of {outcome.read} rows in quarantine, more than {threshold} "
            "percent: nothing is built on them.",
        )
    return dg.AssetCheckResult(
        check_name=FITNESS_CHECK,
        asset_key=table,
        passed=not reasons,
        severity=dg.AssetCheckSeverity.ERROR if blocked else dg.AssetCheckSeverity.WARN,
        description=" ".join(reasons) or None,
        metadata={
            "rows_read": outcome.read,
            "rows_quarantined": outcome.quarantined,
            "threshold_percent": threshold,
            "layout_notices": len(layout),
            **({} if outcome.score is None else {"score": outcome.score}),
        },
    )
