"""The tables of the Virtual School's records as Pandera models.

A row is rejected that is of no child, no term or no day of moving; everything else warns. Not
here: rules about more than one cell (``rules``).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.academic_age import academic_year
from ae_pipeline.returns.codes import YES_OR_NO
from ae_pipeline.returns.epep import codes
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    decimal,
    key,
    key_day,
    text,
    whole_number,
)

_CHILD = "The social care system's number of the child."
_CHILD_KEPT = Protection(Protected.CHILD, "epep/child")
_UPN = "Unique pupil number, or the code for why there is none."
_UPN_EXPECTED = "a UPN whose check letter is right, or UN1 to UN5"
_SIX_DIGITS = "six digits"
_NO_SESSIONS_BEYOND = 400


class PEPs(pa.DataFrameModel):
    """One row is the personal education plan that a looked-after child should have in a term."""

    childid: Series[str] = key("CHILDID", _CHILD, protection=_CHILD_KEPT)
    acadyr: Series[str] = key(
        "ACADYR",
        "Academic year, as 2024-25.",
        shape=academic_year,
        expected="an academic year, written 2024-25",
    )
    term: Series[str] = key(
        "TERM",
        "AUT, SPR or SUM.",
        shape=formats.written_as("|".join(codes.TERMS)),
        expected="AUT, SPR or SUM",
    )
    upn: Series[str] = text(
        "UPN",
        _UPN,
        shape=formats.upn_or(codes.UNKNOWN_UPN),
        expected=_UPN_EXPECTED,
        protection=Protection(Protected.PUPIL),
    )
    dob: Series[pa.DateTime] = day("DOB", "Date of birth.", required=True)
    stage: Series[str] = code("STAGE", "Early years, or key stage 1 to 5.", codes.STAGE)
    carestarted: Series[pa.DateTime] = day(
        "CARESTARTED", "Day the child came into care this time.", required=True
    )
    firstpep: Series[str] = code(
        "FIRSTPEP", "Whether it is the first plan since then.", YES_OR_NO, required=True
    )
    pepdue: Series[pa.DateTime] = day("PEPDUE", "Day by which it is due.", required=True)
    pepdate: Series[pa.DateTime] = day(
        "PEPDATE", "Day of the meeting that made it; empty while there was none."
    )
    within10wd: Series[str] = code(
        "WITHIN10WD",
        "Whether the first plan was made within 10 working days of entering care; empty for "
        "later ones.",
        YES_OR_NO,
    )
    quality: Series[str] = code("QUALITY", "Judged red, amber or green.", codes.QUALITY)
    urn: Series[str] = text(
        "URN",
        "DfE's number of the school; empty where the child has none.",
        shape=formats.school_urn,
        expected=_SIX_DIGITS,
    )
    sesspossible: Series[pd.Int64Dtype] = whole_number(
        "SESSPOSSIBLE",
        "Sessions in the term until the extract that the child could attend.",
        lowest=0,
        highest=_NO_SESSIONS_BEYOND,
    )
    sessattended: Series[pd.Int64Dtype] = whole_number(
        "SESSATTENDED", "Sessions attended of these.", lowest=0, highest=_NO_SESSIONS_BEYOND
    )
    suspensions: Series[pd.Int64Dtype] = whole_number(
        "SUSPENSIONS", "Suspensions in the term.", lowest=0, highest=50
    )
    progress: Series[str] = code(
        "PROGRESS", "Attainment against what is expected at the age.", codes.PROGRESS
    )
    ppplus: Series[pd.Float64Dtype] = decimal(
        "PPPLUS", "Pupil premium plus spent in the term, pounds.", lowest=0, highest=20000
    )
    ehcp: Series[str] = code("EHCP", "Education, health and care plan.", YES_OR_NO)
    sdq: Series[pd.Int64Dtype] = whole_number(
        "SDQ",
        "Latest strengths and difficulties score.",
        lowest=0,
        highest=codes.HIGHEST_SDQ,
    )
    movedthisyear: Series[str] = code(
        "MOVEDTHISYEAR", "Changed school within the academic year.", YES_OR_NO
    )

    class Config:
        """Pandera's settings."""

        name = "PEPs"


class SchoolMoves(pa.DataFrameModel):
    """One row is a looked-after child's change of school."""

    childid: Series[str] = key("CHILDID", _CHILD, protection=_CHILD_KEPT)
    movedate: Series[pa.DateTime] = key_day("MOVEDATE", "First day at the new school.")
    upn: Series[str] = text(
        "UPN",
        _UPN,
        shape=formats.upn_or(codes.UNKNOWN_UPN),
        expected=_UPN_EXPECTED,
        protection=Protection(Protected.PUPIL),
    )
    dob: Series[pa.DateTime] = day("DOB", "Date of birth.", required=True)
    fromurn: Series[str] = text(
        "FROMURN",
        "DfE's number of the school left.",
        shape=formats.school_urn,
        expected=_SIX_DIGITS,
    )
    tourn: Series[str] = text(
        "TOURN",
        "DfE's number of the new school.",
        shape=formats.school_urn,
        expected=_SIX_DIGITS,
        required=True,
    )
    movereason: Series[str] = code("MOVEREASON", "Why.", codes.MOVE_REASON)
    inyear: Series[str] = code(
        "INYEAR", "Whether outside 1 August to 30 September.", YES_OR_NO, required=True
    )

    class Config:
        """Pandera's settings."""

        name = "SchoolMoves"
