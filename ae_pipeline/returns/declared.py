"""A return that its declarations make: contracts of tables, years, and how its files are read.

Here: all that every return does alike. Not here: any return's tables, rules or formats. A
return's package builds one of these, or of a kind of it, in its ``contract``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ae_pipeline.returns import minimising
from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.validation.columns import ReturnColumns
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.engine import run
from ae_pipeline.validation.outcome import refuse_crashed
from ae_pipeline.validation.ruleset import OfficialCodes, RuleSet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import ValidatedColumn
    from ae_pipeline.returns.extract import Extract, Notice
    from ae_pipeline.returns.reading.gathering import Layouts
    from ae_pipeline.validation.contract import TableContract
    from ae_pipeline.validation.engine import Validation
    from ae_pipeline.validation.findings import RuleInfo, Severity
    from ae_pipeline.validation.rule import CrossRules, Rule
    from ae_pipeline.validation.verdict import Verdict


@dataclass(frozen=True, eq=False)
class DeclaredReturn:
    """A ``Return`` put together from its parts.

    Attributes:
        name: folder and asset name.
        title: what people call it.
        contracts: of its tables, by official name, in the collector's order.
        specifications: years that a file can be judged by, oldest first.
        year_of: the specification year a month falls in, whether or not it is one of them.
        reader: reads a drop into the tables and columns that a specification has.
        optional: columns, as (table, column), that some form of the return never has: that such
            a one is missing is not worth telling.
        part_reader: reads a drop some rows at a time; none for a return that is read whole.
        parts: by table that is validated in parts, the column of its key whose equal values are
            in one part.
        cross: rules over rows, tables and years.
        official: the collector's codes, where a collector publishes rules.
        rule_columns: what the rules read.
        first_month: of a collection year.
    """

    name: str
    title: str
    contracts: Mapping[str, TableContract]
    specifications: tuple[str, ...]
    year_of: Callable[[Month], str]
    reader: Callable[[Path, Layouts], Extract]
    optional: frozenset[tuple[str, str]] = frozenset()
    part_reader: Callable[[Path, Layouts], Iterator[Extract]] | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    cross: tuple[CrossRules[Any], ...] = ()
    official: OfficialCodes = field(default_factory=OfficialCodes)
    rule_columns: type[ReturnColumns] = ReturnColumns
    first_month: int = 4

    @property
    def tables(self) -> tuple[str, ...]:
        """Official names of all tables of any specification, in the collector's order."""
        return tuple(self.contracts)

    def asset_name(self, table: str) -> str:
        """The name of a table in asset keys and the lake."""
        return self.contracts[table].asset

    def specification(self, month: Month) -> str:
        """The year a drop of a month is judged by.

        Months before the first specification are judged by the first, which stands for all
        before it; months after the last one, by the last.
        """
        year = self.year_of(month)
        return min(max(year, self.specifications[0]), self.specifications[-1])

    def tables_in(self, specification: str) -> tuple[str, ...]:
        """Tables of a specification, in the collector's order."""
        self._insist_on(specification)
        return tuple(name for name, each in self.contracts.items() if each.since <= specification)

    def key(self, table: str) -> tuple[str, ...]:
        """Columns that tell one row of a table from another."""
        return self.contracts[table].key

    def describe(self, table: str) -> str:
        """What one row of a table is."""
        return str(self.contracts[table].model.__doc__)

    def columns(self, table: str) -> Mapping[str, str]:
        """Official column names in the contract's order, with their meaning."""
        return dict(self.contracts[table].descriptions)

    def validated_columns(self, table: str) -> tuple[ValidatedColumn, ...]:
        """Columns of a table once validated and minimised."""
        return minimising.columns_of(self.contracts[table])

    def rules(self, table: str, specification: str) -> tuple[RuleInfo, ...]:
        """The rules of a table's contract in a year; a code comes once per set of columns."""
        self._insist_on(specification)
        rules = self.contracts[table].rules_in(specification)
        return tuple(info for rule in rules for info in rule.infos)

    def read(self, folder: Path, specification: str) -> Extract:
        """Read a drop.

        Raises:
            UnreadableFileError: if a file is damaged or not what it claims to be.
        """
        return self._told(self.reader(folder, self._layouts(specification)))

    def read_parts(self, folder: Path, specification: str) -> Iterator[Extract]:
        """Read a drop some rows at a time, or in one part where the return is read whole.

        Raises:
            UnreadableFileError: if a file is damaged or not what it claims to be.
        """
        if self.part_reader is None:
            yield self.read(folder, specification)
        else:
            for part in self.part_reader(folder, self._layouts(specification)):
                yield self._told(part)

    def parted_by(self, table: str) -> str | None:
        """The column of a table's key whose equal values are validated together, if any."""
        return self.parts.get(table)

    @cached_property
    def ruleset(self) -> RuleSet[Any]:
        """All rules of the return: of its contracts, and over rows, tables and years."""
        return RuleSet(
            return_name=self.name,
            title=self.title,
            contracts=self.contracts,
            columns=self.rule_columns,
            cross=self.cross,
            official=self.official,
            first_month=self.first_month,
        )

    def run(
        self,
        tables: Mapping[str, pd.DataFrame],
        context: RuleContext,
        *,
        sent: Mapping[str, pd.DataFrame] | None = None,
        across: bool = True,
    ) -> Validation:
        """Evaluate all rules of a year on text rows: findings, ledger, and the rows parted.

        Raises:
            ValueError: if there is no such specification, or a severity is configured for a rule
                that no table has, or that cannot be.
        """
        self._insist_on(context.specification)
        if context.severities:
            self._insist_on_known_rules(context.severities)
        return run(
            self.ruleset,
            self._prepared(tables),
            context,
            sent=None if sent is None else self._prepared(sent),
            across=across,
        )

    def validate(
        self,
        table: str,
        rows: pd.DataFrame,
        specification: str,
        severities: Mapping[str, Severity] | None = None,
    ) -> Verdict:
        """The rows of one table by its contract alone: rules over tables are not evaluated.

        Raises:
            ValueError: if there is no such specification, or a severity is configured for a rule
                that no table has, or that must reject.
            RuleCrashedError: if a rule broke down.
        """
        context = RuleContext(specification, severities=severities or {})
        validation = self.run({table: rows}, context, across=False)
        refuse_crashed(validation.outcomes, self.title)
        return validation.of(table)

    def evaluate(
        self,
        code: str,
        tables: Mapping[str, pd.DataFrame],
        *,
        specification: str,
        previous: Mapping[str, pd.DataFrame] | None = None,
        collection_start: date | str | None = None,
        collection_end: date | str | None = None,
        authority: str | None = None,
        providers: pd.DataFrame | None = None,
    ) -> dict[str, list[int]] | None:
        """Evaluate one rule on text tables: how anyone's conformance suite is run against ours.

        Args:
            code: official code of a rule, or a local one.
            tables: by official name, frames with official columns and text cells as a file has
                them; any table or column may be absent, the index may be anything.
            specification: year whose codes and rules hold.
            previous: last year's return, likewise.
            collection_start: first day of the collection year; by default the specification's.
            collection_end: its last day, likewise.
            authority: code of the authority that makes the return.
            providers: Ofsted's list of homes.

        Returns:
            By table, positions from 0 of every row that the rule implicates; ``None`` where the
            rule cannot be evaluated on what was given.

        Raises:
            ValueError: if there is no such specification or table, or a day is no date.
            UnknownRuleError: if no year has such a rule.
            RuleNotInForceError: if this year has none.
            RuleNotWrittenError: if this year has it, and this software does not.
        """
        self._insist_on(specification)
        context = RuleContext(
            specification,
            previous=previous,
            collection_start=collection_start,
            collection_end=collection_end,
            authority=authority,
            providers=providers,
        )
        columns = self.ruleset.columns_of(self._prepared(tables), context)
        return self.ruleset.evaluate(code, columns)

    def cross_rules(self, specification: str) -> Mapping[str, Rule[Any]]:
        """The rules over rows, tables and years of a specification, by code.

        Raises:
            ValueError: if there is no such specification.
        """
        self._insist_on(specification)
        return self.ruleset.cross_rules(specification)

    def undefined(self, specification: str) -> Mapping[str, str]:
        """Codes of the collector that nobody can evaluate by what is published, with the reason."""
        self._insist_on(specification)
        return self.ruleset.undefined(specification)

    def minimise(
        self,
        table: str,
        accepted: pd.DataFrame,
        pseudonymiser: Pseudonymiser,
        areas: Collection[str],
    ) -> pd.DataFrame:
        """Accepted rows with identifiers keyed and what later stages need not know dropped."""
        del areas
        return minimising.minimise(self.contracts[table], accepted, pseudonymiser)

    def _prepared(self, tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
        """Text rows as the contract judges them: as they were read, unless a return says else."""
        return tables

    def _layouts(self, specification: str) -> Layouts:
        return {table: tuple(self.columns(table)) for table in self.tables_in(specification)}

    def _told(self, extract: Extract) -> Extract:
        """An extract without the notices of what is expected."""
        told = tuple(notice for notice in extract.notices if not self._expected(notice))
        return replace(extract, notices=told)

    def _expected(self, notice: Notice) -> bool:
        """Whether it tells of nothing amiss: a column that a form never has is missing."""
        column = (notice.table, notice.column)
        return notice.kind is NoticeKind.MISSING_COLUMN and column in self.optional

    def _insist_on(self, specification: str) -> None:
        if specification not in self.specifications:
            raise ValueError(
                f"{specification!r} is not a specification of {self.title}: "
                f"choose from {', '.join(self.specifications)}"
            )

    def _insist_on_known_rules(self, severities: Mapping[str, Severity]) -> None:
        known = {
            info.code
            for specification in self.specifications
            for table in self.tables_in(specification)
            for info in self.rules(table, specification)
        }.union(*(self.cross_rules(specification) for specification in self.specifications))
        if unknown := sorted(set(severities) - known):
            raise ValueError(
                f"severities are configured for {', '.join(unknown)}, which no table of "
                f"{self.title} has: correct or remove them"
            )
