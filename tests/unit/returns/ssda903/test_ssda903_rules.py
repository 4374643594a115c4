"""Each rule of the contract: rows that break it, rows that keep it, the boundary among them."""

import pytest
from ssda903_rule_cases import CASES

from ae_pipeline.returns.ssda903.codes import SPECIFICATIONS
from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.keys import DUPLICATE, KEY_CONFLICT

KEY_RULES = {DUPLICATE, KEY_CONFLICT, "SW19STG2"} | {f"INT{number}" for number in range(31, 37)}


def named(case):
    return f"{case.rule}-{case.table}-{case.specification}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_rows_that_break_the_rule_are_found_and_those_that_keep_it_are_not(judge, case):
    changes = [
        {"CHILD": f"C{number}"} | change for number, change in enumerate(case.breaks + case.keeps)
    ]
    verdict = judge(case.table, *changes, specification=case.specification)
    found = verdict.findings[verdict.findings["rule"] == case.rule]
    breaking = set(range(1, len(case.breaks) + 1))
    assert set(found["row"]) == breaking
    assert set(found["severity"]) == {str(case.severity)}
    if case.severity is Severity.REJECT:
        assert breaking <= set(verdict.quarantined["_row"])


@pytest.mark.parametrize("table", SSDA903.tables)
def test_a_good_row_breaks_no_rule_at_all(judge, table):
    verdict = judge(table, {})
    assert list(verdict.findings["rule"]) == []
    assert len(verdict.accepted) == 1


def test_every_rule_of_every_year_has_a_case():
    told = {(case.table, case.rule) for case in CASES}
    asked = {
        (table, info.code)
        for specification in SPECIFICATIONS
        for table in SSDA903.tables_in(specification)
        for info in SSDA903.rules(table, specification)
        if info.code not in KEY_RULES
    }
    assert told == asked


@pytest.mark.parametrize("table", SSDA903.tables)
def test_a_row_sent_twice_is_kept_once(judge, table):
    verdict = judge(table, {}, {}, {"CHILD": "C2"})
    assert list(verdict.accepted["_row"]) == [1, 3]
    assert set(verdict.findings["rule"]) == {DUPLICATE}
    assert set(verdict.findings["row"]) == {2}


@pytest.mark.parametrize(
    ("table", "change", "specification", "rule"),
    [
        ("Header", {"ETHNIC": "BAFR"}, "2026-27", "INT32"),
        ("Episodes", {"CIN": "N2"}, "2026-27", KEY_CONFLICT),
        ("UASC", {"DUC": None}, "2026-27", "INT36"),
        ("Reviews", {"REVIEW_CODE": "PN2"}, "2026-27", KEY_CONFLICT),
        ("OC2", {"SDQ_SCORE": "13"}, "2026-27", "INT33"),
        ("OC3", {"ACCOM": "U2"}, "2026-27", "INT34"),
        ("AD1", {"FOSTER_CARE": "1"}, "2026-27", "INT31"),
        ("PlacedAdoption", {"REASON_PLACED_CEASED": "RD2"}, "2026-27", KEY_CONFLICT),
        ("PrevPerm", {"LA_PERM": "878"}, "2026-27", "INT35"),
        ("Missing", {"MISSING": "A"}, "2026-27", KEY_CONFLICT),
        ("SWEpisodes", {"SW_ID": "SW99"}, "2024-25", KEY_CONFLICT),
        ("SWEpisodes", {"SW_ID": "SW99"}, "2025-26", "SW19STG2"),
        ("DoLo", {"DOLO_END": None}, "2026-27", KEY_CONFLICT),
    ],
)
def test_rows_with_one_key_that_contradict_each_other_are_all_rejected(
    judge, table, change, specification, rule
):
    other = {"CHILD": "C2"}
    sex = {"SEX": None} if specification < "2024-25" else {}
    verdict = judge(table, sex, {**sex, **change}, {**sex, **other}, specification=specification)
    assert list(verdict.accepted["_row"]) == [3]
    assert set(verdict.findings.loc[verdict.findings["rule"] == rule, "row"]) == {1, 2}


def test_tables_keyed_by_child_and_date_may_have_many_rows_of_a_child(judge):
    verdict = judge("Reviews", {}, {"REVIEW": "01/03/2026"})
    assert len(verdict.accepted) == 2
