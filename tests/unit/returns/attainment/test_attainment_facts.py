from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.attainment import codes
from ae_pipeline.returns.attainment.facts import FACTS
from ae_pipeline.schema import learning

_GOALS = {goal.lower(): "2" for goal in codes.GOALS}
_NOVEMBER = "2024-11"


def _drop(month: str = _NOVEMBER, **tables: list[dict[str, Any]]) -> SubmissionRows:
    """A drop whose pupils are known by the number of their UPN, but for those beginning with X."""
    frames = {}
    for name, columns in FACTS.reads.items():
        rows = [
            {"source_file": f"{month}/attainment/{name}.csv", "source_row": number, **row}
            for number, row in enumerate(tables.get(name, []), 1)
        ]
        wanted = [*columns, "source_file", "source_row"]
        empty = pd.DataFrame({column: pd.Series(dtype="str") for column in wanted})
        frames[name] = pd.DataFrame(rows, columns=wanted) if rows else empty
    return SubmissionRows(
        Month.parse(month),
        frames,
        lambda upn: upn.str.replace("U", "P").where(~upn.str.startswith("X")).astype("str"),
    )


def _told(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Rows as tuples, with None for what is null."""
    cells = frame[list(columns)].astype(object)
    return list(cells.where(cells.notna(), None).itertuples(index=False, name=None))


def _profile(upn: str, **goals: str | None) -> dict[str, Any]:
    return {"upn": upn, "acadyr": "2023-24", **_GOALS, **goals}


def test_a_profile_is_recorded_from_its_goals():
    drop = _drop(
        eyfsp=[
            _profile("U1"),
            _profile("U2", spe="1"),
            _profile("U3", num="1"),
            _profile("U4", tnw="1"),
            _profile("U5", tnw="A"),
            _profile("U6", lau=None),
        ]
    )
    rows = FACTS.build([drop])["eyfsp_result"]
    assert _told(rows, "person_id", "year_ended", "complete", "good_level", "language") == [
        ("P1", 2024, True, True, True),
        ("P2", 2024, True, False, False),
        ("P3", 2024, True, False, True),
        ("P4", 2024, True, True, True),
        ("P5", 2024, False, True, True),
        ("P6", 2024, False, False, False),
    ]


def test_the_year_group_of_a_phonics_check_is_recorded_by_date_of_birth():
    born = {"U1": "2017-09-01", "U2": "2018-08-31", "U3": "2017-08-31", "U4": None}
    drop = _drop(
        phonics=[
            {"upn": upn, "acadyr": "2023-24", "dob": pd.Timestamp(day), "phonics_outcome": "Wa"}
            for upn, day in born.items()
        ]
    )
    rows = FACTS.build([drop])["phonics_result"]
    assert _told(rows, "person_id", "year_group", "outcome") == [
        ("P1", 1, "Wa"),
        ("P2", 1, "Wa"),
        ("P3", 2, "Wa"),
        ("P4", None, "Wa"),
    ]


def test_points_become_hundredths_and_flags_yes_or_no():
    drop = _drop(
        ks4=[
            {
                "upn": "U1",
                "acadyr": "2023-24",
                "att8": 45.35,
                "ptl2basics_94": "1",
                "ptl2basics_95": "0",
                "ebacc_e": None,
                "ebaccaps": 4.07,
            },
            {"upn": "U2", "acadyr": "1999-00", "att8": None},
        ]
    )
    rows = FACTS.build([drop])["ks4_result"]
    assert _told(
        rows,
        *("person_id", "year_ended", "attainment_8", "english_maths_94"),
        *("english_maths_95", "ebacc_entered", "ebacc_points"),
    ) == [("P1", 2024, 4535, True, False, None, 407), ("P2", 2000, None, None, None, None, None)]


def test_outcomes_qualifications_and_destinations_keep_their_official_codes():
    rows = FACTS.build(
        [
            _drop(
                ks2=[
                    {
                        "upn": "U1",
                        "acadyr": "2023-24",
                        "readoutcome": "AS",
                        "matoutcome": "B",
                        "writtaoutcome": "PK4",
                        "rwm_exp": "0",
                    }
                ],
                level23=[
                    {
                        "upn": "U2",
                        "acadyr": "2022-23",
                        "level2": "1",
                        "level2em": "0",
                        "level3": None,
                    }
                ],
                destinations=[
                    {
                        "upn": "U3",
                        "acadyr": "2022-23",
                        "stage": stage,
                        "destination": "FE",
                        "sustained": "1",
                    }
                    for stage in ("KS4", "16-18")
                ],
            )
        ]
    )
    assert _told(rows["ks2_result"], "reading", "mathematics", "writing", "all_three_expected") == [
        ("AS", "B", "PK4", False)
    ]
    assert _told(
        rows["result_by_19"], "year_ended", "level_2", "level_2_english_maths", "level_3"
    ) == [(2023, True, False, None)]
    assert _told(rows["destination"], "person_id", "stage", "destination", "sustained") == [
        ("P3", "KS4", "FE", True),
        ("P3", "16-18", "FE", True),
    ]


def _result(upn: str, year: str = "2022-23", met: str = "0") -> dict[str, Any]:
    return {"upn": upn, "acadyr": year, "level3": met, "level2": met, "level2em": met}


def test_a_later_submission_is_believed_and_what_it_no_longer_states_stays():
    september = _drop("2024-09", level23=[_result("U1"), _result("U2", "2020-21", "1")])
    november = _drop("2024-11", level23=[_result("U1", met="1"), _result("U1", "2021-22")])
    rows = FACTS.build([september, november])["result_by_19"]
    assert _told(rows, "person_id", "year_ended", "level_3", "source_file") == [
        ("P2", 2021, True, "2024-09/attainment/level23.csv"),
        ("P1", 2023, True, "2024-11/attainment/level23.csv"),
        ("P1", 2022, False, "2024-11/attainment/level23.csv"),
    ]


def test_pupils_whom_nobody_is_known_by_are_kept_one_by_one():
    rows = FACTS.build([_drop(level23=[_result("X1"), _result("X2"), _result("X1", met="1")])])
    assert _told(rows["result_by_19"], "person_id", "level_3") == [(None, False), (None, True)]


def test_an_export_without_rows_makes_tables_without_rows():
    made = FACTS.build([_drop()])
    for table in (made.table for made in FACTS.makes):
        frame = made[table.name]
        assert frame.empty
        assert {column.name for column in table.columns} <= set(frame.columns)
    assert learning.destination in [made.table for made in FACTS.makes]


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [("2024-09", 2021, 2024), ("2024-11", 2021, 2024), ("2025-08", 2021, 2024)],
)
def test_an_export_covers_the_three_academic_years_that_are_over(month, first, last):
    expected = Span(date(first, 9, 1), date(last, 8, 31))
    assert FACTS.covers([Month.parse("2020-09"), Month.parse(month)]) == expected


def test_no_export_covers_nothing():
    assert FACTS.covers([]) is None
