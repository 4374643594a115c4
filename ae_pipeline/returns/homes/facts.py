"""What the homes return tells: foster homes, searches for a home, places, pupils' support.

An export tells of all that was not over 24 months ago, as it stands now, so the newest is believed
and the earlier ones are not read. Some columns of the return hold the last day of something and
some the day it ended; the facts have the first day without it. Not here: who is counted
(``measures``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.facts.coverage import window_covered
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows
from ae_pipeline.schema import homes
from ae_pipeline.schema.base import SOURCE_FILE, SOURCE_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MONTHS_TOLD = 24
"""What was over before the end of the export's month, so many months earlier, is not in it."""
_PENCE = 100
_CHILD, _PUPIL = "child_id", "upn"
_NAMED_BY = {
    "mockingbird_placements": _CHILD,
    "placement_requests": _CHILD,
    "care_leaver_accommodation": _CHILD,
    "homeless_presentations": _CHILD,
    "short_breaks": _CHILD,
    "targeted_funding": _PUPIL,
    "high_needs_placements": _PUPIL,
    "home_to_school_transport": _PUPIL,
}
"""By table, the column that says whom a row is about."""
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "fostering_households": {
        "household_kind": "kind",
        "enquired_on": "enquired_on",
        "approved_on": "approved_on",
        "household_ended_on": "ended_on",
        "approved_places": "places",
    },
    "fostering_places": {
        "as_at": "as_at",
        "places_approved": "approved",
        "places_filled": "filled",
    },
    "mockingbird_constellations": {
        "launched_on": "launched_on",
        "constellation_ended_on": "ended_on",
    },
    "mockingbird_placements": {
        "joined_on": "joined_on",
        "left_on": "left_on",
        "left_reason": "left_reason",
    },
    "placement_requests": {
        "request_id": "request_id",
        "requested_on": "requested_on",
        "needed_by": "needed_by",
        "request_reason": "reason",
        "sought": "sought",
        "siblings_together": "siblings_together",
        "request_closed_on": "closed_on",
        "request_outcome": "outcome",
    },
    "placement_offers": {
        "request_id": "request_id",
        "offered_on": "offered_on",
        "offered": "kind",
        "unregistered": "unregistered",
        "accepted": "accepted",
        "stay_started_on": "started_on",
        "stay_ended_on": "ended_on",
    },
    "care_leaver_accommodation": {
        "moved_in_on": "moved_in_on",
        "moved_out_on": "moved_out_on",
        "accommodation": "accommodation",
        "suitable": "suitable",
    },
    "homeless_presentations": {
        "presented_on": "presented_on",
        "assessed_together_on": "assessed_on",
        "homeless_outcome": "outcome",
    },
    "early_years_places": {
        "counted_on": "counted_on",
        "ey_kind": "kind",
        "ey_ofsted": "ofsted",
        "funded_at_2": "funded_at_2",
        "funded_at_3_4": "funded_at_3_4",
    },
    "early_years_take_up": {
        "counted_on": "counted_on",
        "eligible_at_2": "eligible_at_2",
        "taking_up_at_2": "taking_up_at_2",
        "children_at_3_4": "children_at_3_4",
        "taking_up_at_3_4": "taking_up_at_3_4",
    },
    "school_places": {
        "places_counted_on": "counted_on",
        "phase": "phase",
        "capacity": "capacity",
        "on_roll": "on_roll",
    },
    "school_offers": {
        "entry_year": "entry_year",
        "reception_applicants": "reception_applicants",
        "reception_first": "reception_first",
        "year_7_applicants": "year_7_applicants",
        "year_7_first": "year_7_first",
    },
    "specialist_places": {
        "provision": "kind",
        "opened_on": "opened_on",
        "provision_ended_on": "ended_on",
        "specialist_places": "places",
        "specialist_filled": "filled",
    },
    "targeted_funding": {
        "granted_on": "granted_on",
        "funding_ended_on": "ended_on",
        "annual_funding": "annual_pence",
    },
    "high_needs_placements": {
        "high_needs_sector": "sector",
        "placed_on": "started_on",
        "placement_ended_on": "ended_on",
        "annual_cost": "annual_pence",
    },
    "short_breaks": {
        "short_break": "kind",
        "assessed_on": "assessed_on",
        "break_started_on": "started_on",
        "break_ended_on": "ended_on",
    },
    "home_to_school_transport": {
        "transport": "mode",
        "transport_reason": "reason",
        "alone": "alone",
        "transport_from": "started_on",
        "transport_to": "ended_on",
        "transport_annual_cost": "annual_pence",
    },
}
"""By table of the return, its columns and what the facts call them."""
_HOUSEHOLD = "household_id"
_ENTRIES = {"primary": "reception", "secondary": "year_7"}


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    """The newest drop's rows.

    A row of a child or pupil whom nobody is known by stays, without a person: it is a search, a
    home or a placement all the same.
    """
    newest = drops[-1]
    told = {
        table: newest.tables[table].rename(columns=columns).reset_index(drop=True)
        for table, columns in _COLUMNS.items()
    }
    for table, column in _NAMED_BY.items():
        told[table] = told[table].assign(person_id=newest.person(told[table][column]))
    requests, stays = _searches(told["placement_requests"], told["placement_offers"])
    homes_of_leavers = told["care_leaver_accommodation"]
    return {
        homes.foster_household.name: told["fostering_households"],
        homes.foster_place.name: _with_kind(told["fostering_places"], told["fostering_households"]),
        homes.mockingbird_constellation.name: told["mockingbird_constellations"],
        homes.mockingbird_placement.name: told["mockingbird_placements"],
        homes.placement_request.name: requests,
        homes.placement_stay.name: stays,
        homes.care_leaver_home.name: homes_of_leavers.assign(
            moved_out_on=_day_after(homes_of_leavers["moved_out_on"]),
            suitable=_yes(homes_of_leavers["suitable"]),
        ),
        homes.homeless_young_person.name: told["homeless_presentations"],
        homes.early_years_provider.name: told["early_years_places"],
        homes.early_years_take_up.name: told["early_years_take_up"],
        homes.school_capacity.name: told["school_places"],
        homes.school_offer.name: _offers(told["school_offers"]),
        homes.specialist_provision.name: told["specialist_places"],
        homes.targeted_funding.name: _in_pence(told["targeted_funding"]),
        homes.high_needs_placement.name: _in_pence(_with_last_day(told["high_needs_placements"])),
        homes.short_break.name: told["short_breaks"],
        homes.school_transport.name: _in_pence(
            _with_last_day(told["home_to_school_transport"])
        ).assign(alone=_yes(told["home_to_school_transport"]["alone"])),
    }


def _with_kind(places: pd.DataFrame, households: pd.DataFrame) -> pd.DataFrame:
    """Places with the kind of their household, of which each is told once."""
    kinds = households.drop_duplicates(_HOUSEHOLD, keep="last")[[_HOUSEHOLD, "kind"]]
    return places.merge(kinds, on=_HOUSEHOLD, how="left")


def _searches(requests: pd.DataFrame, offers: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Requests with the first offer taken, and stays with the child of their request."""
    taken = offers[offers["accepted"].eq("Y")].sort_values(
        ["offered_on", SOURCE_FILE, SOURCE_ROW], kind="stable"
    )
    taken = taken.assign(unregistered=_yes(taken["unregistered"]))
    first = taken.drop_duplicates("request_id")[["request_id", "kind", "unregistered"]]
    children = requests.drop_duplicates("request_id", keep="last")[["request_id", "person_id"]]
    stays = taken[taken["started_on"].notna()].merge(children, on="request_id", how="left")
    answered = requests.merge(first.rename(columns={"kind": "found"}), on="request_id", how="left")
    return (
        answered.assign(siblings_together=_yes(answered["siblings_together"])),
        _with_last_day(stays),
    )


def _offers(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for reception and one for Year 7, from 1 September of the year of entry."""
    year = rows["entry_year"].astype("str").str.slice(0, 4)
    starts = pd.to_datetime(year + "-09-01", format="%Y-%m-%d").astype("datetime64[s]")
    parts = [
        pd.DataFrame(
            {
                "starts_on": starts,
                "phase": pd.Series(phase, index=rows.index, dtype="str"),
                "applicants": rows[f"{entry}_applicants"],
                "first_preference": rows[f"{entry}_first"],
                SOURCE_FILE: rows[SOURCE_FILE],
                SOURCE_ROW: rows[SOURCE_ROW],
            }
        )
        for phase, entry in _ENTRIES.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _with_last_day(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose ``ended_on`` is a last day, with the first day without it."""
    return rows.assign(ended_on=_day_after(rows["ended_on"]))


def _day_after(days: pd.Series[Any]) -> pd.Series[Any]:
    return pd.to_datetime(days).astype("datetime64[s]") + pd.Timedelta(days=1)


def _in_pence(rows: pd.DataFrame) -> pd.DataFrame:
    pence = (rows["annual_pence"].astype("Float64") * _PENCE).round().astype("Int64")
    return rows.assign(annual_pence=pence)


def _yes(flags: pd.Series[Any]) -> pd.Series[Any]:
    """True for Y, false for N, null where not told."""
    return flags.eq("Y").astype("boolean").mask(flags.isna())


def _reads() -> dict[str, tuple[str, ...]]:
    linked = {"fostering_households": _HOUSEHOLD, "fostering_places": _HOUSEHOLD, **_NAMED_BY}
    return {
        table: (*columns, *([linked[table]] if table in linked else ()))
        for table, columns in _COLUMNS.items()
    }


FACTS = Facts(
    source="homes",
    reads=_reads(),
    makes=(
        FactTable(homes.foster_household, ("fostering_households",)),
        FactTable(homes.foster_place, ("fostering_places", "fostering_households")),
        FactTable(homes.mockingbird_constellation, ("mockingbird_constellations",)),
        FactTable(homes.mockingbird_placement, ("mockingbird_placements",)),
        FactTable(homes.placement_request, ("placement_requests", "placement_offers")),
        FactTable(homes.placement_stay, ("placement_offers", "placement_requests")),
        FactTable(homes.care_leaver_home, ("care_leaver_accommodation",)),
        FactTable(homes.homeless_young_person, ("homeless_presentations",)),
        FactTable(homes.early_years_provider, ("early_years_places",)),
        FactTable(homes.early_years_take_up, ("early_years_take_up",)),
        FactTable(homes.school_capacity, ("school_places",)),
        FactTable(homes.school_offer, ("school_offers",)),
        FactTable(homes.specialist_provision, ("specialist_places",)),
        FactTable(homes.targeted_funding, ("targeted_funding",)),
        FactTable(homes.high_needs_placement, ("high_needs_placements",)),
        FactTable(homes.short_break, ("short_breaks",)),
        FactTable(homes.school_transport, ("home_to_school_transport",)),
    ),
    covers=window_covered(_MONTHS_TOLD),
    build=_build,
)
