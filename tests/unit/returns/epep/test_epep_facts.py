from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.epep.facts import FACTS


def _drop(month: str = "2025-03", **tables: list[dict[str, Any]]) -> SubmissionRows:
    """A drop whose children are known by the number of their id, but for those beginning with X."""
    frames = {}
    for name, columns in FACTS.reads.items():
        rows = [
            {"source_file": f"{month}/epep/{name}.csv", "source_row": number, **row}
            for number, row in enumerate(tables.get(name, []), 1)
        ]
        wanted = [*columns, "source_file", "source_row"]
        empty = pd.DataFrame({column: pd.Series(dtype="str") for column in wanted})
        frames[name] = pd.DataFrame(rows, columns=wanted) if rows else empty
    return SubmissionRows(
        Month.parse(month),
        frames,
        lambda child: child.str.replace("C", "P").where(~child.str.startswith("X")).astype("str"),
    )


def _plan(child: str, term: str = "AUT", **columns: Any) -> dict[str, Any]:
    return {
        "childid": child,
        "acadyr": "2024-25",
        "term": term,
        "dob": pd.Timestamp("2013-09-01"),
        "carestarted": pd.Timestamp("2024-02-29"),
        "firstpep": "N",
        "pepdue": pd.Timestamp("2024-12-09"),
        "pepdate": pd.NaT,
        "sesspossible": 140,
        "sessattended": 133,
        "suspensions": 0,
        **columns,
    }


def _move(child: str, day: str, reason: str = "PLACEMENT") -> dict[str, Any]:
    return {"childid": child, "movedate": pd.Timestamp(day), "movereason": reason}


def test_terms_end_with_the_holidays_after_them():
    rows = FACTS.build([_drop(peps=[_plan("C1", term) for term in ("AUT", "SPR", "SUM")])])
    ends = rows["education_plan"]["term_ends"].dt.date.tolist()
    assert ends == [date(2024, 12, 31), date(2025, 4, 30), date(2025, 8, 31)]


@pytest.mark.parametrize(
    ("born", "group"),
    [("2013-09-01", 6), ("2013-08-31", 7), ("2020-08-31", 0), ("2020-09-01", -1), (None, None)],
)
def test_the_year_group_is_recorded_by_date_of_birth(born, group):
    rows = FACTS.build([_drop(peps=[_plan("C1", dob=pd.Timestamp(born))])])
    found = rows["education_plan"]["year_group"].iloc[0]
    assert pd.isna(found) if group is None else found == group


def test_a_plan_keeps_what_the_virtual_school_noted():
    told = _plan("C1", firstpep="Y", quality="G", urn="170001", suspensions=2)
    row = FACTS.build([_drop(peps=[told])])["education_plan"].iloc[0]
    assert row["person_id"] == "P1"
    assert bool(row["first"])
    assert row["care_started"] == pd.Timestamp("2024-02-29")
    assert row["due"] == pd.Timestamp("2024-12-09")
    assert pd.isna(row["made"])
    assert (row["quality"], row["school"], row["suspensions"]) == ("G", "170001", 2)
    assert (row["sessions_possible"], row["sessions_attended"]) == (140, 133)


def test_the_later_row_of_a_child_and_term_is_believed():
    earlier = _drop("2025-02", peps=[_plan("C1", quality="R"), _plan("C1", "SPR", quality="A")])
    later = _drop("2025-03", peps=[_plan("C1", quality="G")])
    rows = FACTS.build([earlier, later])["education_plan"]
    assert rows[["quality", "source_file"]].to_numpy().tolist() == [
        ["A", "2025-02/epep/peps.csv"],
        ["G", "2025-03/epep/peps.csv"],
    ]


def test_plans_of_who_is_not_known_are_kept_and_their_moves_are_not():
    rows = FACTS.build(
        [
            _drop(
                peps=[_plan("X1"), _plan("X2"), _plan("X1", quality="G")],
                school_moves=[_move("X1", "2024-11-04"), _move("C2", "2024-11-05")],
            )
        ]
    )
    assert rows["education_plan"]["person_id"].isna().tolist() == [True, True]
    assert rows["school_move"]["person_id"].tolist() == ["P2"]


def test_a_move_recorded_twice_is_one_move():
    moves = [
        _move("C1", "2024-11-04"),
        _move("C1", "2024-11-04", "FAMILY"),
        _move("C1", "2025-01-06"),
    ]
    rows = FACTS.build([_drop(school_moves=moves)])["school_move"]
    assert rows["reason"].tolist() == ["FAMILY", "PLACEMENT"]


def test_an_export_without_rows_makes_tables_without_rows():
    made = FACTS.build([_drop()])
    for table in (made.table for made in FACTS.makes):
        assert made[table.name].empty
        assert {column.name for column in table.columns} <= set(made[table.name].columns)


@pytest.mark.parametrize(
    ("month", "first"), [("2025-08", date(2023, 9, 1)), ("2025-09", date(2024, 9, 1))]
)
def test_an_export_covers_this_academic_year_and_the_last(month, first):
    asked = Month.parse(month)
    assert FACTS.covers([Month.parse("2025-01"), asked]) == Span(first, asked.end)


def test_no_export_covers_nothing():
    assert FACTS.covers([]) is None
