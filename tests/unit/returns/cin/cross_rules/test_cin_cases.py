"""Every rule of the CIN Census finds the rows that its cases mark, and no other."""

import pytest
from cin_rule_cases import CASES, asked_of

from ae_pipeline.returns.cin.codes import SPECIFICATIONS
from ae_pipeline.returns.cin.contract import CIN
from ae_pipeline.returns.cin.cross_rules import official


def named(numbered):
    number, case = numbered
    return f"{case.rule}-{case.specification}-{number}"


@pytest.mark.parametrize("numbered", list(enumerate(CASES)), ids=named)
def test_a_rule_finds_the_marked_rows_of_its_case(numbered):
    _, case = numbered
    tables, marked = asked_of(case)
    answer = CIN.evaluate(case.rule, tables, specification=case.specification)
    assert answer is not None, "the rule could not be asked"
    assert {table: rows for table, rows in answer.items() if rows} == marked


def test_every_code_has_cases_of_rows_that_break_it_and_rows_that_keep_it():
    breaking, keeping = set(), set()
    for case in CASES:
        tables, marked = asked_of(case)
        rows = sum(map(len, tables.values()))
        breaking |= {case.rule} if marked else set()
        keeping |= {case.rule} if rows > sum(map(len, marked.values())) else set()
    assert breaking == official.CODES.ever
    assert keeping == official.CODES.ever


@pytest.mark.parametrize(
    "code", sorted({code for codes in official.CHANGED.values() for code in codes})
)
def test_a_rule_that_a_year_changed_has_cases_on_both_sides_of_the_change(code):
    (changed,) = [year for year, codes in official.CHANGED.items() if code in codes]
    years = {case.specification for case in CASES if case.rule == code}
    assert min(years) < changed <= max(years)
    assert years <= set(SPECIFICATIONS)
