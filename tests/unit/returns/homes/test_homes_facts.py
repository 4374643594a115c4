"""From the newest export of the homes return to facts. Everyone here is invented."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.homes.facts import FACTS

_KNOWN = {"C1": "person 1", "C2": "person 2", "U1": "person 3"}


def _rows(table, *rows):
    columns = FACTS.reads[table]
    told = pd.DataFrame(list(rows), columns=list(columns))
    for name in columns:
        if name.endswith(("_on", "_from", "_to", "_at", "_by")):
            told[name] = pd.to_datetime(told[name]).astype("datetime64[s]")
        elif not told[name].map(lambda value: isinstance(value, int | float)).any():
            told[name] = told[name].astype("str")
    return told.assign(source_file=f"2025-09/homes/{table}.csv", source_row=range(1, len(rows) + 1))


def _drop(month="2025-09", **tables):
    empty = {
        name: pd.DataFrame(
            {each: pd.Series(dtype="str") for each in (*columns, "source_file", "source_row")}
        )
        for name, columns in FACTS.reads.items()
    }
    told = {name: _rows(name, *rows) for name, rows in tables.items()}
    return SubmissionRows(
        Month.parse(month), {**empty, **told}, lambda ids: ids.map(_KNOWN).astype("str")
    )


def _built(table, **tables):
    return FACTS.build([_drop(**tables)])[table]


def _listed(values):
    return [None if pd.isna(value) else value for value in values]


def test_an_empty_submission_has_every_table_and_column_and_no_row():
    built = FACTS.build([_drop()])
    assert set(built) == {table.name for table in (made.table for made in FACTS.makes)}
    for table in (made.table for made in FACTS.makes):
        assert {column.name for column in table.columns} <= set(built[table.name].columns)
        assert built[table.name].empty


def test_the_newest_submission_is_believed_whole():
    earlier = _drop("2025-08", targeted_funding=[{"upn": "U1", "annual_funding": 1.0}] * 2)
    later = _drop("2025-09", targeted_funding=[{"upn": "U1", "annual_funding": 3000.5}])
    funding = FACTS.build([earlier, later])["targeted_funding"]
    assert list(funding["annual_pence"]) == [300_050]


def test_somebody_whom_nobody_knows_stays_without_a_person():
    stays = _built(
        "mockingbird_placement",
        mockingbird_placements=[
            {"child_id": "C1", "joined_on": "2024-09-09"},
            {"child_id": "C9", "joined_on": "2024-09-09"},
        ],
    )
    assert _listed(stays["person_id"]) == ["person 1", None]


def test_pupils_are_found_by_upn():
    placed = _built("high_needs_placement", high_needs_placements=[{"upn": "U1"}, {"upn": None}])
    assert _listed(placed["person_id"]) == ["person 3", None]


def test_places_have_the_kind_of_their_household():
    places = _built(
        "foster_place",
        fostering_households=[{"household_id": "H1", "household_kind": "MAINSTREAM"}],
        fostering_places=[
            {"household_id": "H1", "places_filled": 1},
            {"household_id": "H2", "places_filled": 2},
        ],
    )
    assert _listed(places["kind"]) == ["MAINSTREAM", None]
    assert list(places["filled"]) == [1, 2]


@pytest.mark.parametrize(
    ("table", "source", "started", "ended"),
    [
        ("high_needs_placement", "high_needs_placements", "placed_on", "placement_ended_on"),
        ("school_transport", "home_to_school_transport", "transport_from", "transport_to"),
    ],
)
def test_a_last_day_becomes_the_first_day_without(table, source, started, ended):
    rows = [
        {started: "2023-09-01", ended: "2024-02-29"},
        {started: "2023-09-01", ended: None},
    ]
    built = _built(table, **{source: rows})
    assert _listed(built["ended_on"]) == [pd.Timestamp("2024-03-01"), None]


def test_a_care_leaver_is_still_at_home_on_the_last_day():
    home = _built(
        "care_leaver_home",
        care_leaver_accommodation=[
            {"child_id": "C2", "moved_out_on": "2025-03-31", "suitable": "N"},
            {"child_id": "C2", "moved_out_on": None, "suitable": "Y"},
        ],
    )
    assert _listed(home["moved_out_on"]) == [pd.Timestamp("2025-04-01"), None]
    assert list(home["suitable"]) == [False, True]


def test_the_day_funding_ended_is_the_first_without_it_already():
    funding = _built("targeted_funding", targeted_funding=[{"funding_ended_on": "2025-03-31"}])
    assert list(funding["ended_on"]) == [pd.Timestamp("2025-03-31")]


def test_a_request_has_the_first_offer_taken():
    requests = _built(
        "placement_request",
        placement_requests=[
            {"request_id": "R1", "child_id": "C1", "siblings_together": "Y"},
            {"request_id": "R2", "child_id": "C2", "siblings_together": None},
        ],
        placement_offers=[
            _offer("R1", "2025-01-03", offered="RESIDENTIAL", unregistered="Y"),
            _offer("R1", "2025-01-02", offered="FOSTER", unregistered="N"),
            _offer("R1", "2025-01-01", offered="SUPPORTED", accepted="N"),
        ],
    )
    assert _listed(requests["found"]) == ["FOSTER", None]
    assert _listed(requests["unregistered"]) == [False, None]
    assert _listed(requests["siblings_together"]) == [True, None]


def _offer(request, on, *, accepted="Y", start=None, end=None, **columns):
    return {
        "request_id": request,
        "offered_on": on,
        "accepted": accepted,
        "stay_started_on": start,
        "stay_ended_on": end,
        **columns,
    }


def test_a_stay_is_of_the_child_of_its_request_and_needs_to_have_begun():
    stays = _built(
        "placement_stay",
        placement_requests=[{"request_id": "R1", "child_id": "C1"}],
        placement_offers=[
            _offer("R1", "2025-01-01", start="2025-01-02", end="2025-01-09", unregistered="Y"),
            _offer("R0", "2020-01-01", start="2020-01-02"),
            _offer("R1", "2025-02-01"),
            _offer("R1", "2025-02-01", accepted="N"),
        ],
    ).sort_values("source_row")
    assert _listed(stays["source_row"]) == [1, 2]
    assert _listed(stays["person_id"]) == ["person 1", None]
    assert _listed(stays["ended_on"]) == [pd.Timestamp("2025-01-10"), None]
    assert _listed(stays["unregistered"]) == [True, None]


def test_offers_of_a_year_are_a_row_for_reception_and_one_for_year_7():
    offers = _built(
        "school_offer",
        school_offers=[
            {
                "entry_year": "2025-26",
                "reception_applicants": 10,
                "reception_first": 9,
                "year_7_applicants": 20,
                "year_7_first": 18,
            }
        ],
    )
    assert list(offers["phase"]) == ["primary", "secondary"]
    assert list(offers["starts_on"]) == [pd.Timestamp("2025-09-01")] * 2
    assert list(offers["applicants"]) == [10, 20]
    assert list(offers["first_preference"]) == [9, 18]
    assert list(offers["source_row"]) == [1, 1]


def test_pounds_become_whole_pence_and_an_amount_that_is_not_recorded_stays_so():
    funding = _built(
        "targeted_funding", targeted_funding=[{"annual_funding": 0.29}, {"annual_funding": None}]
    )
    assert _listed(funding["annual_pence"]) == [29, None]


def test_an_export_covers_24_months():
    told = FACTS.covers([Month.parse("2025-09")])
    assert told == Span(date(2023, 10, 1), date(2025, 9, 30))
    assert FACTS.covers([]) is None
