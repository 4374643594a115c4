"""The system of homes and sufficiency: how lives become the tables of the ``homes`` return.

Here: foster homes, placements, care leavers and homeless teenagers. Not here: places in settings
and schools and what single pupils have (``sufficiency``), or any of the lives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.services import placing
from ae_city.services.drawing import delays, numbered
from ae_city.services.fostering import tell_places
from ae_city.services.leaving_care import tell_accommodation
from ae_city.services.mockingbird import tell_mockingbird
from ae_city.services.sufficiency import tell_sufficiency
from ae_city.services.telling import Telling
from ae_city.services.working_days import dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_city.services.services import Services
    from ae_city.services.system import CsvSystem

NAME = "homes"
FILES = {
    "FosteringHouseholds": "fostering_households.csv",
    "FosteringPlaces": "fostering_places.csv",
    "MockingbirdConstellations": "mockingbird_constellations.csv",
    "MockingbirdPlacements": "mockingbird_placements.csv",
    "PlacementRequests": "placement_requests.csv",
    "PlacementOffers": "placement_offers.csv",
    "CareLeaverAccommodation": "care_leaver_accommodation.csv",
    "HomelessPresentations": "homeless_presentations.csv",
    "EarlyYearsPlaces": "early_years_places.csv",
    "EarlyYearsTakeUp": "early_years_take_up.csv",
    "SchoolPlaces": "school_places.csv",
    "SchoolOffers": "school_offers.csv",
    "SpecialistPlaces": "specialist_places.csv",
    "TargetedFunding": "targeted_funding.csv",
    "HighNeedsPlacements": "high_needs_placements.csv",
    "ShortBreaks": "short_breaks.csv",
    "HomeToSchoolTransport": "home_to_school_transport.csv",
}
_WITH_SIBLINGS = 3


def homes(services: Services) -> CsvSystem:
    """The system of the ``homes`` return."""
    return services.csv_system(NAME, FILES, lambda: _tell(services))


def _tell(services: Services) -> Mapping[str, Telling]:
    return {
        **_fostering(services),
        **_mockingbird(services),
        **_placing(services),
        "CareLeaverAccommodation": _accommodation(services),
        "HomelessPresentations": _homeless(services),
        **tell_sufficiency(services),
    }


def _fostering(services: Services) -> dict[str, Telling]:
    households = services.fostering.households
    enquired, applied, approved, ended = (
        dates(households[name].to_numpy()) for name in ("enquired", "applied", "approved", "ended")
    )
    numbers = numbered("H", len(households))
    rows = pd.DataFrame(
        {
            "household_id": numbers,
            "household_kind": households["kind"],
            "enquired_on": enquired,
            "applied_on": applied,
            "approved_on": approved,
            "approved_places": households["places"].where(approved.notna()).astype("Int64"),
            "household_ended_on": ended,
            "household_end_reason": households["reason"].where(ended.notna()),
            "household_postcode": households["postcode"],
        }
    )
    told = tell_places(services, services.fostering)
    day = dates(told["day"].to_numpy())
    places = pd.DataFrame(
        {
            "as_at": day,
            "household_id": pd.Series(
                numbers.to_numpy()[told["household"].to_numpy()], dtype="str"
            ),
            "places_approved": told["places"],
            "places_filled": told["filled"],
            "places_unavailable": told["unavailable"],
            "unavailable_reason": told["reason"],
        }
    )
    return {
        "FosteringHouseholds": Telling(
            rows,
            known=enquired.fillna(applied),
            until=ended,
            events={
                "applied_on": (),
                "approved_on": ("approved_places",),
                "household_ended_on": ("household_end_reason",),
            },
        ),
        "FosteringPlaces": Telling(places, known=day, until=day),
    }


def _mockingbird(services: Services) -> dict[str, Telling]:
    told = tell_mockingbird(services)
    households = numbered("H", len(services.fostering.households)).to_numpy()
    launched = dates(told.constellations["launched"].to_numpy())
    names = numbered("MB", len(launched), 1)
    constellations = pd.DataFrame(
        {
            "constellation_id": names,
            "launched_on": launched,
            "constellation_ended_on": pd.Series(pd.NaT, index=names.index, dtype=launched.dtype),
            "hub_household": pd.Series(
                households[told.constellations["hub"].to_numpy()], dtype="str"
            ),
            "satellites": told.constellations["satellites"],
        }
    )
    children = told.children
    joined, left = dates(children["joined"].to_numpy()), dates(children["left"].to_numpy())
    rows = pd.DataFrame(
        {
            "constellation_id": pd.Series(
                names.to_numpy()[children["constellation"].to_numpy()], dtype="str"
            ),
            "child_id": services.all_child_ids(children["person"]),
            "joined_on": joined,
            "household_id": pd.Series(households[children["household"].to_numpy()], dtype="str"),
            "left_on": left,
            "left_reason": children["reason"],
        }
    )
    return {
        "MockingbirdConstellations": Telling(constellations, known=launched),
        "MockingbirdPlacements": Telling(
            rows, known=joined, until=left, events={"left_on": ("left_reason",)}
        ),
    }


def _placing(services: Services) -> dict[str, Telling]:
    requests = placing.tell_requests(services)
    requested, needed, closed = (
        dates(requests[name].to_numpy()) for name in ("requested", "needed", "closed")
    )
    families = services.population.people["family"].to_numpy()[requests["person"].to_numpy()]
    together = pd.Series(np.where(families % _WITH_SIBLINGS == 0, "Y", "N"), dtype="str").where(
        families % 2 == 0
    )
    numbers = numbered("R", len(requests))
    rows = pd.DataFrame(
        {
            "request_id": numbers,
            "child_id": services.all_child_ids(requests["person"]),
            "requested_on": requested,
            "needed_by": needed,
            "request_reason": requests["reason"],
            "sought": requests["sought"],
            "siblings_together": together,
            "request_closed_on": closed,
            "request_outcome": requests["outcome"],
        }
    )
    return {
        "PlacementRequests": Telling(
            rows,
            known=requested,
            until=closed,
            events={"request_closed_on": ("request_outcome",)},
            delay=delays(services, "placement requests", len(rows)),
        ),
        "PlacementOffers": _offers(services, requests, numbers),
    }


def _offers(services: Services, requests: pd.DataFrame, numbers: pd.Series[str]) -> Telling:
    told = placing.tell_offers(services, requests)
    offered, start, end = (dates(told[name].to_numpy()) for name in ("offered", "start", "end"))
    rows = pd.DataFrame(
        {
            "offer_id": numbered("F", len(told)),
            "request_id": pd.Series(numbers.to_numpy()[told["request"].to_numpy()], dtype="str"),
            "offered_on": offered,
            "provider": told["provider"],
            "offered": told["what"],
            "distance_miles": told["miles"],
            "offer_weekly_cost": told["cost"],
            "unregistered": _yes_or_no(told["unregistered"]),
            "accepted": _yes_or_no(told["accepted"]),
            "stay_started_on": start,
            "stay_ended_on": end,
        }
    )
    return Telling(
        rows,
        known=offered,
        until=end.where(told["accepted"], offered),
        events={"stay_started_on": (), "stay_ended_on": ()},
    )


def _yes_or_no(flags: pd.Series[bool]) -> pd.Series[str]:
    return pd.Series(np.where(flags, "Y", "N"), dtype="str")


def _accommodation(services: Services) -> Telling:
    told = tell_accommodation(services)
    start, end = dates(told["start"].to_numpy()), dates(told["end"].to_numpy())
    rows = pd.DataFrame(
        {
            "child_id": services.all_child_ids(told["person"]),
            "moved_in_on": start,
            "accommodation": told["home"],
            "suitable": told["suitable"],
            "moved_out_on": end,
        }
    )
    return Telling(rows, known=start, until=end, events={"moved_out_on": ()})


def _homeless(services: Services) -> Telling:
    told = placing.tell_homeless(services)
    presented, assessed = dates(told["presented"].to_numpy()), dates(told["assessed"].to_numpy())
    rows = pd.DataFrame(
        {
            "presentation_id": numbered("X", len(told)),
            "child_id": services.child_ids(told["person"], "homeless"),
            "presented_on": presented,
            "age": told["age"],
            "assessed_together_on": assessed,
            "homeless_outcome": told["outcome"],
        }
    )
    return Telling(
        rows,
        known=presented,
        until=presented,
        events={"assessed_together_on": ("homeless_outcome",)},
        delay=delays(services, "homeless", len(told)),
    )
