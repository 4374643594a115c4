"""The row rules of NCCIS: activities against age and dates, how current they are, offers.

All are the house's. An activity that ends before it starts is rejected, all others warn. Not
here: rules about one cell (``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.returns.academic_age import (
    YEAR_11,
    YEAR_12,
    academic_age,
    academic_year_of,
    year_group,
)
from ae_pipeline.returns.nccis import codes
from ae_pipeline.returns.nccis.codes import ActivityClass
from ae_pipeline.validation.findings import Dimension, Severity
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    from ae_pipeline.validation.rule import RowFailing

YOUNG_PEOPLE = RuleBook("YoungPeople")
ACTIVITIES = RuleBook("Activities")
CHARACTERISTICS = RuleBook("Characteristics")
GUARANTEE = RuleBook("SeptemberGuarantee")
ENDS_BEFORE_START = "AE-END-BEFORE-START"
_OUT_OF_COHORT = 1
_LEAVES_SCHOOL, _SEPTEMBER = 6, 9
"""Month in which a pupil of Year 11 is no longer of compulsory school age, and the next year's."""


def _not_before(
    book: RuleBook,
    start: str,
    end: str,
    code: str,
    message: str,
    severity: Severity = Severity.WARN,
) -> RowFailing:
    def before(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[end] < rows[start]

    return book.rule(code, (start, end), message, severity=severity, dimension=Dimension.ACCURACY)(
        before
    )


_ENDS = "It ends before it starts: correct one of the dates."
_not_before(ACTIVITIES, "STARTDATE", "ENDDATE", ENDS_BEFORE_START, _ENDS, Severity.REJECT)
_not_before(CHARACTERISTICS, "CHARSTART", "CHAREND", ENDS_BEFORE_START, _ENDS, Severity.REJECT)
_not_before(
    ACTIVITIES,
    "STARTDATE",
    "PREDICTEDEND",
    "AE-NCCIS-PREDICTED-END",
    "It was expected to end before it started: correct one of the dates.",
)


@YOUNG_PEOPLE.rule(
    "AE-NCCIS-ACADEMIC-AGE",
    ("DOB", "EXTRACTDATE", "ACADEMICAGE"),
    "The academic age is not the age on the last 31 August: correct it or the date of birth.",
    dimension=Dimension.ACCURACY,
)
def academic_age_against_birth(rows: pd.DataFrame) -> pd.Series[bool]:
    """Not the age in completed years on the 31 August before the extract's academic year."""
    told = academic_age(rows["DOB"], academic_year_of(rows["EXTRACTDATE"]))
    return rows["ACADEMICAGE"] != told


@ACTIVITIES.rule(
    "AE-NCCIS-ACTIVITY-AGE",
    ("DOB", "ACTIVITY", "STARTDATE"),
    "An activity of compulsory school age begins before the end of Year 11, any other not before "
    "the end of it: correct the code, the start or the date of birth.",
)
def activity_against_age(rows: pd.DataFrame) -> pd.Series[Any]:
    """School-age activities that start after Year 11, and later ones that start before its end.

    A young person may be a year ahead; custody can be at any age.
    """
    started = rows["STARTDATE"]
    group = year_group(rows["DOB"], academic_year_of(started))
    at_school = rows["ACTIVITY"].isin(codes.of_class(ActivityClass.SCHOOL_AGE))
    anywhere = rows["ACTIVITY"].isin(codes.of_class(ActivityClass.CUSTODY))
    after = rows["ACTIVITY"].isin(codes.ACTIVITIES) & ~at_school & ~anywhere
    month: pd.Series[int] = started.dt.month
    in_summer = month.between(_LEAVES_SCHOOL, _SEPTEMBER, inclusive="left")
    last_year = group + _OUT_OF_COHORT + in_summer.astype("Int64")
    return (at_school & (group > YEAR_11)) | (after & (last_year < YEAR_12))


@ACTIVITIES.rule(
    "AE-NCCIS-NEET-START",
    ("ACTIVITY", "STARTDATE", "NEETSTART"),
    "Say since when somebody is NEET, no later than this activity began, and of nobody else.",
)
def neet_start_against_activity(rows: pd.DataFrame) -> pd.Series[Any]:
    """NEET without the day, the day without being NEET, or NEET before the time it speaks of."""
    neet = rows["ACTIVITY"].isin(codes.of_class(ActivityClass.NEET))
    other = rows["ACTIVITY"].isin(codes.ACTIVITIES) & ~neet
    since = rows["NEETSTART"]
    late = since > rows["STARTDATE"]
    return (neet & (since.isna() | late)) | (other & since.notna())


@ACTIVITIES.rule(
    "AE-NCCIS-REVIEW-DUE",
    ("ENDDATE", "REVIEWDUE"),
    "Say until when the current activity is taken to go on.",
    dimension=Dimension.COMPLETENESS,
)
def current_without_review(rows: pd.DataFrame) -> pd.Series[Any]:
    """No end and no day by which to ask again."""
    return rows["ENDDATE"].isna() & rows["REVIEWDUE"].isna()


@ACTIVITIES.rule(
    "AE-NCCIS-CURRENCY",
    ("ACTIVITY", "ASCERTAINED", "REVIEWDUE"),
    "The review is due before the activity was confirmed, or later than an activity of this "
    "kind may go unconfirmed.",
    dimension=Dimension.TIMELINESS,
)
def currency_too_long(rows: pd.DataFrame) -> pd.Series[Any]:
    """Due earlier than ascertained, or more months after it than the class of activity has."""
    months = rows["ACTIVITY"].map(
        {code: codes.CURRENCY_MONTHS[each.counts_as] for code, each in codes.ACTIVITIES.items()}
    )
    known = months.notna() & rows["ASCERTAINED"].notna()
    latest = _months_after(rows["ASCERTAINED"], months.fillna(0))
    due = rows["REVIEWDUE"]
    return known & ((due < rows["ASCERTAINED"]) | (due > latest))


def _months_after(days: pd.Series[Any], months: pd.Series[Any]) -> pd.Series[Any]:
    """The same day so many months on; in a shorter month, days into the next."""
    whole = days.to_numpy().astype("datetime64[M]")
    within = days.to_numpy().astype("datetime64[D]") - whole.astype("datetime64[D]")
    later = (whole + months.to_numpy(dtype=np.int64)).astype("datetime64[D]") + within
    return pd.Series(later.astype("datetime64[s]"), index=days.index)


@ACTIVITIES.rule(
    "AE-NCCIS-ESTABLISHMENT",
    ("ACTIVITY", "ESTABLISHMENT"),
    "Say at which school or college it is.",
    dimension=Dimension.COMPLETENESS,
)
def education_nowhere(rows: pd.DataFrame) -> pd.Series[Any]:
    """At a school or college, without its number."""
    return rows["ACTIVITY"].isin(codes.AT_AN_ESTABLISHMENT) & rows["ESTABLISHMENT"].isna()


@GUARANTEE.rule(
    "AE-NCCIS-OFFER",
    ("GUARANTEE", "OFFERDATE"),
    "An offer has a date, and a date is of an offer: correct one of them.",
)
def offer_against_date(rows: pd.DataFrame) -> pd.Series[Any]:
    """An offer without a day, or a day without an offer."""
    offered = rows["GUARANTEE"].eq(codes.OFFER_MADE)
    other = rows["GUARANTEE"].isin(codes.GUARANTEE.base - {codes.OFFER_MADE})
    return (offered & rows["OFFERDATE"].isna()) | (other & rows["OFFERDATE"].notna())


@GUARANTEE.rule(
    "AE-NCCIS-GUARANTEE-AGE",
    ("GUARANTEEYEAR", "DOB", "YEARGROUP"),
    "The pupil is more than a year too old or too young for this year group.",
    dimension=Dimension.ACCURACY,
)
def guarantee_against_age(rows: pd.DataFrame) -> pd.Series[Any]:
    """The year group by date of birth in the academic year before, give or take one."""
    written = rows["GUARANTEEYEAR"].str.fullmatch(codes.GUARANTEE_YEAR)
    year = pd.to_numeric(rows["GUARANTEEYEAR"].where(written.fillna(value=False))).astype("Int64")
    told = year_group(rows["DOB"], year - 1)
    return (rows["YEARGROUP"] - told).abs() > _OUT_OF_COHORT
