"""Rules about one row of the monthly staff records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.days_in_order import span
from ae_pipeline.returns.workforce import codes
from ae_pipeline.returns.workforce.rules.census import too_young
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

WORKERS = RuleBook("Workers")
VACANCIES = RuleBook("Vacancies")
ABSENCE = RuleBook("Absence")
CASELOAD = RuleBook("Caseload")
SUPERVISION = RuleBook("Supervision")

span(WORKERS, "role_start", "role_end", "AE-WORKER-DATES")
span(ABSENCE, "absence_start", "absence_end", "AE-ABSENCE-DATES")
too_young(WORKERS, "date_of_birth", "role_start", "AE-WORKER-AGE")


@WORKERS.rule(
    "AE-WORKER-LEAVER",
    ("contract", "role_end", "destination", "leaving_reason"),
    "The worker left: say why, and where to.",
    dimension=Dimension.COMPLETENESS,
)
def left_without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """An end without reason or destination; agency workers are not asked."""
    told = rows["destination"].notna() & rows["leaving_reason"].notna()
    employed = rows["contract"].notna() & rows["contract"].ne(codes.AGENCY)
    return employed & rows["role_end"].notna() & ~told


@WORKERS.rule(
    "AE-WORKER-NOT-LEFT",
    ("role_end", "destination", "leaving_reason"),
    "A reason or destination of leaving is given, and no end: give the end, or remove them.",
)
def reason_without_end(rows: pd.DataFrame) -> pd.Series[bool]:
    """A reason or a destination without an end."""
    told = rows["destination"].notna() | rows["leaving_reason"].notna()
    return told & rows["role_end"].isna()


@VACANCIES.rule(
    "AE-VACANCY-POSTS",
    ("posts_fte", "vacant_fte"),
    "More is vacant than there are posts: correct one of the numbers.",
    dimension=Dimension.ACCURACY,
)
def more_vacant_than_posts(rows: pd.DataFrame) -> pd.Series[bool]:
    """Vacant above posts."""
    return rows["vacant_fte"] > rows["posts_fte"]


@VACANCIES.rule(
    "AE-VACANCY-COVER",
    ("vacant_fte", "agency_cover_fte"),
    "Agency workers cover more than is vacant: count only what they cover.",
    dimension=Dimension.ACCURACY,
)
def more_covered_than_vacant(rows: pd.DataFrame) -> pd.Series[bool]:
    """Covered above vacant."""
    return rows["agency_cover_fte"] > rows["vacant_fte"]


@ABSENCE.rule(
    "AE-ABSENCE-DAYS",
    ("absence_start", "absence_end", "days_lost"),
    "More working days are lost than the absence has days: correct one.",
    dimension=Dimension.ACCURACY,
)
def more_lost_than_days(rows: pd.DataFrame) -> pd.Series[bool]:
    """Days lost above the days from the first to the last, both counted; open ones not asked."""
    days = (rows["absence_end"] - rows["absence_start"]).dt.days + 1
    return (days >= 1) & (rows["days_lost"] > days)


@CASELOAD.rule(
    "AE-CASELOAD-FTE",
    ("cases", "caseload_fte"),
    "Cases are held by someone who works no hours: correct one of the numbers.",
)
def cases_without_hours(rows: pd.DataFrame) -> pd.Series[bool]:
    """Cases, and no share of full time."""
    return rows["cases"].gt(0) & rows["caseload_fte"].eq(0)


@SUPERVISION.rule(
    "AE-SUPERVISION-GRADE",
    ("supervision_held", "supervision_grade"),
    "The supervision has a grade and was not held: give the day, or remove the grade.",
)
def graded_without_day(rows: pd.DataFrame) -> pd.Series[bool]:
    """A grade, and not held."""
    return rows["supervision_grade"].notna() & rows["supervision_held"].isna()
