"""Rules of the School Census that a row answers by itself. All are the house's.

Not here: rules about one cell (``tables``), or rules across rows and tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.days_in_order import in_order, span
from ae_pipeline.returns.school_census import codes
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

_YES = frozenset({"1", "true", "True", "TRUE"})
_MISSED = ("termlysessionsauthorised", "termlysessionsunauthorised")
_LONGEST_SUSPENSION = 90
ON_ROLL = RuleBook("PupilOnRoll")
OFF_ROLL = RuleBook("PupilNoLongerOnRoll")
FSM_PERIOD = RuleBook("FSMPeriod")
EXCLUSIONS_ON_ROLL = RuleBook("TermlyExclusionsOnRoll")
EXCLUSIONS_OFF_ROLL = RuleBook("TermlyExclusionsOffRoll")
AP_ON_ROLL = RuleBook("SchoolArrangedAPDetailOnRoll")
AP_OFF_ROLL = RuleBook("SchoolArrangedAPDetailOffRoll")


def _of_a_pupil(book: RuleBook) -> None:
    """Enter what holds of any pupil."""
    in_order(
        book,
        "dob",
        "entrydate",
        "AE-SC-ENTRY",
        "The pupil entered the school before being born: correct one of the dates.",
    )

    @book.rule(
        "AE-SC-UPN",
        ("upn", "formerupn"),
        "The former UPN is the present one: leave it out.",
    )
    def former_is_present(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows["upn"] == rows["formerupn"]

    @book.rule(
        "AE-SC-SESSIONS",
        ("termlysessionspossible", *_MISSED),
        "More sessions were missed than there were: correct the numbers.",
        dimension=Dimension.ACCURACY,
    )
    def missed_more_than_possible(rows: pd.DataFrame) -> pd.Series[bool]:
        missed = rows[list(_MISSED)].fillna(0).sum(axis="columns")
        return (missed > 0) & (missed > rows["termlysessionspossible"])


_of_a_pupil(ON_ROLL)
_of_a_pupil(OFF_ROLL)
span(OFF_ROLL, "entrydate", "leavingdate", "AE-SC-SPAN")


@ON_ROLL.rule(
    "AE-SC-UNIT",
    ("senprovision", "senunitindicator", "resourcedprovisionindicator"),
    "The pupil is in a SEN unit or resourced provision and has no special educational need.",
)
def unit_without_need(rows: pd.DataFrame) -> pd.Series[bool]:
    """Either indicator says yes, and provision is N."""
    unit = rows["senunitindicator"].isin(_YES) | rows["resourcedprovisionindicator"].isin(_YES)
    return unit & rows["senprovision"].eq(codes.NO_SEN)


@ON_ROLL.rule(
    "AE-SC-PREMIUM",
    ("eyppr", "eyppbf"),
    "There is a basis for early years pupil premium, so say that the pupil has it.",
)
def basis_without_premium(rows: pd.DataFrame) -> pd.Series[bool]:
    """``eyppbf`` without ``eyppr``."""
    return rows["eyppbf"].notna() & rows["eyppr"].isna()


@ON_ROLL.rule(
    "AE-SC-HOURS",
    ("hoursatsetting", "fundedhours"),
    "More hours are funded than the child spends there: correct one of the two.",
    dimension=Dimension.ACCURACY,
)
def funded_beyond_hours(rows: pd.DataFrame) -> pd.Series[bool]:
    """``fundedhours`` above ``hoursatsetting``."""
    return rows["fundedhours"] > rows["hoursatsetting"]


# The last day of a period is one of its days: it may be the first.
span(FSM_PERIOD, "fsmstartdate", "fsmenddate", "AE-SC-SPAN")


def _of_an_exclusion(book: RuleBook) -> None:
    """Enter what holds of suspensions and exclusions."""

    @book.rule(
        "AE-SC-REASON",
        ("reason1",),
        "Say why the pupil was suspended or excluded.",
        dimension=Dimension.COMPLETENESS,
    )
    def without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows["reason1"].isna()

    @book.rule(
        "AE-SC-REASONS",
        ("reason1", "reason2", "reason3"),
        "A reason is given twice: give each once.",
    )
    def reason_twice(rows: pd.DataFrame) -> pd.Series[bool]:
        first, second, third = rows["reason1"], rows["reason2"], rows["reason3"]
        return (first == second) | (first == third) | (second == third)

    @book.rule(
        "AE-SC-LENGTH",
        ("sessions", "category"),
        "A pupil may be suspended for 45 school days a year, 90 sessions, and for one at least.",
        dimension=Dimension.ACCURACY,
    )
    def length(rows: pd.DataFrame) -> pd.Series[bool]:
        suspended = rows["category"].isin(codes.SUSPENDED)
        return suspended & ~rows["sessions"].between(1, _LONGEST_SUSPENSION)


_of_an_exclusion(EXCLUSIONS_ON_ROLL)
_of_an_exclusion(EXCLUSIONS_OFF_ROLL)
span(AP_ON_ROLL, "entrydate", "leavingdate", "AE-SC-SPAN")
span(AP_OFF_ROLL, "entrydate", "leavingdate", "AE-SC-SPAN")
