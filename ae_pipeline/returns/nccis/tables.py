"""The tables of NCCIS as Pandera models.

A row is rejected that is of nobody, an activity also without a usable code or start, and any span
with an unusable end; everything else warns. Not here: rules about more than one cell (``rules``).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.codes import ETHNIC, SEX
from ae_pipeline.returns.nccis import codes
from ae_pipeline.validation.codelist import CodeList
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    key,
    key_day,
    label,
    text,
    whole_number,
)
from ae_pipeline.validation.findings import Severity

_YPID = "The tracking system's own number of the young person."
_PERSON = Protection(Protected.IDENTIFIER, "nccis/person")
_DOB = "Date of birth, as in YoungPeople."


class YoungPeople(pa.DataFrameModel):
    """One row is one young person that the authority tracks, as of the day of the extract."""

    ypid: Series[str] = key("YPID", _YPID, protection=_PERSON)
    extractdate: Series[pa.DateTime] = day(
        "EXTRACTDATE", "Day the extract speaks of.", required=True
    )
    upn: Series[str] = text(
        "UPN",
        "Unique pupil number; empty where the system does not have it.",
        shape=formats.upn,
        expected="a UPN whose check letter is right",
        protection=Protection(Protected.PUPIL),
    )
    uln: Series[str] = text(
        "ULN",
        "Unique learner number.",
        shape=formats.uln,
        expected="ten digits",
        protection=Protection(Protected.IDENTIFIER, "uln"),
    )
    surname: Series[str] = label("SURNAME", "Surname.", protection=Protection(Protected.NAME))
    forename: Series[str] = label("FORENAME", "Forename.", protection=Protection(Protected.NAME))
    dob: Series[pa.DateTime] = day("DOB", "Date of birth.", required=True)
    sex: Series[str] = code("SEX", "Sex.", SEX, required=True)
    ethnic: Series[str] = code("ETHNIC", "Ethnic group.", ETHNIC)
    postcode: Series[str] = text(
        "POSTCODE",
        "Postcode of the home.",
        shape=formats.postcode,
        expected="a whole postcode",
        protection=Protection(Protected.POSTCODE),
    )
    lea: Series[str] = text(
        "LEA",
        "Number of the authority where the young person lives.",
        shape=formats.written_as("[0-9]{3}"),
        expected="three digits",
        required=True,
    )
    academicage: Series[pd.Int64Dtype] = whole_number(
        "ACADEMICAGE",
        "Age on the last 31 August before the extract.",
        lowest=13,
        highest=25,
        required=True,
    )
    cohortstatus: Series[str] = code(
        "COHORTSTATUS",
        "C in the authority's cohort, M moved out, D died.",
        codes.COHORT,
        required=True,
    )
    sendstatus: Series[str] = code(
        "SENDSTATUS",
        "N no special educational need, K SEN support, E education, health and care plan.",
        codes.SEND,
        required=True,
    )

    class Config:
        """Pandera's settings."""

        name = "YoungPeople"


class Activities(pa.DataFrameModel):
    """One row is one activity of a young person, from one day on; that of today has no end."""

    ypid: Series[str] = key("YPID", _YPID, protection=_PERSON)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    activity: Series[str] = code(
        "ACTIVITY",
        "What the young person does.",
        codes.ACTIVITY,
        required=True,
        severity=Severity.REJECT,
    )
    startdate: Series[pa.DateTime] = key_day("STARTDATE", "Date it began.")
    enddate: Series[pa.DateTime] = day(
        "ENDDATE",
        "Date it ended, the first day of another; empty while it lasts.",
        severity=Severity.REJECT,
    )
    ascertained: Series[pa.DateTime] = day(
        "ASCERTAINED", "Date it was last confirmed.", required=True
    )
    reviewdue: Series[pa.DateTime] = day(
        "REVIEWDUE", "Date until which it is taken to go on unless confirmed again."
    )
    predictedend: Series[pa.DateTime] = day("PREDICTEDEND", "Date it is expected to end.")
    neetstart: Series[pa.DateTime] = day(
        "NEETSTART", "Date since which the young person has been NEET without a break."
    )
    previousactivity: Series[str] = code("PREVIOUSACTIVITY", "The activity before.", codes.ACTIVITY)
    establishment: Series[str] = text(
        "ESTABLISHMENT",
        "DfE's number of the school or college.",
        shape=formats.school_urn,
        expected="six digits",
    )
    level: Series[str] = code(
        "LEVEL",
        "Level studied for: E entry, 1 to 3, 4 and above.",
        CodeList(frozenset({"E", "1", "2", "3", "4"})),
    )

    class Config:
        """Pandera's settings."""

        name = "Activities"


class Characteristics(pa.DataFrameModel):
    """One row is one circumstance of a young person that tracking takes account of."""

    ypid: Series[str] = key("YPID", _YPID, protection=_PERSON)
    characteristic: Series[str] = key(
        "CHARACTERISTIC",
        "Which: looked after, care leaver, carer …",
        shape=formats.written_as("|".join(sorted(codes.CHARACTERISTICS))),
        expected="a code on the list",
    )
    charstart: Series[pa.DateTime] = day("CHARSTART", "Date it began or became known.")
    charend: Series[pa.DateTime] = day(
        "CHAREND", "Date it ended; empty while it lasts.", severity=Severity.REJECT
    )

    class Config:
        """Pandera's settings."""

        name = "Characteristics"


class SeptemberGuarantee(pa.DataFrameModel):
    """One row is whether a pupil of Year 11 or 12 was offered a place for the September after."""

    ypid: Series[str] = key("YPID", _YPID, protection=_PERSON)
    guaranteeyear: Series[str] = key(
        "GUARANTEEYEAR",
        "Year of the September that the place is for.",
        shape=formats.written_as(codes.GUARANTEE_YEAR),
        expected="a year",
    )
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    yeargroup: Series[pd.Int64Dtype] = whole_number(
        "YEARGROUP", "Year group before that September.", lowest=11, highest=12, required=True
    )
    guarantee: Series[str] = code(
        "GUARANTEE", "Whether an offer was made.", codes.GUARANTEE, required=True
    )
    offerdate: Series[pa.DateTime] = day("OFFERDATE", "Date of the offer.")

    class Config:
        """Pandera's settings."""

        name = "SeptemberGuarantee"
