"""What a statutory rule is, and how a family of them is written down.

Here: data and a function, and the decorator that puts them together. Not here: any rule
(``families``) or how an answer is given to a caller (``evaluation``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ae_pipeline.quality.findings import Dimension, RuleInfo, Severity
from ae_pipeline.returns.ssda903.statutory import official
from ae_pipeline.returns.ssda903.statutory.evidence import Evidence, Mask

if TYPE_CHECKING:
    from collections.abc import Iterator

Columns: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""By official table name, official names of columns."""
Failing = Callable[[Evidence], Mapping[str, Mask]]
"""From the evidence to the rows that the rule implicates, by table: one truth per row."""
_LAST = "9999-99"
ALWAYS = ("", _LAST)


def since(specification: str) -> tuple[str, str]:
    """This specification year and all after it."""
    return (specification, _LAST)


def until(specification: str) -> tuple[str, str]:
    """This specification year and all before it."""
    return ("", specification)


@dataclass(frozen=True, eq=False)
class StatutoryRule:
    """A rule of the collector, over rows, tables or years.

    Attributes:
        fields: what a finding points at: tables whose rows it implicates, and their columns.
        reads: further columns that it cannot be asked without.
        previous: columns of last year's return that it cannot be asked without.
        years: first and last specification year that may have it in this form.
    """

    code: str
    fields: Columns
    reads: Columns
    previous: Columns
    severity: Severity
    dimension: Dimension
    message: str
    failing: Failing
    years: tuple[str, str] = ALWAYS

    @property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """By table, every column of this year's return that it cannot be asked without."""
        return {
            table: tuple(dict.fromkeys((*self.fields.get(table, ()), *self.reads.get(table, ()))))
            for table in (*self.fields, *(name for name in self.reads if name not in self.fields))
        }

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
        has_code = self.code in official.CODES.valid_in(specification)
        return has_code and first <= specification <= last

    def can_be_asked_of(self, evidence: Evidence) -> bool:
        """Whether every table and column that it needs was given."""
        if not all(evidence.given(table, *columns) for table, columns in self.needs.items()):
            return False
        return not self.previous or all(
            evidence.previous.given(table, *columns) for table, columns in self.previous.items()
        )


@dataclass
class Family:
    """The rules of one subject, in the order they are written; used as their decorator."""

    rules: list[StatutoryRule] = field(default_factory=list)

    def __iter__(self) -> Iterator[StatutoryRule]:
        return iter(self.rules)

    def __call__(
        self,
        code: str,
        *,
        fields: Columns,
        message: str,
        reads: Columns | None = None,
        previous: Columns | None = None,
        severity: Severity = Severity.WARN,
        dimension: Dimension = Dimension.CONSISTENCY,
        years: tuple[str, str] = ALWAYS,
    ) -> Callable[[Failing], Failing]:
        """Enter a function into the family as a rule.

        Args:
            code: the collector's code. One code may be entered once per span of years, where a
                year changed it.
            fields: tables whose rows it implicates, and the columns of them a finding names.
            message: what is wrong and what to do; our own words, no value.
            reads: further columns that it cannot be asked without, ``CHILD`` among them.
            previous: columns of last year's return that it cannot be asked without.
            severity: what a failing row meets.
            dimension: which quality of the data it speaks of.
            years: first and last specification year of this form, ``since`` or ``until`` one;
                by default every year that has the code.
        """

        def enter(failing: Failing) -> Failing:
            self.rules.append(
                StatutoryRule(
                    code=code,
                    fields=fields,
                    reads=reads or {},
                    previous=previous or {},
                    severity=severity,
                    dimension=dimension,
                    message=message,
                    failing=failing,
                    years=years,
                )
            )
            return failing

        return enter
