"""The rows of one table into kept and set aside, with all reasons and what was asked of them.

Here: what severity does to a row or cell. Not here: what is wrong with a row (``contract``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.validation.cells import CellType, read
from ae_pipeline.validation.failures import failing_rows
from ae_pipeline.validation.findings import FILE_COLUMN, FINDING_COLUMNS, ROW_COLUMN, Severity
from ae_pipeline.validation.verdict import LEDGER_COLUMNS, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ae_pipeline.validation.contract import Question, TableContract, YearContract


class RowsLostError(Exception):
    """Accepted and quarantined rows are not the rows that were read: a fault of ours."""


@dataclass(frozen=True)
class _Answer:
    """What the rows answered to one question.

    Attributes:
        failing: rows that break the rule.
        asked: rows that could be asked.
    """

    question: Question
    severity: Severity
    failing: NDArray[np.bool_]
    asked: NDArray[np.bool_]


def split(
    contract: TableContract,
    rows: pd.DataFrame,
    specification: str,
    *,
    return_name: str,
    severities: Mapping[str, Severity] | None = None,
) -> Verdict:
    """Judge the rows of one table, and part those that can be used from those that cannot.

    A row is set aside if it breaks any rule of severity REJECT. A kept row loses each cell that
    breaks a rule about that cell alone. A rule about several cells is not asked of a row where
    one of them could not be read: the row answers for that cell already. An unreadable cell is
    not also reported as missing.

    Args:
        contract: of the table.
        rows: text cells under official names, ``_file`` and ``_row``; any index. A column that
            is absent counts as empty, one that the contract does not know is ignored.
        specification: year whose codes and rules hold.
        return_name: for the findings.
        severities: by rule, where the deployment differs from the house.

    Raises:
        ValueError: if a rule that protects the key is to be softened.
        RowsLostError: if rows went missing on the way.
    """
    year = contract.year(specification)
    severities = severities or {}
    _refuse_softened_keys(contract, specification, severities)
    text = rows.reset_index(drop=True)
    typed, unreadable = _typed(contract, text)
    answers = _ask(year, typed, unreadable, severities)
    rejected = np.zeros(len(text), dtype=bool)
    for answer in answers:
        if answer.severity is Severity.REJECT:
            rejected |= answer.failing
    kept = _blanked(typed, answers)[~rejected].reset_index(drop=True)
    aside = text[rejected].reset_index(drop=True)
    if len(kept) + len(aside) != len(rows):
        raise RowsLostError(
            f"{contract.table}: read {len(rows)} rows, kept {len(kept)}, set aside {len(aside)}"
        )
    return Verdict(
        accepted=kept,
        quarantined=aside,
        findings=_findings(contract.table, answers, text, return_name, specification),
        ledger=_ledger(contract.table, answers, specification),
    )


def _refuse_softened_keys(
    contract: TableContract, specification: str, severities: Mapping[str, Severity]
) -> None:
    fixed = contract.always_rejected(specification)
    softened = sorted(
        code
        for code, severity in severities.items()
        if code in fixed and severity is not Severity.REJECT
    )
    if softened:
        raise ValueError(
            f"{contract.table}: {', '.join(softened)} must reject, for a row without a usable key "
            "cannot be kept. Remove it from the configured severities."
        )


def _typed(
    contract: TableContract, text: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, NDArray[np.bool_]]]:
    """Typed columns in the contract's order, and by column which cells could not be read."""
    empty = pd.Series(None, index=text.index, dtype="str")
    columns: dict[str, pd.Series] = {}
    unreadable: dict[str, NDArray[np.bool_]] = {}
    for name, cell_type in contract.types.items():
        column = read(text.get(name, empty), cell_type)
        columns[name] = column.typed
        if cell_type is not CellType.TEXT and column.unreadable.any():
            unreadable[name] = column.unreadable
    source = {FILE_COLUMN: text[FILE_COLUMN].astype("str"), ROW_COLUMN: text[ROW_COLUMN]}
    return pd.DataFrame({**columns, **source}, index=text.index), unreadable


def _ask(
    year: YearContract,
    typed: pd.DataFrame,
    unreadable: Mapping[str, NDArray[np.bool_]],
    severities: Mapping[str, Severity],
) -> list[_Answer]:
    failed = failing_rows(year, typed)
    answers = []
    none, every = np.zeros(len(typed), dtype=bool), np.ones(len(typed), dtype=bool)
    for question in year.questions:
        columns = question.info.columns
        failing, asked = failed.get(question.name, none), every
        unread = [unreadable[column] for column in columns if column in unreadable]
        if unread and question.blanks:
            failing = failing | unread[0]
        elif unread:
            readable = ~np.logical_or.reduce(unread)
            failing = failing & readable
            asked = every if question.cell else readable
        severity = severities.get(question.info.code, question.info.severity)
        answers.append(_Answer(question, severity, failing, asked))
    return answers


def _blanked(typed: pd.DataFrame, answers: Sequence[_Answer]) -> pd.DataFrame:
    """The rows without the cells that broke a rule of their own."""
    changed = {}
    for answer in answers:
        if answer.question.blanks and answer.failing.any():
            (column,) = answer.question.info.columns
            changed[column] = typed[column].mask(answer.failing)
    return typed.assign(**changed)


def _findings(
    table: str,
    answers: Sequence[_Answer],
    text: pd.DataFrame,
    return_name: str,
    specification: str,
) -> pd.DataFrame:
    """One line per row, rule and column, in the order of the rows."""
    lines: dict[tuple[str, str], tuple[_Answer, NDArray[np.bool_]]] = {}
    for answer in answers:
        if answer.failing.any():
            for column in answer.question.info.columns:
                code = answer.question.info.code
                first, known = lines.get((code, column), (answer, answer.failing))
                lines[code, column] = first, known | answer.failing
    positions = [np.flatnonzero(failing) for _, failing in lines.values()]
    position = np.concatenate([*positions, np.array([], dtype=np.intp)])
    line = np.repeat(np.arange(len(lines)), [len(part) for part in positions])
    order = np.lexsort((line, position))
    position, line = position[order], line[order]

    def said(values: list[str]) -> pd.Series[str]:
        return pd.Series(values, dtype="str").take(line).reset_index(drop=True)

    infos = [(answer.question.info, answer.severity) for answer, _ in lines.values()]
    findings = {
        "return": said([return_name] * len(lines)),
        "table": said([table] * len(lines)),
        "file": text[FILE_COLUMN].astype("str").take(position).reset_index(drop=True),
        "row": text[ROW_COLUMN].take(position).astype("int64").reset_index(drop=True),
        "column": said([column for _, column in lines]),
        "rule": said([code for code, _ in lines]),
        "severity": said([str(severity) for _, severity in infos]),
        "dimension": said([str(info.dimension) for info, _ in infos]),
        "specification": said([specification] * len(lines)),
    }
    return pd.DataFrame(findings, columns=list(FINDING_COLUMNS))


def _ledger(table: str, answers: Sequence[_Answer], specification: str) -> pd.DataFrame:
    """One line per rule, in the order of the contract; a rule of many columns counts rows once."""
    by_rule: dict[str, list[_Answer]] = {}
    for answer in answers:
        by_rule.setdefault(answer.question.info.code, []).append(answer)
    lines = [
        (
            table,
            code,
            str(parts[0].severity),
            str(parts[0].question.info.dimension),
            specification,
            _count([part.asked for part in parts]),
            _count([part.failing for part in parts]),
        )
        for code, parts in by_rule.items()
    ]
    ledger = pd.DataFrame(lines, columns=list(LEDGER_COLUMNS))
    return ledger.astype(
        {name: "int64" if name.startswith("rows_") else "str" for name in LEDGER_COLUMNS}
    )


def _count(masks: Sequence[NDArray[np.bool_]]) -> int:
    """Rows that any of the masks marks."""
    return int(np.logical_or.reduce(masks).sum())
