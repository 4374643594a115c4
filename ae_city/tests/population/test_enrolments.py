"""Stays on school rolls: where people live, of the right age, one at a time."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from ae_city.population import academic_year
from ae_city.population.days import NEVER, numbers
from ae_city.population.far_away import without

JANUARY = date(2025, 1, 16)
FAR = {"E06000027", "E07000041", "E07000040", "E06000066"}
"""Torbay, Exeter, East Devon and Somerset: in no part near enough to go to school from."""
SPAN = date(2021, 4, 1), date(2026, 3, 31)
FIRST_ENTRY = {"NS": -1, "PS": -1, "SS": 7, "SP": 0, "PR": 7, "FE": 12}
LAST_GROUP = {"NS": -1, "PS": 6, "SS": 13, "SP": 14, "PR": 11, "FE": 13}


def joined(population):
    stays = population.enrolments
    people = population.people.drop(columns="postcode").rename(columns={"left": "left_city"})
    return stays.join(people, on="person").join(population.schools, on="school")


def test_nobody_is_on_a_roll_before_coming_or_after_going(population):
    stays = joined(population)
    came = stays["arrived"].fillna(stays["born"])
    assert (stays["entered"] >= came).all()
    gone = stays["left_city"].notna()
    assert (stays.loc[gone, "left"] <= stays.loc[gone, "left_city"]).all()


def test_a_stay_ends_after_it_begins_and_falls_within_the_span(population):
    stays = population.enrolments
    assert not (stays["left"] <= stays["entered"]).any()
    assert (stays["entered"] <= pd.Timestamp(population.last)).all()
    assert not (stays["left"] <= pd.Timestamp(population.first)).any()


def test_nobody_is_in_two_main_schools_at_once(population):
    stays = population.enrolments[population.enrolments["main"]]
    before = stays.groupby("person")["left"].shift()
    follows = stays["person"].eq(stays["person"].shift())
    assert follows.sum() > 500
    assert (before[follows] <= stays.loc[follows, "entered"]).all()


def test_a_second_registration_is_at_the_unit_beside_a_main_school(population):
    stays = population.enrolments
    second = stays[~stays["main"]]
    assert len(second) > 5
    assert set(population.schools["phase"][second["school"]]) == {"PR"}
    main = stays[stays["main"]]
    for stay in second.itertuples():
        beside = main[(main["person"] == stay.person) & (main["entered"] <= stay.entered)]
        assert not (beside["left"] <= stay.entered).all()


@pytest.mark.parametrize("on", [date(2021, 5, 20), date(2022, 10, 6), JANUARY, date(2026, 3, 2)])
def test_pupils_are_of_an_age_that_their_school_has(population, on):
    enrolled = population.enrolled(on)
    phases = population.schools["phase"].to_numpy()[enrolled["school"]]
    for phase, first in FIRST_ENTRY.items():
        groups = enrolled["year_group"][phases == phase]
        assert groups.min() >= first
        assert groups.max() <= LAST_GROUP[phase]
    ages = enrolled["year_group"].to_numpy() + 4
    assert (ages < population.schools["highest_age"].to_numpy()[enrolled["school"]]).all()


def test_nearly_all_children_of_school_age_are_on_a_roll(population):
    on = JANUARY
    ages = population.age(on)
    # five to fifteen: of compulsory school age all through, and in school years 0 to 11
    due = population.alive_in_city(on) & ages.between(5, 15) & ~population.people["looked_after"]
    there = population.people.index[due].isin(population.enrolled(on)["person"])
    assert 0.98 < there.mean() < 1


def test_about_seven_in_ten_of_sixteen_year_olds_go_on_in_a_sixth_form_or_college(population):
    enrolled = population.enrolled(JANUARY)
    born = population.people["born"]
    year_12 = population.alive_in_city(JANUARY) & born.between("2007-09-01", "2008-08-31")
    going_on = population.people.index[year_12].isin(enrolled["person"])
    assert 0.62 < going_on.mean() < 0.8


def test_about_two_in_a_hundred_pupils_go_to_special_schools(population):
    enrolled = population.enrolled(JANUARY)
    of_age = enrolled[enrolled["year_group"].between(0, 11)]
    phases = population.schools["phase"].to_numpy()[of_age["school"]]
    assert 0.014 < (phases == "SP").mean() < 0.034


def test_about_six_in_a_hundred_pupils_move_school_within_a_year(population):
    stays = joined(population)
    stays = stays[stays["main"] & stays["phase"].isin(["PS", "SS"])]
    before = stays.shift()
    moved = (
        stays["person"].eq(before["person"])
        & stays["phase"].eq(before["phase"])
        & stays["entered"].eq(before["left"])
        & stays["entered"].between("2023-09-01", "2024-08-31")
    )
    pupils = population.enrolled(date(2023, 10, 5))["year_group"].between(0, 11).sum()
    assert 0.035 < moved.sum() / pupils < 0.08


def test_changes_of_phase_are_on_the_first_of_september(population):
    stays = joined(population)
    stays = stays[stays["main"]]
    before = stays.shift()
    up = stays["person"].eq(before["person"]) & before["phase"].eq("PS") & stays["phase"].eq("SS")
    entered = stays.loc[up, "entered"]
    assert len(entered) > 500
    assert ((entered.dt.month == 9) & (entered.dt.day == 1)).mean() > 0.99


def test_brothers_and_sisters_start_at_the_same_primary_school(population):
    stays = joined(population)
    september = (stays["entered"].dt.month == 9) & (stays["entered"].dt.day == 1)
    years = academic_year(stays["entered"]) - academic_year(stays["born"])
    reception = stays[september & stays["phase"].eq("PS") & years.eq(5)]
    schools = reception.groupby("family")["school"].agg(["nunique", "size"])
    several = schools[schools["size"] > 1]
    assert len(several) > 50
    assert (several["nunique"] == 1).mean() > 0.9


def test_a_pupil_on_a_state_schools_roll_has_a_upn_by_then(population):
    stays = joined(population)
    stays = stays[stays["phase"] != "FE"]
    assert stays["upn"].notna().all()
    assert (stays["upn_from"] <= stays["entered"]).all()


def test_children_placed_far_away_are_on_no_roll_here(population):
    seen = 0
    for place, life in enumerate(population.care.lives):
        stays = population.enrolments[population.enrolments["person"] == place]
        for period in life.periods:
            for episode in period.episodes:
                end = episode.end or population.last
                if episode.where.authority in FAR and (end - episode.start).days >= 28:
                    seen += 1
                    over = stays["left"] <= pd.Timestamp(episode.start)
                    assert (over | (stays["entered"] >= pd.Timestamp(end))).all()
    assert seen > 10


def test_some_looked_after_children_are_on_a_roll_and_some_on_none(population):
    on = JANUARY
    due = population.people["looked_after"] & population.age(on).between(5, 15)
    there = population.people.index[due].isin(population.enrolled(on)["person"])
    assert 0.75 < there.mean() < 0.97


def test_a_stay_is_cut_by_the_time_far_away_and_begins_again_on_a_school_day():
    stays = pd.DataFrame(
        {
            "person": [3, 4],
            "school": [0, 1],
            "entered": pd.to_datetime(["2022-09-01", "2022-09-01"]).astype("datetime64[s]"),
            "left": pd.Series([pd.NaT, pd.NaT]).astype("datetime64[s]"),
            "main": [True, True],
        }
    )
    away, back = numbers([date(2023, 2, 1), date(2023, 7, 29)])
    open_days = numbers([date(2023, 7, 20), date(2023, 9, 6), date(2023, 9, 7)])
    cut = without(stays, {3: [(away, back)]}, open_days, SPAN)
    told = [
        (row.person, row.entered.date(), None if pd.isna(row.left) else row.left.date())
        for row in cut.itertuples()
    ]
    assert told == [
        (3, date(2022, 9, 1), date(2023, 2, 1)),
        (3, date(2023, 9, 6), None),
        (4, date(2022, 9, 1), None),
    ]


def test_a_stay_within_the_time_far_away_goes_and_one_beside_it_stays():
    stays = pd.DataFrame(
        {
            "person": [3, 3],
            "school": [0, 1],
            "entered": pd.to_datetime(["2022-09-01", "2024-01-08"]).astype("datetime64[s]"),
            "left": pd.to_datetime(["2023-09-01", "2024-03-01"]).astype("datetime64[s]"),
            "main": [True, True],
        }
    )
    away, back = numbers([date(2023, 12, 1), date(2024, 6, 1)])
    cut = without(stays, {3: [(away, back)]}, np.array([int(back)]), SPAN)
    assert list(cut["school"]) == [0]


def test_a_time_far_away_that_lasts_leaves_the_stay_before_it():
    stays = pd.DataFrame(
        {
            "person": [3],
            "school": [0],
            "entered": pd.to_datetime(["2022-09-01"]).astype("datetime64[s]"),
            "left": pd.Series([pd.NaT]).astype("datetime64[s]"),
            "main": [True],
        }
    )
    (away,) = numbers([date(2023, 12, 1)])
    cut = without(stays, {3: [(int(away), NEVER)]}, np.array([int(away)]), SPAN)
    assert [row.left.date() for row in cut.itertuples()] == [date(2023, 12, 1)]
