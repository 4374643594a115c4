"""Rules of SEN2 that a row answers by itself. The collector's own are not at hand: all are ours.

Not here: rules about one cell (``tables``), or rules across rows and tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.days_in_order import in_order, span
from ae_pipeline.returns.sen2 import codes
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

PERSON = RuleBook("Person")
REQUESTS = RuleBook("Requests")
ASSESSMENT = RuleBook("Assessment")
NAMED_PLAN = RuleBook("NamedPlan")
PLAN_DETAIL = RuleBook("PlanDetail")
ACTIVE_PLANS = RuleBook("ActivePlans")
PLACEMENT_DETAIL = RuleBook("PlacementDetail")
_PUPIL_NUMBERS = ("UPN", "UniqueLearnerNumber", "UPNunknown")
_WHERE = ("URN", "UKPRN", "SENSetting")


@PERSON.rule(
    "AE-SEN2-NO-NUMBER",
    _PUPIL_NUMBERS,
    "Give the UPN or the ULN, or say why neither is known.",
    dimension=Dimension.COMPLETENESS,
)
def neither_number_nor_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """No ``UPN``, no ``UniqueLearnerNumber`` and no ``UPNunknown``."""
    return rows[list(_PUPIL_NUMBERS)].isna().all(axis="columns")


@PERSON.rule(
    "AE-SEN2-NUMBER-KNOWN",
    _PUPIL_NUMBERS,
    "There is a number, so a reason for having none is not needed: remove it.",
)
def number_and_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """``UPNunknown`` beside a ``UPN`` or ``UniqueLearnerNumber``."""
    numbered = rows["UPN"].notna() | rows["UniqueLearnerNumber"].notna()
    return numbered & rows["UPNunknown"].notna()


@PERSON.rule(
    "AE-SEN2-SEX",
    ("Sex", "GenderCurrent"),
    "Give the person's sex.",
    dimension=Dimension.COMPLETENESS,
)
def sex_missing(rows: pd.DataFrame) -> pd.Series[bool]:
    """Neither ``Sex`` nor ``GenderCurrent``."""
    return rows["Sex"].isna() & rows["GenderCurrent"].isna()


@REQUESTS.rule(
    "AE-SEN2-RECEIVED",
    ("ReceivedDate", "RequestOutcome"),
    "Say when the request was received: the 20 weeks run from that day.",
    dimension=Dimension.COMPLETENESS,
)
def received_when(rows: pd.DataFrame) -> pd.Series[bool]:
    """No ``ReceivedDate`` for a request of the year."""
    of_the_year = rows["RequestOutcome"].isin(codes.OF_THE_YEAR)
    return rows["ReceivedDate"].isna() & of_the_year


@REQUESTS.rule(
    "AE-SEN2-DECIDED",
    ("RequestOutcome", "RequestOutcomeDate"),
    "The decision is made: say when it was told.",
    dimension=Dimension.COMPLETENESS,
)
def decided_when(rows: pd.DataFrame) -> pd.Series[bool]:
    """Outcome Y or N without its date."""
    return rows["RequestOutcome"].isin(codes.DECIDED) & rows["RequestOutcomeDate"].isna()


@REQUESTS.rule(
    "AE-SEN2-AWAITED",
    ("RequestOutcome", "RequestOutcomeDate"),
    "The decision is awaited, so it has no date: correct one of the two.",
)
def awaited_with_date(rows: pd.DataFrame) -> pd.Series[bool]:
    """Outcome A with a date."""
    return rows["RequestOutcome"].eq(codes.AWAITED) & rows["RequestOutcomeDate"].notna()


in_order(
    REQUESTS,
    "ReceivedDate",
    "RequestOutcomeDate",
    "AE-SEN2-ORDER",
    "The decision was told before the request was received: correct one of the dates.",
)


@ASSESSMENT.rule(
    "AE-SEN2-DECIDED",
    ("AssessmentOutcome", "AssessmentOutcomeDate"),
    "There will be no plan: say when that was told.",
    dimension=Dimension.COMPLETENESS,
)
def refused_when(rows: pd.DataFrame) -> pd.Series[bool]:
    """Outcome N without its date; a plan that is decided on and not issued yet has none."""
    return rows["AssessmentOutcome"].eq("N") & rows["AssessmentOutcomeDate"].isna()


@ASSESSMENT.rule(
    "AE-SEN2-AWAITED",
    ("AssessmentOutcome", "AssessmentOutcomeDate"),
    "The outcome is awaited, so it has no date: correct one of the two.",
)
def assessed_with_date(rows: pd.DataFrame) -> pd.Series[bool]:
    """Outcome A with a date."""
    return rows["AssessmentOutcome"].eq(codes.AWAITED) & rows["AssessmentOutcomeDate"].notna()


span(NAMED_PLAN, "StartDate", "CeaseDate", "AE-SEN2-SPAN")


@NAMED_PLAN.rule(
    "AE-SEN2-CEASED",
    ("CeaseDate", "CeaseReason"),
    "Give both the date and the reason the plan ceased, or neither while it lasts.",
)
def ceased_by_halves(rows: pd.DataFrame) -> pd.Series[bool]:
    """``CeaseDate`` without ``CeaseReason``, or the reverse."""
    return rows["CeaseDate"].isna() != rows["CeaseReason"].isna()


def _placed_somewhere(book: RuleBook) -> None:
    """Enter the rules about where somebody is placed, alike in both tables."""

    @book.rule(
        "AE-SEN2-NOWHERE",
        _WHERE,
        "Say where: the school's or the provider's number, or another setting.",
        dimension=Dimension.COMPLETENESS,
    )
    def nowhere(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[list(_WHERE)].isna().all(axis="columns")

    @book.rule(
        "AE-SEN2-SETTING",
        _WHERE,
        "There is a school's or provider's number, so another setting is not asked: remove it.",
    )
    def school_and_setting(rows: pd.DataFrame) -> pd.Series[bool]:
        numbered = rows["URN"].notna() | rows["UKPRN"].notna()
        return numbered & rows["SENSetting"].notna()

    @book.rule(
        "AE-SEN2-WORDS",
        ("SENSetting", "SENSettingOther"),
        "Say in words what the other setting is.",
        dimension=Dimension.COMPLETENESS,
    )
    def unexplained(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows["SENSetting"].isin(codes.OTHER_SETTING) & rows["SENSettingOther"].isna()


_placed_somewhere(PLAN_DETAIL)
_placed_somewhere(PLACEMENT_DETAIL)
span(PLACEMENT_DETAIL, "EntryDate", "LeavingDate", "AE-SEN2-SPAN")


@ACTIVE_PLANS.rule(
    "AE-SEN2-REVIEW",
    ("ReviewMeeting", "LastReview", "ReviewOutcome"),
    "There is an outcome of a review, so there was a review: say when.",
    dimension=Dimension.COMPLETENESS,
)
def outcome_without_review(rows: pd.DataFrame) -> pd.Series[bool]:
    """``ReviewOutcome`` with neither ``ReviewMeeting`` nor ``LastReview``."""
    undated = rows["ReviewMeeting"].isna() & rows["LastReview"].isna()
    return rows["ReviewOutcome"].notna() & undated
