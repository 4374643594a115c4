"""The contract of one table: its Pandera model, and the rules that model and row rules make.

Here: how model, code lists and rules come together, for any return. A column's declaration in the
model is the one place that says what its cells must be; the rules of each year follow from it.
Not here: any return's tables, or what becomes of rows that break the contract (``engine``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ae_pipeline.validation.fields import CELL, Cell
from ae_pipeline.validation.findings import Dimension, Severity
from ae_pipeline.validation.keys import DUPLICATE, KEY_CONFLICT, conflicting, repeated
from ae_pipeline.validation.pandera_schema import schema_of
from ae_pipeline.validation.rule import Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy as np
    import pandera.pandas as pa
    from numpy.typing import NDArray

    from ae_pipeline.validation.cells import CellType
    from ae_pipeline.validation.columns import Mask, ReturnColumns


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
    rules: Iterable[Rule[Any]] = ()
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

    def rules_in(self, specification: str) -> tuple[Rule[Any], ...]:
        """The rules of one specification year: of cells, of the key, then of rows; built once."""
        return _rules_in(self, specification)

    def schema(self, specification: str) -> pa.DataFrameSchema:
        """The contract of one year as a Pandera schema of typed rows, whose checks are the rules.

        For notebooks and other programs: ``schema("2025-26").validate(rows, lazy=True)``. Its
        errors name rules and say how many rows break one, never a cell.
        """
        rules = self.rules_in(specification)
        return schema_of(self.model, rules, self.table, self.types, specification)

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
def _rules_in(contract: TableContract, specification: str) -> tuple[Rule[Any], ...]:
    rules = (
        *(
            rule
            for name, cell in contract.cells.items()
            for rule in _of_cell(contract.table, name, cell, specification)
        ),
        _of_key(
            contract,
            DUPLICATE,
            repeated,
            "Repeats an earlier row in every cell: send each row once.",
        ),
        _of_key(
            contract,
            contract.conflict_rule(specification),
            conflicting,
            "Another row has the same key and says otherwise: keep the one that is right.",
        ),
        *(rule for rule in contract.rules if rule.holds_in(specification)),
    )
    _insist_on_one_meaning(contract.table, rules)
    return rules


def _of_cell(table: str, name: str, cell: Cell, specification: str) -> Iterator[Rule[Any]]:
    """What a cell must be: not empty where one is required, and of use where it is filled."""

    def missing(columns: ReturnColumns) -> dict[str, Mask]:
        empty = columns.complete(table)[name].isna().to_numpy(dtype=bool)
        return {table: empty & columns.readable(table, name)}

    def unusable(columns: ReturnColumns) -> dict[str, Mask]:
        usable = cell.usable(columns.complete(table)[name], specification)
        return {table: ~(usable & columns.readable(table, name))}

    if cell.required:
        yield Rule(
            code=cell.missing,
            scope=Scope.CELL,
            fields={table: (name,)},
            message=f"{name} is empty: it must be {cell.expected}.",
            failing=missing,
            dimension=_dimension_of_missing(cell),
            severity=cell.missing_severity,
        )
    if cell.rule is not None:
        yield Rule(
            code=cell.rule,
            scope=Scope.CELL,
            fields={table: (name,)},
            message=f"{name} cannot be used: it must be {cell.expected}.",
            failing=unusable,
            dimension=Dimension.VALIDITY,
            severity=cell.severity,
            blanks=True,
        )


def _of_key(
    contract: TableContract, code: str, fails: Callable[..., NDArray[np.bool_]], message: str
) -> Rule[Any]:
    """How rows of one key must stand to one another."""
    table, key, names = contract.table, contract.key, tuple(contract.cells)

    def sharing_a_key(columns: ReturnColumns) -> dict[str, Mask]:
        rows = columns.complete(table).join(columns.source(table))
        return {table: fails(rows, key, names) & columns.readable(table, *key)}

    return Rule(
        code=code,
        scope=Scope.TABLE,
        fields={table: key},
        message=message,
        failing=sharing_a_key,
        dimension=Dimension.UNIQUENESS,
        severity=Severity.REJECT,
    )


def _dimension_of_missing(cell: Cell) -> Dimension:
    """An official rule that speaks of "invalid or blank" is one rule, and has one dimension."""
    return Dimension.VALIDITY if cell.missing == cell.rule else Dimension.COMPLETENESS


def _insist_on_one_meaning(table: str, rules: Iterable[Rule[Any]]) -> None:
    """The ledger has one line per rule, so a rule has one severity and one dimension."""
    stated: dict[str, tuple[Severity, Dimension]] = {}
    for rule in rules:
        meaning = (rule.severity, rule.dimension)
        if stated.setdefault(rule.code, meaning) != meaning:
            raise ValueError(f"{table}: rule {rule.code} has two severities or dimensions")
