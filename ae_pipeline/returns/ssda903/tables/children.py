"""Who the child is: Header, and unaccompanied asylum-seeking children (UASC)."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.ssda903 import codes, formats
from ae_pipeline.validation.fields import code, day, key, text, whole_number
from ae_pipeline.validation.findings import Severity


class Header(pa.DataFrameModel):
    """One row is one child looked after, or care leaver, in the year."""

    child: Series[str] = key("CHILD", "The authority's own identifier of the child.")
    sex: Series[str] = code(
        "SEX", "Sex: 1 or M male, 2 or F female, U not known.", codes.SEX, rule="101", required=True
    )
    dob: Series[pa.DateTime] = day(
        "DOB", "Date of birth.", rule="102", required=True, severity=Severity.REJECT
    )
    ethnic: Series[str] = code(
        "ETHNIC", "Ethnicity, main code.", codes.ETHNIC, rule="103", required=True
    )
    upn: Series[str] = text(
        "UPN",
        "Unique pupil number, or UN1 to UN5 for why there is none.",
        rule="168",
        shape=formats.upn,
        expected="a UPN of 13 characters with the right check letter, or UN1 to UN5",
    )
    mother: Series[pd.Int64Dtype] = whole_number(
        "MOTHER", "1 if the child is a mother.", rule="165", lowest=0, highest=1
    )
    mc_dob: Series[pa.DateTime] = day("MC_DOB", "Date of birth of her first child.", rule="171")
    uasc: Series[pd.Int64Dtype] = whole_number(
        "UASC",
        "1 if unaccompanied and seeking asylum in the year; only XML files have it.",
        rule="105",
        lowest=0,
        highest=1,
    )

    class Config:
        """Pandera's settings."""

        name = "Header"


class UASC(pa.DataFrameModel):
    """One row is one child who was unaccompanied and seeking asylum in the year."""

    child: Series[str] = key("CHILD", "The authority's own identifier of the child.")
    sex: Series[str] = code("SEX", "Sex, as in Header.", codes.SEX)
    dob: Series[pa.DateTime] = day("DOB", "Date of birth, as in Header.", required=True)
    duc: Series[pa.DateTime] = day(
        "DUC", "Date the status ceased, or will: at the latest the 18th birthday.", rule="104"
    )

    class Config:
        """Pandera's settings."""

        name = "UASC"
