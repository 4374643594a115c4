"""What a rule is, whatever it looks at, and the decorators that rules are written with.

Here: data and a function. Not here: any return's rules, how one is evaluated (``engine``), or the
rules that follow from a column's declaration (``contract``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

import pandas as pd

from ae_pipeline.validation.columns import Mask, ReturnColumns
from ae_pipeline.validation.findings import Dimension, RuleInfo, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.validation.codelist import CodeList

C = TypeVar("C", bound=ReturnColumns)
"""The typed columns of a return."""
ColumnNames: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""By official table name, official names of columns."""
Failing: TypeAlias = Callable[[C], Mapping[str, Mask]]
"""From the columns of a return to the rows that the rule implicates, by table."""
RowFailing: TypeAlias = Callable[[pd.DataFrame], "pd.Series[Any]"]
"""From typed rows to a boolean column under their index: true where the row breaks the rule.

Null counts as false: a rule that cannot be evaluated on a row is not broken by it."""
_LAST = "9999-99"
ALWAYS = ("", _LAST)


def since(specification: str) -> tuple[str, str]:
    """This specification year and all after it."""
    return (specification, _LAST)


def until(specification: str) -> tuple[str, str]:
    """This specification year and all before it."""
    return ("", specification)


class Scope(StrEnum):
    """How much a rule looks at to judge a row."""

    CELL = "cell"
    """One cell."""
    ROW = "row"
    """Several cells of one row: not evaluated where one of them could not be read."""
    TABLE = "table"
    """The key of a row and of all other rows of its table, likewise."""
    RETURN = "return"
    """Rows, tables and years: it names rows, and not which of them is wrong."""


class Kind(StrEnum):
    """What the collector does with a return that a rule finds something in."""

    ERROR = "error"
    """Must be put right, or agreed, before it is accepted."""
    QUERY = "query"
    """May be right: it is put right or explained."""


@dataclass(frozen=True, eq=False)
class Rule(Generic[C]):
    """A rule of the collector, or a local one.

    Attributes:
        code: the collector's code, or a local one (``AE-…``).
        scope: what it looks at.
        fields: what a finding points at: tables whose rows it implicates, and their columns.
        message: what is wrong and what to do; our own words, no value.
        failing: the rows that break it.
        dimension: the quality of the data that it is about.
        severity: what a failing row meets. A rule of scope RETURN only warns.
        blanks: whether a row that stays loses the cell.
        reads: further columns that it cannot be evaluated without.
        spares: columns, of either, that it can be evaluated without.
        previous: columns of last year's return that it cannot be evaluated without.
        years: first and last specification year that may have it in this form.
        official: the collector's codes by year; none where they do not decide.
        kind: what it is to the collector.
    """

    code: str
    scope: Scope
    fields: ColumnNames
    message: str
    failing: Failing[C]
    dimension: Dimension = Dimension.CONSISTENCY
    severity: Severity = Severity.WARN
    blanks: bool = False
    reads: ColumnNames = field(default_factory=dict)
    spares: ColumnNames = field(default_factory=dict)
    previous: ColumnNames = field(default_factory=dict)
    years: tuple[str, str] = ALWAYS
    official: CodeList | None = None
    kind: Kind = Kind.ERROR

    @property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """By table, every column of this year's return that it cannot be evaluated without."""
        read = {
            table: dict.fromkeys((*self.fields.get(table, ()), *self.reads.get(table, ())))
            for table in (*self.fields, *self.reads)
        }
        needed = {
            table: tuple(name for name in columns if name not in self.spares.get(table, ()))
            for table, columns in read.items()
        }
        return {table: columns for table, columns in needed.items() if columns}

    @property
    def infos(self) -> tuple[RuleInfo, ...]:
        """What it says of itself, once for each table whose rows it implicates."""
        return tuple(
            RuleInfo(self.code, table, columns, self.severity, self.dimension, self.message)
            for table, columns in self.fields.items()
        )

    def holds_in(self, specification: str) -> bool:
        """Whether a specification year has the rule in this form."""
        first, last = self.years
        has_code = self.official is None or self.code in self.official.valid_in(specification)
        return has_code and first <= specification <= last


class RuleBook:
    """The row rules of one table, in the order they are written."""

    def __init__(self, table: str) -> None:
        """Begin a book.

        Args:
            table: official name of the table whose rows the rules judge.
        """
        self.table = table
        self.rules: list[Rule[ReturnColumns]] = []

    def __iter__(self) -> Iterator[Rule[ReturnColumns]]:
        return iter(self.rules)

    def rule(
        self,
        code: str,
        columns: tuple[str, ...],
        message: str,
        *,
        severity: Severity = Severity.WARN,
        dimension: Dimension = Dimension.CONSISTENCY,
        since: str = "",
        until: str = _LAST,
    ) -> Callable[[RowFailing], RowFailing]:
        """Enter a function into the book as a rule.

        One code may be entered several times, for other columns or other years.

        Args:
            code: official code, or a local one.
            columns: official names of all columns the function reads.
            message: what is wrong and what to do; no value.
            severity: what a failing row meets.
            dimension: the quality of the data that it is about.
            since: first specification year that has it.
            until: last one.
        """

        def enter(failing: RowFailing) -> RowFailing:
            self.rules.append(
                Rule(
                    code=code,
                    scope=Scope.ROW,
                    fields={self.table: columns},
                    message=message,
                    failing=_on_rows(failing, self.table, columns),
                    dimension=dimension,
                    severity=severity,
                    years=(since, until),
                )
            )
            return failing

        return enter


def _on_rows(failing: RowFailing, table: str, names: tuple[str, ...]) -> Failing[ReturnColumns]:
    """A row's rule as a rule: rows of which a cell could not be read are left out."""

    @wraps(failing)
    def on_columns(columns: ReturnColumns) -> dict[str, Mask]:
        breaking = failing(columns.complete(table)).to_numpy(dtype=bool, na_value=False)
        return {table: breaking & columns.readable(table, *names)}

    return on_columns


class CrossRules(Generic[C]):
    """The rules over rows, tables and years of one subject; used as their decorator."""

    def __init__(self, official: CodeList | None = None) -> None:
        """Begin a set of rules, kept in the order they are written.

        Args:
            official: the collector's codes by year; none for local rules, which then hold in the
                years that each states.
        """
        self.rules: list[Rule[C]] = []
        self._official = official

    def __iter__(self) -> Iterator[Rule[C]]:
        return iter(self.rules)

    def __call__(
        self,
        code: str,
        *,
        fields: ColumnNames,
        message: str,
        reads: ColumnNames | None = None,
        spares: ColumnNames | None = None,
        previous: ColumnNames | None = None,
        dimension: Dimension = Dimension.CONSISTENCY,
        years: tuple[str, str] = ALWAYS,
    ) -> Callable[[Failing[C]], Failing[C]]:
        """Enter a function as a rule.

        Args:
            code: the collector's code. One code may be entered once per span of years, where a
                year changed it.
            fields: tables whose rows it implicates, and the columns of them a finding names.
            message: what is wrong and what to do; our own words, no value.
            reads: further columns that it cannot be evaluated without, the child's among them.
            spares: columns, of ``fields`` or ``reads``, that it can be evaluated without. Where a
                whole table was not sent, the outcome does not name it.
            previous: columns of last year's return that it cannot be evaluated without.
            dimension: the quality of the data that it is about.
            years: first and last specification year of this form, ``since`` or ``until`` one;
                by default every year that has the code.
        """

        def enter(failing: Failing[C]) -> Failing[C]:
            self.rules.append(
                Rule(
                    code=code,
                    scope=Scope.RETURN,
                    fields=fields,
                    message=message,
                    failing=failing,
                    dimension=dimension,
                    reads=reads or {},
                    spares=spares or {},
                    previous=previous or {},
                    years=years,
                    official=self._official,
                    kind=self.kind_of(code),
                )
            )
            return failing

        return enter

    def kind_of(self, code: str) -> Kind:  # noqa: ARG002 - the codes of some returns decide
        """What the collector makes of a code: an error, unless a return says otherwise."""
        return Kind.ERROR


class LocalRules(CrossRules[ReturnColumns]):
    """Rules over rows, tables and years that the council has and no collector publishes."""

    def kind_of(self, code: str) -> Kind:  # noqa: ARG002 - all are alike
        """A query: no collector refuses a return for a local rule."""
        return Kind.QUERY
