"""Tables of the yearly census as its XML has them: header, vacancies, workers.

Not here: the monthly staff records (``staff``), or rules about several cells (``rules``).

Source: DfE's schema of the children's social work workforce census, 2022.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import codes as shared
from ae_pipeline.returns.formats import written_as
from ae_pipeline.returns.workforce import codes
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    decimal,
    key,
    key_day,
    label,
    text,
    whole_number,
)
from ae_pipeline.validation.findings import Severity

WORKER = Protection(Protected.IDENTIFIER, "worker")
_MOST_CASES = 200


class Header(pa.DataFrameModel):
    """One row is one census: its year and who made it."""

    year: Series[str] = key("Year", "The year whose September the census ends with.")
    collection: Series[str] = code("Collection", "Always CSWW.", codes.COLLECTION)
    reference_date: Series[pa.DateTime] = day(
        "ReferenceDate", "The day the census is of, 30 September.", required=True
    )
    lea: Series[str] = text(
        "LEA",
        "Three-digit number of the authority.",
        shape=written_as("[0-9]{3}"),
        expected="three digits",
        required=True,
    )
    source_level: Series[str] = label("SourceLevel", "L where the authority made it.")
    software_code: Series[str] = label("SoftwareCode", "The program that made it.")
    made_at: Series[str] = label("DateTime", "When it was made.")

    class Config:
        """Pandera's settings."""

        name = "Header"


class LALevelVacancies(pa.DataFrameModel):
    """One row is the vacancies of the authority on the day of the census."""

    vacancies_id: Series[str] = key("VacanciesID", "Running number within the drop.")
    vacancies_fte: Series[pd.Float64Dtype] = decimal(
        "NumberOfVacancies",
        "Vacant posts, full-time equivalents, those that agency workers cover included.",
        lowest=0,
        highest=10_000,
        required=True,
        severity=Severity.REJECT,
    )
    agency_cover_fte: Series[pd.Float64Dtype] = decimal(
        "NoAgencyFTE", "Of them covered by agency workers.", lowest=0, highest=10_000
    )
    agency_cover_headcount: Series[pd.Int64Dtype] = whole_number(
        "NoAgencyHeadcount", "Agency workers who cover them.", lowest=0, highest=10_000
    )

    class Config:
        """Pandera's settings."""

        name = "LALevelVacancies"


class CSWWWorker(pa.DataFrameModel):
    """One row is one role of a social worker, held at some time in the year to 30 September."""

    agency_worker: Series[str] = code(
        "AgencyWorker",
        "1 if an agency employs the worker.",
        shared.ZERO_OR_ONE,
        required=True,
        severity=Severity.REJECT,
    )
    swe_no: Series[str] = key("SWENo", "Registration with Social Work England.", protection=WORKER)
    fte: Series[pd.Float64Dtype] = decimal(
        "FTE", "Contracted share of full time.", lowest=0, highest=1
    )
    person_birth_date: Series[pa.DateTime] = day("PersonBirthDate", "Date of birth.")
    gender_current: Series[str] = code(
        "GenderCurrent", "Gender, in the censuses that ask for it.", codes.GENDER
    )
    sex: Series[str] = code("Sex", "Sex, in the censuses that ask for it.", shared.SEX)
    ethnicity: Series[str] = code("Ethnicity", "Ethnic group.", codes.ETHNIC)
    qual_level: Series[str] = code("QualLevel", "Level of the degree.", codes.QUALIFICATION)
    step_up_grad: Series[str] = code(
        "StepUpGrad", "1 if through Step Up to Social Work.", shared.ZERO_OR_ONE
    )
    org_role: Series[str] = code("OrgRole", "Role in the organisation.", codes.ROLE)
    role_start_date: Series[pa.DateTime] = key_day("RoleStartDate", "First day in the role.")
    start_origin: Series[str] = code("StartOrigin", "Where the worker came from.", codes.ORIGIN)
    role_end_date: Series[pa.DateTime] = day(
        "RoleEndDate",
        "Last day in the role; empty while it is held.",
        severity=Severity.REJECT,
    )
    leaver_destination: Series[str] = code(
        "LeaverDestination", "Where a leaver went.", codes.DESTINATION
    )
    reason_leave: Series[str] = code("ReasonLeave", "Why the role was left.", codes.LEAVING)
    fte_30: Series[pd.Float64Dtype] = decimal(
        "FTE30", "Share of full time on 30 September.", lowest=0, highest=1
    )
    cases_30: Series[pd.Int64Dtype] = whole_number(
        "Cases30",
        "Children allocated to the worker on 30 September.",
        lowest=0,
        highest=_MOST_CASES,
    )
    working_days_lost: Series[pd.Float64Dtype] = decimal(
        "WorkingDaysLost",
        "Working days lost to sickness in the year.",
        lowest=0,
        highest=366,
    )
    contract_weeks: Series[pd.Float64Dtype] = decimal(
        "ContractWeeks",
        "Weeks of an agency worker's contract.",
        lowest=0,
        highest=520,
    )
    frontline_grad: Series[str] = code(
        "FrontlineGrad", "1 if through Frontline.", shared.ZERO_OR_ONE
    )
    absent_30: Series[str] = code("Absat30Sept", "1 if absent on 30 September.", shared.ZERO_OR_ONE)
    reason_absence: Series[str] = code(
        "ReasonAbsence", "Why the worker was absent on 30 September.", codes.ABSENCE
    )
    career_stage: Series[str] = code(
        "CFKSSstatus",
        "Stage of the career: 1 is the assessed and supported first year.",
        codes.CAREER,
    )

    class Config:
        """Pandera's settings."""

        name = "CSWWWorker"
