"""Fostering households, their places, and the constellations of the Mockingbird model."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.formats import postcode
from ae_pipeline.returns.homes import codes
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

CHILD = Protection(Protected.CHILD, "homes/child")
CHILD_MEANING = "The child's number in the social care system."
_HOUSEHOLD = Protection(Protected.IDENTIFIER, "homes/household")
_HOUSEHOLD_MEANING = "Number of the household."
_MOST_PLACES = 10


class FosteringHouseholds(pa.DataFrameModel):
    """One row is one household that fosters for the authority, or has asked to."""

    household_id: Series[str] = key("household_id", _HOUSEHOLD_MEANING, protection=_HOUSEHOLD)
    household_kind: Series[str] = code(
        "household_kind",
        "For whom it fosters: strangers, a child it knows, or one of the special schemes.",
        codes.HOUSEHOLD,
        required=True,
        severity=Severity.REJECT,
    )
    enquired_on: Series[pa.DateTime] = day("enquired_on", "Day of the first enquiry.")
    applied_on: Series[pa.DateTime] = day("applied_on", "Day of the application.")
    approved_on: Series[pa.DateTime] = day(
        "approved_on",
        "Day of approval; empty if it is not approved.",
        severity=Severity.REJECT,
    )
    approved_places: Series[pd.Int64Dtype] = whole_number(
        "approved_places", "Places it is approved for.", lowest=0, highest=_MOST_PLACES
    )
    household_ended_on: Series[pa.DateTime] = day(
        "household_ended_on",
        "Day it stopped fostering, or withdrew before approval.",
        severity=Severity.REJECT,
    )
    household_end_reason: Series[str] = code(
        "household_end_reason", "Why it stopped.", codes.HOUSEHOLD_END
    )
    household_postcode: Series[str] = text(
        "household_postcode",
        "Postcode of the home.",
        shape=postcode,
        expected="a postcode",
        protection=Protection(Protected.POSTCODE),
    )

    class Config:
        """Pandera's settings."""

        name = "FosteringHouseholds"


class FosteringPlaces(pa.DataFrameModel):
    """One row is the places of one approved household at the end of one month."""

    as_at: Series[pa.DateTime] = key_day("as_at", "Last day of the month.")
    household_id: Series[str] = key("household_id", _HOUSEHOLD_MEANING, protection=_HOUSEHOLD)
    places_approved: Series[pd.Int64Dtype] = whole_number(
        "places_approved", "Places it is approved for.", lowest=0, highest=_MOST_PLACES
    )
    places_filled: Series[pd.Int64Dtype] = whole_number(
        "places_filled",
        "Children who live there.",
        lowest=0,
        highest=_MOST_PLACES,
        required=True,
        severity=Severity.REJECT,
    )
    places_unavailable: Series[pd.Int64Dtype] = whole_number(
        "places_unavailable",
        "Places that are neither filled nor to be had.",
        lowest=0,
        highest=_MOST_PLACES,
    )
    unavailable_reason: Series[str] = code(
        "unavailable_reason", "Why they are not to be had.", codes.UNAVAILABLE
    )

    class Config:
        """Pandera's settings."""

        name = "FosteringPlaces"


class MockingbirdConstellations(pa.DataFrameModel):
    """One row is one constellation: a hub home and the households around it."""

    constellation_id: Series[str] = key("constellation_id", "Number of the constellation.")
    launched_on: Series[pa.DateTime] = day(
        "launched_on", "Day it was launched.", required=True, severity=Severity.REJECT
    )
    constellation_ended_on: Series[pa.DateTime] = day(
        "constellation_ended_on", "Day it was wound up.", severity=Severity.REJECT
    )
    hub_household: Series[str] = label(
        "hub_household", "Household of the hub.", required=True, protection=_HOUSEHOLD
    )
    satellites: Series[pd.Int64Dtype] = whole_number(
        "satellites", "Households around the hub.", lowest=0, highest=20
    )

    class Config:
        """Pandera's settings."""

        name = "MockingbirdConstellations"


class MockingbirdPlacements(pa.DataFrameModel):
    """One row is one child's time in a household of a constellation."""

    constellation_id: Series[str] = key("constellation_id", "Number of the constellation.")
    child_id: Series[str] = key("child_id", CHILD_MEANING, protection=CHILD)
    joined_on: Series[pa.DateTime] = key_day("joined_on", "First day in the constellation.")
    household_id: Series[str] = label("household_id", _HOUSEHOLD_MEANING, protection=_HOUSEHOLD)
    left_on: Series[pa.DateTime] = day(
        "left_on", "Day the child left; empty if it has not.", severity=Severity.REJECT
    )
    left_reason: Series[str] = code(
        "left_reason", "Why; BREAKDOWN is unplanned.", codes.MOCKINGBIRD_END
    )

    class Config:
        """Pandera's settings."""

        name = "MockingbirdPlacements"
