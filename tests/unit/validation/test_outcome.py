"""One line per code of a return: what became of all its rules."""

import pandas as pd
import pytest

from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.outcome import (
    CodeOutcome,
    Outcome,
    RuleOutcome,
    by_code,
    by_severity,
)
from ae_pipeline.validation.rule import Rule, Scope

YEAR = "2025-26"
HEADER = pd.DataFrame(
    {
        "CHILD": ["C1"],
        "SEX": ["F"],
        "DOB": ["soon"],
        "_file": ["header.csv"],
        "_row": [1],
    }
)


def rule(scope=Scope.CELL, table="Header", severity=Severity.WARN):
    return Rule("102", scope, {table: ("DOB",)}, "x.", lambda _: {}, severity=severity)


def codes_of_a_header():
    reviews = pd.DataFrame({name: pd.Series(dtype="str") for name in SSDA903.columns("Reviews")})
    rows = {"Header": HEADER, "Reviews": reviews.assign(_file="", _row=0)}
    validation = SSDA903.run(rows, RuleContext(YEAR), sent={"Header": HEADER})
    codes = by_code(validation.outcomes, SSDA903.undefined(YEAR))
    return {line.code: line for line in codes}


def test_a_rule_of_a_contract_passes_or_fails():
    codes = codes_of_a_header()
    assert codes["101"].outcome is Outcome.PASSED
    assert codes["102"] == CodeOutcome("102", Severity.REJECT, Outcome.FAILED)


def test_a_rule_about_what_was_not_sent_is_skipped_where_it_finds_nothing():
    codes = codes_of_a_header()
    assert codes["167"] == CodeOutcome("167", Severity.WARN, Outcome.SKIPPED, "without Reviews")


@pytest.mark.parametrize(
    ("of_contract", "across", "together"),
    [
        (Outcome.PASSED, Outcome.PASSED, Outcome.PASSED),
        (Outcome.PASSED, Outcome.SKIPPED, Outcome.PASSED),
        (Outcome.PASSED, Outcome.FAILED, Outcome.FAILED),
        (Outcome.FAILED, Outcome.PASSED, Outcome.FAILED),
        (Outcome.FAILED, Outcome.CRASHED, Outcome.CRASHED),
    ],
)
def test_a_code_of_several_rules_has_their_gravest_outcome(of_contract, across, together):
    outcomes = [
        RuleOutcome(rule(), Severity.REJECT, of_contract),
        RuleOutcome(rule(Scope.RETURN), Severity.WARN, across, "why"),
    ]
    (line,) = by_code(outcomes, {})
    assert line.outcome is together
    assert line.severity is Severity.REJECT


def test_the_first_reason_of_each_table_is_stated():
    outcomes = [
        RuleOutcome(rule(table=table), Severity.WARN, Outcome.SKIPPED, why)
        for table, why in (("A", "without A.X"), ("A", "without A.Y"), ("B", "without B"))
    ]
    assert by_code(outcomes, {})[0].why == "without A.X; without B"


def test_a_code_that_nobody_can_evaluate_is_skipped_with_the_reason():
    codes = codes_of_a_header()
    assert codes["231"].outcome is Outcome.SKIPPED
    assert "age" in codes["231"].why


def test_codes_are_counted_by_severity():
    codes = [
        CodeOutcome("1", Severity.WARN, Outcome.PASSED),
        CodeOutcome("2", Severity.WARN, Outcome.PASSED),
        CodeOutcome("3", Severity.WARN, Outcome.SKIPPED),
        CodeOutcome("4", Severity.REJECT, Outcome.FAILED),
    ]
    counted = by_severity(codes)
    assert counted[Severity.WARN] == {Outcome.PASSED: 2, Outcome.SKIPPED: 1}
    assert counted[Severity.REJECT] == {Outcome.FAILED: 1}
