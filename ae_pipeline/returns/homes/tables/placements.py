"""Requests for a placement, what is offered, and where care leavers and homeless teenagers live."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import codes as shared
from ae_pipeline.returns.homes import codes
from ae_pipeline.returns.homes.tables.fostering import CHILD, CHILD_MEANING
from ae_pipeline.validation.fields import code, day, decimal, key, key_day, label, whole_number
from ae_pipeline.validation.findings import Severity

_MOST_A_WEEK = 100_000


class PlacementRequests(pa.DataFrameModel):
    """One row is one search for a home for a child."""

    request_id: Series[str] = key("request_id", "Number of the request.")
    child_id: Series[str] = label("child_id", CHILD_MEANING, required=True, protection=CHILD)
    requested_on: Series[pa.DateTime] = day(
        "requested_on", "Day of the request.", required=True, severity=Severity.REJECT
    )
    needed_by: Series[pa.DateTime] = day("needed_by", "Day the home is needed.")
    request_reason: Series[str] = code(
        "request_reason", "Why a home is sought.", codes.REQUEST, required=True
    )
    sought: Series[str] = code("sought", "What is sought.", codes.SOUGHT, required=True)
    siblings_together: Series[str] = code(
        "siblings_together",
        "Whether brothers and sisters are to live together; empty if there are none.",
        shared.YES_OR_NO,
    )
    request_closed_on: Series[pa.DateTime] = day(
        "request_closed_on",
        "Day the search ended; empty while it goes on.",
        severity=Severity.REJECT,
    )
    request_outcome: Series[str] = code("request_outcome", "How it ended.", codes.REQUEST_END)

    class Config:
        """Pandera's settings."""

        name = "PlacementRequests"


class PlacementOffers(pa.DataFrameModel):
    """One row is one offer in answer to a request, and the stay if it was taken."""

    offer_id: Series[str] = key("offer_id", "Number of the offer.")
    request_id: Series[str] = label("request_id", "Number of the request.", required=True)
    offered_on: Series[pa.DateTime] = day(
        "offered_on", "Day of the offer.", required=True, severity=Severity.REJECT
    )
    provider: Series[str] = code("provider", "Who offers.", codes.PROVIDER, required=True)
    offered: Series[str] = code("offered", "What is offered.", codes.SOUGHT, required=True)
    distance_miles: Series[pd.Float64Dtype] = decimal(
        "distance_miles", "Miles from the child's home.", lowest=0, highest=1000
    )
    offer_weekly_cost: Series[pd.Float64Dtype] = decimal(
        "offer_weekly_cost", "Price a week, pounds.", lowest=0, highest=_MOST_A_WEEK
    )
    unregistered: Series[str] = code(
        "unregistered", "Whether the provider is not registered with Ofsted.", shared.YES_OR_NO
    )
    accepted: Series[str] = code(
        "accepted", "Whether it was taken.", shared.YES_OR_NO, required=True
    )
    stay_started_on: Series[pa.DateTime] = day("stay_started_on", "First day of the stay.")
    stay_ended_on: Series[pa.DateTime] = day(
        "stay_ended_on",
        "Last day of the stay; empty while it lasts.",
        severity=Severity.REJECT,
    )

    class Config:
        """Pandera's settings."""

        name = "PlacementOffers"


class CareLeaverAccommodation(pa.DataFrameModel):
    """One row is one care leaver's time in one home."""

    child_id: Series[str] = key("child_id", CHILD_MEANING, protection=CHILD)
    moved_in_on: Series[pa.DateTime] = key_day("moved_in_on", "First day there.")
    accommodation: Series[str] = code(
        "accommodation",
        "What sort of home it is.",
        codes.ACCOMMODATION,
        required=True,
        severity=Severity.REJECT,
    )
    suitable: Series[str] = code(
        "suitable", "Whether it is suitable.", shared.YES_OR_NO, required=True
    )
    moved_out_on: Series[pa.DateTime] = day(
        "moved_out_on", "Last day there; empty while it lasts.", severity=Severity.REJECT
    )

    class Config:
        """Pandera's settings."""

        name = "CareLeaverAccommodation"


class HomelessPresentations(pa.DataFrameModel):
    """One row is one young person of 16 or 17 who came to the authority as homeless."""

    presentation_id: Series[str] = key("presentation_id", "Number of the presentation.")
    child_id: Series[str] = label("child_id", CHILD_MEANING, protection=CHILD)
    presented_on: Series[pa.DateTime] = day(
        "presented_on", "Day the young person came.", required=True, severity=Severity.REJECT
    )
    age: Series[pd.Int64Dtype] = whole_number("age", "Age on that day.", lowest=16, highest=17)
    assessed_together_on: Series[pa.DateTime] = day(
        "assessed_together_on", "Day of the assessment by housing and social care."
    )
    homeless_outcome: Series[str] = code(
        "homeless_outcome",
        "What came of it; SECTION_20 is into care.",
        codes.HOMELESS_OUTCOME,
    )

    class Config:
        """Pandera's settings."""

        name = "HomelessPresentations"
