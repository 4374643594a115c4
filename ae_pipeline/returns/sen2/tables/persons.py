"""SEN2's tables about people and how a plan comes about: requests and assessments."""

import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.codes import TRUE_OR_FALSE
from ae_pipeline.returns.ethnicity import EXTENDED_ETHNIC
from ae_pipeline.returns.sen2 import codes
from ae_pipeline.returns.sen2.tables.protections import authority, row_of
from ae_pipeline.validation.fields import Protected, Protection, code, day, key, label, text
from ae_pipeline.validation.findings import Severity


class SEN2(pa.DataFrameModel):
    """One row is one return: the authority, the collection, and who is responsible."""

    sen2_id: Series[str] = key("sen2tableid", "Id of the return.", protection=row_of("return"))
    collection: Series[str] = label("Collection", "Name of the collection: SEN2.")
    year: Series[str] = text(
        "Year",
        "Year of the January census.",
        shape=formats.written_as("[0-9]{4}"),
        expected="a year of four digits",
    )
    reference_date: Series[pa.DateTime] = day("ReferenceDate", "Day of the January census.")
    source_level: Series[str] = label("SourceLevel", "L for an authority.")
    lea: Series[str] = text(
        "LEA", "Authority that makes the return.", shape=authority, expected="three digits"
    )
    software_code: Series[str] = label("SoftwareCode", "System that made the file.")
    release: Series[str] = label("Release", "Its version.")
    serial_no: Series[str] = label("SerialNo", "Number of the file.")
    date_time: Series[str] = label("DateTime", "When the file was made.")
    dmo: Series[str] = code("DMO", "Designated medical officer in post.", codes.OFFICER)
    dco: Series[str] = code("DCO", "Designated clinical officer in post.", codes.OFFICER)
    dsco: Series[str] = code("DSCO", "Designated social care officer in post.", codes.OFFICER)

    class Config:
        """Pandera's settings."""

        name = "SEN2"


class Person(pa.DataFrameModel):
    """One row is one child or young person with a request, an assessment or a plan."""

    person_id: Series[str] = key(
        "persontableid", "Id of the person in the return.", protection=row_of("person")
    )
    surname: Series[str] = label(
        "Surname", "Family name.", required=True, protection=Protection(Protected.NAME)
    )
    forename: Series[str] = label(
        "Forename", "First name.", required=True, protection=Protection(Protected.NAME)
    )
    born: Series[pa.DateTime] = day(
        "PersonBirthDate", "Date of birth.", required=True, severity=Severity.REJECT
    )
    sex: Series[str] = code("Sex", "Sex, from 2024.", codes.SEX)
    gender: Series[str] = code("GenderCurrent", "Gender, in 2023.", codes.GENDER)
    ethnicity: Series[str] = code("Ethnicity", "Ethnic group.", EXTENDED_ETHNIC, required=True)
    postcode: Series[str] = text(
        "PostCode",
        "Postcode of the home.",
        shape=formats.postcode,
        expected="a postcode",
        protection=Protection(Protected.POSTCODE),
    )
    upn: Series[str] = text(
        "UPN",
        "Unique pupil number.",
        shape=formats.upn,
        expected="a UPN of 13 characters with the right check letter",
        protection=Protection(Protected.PUPIL),
    )
    uln: Series[str] = text(
        "UniqueLearnerNumber",
        "Unique learner number.",
        shape=formats.uln,
        expected="ten digits",
        protection=Protection(Protected.IDENTIFIER, "uln"),
    )
    upn_unknown: Series[str] = code(
        "UPNunknown", "Why there is no UPN and no ULN.", codes.UPN_UNKNOWN
    )

    class Config:
        """Pandera's settings."""

        name = "Person"


class Requests(pa.DataFrameModel):
    """One row is one request for an assessment of education, health and care needs.

    A plan from before the year, or from another authority, hangs on a request of outcome H.
    """

    request_id: Series[str] = key(
        "requeststableid", "Id of the request.", protection=row_of("request")
    )
    person_id: Series[str] = label(
        "persontableid",
        "Id of the person.",
        required=True,
        severity=Severity.REJECT,
        protection=row_of("person"),
    )
    received: Series[pa.DateTime] = day(
        "ReceivedDate", "Day the request was received, from which the 20 weeks run."
    )
    source: Series[str] = code("RequestSource", "Who asked, from 2025.", codes.REQUEST_SOURCE)
    rya: Series[str] = code("RYA", "Whether the person is in youth accommodation.", TRUE_OR_FALSE)
    outcome_date: Series[pa.DateTime] = day(
        "RequestOutcomeDate", "Day the decision whether to assess was told."
    )
    outcome: Series[str] = code(
        "RequestOutcome",
        "Y assessed, N refused, A awaited, W withdrawn, H before the year.",
        codes.REQUEST_OUTCOME,
        required=True,
    )
    mediation: Series[str] = code("RequestMediation", "Mediation about it.", TRUE_OR_FALSE)
    tribunal: Series[str] = code("RequestTribunal", "Appeal about it.", TRUE_OR_FALSE)
    exported: Series[str] = text(
        "Exported",
        "Authority that the person moved to before the decision.",
        shape=authority,
        expected="three digits",
    )

    class Config:
        """Pandera's settings."""

        name = "Requests"


class Assessment(pa.DataFrameModel):
    """One row is one assessment of needs, and whether a plan came of it."""

    assessment_id: Series[str] = key(
        "assessmenttableid", "Id of the assessment.", protection=row_of("assessment")
    )
    request_id: Series[str] = label(
        "requeststableid",
        "Id of the request.",
        required=True,
        severity=Severity.REJECT,
        protection=row_of("request"),
    )
    outcome: Series[str] = code(
        "AssessmentOutcome",
        "Y plan issued, N not, A awaited, W withdrawn, H before the year or elsewhere.",
        codes.ASSESSMENT_OUTCOME,
        required=True,
    )
    outcome_date: Series[pa.DateTime] = day(
        "AssessmentOutcomeDate", "Day the plan was issued, or told that there will be none."
    )
    mediation: Series[str] = code("AssessmentMediation", "Mediation about it.", TRUE_OR_FALSE)
    tribunal: Series[str] = code("AssessmentTribunal", "Appeal about it.", TRUE_OR_FALSE)
    other_mediation: Series[str] = code(
        "OtherMediation", "Mediation about anything else.", TRUE_OR_FALSE
    )
    other_tribunal: Series[str] = code(
        "OtherTribunal", "Appeal about anything else.", TRUE_OR_FALSE
    )
    exception: Series[str] = code(
        "Week20", "Whether an exception to the limit of 20 weeks applies.", TRUE_OR_FALSE
    )

    class Config:
        """Pandera's settings."""

        name = "Assessment"
