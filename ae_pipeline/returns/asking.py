"""One rule of a contract asked of text tables by its code, for any return.

Here: the rules that ask of a table's own cells, rows and key. Not here: rules across tables and
years, which a return asks in its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.validation.cells import read
from ae_pipeline.validation.findings import FILE_COLUMN, ROW_COLUMN
from ae_pipeline.validation.keys import DUPLICATE, conflicting, repeated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from ae_pipeline.validation.cells import ReadColumn
    from ae_pipeline.validation.contract import TableContract

Contracts: TypeAlias = "Mapping[str, TableContract]"
Positions: TypeAlias = "dict[str, list[int]]"
"""By table, positions of rows from 0, ascending."""


class UnknownRuleError(PipelineError):
    """No rule of any year has this code."""


class RuleNotInForceError(PipelineError):
    """The rule is not one of this specification year."""


def ask(
    code: str, contracts: Contracts, tables: Mapping[str, pd.DataFrame], specification: str
) -> Positions | None:
    """The rows that a rule implicates, by table; none where it cannot be asked of what was given.

    Raises:
        ValueError: if there is no such table.
        UnknownRuleError: if no year has such a rule.
        RuleNotInForceError: if this year has none.
    """
    if unknown := sorted(set(tables) - set(contracts)):
        raise ValueError(
            f"there is no table {', '.join(unknown)}: choose from {', '.join(contracts)}"
        )
    if code not in codes(contracts, specification):
        if code in codes(contracts, None):
            raise RuleNotInForceError(f"Specification {specification} has no rule {code}.")
        raise UnknownRuleError(f"There is no rule {code!r}. Rules are named by their code.")
    answers = {
        table: answer
        for table, contract in contracts.items()
        if table in tables
        and contract.since <= specification
        and (answer := _breaking(code, contract, tables[table], specification)) is not None
    }
    return {table: np.flatnonzero(rows).tolist() for table, rows in answers.items()} or None


def codes(contracts: Contracts, specification: str | None) -> frozenset[str]:
    """Codes of all rules of a specification, or of any."""
    return frozenset(
        question.info.code
        for contract in contracts.values()
        if specification is None or contract.since <= specification
        for question in contract.year(specification or contract.since).questions
    ) | frozenset(
        rule.info.code
        for contract in contracts.values()
        if specification is None
        for rule in contract.rules
    )


def _breaking(
    code: str, contract: TableContract, rows: pd.DataFrame, specification: str
) -> NDArray[np.bool_] | None:
    """Rows of one table that break a rule of its contract; none where it cannot be asked of it."""
    infos = [q.info for q in contract.year(specification).questions if q.info.code == code]
    if not any(set(info.columns) <= set(rows.columns) for info in infos):
        return None
    columns = {name: _typed(rows, name, contract) for name in contract.cells}
    typed = pd.DataFrame({name: column.typed for name, column in columns.items()})
    given = [name for name in typed.columns if name in rows.columns]
    failing = breaking_cells_and_rows(
        code, contract, specification, typed[given], lambda name: columns[name].unreadable
    )
    if code in {DUPLICATE, contract.conflict_rule(specification)}:
        failing |= sharing_a_key(code, contract, typed)
    return failing


def breaking_cells_and_rows(
    code: str,
    contract: TableContract,
    specification: str,
    typed: pd.DataFrame,
    unreadable: Callable[[str], NDArray[np.bool_]],
) -> NDArray[np.bool_]:
    """Rows that break a rule of a contract by a cell of theirs, or by several together.

    Args:
        code: of the rule.
        contract: of the table.
        specification: year whose codes and rules hold.
        typed: columns. Where one is absent, what the rule asks of it is not asked.
        unreadable: by column, which cells could not be read as its type.
    """
    failing = np.zeros(len(typed), dtype=bool)
    given = set(typed.columns)
    for name, cell in contract.cells.items():
        if name not in given:
            continue
        if cell.required and cell.missing == code:
            failing |= typed[name].isna().to_numpy(dtype=bool) & ~unreadable(name)
        if cell.rule == code:
            failing |= ~cell.usable(typed[name], specification) | unreadable(name)
    for rule in contract.rules:
        asked = given.issuperset(rule.info.columns)
        if rule.info.code == code and asked and rule.holds_in(specification):
            unread = [unreadable(name) for name in rule.info.columns]
            answer = rule.failing(typed).to_numpy(dtype=bool, na_value=False)
            failing |= answer & ~np.logical_or.reduce(unread)
    return failing


def sharing_a_key(code: str, contract: TableContract, typed: pd.DataFrame) -> NDArray[np.bool_]:
    """Rows that share their key, where the code asks about that: repeated, or conflicting."""
    placed = typed.copy()
    placed[FILE_COLUMN], placed[ROW_COLUMN] = "", np.arange(len(typed))
    fails = repeated if code == DUPLICATE else conflicting
    return fails(placed, contract.key, tuple(contract.cells))


def _typed(rows: pd.DataFrame, name: str, contract: TableContract) -> ReadColumn:
    """A column as its contract types it, from cells of any dtype; empty where there is none."""
    cells: pd.Series[Any] = (
        rows[name].reset_index(drop=True)
        if name in rows.columns
        else pd.Series(None, index=range(len(rows)), dtype="str")
    )
    text = cells.where(cells.isna(), cells.astype("str"))
    return read(pd.Series(text, dtype="str"), contract.types[name])
