"""What young people reach and do: the published shares, and that lives hang together."""

from datetime import date

import numpy as np
import pytest

from ae_city.learning.activities import NEET_CODES, on_day
from ae_city.learning.activity_shares import APPRENTICESHIP
from ae_city.learning.early_years import GOALS
from ae_city.learning.figures import Groups
from ae_city.learning.groups import Grouping, ablest, spread, top
from ae_pipeline.returns.attainment import codes as attainment_codes
from ae_pipeline.returns.nccis.codes import ActivityClass, of_class

YEARS = (2022, 2023, 2024, 2025)


def _shares(overall: float, **groups: float) -> Groups:
    usual = {"none": 70.0, "support": 30.0, "plan": 10.0, "fsm": 50.0, "looked_after": 40.0}
    return Groups(all=overall, **{**usual, **groups})


def test_the_ablest_of_each_cell_are_chosen():
    merit = np.array([3.0, 1.0, 2.0, 9.0, 8.0])
    cell = np.array([0, 0, 0, 1, 1])
    chosen = ablest(merit, cell, np.array([2, 1]))
    assert chosen.tolist() == [True, False, True, True, False]


def test_the_wanted_share_of_all_is_chosen_whatever_the_groups_say():
    generator = np.random.default_rng(1)
    need = np.repeat([0, 1, 2], [800, 150, 50])
    meals = generator.random(1000) < 0.25
    grouping = Grouping.of(need, meals, np.zeros(1000, dtype=bool))
    chosen = grouping.chosen(_shares(62.0), generator.random(1000))
    assert chosen.sum() == 620
    by_need = [chosen[need == each].mean() for each in (0, 1, 2)]
    assert by_need[0] > by_need[1] > by_need[2]
    assert chosen[meals].mean() < chosen[~meals].mean()


def test_groups_that_add_up_are_all_met():
    # 800 of whom 70 %, 150 of whom 30 %, 50 of whom 10 %: 610 of 1,000
    need = np.repeat([0, 1, 2], [800, 150, 50])
    meals = np.tile([True, False, False, False], 250)
    grouping = Grouping.of(need, meals, np.zeros(1000, dtype=bool))
    chosen = grouping.chosen(_shares(61.0, fsm=50.0), np.random.default_rng(2).random(1000))
    assert [chosen[need == each].sum() for each in (0, 1, 2)] == pytest.approx([560, 45, 5], abs=2)
    assert chosen[meals].sum() == pytest.approx(125, abs=2)


def test_means_by_group_are_met():
    need = np.repeat([0, 1, 2], [600, 300, 100])
    meals = np.zeros(1000, dtype=bool)
    grouping = Grouping.of(need, meals, meals)
    means = grouping.means(_shares(40.0, none=50.0, support=30.0, plan=10.0))
    assert means[[0, 2, 4]].tolist() == pytest.approx([50.0, 30.0, 10.0])


def test_who_does_not_reach_all_parts_misses_one_at_least():
    generator = np.random.default_rng(3)
    merit = generator.random(1000)
    everything = top(merit, 60.0)
    parts = spread(everything, merit, (75.0, 72.0, 70.0), generator.random((1000, 4)))
    assert parts.sum(axis=0).tolist() == [750, 720, 700]
    assert (parts.all(axis=1) == everything).all()


@pytest.mark.parametrize("year", YEARS)
def test_early_years_reach_the_published_shares(learning, year):
    told = learning.profiles[learning.profiles["year"].eq(year)]
    count = len(told)
    good = told["GLD"].eq("1")
    assert good.sum() == round(learning.figures.eyfsp[year].all / 100 * count)
    goals = attainment_codes.GOOD_LEVEL_GOALS
    assert (told[list(goals)].eq("2").all(axis=1) == good).all()
    every = told[list(GOALS)].eq("2").all(axis=1)
    assert every.sum() == min(
        round(learning.figures.areas[year].every_goal / 100 * count), good.sum()
    )


@pytest.mark.parametrize("year", YEARS)
def test_key_stage_2_reaches_the_published_shares(learning, year):
    told = learning.key_stage_2[learning.key_stage_2["year"].eq(year)]
    wanted, count = learning.figures.subjects[year], len(told)
    assert told["RWM_EXP"].eq("1").sum() == round(learning.figures.ks2[year].all / 100 * count)
    assert told["RWM_HIGH"].eq("1").sum() == round(wanted.all_higher / 100 * count)
    reading, maths, writing = (round(share / 100 * count) for share in wanted.expected)
    assert told["READOUTCOME"].eq("AS").sum() == pytest.approx(reading, abs=1)
    assert told["MATOUTCOME"].eq("AS").sum() == pytest.approx(maths, abs=1)
    assert told["WRITTAOUTCOME"].isin(["EXS", "GDS"]).sum() == pytest.approx(writing, abs=1)


@pytest.mark.parametrize("year", YEARS)
def test_key_stage_4_reaches_the_published_shares(learning, year):
    told = learning.key_stage_4[learning.key_stage_4["year"].eq(year)]
    wanted = learning.figures.basics[year]
    assert told["ATT8"].mean() == pytest.approx(learning.figures.ks4[year].all, rel=0.02)
    assert told["PTL2BASICS_94"].sum() == round(wanted.standard / 100 * len(told))
    assert told["PTL2BASICS_95"].sum() == round(wanted.strong / 100 * len(told))
    assert told["P8SCORE"].notna().any() == (year < 2025)


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026])
def test_activity_at_16_and_17_in_january_is_as_published(learning, population, year):
    day = date(year, 1, 31)
    code = on_day(learning.activities, day, len(population.people))
    group = learning.learners.year_groups(day)
    there = population.alive_in_city(day).to_numpy() & np.isin(group, (12, 13))
    count, shares = int(there.sum()), learning.figures.activity[year]
    assert (code[there] != "").all()
    neet = np.isin(code[there], sorted(NEET_CODES)).sum()
    assert neet == pytest.approx(shares.neet / 100 * count, abs=1.5)
    unknown = np.isin(code[there], sorted(of_class(ActivityClass.NOT_KNOWN))).sum()
    assert unknown == pytest.approx(shares.not_known / 100 * count, abs=1.5)
    trained = (code[there] == APPRENTICESHIP).sum()
    assert trained == pytest.approx(shares.apprenticeship / 100 * count, abs=1.5)


def test_the_city_and_the_return_mean_the_same_by_neet():
    assert of_class(ActivityClass.NEET) == NEET_CODES
    assert GOALS == attainment_codes.GOALS


def test_activities_follow_one_another_and_never_overlap(learning):
    spells = learning.activities
    assert (spells["start"] < spells["end"]).all()
    follows = spells["person"].eq(spells["person"].shift())
    assert (spells["start"] >= spells["end"].shift())[follows].all()


def test_who_is_on_a_roll_does_what_the_school_says(learning, population):
    day = date(2025, 1, 31)
    rolls = population.enrolled(day)
    rolls = rolls[rolls["main"] & rolls["year_group"].isin([12, 13])]
    code = on_day(learning.activities, day, len(population.people))[rolls["person"]]
    phase = population.schools["phase"].to_numpy()[rolls["school"]]
    expected = {"SS": "210", "FE": "230", "SP": "280"}
    assert code.tolist() == [expected[each] for each in phase]


@pytest.mark.parametrize("year", YEARS)
def test_offers_are_made_to_the_published_share(learning, year):
    told = learning.guarantee[learning.guarantee["year"].eq(year)]
    assert told["status"].eq("OFFER").mean() * 100 == pytest.approx(
        learning.figures.guarantee[year], abs=1.0
    )


def test_the_same_child_does_well_again(learning):
    profile = learning.profiles[["person", "GLD"]]
    phonics = learning.phonics.drop_duplicates("person")
    both = profile.merge(phonics, on="person")
    assert len(both) > 50
    met = both["outcome"].eq("Wa")
    assert met[both["GLD"].eq("1")].mean() > met[both["GLD"].eq("0")].mean() + 0.2


def test_plans_are_of_looked_after_children_and_one_a_term(learning):
    plans = learning.plans
    assert not plans.duplicated(["person", "year", "term"]).any()
    assert (plans["due"] >= plans["started"]).all()
    assert (plans["due"] < plans["ended"]).all()
    first = plans[plans["first"]]
    in_time = (first["made"] <= first["due"]).mean()
    assert in_time == pytest.approx(learning.figures.plans.first_in_time, abs=0.2)


def test_moves_are_to_another_school(learning):
    moves = learning.moves
    assert (moves["from"] != moves["to"]).all()
