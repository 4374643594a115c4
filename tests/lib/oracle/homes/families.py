"""Foster homes, Mockingbird, searches for a home, care leavers' homes, homeless young people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.ages import age
from oracle.homes.spans import counted, each_once, happening, lasting, of_person
from oracle.people import person_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from oracle.areas import Member, Row, Tables

COMING_INTO_CARE = {"ENTERING_CARE", "EMERGENCY", "HOMELESS", "UNACCOMPANIED"}
FAMILY_HOMES = {"FOSTER", "PARENT_CHILD"}
NO_FIT_HOME = {"BED_AND_BREAKFAST", "NO_FIXED_ABODE", "EMERGENCY", "CUSTODY"}


def _no_foster_home(row: Row) -> bool:
    return row["kind"] in {"CONNECTED", "SUPPORTED_LODGINGS"}


def _told_places(tables: Tables, on: date) -> list[Row]:
    return [
        row
        for row in tables["foster_place"]
        if row["as_at"] == on and not _no_foster_home(row) and row["approved"] is not None
    ]


def foster_places(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in _told_places(tables, end):
        yield counted(row["approved"], None, setting=row["kind"])


def foster_places_filled_pct(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in _told_places(tables, end):
        yield counted(row["filled"], row["approved"], setting=row["kind"])


def _households(tables: Tables) -> list[Row]:
    return [row for row in tables["foster_household"] if not _no_foster_home(row)]


def foster_net_carers(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happening(_households(tables), "approved_on", start, end):
        yield counted(1, None, setting=row["kind"])
    for row in happening(_households(tables), "ended_on", start, end):
        if row["approved_on"] is not None:
            yield counted(-1, None, setting=row["kind"])


def foster_enquiries(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happening(_households(tables), "enquired_on", start, end):
        yield counted(1, None, setting=row["kind"])


def foster_approvals(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happening(_households(tables), "approved_on", start, end):
        yield counted(1, None, setting=row["kind"])


def supported_lodgings(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in lasting(tables["foster_household"], "approved_on", "ended_on", end):
        if row["kind"] == "SUPPORTED_LODGINGS" and row["places"] is not None:
            yield counted(row["places"], None)


def mockingbird_constellations(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for _row in lasting(tables["mockingbird_constellation"], "launched_on", "ended_on", end):
        yield counted(1, None)


def mockingbird_children(tables: Tables, _: date, end: date) -> Iterator[Member]:
    there = lasting(tables["mockingbird_placement"], "joined_on", "left_on", end)
    for row in each_once(there, "joined_on"):
        yield of_person(tables, row, end)


def mockingbird_stability_pct(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in tables["mockingbird_placement"]:
        left = row["left_on"]
        if row["joined_on"] > end or (left is not None and left <= start):
            continue
        ended = left is not None and left <= end
        if ended and row["left_reason"] is None:
            continue
        broke_down = ended and row["left_reason"] == "BREAKDOWN"
        yield of_person(tables, row, end, not broke_down, 1)


def unplanned_care_entries_pct(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happening(tables["placement_request"], "requested_on", start, end):
        if row["outcome"] == "WITHDRAWN" or row["reason"] not in COMING_INTO_CARE:
            continue
        definition, needed = row["requested_on"], row["needed_by"]
        at_once = needed is not None and (needed - definition).days <= 1
        yield of_person(tables, row, definition, at_once or row["reason"] == "EMERGENCY", 1)


def _homes_found(tables: Tables, start: date, end: date) -> Iterator[Row]:
    for row in happening(tables["placement_request"], "closed_on", start, end):
        if row["outcome"] == "PLACED":
            yield row


def placement_first_choice_pct(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in _homes_found(tables, start, end):
        if row["found"] is not None and row["sought"] is not None:
            as_sought = row["found"] == row["sought"] and row["unregistered"] is not True
            yield of_person(tables, row, row["closed_on"], as_sought, 1)


def placement_first_choice_entering_pct(tables: Tables, start: date, end: date) -> Iterator[Member]:
    entering = [row for row in tables["placement_request"] if row["reason"] in COMING_INTO_CARE]
    yield from placement_first_choice_pct({**tables, "placement_request": entering}, start, end)


def siblings_together_pct(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in _homes_found(tables, start, end):
        if row["siblings_together"] is not None:
            yield of_person(tables, row, row["closed_on"], row["siblings_together"], 1)


def step_down_from_residential(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in _homes_found(tables, start, end):
        home = row["sought"] if row["found"] is None else row["found"]
        if row["reason"] == "STEP_DOWN" and home in FAMILY_HOMES:
            yield of_person(tables, row, row["closed_on"])


def cla_unregistered_count(tables: Tables, _: date, end: date) -> Iterator[Member]:
    there = lasting(tables["placement_stay"], "started_on", "ended_on", end)
    for row in each_once((row for row in there if row["unregistered"] is True), "started_on"):
        yield of_person(tables, row, end, setting=row["kind"])


def _came_as_homeless(tables: Tables, start: date, end: date) -> list[Row]:
    return happening(tables["homeless_young_person"], "presented_on", start, end)


def homeless_presentations_16_17(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in _came_as_homeless(tables, start, end):
        yield of_person(tables, row, row["presented_on"], setting=row["outcome"])


def homeless_16_17(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in _came_as_homeless(tables, start, end):
        if row["outcome"] == "SECTION_20":
            yield of_person(tables, row, row["presented_on"], setting=row["outcome"])


def homeless_joint_assessment_pct(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in _came_as_homeless(tables, start, end):
        assessed = row["assessed_on"]
        together = assessed is not None and row["presented_on"] <= assessed <= end
        yield of_person(tables, row, row["presented_on"], together, 1, setting=row["outcome"])


def _homes_of_care_leavers(tables: Tables, on: date) -> list[Row]:
    return each_once(
        lasting(tables["care_leaver_home"], "moved_in_on", "moved_out_on", on), "moved_in_on"
    )


def _care_leaver(
    tables: Tables, row: Row, on: date, numerator: int, denominator: int | None
) -> Member:
    member = of_person(tables, row, on, numerator, denominator, setting=row["accommodation"])
    return member._replace(about={**member.about, "age_band": _band(tables, row, on)})


def _band(tables: Tables, row: Row, on: date) -> str:
    person = person_of(tables, row["person_id"]) or {}
    years = age(on, person.get("date_of_birth"))
    if years is None:
        return "not_known"
    if years < 17:
        return "under 17"
    if years > 21:
        return "22+"
    return "17-18" if years in {17, 18} else "19-21"


def care_leaver_accommodation_suitable_now_pct(
    tables: Tables, _: date, end: date
) -> Iterator[Member]:
    for row in _homes_of_care_leavers(tables, end):
        suits = row["suitable"] is True and row["accommodation"] not in NO_FIT_HOME
        yield _care_leaver(tables, row, end, suits, 1)


def supported_lodgings_young_people(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in _homes_of_care_leavers(tables, end):
        if row["accommodation"] == "SUPPORTED_LODGINGS":
            yield _care_leaver(tables, row, end, 1, None)


MEASURES = {
    each.__name__: each
    for each in (
        foster_places,
        foster_places_filled_pct,
        foster_net_carers,
        foster_enquiries,
        foster_approvals,
        supported_lodgings,
        mockingbird_constellations,
        mockingbird_children,
        mockingbird_stability_pct,
        unplanned_care_entries_pct,
        placement_first_choice_pct,
        placement_first_choice_entering_pct,
        siblings_together_pct,
        step_down_from_residential,
        cla_unregistered_count,
        homeless_presentations_16_17,
        homeless_16_17,
        homeless_joint_assessment_pct,
        care_leaver_accommodation_suitable_now_pct,
        supported_lodgings_young_people,
    )
}
