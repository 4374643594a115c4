"""SSDA903 put together: its tables' contracts, and the ``Return`` that the stages use.

Not here: a table's columns (``tables``), rules (``rules``), reading (``reader``) or what leaves an
accepted row (``minimisation``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ae_pipeline.periods import CollectionYear
from ae_pipeline.quality.contract import TableContract
from ae_pipeline.quality.keys import KEY_CONFLICT
from ae_pipeline.quality.split import split
from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.ssda903 import catalogue, evaluation, minimisation, tables
from ae_pipeline.returns.ssda903.codes import SPECIFICATIONS
from ae_pipeline.returns.ssda903.reader import read_drop
from ae_pipeline.returns.ssda903.rules import (
    adoption,
    care,
    children,
    episodes,
    outcomes,
    providers,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.periods import Month
    from ae_pipeline.quality.findings import RuleInfo, Severity
    from ae_pipeline.quality.verdict import Verdict
    from ae_pipeline.returns.base import ValidatedColumn
    from ae_pipeline.returns.extract import Extract, Notice


def _once(code: str) -> tuple[tuple[str, str], ...]:
    """The official rule that a table has one row per child."""
    return (("", code),)


CONTRACTS = {
    contract.table: contract
    for contract in (
        TableContract("Header", "header", tables.Header, children.HEADER, conflict=_once("INT32")),
        TableContract(
            "Episodes",
            "episodes",
            tables.Episodes,
            (*episodes.EPISODES, *providers.PROVIDERS),
        ),
        TableContract("UASC", "uasc", tables.UASC, children.UASC, conflict=_once("INT36")),
        TableContract("Reviews", "reviews", tables.Reviews, care.REVIEWS),
        TableContract("OC2", "oc2", tables.OC2, outcomes.OC2, conflict=_once("INT33")),
        TableContract("OC3", "oc3", tables.OC3, outcomes.OC3, conflict=_once("INT34")),
        TableContract("AD1", "ad1", tables.AD1, adoption.AD1, conflict=_once("INT31")),
        TableContract(
            "PlacedAdoption", "placed_adoption", tables.PlacedAdoption, adoption.PLACED_ADOPTION
        ),
        TableContract(
            "PrevPerm", "prev_perm", tables.PrevPerm, adoption.PREV_PERM, conflict=_once("INT35")
        ),
        TableContract("Missing", "missing", tables.Missing, care.MISSING),
        TableContract(
            "SWEpisodes",
            "sw_episodes",
            tables.SWEpisodes,
            care.SW_EPISODES,
            since="2023-24",
            conflict=(("", KEY_CONFLICT), ("2025-26", "SW19STG2")),
        ),
        TableContract("DoLo", "dolo", tables.DoLo, care.DOLO, since="2026-27"),
    )
}
"""By official name, in the collector's order."""
_ONLY_IN_XML = frozenset({("Header", "UASC")})


def _expected(notice: Notice) -> bool:
    """Whether it tells of nothing amiss: a column that CSV files never have is missing."""
    column = (notice.table, notice.column)
    return notice.kind is NoticeKind.MISSING_COLUMN and column in _ONLY_IN_XML


class Ssda903:
    """The children looked after return (SSDA903), as a ``Return``."""

    name = "ssda903"
    title = "Children looked after (SSDA903)"
    tables = tuple(CONTRACTS)
    specifications = SPECIFICATIONS

    def asset_name(self, table: str) -> str:
        """The name of a table in asset keys and the lake."""
        return CONTRACTS[table].asset

    def specification(self, month: Month) -> str:
        """The year a drop of a month is judged by: the collection year the month falls in.

        Months before the first year known are judged by ``2021-22``, which stands for it and all
        before; months after the last one known, by the last.
        """
        year = str(CollectionYear.of(month.start))
        return min(max(year, SPECIFICATIONS[0]), SPECIFICATIONS[-1])

    def tables_in(self, specification: str) -> tuple[str, ...]:
        """Tables of a specification, in the collector's order."""
        self._insist_on(specification)
        return tuple(name for name, each in CONTRACTS.items() if each.since <= specification)

    def describe(self, table: str) -> str:
        """What one row of a table is."""
        return str(CONTRACTS[table].model.__doc__)

    def columns(self, table: str) -> Mapping[str, str]:
        """Official column names in the contract's order, with their meaning."""
        return dict(CONTRACTS[table].descriptions)

    def validated_columns(self, table: str) -> tuple[ValidatedColumn, ...]:
        """Columns of a table once validated and minimised."""
        contract = CONTRACTS[table]
        return catalogue.validated_columns(contract.types, contract.descriptions)

    def rules(self, table: str, specification: str) -> tuple[RuleInfo, ...]:
        """All that is asked of a table's rows in a year; a code comes once per set of columns."""
        self._insist_on(specification)
        return tuple(question.info for question in CONTRACTS[table].year(specification).questions)

    def read(self, folder: Path, specification: str) -> Extract:
        """Read a drop.

        Raises:
            UnreadableFileError: if a file is damaged or not what it claims to be.
        """
        layouts = {table: tuple(self.columns(table)) for table in self.tables_in(specification)}
        extract = read_drop(folder, layouts)
        told = tuple(notice for notice in extract.notices if not _expected(notice))
        return replace(extract, notices=told)

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
            CONTRACTS[table], rows, specification, return_name=self.name, severities=severities
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

        Raises:
            ValueError: if there is no such specification or table, or a day is no date.
            UnknownRuleError: if no year has such a rule.
            RuleNotInForceError: if this year has none.
            RuleNotWrittenError: if this year has it, and the house does not.
        """
        self._insist_on(specification)
        evidence = evaluation.gather(
            CONTRACTS,
            tables,
            specification=specification,
            previous=previous,
            collection_start=collection_start,
            collection_end=collection_end,
            authority=authority,
            providers=providers,
        )
        return evaluation.ask(code, evidence, contracts=CONTRACTS, specification=specification)

    def minimise(
        self, accepted: pd.DataFrame, pseudonymiser: Pseudonymiser, areas: Collection[str]
    ) -> pd.DataFrame:
        """Accepted rows with identifiers keyed and postcodes replaced by what is needed of them."""
        return minimisation.minimise(accepted, pseudonymiser, areas)

    def _insist_on(self, specification: str) -> None:
        if specification not in SPECIFICATIONS:
            raise ValueError(
                f"{specification!r} is not a specification of {self.title}: "
                f"choose from {', '.join(SPECIFICATIONS)}"
            )

    def _insist_on_known_rules(self, severities: Mapping[str, Severity]) -> None:
        known = {
            info.code
            for specification in SPECIFICATIONS
            for table in self.tables_in(specification)
            for info in self.rules(table, specification)
        }
        if unknown := sorted(set(severities) - known):
            raise ValueError(
                f"severities are configured for {', '.join(unknown)}, which no table of "
                f"{self.title} has: correct or remove them"
            )
