"""Rules evaluated: passed, failed, skipped with what is absent, crashed; and all of a return."""

from dataclasses import replace

import pandas as pd
import pytest

from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.contract import TableContract
from ae_pipeline.validation.engine import evaluate, run
from ae_pipeline.validation.findings import FINDING_COLUMNS, Severity
from ae_pipeline.validation.outcome import Outcome
from ae_pipeline.validation.rule import RuleBook
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


def a_family():
    rules = OfficialRules()

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


def outcomes_of(context=None):
    columns = SSDA903.ruleset.columns_of({"Header": HEADER}, context or RuleContext("2025-26"))
    return {rule.code: evaluate(rule, columns) for rule in a_family()}


@pytest.fixture
def outcomes():
    return outcomes_of()


@pytest.fixture
def validation():
    """All rules of a return that has the family alone, on a Header with nothing else to find."""
    book = RuleBook("Header")

    @book.rule("301", ("DOB",), "Born late.", severity=Severity.REJECT)
    def late(rows):
        return rows["DOB"] > pd.Timestamp("2026-03-31")

    header = TableContract("Header", "header", SSDA903.contracts["Header"].model, book)
    rules = replace(
        SSDA903.ruleset, contracts={**SSDA903.contracts, "Header": header}, cross=(a_family(),)
    )
    sent = HEADER.drop(columns=["_file", "_row"])
    return run(rules, {"Header": HEADER}, RuleContext("2025-26"), sent={"Header": sent})


def test_a_rule_that_some_row_breaks_fails_and_one_that_none_breaks_passes(outcomes):
    assert outcomes["301"].outcome is Outcome.FAILED
    assert outcomes["301"].failing["Header"].tolist() == [True, False, False]
    assert outcomes["102"].outcome is Outcome.PASSED


def test_a_rule_without_what_it_needs_is_skipped_and_says_what_that_is(outcomes):
    assert {outcomes[code].outcome for code in ("202", "203", "142")} == {Outcome.SKIPPED}
    assert outcomes["202"].why == "without Header.SEX"
    assert outcomes["203"].why == "without last year's return"
    assert outcomes["142"].why == "without Episodes"


def test_a_column_that_last_year_lacks_is_named_as_last_years():
    previous = {"Header": pd.DataFrame({"CHILD": ["C1"]})}
    outcomes = outcomes_of(RuleContext("2025-26", previous=previous))
    assert outcomes["203"].why == "without Header.DOB of last year"


def test_a_rule_that_breaks_down_is_reported_by_its_place_and_without_a_value(outcomes):
    crashed = outcomes["351"]
    assert crashed.outcome is Outcome.CRASHED
    assert "KeyError" in crashed.why
    assert "broken" in crashed.why
    assert SECRET not in crashed.why


def test_a_finding_is_a_line_for_each_row_and_column_and_a_cell_of_both_is_stated_once(validation):
    findings = validation.findings[validation.findings["rule"] == "301"]
    assert list(findings.columns) == list(FINDING_COLUMNS)
    assert findings[["table", "file", "row", "column", "severity"]].to_numpy().tolist() == [
        ["Header", "header.csv", 1, "DOB", "reject"],
        ["Header", "header.csv", 1, "CHILD", "warn"],
    ]


def test_a_rule_over_tables_quarantines_nothing_and_one_of_the_contract_does(validation):
    without_birth = "C3"  # breaks 102 of the contract, and no rule over tables but 203
    assert validation.quarantined["Header"]["CHILD"].tolist() == ["C1", without_birth]
    assert validation.accepted["Header"]["CHILD"].tolist() == ["C2"]


def test_the_ledger_counts_the_rules_that_were_evaluated_once_for_a_code(validation):
    ledger = validation.ledger
    assert list(ledger.columns) == list(LEDGER_COLUMNS)
    lines = ledger[ledger["rule"].isin(["301", "102", "142", "203", "351"])]
    assert lines[["rule", "severity", "rows_checked", "rows_failed"]].to_numpy().tolist() == [
        ["102", "reject", 3, 1],
        ["301", "reject", 3, 1],
    ]


def test_the_severity_of_a_rule_over_tables_alone_cannot_be_reject():
    severities = {"203": Severity.REJECT}
    with pytest.raises(ValueError, match="203 cannot reject"):
        run(SSDA903.ruleset, {"Header": HEADER}, RuleContext("2025-26", severities=severities))
