"""Rules about adoption from care, the decision for it, and permanence before care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.rules.births import not_before_birth
from ae_pipeline.returns.ssda903.rules.spans import not_before_start
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.validation.rule import RowFailing

AD1 = RuleBook("AD1")
PLACED_ADOPTION = RuleBook("PlacedAdoption")
PREV_PERM = RuleBook("PrevPerm")
_OF_ADOPTION = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
_COUPLE = 2


@AD1.rule(
    "151",
    _OF_ADOPTION,
    "Give all items about the adoption, or none of them.",
    dimension=Dimension.COMPLETENESS,
)
def adoption_in_part(rows: pd.DataFrame) -> pd.Series[bool]:
    """One to five of the six."""
    return rows[list(_OF_ADOPTION)].notna().sum(axis="columns").between(1, len(_OF_ADOPTION) - 1)


@AD1.rule(
    "333",
    ("DATE_INT", "DATE_MATCH"),
    "The decision for adoption comes before the match or on that day: correct a date.",
    dimension=Dimension.ACCURACY,
)
def matched_before_decision(rows: pd.DataFrame) -> pd.Series[bool]:
    """``DATE_INT`` after ``DATE_MATCH``."""
    return rows["DATE_INT"] > rows["DATE_MATCH"]


@AD1.rule(
    "511",
    ("NB_ADOPTR", "SEX_ADOPTR"),
    "Two adopters are MM, FF or MF: correct the number or the sexes.",
)
def two_adopters_coded_as_one(rows: pd.DataFrame) -> pd.Series[bool]:
    """Two adopters, and the sexes not those of two."""
    given = rows["SEX_ADOPTR"].notna()
    return rows["NB_ADOPTR"].eq(_COUPLE) & given & ~rows["SEX_ADOPTR"].isin(codes.COUPLE)


def _legal_status(code: str, legal_status: str, wrong: frozenset[str]) -> RowFailing:
    def contradicts(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows["LS_ADOPTR"].eq(legal_status) & rows["SEX_ADOPTR"].isin(wrong)

    return AD1.rule(
        code,
        ("LS_ADOPTR", "SEX_ADOPTR"),
        "The adopters' legal status and their sexes contradict each other: correct one.",
    )(contradicts)


_legal_status("514", "L0", codes.COUPLE)
_legal_status("517", "L3", codes.SAME_SEX_COUPLE | codes.SINGLE_ADOPTER)
_legal_status("518", "L4", frozenset({"MF"}) | codes.SINGLE_ADOPTER)
_legal_status("519", "L2", codes.SINGLE_ADOPTER)
_legal_status("520", "L11", codes.SAME_SEX_COUPLE)
_legal_status("524", "L12", frozenset({"MF"}) | codes.SINGLE_ADOPTER)
not_before_birth(AD1, "DATE_INT")
not_before_birth(AD1, "DATE_MATCH")


@PLACED_ADOPTION.rule(
    "119",
    ("DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    "Give both the date and the reason the decision was reversed, or neither.",
    dimension=Dimension.COMPLETENESS,
)
def reversed_by_halves(rows: pd.DataFrame) -> pd.Series[bool]:
    """Of date and reason, one without the other."""
    return rows["DATE_PLACED_CEASED"].isna() != rows["REASON_PLACED_CEASED"].isna()


@PLACED_ADOPTION.rule(
    "563",
    ("DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    "A decision was reversed: say when it had been made.",
    dimension=Dimension.COMPLETENESS,
)
def reversed_but_never_made(rows: pd.DataFrame) -> pd.Series[bool]:
    """Reversed, and no date of the decision."""
    ended = rows["DATE_PLACED_CEASED"].notna() | rows["REASON_PLACED_CEASED"].notna()
    return ended & rows["DATE_PLACED"].isna()


not_before_start(PLACED_ADOPTION, "DATE_PLACED", "DATE_PLACED_CEASED", "522")
not_before_birth(PLACED_ADOPTION, "DATE_PLACED", "184")
not_before_birth(PLACED_ADOPTION, "DATE_PLACED_CEASED")


@PREV_PERM.rule(
    "635",
    ("PREV_PERM", "LA_PERM", "DATE_PERM"),
    "The child had no permanence before, so neither authority nor date is asked: remove them.",
)
def details_of_nothing(rows: pd.DataFrame) -> pd.Series[bool]:
    """``PREV_PERM`` Z1, and authority or date given."""
    given = rows["LA_PERM"].notna() | rows["DATE_PERM"].notna()
    return rows["PREV_PERM"].eq(codes.NO_PREVIOUS_PERMANENCE) & given
