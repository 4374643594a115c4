"""Rules that hold for any two days of a row: what comes later does not come first.

Here: entering such a rule into a table's book. Not here: which days of which table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.validation.findings import Dimension, Severity

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.validation.rule import RowFailing, RuleBook


def span(book: RuleBook, start: str, end: str, code: str) -> RowFailing:
    """Enter the rule that a span does not end before it begins; such a row is rejected."""
    return _in_order(
        book, start, end, code, "It ends before it starts: correct one of the dates.", reject=True
    )


def in_order(book: RuleBook, first: str, then: str, code: str, message: str) -> RowFailing:
    """Enter the rule that one day is not before another; such a row is kept and told of."""
    return _in_order(book, first, then, code, message, reject=False)


def _in_order(
    book: RuleBook, first: str, then: str, code: str, message: str, *, reject: bool
) -> RowFailing:
    def wrong_way_round(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[then] < rows[first]

    return book.rule(
        code,
        (first, then),
        message,
        severity=Severity.REJECT if reject else Severity.WARN,
        dimension=Dimension.ACCURACY,
    )(wrong_way_round)
