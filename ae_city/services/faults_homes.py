"""Faults of whole rows in the exports of the system of homes. Not here: planting them."""

from __future__ import annotations

from ae_city.row_faults import RowFault
from ae_city.services.changing import (
    above_zero,
    copy_of,
    empty,
    ends_early,
    filled,
    is_,
    nothing,
    one_more_than,
    says,
    unsaid,
)

_BADLY_HOUSED = ("BED_AND_BREAKFAST", "NO_FIXED_ABODE", "EMERGENCY", "CUSTODY")

ROW_FAULTS = (
    ends_early("FosteringHouseholds", "AE-HOUSEHOLD-APPLIED", "enquired_on", "applied_on"),
    ends_early("FosteringHouseholds", "AE-HOUSEHOLD-APPROVED", "applied_on", "approved_on"),
    ends_early("FosteringHouseholds", "AE-HOUSEHOLD-DATES", "approved_on", "household_ended_on"),
    unsaid("FosteringHouseholds", "AE-HOUSEHOLD-PLACES", "approved_places", given="approved_on"),
    unsaid(
        "FosteringHouseholds",
        "AE-HOUSEHOLD-REASON",
        "household_end_reason",
        given="household_ended_on",
    ),
    RowFault(
        "FosteringPlaces",
        "AE-PLACES-REASON",
        "unavailable_reason",
        nothing(),
        above_zero("places_unavailable"),
    ),
    RowFault(
        "FosteringPlaces",
        "AE-PLACES-SUM",
        "places_approved",
        says("0"),
        above_zero("places_unavailable"),
    ),
    ends_early(
        "MockingbirdConstellations",
        "AE-CONSTELLATION-DATES",
        "launched_on",
        "constellation_ended_on",
        where=filled("launched_on"),
    ),
    ends_early("MockingbirdPlacements", "AE-MOCKINGBIRD-DATES", "joined_on", "left_on"),
    unsaid("MockingbirdPlacements", "AE-MOCKINGBIRD-REASON", "left_reason", given="left_on"),
    ends_early("PlacementRequests", "AE-REQUEST-DATES", "requested_on", "request_closed_on"),
    ends_early("PlacementRequests", "AE-REQUEST-NEEDED", "requested_on", "needed_by"),
    unsaid("PlacementRequests", "AE-REQUEST-OUTCOME", "request_outcome", given="request_closed_on"),
    ends_early("PlacementOffers", "AE-OFFER-DATES", "stay_started_on", "stay_ended_on"),
    ends_early("PlacementOffers", "AE-OFFER-STAY", "offered_on", "stay_started_on"),
    RowFault(
        "PlacementOffers", "AE-OFFER-NOT-TAKEN", "accepted", says("N"), filled("stay_started_on")
    ),
    ends_early("CareLeaverAccommodation", "AE-ACCOMMODATION-DATES", "moved_in_on", "moved_out_on"),
    RowFault(
        "CareLeaverAccommodation",
        "AE-ACCOMMODATION-SUITABLE",
        "suitable",
        says("Y"),
        is_("accommodation", *_BADLY_HOUSED),
    ),
    ends_early(
        "HomelessPresentations", "AE-HOMELESS-DATES", "presented_on", "assessed_together_on"
    ),
    RowFault(
        "EarlyYearsPlaces",
        "AE-EARLY-YEARS-PLACES",
        "funded_at_3_4",
        says("4999"),
        filled("funded_at_2"),
    ),
    RowFault(
        "EarlyYearsTakeUp",
        "AE-TAKE-UP-2",
        "taking_up_at_2",
        one_more_than("eligible_at_2"),
        filled("eligible_at_2"),
    ),
    RowFault(
        "SchoolOffers",
        "AE-OFFERS-RECEPTION",
        "reception_first",
        one_more_than("reception_top_three"),
        filled("reception_first"),
    ),
    RowFault(
        "SchoolOffers",
        "AE-OFFERS-YEAR-7",
        "year_7_first",
        one_more_than("year_7_top_three"),
        filled("year_7_first"),
    ),
    ends_early(
        "SpecialistPlaces",
        "AE-SPECIALIST-DATES",
        "opened_on",
        "provision_ended_on",
        where=filled("opened_on"),
    ),
    RowFault(
        "SpecialistPlaces",
        "AE-SPECIALIST-FILLED",
        "specialist_filled",
        one_more_than("specialist_places"),
        filled("specialist_filled"),
    ),
    ends_early("TargetedFunding", "AE-FUNDING-DATES", "granted_on", "funding_ended_on"),
    ends_early("HighNeedsPlacements", "AE-HIGH-NEEDS-DATES", "placed_on", "placement_ended_on"),
    ends_early(
        "ShortBreaks",
        "AE-SHORT-BREAK-DATES",
        "assessed_on",
        "break_ended_on",
        where=empty("break_started_on"),
    ),
    ends_early("ShortBreaks", "AE-SHORT-BREAK-STARTED", "assessed_on", "break_started_on"),
    RowFault(
        "ShortBreaks",
        "AE-SHORT-BREAK-ENDED",
        "break_ended_on",
        copy_of("assessed_on"),
        filled("break_started_on"),
    ),
    ends_early("HomeToSchoolTransport", "AE-TRANSPORT-DATES", "transport_from", "transport_to"),
)
"""Every rule about more than one cell of the homes return."""
