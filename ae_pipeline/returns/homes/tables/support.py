"""What single children and pupils have: funding, paid placements, short breaks, transport."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import codes as shared
from ae_pipeline.returns.formats import school_urn, upn
from ae_pipeline.returns.homes import codes
from ae_pipeline.returns.homes.tables.fostering import CHILD, CHILD_MEANING
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    decimal,
    key,
    key_day,
    text,
)
from ae_pipeline.validation.findings import Severity

_PUPIL = Protection(Protected.PUPIL)
_UPN = "Unique pupil number."
_URN = "The school's number in the department's register."
_MOST_A_YEAR = 1_000_000


class TargetedFunding(pa.DataFrameModel):
    """One row is one pupil's time with funding for early support in a mainstream school."""

    upn: Series[str] = key("upn", _UPN, protection=_PUPIL)
    granted_on: Series[pa.DateTime] = key_day("granted_on", "Day from which it is paid.")
    urn: Series[str] = text("urn", _URN, shape=school_urn, expected="six digits")
    annual_funding: Series[pd.Float64Dtype] = decimal(
        "annual_funding", "Pounds a year.", lowest=0, highest=_MOST_A_YEAR
    )
    funding_ended_on: Series[pa.DateTime] = day(
        "funding_ended_on", "Day it ended; empty while it is paid.", severity=Severity.REJECT
    )

    class Config:
        """Pandera's settings."""

        name = "TargetedFunding"


class HighNeedsPlacements(pa.DataFrameModel):
    """One row is one pupil's time at an independent or non-maintained provider, and its price."""

    placement_id: Series[str] = key("placement_id", "Number of the placement.")
    upn: Series[str] = text(
        "upn", _UPN, shape=upn, expected="a UPN whose check letter is right", protection=_PUPIL
    )
    high_needs_sector: Series[str] = code(
        "high_needs_sector", "What sort of provider.", codes.SECTOR, required=True
    )
    placed_on: Series[pa.DateTime] = day(
        "placed_on", "First day.", required=True, severity=Severity.REJECT
    )
    annual_cost: Series[pd.Float64Dtype] = decimal(
        "annual_cost",
        "Price to the High Needs Block, pounds a year.",
        lowest=0,
        highest=_MOST_A_YEAR,
        required=True,
    )
    placement_ended_on: Series[pa.DateTime] = day(
        "placement_ended_on", "Last day; empty while it lasts.", severity=Severity.REJECT
    )

    class Config:
        """Pandera's settings."""

        name = "HighNeedsPlacements"


class ShortBreaks(pa.DataFrameModel):
    """One row is one disabled child's short breaks of one sort, waited for or had."""

    child_id: Series[str] = key("child_id", CHILD_MEANING, protection=CHILD)
    assessed_on: Series[pa.DateTime] = key_day("assessed_on", "Day the need was agreed.")
    short_break: Series[str] = code("short_break", "What sort.", codes.SHORT_BREAK, required=True)
    break_started_on: Series[pa.DateTime] = day(
        "break_started_on", "Day of the first; empty while the family waits."
    )
    break_ended_on: Series[pa.DateTime] = day(
        "break_ended_on",
        "Day they ended, or the family stopped waiting.",
        severity=Severity.REJECT,
    )
    hours_a_week: Series[pd.Float64Dtype] = decimal(
        "hours_a_week", "Hours a week.", lowest=0, highest=168
    )
    break_weekly_cost: Series[pd.Float64Dtype] = decimal(
        "break_weekly_cost", "Price a week, pounds.", lowest=0, highest=100_000
    )

    class Config:
        """Pandera's settings."""

        name = "ShortBreaks"


class HomeToSchoolTransport(pa.DataFrameModel):
    """One row is one pupil's transport to school that the authority pays for."""

    upn: Series[str] = key("upn", _UPN, protection=_PUPIL)
    transport_from: Series[pa.DateTime] = key_day("transport_from", "First day.")
    urn: Series[str] = text("urn", _URN, shape=school_urn, expected="six digits")
    transport_reason: Series[str] = code(
        "transport_reason", "Why the pupil has a right to it.", codes.TRANSPORT_REASON
    )
    transport: Series[str] = code(
        "transport", "How the pupil travels.", codes.TRANSPORT, required=True
    )
    alone: Series[str] = code(
        "alone", "Whether in a vehicle without other pupils.", shared.YES_OR_NO
    )
    transport_to: Series[pa.DateTime] = day(
        "transport_to", "Last day; empty while it goes on.", severity=Severity.REJECT
    )
    transport_annual_cost: Series[pd.Float64Dtype] = decimal(
        "transport_annual_cost", "Pounds a year.", lowest=0, highest=_MOST_A_YEAR
    )

    class Config:
        """Pandera's settings."""

        name = "HomeToSchoolTransport"
