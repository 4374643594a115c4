import pandas as pd
import pytest

from ae_pipeline.validation.scores import score, table_score
from ae_pipeline.validation.verdict import LEDGER_COLUMNS


def ledger(*lines):
    rows = [
        (table, f"r{number}", "warn", dimension, "2025-26", asked, failed)
        for number, (table, dimension, asked, failed) in enumerate(lines)
    ]
    return pd.DataFrame(rows, columns=list(LEDGER_COLUMNS))


def test_a_score_is_the_percent_of_questions_answered_well():
    scored = score(
        ledger(
            ("Header", "validity", 100, 10),
            ("Header", "validity", 60, 30),
            ("Header", "completeness", 100, 0),
            ("OC2", "validity", 4, 1),
        )
    )
    assert scored.to_dict("records") == [
        {"table": "Header", "dimension": "validity", "asked": 160, "passed": 120, "score": 75.0},
        {"table": "Header", "dimension": "completeness", "asked": 100, "passed": 100, "score": 100},
        {"table": "OC2", "dimension": "validity", "asked": 4, "passed": 3, "score": 75.0},
    ]


def test_nothing_evaluated_has_no_score():
    empty = ledger(("DoLo", "validity", 0, 0))
    assert score(empty)["score"].isna().tolist() == [True]
    assert table_score(empty) is None
    assert table_score(ledger()) is None


def test_the_score_of_a_table_weighs_rules_by_the_rows_they_were_evaluated_of():
    lines = ledger(("Header", "validity", 30, 15), ("Header", "completeness", 10, 0))
    assert table_score(lines) == pytest.approx(62.5)
