"""Rules of the CIN Census that a row answers by itself, under their official codes.

Codes that begin with ``AE-`` are the house's. Not here: rules about one cell (``tables``), or rules
across rows, tables and years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.cin import codes, formats
from ae_pipeline.returns.days_in_order import in_order, span
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import ALWAYS, RuleBook, since

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.formats import Shape

CHILD_IDENTIFIERS = RuleBook("ChildIdentifiers")
CIN_DETAILS = RuleBook("CINdetails")
ASSESSMENTS = RuleBook("Assessments")
ASSESSMENT_FACTORS = RuleBook("AssessmentFactors")
CIN_PLAN_DATES = RuleBook("CINPlanDates")
SECTION47 = RuleBook("Section47")
CHILD_PROTECTION_PLANS = RuleBook("ChildProtectionPlans")
PRE_PROCEEDINGS = RuleBook("PreProceedings")
_SATURDAY = 5


def _written(
    column: str,
    code: str,
    message: str,
    shape: Shape,
    *,
    years: tuple[str, str] = ALWAYS,
) -> None:
    """Enter a rule about how an identifier is written, where it is filled."""

    def wrongly_written(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[column].notna() & ~shape(rows[column])

    CHILD_IDENTIFIERS.rule(
        code, (column,), message, dimension=Dimension.VALIDITY, since=years[0], until=years[1]
    )(wrongly_written)


def _weekday(book: RuleBook, column: str, code: str, message: str) -> None:
    """Enter the rule that a day is not a Saturday or Sunday."""

    def at_a_weekend(rows: pd.DataFrame) -> pd.Series[bool]:
        weekend: pd.Series[bool] = rows[column].dt.day_of_week >= _SATURDAY
        return weekend

    book.rule(code, (column,), message, dimension=Dimension.ACCURACY)(at_a_weekend)


def _says(flags: pd.Series[str]) -> pd.Series[bool]:
    return flags.isin(codes.YES)


# Children ---------------------------------------------------------------------------------------

for _years, _known in formats.AUTHORITY:
    _written(
        "UPN",
        "1530",
        "Characters 2 to 4 of the UPN are no authority's number: take it from the school again.",
        _known,
        years=_years,
    )
_written(
    "UPN",
    "1540",
    "Characters 5 to 12 of the UPN are not all digits: take it from the school again.",
    formats.digits_in_the_middle,
)
_written(
    "UPN",
    "1550",
    "The UPN does not end in a digit or a letter that it may end in: take it from the school "
    "again.",
    formats.last_character,
)
_written(
    "LAchildID",
    "1570",
    f"The child's identifier has more than {formats.LONGEST_ID} characters: shorten it.",
    lambda values: (values.str.len() <= formats.LONGEST_ID).to_numpy(dtype=bool, na_value=False),
    years=since("2024-25"),
)
_written(
    "LAchildID",
    "1580",
    "The child's identifier has characters that are neither letters nor digits: leave them out.",
    formats.alphanumeric,
    years=since("2024-25"),
)
in_order(
    CHILD_IDENTIFIERS,
    "PersonBirthDate",
    "PersonDeathDate",
    "8535Q",
    "The child died before it was born: correct one of the dates.",
)


@CHILD_IDENTIFIERS.rule(
    "8525Q",
    ("PersonBirthDate", "ExpectedPersonBirthDate"),
    "Give either the date of birth or the expected one: one of them, and not both.",
)
def birth_not_told_once(rows: pd.DataFrame) -> pd.Series[bool]:
    """Neither of the dates, or both."""
    return rows["PersonBirthDate"].isna() == rows["ExpectedPersonBirthDate"].isna()


@CHILD_IDENTIFIERS.rule(
    "8750",
    ("Sex", "PersonBirthDate", "ExpectedPersonBirthDate"),
    "The child is not born yet, so the sex is not known: say so.",
)
def sex_of_the_unborn(rows: pd.DataFrame) -> pd.Series[bool]:
    """An expected date of birth alone, and a sex."""
    unborn = rows["PersonBirthDate"].isna() & rows["ExpectedPersonBirthDate"].notna()
    return unborn & rows["Sex"].isin(codes.KNOWN_SEX)


@CHILD_IDENTIFIERS.rule(
    "AE-CIN-UPN",
    ("UPN", "UPNunknown"),
    "The child has a UPN and a reason for having none: remove the one that is wrong.",
)
def upn_known_and_unknown(rows: pd.DataFrame) -> pd.Series[bool]:
    """Both of them."""
    return rows["UPN"].notna() & rows["UPNunknown"].notna()


# Episodes ---------------------------------------------------------------------------------------

span(CIN_DETAILS, "CINreferralDate", "CINclosureDate", "8630")
in_order(
    CIN_DETAILS,
    "CINreferralDate",
    "DateOfInitialCPC",
    "1104",
    "The initial conference was held before the referral: correct one of the dates.",
)
_weekday(
    CIN_DETAILS,
    "DateOfInitialCPC",
    "8875",
    "The initial conference was held at a weekend: check the date.",
)


@CIN_DETAILS.rule(
    "8610",
    ("ReferralNFA", "PrimaryNeedCode"),
    "The referral led to further action: give the main need.",
    dimension=Dimension.COMPLETENESS,
)
def need_not_given(rows: pd.DataFrame) -> pd.Series[bool]:
    """Further action, and no need."""
    return rows["ReferralNFA"].isin(codes.NO) & rows["PrimaryNeedCode"].isna()


@CIN_DETAILS.rule(
    "8805",
    ("CINclosureDate", "ReasonForClosure"),
    "The episode is closed: give the reason.",
)
def closed_without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """A date and no reason."""
    return rows["CINclosureDate"].notna() & rows["ReasonForClosure"].isna()


@CIN_DETAILS.rule(
    "8810",
    ("CINclosureDate", "ReasonForClosure"),
    "There is a reason for closure: give the date, or remove the reason.",
)
def reason_without_closure(rows: pd.DataFrame) -> pd.Series[bool]:
    """A reason and no date."""
    return rows["CINclosureDate"].isna() & rows["ReasonForClosure"].notna()


# Assessments ------------------------------------------------------------------------------------

span(ASSESSMENTS, "AssessmentActualStartDate", "AssessmentAuthorisationDate", "8608")
in_order(
    ASSESSMENTS,
    "AssessmentActualStartDate",
    "AssessmentInternalReviewDate",
    "AE-CIN-REVIEW-POINT",
    "The assessment's review point is before its start: correct one of the dates.",
)


def _retired(factor: str, code: str, instead: str) -> None:
    """Enter the rule that a factor is no longer used."""

    def no_longer_used(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows["AssessmentFactors"] == factor

    ASSESSMENT_FACTORS.rule(
        code,
        ("AssessmentFactors",),
        f"Factor {factor} is no longer used: say by whom, with {instead}.",
        dimension=Dimension.VALIDITY,
        since="2024-25",
    )(no_longer_used)


_retired(codes.RETIRED_PHYSICAL, "8945Q", "18B or 18C")
_retired(codes.RETIRED_SEXUAL, "8950Q", "19B or 19C")

# Plans and enquiries ----------------------------------------------------------------------------

span(CIN_PLAN_DATES, "CINPlanStartDate", "CINPlanEndDate", "4011")


def _within_a_day(book: RuleBook, start: str, end: str, code: str) -> None:
    """Enter the rule that a plan does not end on the day it starts."""

    def lasts_less_than_a_day(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[start] == rows[end]

    book.rule(
        code,
        (start, end),
        "The plan starts and ends on one day: correct the dates, or leave it out.",
        dimension=Dimension.ACCURACY,
    )(lasts_less_than_a_day)


_within_a_day(CIN_PLAN_DATES, "CINPlanStartDate", "CINPlanEndDate", "4012Q")

in_order(
    SECTION47,
    "S47ActualStartDate",
    "DateOfInitialCPC",
    "8615",
    "The conference was held before the enquiry started: correct one of the dates.",
)
in_order(
    SECTION47,
    "S47ActualStartDate",
    "InitialCPCtarget",
    "AE-CIN-TARGET",
    "The conference was to be held before the enquiry started: correct one of the dates.",
)
_weekday(
    SECTION47, "DateOfInitialCPC", "8875", "The conference was held at a weekend: check the date."
)
_weekday(
    SECTION47,
    "InitialCPCtarget",
    "8870Q",
    "The conference was to be held at a weekend: check the date.",
)


@SECTION47.rule(
    "AE-CIN-ICPC",
    ("DateOfInitialCPC", "ICPCnotRequired"),
    "A conference was held that is said not to be needed: correct the flag, or remove the date.",
)
def held_though_not_required(rows: pd.DataFrame) -> pd.Series[bool]:
    """A conference, and the flag that none was needed."""
    return rows["DateOfInitialCPC"].notna() & _says(rows["ICPCnotRequired"])


span(CHILD_PROTECTION_PLANS, "CPPstartDate", "CPPendDate", "8925")
_within_a_day(CHILD_PROTECTION_PLANS, "CPPstartDate", "CPPendDate", "8840")

# Before proceedings -----------------------------------------------------------------------------

for _later in (
    "LBPSentDate",
    "InitialPPMeetingDate",
    "StepDecisionDate",
    "CourtAppDate",
):
    in_order(
        PRE_PROCEEDINGS,
        "PPStartDate",
        _later,
        "AE-CIN-PP-DATES",
        "Something is dated before pre-proceedings started: correct one of the dates.",
    )


@PRE_PROCEEDINGS.rule(
    "AE-CIN-FGDM",
    ("FGDMMeetingOffer", "FGDMMeetingFac"),
    "A family meeting was held that is said not to have been offered: correct one of them.",
)
def held_though_not_offered(rows: pd.DataFrame) -> pd.Series[bool]:
    """Held, and the offer denied."""
    return rows["FGDMMeetingOffer"].isin(codes.NO) & _says(rows["FGDMMeetingFac"])


@PRE_PROCEEDINGS.rule(
    "AE-CIN-PP-OUTCOME",
    ("StepDecisionDate", "PPOutcome"),
    "There is an outcome without the date of the decision, or the reverse: give both.",
    dimension=Dimension.COMPLETENESS,
)
def decision_told_by_half(rows: pd.DataFrame) -> pd.Series[bool]:
    """One of the two."""
    return rows["StepDecisionDate"].isna() != rows["PPOutcome"].isna()
