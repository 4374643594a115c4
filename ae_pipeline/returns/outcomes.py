"""What became of every rule of a return: asked by its contract, over its tables, or not at all.

Here: one line per code. Not here: how rules are asked, or which rows break them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.returns.statutory.examining import Outcome
from ae_pipeline.validation.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.statutory.examining import Answer

_GRAVEST = (Outcome.CRASHED, Outcome.FAILED, Outcome.PASSED, Outcome.SKIPPED)


@dataclass(frozen=True)
class RuleOutcome:
    """What became of one rule.

    Attributes:
        code: of the rule.
        severity: the gravest that a row can meet by it.
        outcome: failed if any row of any table breaks it; skipped if it could be asked of none.
        why: why it was skipped, or where it crashed.
    """

    code: str
    severity: Severity
    outcome: Outcome
    why: str = ""


def outcomes_of(
    source: Return,
    specification: str,
    ledger: pd.DataFrame,
    answers: Iterable[Answer],
    given: Mapping[str, pd.DataFrame],
) -> tuple[RuleOutcome, ...]:
    """One line per code, in the order in which rules were asked.

    Args:
        source: the return.
        specification: year whose rules were asked.
        ledger: ``LEDGER_COLUMNS``, of all tables' contracts.
        answers: of the rules over tables.
        given: the tables and columns that were sent. Of others the contract found nothing, unless
            that they are empty.
    """
    found: dict[str, list[RuleOutcome]] = {}
    lacking = {
        table: _lacking(source, table, specification, given)
        for table in source.tables_in(specification)
    }
    for table, code, severity, failed in zip(
        *(ledger[name] for name in ("table", "rule", "severity", "rows_failed")), strict=True
    ):
        why = lacking[table].get(code, "")
        outcome = Outcome.SKIPPED if why else Outcome.PASSED
        if failed:
            outcome, why = Outcome.FAILED, ""
        found.setdefault(code, []).append(RuleOutcome(code, Severity(severity), outcome, why))
    for answer in answers:
        told = RuleOutcome(answer.code, answer.severity, answer.outcome, answer.why)
        found.setdefault(answer.code, []).append(told)
    for code, why in source.undefined(specification).items():
        found[code] = [RuleOutcome(code, Severity.WARN, Outcome.SKIPPED, why)]
    return tuple(_together(parts) for parts in found.values())


def _lacking(
    source: Return, table: str, specification: str, given: Mapping[str, pd.DataFrame]
) -> dict[str, str]:
    """By code of a table's contract that could be asked of no columns: what was not sent."""
    columns = set(given[table].columns) if table in given else set()
    lacking: dict[str, str] = {}
    asked: set[str] = set()
    for info in source.rules(table, specification):
        absent = [name for name in info.columns if name not in columns]
        if not absent:
            asked.add(info.code)
        named = ", ".join(f"{table}.{name}" for name in absent) if columns else table
        lacking.setdefault(info.code, f"without {named}")
    return {code: why for code, why in lacking.items() if code not in asked}


def by_severity(
    rules: Sequence[RuleOutcome],
) -> dict[Severity, Counter[Outcome]]:
    """How many rules of each severity passed, failed, were skipped or crashed."""
    return {
        severity: Counter(rule.outcome for rule in rules if rule.severity is severity)
        for severity in Severity
    }


def _together(parts: Sequence[RuleOutcome]) -> RuleOutcome:
    """What several tables, or contract and statutory rule, say under one code."""
    severity = min((part.severity for part in parts), key=list(Severity).index)
    outcome = min((part.outcome for part in parts), key=_GRAVEST.index)
    whys = dict.fromkeys(part.why for part in parts if part.outcome is outcome and part.why)
    return RuleOutcome(parts[0].code, severity, outcome, "; ".join(whys))
