"""The answer to one rule: positions of rows, or that it cannot be asked, or a clear refusal."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from ssda903_rule_cases import CASES

from ae_pipeline.returns import load
from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.returns.ssda903.cross_rules import official
from ae_pipeline.validation.codelist import CodeList
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.keys import DUPLICATE, KEY_CONFLICT
from ae_pipeline.validation.ruleset import (
    OfficialCodes,
    RuleNotInForceError,
    RuleNotWrittenError,
    UnknownRuleError,
)


def by_contract(case):
    official_then = case.rule in official.CODES.valid_in(case.specification)
    in_force = official_then or case.rule not in official.CODES.ever
    return in_force and case.rule not in SSDA903.cross_rules(case.specification)


def named(case):
    return f"{case.rule}-{case.table}-{case.specification}"


@pytest.mark.parametrize("case", [case for case in CASES if by_contract(case)], ids=named)
def test_a_rule_of_the_contract_is_answered_as_validation_finds_it(rows_of, case):
    changes = [
        {"CHILD": f"C{number}"} | change for number, change in enumerate(case.breaks + case.keeps)
    ]
    rows = rows_of(case.table, *changes).drop(columns=["_file", "_row"]).astype(object)
    answer = SSDA903.evaluate(case.rule, {case.table: rows}, specification=case.specification)
    assert answer == {case.table: list(range(len(case.breaks)))}


@pytest.mark.parametrize(("code", "found"), [(DUPLICATE, [1]), (KEY_CONFLICT, [2, 3])])
def test_rows_that_share_a_key_are_found(evaluate, code, found):
    reviews = """
        CHILD REVIEW     REVIEW_CODE
        C1    01/05/2025 PN1
        C1    01/05/2025 PN1
        C2    01/05/2025 PN1
        C2    01/05/2025 PN2
    """
    assert evaluate(code, {"Reviews": reviews}) == {"Reviews": found}


def test_the_promise_to_outsiders():
    header = pd.DataFrame(
        {"CHILD": ["A", "B", "A"], "DOB": ["01/01/2030", np.nan, None]}, index=["x", "x", "y"]
    )
    before = header.copy()
    returned = load("ssda903").evaluate("301", {"Header": header}, specification="2025-26")
    assert returned == {"Header": [0]}
    assert all(type(position) is int for position in returned["Header"])
    pd.testing.assert_frame_equal(header, before)


def test_where_nothing_fails_every_table_of_the_rule_has_an_empty_list(evaluate):
    tables = {"Header": "CHILD DOB\nC1 01/01/2010", "OC2": "CHILD DOB\nC1 01/01/2010"}
    assert evaluate("INT14", tables) == {"OC2": [], "Header": []}
    assert evaluate("101", {"Header": "SEX\nM"}) == {"Header": []}


@pytest.mark.parametrize(
    ("code", "tables"),
    [
        ("INT14", {"Header": "CHILD DOB\nC1 01/01/2010"}),
        ("142", {"Episodes": "CHILD DECOM REC\nC1 01/04/2025 X1"}),
        ("101", {"Header": "CHILD\nC1"}),
        ("148", {"Episodes": "DEC\n01/04/2025"}),
        ("101", {"Episodes": "DEC\n01/04/2025"}),
        ("101", {}),
    ],
)
def test_a_rule_without_its_table_or_column_cannot_be_evaluated(evaluate, code, tables):
    assert evaluate(code, tables) is None


def test_a_column_that_nobody_knows_is_ignored(evaluate):
    assert evaluate("101", {"Header": "SEX NOTES\nX hello"}) == {"Header": [0]}


def test_a_code_list_follows_the_specification(evaluate):
    tables = {"Header": "SEX\n1\nM"}
    assert evaluate("101", tables, specification="2023-24") == {"Header": [1]}
    assert evaluate("101", tables, specification="2024-25") == {"Header": [0]}


def test_the_year_before_the_collectors_rules_is_judged_as_the_first(evaluate):
    assert evaluate("101", {"Header": "SEX\n3"}, specification="2021-22") == {"Header": [0]}


@pytest.mark.parametrize("code", ["no such rule", "197A", ""])
def test_an_unknown_code_is_refused(evaluate, code):
    with pytest.raises(UnknownRuleError):
        evaluate(code, {})


@pytest.mark.parametrize(
    ("code", "specification"), [("233", "2024-25"), ("445", "2024-25"), ("700", "2025-26")]
)
def test_a_code_of_another_year_is_refused(evaluate, code, specification):
    with pytest.raises(RuleNotInForceError):
        evaluate(code, {}, specification=specification)


def test_a_rule_that_the_collector_has_and_nobody_wrote_is_refused():
    more = replace(SSDA903, official=OfficialCodes(CodeList(frozenset({"999"}))))
    with pytest.raises(RuleNotWrittenError):
        more.evaluate("999", {}, specification="2025-26")


@pytest.mark.parametrize(
    "given",
    [{"specification": "2030-31"}, {"collection_end": "31/02/2026"}, {"collection_end": ""}],
)
def test_a_year_that_is_none_is_refused(evaluate, given):
    with pytest.raises(ValueError, match=r"specification|not a date"):
        evaluate("101", {"Header": "SEX\nM"}, **given)


def test_a_table_that_the_return_does_not_have_is_refused(evaluate):
    with pytest.raises(ValueError, match="choose from Header"):
        evaluate("101", {"header": "SEX\nM"})


def test_one_gathering_answers_any_number_of_rules():
    tables = {"Header": pd.DataFrame({"CHILD": ["A"], "DOB": ["01/01/2030"], "SEX": ["9"]})}
    given = SSDA903.ruleset.columns_of(tables, RuleContext("2025-26"))
    answers = {
        code: SSDA903.ruleset.evaluate(code, given) for code in ("301", "101", "INT32", "302")
    }
    assert answers == {
        "301": {"Header": [0]},
        "101": {"Header": [0]},
        "INT32": {"Header": []},
        "302": None,
    }
