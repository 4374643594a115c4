"""The homes return put together: contracts of its tables, and the ``Return``.

Not here: a table's columns (``tables``) or rules (``rules``).
"""

from __future__ import annotations

from ae_pipeline.returns.homes.rules import homes, places
from ae_pipeline.returns.homes.tables import fostering, placements, support
from ae_pipeline.returns.homes.tables import places as place_tables
from ae_pipeline.returns.local import local_return
from ae_pipeline.validation.contract import TableContract

HOMES = local_return(
    "homes",
    "Homes and sufficiency",
    (
        TableContract(
            "FosteringHouseholds",
            "fostering_households",
            fostering.FosteringHouseholds,
            homes.HOUSEHOLDS,
        ),
        TableContract(
            "FosteringPlaces", "fostering_places", fostering.FosteringPlaces, homes.PLACES
        ),
        TableContract(
            "MockingbirdConstellations",
            "mockingbird_constellations",
            fostering.MockingbirdConstellations,
            homes.CONSTELLATIONS,
        ),
        TableContract(
            "MockingbirdPlacements",
            "mockingbird_placements",
            fostering.MockingbirdPlacements,
            homes.MOCKINGBIRD,
        ),
        TableContract(
            "PlacementRequests", "placement_requests", placements.PlacementRequests, homes.REQUESTS
        ),
        TableContract(
            "PlacementOffers", "placement_offers", placements.PlacementOffers, homes.OFFERS
        ),
        TableContract(
            "CareLeaverAccommodation",
            "care_leaver_accommodation",
            placements.CareLeaverAccommodation,
            homes.ACCOMMODATION,
        ),
        TableContract(
            "HomelessPresentations",
            "homeless_presentations",
            placements.HomelessPresentations,
            homes.HOMELESS,
        ),
        TableContract(
            "EarlyYearsPlaces",
            "early_years_places",
            place_tables.EarlyYearsPlaces,
            places.EARLY_YEARS,
        ),
        TableContract(
            "EarlyYearsTakeUp", "early_years_take_up", place_tables.EarlyYearsTakeUp, places.TAKE_UP
        ),
        TableContract("SchoolPlaces", "school_places", place_tables.SchoolPlaces),
        TableContract("SchoolOffers", "school_offers", place_tables.SchoolOffers, places.OFFERS),
        TableContract(
            "SpecialistPlaces",
            "specialist_places",
            place_tables.SpecialistPlaces,
            places.SPECIALIST,
        ),
        TableContract(
            "TargetedFunding", "targeted_funding", support.TargetedFunding, places.FUNDING
        ),
        TableContract(
            "HighNeedsPlacements",
            "high_needs_placements",
            support.HighNeedsPlacements,
            places.HIGH_NEEDS,
        ),
        TableContract("ShortBreaks", "short_breaks", support.ShortBreaks, places.SHORT_BREAKS),
        TableContract(
            "HomeToSchoolTransport",
            "home_to_school_transport",
            support.HomeToSchoolTransport,
            places.TRANSPORT,
        ),
    ),
)
"""Foster homes, placements, care leavers' homes, places in settings and schools, and support."""
