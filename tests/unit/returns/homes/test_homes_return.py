"""The homes return: its rules, cells and files."""

import pytest
from local_rows import broken, judged

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.returns.homes.contract import HOMES

GOOD = {
    "FosteringHouseholds": {
        "household_id": "H1",
        "household_kind": "MAINSTREAM",
        "enquired_on": "03/01/2024",
        "applied_on": "05/02/2024",
        "approved_on": "10/07/2024",
        "approved_places": "2",
        "household_ended_on": "10/07/2025",
        "household_end_reason": "RESIGNED",
        "household_postcode": "PL4 8AA",
    },
    "FosteringPlaces": {
        "as_at": "31/03/2025",
        "household_id": "H1",
        "places_approved": "2",
        "places_filled": "1",
        "places_unavailable": "1",
        "unavailable_reason": "BREAK",
    },
    "MockingbirdConstellations": {
        "constellation_id": "MB1",
        "launched_on": "09/09/2024",
        "hub_household": "H1",
        "satellites": "6",
    },
    "MockingbirdPlacements": {
        "constellation_id": "MB1",
        "child_id": "123456",
        "joined_on": "09/09/2024",
        "household_id": "H2",
        "left_on": "09/03/2025",
        "left_reason": "HOME",
    },
    "PlacementRequests": {
        "request_id": "R1",
        "child_id": "123456",
        "requested_on": "03/03/2025",
        "needed_by": "10/03/2025",
        "request_reason": "STEP_DOWN",
        "sought": "FOSTER",
        "siblings_together": "Y",
        "request_closed_on": "09/03/2025",
        "request_outcome": "PLACED",
    },
    "PlacementOffers": {
        "offer_id": "F1",
        "request_id": "R1",
        "offered_on": "05/03/2025",
        "provider": "IN_HOUSE",
        "offered": "FOSTER",
        "distance_miles": "3.2",
        "offer_weekly_cost": "520",
        "unregistered": "N",
        "accepted": "Y",
        "stay_started_on": "09/03/2025",
        "stay_ended_on": "09/06/2025",
    },
    "CareLeaverAccommodation": {
        "child_id": "123456",
        "moved_in_on": "03/03/2025",
        "accommodation": "COUNCIL",
        "suitable": "Y",
        "moved_out_on": "03/06/2025",
    },
    "HomelessPresentations": {
        "presentation_id": "X1",
        "child_id": "123456",
        "presented_on": "03/03/2025",
        "age": "17",
        "assessed_together_on": "05/03/2025",
        "homeless_outcome": "SECTION_20",
    },
    "EarlyYearsPlaces": {
        "ey_urn": "600001",
        "counted_on": "16/01/2025",
        "ey_kind": "NURSERY",
        "ey_ofsted": "2",
        "ey_places": "40",
        "funded_at_2": "10",
        "funded_at_3_4": "70",
    },
    "EarlyYearsTakeUp": {
        "counted_on": "16/01/2025",
        "eligible_at_2": "614",
        "taking_up_at_2": "614",
        "children_at_3_4": "5190",
        "taking_up_at_3_4": "5200",
    },
    "SchoolPlaces": {
        "urn": "100001",
        "places_counted_on": "16/01/2025",
        "phase": "PS",
        "capacity": "420",
        "on_roll": "431",
    },
    "SchoolOffers": {
        "entry_year": "2025-26",
        "reception_applicants": "100",
        "reception_first": "95",
        "reception_top_three": "100",
        "year_7_applicants": "100",
        "year_7_first": "90",
        "year_7_top_three": "90",
    },
    "SpecialistPlaces": {
        "provision_id": "S1",
        "urn": "100001",
        "provision": "RESOURCED",
        "need": "ASD",
        "opened_on": "01/09/2025",
        "specialist_places": "12",
        "specialist_filled": "12",
    },
    "TargetedFunding": {
        "upn": "D879120001234",
        "granted_on": "01/09/2025",
        "urn": "100001",
        "annual_funding": "4500",
    },
    "HighNeedsPlacements": {
        "placement_id": "I1",
        "upn": "D879120001234",
        "high_needs_sector": "NON_MAINTAINED",
        "placed_on": "01/09/2024",
        "annual_cost": "61500",
    },
    "ShortBreaks": {
        "child_id": "123456",
        "assessed_on": "03/03/2025",
        "short_break": "COMMUNITY",
        "break_started_on": "03/04/2025",
        "break_ended_on": "03/05/2025",
        "hours_a_week": "4.5",
        "break_weekly_cost": "80",
    },
    "HomeToSchoolTransport": {
        "upn": "D879120001234",
        "transport_from": "01/09/2024",
        "urn": "100001",
        "transport_reason": "SEND",
        "transport": "MINIBUS",
        "alone": "N",
        "transport_to": "22/07/2025",
        "transport_annual_cost": "4300",
    },
}
"""One row of each table that breaks no rule."""


@pytest.mark.parametrize("table", HOMES.tables)
def test_a_good_row_of_every_table_breaks_nothing(table):
    assert broken(HOMES, table, GOOD[table]) == set()


@pytest.mark.parametrize(
    ("table", "changed", "rules"),
    [
        ("FosteringHouseholds", {"applied_on": "03/01/2024"}, set()),
        ("FosteringHouseholds", {"applied_on": "02/01/2024"}, {"AE-HOUSEHOLD-APPLIED"}),
        ("FosteringHouseholds", {"approved_on": "04/02/2024"}, {"AE-HOUSEHOLD-APPROVED"}),
        ("FosteringHouseholds", {"household_ended_on": "10/07/2024"}, set()),
        ("FosteringHouseholds", {"household_ended_on": "09/07/2024"}, {"AE-HOUSEHOLD-DATES"}),
        ("FosteringHouseholds", {"approved_places": None}, {"AE-HOUSEHOLD-PLACES"}),
        ("FosteringHouseholds", {"approved_places": None, "approved_on": None}, set()),
        ("FosteringHouseholds", {"household_end_reason": None}, {"AE-HOUSEHOLD-REASON"}),
        ("FosteringPlaces", {"unavailable_reason": None}, {"AE-PLACES-REASON"}),
        ("FosteringPlaces", {"unavailable_reason": None, "places_unavailable": "0"}, set()),
        ("FosteringPlaces", {"places_filled": "2"}, {"AE-PLACES-SUM"}),
        # an exemption: more children than places, and none called unavailable
        ("FosteringPlaces", {"places_filled": "3", "places_unavailable": "0"}, set()),
        (
            "MockingbirdConstellations",
            {"constellation_ended_on": "08/09/2024"},
            {"AE-CONSTELLATION-DATES"},
        ),
        ("MockingbirdPlacements", {"left_on": "08/09/2024"}, {"AE-MOCKINGBIRD-DATES"}),
        ("MockingbirdPlacements", {"left_reason": None}, {"AE-MOCKINGBIRD-REASON"}),
        ("PlacementRequests", {"request_closed_on": "02/03/2025"}, {"AE-REQUEST-DATES"}),
        ("PlacementRequests", {"needed_by": "02/03/2025"}, {"AE-REQUEST-NEEDED"}),
        ("PlacementRequests", {"request_outcome": None}, {"AE-REQUEST-OUTCOME"}),
        ("PlacementOffers", {"stay_ended_on": "08/03/2025"}, {"AE-OFFER-DATES"}),
        ("PlacementOffers", {"stay_started_on": "04/03/2025"}, {"AE-OFFER-STAY"}),
        ("PlacementOffers", {"accepted": "N"}, {"AE-OFFER-NOT-TAKEN"}),
        ("CareLeaverAccommodation", {"moved_out_on": "02/03/2025"}, {"AE-ACCOMMODATION-DATES"}),
        (
            "CareLeaverAccommodation",
            {"accommodation": "CUSTODY"},
            {"AE-ACCOMMODATION-SUITABLE"},
        ),
        ("CareLeaverAccommodation", {"accommodation": "CUSTODY", "suitable": "N"}, set()),
        ("HomelessPresentations", {"assessed_together_on": "02/03/2025"}, {"AE-HOMELESS-DATES"}),
        ("HomelessPresentations", {"age": "18"}, {"AE-NUMBER"}),
        # two children to a place, and one more
        ("EarlyYearsPlaces", {"funded_at_2": "11"}, {"AE-EARLY-YEARS-PLACES"}),
        ("EarlyYearsTakeUp", {"taking_up_at_2": "615"}, {"AE-TAKE-UP-2"}),
        ("SchoolOffers", {"reception_first": "101"}, {"AE-OFFERS-RECEPTION"}),
        ("SchoolOffers", {"reception_top_three": "94"}, {"AE-OFFERS-RECEPTION"}),
        ("SchoolOffers", {"year_7_first": "91"}, {"AE-OFFERS-YEAR-7"}),
        ("SpecialistPlaces", {"provision_ended_on": "31/08/2025"}, {"AE-SPECIALIST-DATES"}),
        ("SpecialistPlaces", {"specialist_filled": "13"}, {"AE-SPECIALIST-FILLED"}),
        ("TargetedFunding", {"funding_ended_on": "31/08/2025"}, {"AE-FUNDING-DATES"}),
        ("HighNeedsPlacements", {"placement_ended_on": "31/08/2024"}, {"AE-HIGH-NEEDS-DATES"}),
        ("HighNeedsPlacements", {"upn": "A879120001234"}, {"AE-TEXT"}),
        ("HighNeedsPlacements", {"upn": None}, set()),
        ("ShortBreaks", {"break_started_on": "02/03/2025"}, {"AE-SHORT-BREAK-STARTED"}),
        ("ShortBreaks", {"break_ended_on": "02/04/2025"}, {"AE-SHORT-BREAK-ENDED"}),
        (
            "ShortBreaks",
            {"break_started_on": None, "break_ended_on": "02/03/2025"},
            {"AE-SHORT-BREAK-DATES"},
        ),
        ("HomeToSchoolTransport", {"transport_to": "31/08/2024"}, {"AE-TRANSPORT-DATES"}),
        ("SchoolPlaces", {"on_roll": None}, {"AE-NUMBER-REJECT"}),
        ("FosteringHouseholds", {"household_postcode": "Plymouth"}, {"AE-TEXT"}),
    ],
)
def test_a_changed_row_breaks_exactly_these_rules(table, changed, rules):
    assert broken(HOMES, table, GOOD[table], **changed) == rules


def test_every_file_is_known_by_its_columns(tmp_path):
    for number, (table, row) in enumerate(GOOD.items()):
        columns = list(HOMES.columns(table))
        cells = [row.get(name) or "" for name in columns]
        text = f"{','.join(columns)}\n{','.join(cells)}\n"
        (tmp_path / f"export {number}.csv").write_text(text, encoding="utf-8")
    extract = HOMES.read(tmp_path, "2024-25")
    assert extract.notices == ()
    assert {table: len(rows) for table, rows in extract.tables.items()} == dict.fromkeys(GOOD, 1)


def test_neither_a_child_nor_an_address_leaves_an_accepted_row():
    keyed = Pseudonymiser(b"a key of thirty-two characters or more")
    kept = []
    for table, row in GOOD.items():
        accepted = judged(HOMES, table, row).accepted
        kept.append(HOMES.minimise(table, accepted, keyed, ()).astype("str").to_csv())
    told = "\n".join(kept)
    assert not any(each in told for each in ("123456", "D879120001234", "PL4 8AA"))
    assert "PL4" in told
