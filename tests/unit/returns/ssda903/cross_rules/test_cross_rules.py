"""Every statutory rule: it stands once, says what it reads, answers to anything, copies nothing."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from ae_pipeline.returns.ssda903.codes import SPECIFICATIONS
from ae_pipeline.returns.ssda903.contract import CONTRACTS, SSDA903
from ae_pipeline.returns.ssda903.cross_rules import official
from ae_pipeline.returns.ssda903.cross_rules.derived import DERIVED
from ae_pipeline.returns.ssda903.cross_rules.families import FAMILIES
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.engine import lacking
from ae_pipeline.validation.findings import FINDING_COLUMNS

RULES = [rule for family in FAMILIES for rule in family]
BY_CONTRACT = {
    info.code
    for year in SPECIFICATIONS
    for table in SSDA903.tables_in(year)
    for info in SSDA903.rules(table, year)
}
"""Of a code that the contract asks too, it answers where the whole rule cannot be asked."""
OFFICIAL = (
    Path(__file__).parents[5].parent / "shared" / "reference" / "codelists" / "ssda903_rules.csv"
)
needs_official = pytest.mark.skipif(not OFFICIAL.exists(), reason="the official list is not here")
YEARS = SPECIFICATIONS[1:]


def named(rule):
    return f"{rule.code}-{rule.years[0]}"


def official_rules():
    with OFFICIAL.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def years_of(rule):
    return [year for year in YEARS if rule.holds_in(year)]


def columns_of(table):
    return {*CONTRACTS[table].cells, *DERIVED.get(table, ())}


def cells(columns, rows):
    return pd.DataFrame({name: pd.Series([None] * rows, dtype=object) for name in columns})


def asked(rule, tables, previous):
    return SSDA903.evaluate(
        rule.code,
        tables,
        specification=years_of(rule)[-1],
        previous=previous,
        authority="879",
        providers=cells(["URN"], 0),
    )


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_is_in_force_in_some_year_and_names_tables_and_columns_that_exist(rule):
    assert years_of(rule)
    assert rule.fields
    for columns_by_table in (rule.needs, rule.previous):
        for table, columns in columns_by_table.items():
            assert set(columns) <= columns_of(table)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=named)
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_rule_reads_only_what_it_declares_and_answers_to_empty_cells(rule, rows):
    tables = {table: cells(columns, rows) for table, columns in rule.needs.items()}
    previous = {table: cells(columns, rows) for table, columns in rule.previous.items()}
    answer = asked(rule, tables, previous)
    assert answer is None or set(answer) == set(rule.fields)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_answers_to_cells_that_cannot_be_read(rule):
    def nonsense(columns):
        return cells(columns, 2).astype("str").fillna("?")

    tables = {table: nonsense(columns_of(table)) for table in rule.needs}
    previous = {table: nonsense(columns_of(table)) for table in rule.previous}
    answer = asked(rule, tables, previous)
    assert answer is None or set(answer) == set(rule.fields)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_cannot_be_evaluated_without_any_one_column_that_it_needs(rule):
    for table, columns in rule.needs.items():
        for absent in columns:
            tables = {
                name: cells([c for c in needed if (name, c) != (table, absent)], 1)
                for name, needed in rule.needs.items()
            }
            previous = {name: cells(needed, 1) for name, needed in rule.previous.items()}
            year = years_of(rule)[-1]
            given = SSDA903.ruleset.columns_of(
                tables, RuleContext(specification=year, previous=previous)
            )
            assert lacking(rule, given), (table, absent)
            if rule.code not in BY_CONTRACT:
                assert asked(rule, tables, previous) is None, (table, absent)


@pytest.mark.parametrize("specification", SPECIFICATIONS)
def test_a_code_has_one_rule_in_a_year(specification):
    held = [rule.code for rule in RULES if rule.holds_in(specification)]
    assert sorted(held) == sorted(SSDA903.cross_rules(specification))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_what_a_rule_says_fits_a_finding(rule):
    for info in rule.infos:
        assert info.columns
        assert info.message.endswith(".")
    assert {"table", "column", "rule"} <= set(FINDING_COLUMNS)


@needs_official
def test_the_codes_of_every_year_are_the_collectors():
    rows = official_rules()
    for year in YEARS:
        assert official.CODES.valid_in(year) == {row["code"] for row in rows if row[year]}
        changed = {row["code"] for row in rows if row[year] == "changed"}
        assert official.CHANGED.get(year, frozenset()) == changed


@needs_official
def test_no_message_repeats_the_collectors_words():
    definitions = {row["code"]: row["definition"].lower() for row in official_rules()}
    for rule in RULES:
        assert rule.message.lower() != definitions[rule.code]


@needs_official
@pytest.mark.parametrize("specification", YEARS)
def test_what_is_written_and_what_is_not_is_recorded(specification):
    """Run with ``-s`` to read it."""
    wanted = official.CODES.valid_in(specification)
    answered = SSDA903.ruleset.codes_in_force(specification)
    statutory = set(SSDA903.cross_rules(specification))
    missing = sorted(wanted - answered)
    assert set(missing) == set(SSDA903.undefined(specification))
    print(
        f"\n{specification}: {len(wanted)} codes, {len(statutory)} written as statutory rules, "
        f"{len((wanted & answered) - statutory)} answered by the contract, {len(missing)} not "
        f"written:\n  {' '.join(missing)}"
    )
    assert statutory <= wanted
