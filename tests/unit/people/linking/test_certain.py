"""Links by number, and when a number is not believed. Everyone here is invented."""

import itertools
import logging

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from ae_pipeline.people.linking.agreement import Profiles
from ae_pipeline.people.linking.components import components
from ae_pipeline.people.linking.linkage import link

from .identity_rows import people_of, row, rows, settings, together

NO_PASSES = {"passes": {}}


def how(*told):
    return list(people_of(*told, **NO_PASSES)[0]["how"])


def test_rows_with_the_same_social_care_number_are_one_person():
    told = row("ssda903", child_link="c1"), row("cin", child_link="c1"), row("cin", child_link="c2")
    assert together(*told) == "aab"
    assert how(*told) == ["child_link", "child_link", "only"]


def test_rows_with_the_same_upn_are_one_person():
    told = row("cin", upn="u1"), row("school_census", upn="u1")
    assert how(*told) == ["upn", "upn"]


def test_a_former_upn_is_the_upn_of_another_row():
    told = row("cin", upn="u1"), row("school_census", upn="u2", former_upn="u1")
    assert together(*told) == "aa"
    assert how(*told) == ["former_upn", "former_upn"]


def test_two_rows_with_the_same_former_upn_are_one_person():
    assert together(row("cin", former_upn="u1"), row("sen2", former_upn="u1")) == "aa"


def test_rows_with_the_same_uln_are_one_person():
    told = row("nccis", uln="n1"), row("attainment", uln="n1")
    assert how(*told) == ["uln", "uln"]


def test_a_upn_is_not_a_uln_of_the_same_text():
    assert together(row("nccis", uln="x"), row("attainment", upn="x")) == "ab"


def test_numbers_connect_through_other_rows_and_the_strongest_is_recorded():
    told = (
        row("ssda903", child_link="c1"),
        row("cin", child_link="c1", upn="u1"),
        row("school_census", upn="u1"),
        row("attainment", upn="u1", uln="n1"),
        row("nccis", uln="n1"),
    )
    assert together(*told) == "aaaaa"
    assert how(*told) == ["child_link", "child_link", "upn", "upn", "uln"]


def test_rows_without_numbers_are_people_of_their_own():
    told = row("sen2", "ann hill", "2010-01-01", "F"), row("sen2", "ann hill", "2010-01-01", "F")
    assert together(*told) == "ab"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # only the date of birth differs
        (("ann hill", "2010-01-01", "F"), ("ann hill", "2012-07-25", "F"), True),
        # date and sex differ, the name does not: two slips
        (("ann hill", "2010-01-01", "F"), ("ann hill", "2012-07-25", "M"), True),
        # all three differ
        (("ann hill", "2010-01-01", "F"), ("bob ford", "2012-07-25", "M"), False),
        # a brother of the same surname
        (("ann hill", "2010-01-01", "F"), ("bob hill", "2012-07-25", "M"), False),
        # a sister: the same sex proves nothing where the forename sounds different
        (("ann hill", "2010-01-01", "F"), ("eve hill", "2012-07-25", "F"), False),
        # but a date that is one digit off is a slip, and forenames change
        (("ann hill", "2010-01-01", "F"), ("eve hill", "2010-01-02", "F"), True),
        # or has day and month swapped
        (("ann hill", "2010-01-02", "F"), ("eve hill", "2010-02-01", "F"), True),
        # names not known
        ((None, "2010-01-01", "F"), ("bob hill", "2012-07-25", "M"), False),
        ((None, "2010-01-01", "F"), ("eve hill", "2012-07-25", "F"), True),
        # the same forename by sound
        (("annie hill", "2010-01-01", "F"), ("ann ford", "2012-07-25", "M"), True),
        # sex not known or not specified
        ((None, "2010-01-01", "F"), (None, "2012-07-25", "U"), True),
        ((None, "2010-01-01", None), (None, "2012-07-25", "M"), True),
        # date not known
        (("ann hill", None, "F"), ("bob ford", "2012-07-25", "M"), True),
    ],
)
def test_a_shared_number_is_believed_unless_its_rows_cannot_be_one_person(one, other, same):
    told = row("cin", *one, upn="u1"), row("school_census", *other, upn="u1")
    _, report = people_of(*told, **NO_PASSES)
    assert together(*told, **NO_PASSES) == ("aa" if same else "ab")
    assert report.conflicts == {"child_link": 0, "upn": 0 if same else 1, "uln": 0}


def test_a_differing_date_of_birth_is_counted_where_rows_are_linked():
    _, report = people_of(
        row("cin", "ann hill", "2010-01-01", "F", upn="u1"),
        row("school_census", "ann hill", "2012-07-25", "F", upn="u1"),
        row("cin", "bob ford", "2011-01-01", "M", upn="u2"),
        row("school_census", "bob ford", None, "M", upn="u2"),
        **NO_PASSES,
    )
    assert report.dob_disagrees == 1


def test_a_number_in_dispute_connects_only_rows_that_agree_in_date_or_forename():
    ann, bob = ("ann hill", "2010-01-01", "F"), ("bob ford", "2012-07-25", "M")
    told = (
        row("cin", *ann, upn="u1"),
        row("sen2", "ann hill", "2010-10-01", "F", upn="u1"),
        row("school_census", *bob, upn="u1"),
        row("attainment", *bob, upn="u1"),
        row("nccis", upn="u1"),  # of whom nothing is known: it could be either
    )
    assert together(*told, **NO_PASSES) == "aabbc"
    _, report = people_of(*told, **NO_PASSES)
    assert report.conflicts["upn"] == 1


def test_a_number_in_dispute_names_nobody():
    told = (
        row("cin", "ann hill", "2010-01-01", "F", upn="u1"),
        row("school_census", "bob ford", "2012-07-25", "M", upn="u1"),
    )
    people, _ = people_of(*told, **NO_PASSES)
    assert people["person_id"].nunique() == 2


def test_an_unknown_row_does_not_connect_two_who_cannot_be_one_person():
    told = (
        row("ssda903", "ann hill", "2010-01-01", "F", child_link="c1"),
        row("cin", child_link="c1", upn="u1"),
        row("school_census", "bob ford", "2012-07-25", "M", upn="u1"),
    )
    assert together(*told, **NO_PASSES) == "abc"


def test_an_undisputed_number_holds_where_another_of_the_person_is_in_dispute():
    told = (
        row("ssda903", child_link="c1"),
        row("cin", "ann hill", "2010-01-01", "F", child_link="c1", upn="u1"),
        row("school_census", "bob ford", "2012-07-25", "M", upn="u1"),
    )
    assert together(*told, **NO_PASSES) == "aab"


def test_a_number_that_too_many_rows_hold_identifies_nobody():
    told = [row("school_census", upn="u0") for _ in range(4)]
    people, report = people_of(*told, placeholder_rows=3, **NO_PASSES)
    assert people["person_id"].nunique() == 4
    assert report.placeholders == 1
    assert together(*told, placeholder_rows=4, **NO_PASSES) == "aaaa"


def test_the_id_of_a_person_stays_when_another_system_covers_them():
    first, _ = people_of(row("ssda903", child_link="c1"), **NO_PASSES)
    both, _ = people_of(
        row("ssda903", child_link="c1", upn="u1"), row("a_system", upn="u1"), **NO_PASSES
    )
    assert set(both["person_id"]) == set(first["person_id"])
    assert first["person_id"].str.fullmatch("[0-9a-f]{32}").all()


def test_counts_state_each_system_apart():
    _, report = people_of(
        row("cin", child_link="c1", upn="u1"),
        row("cin", child_link="c2", upn="u1"),
        row("school_census", upn="u1"),
        row("school_census", upn="u2"),
        **NO_PASSES,
    )
    cin, census = report.systems["cin"], report.systems["school_census"]
    assert (cin.rows, cin.linked, cin.unlinked, cin.rate, cin.one_to_many) == (2, 2, 0, 1.0, 1)
    assert (census.rows, census.linked, census.unlinked, census.one_to_many) == (2, 1, 1, 0)
    assert census.rate == 0.5
    assert report.people == 2


def test_no_rows_are_no_people():
    links = link(rows(), settings())
    assert links.people.empty
    assert list(links.people.columns) == [
        "system",
        "local_id",
        "person_id",
        "how",
        "probability",
    ]
    assert links.report.people == 0


def test_rows_that_break_the_contract_are_refused_without_their_values():
    with pytest.raises(ValueError, match="without upn"):
        link(rows(row("cin")).drop(columns="upn"), settings())
    twice = rows(row("cin", local_id="SENTINEL"), row("cin", local_id="SENTINEL"))
    with pytest.raises(ValueError, match="1 identity rows repeat") as refused:
        link(twice, settings())
    assert "SENTINEL" not in str(refused.value)
    with pytest.raises(ValueError, match="1 identity rows have no system"):
        link(rows(row("cin", local_id=None)), settings())


def test_linking_neither_changes_its_rows_nor_logs(caplog):
    told = rows(row("cin", upn="u1"), row("school_census", upn="u1"))
    before = told.copy()
    with caplog.at_level(logging.DEBUG):
        link(told, settings())
    pd.testing.assert_frame_equal(told, before)
    assert caplog.text == ""


few = st.integers(0, 3)
rows_about_few = st.lists(
    st.builds(
        row,
        st.sampled_from(["cin", "school_census", "nccis"]),
        st.sampled_from([None, "ann hill", "bob ford", "eve hill"]),
        st.sampled_from([None, "2010-01-02", "2010-02-01", "2013-07-25"]),
        st.sampled_from([None, "M", "F"]),
        child_link=few.map({0: None, 1: "c1", 2: "c2", 3: "c3"}.get),
        upn=few.map({0: None, 1: "u1", 2: "u2", 3: "u3"}.get),
        former_upn=few.map({0: None, 1: "u1", 2: None, 3: None}.get),
        uln=few.map({0: None, 1: "n1", 2: None, 3: "n2"}.get),
    ),
    min_size=1,
    max_size=9,
)


@examples(max_examples=40, deadline=None)
@given(rows_about_few, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(told, random):
    frame = rows(*told)
    order = list(range(len(frame)))
    random.shuffle(order)
    one, other = (
        link(frame, settings(**NO_PASSES)),
        link(frame.iloc[order], settings(**NO_PASSES)),
    )
    pd.testing.assert_frame_equal(one.people, other.people)
    assert one.report == other.report


@examples(max_examples=40, deadline=None)
@given(rows_about_few)
def test_no_person_holds_rows_that_contradict_each_other(told):
    frame = rows(*told).sort_values(["system", "local_id"], ignore_index=True)
    people = link(frame, settings(**NO_PASSES)).people
    profiles = Profiles.of(frame)
    for places in people.groupby("person_id").groups.values():
        pairs = list(itertools.combinations(places, 2))
        if pairs:
            one, other = (pd.Index(side).to_numpy() for side in zip(*pairs, strict=True))
            assert not profiles.conflict(one, other).any()


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15),
)
def test_components_are_those_a_plain_search_finds(joins):
    expected = list(range(10))
    for _ in range(10):
        for one, other in joins:
            expected[one] = expected[other] = min(expected[one], expected[other])
    one, other = (pd.Index([join[at] for join in joins], dtype="int64") for at in (0, 1))
    assert list(components(10, one.to_numpy(), other.to_numpy())) == expected


def test_a_long_chain_of_joins_is_one_component():
    places = pd.RangeIndex(99_999).to_numpy()
    assert set(components(100_000, places[::-1], places[::-1] + 1)) == {0}
