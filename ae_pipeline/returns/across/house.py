"""A return whose collector publishes no rules, and which the house asks rules over tables.

Here: what such rules are asked of. Not here: the rules (``returns/<return>/across``), or how one is
asked by its code (``returns.statutory.evaluation``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from ae_pipeline.returns.examined_return import ExaminedReturn
from ae_pipeline.returns.statutory.evaluation import (
    Statutes,
    insist_on_known_tables,
    rules_by_code,
)
from ae_pipeline.returns.statutory.evidence import Evidence
from ae_pipeline.returns.statutory.text import day
from ae_pipeline.validation.codelist import CodeList

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ae_pipeline.returns.asking import Positions
    from ae_pipeline.returns.statutory.rule import Family, StatutoryRule

_YEAR_DIGITS = 4
_ONE_YEAR, _ONE_DAY = pd.DateOffset(years=1), pd.Timedelta(days=1)


class HouseEvidence(Evidence):
    """The tables of a return whose rows are joined by several keys, and not by a child alone."""

    child: ClassVar[str] = ""
    """No column: ``children`` cannot be asked, and rules use ``across.joining``."""


@dataclass(frozen=True, eq=False)
class HouseReturn(ExaminedReturn):
    """A ``DeclaredReturn`` with rules over its rows, tables and years.

    Attributes:
        across: families of those rules.
        first_month: of a collection year.
    """

    across: tuple[Family[Evidence], ...] = ()
    first_month: int = 1

    def statutory(self, specification: str) -> Mapping[str, StatutoryRule[Evidence]]:
        """The rules over rows, tables and years of a specification year, by code.

        Raises:
            ValueError: if there is no such specification, or a code has two rules in it.
        """
        self._insist_on(specification)
        return _rules_of(self.across, specification)

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
    ) -> HouseEvidence:
        """What rules over tables are asked of, made once for any number of them.

        No rule here asks about providers.

        Raises:
            ValueError: if there is no such specification or table, or a day is no date.
        """
        del providers
        self._insist_on(specification)
        insist_on_known_tables(self.contracts, tables, previous)
        first = pd.Timestamp(int(specification[:_YEAR_DIGITS]), self.first_month, 1)
        return HouseEvidence(
            tables,
            {table: contract.types for table, contract in self.contracts.items()},
            (
                first if collection_start is None else day(collection_start),
                first + _ONE_YEAR - _ONE_DAY if collection_end is None else day(collection_end),
            ),
            previous=previous,
            authority=authority,
        )

    def answer(self, code: str, evidence: HouseEvidence, specification: str) -> Positions | None:
        """By the house's rule of that code, or by the contracts."""
        return self._statutes.ask(code, evidence, specification)

    @property
    def _statutes(self) -> Statutes[Evidence]:
        nobodys: frozenset[str] = frozenset()
        return Statutes(self.contracts, CodeList(nobodys), nobodys, self.statutory)


@cache
def _rules_of(
    families: tuple[Family[Evidence], ...], specification: str
) -> Mapping[str, StatutoryRule[Evidence]]:
    return rules_by_code(families, specification)
