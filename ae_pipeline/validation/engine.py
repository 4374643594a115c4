"""Rules evaluated: one by one, and all of a return at once, to findings, ledger and quarantine.

Here: the only place that calls a rule. Not here: what a rule is (``rule``), or how findings and
ledger are written down (``finding_lines``, ``ledger``) or rows parted (``quarantine``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ae_pipeline.validation import finding_lines, ledger, quarantine
from ae_pipeline.validation.links import NotEvaluable, as_flags
from ae_pipeline.validation.outcome import Outcome, RuleOutcome
from ae_pipeline.validation.rule import Scope
from ae_pipeline.validation.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.validation.columns import ReturnColumns
    from ae_pipeline.validation.context import RuleContext
    from ae_pipeline.validation.findings import Severity
    from ae_pipeline.validation.rule import C, Rule
    from ae_pipeline.validation.ruleset import RuleSet


@dataclass(frozen=True, eq=False)
class Validation:
    """What all rules of a return find in its tables.

    Attributes:
        accepted: by table, typed rows under official column names, with ``_file`` and ``_row``.
        quarantined: by table, rejected rows as the text that was read.
        findings: ``FINDING_COLUMNS``, of accepted and rejected rows alike; no values.
        ledger: ``LEDGER_COLUMNS``.
        outcomes: one for each rule.
    """

    accepted: Mapping[str, pd.DataFrame]
    quarantined: Mapping[str, pd.DataFrame]
    findings: pd.DataFrame
    ledger: pd.DataFrame
    outcomes: tuple[RuleOutcome, ...]

    def of(self, table: str) -> Verdict:
        """The same of one table."""
        findings, lines = self.findings, self.ledger
        return Verdict(
            accepted=self.accepted[table],
            quarantined=self.quarantined[table],
            findings=findings[findings["table"] == table].reset_index(drop=True),
            ledger=lines[lines["table"] == table].reset_index(drop=True),
        )


def run(
    ruleset: RuleSet[C],
    tables: Mapping[str, pd.DataFrame],
    context: RuleContext,
    *,
    sent: Mapping[str, pd.DataFrame] | None = None,
    across: bool = True,
) -> Validation:
    """Evaluate all rules of a year, and part the rows that can be used from those that cannot.

    Args:
        ruleset: of the return.
        tables: text rows by official name with ``_file`` and ``_row``; any index. A column that
            is absent counts as empty to the rules of a contract, one that the contract does not
            know is ignored.
        context: by which the rules are evaluated.
        sent: the same rows without the tables and columns that no file had, which rules over
            tables are skipped without; by default all were sent.
        across: whether rules over tables are evaluated too: not where the tables are parts of a
            return.

    Raises:
        ValueError: if the severity of a rule is configured that cannot be.
        RowsLostError: if rows went missing on the way.
    """
    specification = context.specification
    ruleset.insist_on_fixed_severities(tables, context, across=across)
    columns = ruleset.columns_of(tables, context, sent=sent)
    of_tables = {
        table: [
            evaluate(rule, columns, context.severities)
            for rule in ruleset.contracts[table].rules_in(specification)
        ]
        for table in tables
    }
    over_tables = [
        evaluate(rule, columns)
        for rule in (ruleset.cross_rules(specification).values() if across else ())
    ]
    parted = {
        table: quarantine.part(table, rows, columns, of_tables[table])
        for table, rows in tables.items()
    }
    sources = {table: columns.source(table) for table in tables}
    outcomes = (*(each for table in of_tables.values() for each in table), *over_tables)
    return Validation(
        accepted={table: accepted for table, (accepted, _) in parted.items()},
        quarantined={table: rejected for table, (_, rejected) in parted.items()},
        findings=finding_lines.findings(
            of_tables, over_tables, sources, ruleset.return_name, specification
        ),
        ledger=ledger.ledger(outcomes, specification),
        outcomes=outcomes,
    )


def evaluate(
    rule: Rule[Any],
    columns: ReturnColumns,
    severities: Mapping[str, Severity] | None = None,
) -> RuleOutcome:
    """Evaluate one rule. One that breaks down is reported as crashed, never as passed.

    A rule over tables is skipped without what it needs. A rule of a contract is evaluated all the
    same, on empty cells: where it finds nothing in them, it is skipped too.
    """
    severity = (severities or {}).get(rule.code, rule.severity)
    try:
        if (why := lacking(rule, columns)) and rule.scope is Scope.RETURN:
            return RuleOutcome(rule, severity, Outcome.SKIPPED, why)
        failing = {table: as_flags(rows) for table, rows in rule.failing(columns).items()}
        checked = {table: _checked(rule, columns, table, len(failing[table])) for table in failing}
    except NotEvaluable as absent:
        return RuleOutcome(rule, severity, Outcome.SKIPPED, f"without {absent}")
    except Exception as fault:  # noqa: BLE001 - one rule's fault must not hide what others find
        # The message of a fault may hold a cell's value: only its kind is reported.
        where = f"{rule.failing.__module__}.{rule.failing.__qualname__}"
        return RuleOutcome(rule, severity, Outcome.CRASHED, f"{type(fault).__name__} in {where}")
    if any(rows.any() for rows in failing.values()):
        return RuleOutcome(rule, severity, Outcome.FAILED, "", failing, checked)
    outcome = Outcome.SKIPPED if why else Outcome.PASSED
    return RuleOutcome(rule, severity, outcome, why, failing, checked)


def lacking(rule: Rule[Any], columns: ReturnColumns) -> str:
    """What a rule needs and was not sent, if anything, as the end of a sentence."""
    lacks = _absent(rule.needs, columns)
    if rule.previous:
        lacks += [f"{one} of last year" for one in _absent(rule.previous, columns.previous)]
    return f"without {', '.join(lacks)}" if lacks else ""


def _absent(needs: Mapping[str, Sequence[str]], columns: ReturnColumns) -> list[str]:
    absent = []
    for table, names in needs.items():
        if not columns.given(table):
            absent.append(table)
        else:
            absent += [f"{table}.{name}" for name in names if not columns.given(table, name)]
    return absent


def _checked(rule: Rule[Any], columns: ReturnColumns, table: str, rows: int) -> NDArray[np.bool_]:
    """Rows that a rule could be evaluated on: not those of which it cannot read a cell."""
    if rule.scope in {Scope.ROW, Scope.TABLE}:
        return columns.readable(table, *rule.fields[table])
    return np.ones(rows, dtype=bool)
