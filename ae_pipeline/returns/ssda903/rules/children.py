"""Rules about who the child is: Header and UASC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.rules.ages import birthday
from ae_pipeline.returns.ssda903.rules.births import not_before_birth
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

HEADER = RuleBook("Header")
UASC = RuleBook("UASC")
_ADULT = 18


@HEADER.rule(
    "174",
    ("SEX", "MC_DOB"),
    "A male child has the date of birth of a mother's child: correct the sex, or remove the date.",
)
def father_with_mothers_child(rows: pd.DataFrame) -> pd.Series[bool]:
    """Male, and yet ``MC_DOB``."""
    return rows["SEX"].isin(codes.MALE) & rows["MC_DOB"].notna()


@HEADER.rule(
    "232",
    ("SEX",),
    "Sex is reported as not known: confirm that it is.",
    dimension=Dimension.COMPLETENESS,
    since="2024-25",
)
def sex_not_known(rows: pd.DataFrame) -> pd.Series[bool]:
    """``SEX`` U."""
    return rows["SEX"].isin(codes.UNKNOWN_SEX)


@HEADER.rule(
    "611",
    ("MOTHER", "MC_DOB"),
    "The child is a mother: give the date of birth of her first child.",
    dimension=Dimension.COMPLETENESS,
)
def mother_without_childs_birth(rows: pd.DataFrame) -> pd.Series[bool]:
    """A mother, and no ``MC_DOB``."""
    return rows["MOTHER"].eq(1) & rows["MC_DOB"].isna()


@HEADER.rule(
    "612",
    ("SEX", "MOTHER", "MC_DOB"),
    "There is a child's date of birth but no mother: set MOTHER to 1, or remove the date.",
)
def childs_birth_without_mother(rows: pd.DataFrame) -> pd.Series[bool]:
    """Not male (that is 174), not said to be a mother, and yet ``MC_DOB``."""
    not_a_mother = rows["MOTHER"].ne(1).fillna(value=True).astype(bool)
    return ~rows["SEX"].isin(codes.MALE) & not_a_mother & rows["MC_DOB"].notna()


not_before_birth(HEADER, "MC_DOB", "621")
not_before_birth(UASC, "DUC")


@UASC.rule(
    "304",
    ("DOB", "DUC"),
    "Unaccompanied status ends at the latest on the 18th birthday: correct the date.",
    dimension=Dimension.ACCURACY,
)
def status_ends_after_childhood(rows: pd.DataFrame) -> pd.Series[bool]:
    """``DUC`` after the 18th birthday; on the day itself is right."""
    return rows["DUC"] > birthday(rows["DOB"], _ADULT)
