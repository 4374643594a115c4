"""The School Census's tables about sessions: attendance, suspensions, alternative provision.

Each is there twice, for pupils on roll and for those who left. Attendance is of the term before,
suspensions and exclusions of the terms before that.
"""

from typing import Any

import pandera.pandas as pa
from pandas import Int64Dtype
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.school_census import codes
from ae_pipeline.returns.school_census.tables.protections import (
    MOST_SESSIONS,
    OFF_ROLL,
    ON_ROLL,
    of_pupil,
    row_key,
)
from ae_pipeline.validation.fields import code, day, text, whole_number
from ae_pipeline.validation.findings import Severity

_IN_A_WEEK = 14
_ukprn = formats.written_as("[0-9]{8}")


def _sessions() -> Any:
    return whole_number(
        "sessions",
        "So many sessions: half days.",
        lowest=0,
        highest=MOST_SESSIONS,
        required=True,
        severity=Severity.REJECT,
    )


def _mark() -> Any:
    return code(
        "attendancereason",
        "Mark in the register.",
        codes.ATTENDANCE_REASON,
        required=True,
        severity=Severity.REJECT,
    )


def _started() -> Any:
    return day("startdate", "First day of it.", required=True, severity=Severity.REJECT)


def _category() -> Any:
    return code(
        "category",
        "SUSP suspended, LNCH at lunchtimes, PERM excluded.",
        codes.CATEGORY,
        required=True,
        severity=Severity.REJECT,
    )


def _reason(column: str, description: str) -> Any:
    return code(column, description, codes.EXCLUSION_REASON)


def _provision(column: str, description: str) -> Any:
    return code(column, description, codes.SEN_PROVISION)


def _urn(column: str, description: str) -> Any:
    return text(column, description, shape=formats.school_urn, expected="six digits")


def _left() -> Any:
    return day("leavingdate", "Last day; empty while it lasts.", severity=Severity.REJECT)


class TermlySessionDetailsOnRoll(pa.DataFrameModel):
    """One row is the sessions of one mark in the term before, of a pupil on roll."""

    row_id: Series[str] = row_key("termlysessiondetailsonrolltableid")
    pupil_id: Series[str] = of_pupil(ON_ROLL)
    reason: Series[str] = _mark()
    sessions: Series[Int64Dtype] = _sessions()

    class Config:
        """Pandera's settings."""

        name = "TermlySessionDetailsOnRoll"


class TermlySessionDetailsOffRoll(pa.DataFrameModel):
    """One row is the sessions of one mark in the term before, of a pupil who left."""

    row_id: Series[str] = row_key("termlysessiondetailsoffrolltableid")
    pupil_id: Series[str] = of_pupil(OFF_ROLL)
    reason: Series[str] = _mark()
    sessions: Series[Int64Dtype] = _sessions()

    class Config:
        """Pandera's settings."""

        name = "TermlySessionDetailsOffRoll"


class TermlyExclusionsOnRoll(pa.DataFrameModel):
    """One row is one suspension or permanent exclusion of a pupil on roll."""

    row_id: Series[str] = row_key("termlyexclusionsonrolltableid")
    pupil_id: Series[str] = of_pupil(ON_ROLL)
    started: Series[pa.DateTime] = _started()
    sessions: Series[Int64Dtype] = _sessions()
    category: Series[str] = _category()
    reason: Series[str] = _reason("reason1", "Main reason.")
    second_reason: Series[str] = _reason("reason2", "Second reason.")
    third_reason: Series[str] = _reason("reason3", "Third reason.")
    sen_provision: Series[str] = _provision("senprovision", "SEN provision at the time.")

    class Config:
        """Pandera's settings."""

        name = "TermlyExclusionsOnRoll"


class TermlyExclusionsOffRoll(pa.DataFrameModel):
    """One row is one suspension or permanent exclusion of a pupil who left."""

    row_id: Series[str] = row_key("termlyexclusionsoffrolltableid")
    pupil_id: Series[str] = of_pupil(OFF_ROLL)
    started: Series[pa.DateTime] = _started()
    sessions: Series[Int64Dtype] = _sessions()
    category: Series[str] = _category()
    reason: Series[str] = _reason("reason1", "Main reason.")
    second_reason: Series[str] = _reason("reason2", "Second reason.")
    third_reason: Series[str] = _reason("reason3", "Third reason.")
    sen_provision: Series[str] = _provision("senprovision", "SEN provision at the time.")

    class Config:
        """Pandera's settings."""

        name = "TermlyExclusionsOffRoll"


class APProvisionDetailOnRoll(pa.DataFrameModel):
    """One row is one stay in alternative provision of a pupil on roll of such a setting."""

    row_id: Series[str] = row_key("approvisiondetailonrolltableid")
    pupil_id: Series[str] = of_pupil(ON_ROLL)
    previous_urn: Series[str] = _urn("prevurn", "School that the pupil came from.")
    reason: Series[str] = code("apreason", "Why the pupil is there.", codes.AP_REASON)
    sen_provision: Series[str] = _provision("senprovisionentry", "SEN provision on entry.")

    class Config:
        """Pandera's settings."""

        name = "APProvisionDetailOnRoll"


class APProvisionDetailOffRoll(pa.DataFrameModel):
    """One row is one stay in alternative provision of a pupil who left of such a setting."""

    row_id: Series[str] = row_key("approvisiondetailoffrolltableid")
    pupil_id: Series[str] = of_pupil(OFF_ROLL)
    previous_urn: Series[str] = _urn("prevurn", "School that the pupil came from.")
    reason: Series[str] = code("apreason", "Why the pupil is there.", codes.AP_REASON)
    sen_provision: Series[str] = _provision("senprovisionentry", "SEN provision on entry.")

    class Config:
        """Pandera's settings."""

        name = "APProvisionDetailOffRoll"


class SchoolArrangedAPDetailOnRoll(pa.DataFrameModel):
    """One row is one placement elsewhere that a school arranged for a pupil on roll."""

    row_id: Series[str] = row_key("schoolarrangedapdetailonrolltableid")
    pupil_id: Series[str] = of_pupil(ON_ROLL)
    urn: Series[str] = _urn("urn", "Number of the setting, if it is a school.")
    ukprn: Series[str] = text(
        "ukprn", "Number of the provider.", shape=_ukprn, expected="eight digits"
    )
    entered: Series[pa.DateTime] = day("entrydate", "First day.")
    left: Series[pa.DateTime] = _left()
    sessions_a_week: Series[Int64Dtype] = whole_number(
        "apsessionsperweek", "Sessions a week.", lowest=0, highest=_IN_A_WEEK
    )
    setting: Series[str] = code("apsettingtype", "Kind of setting.", codes.AP_SETTING)
    reason: Series[str] = code("placementreason", "Why.", codes.AP_PLACEMENT_REASON)
    sen_on_entry: Series[str] = _provision("senprovisionentry", "SEN provision on entry.")
    sen_on_leaving: Series[str] = _provision("senprovisionleaving", "And on leaving.")
    pattern: Series[str] = code("apattendancepattern", "FT or PT.", codes.AP_PATTERN)

    class Config:
        """Pandera's settings."""

        name = "SchoolArrangedAPDetailOnRoll"


class SchoolArrangedAPDetailOffRoll(pa.DataFrameModel):
    """One row is one placement elsewhere that a school arranged for a pupil who left."""

    row_id: Series[str] = row_key("schoolarrangedapdetailoffrolltableid")
    pupil_id: Series[str] = of_pupil(OFF_ROLL)
    urn: Series[str] = _urn("urn", "Number of the setting, if it is a school.")
    ukprn: Series[str] = text(
        "ukprn", "Number of the provider.", shape=_ukprn, expected="eight digits"
    )
    entered: Series[pa.DateTime] = day("entrydate", "First day.")
    left: Series[pa.DateTime] = _left()
    sessions_a_week: Series[Int64Dtype] = whole_number(
        "apsessionsperweek", "Sessions a week.", lowest=0, highest=_IN_A_WEEK
    )
    setting: Series[str] = code("apsettingtype", "Kind of setting.", codes.AP_SETTING)
    reason: Series[str] = code("placementreason", "Why.", codes.AP_PLACEMENT_REASON)
    sen_on_entry: Series[str] = _provision("senprovisionentry", "SEN provision on entry.")
    sen_on_leaving: Series[str] = _provision("senprovisionleaving", "And on leaving.")
    pattern: Series[str] = code("apattendancepattern", "FT or PT.", codes.AP_PATTERN)

    class Config:
        """Pandera's settings."""

        name = "SchoolArrangedAPDetailOffRoll"
