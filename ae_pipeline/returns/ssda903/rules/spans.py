"""What starts and ends in a row ends after it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.validation.findings import Dimension, Severity

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.validation.rule import RowFailing, RuleBook

END_BEFORE_START = "AE-END-BEFORE-START"


def not_before_start(
    book: RuleBook, start: str, end: str, code: str, since: str = "", until: str = "9999-99"
) -> RowFailing:
    """Enter the rule that an end, where there is one, is not before the start."""

    def ends_before_start(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[end] < rows[start]

    return book.rule(
        code,
        (start, end),
        "It ends before it starts: correct one of the dates.",
        severity=Severity.REJECT,
        dimension=Dimension.ACCURACY,
        since=since,
        until=until,
    )(ends_before_start)


def not_within_a_day(
    book: RuleBook, start: str, end: str, code: str, since: str = ""
) -> RowFailing:
    """Enter the rule that it does not end on the day it starts."""

    def lasts_less_than_a_day(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[end] == rows[start]

    return book.rule(
        code,
        (start, end),
        "It starts and ends on one day: correct the dates, or leave it out.",
        dimension=Dimension.ACCURACY,
        since=since,
    )(lasts_less_than_a_day)
