"""Pupils on a school's roll and those who left it, and the school and term that each is told for.

Here: what the rules of several subjects ask of both. Not here: any rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.school_census.tables.protections import OFF_ROLL, ON_ROLL, RETURN
from ae_pipeline.validation.joining import told

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.validation.columns import ReturnColumns

ROLLS = {"PupilOnRoll": ON_ROLL, "PupilNoLongerOnRoll": OFF_ROLL}
"""By table of pupils, the column with the id of a pupil's row."""
RETURNS = {"SchoolCensus": (RETURN, "urn", "term", "year")}
"""What tells whose return it is, and of when."""


def of_return(evidence: ReturnColumns, table: str, column: str) -> pd.Series[Any]:
    """For each row of a table of pupils, what SchoolCensus says of its return."""
    returns = evidence.table("SchoolCensus")
    return told(evidence.table(table)[RETURN], returns[RETURN], returns[column])


def of_pupil(evidence: ReturnColumns, table: str, roll: str, column: str) -> pd.Series[Any]:
    """For each row of a table that hangs on a pupil's row, what that row says.

    Args:
        evidence: the return.
        table: that hangs on a table of pupils.
        roll: that table of pupils.
        column: of it.
    """
    key = ROLLS[roll]
    pupils = evidence.table(roll)
    return told(evidence.table(table)[key], pupils[key], pupils[column])


def termly(evidence: ReturnColumns, roll: str) -> pd.Series[Any]:
    """For each pupil, the term and year of the return; null where the return does not tell both."""
    year, term = of_return(evidence, roll, "year"), of_return(evidence, roll, "term")
    return year.astype("str") + " " + term.astype("str")
