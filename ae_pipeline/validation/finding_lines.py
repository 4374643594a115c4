"""Outcomes written down as findings: one line per row, rule and column.

Here: the lines and their order. Not here: the vocabulary of a finding (``findings``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.validation.findings import FILE_COLUMN, FINDING_COLUMNS, ROW_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from ae_pipeline.validation.outcome import RuleOutcome

_NOWHERE = np.array([], dtype=np.intp)


@dataclass(frozen=True)
class _Lines:
    """One column of a table that rows fail by one code."""

    table: str
    column: str
    outcome: RuleOutcome
    failing: NDArray[np.bool_]


@dataclass(frozen=True)
class _Ordered:
    """Findings in order: of each, the number of its lines and the position of its row."""

    lines: Sequence[_Lines]
    line: NDArray[np.intp]
    position: NDArray[np.intp]


def findings(
    of_tables: Mapping[str, Sequence[RuleOutcome]],
    over_tables: Iterable[RuleOutcome],
    sources: Mapping[str, pd.DataFrame],
    return_name: str,
    specification: str,
) -> pd.DataFrame:
    """All findings: those of contracts table by table and row by row, then rule by rule the others.

    Where both find a cell by one code, it is stated once, as the contract states it.

    Args:
        of_tables: by table, outcomes of its contract's rules.
        over_tables: outcomes of rules over tables.
        sources: by table, file and row of each row.
        return_name: of the return.
        specification: year whose rules they are.

    Returns:
        ``FINDING_COLUMNS``.
    """
    by_contract = {table: _by_column(table, each) for table, each in of_tables.items()}
    stated = {
        (table, lines.outcome.rule.code, lines.column): lines.failing
        for table, each in by_contract.items()
        for lines in each
    }
    parts = [
        *(_in_order_of_rows(each) for each in by_contract.values()),
        _in_order_of_rules(_unstated(over_tables, stated)),
    ]
    lines = [each for part in parts for each in part.lines]
    firsts = np.cumsum([0, *(len(part.lines) for part in parts[:-1])])
    line = np.concatenate([part.line + first for part, first in zip(parts, firsts, strict=True)])

    def repeated(values: Iterable[str]) -> pd.Series[str]:
        return pd.Series(list(values), dtype="str").take(line).reset_index(drop=True)

    placed = _placed(lines, line, np.concatenate([part.position for part in parts]), sources)
    columns = {
        "return": repeated(return_name for _ in lines),
        "table": repeated(each.table for each in lines),
        "file": placed[FILE_COLUMN],
        "row": placed[ROW_COLUMN],
        "column": repeated(each.column for each in lines),
        "rule": repeated(each.outcome.rule.code for each in lines),
        "severity": repeated(str(each.outcome.severity) for each in lines),
        "dimension": repeated(str(each.outcome.rule.dimension) for each in lines),
        "specification": repeated(specification for _ in lines),
    }
    return pd.DataFrame(columns, columns=list(FINDING_COLUMNS))


def _by_column(table: str, outcomes: Iterable[RuleOutcome]) -> list[_Lines]:
    """What the rules of a contract find, together for each code and column."""
    lines: dict[tuple[str, str], _Lines] = {}
    for outcome in outcomes:
        rows = outcome.failing.get(table)
        if rows is None or not rows.any():
            continue
        code = outcome.rule.code
        for column in outcome.rule.fields[table]:
            first = lines.get((code, column), _Lines(table, column, outcome, rows))
            lines[code, column] = replace(first, failing=first.failing | rows)
    return list(lines.values())


def _unstated(
    outcomes: Iterable[RuleOutcome], stated: Mapping[tuple[str, str, str], NDArray[np.bool_]]
) -> list[_Lines]:
    """What rules over tables find, without the cells that a contract names by the same code."""
    lines = []
    for outcome in outcomes:
        for table, columns in outcome.rule.fields.items():
            rows = outcome.failing.get(table)
            if rows is None or not rows.any():
                continue
            for column in columns:
                known = stated.get((table, outcome.rule.code, column))
                left = rows if known is None else rows & ~known
                lines.append(_Lines(table, column, outcome, left))
    return lines


def _in_order_of_rules(lines: Sequence[_Lines]) -> _Ordered:
    positions = [np.flatnonzero(each.failing) for each in lines]
    position = np.concatenate([*positions, _NOWHERE])
    line = np.repeat(np.arange(len(lines), dtype=np.intp), [len(part) for part in positions])
    return _Ordered(lines, line, position)


def _in_order_of_rows(lines: Sequence[_Lines]) -> _Ordered:
    by_rule = _in_order_of_rules(lines)
    order = np.lexsort((by_rule.line, by_rule.position))
    return _Ordered(lines, by_rule.line[order], by_rule.position[order])


def _placed(
    lines: Sequence[_Lines],
    line: NDArray[np.intp],
    position: NDArray[np.intp],
    sources: Mapping[str, pd.DataFrame],
) -> pd.DataFrame:
    """File and row of each finding."""
    tables = list(sources)
    lengths = [len(sources[table]) for table in tables]
    firsts = dict(zip(tables, np.cumsum([0, *lengths[:-1]]), strict=True))
    of_line = np.array([firsts[each.table] for each in lines], dtype=np.intp)
    every = pd.concat(list(sources.values()), ignore_index=True)
    placed = every.take(of_line[line] + position).reset_index(drop=True)
    return placed.astype({FILE_COLUMN: "str", ROW_COLUMN: "int64"})
