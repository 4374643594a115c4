"""Nothing that happens to a child happens before its birth.

The collector asks this of some dates; of the others that stand beside a date of birth in the same
row, the house asks it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.validation.rule import RowFailing, RuleBook

BEFORE_BIRTH = "AE-BEFORE-BIRTH"


def not_before_birth(
    book: RuleBook, column: str, code: str = BEFORE_BIRTH, since: str = ""
) -> RowFailing:
    """Enter the rule that a date of a table's rows is not before ``DOB``."""

    def before_birth(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[column] < rows["DOB"]

    return book.rule(
        code,
        ("DOB", column),
        "The date is before the child was born: correct it, or the date of birth.",
        dimension=Dimension.ACCURACY,
        since=since,
    )(before_birth)
