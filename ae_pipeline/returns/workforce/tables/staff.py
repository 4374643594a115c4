"""Tables of the monthly staff records: workers, vacancies, absence, caseload, supervision.

A layout of the house, exported from the personnel and the social care system. Social workers of
children and families alone, those of agencies included. Not here: the census (``census``).
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import codes as shared
from ae_pipeline.returns.workforce import codes
from ae_pipeline.returns.workforce.tables.census import WORKER
from ae_pipeline.validation.fields import code, day, decimal, key, key_day, label, whole_number
from ae_pipeline.validation.findings import Severity

_WORKER = "Registration of the worker with Social Work England."
_AS_AT = "Last day of the month that the row tells of."


class Workers(pa.DataFrameModel):
    """One row is one role of a social worker, past ones of the last two years included."""

    worker_id: Series[str] = key("worker_id", _WORKER, protection=WORKER)
    role_start: Series[pa.DateTime] = key_day("role_start", "First day in the role.")
    contract: Series[str] = code(
        "contract",
        "Permanent, fixed term, or employed by an agency.",
        codes.CONTRACT,
        required=True,
        severity=Severity.REJECT,
    )
    fte: Series[pd.Float64Dtype] = decimal(
        "fte", "Share of full time; of a leaver, the last one.", lowest=0, highest=1, required=True
    )
    org_role: Series[str] = code(
        "org_role", "Role in the organisation, as the census has it.", codes.ROLE
    )
    team: Series[str] = label("team", "The team.", required=True)
    career_stage: Series[str] = code(
        "career_stage", "Stage of the career, as the census has it.", codes.CAREER
    )
    date_of_birth: Series[pa.DateTime] = day("date_of_birth", "Date of birth.")
    sex: Series[str] = code("sex", "Sex.", shared.SEX)
    ethnicity: Series[str] = code("ethnicity", "Ethnic group.", codes.ETHNIC)
    start_origin: Series[str] = code(
        "start_origin", "Where the worker came from, as the census has it.", codes.ORIGIN
    )
    role_end: Series[pa.DateTime] = day(
        "role_end", "Last day in the role; empty while it is held.", severity=Severity.REJECT
    )
    destination: Series[str] = code(
        "destination", "Where a leaver went, as the census has it.", codes.DESTINATION
    )
    leaving_reason: Series[str] = code(
        "leaving_reason", "Why the role was left, as the census has it.", codes.LEAVING
    )

    class Config:
        """Pandera's settings."""

        name = "Workers"


class Vacancies(pa.DataFrameModel):
    """One row is the posts of one team at the end of one month."""

    as_at: Series[pa.DateTime] = key_day("as_at", _AS_AT)
    team: Series[str] = key("team", "The team.")
    posts_fte: Series[pd.Float64Dtype] = decimal(
        "posts_fte", "Posts of the team, full-time equivalents.", lowest=0, highest=1000
    )
    vacant_fte: Series[pd.Float64Dtype] = decimal(
        "vacant_fte",
        "Of them vacant, those that agency workers cover included.",
        lowest=0,
        highest=1000,
        required=True,
        severity=Severity.REJECT,
    )
    agency_cover_fte: Series[pd.Float64Dtype] = decimal(
        "agency_cover_fte", "Of the vacant covered by agency workers.", lowest=0, highest=1000
    )

    class Config:
        """Pandera's settings."""

        name = "Vacancies"


class Absence(pa.DataFrameModel):
    """One row is one absence of a worker."""

    worker_id: Series[str] = key("worker_id", _WORKER, protection=WORKER)
    absence_start: Series[pa.DateTime] = key_day("absence_start", "First day of absence.")
    absence_end: Series[pa.DateTime] = day(
        "absence_end",
        "Last day of absence; empty while it lasts.",
        severity=Severity.REJECT,
    )
    absence_reason: Series[str] = code(
        "absence_reason",
        "Why, as the census has it; SIC is sickness.",
        codes.ABSENCE,
        required=True,
        severity=Severity.REJECT,
    )
    days_lost: Series[pd.Float64Dtype] = decimal(
        "days_lost", "Working days lost so far.", lowest=0, highest=1000, required=True
    )

    class Config:
        """Pandera's settings."""

        name = "Absence"


class Caseload(pa.DataFrameModel):
    """One row is one worker in post at the end of one month, and the cases held."""

    as_at: Series[pa.DateTime] = key_day("as_at", _AS_AT)
    worker_id: Series[str] = key("worker_id", _WORKER, protection=WORKER)
    cases: Series[pd.Int64Dtype] = whole_number(
        "cases",
        "Children allocated to the worker.",
        lowest=0,
        highest=200,
        required=True,
        severity=Severity.REJECT,
    )
    caseload_fte: Series[pd.Float64Dtype] = decimal(
        "caseload_fte", "Share of full time on that day.", lowest=0, highest=1, required=True
    )

    class Config:
        """Pandera's settings."""

        name = "Caseload"


class Supervision(pa.DataFrameModel):
    """One row is one supervision that was due."""

    worker_id: Series[str] = key("worker_id", _WORKER, protection=WORKER)
    supervision_due: Series[pa.DateTime] = key_day("supervision_due", "Day by which it is due.")
    supervision_held: Series[pa.DateTime] = day(
        "supervision_held",
        "Day it was held; empty if it has not been.",
        severity=Severity.REJECT,
    )
    supervision_kind: Series[str] = code(
        "supervision_kind", "Personal, of cases, or of a group.", codes.SUPERVISION
    )
    supervision_grade: Series[str] = code(
        "supervision_grade", "Its quality, where it was looked at.", codes.GRADE
    )

    class Config:
        """Pandera's settings."""

        name = "Supervision"
