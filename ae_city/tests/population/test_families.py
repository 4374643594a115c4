"""Brothers and sisters: one home, possible births, and moves together."""

from datetime import date

import pandas as pd
import pytest


@pytest.fixture(scope="module")
def families(population):
    """Rows of people by family, for those of two or more."""
    people = population.people
    several = people[people.groupby("family")["born"].transform("size") > 1]
    found = {}
    for row in several.itertuples():
        found.setdefault(row.family, []).append(row)
    return list(found.values())


def test_more_than_half_of_children_have_a_brother_or_sister_at_home(population):
    on = date(2025, 1, 16)
    people = population.people[population.alive_in_city(on) & (population.age(on) < 18)]
    sizes = people.groupby("family")["born"].transform("size")
    assert 0.55 < (sizes > 1).mean() < 0.85


def test_siblings_are_twins_or_at_least_nine_months_apart(population):
    others = population.people[population.people["life"] < 0].sort_values(["family", "born"])
    same = others["family"].eq(others["family"].shift())
    gaps = others["born"].diff()[same].dt.days
    assert len(gaps) > 1000
    assert ((gaps == 0) | (gaps >= 290)).all()
    assert 0.01 < (gaps == 0).mean() < 0.08


def test_a_sibling_of_a_child_in_care_is_younger_by_nine_months_at_least(families):
    seen = 0
    for family in families:
        in_care = [row.born for row in family if row.life >= 0]
        others = [row.born for row in family if row.life < 0]
        if in_care and others:
            seen += 1
            assert (min(others) - max(in_care)).days >= 290
    assert seen > 10


def test_siblings_live_together_wherever_their_home_is_known(population):
    homes = population.people.dropna(subset="postcode").groupby("family")["postcode"].nunique()
    assert (homes == 1).all()


def test_most_siblings_share_a_surname(families):
    alike = [len({row.surname for row in family}) == 1 for family in families]
    assert 0.7 < sum(alike) / len(alike) < 0.95


def test_children_of_a_family_come_on_one_day_and_later_births_are_here(families):
    seen = 0
    for family in families:
        arrived = {row.arrived for row in family if not pd.isna(row.arrived)}
        assert len(arrived) <= 1
        for row in family:
            if arrived and pd.isna(row.arrived):
                seen += 1
                assert row.born >= min(arrived)
    assert seen > 50


def test_children_of_a_family_leave_on_one_day(population):
    people = population.people
    left = people.dropna(subset="left")
    age = (left["left"] - left["born"]).dt.days
    children = left[age < 17 * 365]
    days = children.groupby("family")["left"].nunique()
    assert (days == 1).all()
    together = children.groupby("family").size()
    assert (together > 1).sum() > 50


def test_students_come_alone_in_september(population):
    people = population.people.dropna(subset="arrived")
    ages = (people["arrived"] - people["born"]).dt.days // 365.25
    students = people[ages.between(18, 19) & (people["arrived"] > pd.Timestamp("2021-07-01"))]
    assert (students["arrived"].dt.month == 9).mean() > 0.6
    assert (students.groupby("family").size() == 1).mean() > 0.95
