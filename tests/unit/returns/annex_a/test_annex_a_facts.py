from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.annex_a.facts import FACTS

_WHO = {"c1": "p1", "c2": "p2"}


def _drop(month, **tables):
    """A drop of some rows; cells not given are empty."""
    frames = {}
    for name, columns in FACTS.reads.items():
        rows = [
            {"source_file": f"{month}/annex_a/annex_a.xlsx", "source_row": number, **row}
            for number, row in enumerate(tables.get(name, []), start=1)
        ]
        frame = pd.DataFrame(rows, columns=[*columns, "source_file", "source_row"])
        frames[name] = frame.astype({column: _dtype(column) for column in frame.columns})
    return SubmissionRows(Month.parse(month), frames, lambda ids: ids.map(_WHO).astype("str"))


def _dtype(column):
    if "date" in column:
        return "datetime64[ms]"
    return "Int64" if column == "source_row" else "str"


def _made(*drops):
    made = FACTS.build(drops)
    for table in (made.table for made in FACTS.makes):
        assert {column.name for column in table.columns} <= set(made[table.name].columns)
    return made


def _contact(child, on):
    return {"child_unique_id": child, "date_of_contact": on}


def test_without_rows_there_are_no_fact_tables():
    made = _made(_drop("2025-03"), _drop("2025-06"))
    assert all(frame.empty for frame in made.values())


def test_a_day_is_recorded_by_the_newest_list_whose_six_months_it_is_in():
    old = _drop(
        "2024-12",
        contacts=[
            _contact("c1", date(2024, 6, 30)),  # outside its own six months
            _contact("c1", date(2024, 7, 1)),
            _contact("c1", date(2024, 9, 30)),
            _contact("c1", date(2024, 10, 1)),  # told by the newer list, which has it not
            _contact("c2", date(2024, 12, 31)),
        ],
    )
    new = _drop(
        "2025-03",
        contacts=[
            _contact("c1", date(2024, 9, 30)),  # outside its own six months
            _contact("c2", date(2024, 12, 31)),
            _contact("c2", date(2024, 12, 31)),
            _contact("unknown", date(2025, 3, 31)),
            _contact("c2", date(2025, 4, 1)),  # after its month
        ],
    )
    made = _made(old, new)["contact"]
    who = made["person_id"].fillna("nobody")
    days = [each.date() for each in made["contacted_on"]]
    assert list(zip(days, who, strict=True)) == [
        (date(2024, 7, 1), "p1"),
        (date(2024, 9, 30), "p1"),
        (date(2024, 12, 31), "p2"),
        (date(2024, 12, 31), "p2"),
        (date(2025, 3, 31), "nobody"),
    ]
    assert made["source_file"].str[:7].tolist() == ["2024-12"] * 2 + ["2025-03"] * 3


def test_lists_are_kept_apart_by_the_last_day_of_their_month():
    child = {"child_unique_id": "c1", "date_started": date(2020, 1, 1)}
    leaver = {"child_unique_id": "c2", "eligibility": "a) Relevant"}
    plan = {"child_unique_id": "unknown", "start_date": date(2024, 1, 1)}
    drops = [
        _drop(
            month,
            children_looked_after=[{**child, "unaccompanied": alone}],
            care_leavers=[leaver],
            child_protection_plans=[plan],
        )
        for month, alone in (("2024-12", "Yes"), ("2025-03", "No"), ("2025-06", None))
    ]
    made = _made(*drops)
    days = [pd.Timestamp(each) for each in ("2024-12-31", "2025-03-31", "2025-06-30")]
    for table in ("looked_after_listed", "care_leaver_listed", "protection_plan_listed"):
        assert made[table]["listed_on"].tolist() == days
    alone = made["looked_after_listed"]["unaccompanied"]
    assert alone.tolist()[:2] == [True, False]
    assert alone.isna().tolist() == [False, False, True]
    assert made["protection_plan_listed"]["person_id"].isna().all()


@pytest.mark.parametrize(
    ("months", "first"),
    [
        (["2025-03"], date(2024, 10, 1)),
        (["2024-12", "2025-03"], date(2024, 7, 1)),
        (["2024-09", "2025-03"], date(2024, 4, 1)),
        (["2024-08", "2025-03"], date(2024, 10, 1)),  # September is told by no list
    ],
)
def test_lists_cover_days_back_to_the_first_gap(months, first):
    told = FACTS.covers([Month.parse(each) for each in months])
    assert told == Span(first, date(2025, 3, 31))


def test_no_list_covers_no_time():
    assert FACTS.covers([]) is None
