"""The tables of SEN2 as Pandera models: the contract's columns, types, codes and keys.

Fields have the names of the XML; COLLECT's flat export writes them in lower case and adds ids. A
row is known by the id that COLLECT gave it, or in XML by its number in the drop; a need by its plan
and type. Not here: rules
about more than one cell (``rules``).

A row is rejected where it cannot be told whose it is, a person without a usable date of birth, a
plan without the day it began, a need without its type, and where the end of a span of time cannot
be read. Everywhere else the cell is blanked in the row that is kept.
"""

import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.quality.fields import (
    Protected,
    Protection,
    code,
    day,
    key,
    key_code,
    label,
    text,
)
from ae_pipeline.quality.findings import Severity
from ae_pipeline.returns import formats
from ae_pipeline.returns.codes import TRUE_OR_FALSE
from ae_pipeline.returns.ethnicity import EXTENDED_ETHNIC
from ae_pipeline.returns.sen2 import codes

_PRIVATE = Protection(Protected.PRIVATE)
_ukprn = formats.written_as("[0-9]{8}")
_authority = formats.written_as("[0-9]{3}")


def _row_of(table: str) -> Protection:
    return Protection(Protected.IDENTIFIER, f"sen2/{table}")


class SEN2(pa.DataFrameModel):
    """One row is one return: the authority, the collection, and who is responsible."""

    sen2_id: Series[str] = key("sen2tableid", "Id of the return.", protection=_row_of("return"))
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
        "LEA", "Authority that makes the return.", shape=_authority, expected="three digits"
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
        "persontableid", "Id of the person in the return.", protection=_row_of("person")
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
        "requeststableid", "Id of the request.", protection=_row_of("request")
    )
    person_id: Series[str] = label(
        "persontableid",
        "Id of the person.",
        required=True,
        severity=Severity.REJECT,
        protection=_row_of("person"),
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
        shape=_authority,
        expected="three digits",
    )

    class Config:
        """Pandera's settings."""

        name = "Requests"


class Assessment(pa.DataFrameModel):
    """One row is one assessment of needs, and whether a plan came of it."""

    assessment_id: Series[str] = key(
        "assessmenttableid", "Id of the assessment.", protection=_row_of("assessment")
    )
    request_id: Series[str] = label(
        "requeststableid",
        "Id of the request.",
        required=True,
        severity=Severity.REJECT,
        protection=_row_of("request"),
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


class NamedPlan(pa.DataFrameModel):
    """One row is one education, health and care plan in force at some time in the year."""

    plan_id: Series[str] = key("namedplantableid", "Id of the plan.", protection=_row_of("plan"))
    assessment_id: Series[str] = label(
        "assessmenttableid",
        "Id of the assessment.",
        required=True,
        severity=Severity.REJECT,
        protection=_row_of("assessment"),
    )
    started: Series[pa.DateTime] = day(
        "StartDate", "Day the plan began.", required=True, severity=Severity.REJECT
    )
    residential: Series[str] = code("PlanRes", "Weeks in residence.", codes.RESIDENTIAL)
    work_based: Series[str] = code("PlanWBP", "Work-based placement.", codes.WORK_BASED)
    personal_budget: Series[str] = code("PB", "Whether there is a personal budget.", TRUE_OR_FALSE)
    organised: Series[str] = code("OA", "Whether arrangements are organised.", TRUE_OR_FALSE)
    direct_payment: Series[str] = code("DP", "What direct payments are for.", codes.DIRECT_PAYMENT)
    ceased: Series[pa.DateTime] = day(
        "CeaseDate", "Day the plan ceased; empty while it lasts.", severity=Severity.REJECT
    )
    cease_reason: Series[str] = code("CeaseReason", "Why it ceased.", codes.CEASE_REASON)

    class Config:
        """Pandera's settings."""

        name = "NamedPlan"


class PlanDetail(pa.DataFrameModel):
    """One row is one school, college or other setting that a plan named when it was issued."""

    detail_id: Series[str] = key("plandetailtableid", "Id of the row.", protection=_PRIVATE)
    plan_id: Series[str] = label(
        "namedplantableid",
        "Id of the plan.",
        required=True,
        severity=Severity.REJECT,
        protection=_row_of("plan"),
    )
    urn: Series[str] = text(
        "URN", "School's number.", shape=formats.school_urn, expected="six digits"
    )
    ukprn: Series[str] = text("UKPRN", "Provider's number.", shape=_ukprn, expected="eight digits")
    setting: Series[str] = code("SENSetting", "Where else.", codes.NAMED_SETTING)
    setting_other: Series[str] = label(
        "SENSettingOther", "Where else, in words.", protection=_PRIVATE
    )
    rank: Series[str] = code("PlacementRank", "1 the main one, 2 a second.", codes.RANK)
    sen_unit: Series[str] = code("SENunitIndicator", "In a SEN unit.", TRUE_OR_FALSE)
    resourced: Series[str] = code(
        "ResourcedProvisionIndicator", "In resourced provision.", TRUE_OR_FALSE
    )

    class Config:
        """Pandera's settings."""

        name = "PlanDetail"


class ActivePlans(pa.DataFrameModel):
    """One row is one plan in force on the day of the census, and its last review."""

    active_id: Series[str] = key(
        "activeplanstableid", "Id of the row.", protection=_row_of("active")
    )
    request_id: Series[str] = label(
        "requeststableid",
        "Id of the request.",
        required=True,
        severity=Severity.REJECT,
        protection=_row_of("request"),
    )
    transferred_from: Series[str] = text(
        "TransferLA",
        "Authority that the plan came from.",
        shape=_authority,
        expected="three digits",
    )
    residential: Series[str] = code("Res", "Weeks in residence, in 2023.", codes.RESIDENTIAL)
    work_based: Series[str] = code("WBP", "Work-based placement, in 2023.", codes.WORK_BASED)
    review_meeting: Series[pa.DateTime] = day(
        "ReviewMeeting", "Day of the last review meeting, from 2024."
    )
    review_decided: Series[pa.DateTime] = day(
        "LastReview", "Day of the letter with the decision of the last review."
    )
    review_outcome: Series[str] = code(
        "ReviewOutcome", "A amend, C cease, M maintain; from 2024.", codes.REVIEW_OUTCOME
    )
    review_draft: Series[pa.DateTime] = day(
        "ReviewDraft", "Day the amended draft was sent, from 2025."
    )
    phase_transfer_due: Series[pa.DateTime] = day(
        "PhaseTransferDueDate", "Day the review before a change of phase is due, from 2025."
    )
    phase_transfer_final: Series[pa.DateTime] = day(
        "PhaseTransferFinalDate", "Day the plan for the next phase was final, from 2025."
    )

    class Config:
        """Pandera's settings."""

        name = "ActivePlans"


class PlacementDetail(pa.DataFrameModel):
    """One row is one placement of a person with a plan during the year."""

    placement_id: Series[str] = key(
        "placementdetailtableid", "Id of the placement.", protection=_PRIVATE
    )
    active_id: Series[str] = label(
        "activeplanstableid",
        "Id of the plan in force.",
        required=True,
        severity=Severity.REJECT,
        protection=_row_of("active"),
    )
    urn: Series[str] = text(
        "URN", "School's number.", shape=formats.school_urn, expected="six digits"
    )
    ukprn: Series[str] = text("UKPRN", "Provider's number.", shape=_ukprn, expected="eight digits")
    setting: Series[str] = code("SENSetting", "Where else.", codes.NAMED_SETTING)
    setting_other: Series[str] = label(
        "SENSettingOther", "Where else, in words.", protection=_PRIVATE
    )
    rank: Series[str] = code(
        "PlacementRank", "1 the main one, 2 a second.", codes.RANK, required=True
    )
    entered: Series[pa.DateTime] = day("EntryDate", "Day the placement began.")
    left: Series[pa.DateTime] = day(
        "LeavingDate", "Day it ended; empty while it lasts.", severity=Severity.REJECT
    )
    attendance: Series[str] = code(
        "AttendancePattern", "FT full time, PT part time; in 2023.", codes.ATTENDANCE
    )
    sen_unit: Series[str] = code("SENunitIndicator", "In a SEN unit.", TRUE_OR_FALSE)
    resourced: Series[str] = code(
        "ResourcedProvisionIndicator", "In resourced provision.", TRUE_OR_FALSE
    )
    residential: Series[str] = code("Res", "Weeks in residence, from 2024.", codes.RESIDENTIAL)
    work_based: Series[str] = code("WBP", "Work-based placement, from 2024.", codes.WORK_BASED)

    class Config:
        """Pandera's settings."""

        name = "PlacementDetail"


class SENneed(pa.DataFrameModel):
    """One row is one type of need of a person with a plan."""

    active_id: Series[str] = key(
        "activeplanstableid", "Id of the plan in force.", protection=_row_of("active")
    )
    need: Series[str] = key_code("SENtype", "Type of need.", codes.SEN_TYPE)
    rank: Series[str] = code("SENtypeRank", "1 the primary need, 2 a secondary one.", codes.RANK)

    class Config:
        """Pandera's settings."""

        name = "SENneed"
