"""Rules about one worker of the census."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.returns.days_in_order import span
from ae_pipeline.returns.formats import written_as
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    from ae_pipeline.validation.rule import RowFailing

CSWW_WORKER = RuleBook("CSWWWorker")
YOUNGEST = 18
"""Nobody is a qualified social worker before this age."""
_registration = written_as("[A-Za-z]{2}[0-9]{10}")

span(CSWW_WORKER, "RoleStartDate", "RoleEndDate", "AE-CSWW-DATES")


@CSWW_WORKER.rule(
    "AE-CSWW-SWENO",
    ("SWENo",),
    "The registration is not two letters and ten digits: correct it.",
    dimension=Dimension.VALIDITY,
)
def registration_not_well_formed(rows: pd.DataFrame) -> pd.Series[bool]:
    """Not as the census writes it; a row without any is rejected anyway."""
    well_formed = pd.Series(_registration(rows["SWENo"]), index=rows.index)
    return rows["SWENo"].notna() & ~well_formed


@CSWW_WORKER.rule(
    "AE-CSWW-SEX",
    ("GenderCurrent", "Sex"),
    "Neither gender nor sex is given: give the one that the year's census asks for.",
    dimension=Dimension.COMPLETENESS,
)
def neither_gender_nor_sex(rows: pd.DataFrame) -> pd.Series[bool]:
    """Both empty."""
    return rows["GenderCurrent"].isna() & rows["Sex"].isna()


def too_young(book: RuleBook, born: str, start: str, code: str) -> RowFailing:
    """Enter the rule that a worker was of age when the role began."""

    def started_before_of_age(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[start] < rows[born] + pd.DateOffset(years=YOUNGEST)

    return book.rule(
        code,
        (born, start),
        f"The worker was under {YOUNGEST} when the role began: correct one of the dates.",
        dimension=Dimension.ACCURACY,
    )(started_before_of_age)


too_young(CSWW_WORKER, "PersonBirthDate", "RoleStartDate", "AE-CSWW-AGE")


@CSWW_WORKER.rule(
    "AE-CSWW-LEAVER",
    ("AgencyWorker", "RoleEndDate", "LeaverDestination", "ReasonLeave"),
    "The worker left: say why, and where to.",
    dimension=Dimension.COMPLETENESS,
)
def left_without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """An end without reason or destination; agency workers are not asked."""
    told = rows["LeaverDestination"].notna() & rows["ReasonLeave"].notna()
    return rows["AgencyWorker"].eq("0") & rows["RoleEndDate"].notna() & ~told


@CSWW_WORKER.rule(
    "AE-CSWW-NOT-LEFT",
    ("RoleEndDate", "LeaverDestination", "ReasonLeave"),
    "A reason or destination of leaving is given, and no end: give the end, or remove them.",
)
def reason_without_end(rows: pd.DataFrame) -> pd.Series[bool]:
    """A reason or a destination without an end."""
    told = rows["LeaverDestination"].notna() | rows["ReasonLeave"].notna()
    return told & rows["RoleEndDate"].isna()


@CSWW_WORKER.rule(
    "AE-CSWW-ABSENT",
    ("Absat30Sept", "ReasonAbsence"),
    "The worker was absent on 30 September: say why.",
    dimension=Dimension.COMPLETENESS,
)
def absent_without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """Absent, and no reason."""
    return rows["Absat30Sept"].eq("1") & rows["ReasonAbsence"].isna()


@CSWW_WORKER.rule(
    "AE-CSWW-PRESENT",
    ("Absat30Sept", "ReasonAbsence"),
    "The worker was not absent on 30 September, so there is no reason for it: correct one.",
)
def present_with_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """Not absent, and a reason."""
    return rows["Absat30Sept"].eq("0") & rows["ReasonAbsence"].notna()


@CSWW_WORKER.rule(
    "AE-CSWW-CASES",
    ("RoleEndDate", "FTE30", "Cases30"),
    "Cases are held by someone who had left or worked no hours on 30 September: correct one.",
)
def cases_without_hours(rows: pd.DataFrame) -> pd.Series[bool]:
    """Cases, and an end of the role or no hours on the day."""
    return rows["Cases30"].gt(0) & (rows["RoleEndDate"].notna() | rows["FTE30"].eq(0))
