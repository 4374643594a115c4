"""The row rules of attainment: results that contradict one another, or the pupil's age.

All are the house's and warn. A rule is asked only of cells that are on their lists: one that is
not breaks a rule of its own. Not here: rules about one cell (``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.returns import formats
from ae_pipeline.returns.academic_age import (
    RECEPTION,
    YEAR_1,
    YEAR_6,
    YEAR_11,
    starting_year,
    year_group,
)
from ae_pipeline.returns.attainment import codes
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.validation.rule import RowFailing

EYFSP = RuleBook("EYFSP")
PHONICS = RuleBook("Phonics")
KS2 = RuleBook("KS2")
KS4 = RuleBook("KS4")
LEVEL_2_AND_3 = RuleBook("Level23")
DESTINATIONS = RuleBook("Destinations")
UPN, AGE = "AE-UPN", "AE-ATT-AGE"
_OUT_OF_COHORT = 1
"""Years that a pupil may be taught ahead of, or behind, the own year group."""
_YEAR_AT_19 = 14


def _well_formed_upn(book: RuleBook) -> RowFailing:
    def malformed(rows: pd.DataFrame) -> pd.Series[bool]:
        upn = rows["UPN"]
        return upn.notna() & ~formats.upn(upn)

    return book.rule(
        UPN,
        ("UPN",),
        "The UPN is not one that a school can have issued: correct it, or nothing can be linked "
        "to it.",
        dimension=Dimension.VALIDITY,
    )(malformed)


def _of_the_year_group(
    book: RuleBook, lowest: int, highest: int, stage: str | None = None
) -> RowFailing:
    """Enter the rule that a pupil is of the assessment's year group, or one year out."""

    def out_of_age(rows: pd.DataFrame) -> pd.Series[Any]:
        group = year_group(rows["DOB"], starting_year(rows["ACADYR"]))
        wrong = ~group.between(lowest - _OUT_OF_COHORT, highest + _OUT_OF_COHORT) & group.notna()
        return wrong if stage is None else wrong & rows["STAGE"].eq(stage)

    columns = ("ACADYR", "DOB") if stage is None else ("ACADYR", "DOB", "STAGE")
    return book.rule(
        AGE,
        columns,
        "The pupil is more than a year too old or too young for this assessment in this year: "
        "correct the date of birth or the year.",
        dimension=Dimension.ACCURACY,
    )(out_of_age)


for _book in (EYFSP, PHONICS, KS2, KS4, LEVEL_2_AND_3, DESTINATIONS):
    _well_formed_upn(_book)
_of_the_year_group(EYFSP, RECEPTION, RECEPTION)
_of_the_year_group(PHONICS, YEAR_1, YEAR_1 + 1)
_of_the_year_group(KS2, YEAR_6, YEAR_6)
_of_the_year_group(KS4, YEAR_11, YEAR_11)
_of_the_year_group(LEVEL_2_AND_3, _YEAR_AT_19, _YEAR_AT_19)
_of_the_year_group(DESTINATIONS, YEAR_11, YEAR_11, codes.KEY_STAGE_4)


def _stated(flag: pd.Series[Any], true: pd.Series[Any], known: pd.Series[Any]) -> pd.Series[Any]:
    """Rows whose flag says other than what follows from the rest, where that is known."""
    return known & flag.isin(["0", "1"]) & (flag.eq("1") != true)


def _all_in(rows: pd.DataFrame, columns: Sequence[str], values: Sequence[str]) -> pd.Series[Any]:
    listed = [rows[column].isin(values).to_numpy(dtype=bool) for column in columns]
    return pd.Series(np.logical_and.reduce(listed), index=rows.index)


@EYFSP.rule(
    "AE-ATT-GLD",
    (*codes.GOOD_LEVEL_GOALS, "GLD"),
    "The good level of development does not follow from the twelve goals it is made of.",
)
def good_level_against_goals(rows: pd.DataFrame) -> pd.Series[Any]:
    """``GLD`` is 1 exactly where all twelve goals are expected."""
    valid = [codes.EMERGING, codes.EXPECTED, codes.EXEMPT]
    known = _all_in(rows, codes.GOOD_LEVEL_GOALS, valid)
    reached = _all_in(rows, codes.GOOD_LEVEL_GOALS, [codes.EXPECTED])
    return _stated(rows["GLD"], reached, known)


@PHONICS.rule(
    "AE-ATT-PHONICS",
    ("PHONICS_OUTCOME", "PHONICS_MARK"),
    "Mark and outcome do not agree: 32 words or more meet the standard.",
)
def mark_against_outcome(rows: pd.DataFrame) -> pd.Series[Any]:
    """Met below the threshold, or not met at or above it."""
    met = rows["PHONICS_MARK"].ge(codes.PHONICS_STANDARD)
    outcome = rows["PHONICS_OUTCOME"]
    return (outcome.eq(codes.MET) & ~met) | (outcome.eq(codes.NOT_MET) & met)


@PHONICS.rule(
    "AE-ATT-PHONICS-MARK",
    ("PHONICS_OUTCOME", "PHONICS_MARK"),
    "Give the mark of a pupil who was checked, and none of one who was not.",
    dimension=Dimension.COMPLETENESS,
)
def mark_with_outcome(rows: pd.DataFrame) -> pd.Series[Any]:
    """Checked without a mark, or a mark of a pupil who was absent or disapplied."""
    return _score_with(rows["PHONICS_OUTCOME"], rows["PHONICS_MARK"], {codes.MET, codes.NOT_MET})


def _score_with(outcome: pd.Series[Any], score: pd.Series[Any], tested: set[str]) -> pd.Series[Any]:
    others = (codes.TEST_OUTCOME.base | codes.PHONICS_OUTCOME.base) - tested
    without = outcome.isin(sorted(tested)) & score.isna()
    return without | (outcome.isin(sorted(others)) & score.notna())


def _test(outcome: str, score: str) -> None:
    """Enter what holds of a key stage 2 test's outcome and scaled score."""

    def contradicts(rows: pd.DataFrame) -> pd.Series[Any]:
        reached = rows[score].ge(codes.SCALED_STANDARD)
        return (rows[outcome].eq(codes.ACHIEVED) & ~reached) | (
            rows[outcome].eq(codes.NOT_ACHIEVED) & reached
        )

    def comes_apart(rows: pd.DataFrame) -> pd.Series[Any]:
        return _score_with(rows[outcome], rows[score], {codes.ACHIEVED, codes.NOT_ACHIEVED})

    KS2.rule(
        "AE-ATT-SCORE",
        (outcome, score),
        "Scaled score and outcome do not agree: 100 or more achieves the standard.",
    )(contradicts)
    KS2.rule(
        "AE-ATT-SCORE-MISSING",
        (outcome, score),
        "Give the scaled score of a pupil who took the test, and none of one who did not.",
        dimension=Dimension.COMPLETENESS,
    )(comes_apart)


for _subject in ("READ", "MAT", "GPS"):
    _test(f"{_subject}OUTCOME", f"{_subject}SCORE")


def _tests_and_writing_known(rows: pd.DataFrame) -> pd.Series[Any]:
    """Both outcomes and the writing assessment are on their lists."""
    tests = _all_in(rows, ("READOUTCOME", "MATOUTCOME"), sorted(codes.TEST_OUTCOME.base))
    return tests & rows["WRITTAOUTCOME"].isin(codes.WRITING_OUTCOME.base)


@KS2.rule(
    "AE-ATT-RWM",
    ("READOUTCOME", "MATOUTCOME", "WRITTAOUTCOME", "RWM_EXP"),
    "The expected standard in all three does not follow from reading, mathematics and writing.",
)
def expected_against_subjects(rows: pd.DataFrame) -> pd.Series[Any]:
    """``RWM_EXP`` is 1 exactly where both tests achieved and writing is expected or deeper."""
    reached = _all_in(rows, ("READOUTCOME", "MATOUTCOME"), [codes.ACHIEVED])
    reached &= rows["WRITTAOUTCOME"].isin(codes.WRITING_EXPECTED)
    return _stated(rows["RWM_EXP"], reached, _tests_and_writing_known(rows))


@KS2.rule(
    "AE-ATT-RWM-HIGH",
    ("READSCORE", "MATSCORE", "WRITTAOUTCOME", "RWM_HIGH"),
    "The higher standard in all three does not follow from reading, mathematics and writing.",
)
def higher_against_subjects(rows: pd.DataFrame) -> pd.Series[Any]:
    """``RWM_HIGH`` is 1 exactly where both scores are 110 or more and writing greater depth."""
    high = (rows["READSCORE"] >= codes.SCALED_HIGHER) & (rows["MATSCORE"] >= codes.SCALED_HIGHER)
    reached = high.fillna(value=False).astype(bool)
    reached &= rows["WRITTAOUTCOME"].eq(codes.GREATER_DEPTH)
    known = rows["WRITTAOUTCOME"].isin(codes.WRITING_OUTCOME.base)
    return _stated(rows["RWM_HIGH"], reached, known)


def _basics(flag: str, grade: int) -> None:
    """Enter the rule that a measure of English and mathematics follows from both grades."""

    def contradicts(rows: pd.DataFrame) -> pd.Series[Any]:
        both = ("ENGGRADE", "MATGRADE")
        passes = [str(each) for each in range(grade, 10)]
        known = _all_in(rows, both, sorted(codes.GRADE.base))
        return _stated(rows[flag], _all_in(rows, both, passes), known)

    KS4.rule(
        "AE-ATT-BASICS",
        ("ENGGRADE", "MATGRADE", flag),
        "Passes in English and mathematics do not follow from the two grades.",
    )(contradicts)


_basics("PTL2BASICS_94", codes.STANDARD_PASS)
_basics("PTL2BASICS_95", codes.STRONG_PASS)


@KS4.rule(
    "AE-ATT-PROGRESS-8",
    ("ACADYR", "P8SCORE"),
    "There is no Progress 8 of this year: its pupils took no tests at the end of key stage 2.",
)
def progress_without_a_start(rows: pd.DataFrame) -> pd.Series[Any]:
    """A Progress 8 score of 2024-25 or 2025-26."""
    return rows["ACADYR"].isin(codes.NO_PROGRESS_8) & rows["P8SCORE"].notna()


@LEVEL_2_AND_3.rule(
    "AE-ATT-LEVELS",
    ("LEVEL2", "LEVEL2EM"),
    "Level 2 with English and mathematics is Level 2: correct one of them.",
)
def basics_without_level_2(rows: pd.DataFrame) -> pd.Series[Any]:
    """Level 2 with English and mathematics, but not Level 2."""
    return rows["LEVEL2EM"].eq("1") & rows["LEVEL2"].eq("0")


@LEVEL_2_AND_3.rule(
    "AE-ATT-LEVELS",
    ("LEVEL2", "LEVEL3"),
    "Who has Level 3 has Level 2: correct one of them.",
)
def level_3_without_level_2(rows: pd.DataFrame) -> pd.Series[Any]:
    """Level 3, but not Level 2."""
    return rows["LEVEL3"].eq("1") & rows["LEVEL2"].eq("0")


@DESTINATIONS.rule(
    "AE-ATT-SUSTAINED",
    ("DESTINATION", "SUSTAINED"),
    "A destination is told where it was sustained, and else that it was not: correct one.",
)
def sustained_against_destination(rows: pd.DataFrame) -> pd.Series[Any]:
    """Sustained nowhere, or somewhere and not sustained."""
    lasting = {code for code, each in codes.DESTINATIONS.items() if each.sustained}
    known = rows["DESTINATION"].isin(codes.DESTINATIONS)
    return _stated(rows["SUSTAINED"], rows["DESTINATION"].isin(lasting), known)
