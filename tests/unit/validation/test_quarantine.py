"""What severity does to rows and cells, on a small table that no return has."""

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.typing import Series

from ae_pipeline.validation.codelist import CodeList
from ae_pipeline.validation.columns import ReturnColumns
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.contract import TableContract
from ae_pipeline.validation.engine import run
from ae_pipeline.validation.fields import code, day, key, whole_number
from ae_pipeline.validation.findings import FINDING_COLUMNS, Dimension, Severity
from ae_pipeline.validation.outcome import Outcome, RuleCrashedError, refuse_crashed
from ae_pipeline.validation.rule import Rule, RuleBook, Scope
from ae_pipeline.validation.ruleset import RuleSet
from ae_pipeline.validation.verdict import LEDGER_COLUMNS

COLOURS = CodeList(frozenset({"R", "G"}), added={"2025-26": frozenset({"B"})})
BOOK = RuleBook("Visit")


class Visit(pa.DataFrameModel):
    """One row is one visit."""

    who: Series[str] = key("WHO", "Who came.")
    came: Series[pa.DateTime] = day("CAME", "When.", rule="1", required=True)
    left: Series[pa.DateTime] = day("LEFT", "When.", rule="2", severity=Severity.REJECT)
    colour: Series[str] = code("COLOUR", "Of the door.", COLOURS, rule="3")
    guests: Series[pd.Int64Dtype] = whole_number(
        "GUESTS", "How many.", rule="4", lowest=0, highest=9
    )

    class Config:
        name = "Visit"


@BOOK.rule("5", ("CAME", "LEFT"), "Came after leaving.", severity=Severity.REJECT)
def left_before(rows):
    return rows["LEFT"] < rows["CAME"]


@BOOK.rule("6", ("GUESTS", "COLOUR"), "Guests need a colour.", since="2025-26")
def guests_without_colour(rows):
    return rows["GUESTS"].gt(0) & rows["COLOUR"].isna()


VISIT = TableContract("Visit", "visit", Visit, BOOK)
SENTINEL = "Zzyzx-7731"


def visits(*rows, **columns):
    names = ["WHO", "CAME", "LEFT", "COLOUR", "GUESTS"]
    cells = {
        name: pd.array([row[at] for row in rows], dtype="str") for at, name in enumerate(names)
    }
    source = {
        "_file": pd.array(["visit.csv"] * len(rows), dtype="str"),
        "_row": np.arange(1, len(rows) + 1, dtype="int64"),
    }
    return pd.DataFrame({**cells, **columns, **source})


def validated(rows, specification="2025-26", contract=VISIT, **options):
    rules = RuleSet("visits", "Visits", {"Visit": contract}, ReturnColumns)
    return run(rules, {"Visit": rows}, RuleContext(specification, **options), across=False)


def judge(rows, specification="2025-26", **options):
    return validated(rows, specification, **options).of("Visit")


def found(verdict):
    return {
        (row, column, rule)
        for row, column, rule in zip(
            verdict.findings["row"],
            verdict.findings["column"],
            verdict.findings["rule"],
            strict=True,
        )
    }


def asked(verdict, rule):
    line = verdict.ledger[verdict.ledger["rule"] == rule].iloc[0]
    return line["rows_checked"], line["rows_failed"]


def test_a_warning_keeps_the_row_and_blanks_the_cell():
    verdict = judge(visits(["a", "01/01/2025", None, "X", "1"]))
    assert verdict.accepted["COLOUR"].isna().tolist() == [True]
    assert verdict.accepted["GUESTS"].tolist() == [1]
    assert found(verdict) == {(1, "COLOUR", "3")}


def test_a_rejected_row_is_quarantined_as_the_text_that_was_read_with_all_its_reasons():
    verdict = judge(visits(["a", "01/01/2025", "31/02/2025", "X", " 99 "]))
    assert verdict.accepted.empty
    assert verdict.quarantined[["LEFT", "GUESTS"]].to_numpy().tolist() == [["31/02/2025", " 99 "]]
    assert found(verdict) == {(1, "LEFT", "2"), (1, "COLOUR", "3"), (1, "GUESTS", "4")}


def test_accepted_rows_are_typed_under_official_names():
    verdict = judge(visits(["a", "01/01/2025", "2025-01-02", "R", "1.0"]))
    assert verdict.accepted.dtypes.astype(str).to_dict() == {
        "WHO": "str",
        "CAME": "datetime64[s]",
        "LEFT": "datetime64[s]",
        "COLOUR": "str",
        "GUESTS": "Int64",
        "_file": "str",
        "_row": "int64",
    }


def test_an_unreadable_cell_is_not_also_missing():
    verdict = judge(visits(["a", "yesterday", None, "R", None], ["b", None, None, "R", None]))
    assert found(verdict) == {(1, "CAME", "1"), (2, "CAME", "1")}
    assert len(verdict.findings) == 2
    assert asked(verdict, "1") == (2, 2)


def test_a_rule_about_several_cells_is_not_evaluated_where_one_cannot_be_read():
    rows = visits(["a", "x", "01/01/2025", "R", None], ["b", "02/01/2025", "01/01/2025", "R", None])
    verdict = judge(rows)
    assert (2, "CAME", "5") in found(verdict)
    assert (1, "CAME", "5") not in found(verdict)
    assert asked(verdict, "5") == (1, 1)


def test_a_rule_about_several_cells_is_found_at_each_of_them():
    verdict = judge(visits(["a", "02/01/2025", "01/01/2025", "R", None]))
    assert found(verdict) == {(1, "CAME", "5"), (1, "LEFT", "5")}
    assert asked(verdict, "5") == (1, 1)


def test_codes_and_rules_are_those_of_the_year():
    rows = visits(["a", "01/01/2025", None, "B", "1"], ["b", "01/01/2025", None, None, "1"])
    assert found(judge(rows, "2024-25")) == {(1, "COLOUR", "3")}
    assert found(judge(rows, "2025-26")) == {(2, "GUESTS", "6"), (2, "COLOUR", "6")}


def test_the_ledger_has_every_rule_that_was_evaluated_also_those_that_all_rows_keep():
    verdict = judge(visits(["a", "01/01/2025", None, "R", "1"]), "2024-25")
    assert verdict.ledger["rule"].tolist() == [
        "AE-KEY-MISSING",
        "1",
        "2",
        "3",
        "4",
        "AE-DUPLICATE",
        "AE-KEY-CONFLICT",
        "5",
    ]
    assert verdict.ledger["rows_failed"].sum() == 0
    assert set(verdict.ledger["rows_checked"]) == {1}


def test_a_deployment_can_treat_a_rule_otherwise():
    rows = visits(["a", "01/01/2025", "x", "X", None])
    strict = judge(rows, severities={"3": Severity.REJECT, "2": Severity.WARN})
    assert len(strict.quarantined) == 1
    assert set(zip(strict.findings["rule"], strict.findings["severity"], strict=True)) == {
        ("2", "warn"),
        ("3", "reject"),
    }
    loose = judge(rows, severities={"2": Severity.WARN})
    assert loose.accepted["LEFT"].isna().tolist() == [True]
    assert loose.ledger.set_index("rule")["severity"]["2"] == "warn"


@pytest.mark.parametrize("rule", ["AE-KEY-MISSING", "AE-DUPLICATE", "AE-KEY-CONFLICT"])
def test_a_row_without_a_usable_key_cannot_be_let_through(rule):
    with pytest.raises(ValueError, match=rule):
        judge(visits(), severities={rule: Severity.WARN})
    assert judge(visits(), severities={rule: Severity.REJECT}).findings.empty


def test_no_rows_have_no_findings_and_a_ledger_of_questions_evaluated_of_none():
    verdict = judge(visits())
    assert verdict.accepted.empty
    assert tuple(verdict.findings.columns) == FINDING_COLUMNS
    assert tuple(verdict.ledger.columns) == LEDGER_COLUMNS
    assert verdict.ledger["rows_checked"].sum() == 0
    assert verdict.findings.dtypes.astype(str).to_dict() == {
        name: "int64" if name == "row" else "str" for name in FINDING_COLUMNS
    }
    filled = judge(visits(["a", None, None, "X", None]))
    assert (filled.findings.dtypes == verdict.findings.dtypes).all()


def test_an_absent_column_counts_as_empty_and_an_unknown_one_is_quarantined_with_its_row():
    rows = visits(["a", "01/01/2025", None, "R", None], [None, "01/01/2025", None, "R", None])
    verdict = judge(rows.drop(columns=["GUESTS"]).assign(NOTE="x"))
    assert verdict.accepted["GUESTS"].isna().tolist() == [True]
    assert "NOTE" not in verdict.accepted
    assert verdict.quarantined["NOTE"].tolist() == ["x"]


def test_the_index_of_the_rows_does_not_matter_and_they_are_left_as_they_were():
    rows = visits(["a", "x", None, "R", None], ["b", "01/01/2025", None, "X", None])
    rows.index = pd.Index([7, 7])
    before = rows.copy()
    verdict = judge(rows)
    assert found(verdict) == {(1, "CAME", "1"), (2, "COLOUR", "3")}
    pd.testing.assert_frame_equal(rows, before)


def test_the_earlier_row_is_kept_whatever_the_order_of_the_frame():
    row = ["a", "01/01/2025", None, "R", None]
    rows = visits(row, row).iloc[::-1]
    verdict = judge(rows)
    assert verdict.accepted["_row"].tolist() == [1]
    assert found(verdict) == {(2, "WHO", "AE-DUPLICATE")}


def test_the_same_thing_written_otherwise_is_the_same_thing():
    first = ["a", "01/01/2025", None, "R", "1"]
    verdict = judge(visits(first, ["a ", "2025-01-01", "", "R", "1.0"]))
    assert {rule for _, _, rule in found(verdict)} == {"AE-DUPLICATE"}


def test_two_equal_rows_and_a_third_that_differs_are_all_rejected():
    same = ["a", "01/01/2025", None, "R", "1"]
    verdict = judge(visits(same, same, ["a", "01/01/2025", None, "R", "2"]))
    assert found(verdict) == {
        (1, "WHO", "AE-KEY-CONFLICT"),
        (2, "WHO", "AE-KEY-CONFLICT"),
        (2, "WHO", "AE-DUPLICATE"),
        (3, "WHO", "AE-KEY-CONFLICT"),
    }


def test_rows_without_a_key_are_not_duplicates_of_each_other():
    row = [None, "01/01/2025", None, "R", None]
    assert {rule for _, _, rule in found(judge(visits(row, row)))} == {"AE-KEY-MISSING"}


def typed(*rows):
    frame = visits(*rows)
    return frame.assign(
        CAME=pd.to_datetime(frame["CAME"], dayfirst=True).astype("datetime64[s]"),
        LEFT=pd.to_datetime(frame["LEFT"], dayfirst=True).astype("datetime64[s]"),
        GUESTS=pd.array([None if row[4] is None else int(row[4]) for row in rows], dtype="Int64"),
    )


def test_the_schema_for_pandera_has_the_same_rules_and_repeats_no_value():
    schema = VISIT.schema("2025-26")
    with pytest.raises(pa.errors.SchemaErrors) as raised:
        schema.validate(typed(["a", "02/01/2025", "01/01/2025", SENTINEL, "77"]), lazy=True)
    broken = {str(error.check.name).split(":")[0] for error in raised.value.schema_errors}
    verdict = judge(visits(["a", "02/01/2025", "01/01/2025", SENTINEL, "77"]))
    assert broken == set(verdict.findings["rule"]) == {"3", "4", "5"}
    message = f"{raised.value} {raised.value.message} {raised.value.failure_cases.to_dict()}"
    assert SENTINEL not in message
    assert "77" not in message


def test_rows_without_a_fault_pass_the_schema_for_pandera():
    rows = typed(["a", "01/01/2025", "02/01/2025", "R", "1"], ["b", "01/01/2025", None, "B", None])
    pd.testing.assert_frame_equal(VISIT.schema("2025-26").validate(rows, lazy=True), rows)


def test_a_rule_that_breaks_down_is_reported_by_name_and_without_values():
    book = RuleBook("Visit")

    @book.rule("7", ("WHO",), "Fails.")
    def broken(rows):
        raise KeyError(rows["WHO"].iloc[0])

    contract = TableContract("Visit", "visit", Visit, book)
    rows = visits([SENTINEL, "01/01/2025", None, "R", "1"])
    outcomes = validated(rows, contract=contract).outcomes
    (crashed,) = [each for each in outcomes if each.outcome is Outcome.CRASHED]
    assert crashed.rule.code == "7"
    assert "KeyError" in crashed.why
    assert "broken" in crashed.why
    assert SENTINEL not in crashed.why
    with pytest.raises(RuleCrashedError, match="7") as raised:
        refuse_crashed(outcomes, "Visits")
    assert SENTINEL not in str(raised.value)


def test_one_code_with_two_severities_is_refused():
    rule = Rule(
        "3",
        Scope.ROW,
        {"Visit": ("WHO",)},
        "x",
        lambda columns: {"Visit": columns.complete("Visit")["WHO"].isna()},
        dimension=Dimension.VALIDITY,
        severity=Severity.REJECT,
    )
    contract = TableContract("Visit", "visit", Visit, (rule,))
    with pytest.raises(ValueError, match="two severities"):
        contract.rules_in("2025-26")
