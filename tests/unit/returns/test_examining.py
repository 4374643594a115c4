"""All rules over tables asked at once: passed, failed, skipped with what is absent, crashed."""

import pandas as pd
import pytest

from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.returns.ssda903.statutory.rule import Family
from ae_pipeline.returns.statutory.examining import (
    Outcome,
    examine,
    findings,
    joined,
    ledger,
)
from ae_pipeline.validation.findings import FINDING_COLUMNS, Severity
from ae_pipeline.validation.verdict import LEDGER_COLUMNS

HEADER = pd.DataFrame(
    {
        "CHILD": ["C1", "C2", "C3"],
        "DOB": ["01/04/2026", "31/03/2026", None],
        "_file": ["header.csv"] * 3,
        "_row": [1, 2, 3],
    }
)
SECRET = "C1-SECRET"  # noqa: S105 - a value that must not be told


def evidence(**tables):
    return SSDA903.evidence(tables, specification="2025-26")


def a_family():
    rules = Family()

    @rules("301", fields={"Header": ("DOB", "CHILD")}, message="Born late.")
    def late(given):
        return {"Header": given.header["DOB"] > given.collection_end}

    @rules("203", fields={"Header": ("DOB",)}, previous={"Header": ("DOB",)}, message="Other.")
    def other(given):
        return {"Header": given.header["DOB"].isna() & given.previous.header["DOB"].isna()}

    @rules("202", fields={"Header": ("SEX",)}, message="Sex.")
    def sex(given):
        return {"Header": given.header["SEX"].isna()}

    @rules("142", fields={"Episodes": ("DEC", "REC")}, message="Open.")
    def opened(given):
        return {"Episodes": given.episodes["DEC"].isna()}

    @rules("351", fields={"Header": ("DOB",)}, message="Broken.")
    def broken(given):
        raise KeyError(SECRET, given)

    @rules("102", fields={"Header": ("DOB",)}, message="Kept.")
    def kept(given):
        return {"Header": given.header["DOB"] > given.collection_end + pd.DateOffset(years=1)}

    return rules


@pytest.fixture
def answers():
    return {answer.code: answer for answer in examine(a_family(), evidence(Header=HEADER))}


def test_a_rule_that_some_row_breaks_fails_and_one_that_none_breaks_passes(answers):
    assert answers["301"].outcome is Outcome.FAILED
    assert answers["301"].failing["Header"].tolist() == [True, False, False]
    assert answers["102"].outcome is Outcome.PASSED


def test_a_rule_without_what_it_needs_is_skipped_and_says_what_that_is(answers):
    assert {answers[code].outcome for code in ("202", "203", "142")} == {Outcome.SKIPPED}
    assert answers["202"].why == "without Header.SEX"
    assert answers["203"].why == "without last year's return"
    assert answers["142"].why == "without Episodes"


def test_a_column_that_last_year_lacks_is_named_as_last_years():
    previous = {"Header": pd.DataFrame({"CHILD": ["C1"]})}
    given = SSDA903.evidence({"Header": HEADER}, specification="2025-26", previous=previous)
    (answer,) = [each for each in examine(a_family(), given) if each.code == "203"]
    assert answer.why == "without Header.DOB of last year"


def test_a_rule_that_breaks_down_is_recorded_by_its_place_and_without_a_value(answers):
    crashed = answers["351"]
    assert crashed.outcome is Outcome.CRASHED
    assert "KeyError" in crashed.why
    assert "broken" in crashed.why
    assert SECRET not in crashed.why


def test_a_finding_is_a_line_for_each_row_and_column(answers):
    found = findings(
        answers.values(), {"Header": HEADER}, return_name="ssda903", specification="2025-26"
    )
    assert list(found.columns) == list(FINDING_COLUMNS)
    assert found[["table", "file", "row", "column", "rule", "severity"]].to_numpy().tolist() == [
        ["Header", "header.csv", 1, "DOB", "301", "warn"],
        ["Header", "header.csv", 1, "CHILD", "301", "warn"],
    ]


def test_without_failures_there_are_no_lines_and_every_column():
    found = findings([], {}, return_name="ssda903", specification="2025-26")
    assert list(found.columns) == list(FINDING_COLUMNS)
    assert len(found) == 0
    assert found["row"].dtype == "int64"


def test_the_ledger_counts_the_rules_that_were_evaluated(answers):
    lines = ledger(answers.values(), "2025-26", {"301": Severity.REJECT})
    assert list(lines.columns) == list(LEDGER_COLUMNS)
    assert lines[["rule", "severity", "rows_checked", "rows_failed"]].to_numpy().tolist() == [
        ["301", "reject", 3, 1],
        ["102", "warn", 3, 0],
    ]


def test_a_cell_that_the_contract_names_by_the_same_code_is_recorded_once(answers):
    tables = {"Header": HEADER}
    across = findings(answers.values(), tables, return_name="ssda903", specification="2025-26")
    by_contract = across[across["column"] == "DOB"].assign(severity="reject")
    both = joined(by_contract, across)
    assert both[["column", "severity"]].to_numpy().tolist() == [
        ["DOB", "reject"],
        ["CHILD", "warn"],
    ]
    other = by_contract.assign(rule="102")
    assert len(joined(other, across)) == 3
