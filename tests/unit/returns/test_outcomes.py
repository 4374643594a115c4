"""One line per rule of a return: what became of it, whoever asked it."""

import pandas as pd
import pytest

from ae_pipeline.returns.outcomes import RuleOutcome, by_severity, outcomes_of
from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.returns.statutory.examining import Answer, Outcome
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.verdict import LEDGER_COLUMNS

YEAR = "2025-26"
HEADER = pd.DataFrame({"CHILD": ["C1"], "SEX": ["F"], "DOB": ["01/05/2015"]})


def line(table, rule, severity, failed):
    return dict(
        zip(LEDGER_COLUMNS, (table, rule, severity, "validity", YEAR, 1, failed), strict=True)
    )


def outcomes(lines, answers=(), given=None):
    told = outcomes_of(SSDA903, YEAR, pd.DataFrame(lines), answers, given or {"Header": HEADER})
    return {rule.code: rule for rule in told}


def test_a_rule_of_a_contract_passes_or_fails():
    told = outcomes(
        [line("Header", "101", "warn", 0), line("Header", "102", "reject", 1)],
    )
    assert told["101"].outcome is Outcome.PASSED
    assert told["102"] == RuleOutcome("102", Severity.REJECT, Outcome.FAILED)


def test_a_rule_about_what_was_not_sent_is_skipped():
    told = outcomes([line("Header", "103", "warn", 0), line("Reviews", "167", "warn", 0)])
    assert told["103"] == RuleOutcome(
        "103", Severity.WARN, Outcome.SKIPPED, "without Header.ETHNIC"
    )
    assert told["167"].why == "without Reviews"


@pytest.mark.parametrize(
    ("failed", "across", "together"),
    [
        (0, Outcome.PASSED, Outcome.PASSED),
        (0, Outcome.SKIPPED, Outcome.PASSED),
        (0, Outcome.FAILED, Outcome.FAILED),
        (1, Outcome.PASSED, Outcome.FAILED),
        (1, Outcome.CRASHED, Outcome.CRASHED),
    ],
)
def test_a_code_that_both_require_comes_once_with_the_gravest_answer(failed, across, together):
    answers = [Answer("102", Severity.WARN, (), across, "why")]
    told = outcomes([line("Header", "102", "reject", failed)], answers)
    assert told["102"].outcome is together
    assert told["102"].severity is Severity.REJECT


def test_a_code_that_nobody_can_require_is_skipped_with_the_reason():
    told = outcomes([line("Header", "101", "warn", 0)])
    assert told["231"].outcome is Outcome.SKIPPED
    assert "age" in told["231"].why


def test_rules_are_counted_by_severity():
    rules = [
        RuleOutcome("1", Severity.WARN, Outcome.PASSED),
        RuleOutcome("2", Severity.WARN, Outcome.PASSED),
        RuleOutcome("3", Severity.WARN, Outcome.SKIPPED),
        RuleOutcome("4", Severity.REJECT, Outcome.FAILED),
    ]
    counted = by_severity(rules)
    assert counted[Severity.WARN] == {Outcome.PASSED: 2, Outcome.SKIPPED: 1}
    assert counted[Severity.REJECT] == {Outcome.FAILED: 1}
