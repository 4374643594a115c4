"""Rules of the house over rows, tables and years: each finds what it is for, and nothing else."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from across_rule_cases import nccis, school_census, sen2, workforce

from ae_pipeline.returns import load
from ae_pipeline.validation.columns import NotEvaluable, as_flags
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.engine import lacking
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.outcome import Outcome
from ae_pipeline.validation.rule import Kind, Scope
from ae_pipeline.validation.ruleset import UnknownRuleError

CASES = {
    "sen2": sen2.CASES,
    "school_census": school_census.CASES,
    "nccis": nccis.CASES,
    "workforce": workforce.CASES,
}
EVERY = [(name, case) for name, cases in CASES.items() for case in cases]


def rules_of(name):
    source = load(name)
    return source.cross_rules(source.specifications[-1])


@pytest.mark.parametrize(
    ("name", "case"), EVERY, ids=[f"{case.rule} {case.about}" for _, case in EVERY]
)
def test_a_rule_finds_the_marked_rows_and_no_other(name, case):
    source = load(name)
    answer = source.evaluate(
        case.rule,
        case.frames,
        specification=case.specification or source.specifications[-1],
        previous=case.frames_before,
    )
    assert answer is not None, "the rule could not be asked"
    assert {table: rows for table, rows in answer.items() if rows} == case.expected


@pytest.mark.parametrize("name", CASES)
def test_every_rule_has_rows_that_break_it_and_rows_that_keep_it(name):
    for code, rule in rules_of(name).items():
        cases = [case for case in CASES[name] if case.rule == code]
        rows = sum(
            len(frame)
            for case in cases
            for table, frame in case.frames.items()
            if table in rule.fields
        )
        broken = sum(len(found) for case in cases for found in case.expected.values())
        assert 0 < broken < rows, code


@pytest.mark.parametrize("name", CASES)
def test_no_rule_finds_anything_in_tables_without_rows_or_without_any_cell(name):
    source = load(name)
    specification = source.specifications[-1]
    empty = {
        table: pd.DataFrame(columns=list(source.columns(table)), dtype="str")
        for table in source.tables_in(specification)
    }
    blank = {table: frame.reindex(range(3)) for table, frame in empty.items()}
    for tables in (empty, blank):
        evidence = source.ruleset.columns_of(
            tables, RuleContext(specification=specification, previous=tables)
        )
        for code, rule in rules_of(name).items():
            assert not lacking(rule, evidence)
            try:
                found = rule.failing(evidence)
            except NotEvaluable:
                continue
            for table, rows in found.items():
                assert len(rows) == len(tables[table])
                assert not as_flags(rows).any(), code


@pytest.mark.parametrize("name", CASES)
def test_a_rule_cannot_be_evaluated_without_a_table_or_a_column_that_it_needs(name):
    source = load(name)
    specification = source.specifications[-1]
    for rule in rules_of(name).values():
        tables = {
            table: pd.DataFrame(columns=list(columns), dtype="str")
            for table, columns in rule.needs.items()
        }
        incomplete = [
            {**tables, table: rows.drop(columns=column)}
            for table, rows in tables.items()
            for column in rows
        ]
        incomplete += [
            {other: rows for other, rows in tables.items() if other != table} for table in tables
        ]
        for given in incomplete:
            evidence = source.ruleset.columns_of(
                given, RuleContext(specification=specification, previous=tables)
            )
            assert lacking(rule, evidence)


def test_a_rule_over_years_cannot_be_evaluated_without_the_earlier_return():
    source, code = load("sen2"), "AE-SEN2-DECISION-CHANGED"
    case = next(case for case in sen2.CASES if case.rule == code)
    less = {"Person": case.frames_before["Person"]}
    assert source.evaluate(code, case.frames, specification="2025") is None
    assert source.evaluate(code, case.frames, specification="2025", previous=less) is None


@pytest.mark.parametrize("name", CASES)
def test_rules_name_tables_and_columns_of_their_return_and_warn_under_a_code_of_the_house(name):
    source = load(name)
    for code, rule in rules_of(name).items():
        assert code.startswith("AE-")
        assert rule.severity is Severity.WARN
        assert rule.kind is Kind.QUERY
        for columns in (rule.needs, rule.previous):
            for table, names in columns.items():
                assert set(names) <= set(source.columns(table)), (code, table)


@pytest.mark.parametrize("name", CASES)
def test_all_rules_evaluated_at_once_skip_and_find_what_each_does_alone(name):
    source = load(name)
    specification = source.specifications[-1]
    case = CASES[name][-1]
    validation = source.run(case.frames, RuleContext(specification))
    outcomes = {
        each.rule.code: each for each in validation.outcomes if each.rule.scope is Scope.RETURN
    }
    assert set(outcomes) == set(rules_of(name))
    for code, outcome in outcomes.items():
        alone = source.evaluate(code, case.frames, specification=specification)
        assert (alone is None) == (outcome.outcome is Outcome.SKIPPED)
        found = {table: np.flatnonzero(rows).tolist() for table, rows in outcome.failing.items()}
        assert found == (alone or {})
    assert outcomes[case.rule].outcome is Outcome.FAILED


@pytest.mark.parametrize("name", CASES)
def test_no_rule_over_tables_has_the_code_of_a_contracts(name):
    source = load(name)
    for specification in source.specifications:
        contracts = {
            info.code
            for table in source.tables_in(specification)
            for info in source.rules(table, specification)
        }
        assert not contracts & set(source.cross_rules(specification))


@pytest.mark.parametrize("name", CASES)
def test_a_rule_of_the_contract_is_still_evaluated_by_its_code_and_an_unknown_one_refused(name):
    source = load(name)
    newest = source.specifications[-1]
    table = source.tables_in(newest)[-1]
    rows = pd.DataFrame(columns=list(source.columns(table)), dtype="str")
    assert source.evaluate("AE-DUPLICATE", {table: rows}, specification=newest) == {table: []}
    with pytest.raises(UnknownRuleError, match="NO-SUCH"):
        source.evaluate("NO-SUCH", {}, specification=newest)


def test_the_order_of_rows_and_their_index_change_nothing_but_positions():
    source = load("sen2")
    case = next(case for case in sen2.CASES if case.rule == "AE-SEN2-PLANS-OVERLAP")
    turned = {
        table: rows.iloc[::-1].set_axis([7] * len(rows)) for table, rows in case.frames.items()
    }
    last = len(case.frames["NamedPlan"]) - 1
    answer = source.evaluate(case.rule, turned, specification="2025")
    assert answer == {"NamedPlan": sorted(last - at for at in case.expected["NamedPlan"])}
    assert all(first < then for first, then in pairwise(answer["NamedPlan"]))
