"""Permanence: adoption from care, the decision for it, and permanence before care."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.ssda903 import codes, formats
from ae_pipeline.validation.fields import code, day, key, key_day, text, whole_number
from ae_pipeline.validation.findings import Severity

_CHILD = "The authority's own identifier of the child."
_DOB = "Date of birth, as in Header."


class AD1(pa.DataFrameModel):
    """One row is one child adopted from care in the year."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    date_int: Series[pa.DateTime] = day(
        "DATE_INT", "Date of the decision that the child should be adopted.", rule="112"
    )
    date_match: Series[pa.DateTime] = day(
        "DATE_MATCH", "Date child and adopters were matched.", rule="113"
    )
    foster_care: Series[pd.Int64Dtype] = whole_number(
        "FOSTER_CARE", "1 if adopted by the child's foster carers.", rule="114", lowest=0, highest=1
    )
    nb_adoptr: Series[pd.Int64Dtype] = whole_number(
        "NB_ADOPTR", "Number of adopters.", rule="175", lowest=1, highest=2
    )
    sex_adoptr: Series[str] = code(
        "SEX_ADOPTR", "Sex of the adopters.", codes.SEX_ADOPTR, rule="176"
    )
    ls_adoptr: Series[str] = code(
        "LS_ADOPTR", "Whether the adopters are a couple in law.", codes.LS_ADOPTR, rule="177"
    )

    class Config:
        """Pandera's settings."""

        name = "AD1"


class PlacedAdoption(pa.DataFrameModel):
    """One row is one decision that a child should be placed for adoption."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    date_placed: Series[pa.DateTime] = key_day("DATE_PLACED", "Date of the decision.", rule="115")
    date_placed_ceased: Series[pa.DateTime] = day(
        "DATE_PLACED_CEASED",
        "Date it was decided that the child should no longer be; empty while the decision holds.",
        rule="116",
        severity=Severity.REJECT,
    )
    reason_placed_ceased: Series[str] = code(
        "REASON_PLACED_CEASED",
        "Why the decision was reversed.",
        codes.REASON_PLACED_CEASED,
        rule="120",
    )

    class Config:
        """Pandera's settings."""

        name = "PlacedAdoption"


class PrevPerm(pa.DataFrameModel):
    """One row is one child who came into care in the year, and the permanence it had before."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    prev_perm: Series[str] = code(
        "PREV_PERM", "Permanence the child had before, Z1 for none.", codes.PREV_PERM, rule="631"
    )
    la_perm: Series[str] = text(
        "LA_PERM",
        "Authority where that was arranged.",
        rule="633",
        shape=formats.previous_authority,
        expected="an authority's number or code, or three letters for a place outside England",
    )
    date_perm: Series[str] = text(
        "DATE_PERM",
        "Date of that order, zz for each part that is not known.",
        rule="632",
        shape=formats.partial_date,
        expected="a date written DD/MM/YYYY, with zz for what is not known",
    )

    class Config:
        """Pandera's settings."""

        name = "PrevPerm"
