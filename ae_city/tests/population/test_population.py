"""How many there are and who they are, counted by plain loops over people."""

import hashlib
from datetime import date

import pandas as pd
import pytest

from ae_city.care.lives import tell_city
from ae_city.care.targets import Targets
from ae_city.population import tell_population
from ae_pipeline.settings import DEFAULT_CONFIG

from .conftest import SCALE, SEED

ONS = {2021: 51_629, 2022: 51_852, 2023: 52_169, 2024: 52_113}
"""Mid-year estimates of the 2025 release."""


def digest(frame):
    return hashlib.sha256(frame.to_csv(index=False).encode()).hexdigest()


def days(frame, column):
    return [None if pd.isna(day) else day.date() for day in frame[column]]


def living_here(population, on):
    """Ages of those who live in the city on a day."""
    people = population.people
    ages = []
    for born, arrived, left in zip(
        days(people, "born"), days(people, "arrived"), days(people, "left"), strict=True
    ):
        if (arrived or born) <= on and born <= on and (left is None or on < left):
            ages.append(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))
    return ages


@pytest.mark.parametrize("year", sorted(ONS))
def test_children_are_as_many_as_ons_estimates_at_every_mid_year(population, year):
    ages = living_here(population, date(year, 6, 30))
    assert abs(sum(age < 18 for age in ages) - ONS[year] * SCALE) <= ONS[year] * SCALE * 0.005


def test_children_of_the_latest_mid_year_follow_the_outlook(population):
    ages = living_here(population, date(2025, 6, 30))
    assert sum(age < 18 for age in ages) == 5210


def test_young_adults_are_as_many_as_a_university_city_has(population):
    for year in (2022, 2025):
        ages = living_here(population, date(year, 6, 30))
        assert sum(18 <= age <= 25 for age in ages) == 3100


def test_the_population_counts_itself_as_the_loop_does(population):
    on = date(2024, 11, 5)
    ages = population.age(on)[population.alive_in_city(on)]
    assert sorted(ages) == sorted(living_here(population, on))


def test_people_come_and_go_in_every_year_of_the_span(population):
    for year in range(2021, 2026):
        assert (population.people["arrived"].dt.year == year).sum() > 50
        assert (population.people["left"].dt.year == year).sum() > 50


def test_people_are_told_who_are_up_to_25_at_some_time_in_the_span(population):
    of_care = population.people["life"] >= 0
    born = population.people["born"][~of_care]
    assert born.min() > pd.Timestamp("1995-04-01")
    assert born.max() <= pd.Timestamp("2026-03-31")
    assert (population.people["left"].dropna() > pd.Timestamp("2021-04-01")).all()


def test_nobody_comes_before_birth_or_goes_before_coming(population):
    people = population.people
    came = people["arrived"].fillna(people["born"])
    assert (came >= people["born"]).all()
    assert not (people["left"] <= came).any()


def test_everyone_of_the_care_system_is_among_the_people_as_told_there(population):
    lives = population.care.lives
    people = population.people
    assert sorted(people.loc[people["life"] >= 0, "life"]) == list(range(len(lives)))
    for row in people[people["life"] >= 0].itertuples():
        person = lives[row.life].person
        assert (row.born.date(), row.sex, row.ethnic, row.child_id) == (
            person.born, person.sex, person.ethnic, person.child_id
        )  # fmt: skip
        if person.school_id is not None and pd.notna(row.upn):
            assert row.upn == person.school_id
        home = None if person.home is None else person.home.postcode
        assert (None if pd.isna(row.postcode) else row.postcode) == home


def test_a_child_in_care_has_no_upn_only_before_school_or_where_none_was_given(population):
    people = population.people
    for row in people[(people["life"] >= 0) & people["upn"].isna()].itertuples():
        person = population.care.lives[row.life].person
        assert person.school_id is None or person.school_starts > population.last


def test_the_unaccompanied_come_when_care_begins_and_have_no_home(population):
    for place, life in enumerate(population.care.lives):
        row = population.people.iloc[place]
        if life.person.unaccompanied:
            assert row["arrived"].date() == life.periods[0].stay.start
            assert pd.isna(row["postcode"])
        else:
            assert pd.isna(row["arrived"])


def test_short_breaks_alone_are_not_being_looked_after(population):
    for place, life in enumerate(population.care.lives):
        only_breaks = bool(life.periods) and all(
            period.stay.short_breaks for period in life.periods
        )
        assert population.people["looked_after"].iloc[place] == (not only_breaks)


def test_columns_have_the_types_that_are_promised(population):
    people = population.people
    texts = ["sex", "ethnic", "forename", "surname", "postcode", "child_id", "upn", "uln"]
    assert all(people[name].dtype == "str" for name in [*texts, "former_upn"])
    dates = ["born", "arrived", "left", "upn_from", "uln_from"]
    assert all(people[name].dtype == "datetime64[s]" for name in dates)
    assert list(people.index) == list(range(len(people)))
    assert people[["sex", "ethnic", "forename", "surname", "family"]].notna().all().all()
    assert set(people["sex"]) == {"M", "F"}


def test_the_same_seed_tells_the_same_bytes_and_another_seed_others():
    one, again, other = (tell_population(DEFAULT_CONFIG, 0.05, seed) for seed in (5, 5, 6))
    for name in ("people", "schools", "enrolments"):
        assert digest(getattr(one, name)) == digest(getattr(again, name))
        assert digest(getattr(one, name)) != digest(getattr(other, name))


def test_care_that_was_told_already_makes_no_difference():
    care = tell_city(Targets(DEFAULT_CONFIG, 0.05), 5)
    given = tell_population(DEFAULT_CONFIG, 0.05, 5, care)
    assert given.care is care
    assert digest(given.people) == digest(tell_population(DEFAULT_CONFIG, 0.05, 5).people)


def test_a_hundredth_of_the_city_has_a_hundredth_of_its_children_and_every_phase():
    small = tell_population(DEFAULT_CONFIG, 0.01, SEED)
    ages = living_here(small, date(2024, 6, 30))
    assert sum(age < 18 for age in ages) == 521
    assert set(small.schools["phase"]) == {"NS", "PS", "SS", "SP", "PR", "FE"}


@pytest.mark.slow
def test_the_whole_city_is_told_in_a_few_seconds_with_all_its_children():
    whole = tell_population(DEFAULT_CONFIG, 1.0, SEED)
    for year, estimate in ONS.items():
        on = date(year, 6, 30)
        ages = whole.age(on)[whole.alive_in_city(on)]
        assert (ages < 18).sum() == estimate
    for name in ("child_id", "upn", "uln"):
        assert whole.people[name].dropna().is_unique
