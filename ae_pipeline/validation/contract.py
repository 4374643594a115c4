"""The contract of one table: its Pandera model, its row rules, and the schema of each year.

Here: how model, code lists and rules come together, for any return. Not here: any return's
tables, or what becomes of rows that break the contract (``split``).
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa

from ae_pipeline.validation.fields import CELL, Cell
from ae_pipeline.validation.findings import Dimension, RuleInfo, Severity
from ae_pipeline.validation.keys import DUPLICATE, KEY_CONFLICT, conflicting, repeated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from ae_pipeline.validation.cells import CellType
    from ae_pipeline.validation.rules import RowRule


@dataclass(frozen=True)
class Question:
    """One thing that a schema asks of every row: a rule about certain columns.

    Attributes:
        info: the rule; its columns are those that this question is about.
        blanks: whether a row that is kept all the same loses the cell.
        cell: whether it is about a single cell, so also about one that could not be read.
    """

    name: str
    info: RuleInfo
    blanks: bool = False
    cell: bool = True


@dataclass(frozen=True)
class YearContract:
    """A table's contract in one specification year.

    Attributes:
        schema: what Pandera validates typed rows by; its checks carry the questions' names.
        questions: everything asked, in the order of columns, then key, then row rules.
    """

    schema: pa.DataFrameSchema
    questions: tuple[Question, ...]
    unreadable: dict[str, str]
    """By column, the name of the question that an unreadable cell answers wrongly."""
    missing: dict[str, str]
    """By column, the name of the question that an empty cell answers wrongly."""


@dataclass(frozen=True, eq=False)
class TableContract:
    """What a return's table must be.

    Attributes:
        table: official name.
        asset: name in asset keys and the lake.
        model: columns in order, with types, codes, formats and key.
        rules: about the cells of one row.
        since: first specification year that has the table.
        conflict: since when (specification year) rows that share a key and differ break which
            rule.
    """

    table: str
    asset: str
    model: type[pa.DataFrameModel]
    rules: Iterable[RowRule] = ()
    since: str = ""
    conflict: tuple[tuple[str, str], ...] = field(default=(("", KEY_CONFLICT),))

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The model's declaration of each column, by official name, in the contract's order.

        Read from the model as it is: to make Pandera's schemas of all returns takes two seconds.
        """
        declared = vars(self.model)
        return {column: declared[attribute] for column, attribute in self.names.items()}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """What each column's cells must be, by official name, in the contract's order."""
        return {name: field.metadata[CELL] for name, field in self.fields.items()}

    @cached_property
    def descriptions(self) -> dict[str, str]:
        """What each column means, by official name, in the contract's order."""
        return {name: str(field.description) for name, field in self.fields.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """What each column is called inside, by official name: the model's attribute."""
        attributes = (name for name in self.model.__annotations__ if not name.startswith("_"))
        return {str(getattr(self.model, name)): name for name in attributes}

    @property
    def types(self) -> dict[str, CellType]:
        """The type of each column."""
        return {name: cell.cell_type for name, cell in self.cells.items()}

    @property
    def key(self) -> tuple[str, ...]:
        """Official names of the columns that identify a row."""
        return tuple(name for name, cell in self.cells.items() if cell.key)

    def year(self, specification: str) -> YearContract:
        """The contract in one specification year; built once."""
        return _year(self, specification)

    def always_rejected(self, specification: str) -> frozenset[str]:
        """Rules that no deployment can soften: a row that breaks one has no usable key."""
        codes = {DUPLICATE, self.conflict_rule(specification)}
        for name in self.key:
            cell = self.cells[name]
            codes |= {cell.missing} | ({cell.rule} if cell.rule else set())
        return frozenset(codes)

    def conflict_rule(self, specification: str) -> str:
        """The rule that rows break which share a key and differ."""
        return [code for since, code in self.conflict if since <= specification][-1]


@cache
def _year(contract: TableContract, specification: str) -> YearContract:
    schema = deepcopy(contract.model.to_schema())  # Pandera hands out the same one every time
    questions: list[Question] = []
    unreadable: dict[str, str] = {}
    missing: dict[str, str] = {}
    for name, cell in contract.cells.items():
        if cell.required:
            missing[name] = f"missing {name}"
            info = RuleInfo(
                cell.missing,
                contract.table,
                (name,),
                cell.missing_severity,
                _dimension_of_missing(cell),
                f"{name} is empty: it must be {cell.expected}.",
            )
            questions.append(Question(missing[name], info))
        if cell.rule is not None:
            unreadable[name] = f"unusable {name}"
            info = RuleInfo(
                cell.rule,
                contract.table,
                (name,),
                cell.severity,
                Dimension.VALIDITY,
                f"{name} cannot be used: it must be {cell.expected}.",
            )
            questions.append(Question(unreadable[name], info, blanks=True))
            check = _check(
                unreadable[name], partial(_cell_fails, cell=cell, specification=specification)
            )
            schema.columns[name].checks = [check]
    table_checks = []
    for code, fails, message in (
        (DUPLICATE, repeated, "Repeats an earlier row in every cell: send each row once."),
        (
            contract.conflict_rule(specification),
            conflicting,
            "Another row has the same key and says otherwise: keep the one that is right.",
        ),
    ):
        info = RuleInfo(
            code, contract.table, contract.key, Severity.REJECT, Dimension.UNIQUENESS, message
        )
        question = Question(f"key {code}", info, cell=False)
        questions.append(question)
        function = partial(fails, key=contract.key, columns=tuple(contract.cells))
        table_checks.append(_check(question.name, function))
    for number, rule in enumerate(contract.rules):
        if rule.holds_in(specification):
            question = Question(f"row {number} {rule.info.code}", rule.info, cell=False)
            questions.append(question)
            table_checks.append(_check(question.name, partial(_row_fails, rule=rule)))
    schema.checks = table_checks
    _insist_on_one_meaning(contract.table, questions)
    return YearContract(schema, tuple(questions), unreadable, missing)


def _dimension_of_missing(cell: Cell) -> Dimension:
    """An official rule that speaks of "invalid or blank" is one rule, and has one dimension."""
    return Dimension.VALIDITY if cell.missing == cell.rule else Dimension.COMPLETENESS


def _cell_fails(values: pd.Series[Any], cell: Cell, specification: str) -> NDArray[np.bool_]:
    return ~cell.usable(values, specification)


def _row_fails(rows: pd.DataFrame, rule: RowRule) -> NDArray[np.bool_]:
    return rule.failing(rows).to_numpy(dtype=bool, na_value=False)


def _check(name: str, fails: Callable[..., NDArray[np.bool_]]) -> pa.Check:
    """A check whose failing cells Pandera cannot copy into its messages.

    Pandera gathers the failing values only where a check's answer has the index of what was
    checked. The answers here never have, so it keeps the answer alone: no value of a record
    enters an exception, and a row that fails costs what a row that passes costs.
    """

    def answer(checked: pd.Series[Any] | pd.DataFrame) -> pd.Series[Any]:
        passing = ~fails(checked)
        return pd.Series(passing, index=pd.RangeIndex(-len(passing), 0))

    return pa.Check(answer, name=name, ignore_na=False)


def _insist_on_one_meaning(table: str, questions: Iterable[Question]) -> None:
    """The ledger has one line per rule, so a rule has one severity and one dimension."""
    stated: dict[str, tuple[Severity, Dimension]] = {}
    for info in (question.info for question in questions):
        meaning = (info.severity, info.dimension)
        if stated.setdefault(info.code, meaning) != meaning:
            raise ValueError(f"{table}: rule {info.code} has two severities or dimensions")
