"""The row rules of the Virtual School's records: plans against dates, sessions and schools.

All are the house's and warn. Not here: rules about one cell (``tables``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import holidays
import numpy as np
import pandas as pd

from ae_pipeline.returns.academic_age import academic_year_of, starting_year
from ae_pipeline.returns.epep import codes
from ae_pipeline.validation.cells import FIRST_YEAR, LAST_YEAR
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ae_pipeline.validation.rule import RowFailing

PEPS = RuleBook("PEPs")
SCHOOL_MOVES = RuleBook("SchoolMoves")
_AUGUST, _SEPTEMBER = 8, 9


def working_days_between(start: pd.Series[Any], end: pd.Series[Any]) -> pd.Series[Any]:
    """Working days of England after a day up to another, the other included; null if either is.

    The day of entering care is day 0: ten working days on from a Monday is the Monday two weeks
    later, if no bank holiday falls between.
    """
    known = (start.notna() & end.notna()).to_numpy()
    first = start[known].to_numpy().astype("datetime64[D]") + 1
    last = end[known].to_numpy().astype("datetime64[D]") + 1
    counted = pd.Series(pd.NA, index=start.index, dtype="Int64")
    counted[known] = np.busday_count(first, last, holidays=_bank_holidays())
    return counted


@lru_cache(maxsize=1)
def _bank_holidays() -> NDArray[np.datetime64]:
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return np.array(sorted(days), dtype="datetime64[D]")


def _not_before(start: str, end: str, message: str) -> RowFailing:
    def before(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[end] < rows[start]

    return PEPS.rule("AE-EPEP-DATES", (start, end), message, dimension=Dimension.ACCURACY)(before)


_not_before("DOB", "CARESTARTED", "The child came into care before it was born.")
_not_before("CARESTARTED", "PEPDUE", "The plan is due before the child came into care.")
_not_before("CARESTARTED", "PEPDATE", "The plan was made before the child came into care.")


@PEPS.rule(
    "AE-EPEP-TERM",
    ("ACADYR", "PEPDATE"),
    "The plan was not made in the academic year it is for.",
    dimension=Dimension.ACCURACY,
)
def made_in_another_year(rows: pd.DataFrame) -> pd.Series[Any]:
    """Outside 1 September to 31 August of the academic year."""
    return academic_year_of(rows["PEPDATE"]) != starting_year(rows["ACADYR"])


@PEPS.rule(
    "AE-EPEP-10WD",
    ("CARESTARTED", "FIRSTPEP", "PEPDATE", "WITHIN10WD"),
    "Whether the first plan came within ten working days does not follow from the dates.",
)
def ten_working_days_against_dates(rows: pd.DataFrame) -> pd.Series[Any]:
    """The flag of a first plan that was made says other than its dates."""
    within = working_days_between(rows["CARESTARTED"], rows["PEPDATE"]) <= codes.FIRST_PLAN_WITHIN
    first = rows["FIRSTPEP"].eq("Y")
    flag = rows["WITHIN10WD"]
    return first & ((flag.eq("Y") & ~within) | (flag.eq("N") & within))


@PEPS.rule(
    "AE-EPEP-10WD-FIRST",
    ("FIRSTPEP", "PEPDATE", "WITHIN10WD"),
    "Say of a first plan, and of no other, whether it came within ten working days.",
    dimension=Dimension.COMPLETENESS,
)
def ten_working_days_of_first_plans(rows: pd.DataFrame) -> pd.Series[Any]:
    """A first plan that was made without the flag, one not made in time, or a later one's flag."""
    made = rows["PEPDATE"].notna()
    flagged = rows["WITHIN10WD"].notna()
    first, later = rows["FIRSTPEP"].eq("Y"), rows["FIRSTPEP"].eq("N")
    in_time_unmade = rows["WITHIN10WD"].eq("Y") & ~made
    return (first & ((made & ~flagged) | in_time_unmade)) | (later & flagged)


@PEPS.rule(
    "AE-EPEP-QUALITY",
    ("PEPDATE", "QUALITY"),
    "A plan that was never made has no quality: give the day, or leave the judgement out.",
)
def judged_without_plan(rows: pd.DataFrame) -> pd.Series[Any]:
    """A judgement without a meeting."""
    return rows["PEPDATE"].isna() & rows["QUALITY"].notna()


@PEPS.rule(
    "AE-EPEP-SESSIONS",
    ("SESSPOSSIBLE", "SESSATTENDED"),
    "More sessions were attended than were possible: correct one of them.",
    dimension=Dimension.ACCURACY,
)
def attended_beyond_possible(rows: pd.DataFrame) -> pd.Series[bool]:
    """More attended than possible."""
    return rows["SESSATTENDED"] > rows["SESSPOSSIBLE"]


@SCHOOL_MOVES.rule(
    "AE-EPEP-SAME-SCHOOL",
    ("FROMURN", "TOURN"),
    "The child moved to the school it came from: correct one of them, or leave the row out.",
)
def moved_nowhere(rows: pd.DataFrame) -> pd.Series[Any]:
    """The same school before and after."""
    return rows["FROMURN"].notna() & rows["FROMURN"].eq(rows["TOURN"])


@SCHOOL_MOVES.rule(
    "AE-EPEP-IN-YEAR",
    ("MOVEDATE", "INYEAR"),
    "Whether the move was within the school year does not follow from its date.",
)
def in_year_against_date(rows: pd.DataFrame) -> pd.Series[Any]:
    """Said to be in the year from 1 August to 30 September, or not to be at another time."""
    month: pd.Series[int] = rows["MOVEDATE"].dt.month
    between_years = month.isin([_AUGUST, _SEPTEMBER])
    within = ~between_years & rows["MOVEDATE"].notna()
    flag = rows["INYEAR"]
    return (flag.eq("Y") & between_years) | (flag.eq("N") & within)


@SCHOOL_MOVES.rule(
    "AE-EPEP-DATES",
    ("DOB", "MOVEDATE"),
    "The child moved before it was born.",
    dimension=Dimension.ACCURACY,
)
def moved_before_birth(rows: pd.DataFrame) -> pd.Series[Any]:
    """A move before the date of birth."""
    return rows["MOVEDATE"] < rows["DOB"]
