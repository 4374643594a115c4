from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.attendance.facts import FACTS, covers
from ae_pipeline.returns.marks import COUNTS_AS, SESSIONS, session_kinds

_WHO = {"upn1": "p1", "upn1, before": "p1", "upn2": "p2"}


def _drop(month, *marks):
    """A drop of marks: number, day, code, and the school unless it is the usual one."""
    rows = [
        {
            "upn": upn,
            "urn": (*rest, "100001")[0],
            "date": pd.Timestamp(day),
            "code": code,
            "source_file": f"{month}/attendance/marks.csv",
            "source_row": number,
        }
        for number, (upn, day, code, *rest) in enumerate(marks, start=1)
    ]
    columns = [*FACTS.reads["marks"], "source_file", "source_row"]
    kinds = {"upn": "str", "urn": "str", "code": "str", "date": "datetime64[ms]"}
    tables = FACTS.reduce({"marks": pd.DataFrame(rows, columns=columns).astype(kinds)})
    return SubmissionRows(Month.parse(month), tables, lambda ids: ids.map(_WHO).astype("str"))


def _made(*drops):
    rows = FACTS.build(drops)["month_sessions"]
    (table,) = (made.table for made in FACTS.makes)
    return rows[[column.name for column in table.columns]]


def _sums(rows):
    return {
        (row.pupil, row.urn, str(row.month_start.date())): tuple(
            int(getattr(row, name)) for name in SESSIONS
        )
        for row in rows.itertuples()
    }


def test_marks_are_summed_by_pupil_school_and_month():
    rows = _made(
        _drop(
            "2025-03",
            ("upn1", "2025-03-03", "/"),
            ("upn1", "2025-03-03", "\\"),
            ("upn1", "2025-03-04", "I"),
            ("upn1", "2025-03-04", "C2"),
            ("upn1", "2025-03-05", "O"),
            ("upn1", "2025-03-05", "Y1"),
            ("upn1", "2025-03-06", "B", "100002"),
            ("upn2", "2025-03-06", "#"),
        )
    )
    assert _sums(rows) == {
        ("p1", "100001", "2025-03-01"): (5, 2, 1, 1),
        ("p1", "100002", "2025-03-01"): (1, 0, 0, 0),
        ("p2", "100001", "2025-03-01"): (0, 0, 0, 0),
    }


def test_the_source_is_the_first_mark():
    rows = _made(_drop("2025-03", ("upn2", "2025-03-03", "/"), *[("upn1", "2025-03-03", "/")] * 3))
    assert rows.set_index("pupil")["source_row"].to_dict() == {"p2": 1, "p1": 2}
    assert set(rows["source_file"]) == {"2025-03/attendance/marks.csv"}


def test_two_numbers_of_a_pupil_are_one_and_unknown_numbers_stay_apart():
    rows = _made(
        _drop(
            "2025-03",
            ("upn1, before", "2025-03-03", "I"),
            ("upn1", "2025-03-04", "/"),
            ("of nobody", "2025-03-04", "/"),
            ("of nobody either", "2025-03-04", "G"),
        )
    )
    assert _sums(rows) == {
        ("p1", "100001", "2025-03-01"): (2, 1, 0, 0),
        ("of nobody", "100001", "2025-03-01"): (1, 0, 0, 0),
        ("of nobody either", "100001", "2025-03-01"): (1, 0, 1, 0),
    }
    assert rows["person_id"].isna().tolist() == [False, True, True]


def test_a_submission_covers_its_own_month_alone():
    rows = _made(
        _drop("2025-03", ("upn1", "2025-03-31", "/")),
        _drop("2025-04", ("upn1", "2025-03-31", "I"), ("upn1", "2025-04-01", "I")),
    )
    assert _sums(rows) == {
        ("p1", "100001", "2025-03-01"): (1, 0, 0, 0),
        ("p1", "100001", "2025-04-01"): (1, 1, 0, 0),
    }


def test_marks_without_number_are_left_out():
    rows = _made(_drop("2025-03", (None, "2025-03-03", "I"), ("upn1", "2025-03-03", "I")))
    assert _sums(rows) == {("p1", "100001", "2025-03-01"): (1, 1, 0, 0)}


@pytest.mark.parametrize("drops", [(), (_drop("2025-03"),)], ids=["no drop", "an empty drop"])
def test_nothing_comes_of_nothing(drops):
    assert _made(*drops).empty


def test_a_table_that_a_submission_does_not_have_comes_as_text():
    columns = [*FACTS.reads["marks"], "source_file", "source_row"]
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in columns})
    assert FACTS.reduce({"marks": empty})["marks"].empty


def test_every_code_adds_to_what_it_counts_as():
    kinds = dict(zip(COUNTS_AS, session_kinds(pd.Index(COUNTS_AS)).tolist(), strict=True))
    assert kinds["/"] == kinds["V"] == kinds["L"] == [True, False, False, False]
    assert kinds["I"] == kinds["E"] == [True, True, False, False]
    assert kinds["C2"] == [True, True, False, True]
    assert kinds["N"] == kinds["U"] == [True, False, True, False]
    assert kinds["D"] == kinds["Z"] == kinds["X"] == [False] * 4
    assert session_kinds(pd.Index(["?"])).tolist() == [[False] * 4]
    assert session_kinds(pd.Index([])).shape == (0, 4)


def _months(*texts):
    return [Month.parse(text) for text in texts]


@pytest.mark.parametrize(
    ("months", "first", "last"),
    [
        (("2025-03",), (2025, 3, 1), (2025, 3, 31)),
        (("2025-01", "2025-02", "2025-03"), (2025, 1, 1), (2025, 3, 31)),
        (("2025-01", "2025-03"), (2025, 3, 1), (2025, 3, 31)),
        (("2025-07", "2025-09"), (2025, 7, 1), (2025, 9, 30)),
        (("2025-06", "2025-09"), (2025, 9, 1), (2025, 9, 30)),
        (("2025-06", "2025-07"), (2025, 6, 1), (2025, 8, 31)),
        (("2025-07", "2025-08", "2025-09"), (2025, 7, 1), (2025, 9, 30)),
    ],
)
def test_covers_goes_back_to_the_first_gap_but_over_august(months, first, last):
    assert covers(_months(*months)) == Span(date(*first), date(*last))


def test_covers_nothing_without_submissions():
    assert covers([]) is None
