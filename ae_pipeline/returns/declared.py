"""A return that its declarations make: contracts of tables, years, and how its files are read.

Here: all that every return does alike. Not here: any return's tables, rules or formats. A
return's package builds one of these, or of a kind of it, in its ``contract``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ae_pipeline.returns import asking, minimising
from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.statutory import examining
from ae_pipeline.validation.split import split

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
    from ae_pipeline.returns.statutory.evidence import Evidence
    from ae_pipeline.returns.statutory.examining import Answer
    from ae_pipeline.returns.statutory.rule import StatutoryRule
    from ae_pipeline.validation.contract import TableContract
    from ae_pipeline.validation.findings import RuleInfo, Severity
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
        """All that is asked of a table's rows in a year; a code comes once per set of columns."""
        self._insist_on(specification)
        year = self.contracts[table].year(specification)
        return tuple(question.info for question in year.questions)

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

    def validate(
        self,
        table: str,
        rows: pd.DataFrame,
        specification: str,
        severities: Mapping[str, Severity] | None = None,
    ) -> Verdict:
        """Judge the text rows of one table by its contract and single-row rules.

        Raises:
            ValueError: if there is no such specification, or a severity is configured for a rule
                that no table has, or that must reject.
        """
        self._insist_on(specification)
        if severities:
            self._insist_on_known_rules(severities)
        return split(
            self.contracts[table], rows, specification, return_name=self.name, severities=severities
        )

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
        """Ask one rule of text tables: the rows it implicates, or ``None`` if it cannot be asked.

        The rules of a contract ask nothing but the rows themselves, so that last year's return,
        the days of the collection, the authority and its providers change nothing here.

        Raises:
            ValueError: if there is no such specification or table.
            UnknownRuleError: if no year has such a rule.
            RuleNotInForceError: if this year has none.
        """
        del previous, collection_start, collection_end, authority, providers
        self._insist_on(specification)
        return asking.ask(code, self.contracts, tables, specification)

    def statutory(self, specification: str) -> Mapping[str, StatutoryRule[Any]]:
        """The rules over rows, tables and years of a specification, by code; here, none.

        Raises:
            ValueError: if there is no such specification.
        """
        self._insist_on(specification)
        return {}

    def undefined(self, specification: str) -> Mapping[str, str]:
        """Codes of the collector that nobody can ask by what is published; here, none."""
        self._insist_on(specification)
        return {}

    def evidence(
        self,
        tables: Mapping[str, pd.DataFrame],
        *,
        specification: str,
        previous: Mapping[str, pd.DataFrame] | None = None,
        collection_start: date | str | None = None,
        collection_end: date | str | None = None,
        authority: str | None = None,
        providers: pd.DataFrame | None = None,
    ) -> Evidence:
        """What rules over tables are asked of. A return that has such rules says what.

        Raises:
            TypeError: of a return without them.
        """
        del tables, specification, previous, collection_start, collection_end, authority, providers
        raise TypeError(f"{self.title} has no rules over tables")

    def examine(
        self,
        tables: Mapping[str, pd.DataFrame],
        *,
        specification: str,
        previous: Mapping[str, pd.DataFrame] | None = None,
        authority: str | None = None,
        providers: pd.DataFrame | None = None,
        areas: Collection[str] | None = None,
    ) -> tuple[Answer, ...]:
        """Ask every rule over rows, tables and years of text tables.

        Raises:
            ValueError: if there is no such specification or table.
        """
        del areas  # of interest to a return with postcodes
        rules = self.statutory(specification)
        if not rules:
            return ()
        evidence = self.evidence(
            tables,
            specification=specification,
            previous=previous,
            authority=authority,
            providers=providers,
        )
        return examining.examine(rules.values(), evidence)

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
        }.union(*(self.statutory(specification) for specification in self.specifications))
        if unknown := sorted(set(severities) - known):
            raise ValueError(
                f"severities are configured for {', '.join(unknown)}, which no table of "
                f"{self.title} has: correct or remove them"
            )
