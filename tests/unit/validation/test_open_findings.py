from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.validation.findings import FINDING_COLUMNS
from ae_pipeline.validation.open_findings import FIRST_SEEN, OPEN_COLUMNS, RECORD, still_open


def _findings(*lines):
    """Lines of record, rule, column and row."""
    rows = [
        {
            **dict.fromkeys(FINDING_COLUMNS, "x"),
            "row": row,
            "rule": rule,
            "column": column,
            RECORD: record,
        }
        for record, rule, column, row in lines
    ]
    return pd.DataFrame(rows, columns=[*FINDING_COLUMNS, RECORD])


def _months(findings):
    return {
        (row[RECORD], row["rule"], row["column"]): row[FIRST_SEEN]
        for row in findings.to_dict("records")
    }


def test_everything_is_new_in_the_first_month():
    opened, fixed = still_open(None, _findings(("a", "101", "SEX", 1)), "2025-08")
    assert _months(opened) == {("a", "101", "SEX"): "2025-08"}
    assert fixed.empty
    assert list(opened) == list(OPEN_COLUMNS)


def test_a_finding_keeps_its_first_month_wherever_its_row_has_moved():
    first, _ = still_open(
        None, _findings(("a", "101", "SEX", 1), ("b", "101", "SEX", 2)), "2025-08"
    )
    opened, fixed = still_open(
        first, _findings(("b", "101", "SEX", 1), ("c", "101", "SEX", 2)), "2025-09"
    )
    assert _months(opened) == {("b", "101", "SEX"): "2025-08", ("c", "101", "SEX"): "2025-09"}
    assert opened["row"].tolist() == [1, 2]
    assert _months(fixed) == {("a", "101", "SEX"): "2025-08"}


def test_another_rule_or_cell_of_the_same_record_is_another_finding():
    first, _ = still_open(None, _findings(("a", "101", "SEX", 1)), "2025-08")
    opened, fixed = still_open(
        first, _findings(("a", "101", "DOB", 1), ("a", "102", "SEX", 1)), "2025-09"
    )
    assert set(_months(opened).values()) == {"2025-09"}
    assert len(fixed) == 1


def test_a_finding_that_comes_back_is_new():
    first, _ = still_open(None, _findings(("a", "101", "SEX", 1)), "2025-07")
    none, _ = still_open(first, _findings(), "2025-08")
    back, _ = still_open(none, _findings(("a", "101", "SEX", 1)), "2025-09")
    assert _months(back) == {("a", "101", "SEX"): "2025-09"}


def test_of_two_repeated_rows_one_mended_leaves_one_open():
    twice = _findings(("a", "AE-DUPLICATE", "CHILD", 1), ("a", "AE-DUPLICATE", "CHILD", 2))
    first, _ = still_open(None, twice, "2025-08")
    opened, fixed = still_open(first, twice.iloc[:1], "2025-09")
    assert (len(opened), len(fixed)) == (1, 1)
    assert opened[FIRST_SEEN].tolist() == ["2025-08"]


_LINES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["1", "2"]), st.just("X"), st.integers(1, 9)),
    max_size=8,
)


@given(_LINES, _LINES)
def test_nothing_is_lost_between_two_months(before, now):
    first, _ = still_open(None, _findings(*before), "2025-08")
    opened, fixed = still_open(first, _findings(*now), "2025-09")
    assert len(opened) == len(now)
    kept = int((opened[FIRST_SEEN] == "2025-08").sum())
    assert kept + len(fixed) == len(before)
