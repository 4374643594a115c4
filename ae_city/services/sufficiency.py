"""The tables of the ``homes`` return about places in settings and schools, and pupils' support.

Not here: where children live (``homes``), or what is told (``places``, ``support``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.population.draws import Draws
from ae_city.services import places, support
from ae_city.services.drawing import numbered
from ae_city.services.telling import Telling
from ae_city.services.working_days import dates

if TYPE_CHECKING:
    from ae_city.services.services import Services


def tell_sufficiency(services: Services) -> dict[str, Telling]:
    """The tables, in the order of the return."""
    funded = support.tell_funding(services)
    return {
        **_early_years(services),
        "SchoolPlaces": _school_places(services),
        "SchoolOffers": _school_offers(services),
        "SpecialistPlaces": _specialist(services, funded),
        "TargetedFunding": _funding(services, funded),
        "HighNeedsPlacements": _paid_placements(services),
        "ShortBreaks": _short_breaks(services),
        "HomeToSchoolTransport": _transport(services),
    }


def _early_years(services: Services) -> dict[str, Telling]:
    city, told = places.tell_early_years(services)
    providers = places.tell_providers(services).loc[told["provider"]].reset_index(drop=True)
    day, of_city = dates(told["day"].to_numpy()), dates(city["day"].to_numpy())
    rows = pd.DataFrame(
        {
            "ey_urn": providers["urn"],
            "counted_on": day,
            "ey_kind": providers["kind"],
            "ey_ofsted": told["grade"],
            "ey_places": providers["places"],
            "funded_at_2": told["at_2"],
            "funded_at_3_4": told["at_3_4"],
        }
    )
    take_up = pd.DataFrame(
        {
            "counted_on": of_city,
            "eligible_at_2": city["eligible"],
            "taking_up_at_2": city["at_2"],
            "children_at_3_4": city["children"],
            "taking_up_at_3_4": city["at_3_4"],
        }
    )
    return {
        "EarlyYearsPlaces": Telling(rows, known=day, until=day),
        "EarlyYearsTakeUp": Telling(take_up, known=of_city, until=of_city),
    }


def _school_places(services: Services) -> Telling:
    told = places.tell_school_places(services)
    phase = services.population.schools["phase"].to_numpy()[told["school"].to_numpy()]
    day = dates(told["day"].to_numpy())
    rows = pd.DataFrame(
        {
            "urn": services.urns(told["school"]),
            "places_counted_on": day,
            "phase": pd.Series(phase, dtype="str"),
            "capacity": told["capacity"],
            "on_roll": told["pupils"],
        }
    )
    return Telling(rows, known=day, until=day)


def _school_offers(services: Services) -> Telling:
    told = places.tell_offers(services)
    rows = pd.DataFrame(
        {
            "entry_year": told["year"],
            "reception_applicants": told["reception"],
            "reception_first": told["reception_first"],
            "reception_top_three": told["reception_three"],
            "year_7_applicants": told["year_7"],
            "year_7_first": told["year_7_first"],
            "year_7_top_three": told["year_7_three"],
        }
    )
    return Telling(rows, known=dates(told["day"].to_numpy()))


def _specialist(services: Services, funded: pd.DataFrame) -> Telling:
    told = places.tell_specialist(services, funded)
    opened, ended = dates(told["opened"].to_numpy()), dates(told["ended"].to_numpy())
    rows = pd.DataFrame(
        {
            "provision_id": numbered("S", len(told), 3),
            "urn": services.urns(told["school"]),
            "provision": told["provision"],
            "need": told["need"],
            "opened_on": opened,
            "provision_ended_on": ended,
            "specialist_places": told["places"],
            "specialist_filled": told["filled"],
        }
    )
    return Telling(rows, known=opened, until=ended)


def _funding(services: Services, funded: pd.DataFrame) -> Telling:
    start, end = dates(funded["start"].to_numpy()), dates(funded["end"].to_numpy())
    rows = pd.DataFrame(
        {
            "upn": services.upns(funded["person"]),
            "granted_on": start,
            "urn": services.urns(funded["school"]),
            "annual_funding": funded["amount"],
            "funding_ended_on": end,
        }
    )
    return Telling(rows, known=start, until=end, events={"funding_ended_on": ()})


def _paid_placements(services: Services) -> Telling:
    told = support.tell_paid_placements(services)
    start, end = dates(told["start"].to_numpy()), dates(told["end"].to_numpy())
    draws = Draws(services.seed, "services: paid placements without UPN")
    missing = draws.happens(services.figures.disagreement.without_upn, len(told))
    rows = pd.DataFrame(
        {
            "placement_id": numbered("I", len(told), 4),
            "upn": services.upns(told["person"]).mask(missing),
            "high_needs_sector": told["sector"],
            "placed_on": start,
            "annual_cost": told["cost"],
            "placement_ended_on": end,
        }
    )
    return Telling(rows, known=start, until=end, events={"placement_ended_on": ()})


def _short_breaks(services: Services) -> Telling:
    told = support.tell_short_breaks(services)
    assessed, start, end = (dates(told[name].to_numpy()) for name in ("assessed", "start", "end"))
    rows = pd.DataFrame(
        {
            "child_id": services.all_child_ids(told["person"]),
            "assessed_on": assessed,
            "short_break": told["kind"],
            "break_started_on": start,
            "break_ended_on": end,
            "hours_a_week": told["hours"],
            "break_weekly_cost": told["cost"],
        }
    )
    return Telling(
        rows,
        known=assessed,
        until=end,
        events={"break_started_on": (), "break_ended_on": ()},
    )


def _transport(services: Services) -> Telling:
    told = support.tell_transport(services)
    start, end = dates(told["start"].to_numpy()), dates(told["end"].to_numpy())
    rows = pd.DataFrame(
        {
            "upn": services.upns(told["person"]),
            "transport_from": start,
            "urn": services.urns(told["school"]),
            "transport_reason": told["reason"],
            "transport": told["mode"],
            "alone": told["alone"],
            "transport_to": end,
            "transport_annual_cost": told["cost"],
        }
    )
    return Telling(rows, known=start, until=end, events={"transport_to": ()})
