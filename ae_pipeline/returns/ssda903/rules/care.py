"""Rules about what happens in care: reviews, going missing, social workers, liberty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.rules.ages import birthday
from ae_pipeline.returns.ssda903.rules.births import not_before_birth
from ae_pipeline.returns.ssda903.rules.spans import (
    END_BEFORE_START,
    not_before_start,
    not_within_a_day,
)
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.validation.rule import RowFailing

REVIEWS = RuleBook("Reviews")
MISSING = RuleBook("Missing")
SW_EPISODES = RuleBook("SWEpisodes")
DOLO = RuleBook("DoLo")
_TAKES_PART_FROM = 4
CELL_MISSING = "AE-MISSING"

not_before_birth(REVIEWS, "REVIEW")


@REVIEWS.rule(
    "440",
    ("DOB", "REVIEW", "REVIEW_CODE"),
    "The child was 4 or over, so say how it took part.",
)
def too_old_for_code(rows: pd.DataFrame) -> pd.Series[bool]:
    """``PN0`` on or after the fourth birthday."""
    of_age = rows["REVIEW"] >= birthday(rows["DOB"], _TAKES_PART_FROM)
    return rows["REVIEW_CODE"].eq(codes.UNDER_FOUR) & of_age


@REVIEWS.rule(
    "441",
    ("DOB", "REVIEW", "REVIEW_CODE"),
    "The child was under 4, so the code is PN0.",
)
def too_young_for_code(rows: pd.DataFrame) -> pd.Series[bool]:
    """Any other code before the fourth birthday."""
    under_age = rows["REVIEW"] < birthday(rows["DOB"], _TAKES_PART_FROM)
    return rows["REVIEW_CODE"].notna() & rows["REVIEW_CODE"].ne(codes.UNDER_FOUR) & under_age


@MISSING.rule(
    "564",
    ("MISSING", "MIS_START"),
    "The child was missing or away: say since when.",
    dimension=Dimension.COMPLETENESS,
)
def missing_since_when(rows: pd.DataFrame) -> pd.Series[bool]:
    """A type without a start."""
    return rows["MISSING"].notna() & rows["MIS_START"].isna()


@MISSING.rule(
    "565",
    ("MISSING", "MIS_START"),
    "Say whether the child was missing or away without authorisation.",
    dimension=Dimension.COMPLETENESS,
)
def started_without_type(rows: pd.DataFrame) -> pd.Series[bool]:
    """A start without a type."""
    return rows["MISSING"].isna() & rows["MIS_START"].notna()


@MISSING.rule(
    "566",
    ("MISSING", "MIS_END"),
    "Say whether the child was missing or away without authorisation.",
    dimension=Dimension.COMPLETENESS,
)
def ended_without_type(rows: pd.DataFrame) -> pd.Series[bool]:
    """An end without a type."""
    return rows["MISSING"].isna() & rows["MIS_END"].notna()


not_before_start(MISSING, "MIS_START", "MIS_END", "567")
not_before_birth(MISSING, "MIS_START", "586")
not_before_birth(MISSING, "MIS_END", "586")


def _needed(column: str, code: str, since: str, until: str) -> RowFailing:
    def is_empty(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[column].isna()

    return SW_EPISODES.rule(
        code,
        (column,),
        "A social worker's episode needs the worker and the reason for the change: fill it in.",
        dimension=Dimension.COMPLETENESS,
        since=since,
        until=until,
    )(is_empty)


# The collector asked for complete rows under one code in 2023-24 and under two in 2024-25; since
# then it does not, and the house goes on.
for _column, _code_2024 in (("SW_ID", "SW01aSTG1"), ("SW_REASON", "SW01bSTG1")):
    _needed(_column, "SW03STG1", "2023-24", "2023-24")
    _needed(_column, _code_2024, "2024-25", "2024-25")
    _needed(_column, CELL_MISSING, "2025-26", "9999-99")

not_before_start(SW_EPISODES, "SW_DECOM", "SW_DEC", END_BEFORE_START, until="2024-25")
not_before_start(SW_EPISODES, "SW_DECOM", "SW_DEC", "SW18STG2", since="2025-26")
not_within_a_day(SW_EPISODES, "SW_DECOM", "SW_DEC", "SW09STG2")
not_before_birth(SW_EPISODES, "SW_DECOM")
not_before_birth(SW_EPISODES, "SW_DEC")

not_before_start(DOLO, "DOLO_START", "DOLO_END", "702")
not_before_birth(DOLO, "DOLO_START", "708")
not_before_birth(DOLO, "DOLO_END", "708")
