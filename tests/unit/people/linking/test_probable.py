"""Links by likeness, and when they are refused. Everyone here is invented."""

import logging
import subprocess
import sys
import warnings
from math import log2

import duckdb
import pandas as pd
import pytest

from ae_pipeline.people.linking import probable, scoring
from ae_pipeline.people.linking.candidates import sides
from ae_pipeline.people.linking.linkage import link
from ae_pipeline.people.linking.scoring import ScoringError, best_possible, scores

from .identity_rows import SETTINGS, people_of, row, rows, settings, together

ANN = {"name": "ann hill", "born": "2010-03-05", "sex": "F", "postcode_district": "PL4"}
CARE = {"system": "cin", "child_link": "c1"}
SCHOOL = {"system": "school_census", "upn": "u1"}


def like_ann(**changes):
    return {**ANN, **changes}


@pytest.mark.parametrize(
    "school",
    [
        like_ann(),
        like_ann(born="2010-05-03"),  # day and month swapped
        like_ann(born="2010-03-06"),  # one digit off
        like_ann(postcode_district="PL7"),
        like_ann(postcode_district=None),
        like_ann(name="anne hill"),  # the same sound
        like_ann(name="ann hills"),
        like_ann(sex=None),
    ],
)
def test_two_who_agree_in_nearly_all_are_one_person(school):
    assert together(row(**CARE, **ANN), row(**SCHOOL, **school)) == "aa"


@pytest.mark.parametrize(
    "school",
    [
        like_ann(name=None),  # date, sex and district fit several children of a city
        like_ann(name="eve hill"),  # a twin
        like_ann(name="ann ford"),  # a new surname, or another Ann
        like_ann(born="1999-08-14"),
        like_ann(born=None, name="ann ford"),
        like_ann(born="2010-03-06", postcode_district=None, sex="M"),
    ],
)
def test_two_who_could_well_be_two_people_are_not_linked(school):
    assert together(row(**CARE, **ANN), row(**SCHOOL, **school)) == "ab"


def test_the_weight_of_a_pair_is_what_the_evidence_says():
    told = rows(row(**CARE, **ANN), row(**SCHOOL, **like_ann(born="2010-05-03")))
    people = sides(told, told.index.to_numpy(), SETTINGS.passes["social_care_and_education"])
    # Prior odds of a half in 50,000. Each name is counted twice among two people, with 1,000
    # people of the usual frequency: (2 + 1000 u) / 1002.
    odds = (0.5 / 50_000) / (1 - 0.5 / 50_000)
    odds *= (0.01 / 0.0001) * (0.98 / 0.5) * (0.75 / 0.12)
    odds *= (0.93 / (7 / 1002)) * (0.88 / (3 / 1002))
    pairs = scores(people, SETTINGS)
    assert list(pairs["left"]) == [0]
    assert list(pairs["right"]) == [1]
    assert pairs["weight"].iloc[0] == pytest.approx(log2(odds))


def test_a_probable_link_keeps_its_probability():
    told = row(**CARE, **ANN), row(**SCHOOL, **ANN), row("sen2", upn="u1")
    people, report = people_of(*told)
    assert list(people["how"]) == ["probable"] * 3
    assert len(set(people["probability"])) == 1
    assert people["probability"].between(0.95, 1, inclusive="left").all()
    assert report.probable == 1


def test_rows_of_the_number_that_names_the_person_stay_certain():
    told = row(**CARE, **ANN), row("ssda903", child_link="c1"), row(**SCHOOL, **ANN)
    people, _ = people_of(*told)
    assert list(people["how"]) == ["child_link", "child_link", "probable"]
    assert list(people["probability"][:2]) == [1, 1]


def test_two_who_both_have_a_upn_have_different_ones():
    assert together(row(**CARE, **ANN, upn="u2"), row(**SCHOOL, **ANN)) == "ab"


def test_a_link_is_refused_and_counted_where_two_candidates_are_as_good():
    told = row(**CARE, **ANN), row(**SCHOOL, **ANN), row("school_census", upn="u2", **ANN)
    people, report = people_of(*told)
    assert people["person_id"].nunique() == 3
    assert (report.probable, report.ties_refused) == (0, 1)


def test_a_link_is_refused_where_two_want_the_same():
    told = row(**CARE, **ANN), row("cin", child_link="c2", **ANN), row(**SCHOOL, **ANN)
    people, report = people_of(*told)
    assert people["person_id"].nunique() == 3
    assert report.ties_refused == 2


def test_the_clearly_better_candidate_wins():
    twin = like_ann(name="eve hill")
    told = row(**CARE, **ANN), row("school_census", upn="u2", **twin), row(**SCHOOL, **ANN)
    assert together(*told) == "aba"


def test_twins_are_distinguished_by_forename():
    twin = like_ann(name="eve hill")
    told = (
        row(**CARE, **ANN),
        row("cin", child_link="c2", **twin),
        row("school_census", upn="u2", **twin),
        row(**SCHOOL, **ANN),
    )
    assert together(*told) == "abba"


def test_a_person_known_to_both_sides_is_not_compared():
    told = (
        row(**CARE, **ANN, upn="u1"),
        row(**SCHOOL, **ANN),
        row("attainment", **ANN),
    )
    _, report = people_of(*told)
    assert together(*told) == "aab"
    assert report.passes[0].left == 0
    assert report.passes[0].skipped == probable.TOO_FEW


def test_a_later_pass_joins_those_that_an_earlier_one_left():
    told = row("sen2", **ANN), row(**SCHOOL, **ANN)
    people, report = people_of(*told)
    assert len(set(people["person_id"])) == 1
    assert [one.linked for one in report.passes] == [0, 1]


def test_nothing_is_compared_where_too_little_is_known_to_decide():
    nameless = like_ann(name=None)
    _, report = people_of(row(**CARE, **nameless), row(**SCHOOL, **ANN))
    assert report.passes[0].skipped == probable.TOO_LITTLE_KNOWN
    _, report = people_of(row(**CARE), row(**SCHOOL, **ANN))
    assert report.passes[0].skipped == probable.TOO_LITTLE_KNOWN


def test_nothing_is_compared_with_fewer_people_than_configured():
    told = row(**CARE, **ANN), row(**SCHOOL, **ANN)
    assert people_of(*told, fewest=2)[1].passes[0].skipped == probable.TOO_FEW


def test_no_pair_weighs_more_than_was_thought_possible():
    told = rows(row(**CARE, **ANN), row(**SCHOOL, **ANN))
    people = sides(told, told.index.to_numpy(), SETTINGS.passes["social_care_and_education"])
    weight = scores(people, SETTINGS)["weight"].iloc[0]
    assert best_possible(people, SETTINGS) >= 1 / (1 + 2**-weight) - 1e-12


def test_a_stricter_threshold_refuses_what_a_looser_one_links():
    told = row(**CARE, **ANN), row(**SCHOOL, **like_ann(born="2010-03-06"))
    assert together(*told, threshold=0.95) == "aa"
    assert together(*told, threshold=0.999) == "ab"


def test_what_was_recorded_last_is_compared():
    moved = like_ann(postcode_district=None, last_seen="2025-01")
    told = rows(
        row("ssda903", child_link="c1", **like_ann(name="ann ford", last_seen="2024-03")),
        row("cin", child_link="c1", **moved),
        row(**SCHOOL, **ANN),
    )
    told = told.sort_values(["system", "local_id"], ignore_index=True)
    person = pd.Series([0, 1, 0]).to_numpy()  # cin, school_census, ssda903
    left = sides(told, person, SETTINGS.passes["social_care_and_education"]).left
    assert left["surname_key"].to_list() == ["hill"]
    assert left["postcode_district"].to_list() == ["PL4"]  # the last that is known


def test_a_date_that_very_many_share_is_not_a_date_of_birth():
    told = [row("school_census", born="1900-01-01", upn=f"u{at}") for at in range(101)]
    frame = rows(row(**CARE, **like_ann(born="1900-01-01")), *told)
    chosen = SETTINGS.passes["social_care_and_education"]
    people = sides(frame, frame.index.to_numpy(), chosen)
    assert people.right["date_of_birth"].isna().all()


def test_a_twin_of_a_rare_surname_is_not_linked():
    others = [
        row("attainment", f"f{at} s{at}", "2001-01-01", "M", upn=f"o{at}") for at in range(20_000)
    ]
    twin = like_ann(name="eve xylander")
    told = row(**CARE, **like_ann(name="ann xylander")), row(**SCHOOL, **twin), *others
    _, report = people_of(*told)
    assert report.probable == 0


def test_the_order_of_rows_does_not_matter_to_likeness():
    names = ("ann hill", "eve hill", "bob ford", "cat moor")
    told = [
        row(system, name, f"201{at}-03-05", "F", postcode_district="PL4", **{number: f"{at}"})
        for system, number in (("cin", "child_link"), ("school_census", "upn"))
        for at, name in enumerate(names)
    ]
    frame = rows(*told)
    one, other = link(frame, SETTINGS), link(frame.iloc[::-1], SETTINGS)
    pd.testing.assert_frame_equal(one.people, other.people)
    assert one.report == other.report
    assert one.report.probable == 4


def test_splink_says_nothing(caplog, capfd):
    level = logging.getLogger("splink").level
    with caplog.at_level(logging.DEBUG), warnings.catch_warnings():
        warnings.simplefilter("error")
        people_of(row(**CARE, **ANN), row(**SCHOOL, **ANN))
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("splink").level == level


def test_a_failure_is_recorded_without_what_it_was_about(monkeypatch):
    def failing(*_, **__):
        raise duckdb.ConversionException("SENTINEL")

    monkeypatch.setattr(scoring, "_prepared", failing)
    with pytest.raises(ScoringError, match="ConversionException") as failed:
        people_of(row(**CARE, **ANN), row(**SCHOOL, **ANN))
    assert "SENTINEL" not in str(failed.value)
    assert failed.value.__context__ is None


def test_splink_and_duckdb_are_not_imported_before_they_are_needed():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            """
import sys
import ae_pipeline.people.linking.linkage
print(sorted({'splink', 'duckdb', 'sqlglot'} & set(sys.modules)))
""",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


def test_settings_are_checked():
    with pytest.raises(ValueError, match="sum to 1"):
        type(SETTINGS.evidence.sex).model_validate(
            {"same": {"m": 0.9, "u": 0.5}, "different": {"m": 0.2, "u": 0.5}}
        )
    with pytest.raises(ValueError, match="both sides"):
        type(SETTINGS.passes["sen2_and_schools"])(left={"cin"}, right={"cin", "sen2"})
    assert settings(threshold=0.9).threshold == 0.9
    assert {"ssda903", "school_census"} <= SETTINGS.systems
