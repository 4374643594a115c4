"""Rules about the cells of one row of an Annex A list.

Ofsted publishes no rules for Annex A: all are the house's (``AE-…``), from what the guidance says
of each list. A rule rejects a row where a span ends before it begins, or where the child is the
error of a formula; all others warn. Not here: rules about one cell (``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.annex_a.categories import CASE_STATUS
from ae_pipeline.returns.annex_a.tables.columns import BORN, CHILD
from ae_pipeline.validation.findings import Dimension, Severity
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

END_BEFORE_START = "AE-END-BEFORE-START"
DATES, PAIR, FORMULA = "AE-ANNEXA-DATES", "AE-ANNEXA-PAIR", "AE-ANNEXA-FORMULA"
CONFERENCE, STATUS, INTERVIEW = (
    "AE-ANNEXA-CONFERENCE",
    "AE-ANNEXA-STATUS",
    "AE-ANNEXA-INTERVIEW",
)
CONTACT, REVERSED, PLACED = "AE-ANNEXA-CONTACT", "AE-ANNEXA-REVERSED", "AE-ANNEXA-PLACED"

CONTACTS = RuleBook("Contacts")
EARLY_HELP_ASSESSMENTS = RuleBook("EarlyHelpAssessments")
REFERRALS = RuleBook("Referrals")
ASSESSMENTS = RuleBook("Assessments")
SECTION_47 = RuleBook("Section47")
CIN = RuleBook("CIN")
CP = RuleBook("CP")
CLA = RuleBook("CLA")
CARE_LEAVERS = RuleBook("CareLeavers")
ADOPTION = RuleBook("Adoption")
ADOPTERS = RuleBook("Adopters")

ADOPTER = "Individual adopter identifier"
CLOSED_STATUS = "e) Closed episode"

SPANS = (
    (EARLY_HELP_ASSESSMENTS, "Assessment start date", "Assessment completion date"),
    (
        ASSESSMENTS,
        "Continuous Assessment Start Date",
        "Continuous Assessment Date of Authorisation",
    ),
    (CIN, "CIN Start Date", "CIN Closure Date"),
    (CP, "Child Protection Plan Start Date", "Child Protection Plan End Date"),
    (CLA, "Date Started to be Looked After", "Date Ceased to be Looked After"),
    (
        ADOPTION,
        "Date of Decision that Child Should be Placed for Adoption",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
    ),
    (ADOPTERS, "Date Stage 1 started", "Date Stage 1 ended"),
    (ADOPTERS, "Date Stage 2 started", "Date Stage 2 ended"),
)
"""By list, what begins and what ends."""

ORDERS = (
    (
        SECTION_47,
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Date of Initial Child Protection Conference",
    ),
    (CP, "Child Protection Plan Start Date", "Date of latest review conference"),
    (CP, "Date of latest review conference", "Child Protection Plan End Date"),
    (CLA, BORN, "Date Started to be Looked After"),
    (CLA, "Date Started to be Looked After", "Start date of current legal status"),
    (CLA, "Date Started to be Looked After", "Start Date of Most Recent Placement"),
    (ADOPTION, BORN, "Date the Child Entered Care"),
    (
        ADOPTION,
        "Date the Child Entered Care",
        "Date of Decision that Child Should be Placed for Adoption",
    ),
    (
        ADOPTION,
        "Date of Decision that Child Should be Placed for Adoption",
        "Date Placed for Adoption",
    ),
    (
        ADOPTION,
        "Date of Matching Child and Prospective Adopters",
        "Date Placed for Adoption",
    ),
    (ADOPTION, "Date Placed for Adoption", "Date of Adoption Order"),
    (ADOPTERS, "Date enquiry received", "Date Stage 1 started"),
    (ADOPTERS, "Date Stage 1 ended", "Date Stage 2 started"),
    (ADOPTERS, "Date application submitted", "Date application approved"),
    (ADOPTERS, "Date application approved", "Date adopter matched with child(ren)"),
    (
        ADOPTERS,
        "Date adopter matched with child(ren)",
        "Date child/children placed with adopter(s)",
    ),
)
"""By list, what comes first and what not before it."""

PAIRS = (
    (CIN, "CIN Closure Date", "Reason for Closure"),
    (CLA, "Date Ceased to be Looked After", "Reason Ceased to be Looked After"),
    (
        ADOPTION,
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Reason Why Child No Longer Placed for Adoption",
    ),
    (
        ADOPTERS,
        "Date of leaving adoption process",
        "Reason for leaving adoption process",
    ),
)
"""By list, a date and the reason that belongs to it."""


def _enter_span(book: RuleBook, start: str, end: str) -> None:
    def ends_before_start(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[end] < rows[start]

    book.rule(
        END_BEFORE_START,
        (start, end),
        "It ends before it starts: correct one of the dates.",
        severity=Severity.REJECT,
        dimension=Dimension.ACCURACY,
    )(ends_before_start)


def _enter_order(book: RuleBook, first: str, then: str) -> None:
    def comes_before(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[then] < rows[first]

    book.rule(
        DATES,
        (first, then),
        "The second of these dates is before the first: correct one of them.",
        dimension=Dimension.ACCURACY,
    )(comes_before)


def _enter_pair(book: RuleBook, date: str, reason: str) -> None:
    def one_alone(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[date].isna() != rows[reason].isna()

    book.rule(
        PAIR,
        (date, reason),
        "Date and reason belong together: give both or neither.",
        dimension=Dimension.COMPLETENESS,
    )(one_alone)


def _enter_formula(book: RuleBook, key: str) -> None:
    def is_failed_formula(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[key].str.startswith("#").fillna(value=False).astype(bool)

    book.rule(
        FORMULA,
        (key,),
        "The identifier is the error of a formula: give the list with values in place of formulas.",
        severity=Severity.REJECT,
        dimension=Dimension.VALIDITY,
    )(is_failed_formula)


for _book in (
    CONTACTS,
    EARLY_HELP_ASSESSMENTS,
    REFERRALS,
    ASSESSMENTS,
    SECTION_47,
    CIN,
    CP,
    CLA,
    CARE_LEAVERS,
    ADOPTION,
):
    _enter_formula(_book, CHILD)
_enter_formula(ADOPTERS, ADOPTER)
for _parts in SPANS:
    _enter_span(*_parts)
for _parts in ORDERS:
    _enter_order(*_parts)
for _parts in PAIRS:
    _enter_pair(*_parts)

_UNNECESSARY = "Was an Initial Child Protection Conference deemed unnecessary?"
_CONFERENCE = "Date of Initial Child Protection Conference"
_RESULT = "Did the Initial Child Protection Conference Result in a Child Protection Plan"


@SECTION_47.rule(
    CONFERENCE,
    (_UNNECESSARY, _CONFERENCE),
    "A conference was held and yet said to be unnecessary: correct one of them.",
)
def held_though_unnecessary(rows: pd.DataFrame) -> pd.Series[bool]:
    """Unnecessary, and a date of the conference."""
    return rows[_UNNECESSARY].eq("Yes") & rows[_CONFERENCE].notna()


@SECTION_47.rule(
    CONFERENCE,
    (_CONFERENCE, _RESULT),
    "A conference led to a plan, and has no date: give its date.",
)
def plan_without_conference(rows: pd.DataFrame) -> pd.Series[bool]:
    """A plan resulted, and no date of the conference."""
    return rows[_RESULT].eq("Yes") & rows[_CONFERENCE].isna()


@CIN.rule(
    STATUS,
    ("CIN Closure Date", "Case Status"),
    "An open episode has a closure date, or a closed one has none: correct status or date.",
)
def status_at_odds_with_closure(rows: pd.DataFrame) -> pd.Series[bool]:
    """Status closed without a date, or another status with one."""
    closed = rows["Case Status"].eq(CLOSED_STATUS)
    known = rows["Case Status"].isin([each.text for each in CASE_STATUS])
    return known & (closed != rows["CIN Closure Date"].notna())


_MISSING = (
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"
)
_OFFERED = "Was the child offered a Return Interview after their last missing episode (Y/N)?"
_ACCEPTED = "Did the child accept a Return Interview after their last missing episode (Y/N)?"


@CLA.rule(
    INTERVIEW,
    (_OFFERED, _ACCEPTED),
    "A return interview was accepted that was not offered: correct one of them.",
)
def accepted_but_not_offered(rows: pd.DataFrame) -> pd.Series[bool]:
    """Accepted, and said not to have been offered."""
    return rows[_OFFERED].eq("No") & rows[_ACCEPTED].eq("Yes")


@CARE_LEAVERS.rule(
    CONTACT,
    ("LA in Touch", "Latest Date of Contact"),
    "The authority is in touch: give the date of the latest contact.",
    dimension=Dimension.COMPLETENESS,
)
def in_touch_without_contact(rows: pd.DataFrame) -> pd.Series[bool]:
    """In touch, and no date."""
    return rows["LA in Touch"].eq("a) In touch") & rows["Latest Date of Contact"].isna()


@ADOPTION.rule(
    REVERSED,
    (
        "Date of Adoption Order",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
    ),
    "The child was adopted, and the decision was reversed: one of the dates is wrong.",
)
def adopted_and_reversed(rows: pd.DataFrame) -> pd.Series[bool]:
    """Both dates."""
    reversal = "Date of Decision that Child Should No Longer be Placed for Adoption"
    return rows["Date of Adoption Order"].notna() & rows[reversal].notna()


@ADOPTERS.rule(
    PLACED,
    ("Date child/children placed with adopter(s)", "No. of children placed"),
    "Children were placed, and their number is not given or nought: give it.",
    dimension=Dimension.COMPLETENESS,
)
def placed_without_number(rows: pd.DataFrame) -> pd.Series[bool]:
    """A date of placement, and no number of children, or 0."""
    number = rows["No. of children placed"]
    nobody = number.isna() | number.eq(0).fillna(value=False).astype(bool)
    return rows["Date child/children placed with adopter(s)"].notna() & nobody
