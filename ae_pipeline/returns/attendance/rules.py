"""What is asked of a mark: that its code is in use, and fits the session and the day.

Rules look at the distinct values of a column, of which there are few, rather than at every cell.
Not here: rules about one cell or the key (``tables``), nor what a code counts as (``codes``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import holidays
import numpy as np
import pandas as pd

from ae_pipeline.periods import CollectionYear
from ae_pipeline.returns.attendance import codes
from ae_pipeline.returns.formats import school_urn, upn
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    from ae_pipeline.returns.formats import Shape

MARKS = RuleBook("Marks")
_SATURDAY = 5
_YEARS = 20


@MARKS.rule(
    "AE-MARK-UPN",
    ("UPN",),
    "The UPN is not well formed: correct it, or the mark cannot be counted to its pupil.",
    dimension=Dimension.VALIDITY,
)
def malformed_upn(rows: pd.DataFrame) -> pd.Series[bool]:
    """The UPN has the wrong length, characters or check letter."""
    return _malformed(rows["UPN"], upn)


@MARKS.rule(
    "AE-MARK-URN",
    ("URN",),
    "The URN does not have six digits: correct it, or the mark cannot be counted to its school.",
    dimension=Dimension.VALIDITY,
)
def malformed_urn(rows: pd.DataFrame) -> pd.Series[bool]:
    """The school is not told by a number of DfE's register."""
    return _malformed(rows["URN"], school_urn)


@MARKS.rule(
    "AE-MARK-CODE-DATE",
    ("Date", "Code"),
    "The code is not of the list in use on this day (a new one since 19 August 2024): replace it.",
    dimension=Dimension.VALIDITY,
    since="2024-25",
)
def code_not_in_use(rows: pd.DataFrame) -> pd.Series[bool]:
    """A code of 2024 before 19 August 2024, or one that was given up from then on."""
    later = rows["Date"] >= pd.Timestamp(codes.NEW_CODES_FROM)
    given_up, brought = codes.OLD - codes.NEW, codes.NEW - codes.OLD
    earlier = rows["Date"].notna() & ~later
    return (later & rows["Code"].isin(given_up)) | (earlier & rows["Code"].isin(brought))


@MARKS.rule(
    "AE-MARK-SESSION-CODE",
    ("Session", "Code"),
    "Present in the morning is / and in the afternoon \\: correct the session or the code.",
)
def present_in_the_other_session(rows: pd.DataFrame) -> pd.Series[bool]:
    """Present in the morning under PM, or in the afternoon under AM."""
    session, code = rows["Session"], rows["Code"]
    return ((session == codes.AM) & (code == codes.PRESENT_PM)) | (
        (session == codes.PM) & (code == codes.PRESENT_AM)
    )


@MARKS.rule(
    "AE-MARK-WEEKEND",
    ("Date", "Code"),
    "The day is a Saturday or Sunday, when schools are closed: correct the date, or leave it out.",
    dimension=Dimension.ACCURACY,
)
def on_a_weekend(rows: pd.DataFrame) -> pd.Series[bool]:
    """A mark on a weekend that does not say that the school was closed."""
    weekend: pd.Series[bool] = rows["Date"].dt.day_of_week >= _SATURDAY
    return weekend & _held(rows)


@MARKS.rule(
    "AE-MARK-BANK-HOLIDAY",
    ("Date", "Code"),
    "The day is a bank holiday, when schools are closed: correct the date, or leave it out.",
    dimension=Dimension.ACCURACY,
)
def on_a_bank_holiday(rows: pd.DataFrame) -> pd.Series[bool]:
    """A mark on a bank holiday of England that does not say that the school was closed."""
    return rows["Date"].isin(_bank_holidays()) & _held(rows)


@MARKS.rule(
    "AE-MARK-NOT-ON-ROLL",
    ("Code",),
    "Z says that the pupil is not on the roll yet: leave out marks before the day of admission.",
)
def not_on_roll(rows: pd.DataFrame) -> pd.Series[bool]:
    """A mark of somebody who is no pupil of the school."""
    return rows["Code"] == codes.NOT_ON_ROLL


@cache
def _bank_holidays() -> pd.DatetimeIndex:
    """Those of England since the first specification's year, and of years to come."""
    first = CollectionYear.parse(codes.SPECIFICATIONS[0]).start_year
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(first, first + _YEARS))
    return pd.DatetimeIndex(sorted(days)).as_unit("s")


def _held(rows: pd.DataFrame) -> pd.Series[bool]:
    """Marks that say that there was a session."""
    return rows["Code"].notna() & (rows["Code"] != codes.CLOSED)


def _malformed(values: pd.Series[str], shape: Shape) -> pd.Series[bool]:
    """Filled cells that are not of a shape."""
    places, distinct = pd.factorize(values)
    wrong = ~shape(pd.Series(distinct, dtype="str"))
    # The place of an empty cell is -1: the last, which is added here.
    return pd.Series(np.append(wrong, False)[places], index=values.index)
