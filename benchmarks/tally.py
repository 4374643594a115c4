"""What became of a return's rules, as figures of a benchmark.

One tally serves every return; the rules are run in ``subjects``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.validation.outcome import Outcome

if TYPE_CHECKING:
    from ae_pipeline.returns.checking import Checked


def tally(checked: Checked) -> dict[str, float]:
    """Rows read, findings, rules, and how many rules passed, failed, were skipped or crashed."""
    outcomes = [rule.outcome for rule in checked.rules]
    return {
        "rows": sum(table.read for table in checked.tables.values()),
        "findings": len(checked.findings),
        "rules": len(outcomes),
        **{str(outcome): outcomes.count(outcome) for outcome in Outcome},
    }
