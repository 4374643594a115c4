"""What can be wrong in the CIN Census by itself: cells, rows given twice, cells at odds.

A way for each row rule, but for 1540 and 1550, since a UPN so written breaks 1510 as well, and
1570 and 1580, since a child's identifier is not of one row alone. Not here: what a wrong cell
says, which follows from the contract, or planting (``city.planting``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.people import check_letter
from ae_city.row_faults import RowFault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ae_city.row_faults import Rows

PLANTABLE: Mapping[str, tuple[str, ...]] = {
    "Header": ("ReferenceDate", "Year", "LEA"),
    "ChildIdentifiers": (
        "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "Sex", "PersonDeathDate",
    ),
    "ChildCharacteristics": ("Ethnicity",),
    "Disabilities": ("Disability",),
    "CINdetails": (
        "CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate",
        "ReasonForClosure", "DateOfInitialCPC", "ReferralNFA",
    ),
    "Assessments": (
        "AssessmentActualStartDate", "AssessmentInternalReviewDate",
        "AssessmentAuthorisationDate",
    ),
    "AssessmentFactors": ("AssessmentFactors",),
    "CINPlanDates": ("CINPlanStartDate", "CINPlanEndDate"),
    "Section47": (
        "S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired",
    ),
    "ChildProtectionPlans": (
        "CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse",
        "NumberOfPreviousCPP",
    ),
    "Reviews": ("CPPreviewDate",),
    "PreProceedings": (
        "PPStartDate", "LBPSentDate", "FGDMMeetingOffer", "FGDMMeetingFac",
        "InitialPPMeetingDate", "ReviewMeetingsCount", "StepDecisionDate", "CourtAppDate",
        "LetterInitCPDate",
    ),
}  # fmt: skip
"""Columns in which a wrong cell is wrong in its own row alone."""
COPYABLE = frozenset(
    {
        "Disabilities", "AssessmentFactors", "CINPlanDates", "Section47", "Reviews",
        "PreProceedings",
    }
)  # fmt: skip
"""Elements that hold no others, so that one can stand twice by itself."""

_SATURDAY = 5
_A_WEEK = 7
_NO_AUTHORITY = "999"


def _filled(*columns: str) -> Callable[[Rows], pd.Series[bool]]:
    """Rows in which these columns all say something."""
    return lambda rows: rows[list(columns)].notna().all(axis=1)


def _empty(column: str, *filled: str) -> Callable[[Rows], pd.Series[bool]]:
    """Rows in which one column says nothing and others do."""
    return lambda rows: rows[column].isna() & rows[list(filled)].notna().all(axis=1)


def _moved(column: str, days: int) -> Callable[[Rows], pd.Series[str]]:
    """So many days from what a column says."""

    def change(rows: Rows) -> pd.Series[str]:
        moved = pd.to_datetime(rows[column]) + pd.Timedelta(days=days)
        return moved.dt.strftime("%Y-%m-%d").astype("str")

    return change


def _same_as(column: str) -> Callable[[Rows], pd.Series[str]]:
    return lambda rows: rows[column]


def _says(text: str | None) -> Callable[[Rows], pd.Series[str]]:
    return lambda rows: pd.Series(text, index=rows.index, dtype="str")


def _saturday_after(column: str) -> Callable[[Rows], pd.Series[str]]:
    def change(rows: Rows) -> pd.Series[str]:
        days = pd.to_datetime(rows[column])
        ahead = (_SATURDAY - days.dt.day_of_week) % _A_WEEK
        return (days + pd.to_timedelta(ahead, unit="D")).dt.strftime("%Y-%m-%d").astype("str")

    return change


def _on_a_weekday(column: str, *filled: str) -> Callable[[Rows], pd.Series[bool]]:
    """Rows in which one column is a weekday, and others say something."""

    def where(rows: Rows) -> pd.Series[bool]:
        weekday = pd.to_datetime(rows[column]).dt.day_of_week < _SATURDAY
        return weekday & rows[list(filled)].notna().all(axis=1)

    return where


def _is(column: str, text: str, *filled: str) -> Callable[[Rows], pd.Series[bool]]:
    return lambda rows: (rows[column] == text) & rows[list(filled)].notna().all(axis=1)


def _of_no_authority(rows: Rows) -> pd.Series[str]:
    digits = _NO_AUTHORITY + rows["UPN"].str[4:]
    return (digits.map(check_letter) + digits).astype("str")


def _permanent(rows: Rows) -> pd.Series[bool]:
    """UPNs that are all digits but for the first letter."""
    return rows["UPN"].str[1:].str.isdigit().fillna(value=False).astype(bool)


def _unborn(rows: Rows) -> pd.Series[bool]:
    return rows["ExpectedPersonBirthDate"].notna() & rows["PersonBirthDate"].isna()


def _a_boy(rows: Rows) -> pd.Series[str]:
    return rows["Sex"].map({"U": "M", "0": "1"}).astype("str")


_CHILD, _EPISODE, _ASSESSMENT = "ChildIdentifiers", "CINdetails", "Assessments"
_FACTOR, _CIN_PLAN, _ENQUIRY = "AssessmentFactors", "CINPlanDates", "Section47"
_PLAN, _BEFORE_COURT = "ChildProtectionPlans", "PreProceedings"

ROW_FAULTS = (
    RowFault(_CHILD, "1530", "UPN", _of_no_authority, _permanent),
    RowFault(
        _CHILD, "8535Q", "PersonDeathDate", _moved("PersonBirthDate", -30),
        _filled("PersonBirthDate"),
    ),
    RowFault(
        _CHILD, "8525Q", "ExpectedPersonBirthDate", _same_as("PersonBirthDate"),
        _filled("PersonBirthDate"),
    ),
    RowFault(_CHILD, "8750", "Sex", _a_boy, _unborn),
    RowFault(_CHILD, "AE-CIN-UPN", "UPNunknown", _says("UN5"), _filled("UPN")),
    RowFault(
        _EPISODE, "8630", "CINclosureDate", _moved("CINreferralDate", -5),
        _filled("CINclosureDate"),
    ),
    RowFault(
        _EPISODE, "1104", "DateOfInitialCPC", _moved("CINreferralDate", -_A_WEEK),
        _on_a_weekday("CINreferralDate"),
    ),
    RowFault(
        _EPISODE, "8875", "DateOfInitialCPC", _saturday_after("CINreferralDate"),
        _filled("CINreferralDate"),
    ),
    RowFault(
        _EPISODE, "8610", "PrimaryNeedCode", _says(None), _is("ReferralNFA", "0", "PrimaryNeedCode")
    ),
    RowFault(_EPISODE, "8805", "ReasonForClosure", _says(None), _filled("CINclosureDate")),
    RowFault(
        _EPISODE, "8810", "ReasonForClosure", _says("RC7"),
        _empty("CINclosureDate", "CINreferralDate"),
    ),
    RowFault(
        _ASSESSMENT, "8608", "AssessmentAuthorisationDate",
        _moved("AssessmentActualStartDate", -3), _filled("AssessmentAuthorisationDate"),
    ),
    RowFault(
        _ASSESSMENT, "AE-CIN-REVIEW-POINT", "AssessmentInternalReviewDate",
        _moved("AssessmentActualStartDate", -3), _filled("AssessmentActualStartDate"),
    ),
    RowFault(
        _FACTOR, "8945Q", "AssessmentFactors", _says("18A"), _filled("AssessmentFactors"),
        since="2024-25",
    ),
    RowFault(
        _FACTOR, "8950Q", "AssessmentFactors", _says("19A"), _filled("AssessmentFactors"),
        since="2024-25",
    ),
    RowFault(
        _CIN_PLAN, "4011", "CINPlanEndDate", _moved("CINPlanStartDate", -3),
        _filled("CINPlanEndDate"),
    ),
    RowFault(
        _CIN_PLAN, "4012Q", "CINPlanEndDate", _same_as("CINPlanStartDate"),
        _filled("CINPlanEndDate"),
    ),
    RowFault(
        _ENQUIRY, "8615", "DateOfInitialCPC", _moved("S47ActualStartDate", -_A_WEEK),
        _on_a_weekday("S47ActualStartDate", "DateOfInitialCPC"),
    ),
    RowFault(
        _ENQUIRY, "AE-CIN-TARGET", "InitialCPCtarget", _moved("S47ActualStartDate", -_A_WEEK),
        _on_a_weekday("S47ActualStartDate"),
    ),
    RowFault(
        _ENQUIRY, "8875", "DateOfInitialCPC", _saturday_after("DateOfInitialCPC"),
        _filled("DateOfInitialCPC"),
    ),
    RowFault(
        _ENQUIRY, "8870Q", "InitialCPCtarget", _saturday_after("InitialCPCtarget"),
        _filled("InitialCPCtarget"),
    ),
    RowFault(
        _ENQUIRY, "AE-CIN-ICPC", "ICPCnotRequired", _says("1"), _filled("DateOfInitialCPC")
    ),
    RowFault(_PLAN, "8925", "CPPendDate", _moved("CPPstartDate", -3), _filled("CPPendDate")),
    RowFault(_PLAN, "8840", "CPPendDate", _same_as("CPPstartDate"), _filled("CPPendDate")),
    RowFault(
        _BEFORE_COURT, "AE-CIN-PP-DATES", "LBPSentDate", _moved("PPStartDate", -3),
        _filled("LBPSentDate"),
    ),
    RowFault(
        _BEFORE_COURT, "AE-CIN-FGDM", "FGDMMeetingOffer", _says("0"), _is("FGDMMeetingFac", "1")
    ),
    RowFault(
        _BEFORE_COURT, "AE-CIN-PP-OUTCOME", "PPOutcome", _says(None), _filled("PPOutcome")
    ),
)  # fmt: skip
"""By table, in the order of the rules."""
