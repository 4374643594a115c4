from __future__ import annotations

from io import StringIO

import pandas as pd
from rich.console import Console

from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.periods import Month
from ae_pipeline.reports.explanation import Explanation, render

MONTH = Month.parse("2025-03")
LONG = "2025-03/ssda903/an_export_with_a_name_as_long_as_systems_give_them_2025_03_31.csv"


def _printed(members: pd.DataFrame, set_aside: pd.DataFrame) -> str:
    measure = next(each for each in all_measures() if each.id == "cla_rate")
    found = Explanation(measure, MONTH, measure.period(MONTH), 1, None, members, set_aside)
    console = Console(file=StringIO(), width=90)
    for part in render(found, 0):
        console.print(part)
    return console.file.getvalue()


def _member(row: int) -> dict[str, object]:
    return {"numerator": 1, "person_id": "p" * 64, "source_file": LONG, "source_row": row}


def test_where_a_member_stands_is_recorded_whole_in_a_narrow_terminal():
    printed = _printed(pd.DataFrame([_member(7)]), pd.DataFrame())
    assert f"{LONG}:7" in printed


def test_a_row_quarantined_is_recorded_with_its_file_row_and_rules():
    aside = {
        "return": "ssda903",
        "drop": "2025-03",
        "table": "Episodes",
        "file": "episodes.csv",
        "row": 12,
        "rule": "AE-E1, AE-E2",
    }
    printed = _printed(pd.DataFrame([_member(7)]), pd.DataFrame([aside]))
    assert all(str(cell) in printed for cell in aside.values())


def test_a_figure_of_nobody_says_so():
    members = pd.DataFrame([_member(1)]).iloc[:0]
    assert "members 0" in _printed(members, pd.DataFrame())
