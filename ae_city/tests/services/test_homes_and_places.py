"""Homes and places agree with who lives where, and with what the council reported."""

from collections import Counter
from datetime import date

import pandas as pd
import pytest

from ae_city.population.days import number
from ae_city.services.fostering import tell_places
from ae_city.services.mockingbird import tell_mockingbird
from ae_city.services.placing import tell_requests
from ae_city.services.telling import Telling
from ae_pipeline.periods import Month

from .conftest import services_at, systems_of


def days(cells):
    return pd.to_datetime(cells, format="%d/%m/%Y")


@pytest.mark.parametrize("on", [date(2022, 3, 31), date(2024, 8, 31), date(2025, 3, 31)])
def test_filled_places_are_the_children_whom_the_lives_place_with_own_carers(town, on):
    expected: Counter[str] = Counter()
    for life in town.population.care.lives:
        for period in life.periods:
            if period.stay.short_breaks:
                continue
            homes = [each for each in period.episodes if not each.place.startswith("T")]
            begun = [each for each in homes if each.start <= on]
            if not begun or (begun[-1].end is not None and begun[-1].end <= on):
                continue
            if begun[-1].provider == "PR1" and begun[-1].place.startswith("U"):
                expected["kin" if begun[-1].place in {"U1", "U2", "U3"} else "strangers"] += 1
    places = tell_places(town, town.fostering)
    there = places[places["day"] == number(on)]
    kin = town.fostering.households["kind"].eq("CONNECTED").to_numpy()[there["household"]]
    told = {"kin": there["filled"][kin].sum(), "strangers": there["filled"][~kin].sum()}
    assert told == dict(expected)


def test_nobody_lives_with_a_household_before_approval_or_after_its_end(town):
    fostering = town.fostering
    of_child = fostering.households.loc[fostering.children["household"]].reset_index(drop=True)
    assert (fostering.children["start"] >= of_child["approved"]).all()
    assert (fostering.children["end"] <= of_child["ended"]).all()


@pytest.mark.parametrize(("year", "expected"), [(2024, 21), (2025, 24), (2026, 27)])
def test_approved_places_are_the_published_ones_at_a_tenth(town, year, expected):
    households = town.fostering.households
    day = number(date(year, 3, 31))
    kinds = ["MAINSTREAM", "EMERGENCY", "HIGH_SUPPORT"]
    there = households[
        households["kind"].isin(kinds)
        & (households["approved"] <= day)
        & (households["ended"] > day)
    ]
    assert there["places"].sum() == expected


def test_children_of_the_mockingbird_model_live_in_the_households_they_are_told_in(town):
    told = tell_mockingbird(town)
    day = number(date(2025, 9, 30))
    there = told.children[(told.children["joined"] <= day) & (told.children["left"] > day)]
    assert len(there) == 4
    assert "BREAKDOWN" not in set(told.children["reason"].dropna())
    filled = town.fostering.filled(day)
    assert sum(filled[household] for household in set(there["household"])) == 4


def test_every_move_to_a_carer_who_had_to_be_found_was_asked_for(town):
    requests, stays = tell_requests(town), town.stays
    placed = requests[requests["stay"] >= 0]
    assert placed["stay"].is_unique
    assert (placed["requested"] <= placed["closed"]).all()
    assert placed["closed"].tolist() == stays["start"].loc[placed["stay"]].tolist()


def test_a_care_leaver_lives_in_one_home_at_a_time(town):
    rows = systems_of(town)["homes"].export(Month.parse("2026-03"))["CareLeaverAccommodation"]
    rows = rows.assign(start=days(rows["moved_in_on"]), end=days(rows["moved_out_on"]))
    for _, homes in rows.sort_values("start").groupby("child_id"):
        assert (homes["end"].iloc[:-1].to_numpy() < homes["start"].iloc[1:].to_numpy()).all()


def test_first_preferences_and_take_up_are_the_published_shares(town):
    export = systems_of(town)["homes"].export(Month.parse("2025-03"))
    january = export["EarlyYearsTakeUp"].astype(str).set_index("counted_on").loc["16/01/2025"]
    assert january[["taking_up_at_2", "eligible_at_2"]].tolist() == ["42", "62"]  # 419 / 68.2 %
    offers = export["SchoolOffers"].set_index("entry_year").loc["2024-25"]
    assert offers[["reception_first", "reception_applicants"]].tolist() == ["228", "236"]


def test_what_is_over_for_long_leaves_the_export_and_what_is_to_come_is_not_in_it():
    told = pd.DataFrame(
        {
            "began": pd.to_datetime(["2020-01-01", "2024-05-01", "2025-06-01"]),
            "ended": pd.to_datetime(["2020-06-30", "2025-05-31", None]),
            "why": pd.Series(["old", "new", None], dtype="str"),
        }
    )
    telling = Telling(told, known=told["began"], until=told["ended"], events={"ended": ("why",)})
    stands = telling.as_it_stands(pd.Timestamp("2025-03-31"), pd.Timestamp("2023-03-31"))
    assert stands.index.tolist() == [1]
    assert stands[["ended", "why"]].isna().all(axis=None)
    later = telling.as_it_stands(pd.Timestamp("2025-05-31"), pd.Timestamp("2023-05-31"))
    assert later["why"].tolist() == ["new"]


def test_what_is_entered_late_is_known_late():
    day = pd.Series(pd.to_datetime(["2025-03-10", "2025-03-10"]))
    told = Telling(pd.DataFrame({"day": day}), known=day, delay=pd.Series([0, 30]))
    on, since = pd.Timestamp("2025-03-31"), pd.Timestamp("2023-03-31")
    assert told.as_it_stands(on, since).index.tolist() == [0]


@pytest.mark.slow
def test_the_whole_city_has_what_the_council_reported_of_two_quarters():
    services = services_at(1.0)
    export = systems_of(services)["homes"].export(Month.parse("2025-09"))
    mockingbird = export["MockingbirdPlacements"]
    assert len(export["MockingbirdConstellations"]) == 3
    assert mockingbird["left_on"].isna().sum() == 40
    assert "BREAKDOWN" not in set(mockingbird["left_reason"].dropna())
    places = export["SpecialistPlaces"]
    opened = days(places["opened_on"])
    delivered = places[(opened >= "2025-04-01") & (opened <= "2025-09-30")]
    assert delivered["specialist_places"].astype(int).sum() == 523
    assert export["TargetedFunding"]["funding_ended_on"].isna().sum() == 380
    households = export["FosteringHouseholds"]
    own = households[
        households["household_kind"].isin(["MAINSTREAM", "EMERGENCY", "HIGH_SUPPORT"])
        & households["approved_on"].notna()
    ]
    year = [pd.Timestamp("2024-04-01"), pd.Timestamp("2025-03-31")]
    gained = days(own["approved_on"]).between(*year).sum()
    lost = days(own["household_ended_on"]).between(*year).sum()
    assert gained - lost == 15
