from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.school_census.facts import FACTS, covers, term_covered

_DAYS = {"reference_date", "born", "entered", "left", "started", "ended"}
_NUMBERS = {"sessions", "sessions_a_week", "source_row"}
_PUPIL = {"return_id": "r1", "born": "2014-06-15"}
_SCHOOLS = {
    "school_census": [{"return_id": "r1", "urn": "100001", "reference_date": "2025-01-16"}],
    "school": [{"return_id": "r1", "phase": "PS"}],
}


def _drop(month, who=None, **tables):
    """A drop of a school's return; ids of pupils are ``c1``, whose person is ``p1``, and so on."""
    frames = {}
    for name, columns in FACTS.reads.items():
        rows = [
            {"source_file": f"{month}/school_census/{name}.csv", "source_row": number, **row}
            for number, row in enumerate(tables.get(name, _SCHOOLS.get(name, ())), start=1)
        ]
        frame = pd.DataFrame(rows, columns=[*columns, "source_file", "source_row"])
        frames[name] = frame.astype({column: _dtype(column) for column in frame.columns})
    known = {"c1": "p1", "c2": "p2", "left1": "p1"} if who is None else who
    return SubmissionRows(Month.parse(month), frames, lambda ids: ids.map(known).astype("str"))


def _dtype(column):
    if column in _DAYS:
        return "datetime64[ms]"
    return "Int64" if column in _NUMBERS or column.startswith("sessions_") else "str"


def _made(*drops):
    made = FACTS.build(drops)
    return {
        table.name: made[table.name][[column.name for column in table.columns]].reset_index(
            drop=True
        )
        for table in (made.table for made in FACTS.makes)
    }


def _on(pupil, **columns):
    return {"pupil_id": pupil, "upn": f"upn of {pupil}", **_PUPIL, **columns}


def _off(pupil, left="2024-11-01", **columns):
    return _on(pupil, left=left, **columns)


def _details(pupil, **codes):
    return [
        {"pupil_id": pupil, "reason": code, "sessions": number} for code, number in codes.items()
    ]


def _numbers(rows, *names):
    return [tuple(int(row[name]) for name in names) for _, row in rows.iterrows()]


_SUMS = ("possible", "authorised", "unauthorised", "part_time_timetable")


def test_sessions_missed_are_those_of_marks_that_are_an_absence():
    told = _made(
        _drop(
            "2025-01",
            pupil_on_roll=[_on("c1", sessions_possible=140), _on("c2")],
            termly_session_details_on_roll=_details("c1", I=7, C2=4, O=3, V=9, D=5, L=2, Y1=1),
        )
    )["school_sessions"]
    assert _numbers(told, *_SUMS) == [(140, 11, 3, 4)]  # who has no possible sessions has no row
    row = told.iloc[0]
    assert (row["person_id"], row["urn"], row["phase"]) == ("p1", "100001", "PS")
    assert (row["term_start"].date(), row["term_end"].date()) == (
        date(2024, 9, 1),
        date(2024, 12, 31),
    )
    assert row["source_file"] == "2025-01/school_census/pupil_on_roll.csv"


def test_older_columns_state_sessions_missed_where_there_are_no_marks():
    older = {"sessions_possible": 100, "sessions_authorised": 6, "sessions_unauthorised": 2}
    told = _made(
        _drop(
            "2025-01",
            pupil_on_roll=[_on("c1", **older), _on("c2", **older)],
            termly_session_details_on_roll=_details("c2", G=1),
        )
    )["school_sessions"]
    assert _numbers(told, *_SUMS) == [(100, 6, 2, 0), (100, 0, 1, 0)]


def test_who_left_and_came_back_has_one_row_a_term():
    told = _made(
        _drop(
            "2025-01",
            pupil_on_roll=[_on("c1", sessions_possible=60)],
            pupil_no_longer_on_roll=[_off("left1", sessions_possible=40)],
            termly_session_details_on_roll=_details("c1", I=5),
            termly_session_details_off_roll=_details("left1", I=4, O=1),
        )
    )["school_sessions"]
    assert _numbers(told, *_SUMS) == [(100, 9, 1, 0)]
    assert told["source_file"][0].endswith("/pupil_on_roll.csv")


def test_a_pupil_recorded_twice_on_a_roll_is_one():
    told = _made(
        _drop(
            "2025-01",
            who={"c1": "p1", "again": "p1"},
            pupil_on_roll=[_on("c1", sessions_possible=60), _on("again", sessions_possible=62)],
        )
    )
    assert _numbers(told["school_sessions"], "possible", "source_row") == [(62, 2)]
    assert _numbers(told["pupil_roll"], "source_row") == [(2,)]


def test_age_is_that_before_the_academic_year_of_the_term_that_is_recorded():
    born = {"born": "2014-09-01"}
    told = _made(
        _drop("2024-10", pupil_on_roll=[_on("c1", sessions_possible=100, **born)]),
        _drop("2025-01", pupil_on_roll=[_on("c1", sessions_possible=100, **born)]),
    )
    assert told["school_sessions"]["academic_age"].tolist() == [8, 9]
    assert told["pupil_roll"]["academic_age"].tolist() == [9, 9]


def test_a_pupil_of_whom_nobody_is_known_is_distinguished_by_the_number():
    told = _made(
        _drop(
            "2025-01",
            who={},
            pupil_on_roll=[
                _on("c1", sessions_possible=10),
                {**_on("c2", sessions_possible=20), "upn": None},
            ],
        )
    )
    for table in ("school_sessions", "pupil_roll"):
        assert told[table]["person_id"].isna().all()
        assert told[table]["pupil"].tolist() == ["upn of c1", "c2"]


def test_a_pupil_of_an_unknown_school_is_kept():
    told = _made(_drop("2025-01", pupil_on_roll=[_on("c1", return_id="r9", sessions_possible=10)]))
    assert told["school_sessions"]["urn"].isna().all()
    assert told["pupil_roll"]["phase"].isna().all()


def _suspended(pupil, started="2024-10-01", category="SUSP", sessions=2, **columns):
    return {
        "pupil_id": pupil,
        "started": started,
        "category": category,
        "sessions": sessions,
        **columns,
    }


def test_an_exclusion_recorded_again_is_one_and_the_later_submission_is_believed():
    first = _drop(
        "2025-01",
        pupil_on_roll=[_on("c1", enrolment="C")],
        termly_exclusions_on_roll=[_suspended("c1", category="FIXD")],
    )
    again = _drop(
        "2025-05",
        who={"moved": "p1"},
        pupil_no_longer_on_roll=[_off("moved")],
        termly_exclusions_off_roll=[_suspended("moved", sessions=6)],
    )
    told = _made(first, again)["exclusion"]
    assert _numbers(told, "sessions") == [(6,)]
    assert told["category"].tolist() == ["SUSP"]
    assert told["source_file"][0].startswith("2025-05/")


def test_what_is_recorded_on_and_off_the_roll_is_one_but_two_rows_of_a_day_are_two():
    told = _made(
        _drop(
            "2025-01",
            pupil_on_roll=[_on("c1", enrolment="M")],
            pupil_no_longer_on_roll=[_off("left1")],
            termly_exclusions_on_roll=[_suspended("c1"), _suspended("c1", sessions=1)],
            termly_exclusions_off_roll=[_suspended("left1"), _suspended("left1", category="PERM")],
        )
    )["exclusion"]
    assert sorted(zip(told["category"], told["enrolment"].fillna("-"), strict=True)) == [
        ("PERM", "-"),
        ("SUSP", "M"),
        ("SUSP", "M"),
    ]


def test_an_exclusion_of_no_pupils_row_is_left_out():
    told = _made(_drop("2025-01", termly_exclusions_on_roll=[_suspended("c9")]))
    assert told["exclusion"].empty


def test_the_roll_says_what_holds_on_the_census_day():
    periods = [
        {"pupil_id": "c1", "started": "2024-09-01", "ended": "2025-01-16"},
        {"pupil_id": "c2", "started": "2024-09-01", "ended": "2025-01-15"},
    ]
    roll = _made(
        _drop(
            "2025-01",
            pupil_on_roll=[
                _on("c1", part_time="True", sen_unit="1", resourced="false"),
                _on("c2", part_time="0"),
            ],
            fsm_period=periods,
        )
    )["pupil_roll"]
    assert roll["fsm"].tolist() == [True, False]
    assert roll["part_time"].tolist() == [True, False]
    assert roll["sen_unit"].tolist() == [True, pd.NA]
    assert roll["resourced"].tolist() == [False, pd.NA]
    assert roll["census_day"].dt.date.tolist() == [date(2025, 1, 16)] * 2


def test_the_census_day_is_the_one_most_schools_name():
    returns = [
        {"return_id": "r1", "urn": "100001", "reference_date": "2025-01-16"},
        {"return_id": "r2", "urn": "100002", "reference_date": "2025-01-16"},
        {"return_id": "r3", "urn": "100003", "reference_date": "2024-01-16"},
        {"return_id": "r4", "urn": None, "reference_date": None},
    ]
    schools = _made(_drop("2025-01", school_census=returns))["census_school"]
    assert schools["urn"].tolist() == ["100001", "100002", "100003"]
    assert set(schools["census_day"].dt.date) == {date(2025, 1, 16)}
    assert schools["phase"].fillna("-").tolist() == ["PS", "-", "-"]


def test_a_census_without_a_day_is_of_the_months_last():
    returns = [{"return_id": "r1", "urn": "100001"}]
    schools = _made(_drop("2025-01", school_census=returns))["census_school"]
    assert schools["census_day"].dt.date.tolist() == [date(2025, 1, 31)]


def test_arranged_placements_are_of_the_pupils_school():
    placement = {
        "pupil_id": "c1",
        "urn": "100009",
        "entered": "2024-12-02",
        "left": None,
        "sessions_a_week": 4,
        "setting": "WBP",
        "reason": "BHS",
        "pattern": "PT",
    }
    told = _made(
        _drop(
            "2025-01", pupil_on_roll=[_on("c1")], school_arranged_ap_on_roll=[placement, placement]
        )
    )["arranged_placement"]
    assert told["urn"].tolist() == ["100001", "100001"]
    assert told["setting_urn"].tolist() == ["100009", "100009"]
    assert told["person_id"].tolist() == ["p1", "p1"]


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "as text"])
def test_nothing_comes_of_an_empty_submission(typed):
    drop = _drop("2025-01", school_census=[], school=[])
    if not typed:
        as_text = {name: rows.astype("str") for name, rows in drop.tables.items()}
        drop = SubmissionRows(drop.month, as_text, drop.person)
    assert all(rows.empty for rows in _made(drop).values())
    assert FACTS.build([]) == {}


def _span(first, last):
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2025-01", "2024-09-01", "2024-12-31"),
        ("2025-05", "2025-01-01", "2025-03-31"),
        ("2025-10", "2025-04-01", "2025-08-31"),
    ],
)
def test_a_census_covers_the_term_before(month, first, last):
    assert term_covered(Month.parse(month)) == _span(first, last)


@pytest.mark.parametrize(
    ("months", "first", "last"),
    [
        (("2025-01",), "2024-09-01", "2024-12-31"),
        (("2024-10", "2025-01", "2025-05"), "2024-04-01", "2025-03-31"),
        (("2024-05", "2025-01", "2025-05"), "2024-09-01", "2025-03-31"),
        (("2024-01", "2024-05", "2024-10"), "2023-09-01", "2024-08-31"),
        (("2025-01", "2025-10"), "2025-04-01", "2025-08-31"),
    ],
)
def test_covers_goes_back_to_the_first_term_that_is_missing(months, first, last):
    assert covers([Month.parse(month) for month in months]) == _span(first, last)


def test_covers_nothing_without_submissions():
    assert covers([]) is None
