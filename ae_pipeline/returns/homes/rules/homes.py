"""Rules about fostering, placements, and where care leavers live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.days_in_order import in_order, span
from ae_pipeline.returns.homes.codes import BADLY_HOUSED
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

HOUSEHOLDS = RuleBook("FosteringHouseholds")
PLACES = RuleBook("FosteringPlaces")
CONSTELLATIONS = RuleBook("MockingbirdConstellations")
MOCKINGBIRD = RuleBook("MockingbirdPlacements")
REQUESTS = RuleBook("PlacementRequests")
OFFERS = RuleBook("PlacementOffers")
ACCOMMODATION = RuleBook("CareLeaverAccommodation")
HOMELESS = RuleBook("HomelessPresentations")

in_order(
    HOUSEHOLDS,
    "enquired_on",
    "applied_on",
    "AE-HOUSEHOLD-APPLIED",
    "It applied before it enquired: correct one of the dates.",
)
in_order(
    HOUSEHOLDS,
    "applied_on",
    "approved_on",
    "AE-HOUSEHOLD-APPROVED",
    "It was approved before it applied: correct one of the dates.",
)
span(HOUSEHOLDS, "approved_on", "household_ended_on", "AE-HOUSEHOLD-DATES")


@HOUSEHOLDS.rule(
    "AE-HOUSEHOLD-PLACES",
    ("approved_on", "approved_places"),
    "The household is approved: say for how many places.",
    dimension=Dimension.COMPLETENESS,
)
def approved_without_places(rows: pd.DataFrame) -> pd.Series[bool]:
    """Approved, and no number of places."""
    return rows["approved_on"].notna() & rows["approved_places"].isna()


@HOUSEHOLDS.rule(
    "AE-HOUSEHOLD-REASON",
    ("household_ended_on", "household_end_reason"),
    "The household stopped: say why.",
    dimension=Dimension.COMPLETENESS,
)
def ended_without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """Stopped, and no reason."""
    return rows["household_ended_on"].notna() & rows["household_end_reason"].isna()


@PLACES.rule(
    "AE-PLACES-REASON",
    ("places_unavailable", "unavailable_reason"),
    "Places are not to be had: say why.",
    dimension=Dimension.COMPLETENESS,
)
def unavailable_without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """Some unavailable, and no reason."""
    return rows["places_unavailable"].gt(0) & rows["unavailable_reason"].isna()


@PLACES.rule(
    "AE-PLACES-SUM",
    ("places_approved", "places_filled", "places_unavailable"),
    "More places are filled and unavailable than approved, and some are called unavailable: "
    "correct the numbers.",
    dimension=Dimension.ACCURACY,
)
def more_than_approved(rows: pd.DataFrame) -> pd.Series[bool]:
    """Filled and unavailable above approved. Filled alone may be: an exemption to the limit."""
    used = rows["places_filled"] + rows["places_unavailable"]
    return rows["places_unavailable"].gt(0) & (used > rows["places_approved"])


span(CONSTELLATIONS, "launched_on", "constellation_ended_on", "AE-CONSTELLATION-DATES")
span(MOCKINGBIRD, "joined_on", "left_on", "AE-MOCKINGBIRD-DATES")


@MOCKINGBIRD.rule(
    "AE-MOCKINGBIRD-REASON",
    ("left_on", "left_reason"),
    "The child left: say why.",
    dimension=Dimension.COMPLETENESS,
)
def left_without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """Left, and no reason."""
    return rows["left_on"].notna() & rows["left_reason"].isna()


span(REQUESTS, "requested_on", "request_closed_on", "AE-REQUEST-DATES")
in_order(
    REQUESTS,
    "requested_on",
    "needed_by",
    "AE-REQUEST-NEEDED",
    "The home was needed before it was asked for: correct one of the dates.",
)


@REQUESTS.rule(
    "AE-REQUEST-OUTCOME",
    ("request_closed_on", "request_outcome"),
    "The search has ended: say how.",
    dimension=Dimension.COMPLETENESS,
)
def closed_without_outcome(rows: pd.DataFrame) -> pd.Series[bool]:
    """Ended, and no outcome."""
    return rows["request_closed_on"].notna() & rows["request_outcome"].isna()


span(OFFERS, "stay_started_on", "stay_ended_on", "AE-OFFER-DATES")
in_order(
    OFFERS,
    "offered_on",
    "stay_started_on",
    "AE-OFFER-STAY",
    "The stay began before it was offered: correct one of the dates.",
)


@OFFERS.rule(
    "AE-OFFER-NOT-TAKEN",
    ("accepted", "stay_started_on"),
    "The offer was not taken, and a stay began: correct one of them.",
)
def stay_without_acceptance(rows: pd.DataFrame) -> pd.Series[bool]:
    """Not taken, and a stay."""
    return rows["accepted"].eq("N") & rows["stay_started_on"].notna()


span(ACCOMMODATION, "moved_in_on", "moved_out_on", "AE-ACCOMMODATION-DATES")


@ACCOMMODATION.rule(
    "AE-ACCOMMODATION-SUITABLE",
    ("accommodation", "suitable"),
    "Such a home is never suitable: correct one of them.",
)
def badly_housed_called_suitable(rows: pd.DataFrame) -> pd.Series[bool]:
    """Bed and breakfast, no fixed abode, an emergency bed or custody, and suitable."""
    return rows["accommodation"].isin(BADLY_HOUSED) & rows["suitable"].eq("Y")


in_order(
    HOMELESS,
    "presented_on",
    "assessed_together_on",
    "AE-HOMELESS-DATES",
    "The young person was assessed before coming: correct one of the dates.",
)
