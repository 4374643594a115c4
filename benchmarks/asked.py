"""What became of a return's rules, as figures of a benchmark.

Here: one tally, for every return that is asked. Not here: the asking (``subjects``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.statutory.examining import Outcome

if TYPE_CHECKING:
    from ae_pipeline.returns.checking import Checked


def tally(found: Checked) -> dict[str, float]:
    """Rows read, findings, rules, and how many rules passed, failed, were skipped or crashed."""
    outcomes = [rule.outcome for rule in found.rules]
    return {
        "rows": sum(table.read for table in found.tables.values()),
        "findings": len(found.findings),
        "rules": len(outcomes),
        **{str(outcome): outcomes.count(outcome) for outcome in Outcome},
    }
