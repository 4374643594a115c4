"""Whether two returns say the same of the people whom both know."""

import pandas as pd
import pytest

from ae_pipeline.reports.person_consistency import AGREEMENT_COLUMNS, Claims, compare, counts


def claims(source, known, fields, *told):
    frame = pd.DataFrame(told, columns=["person_id", "field", "level", "value"])
    types = {"person_id": "str", "field": "str", "level": "int64", "value": "str"}
    return Claims(source, frozenset(known.split()), frozenset(fields.split()), frame.astype(types))


def answers(rows):
    return {(row.person_id, row.field): row.agrees for row in rows.itertuples()}


def test_people_of_both_returns_agree_differ_or_are_recorded_of_by_one_alone():
    one = claims(
        "a",
        "p1 p2 p3 p4 p5",
        "sex",
        ("p1", "sex", 0, "F"),
        ("p2", "sex", 0, "F"),
        ("p3", "sex", 0, "F"),
        ("p5", "sex", 0, "F"),
    )
    other = claims("b", "p1 p2 p3 p4", "sex", ("p1", "sex", 0, "F"), ("p2", "sex", 0, "M"))
    rows = compare(one, other)
    assert tuple(rows.columns) == AGREEMENT_COLUMNS
    assert answers(rows) == {("p1", "sex"): "yes", ("p2", "sex"): "no", ("p3", "sex"): "one lacks"}
    assert set(rows["return_a"]) == {"a"}
    assert set(rows["return_b"]) == {"b"}


def test_a_field_that_one_return_cannot_state_is_not_compared():
    one = claims("a", "p1", "sex upn", ("p1", "sex", 0, "F"), ("p1", "upn", 0, "U"))
    other = claims("b", "p1", "sex", ("p1", "sex", 0, "F"))
    assert answers(compare(one, other)) == {("p1", "sex"): "yes"}


def test_returns_agree_where_one_of_several_values_is_the_same():
    one = claims("a", "p1 p2", "upn", ("p1", "upn", 0, "U"), ("p1", "upn", 0, "V"))
    other = claims("b", "p1 p2", "upn", ("p1", "upn", 0, "V"), ("p1", "upn", 0, "W"))
    assert answers(compare(one, other)) == {("p1", "upn"): "yes"}


@pytest.mark.parametrize(
    ("fine", "coarse", "expected"),
    [
        ("BAFR", "black", "yes"),
        ("BCRB", "black", "no"),
        (None, "black", "yes"),
        (None, "white", "no"),
    ],
)
def test_values_are_compared_at_the_finest_level_that_both_state(fine, coarse, expected):
    one = claims(
        "a", "p1", "ethnicity", ("p1", "ethnicity", 0, "BAFR"), ("p1", "ethnicity", 1, "black")
    )
    told = [("p1", "ethnicity", 1, coarse)]
    if fine is not None:
        told.append(("p1", "ethnicity", 0, fine))
    assert answers(compare(one, claims("b", "p1", "ethnicity", *told))) == {
        ("p1", "ethnicity"): expected
    }


def test_counts_are_by_field_and_pair_and_the_share_is_of_those_whom_both_state():
    one = claims(
        "a",
        "p1 p2 p3",
        "sex dob",
        *(("p1", "sex", 0, "F"), ("p2", "sex", 0, "F"), ("p3", "sex", 0, "F")),
        ("p1", "dob", 0, "2010-01-01"),
    )
    other = claims("b", "p1 p2 p3", "sex dob", ("p1", "sex", 0, "F"), ("p2", "sex", 0, "M"))
    table = counts(compare(one, other)).set_index("field")
    assert table.loc["sex", ["people", "yes", "no", "one_lacks"]].tolist() == [3, 1, 1, 1]
    assert table.loc["sex", "share"] == pytest.approx(0.5)
    assert table.loc["dob", ["people", "yes", "no", "one_lacks"]].tolist() == [1, 0, 0, 1]
    assert pd.isna(table.loc["dob", "share"])


def test_returns_without_people_in_common_have_nothing_to_compare():
    rows = compare(claims("a", "p1", "sex", ("p1", "sex", 0, "F")), claims("b", "p2", "sex"))
    assert rows.empty
    assert counts(rows).empty


def test_no_row_holds_a_value():
    one = claims("a", "p1", "upn", ("p1", "upn", 0, "SECRET"))
    other = claims("b", "p1", "upn", ("p1", "upn", 0, "HIDDEN"))
    written = compare(one, other).to_csv() + counts(compare(one, other)).to_csv()
    assert "SECRET" not in written
    assert "HIDDEN" not in written


def test_comparing_the_other_way_round_gives_the_same_answers():
    one = claims("a", "p1 p2", "sex", ("p1", "sex", 0, "F"), ("p2", "sex", 0, "M"))
    other = claims("b", "p1 p2", "sex", ("p1", "sex", 0, "M"))
    assert answers(compare(one, other)) == answers(compare(other, one))
