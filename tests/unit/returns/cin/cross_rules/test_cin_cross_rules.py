"""Every statutory rule of the CIN Census: it says what it reads, and answers to anything."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest
from cin_rule_cases import CASES, asked_of

from ae_pipeline.returns.cin.codes import SPECIFICATIONS
from ae_pipeline.returns.cin.contract import CIN, CONTRACTS
from ae_pipeline.returns.cin.cross_rules import official
from ae_pipeline.returns.cin.cross_rules.families import FAMILIES
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.findings import FINDING_COLUMNS

RULES = [rule for family in FAMILIES for rule in family]
SHARED = Path(__file__).parents[5].parent / "shared"
OFFICIAL = SHARED / "reference" / "codelists" / "cin_rules.csv"
SAMPLES = SHARED / "samples" / "cin_census"
needs_official = pytest.mark.skipif(not OFFICIAL.exists(), reason="the official list is not here")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published samples are absent")
YEARS = SPECIFICATIONS[1:]


def named(rule):
    return f"{rule.code}-{rule.years[0]}"


def official_rules():
    with OFFICIAL.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def years_of(rule):
    return [year for year in YEARS if rule.holds_in(year)]


def cells(columns, rows):
    return pd.DataFrame({name: pd.Series([None] * rows, dtype=object) for name in columns})


def every_code_of(tables, specification, asked=None):
    """What each code of a year answers, or each of some."""
    columns = CIN.ruleset.columns_of(tables, RuleContext(specification))
    return {
        code: CIN.ruleset.evaluate(code, columns)
        for code in sorted(asked or official.CODES.valid_in(specification))
    }


def codes_about(column):
    """Codes of the last year that a column is named in, in whichever table."""
    year = SPECIFICATIONS[-1]
    by_rule = {
        code
        for code, rule in CIN.cross_rules(year).items()
        if any(column in names for part in (rule.fields, rule.reads) for names in part.values())
    }
    by_contract = {
        info.code
        for table in CONTRACTS
        for info in CIN.rules(table, year)
        if column in info.columns
    }
    return by_rule | (by_contract & official.CODES.valid_in(year))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_is_in_force_in_some_year_and_names_tables_and_columns_that_exist(rule):
    assert years_of(rule)
    assert rule.fields
    for columns_by_table in (rule.fields, rule.reads, rule.spares):
        for table, columns in columns_by_table.items():
            assert set(columns) <= set(CONTRACTS[table].cells)
    for table, columns in rule.spares.items():
        assert set(columns) <= {*rule.fields.get(table, ()), *rule.reads.get(table, ())}
    assert not rule.previous


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=named)
@pytest.mark.parametrize("rows", [0, 3])
def test_a_rule_reads_only_what_it_declares_and_answers_to_empty_cells(rule, rows):
    whole = {
        table: (*rule.fields.get(table, ()), *rule.reads.get(table, ()))
        for table in (*rule.fields, *rule.reads)
    }
    specification = years_of(rule)[-1]
    tables = {table: cells(dict.fromkeys(columns), rows) for table, columns in whole.items()}
    answer = CIN.evaluate(rule.code, tables, specification=specification)
    assert answer is not None
    assert set(answer) == set(rule.fields)
    needed = {table: cells(columns, rows) for table, columns in rule.needs.items()}
    answer = CIN.evaluate(rule.code, needed, specification=specification)
    assert answer is None or set(answer) <= set(rule.fields)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_cannot_be_evaluated_without_any_one_column_that_it_needs(rule):
    for table, columns in rule.needs.items():
        for absent in columns:
            tables = {
                name: cells([c for c in needed if (name, c) != (table, absent)], 1)
                for name, needed in rule.needs.items()
            }
            answer = CIN.evaluate(rule.code, tables, specification=years_of(rule)[-1])
            assert answer is None, (table, absent)


@pytest.mark.parametrize("rows", [0, 4])
@pytest.mark.parametrize("specification", ["2022-23", "2026-27"])
def test_every_code_of_a_year_is_answered_for_whole_tables_of_empty_cells(specification, rows):
    tables = {table: cells(contract.cells, rows) for table, contract in CONTRACTS.items()}
    answers = every_code_of(tables, specification)
    assert None not in answers.values()


@pytest.mark.slow
@pytest.mark.parametrize("specification", ["2022-23", "2026-27"])
def test_every_code_of_a_year_answers_to_cells_that_cannot_be_read(specification):
    tables = {
        table: cells(contract.cells, 2).astype("str").fillna("?")
        for table, contract in CONTRACTS.items()
    }
    assert None not in every_code_of(tables, specification).values()


@pytest.mark.slow
@pytest.mark.parametrize("present", CONTRACTS)
def test_every_code_answers_or_says_that_it_cannot_where_there_is_one_table(present):
    table = {present: cells(CONTRACTS[present].cells, 2)}
    for answer in every_code_of(table, SPECIFICATIONS[-1]).values():
        assert answer is None or set(answer) == {present}


@pytest.mark.slow
@pytest.mark.parametrize("absent", CONTRACTS)
def test_every_code_answers_or_says_that_it_cannot_where_one_table_is_absent(absent):
    tables = {table: cells(c.cells, 2) for table, c in CONTRACTS.items() if table != absent}
    for answer in every_code_of(tables, SPECIFICATIONS[-1]).values():
        assert answer is None or absent not in answer


@pytest.mark.slow
@pytest.mark.parametrize("absent", sorted({name for c in CONTRACTS.values() for name in c.cells}))
def test_every_code_answers_or_says_that_it_cannot_where_one_column_is_absent(absent):
    tables = {
        table: cells([name for name in contract.cells if name != absent], 2)
        for table, contract in CONTRACTS.items()
    }
    for answer in every_code_of(tables, SPECIFICATIONS[-1], codes_about(absent)).values():
        assert answer is None or max(map(len, answer.values())) <= 2


@pytest.mark.parametrize("specification", SPECIFICATIONS)
def test_nothing_at_all_cannot_be_evaluated_anything(specification):
    assert set(every_code_of({}, specification).values()) == {None}


@pytest.mark.parametrize("specification", SPECIFICATIONS)
def test_a_code_has_one_rule_in_a_year(specification):
    held = [rule.code for rule in RULES if rule.holds_in(specification)]
    assert sorted(held) == sorted(CIN.cross_rules(specification))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_what_a_rule_says_fits_a_finding(rule):
    assert rule.kind is official.kind_of(rule.code)
    for info in rule.infos:
        assert info.columns
        assert info.message.endswith(".")
    assert {"table", "column", "rule"} <= set(FINDING_COLUMNS)


def test_rows_of_a_case_in_another_order_are_found_in_that_order():
    for case in CASES:
        tables, marked = asked_of(case)
        turned = {name: rows.iloc[::-1] for name, rows in tables.items()}
        answer = CIN.evaluate(case.rule, turned, specification=case.specification)
        expected = {
            name: sorted(len(tables[name]) - 1 - row for row in rows)
            for name, rows in marked.items()
        }
        assert {name: rows for name, rows in answer.items() if rows} == expected, case.rule


def test_children_of_a_case_twice_under_new_names_are_found_twice():
    whole_return = {"1520", "2886Q", "2887Q", "2888Q", "1570", "1580"}
    for case in CASES:
        if case.rule in whole_return:
            continue
        tables, marked = asked_of(case)
        twice = {
            name: pd.concat([rows, rows.assign(**renamed(rows))]) for name, rows in tables.items()
        }
        answer = CIN.evaluate(case.rule, twice, specification=case.specification)
        expected = {
            name: [*rows, *(len(tables[name]) + row for row in rows)]
            for name, rows in marked.items()
        }
        assert {name: rows for name, rows in answer.items() if rows} == expected, case.rule


def renamed(rows):
    return (
        {"LAchildID": rows["LAchildID"].map("X{}".format, "ignore")} if "LAchildID" in rows else {}
    )


@needs_official
@pytest.mark.parametrize("specification", YEARS)
def test_the_codes_of_every_year_are_the_collectors_and_all_of_them_are_written(specification):
    rows = official_rules()
    active = {row["code"] for row in rows if row[specification]}
    changed = {row["code"] for row in rows if row[specification] == "changed"}
    assert official.CODES.valid_in(specification) == active
    assert official.CHANGED.get(specification, frozenset()) == changed
    answered = CIN.ruleset.codes_in_force(specification)
    assert active <= answered
    assert {code for code in answered if not code.startswith("AE-")} == active


@needs_official
def test_errors_and_queries_are_the_collectors():
    for row in official_rules():
        assert official.kind_of(row["code"]) == row["type"].lower()


@needs_official
def test_no_message_repeats_the_collectors_words():
    definitions = {row["code"]: row["definition"].lower() for row in official_rules()}
    for rule in RULES:
        assert rule.message.lower() != definitions[rule.code]


@needs_samples
@pytest.mark.parametrize("specification", ["2022-23", "2023-24", "2026-27"])
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.stem)
def test_every_rule_can_be_evaluated_of_the_published_samples(tmp_path, path, specification):
    """Run with ``-s`` to read how many passed."""
    shutil.copyfile(path, tmp_path / path.name)
    tables = CIN.read(tmp_path, specification).tables
    answers = every_code_of(tables, specification)
    failed = [code for code, answer in answers.items() if answer and any(answer.values())]
    skipped = [code for code, answer in answers.items() if answer is None]
    print(
        f"\n{path.stem} {specification}: {len(answers)} codes, "
        f"{len(answers) - len(failed) - len(skipped)} passed, {len(failed)} failed, "
        f"{len(skipped)} skipped"
    )
    assert not skipped
    for answer in answers.values():
        for table, rows in answer.items():
            assert rows == sorted(set(rows))
            assert not rows or 0 <= rows[0] <= rows[-1] < len(tables[table])
