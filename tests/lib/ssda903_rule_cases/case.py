"""What a case is: rows that break a rule and rows that keep it, as changes to a good row."""

from dataclasses import dataclass

from ae_pipeline.validation.findings import Severity

REJECT, WARN = Severity.REJECT, Severity.WARN


@dataclass(frozen=True)
class Case:
    rule: str
    table: str
    severity: Severity
    breaks: list[dict]
    keeps: list[dict]
    specification: str = "2026-27"


def not_a_date(rule, table, column, severity, keeps=None):
    """31 February and a two-digit year are no dates; 29 February of a leap year is one."""
    return Case(
        rule,
        table,
        severity,
        [
            {column: "31/02/2024"},
            {column: "1/5/24"},
            {column: "29/02/2023"},
            {column: "01/13/2020"},
        ],
        keeps if keeps is not None else [{}, {column: "2024-02-29"}],
    )


def no_child(table):
    return Case("AE-KEY-MISSING", table, REJECT, [{"CHILD": None}, {"CHILD": "  "}], [{}])


def bad_birth(table):
    return Case("AE-DATE", table, WARN, [{"DOB": "15/06/20100"}, {"DOB": None}], [{}])
