"""What a statutory rule is, and how a family of them is written down.

Here: data and a function, and the decorator that puts them together, for any return. Not here:
any rule, nor how an answer is given to a caller (``evaluation``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from ae_pipeline.returns.statutory.evidence import Evidence, Mask
from ae_pipeline.validation.findings import Dimension, RuleInfo, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.validation.codelist import CodeList

E = TypeVar("E", bound=Evidence)
"""The evidence of a return."""
Columns: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""By official table name, official names of columns."""
Failing: TypeAlias = Callable[[E], Mapping[str, Mask]]
"""From the evidence to the rows that the rule implicates, by table: one truth per row."""
_LAST = "9999-99"
ALWAYS = ("", _LAST)


def since(specification: str) -> tuple[str, str]:
    """This specification year and all after it."""
    return (specification, _LAST)


def until(specification: str) -> tuple[str, str]:
    """This specification year and all before it."""
    return ("", specification)


class Kind(StrEnum):
    """What the collector does with a return that a rule finds something in."""

    ERROR = "error"
    """Must be put right, or agreed, before it is taken."""
    QUERY = "query"
    """May be right: it is put right or explained."""


@dataclass(frozen=True, eq=False)
class StatutoryRule(Generic[E]):
    """A rule of the collector, or of the house, over rows, tables or years.

    Attributes:
        official: the collector's codes by year; none where the house alone has rules.
        fields: what a finding points at: tables whose rows it implicates, and their columns.
        reads: further columns that it cannot be asked without.
        spares: columns, of either, that it can be asked without.
        previous: columns of last year's return that it cannot be asked without.
        years: first and last specification year that may have it in this form.
        kind: what it is to the collector.
        severity: what it is to the house: nothing is rejected for what other rows say.
    """

    code: str
    official: CodeList | None
    fields: Columns
    reads: Columns
    previous: Columns
    dimension: Dimension
    message: str
    failing: Failing[E]
    years: tuple[str, str] = ALWAYS
    kind: Kind = Kind.ERROR
    spares: Columns = field(default_factory=dict)
    severity: Severity = Severity.WARN

    @property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """By table, every column of this year's return that it cannot be asked without."""
        asked = {
            table: dict.fromkeys((*self.fields.get(table, ()), *self.reads.get(table, ())))
            for table in (*self.fields, *self.reads)
        }
        needed = {
            table: tuple(name for name in columns if name not in self.spares.get(table, ()))
            for table, columns in asked.items()
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

    def can_be_asked_of(self, evidence: E) -> bool:
        """Whether every table and column that it needs was given."""
        if not all(evidence.given(table, *columns) for table, columns in self.needs.items()):
            return False
        return not self.previous or all(
            evidence.previous.given(table, *columns) for table, columns in self.previous.items()
        )


class Family(Generic[E]):
    """The rules of one subject, in the order they are written; used as their decorator."""

    def __init__(self, official: CodeList | None = None) -> None:
        """Begin a family.

        Args:
            official: the collector's codes by year; none for rules that the house alone has,
                which then hold in the years that each states.
        """
        self.rules: list[StatutoryRule[E]] = []
        self._official = official

    def __iter__(self) -> Iterator[StatutoryRule[E]]:
        return iter(self.rules)

    def __call__(
        self,
        code: str,
        *,
        fields: Columns,
        message: str,
        reads: Columns | None = None,
        spares: Columns | None = None,
        previous: Columns | None = None,
        dimension: Dimension = Dimension.CONSISTENCY,
        years: tuple[str, str] = ALWAYS,
    ) -> Callable[[Failing[E]], Failing[E]]:
        """Enter a function into the family as a rule.

        Args:
            code: the collector's code. One code may be entered once per span of years, where a
                year changed it.
            fields: tables whose rows it implicates, and the columns of them a finding names.
            message: what is wrong and what to do; our own words, no value.
            reads: further columns that it cannot be asked without, the child's among them.
            spares: columns, of ``fields`` or ``reads``, that it can be asked without. Where a
                whole table was not given, the answer does not name it.
            previous: columns of last year's return that it cannot be asked without.
            dimension: which quality of the data it speaks of.
            years: first and last specification year of this form, ``since`` or ``until`` one;
                by default every year that has the code.
        """

        def enter(failing: Failing[E]) -> Failing[E]:
            self.rules.append(
                StatutoryRule(
                    code=code,
                    official=self._official,
                    fields=fields,
                    reads=reads or {},
                    spares=spares or {},
                    previous=previous or {},
                    dimension=dimension,
                    message=message,
                    failing=failing,
                    years=years,
                    kind=self.kind_of(code),
                )
            )
            return failing

        return enter

    def kind_of(self, code: str) -> Kind:  # noqa: ARG002 - the codes of some returns tell
        """What the collector makes of a code: an error, unless a return says otherwise."""
        return Kind.ERROR
