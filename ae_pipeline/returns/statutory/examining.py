"""All statutory rules of a return asked at once: who passed, what failed, and what could not be.

Here: from rules and evidence to answers, and from answers to findings and ledger. Not here: one
rule asked by its code (``evaluation``), the rules of a contract (``validation.split``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.returns.statutory.links import CannotAsk, as_flags
from ae_pipeline.validation.findings import FILE_COLUMN, FINDING_COLUMNS, ROW_COLUMN
from ae_pipeline.validation.verdict import LEDGER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from ae_pipeline.returns.statutory.evidence import Evidence
    from ae_pipeline.returns.statutory.rule import E, StatutoryRule
    from ae_pipeline.validation.findings import RuleInfo, Severity


class Outcome(StrEnum):
    """What became of a rule that was asked."""

    PASSED = "passed"
    FAILED = "failed"
    """Some row breaks it."""
    SKIPPED = "skipped"
    """It could not be asked: a table, a column or a list that it needs is not there."""
    CRASHED = "crashed"
    """A fault of ours: the rule broke down. Its answer is not known."""


@dataclass(frozen=True, eq=False)
class Answer:
    """What one statutory rule says of a return.

    Attributes:
        code: of the rule.
        severity: what a row that breaks it meets.
        infos: what the rule says of itself, once for each table whose rows it implicates.
        outcome: what became of it.
        why: what is not there, of a rule that was skipped; where it broke down, of one that
            crashed. Never a value of a row.
        failing: by table, one truth per row; empty unless it passed or failed.
    """

    code: str
    severity: Severity
    infos: tuple[RuleInfo, ...]
    outcome: Outcome
    why: str = ""
    failing: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)


def examine(rules: Iterable[StatutoryRule[E]], evidence: E) -> tuple[Answer, ...]:
    """Ask every rule of the evidence. A rule that breaks down is told as crashed, never passed."""
    return tuple(_answer(rule, evidence) for rule in rules)


def _answer(rule: StatutoryRule[E], evidence: E) -> Answer:
    def answer(outcome: Outcome, why: str = "", **rows: Any) -> Answer:
        return Answer(rule.code, rule.severity, rule.infos, outcome, why, **rows)

    try:
        if lacking := _lacking(rule, evidence):
            return answer(Outcome.SKIPPED, lacking)
        failing = {table: as_flags(rows) for table, rows in rule.failing(evidence).items()}
    except CannotAsk as absent:
        return answer(Outcome.SKIPPED, f"without {absent}")
    except Exception as fault:  # noqa: BLE001 - one rule's fault must not hide what the others find
        # The message of a fault may hold a cell's value: only its kind is told.
        where = f"{rule.failing.__module__}.{rule.failing.__qualname__}"
        return answer(Outcome.CRASHED, f"{type(fault).__name__} in {where}")
    failed = any(rows.any() for rows in failing.values())
    return answer(Outcome.FAILED if failed else Outcome.PASSED, failing=failing)


def _lacking(rule: StatutoryRule[E], evidence: E) -> str:
    """What a rule needs and was not given, if anything."""
    lacks = _absent(rule.needs, evidence)
    if rule.previous:
        before = _absent(rule.previous, evidence.previous)
        lacks += [f"{one} of last year" for one in before]
    return f"without {', '.join(lacks)}" if lacks else ""


def _absent(needs: Mapping[str, Sequence[str]], evidence: Evidence) -> list[str]:
    absent = []
    for table, columns in needs.items():
        if not evidence.given(table):
            absent.append(table)
        else:
            absent += [f"{table}.{name}" for name in columns if not evidence.given(table, name)]
    return absent


def findings(
    answers: Iterable[Answer],
    tables: Mapping[str, pd.DataFrame],
    *,
    return_name: str,
    specification: str,
    severities: Mapping[str, Severity] | None = None,
) -> pd.DataFrame:
    """One line per row, rule and column, rule by rule.

    Args:
        answers: of the rules.
        tables: the rows that they were asked of, with ``_file`` and ``_row``.
        return_name: for the findings.
        specification: year whose rules they are.
        severities: by rule, where the deployment differs from the house.

    Returns:
        ``FINDING_COLUMNS``.
    """
    lines: list[tuple[RuleInfo, str]] = []
    parts: list[tuple[pd.DataFrame, NDArray[np.intp]]] = []
    for info, rows in _failures(answers):
        for column in info.columns:
            lines.append((info, column))
            parts.append((tables[info.table], np.flatnonzero(rows)))
    times = [len(positions) for _, positions in parts]

    def said(values: list[str]) -> pd.Series[str]:
        return pd.Series(values, dtype="str").take(np.repeat(np.arange(len(times)), times))

    def of_rows(column: str, dtype: str) -> pd.Series[Any]:
        read: pd.Series[Any] = pd.Series([], dtype=dtype)
        if parts:
            read = pd.concat([rows[column].take(at) for rows, at in parts])
        return read

    severities = severities or {}
    columns: dict[str, pd.Series[Any]] = {
        "return": said([return_name] * len(lines)),
        "table": said([info.table for info, _ in lines]),
        "file": of_rows(FILE_COLUMN, "str").astype("str"),
        "row": of_rows(ROW_COLUMN, "int64").astype("int64"),
        "column": said([column for _, column in lines]),
        "rule": said([info.code for info, _ in lines]),
        "severity": said([str(severities.get(i.code, i.severity)) for i, _ in lines]),
        "dimension": said([str(info.dimension) for info, _ in lines]),
        "specification": said([specification] * len(lines)),
    }
    plain = [cells.reset_index(drop=True) for cells in columns.values()]
    return pd.DataFrame(dict(zip(columns, plain, strict=True)), columns=list(FINDING_COLUMNS))


def joined(by_contract: pd.DataFrame, across: pd.DataFrame) -> pd.DataFrame:
    """The findings of a contract and of rules over tables: one line per row, rule and column.

    Where both find a cell by one code, it is told as the contract tells it.
    """
    twice = across["rule"].isin(by_contract["rule"].unique())
    if not twice.any():
        return pd.concat([by_contract, across], ignore_index=True)
    known = by_contract[by_contract["rule"].isin(across.loc[twice, "rule"].unique())]
    place = ["table", "file", "row", "column", "rule"]
    both = pd.concat([known, across[twice]]).duplicated(place).to_numpy()[len(known) :]
    new = ~twice.to_numpy()
    new[~new] = ~both
    return pd.concat([by_contract, across[new]], ignore_index=True)


def ledger(
    answers: Iterable[Answer], specification: str, severities: Mapping[str, Severity] | None = None
) -> pd.DataFrame:
    """One line per rule and table whose rows it could implicate, of rules that were asked.

    Returns:
        ``LEDGER_COLUMNS``: every row of the table counts as checked.
    """
    severities = severities or {}
    lines = [
        (
            info.table,
            info.code,
            str(severities.get(info.code, info.severity)),
            str(info.dimension),
            specification,
            len(rows),
            int(rows.sum()),
        )
        for info, rows in _asked(answers)
    ]
    return pd.DataFrame(lines, columns=list(LEDGER_COLUMNS)).astype(
        {name: "int64" if name.startswith("rows_") else "str" for name in LEDGER_COLUMNS}
    )


def _asked(answers: Iterable[Answer]) -> list[tuple[RuleInfo, NDArray[np.bool_]]]:
    return [
        (info, answer.failing[info.table])
        for answer in answers
        for info in answer.infos
        if info.table in answer.failing
    ]


def _failures(answers: Iterable[Answer]) -> list[tuple[RuleInfo, NDArray[np.bool_]]]:
    return [(info, rows) for info, rows in _asked(answers) if rows.any()]
