"""Numbers that systems know people by, checked by the published arithmetic, written out again."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_city.population.draws import Draws
from ae_city.population.identifiers import child_ids, temporary_upns, ulns, upns

LETTERS = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in "IOS"]


def upn_is_right(upn):
    total = 0
    for place, character in enumerate(upn[1:]):
        value = int(character) if character.isdigit() else LETTERS.index(character)
        total += (place + 2) * value
    return upn[0] == LETTERS[total % 23]


def uln_is_right(uln):
    """Weights 10 to 2 on nine digits; the last is ten less the remainder of eleven."""
    total = sum((10 - place) * int(digit) for place, digit in enumerate(uln[:9]))
    return total % 11 != 0 and int(uln[9]) == 10 - total % 11


def test_a_upn_worked_by_hand():
    # 879 2100 21 000: 2*8 + 3*7 + 4*9 + 5*2 + 6*1 + 7*0 + 8*0 + 9*2 + 10*1 = 117 = 5*23 + 2: C
    made = upns(np.array([879, 879]), np.array([2100, 2100]), np.array([2021, 2021]))
    # the second ends in 1: 117 + 13 = 130 = 5*23 + 15: R
    assert list(made) == ["C879210021000", "R879210021001"]


def test_a_temporary_upn_ends_in_a_letter_that_counts():
    # as above, the thirteenth place A, which counts nothing
    assert list(temporary_upns(np.array([879]), np.array([2100]), np.array([2021]))) == [
        "C87921002100A"
    ]


@given(
    st.lists(
        st.tuples(st.integers(201, 938), st.integers(1000, 9999), st.integers(1999, 2026)),
        min_size=1,
        max_size=30,
    )
)
def test_every_upn_is_right_and_unlike_the_others(issued):
    columns = [np.array(column) for column in zip(*issued, strict=True)]
    permanent, temporary = upns(*columns), temporary_upns(*columns)
    assert all(upn_is_right(upn) for upn in [*permanent, *temporary])
    assert len({*permanent, *temporary}) == 2 * len(issued)


@given(st.integers(1, 400), st.integers(0, 1000))
def test_ulns_are_ten_digits_right_and_unique(count, seed):
    made = list(ulns(count, Draws(seed, "test")))
    assert len(set(made)) == count
    assert all(len(uln) == 10 and uln_is_right(uln) for uln in made)


def test_a_known_child_id_is_not_given_again():
    known = [str(number) for number in range(100_000, 150_000)]
    given_out = set(child_ids(known, 20_000, Draws(1, "test")))
    assert len(given_out) == 20_000
    assert not given_out & set(known)


def test_a_city_too_large_for_six_digits_has_seven():
    given_out = child_ids([], 900_000, Draws(1, "test"))
    assert len(set(given_out)) == 900_000
    assert max(len(number) for number in given_out) == 7


@pytest.mark.parametrize("name", ["child_id", "upn", "uln", "former_upn"])
def test_no_two_people_have_the_same_number(population, name):
    assert population.people[name].dropna().is_unique


def test_every_number_of_the_city_is_right(population):
    people = population.people
    assert all(upn_is_right(upn) for upn in people["upn"].dropna())
    assert all(upn_is_right(upn) for upn in people["former_upn"].dropna())
    assert all(uln_is_right(uln) for uln in people["uln"].dropna())
    assert set(people["former_upn"].dropna().str[-1]) <= set(LETTERS)
    assert people["child_id"].notna().all()


def test_numbers_and_the_days_they_are_given_go_together(population):
    people = population.people
    assert (people["upn"].isna() == people["upn_from"].isna()).all()
    assert (people["uln"].isna() == people["uln_from"].isna()).all()
    assert not (people["former_upn"].notna() & people["upn"].isna()).any()


def test_a_upn_names_the_year_it_was_given_in(population):
    people = population.people[population.people["life"] < 0].dropna(subset="upn")
    for upn, since in zip(people["upn"], people["upn_from"], strict=True):
        assert upn[8:10] == f"{since.year % 100:02d}"


def test_children_who_started_school_here_have_the_authoritys_upn(population):
    people = population.people[population.people["life"] < 0].dropna(subset="upn")
    born_here = people[people["arrived"].isna()]
    assert set(born_here["upn"].str[1:4]) == {"879"}
    late = people["arrived"] > people["upn_from"]
    assert (people.loc[late, "upn"].str[1:4] != "879").mean() > 0.9


def test_about_one_pupil_in_a_hundred_had_a_temporary_upn(population):
    pupils = population.people.loc[population.enrolments["person"].unique()]
    assert 0.004 < pupils["former_upn"].notna().mean() < 0.02


def test_a_learner_number_comes_at_fourteen(population):
    people = population.people
    here = people[people["arrived"].isna()]
    fourteenth = here["born"] + pd.DateOffset(years=14)
    due = fourteenth <= pd.Timestamp(population.last)
    assert (here["uln"].notna() == due).all()
    usual = due & ~((here["born"].dt.month == 2) & (here["born"].dt.day == 29))
    assert (here.loc[usual, "uln_from"] == fourteenth[usual]).all()
