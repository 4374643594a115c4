"""One rule of a return asked of tables by its code: which rows it implicates, if it can be asked.

Here: where a code's answer comes from, a statutory rule or else the contract, and the form of the
answer, for any return. Not here: any return's rules, nor what becomes of rows (``validate``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

import numpy as np
import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.periods import CollectionYear
from ae_pipeline.returns.asking import (
    Contracts,
    Positions,
    RuleNotInForceError,
    UnknownRuleError,
    breaking_cells_and_rows,
    sharing_a_key,
)
from ae_pipeline.returns.statutory.links import CannotAsk, as_flags
from ae_pipeline.returns.statutory.rule import E
from ae_pipeline.returns.statutory.text import day
from ae_pipeline.validation.keys import DUPLICATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from ae_pipeline.returns.statutory.evidence import CollectionDays, Evidence
    from ae_pipeline.returns.statutory.rule import Family, StatutoryRule
    from ae_pipeline.validation.codelist import CodeList
    from ae_pipeline.validation.contract import TableContract
    from ae_pipeline.validation.findings import RuleInfo


class RuleNotWrittenError(PipelineError):
    """The collector has the rule in this year, and the house has not written it yet."""


@dataclass(frozen=True)
class Statutes(Generic[E]):
    """All that is asked of a return: its contracts, its statutory rules, and whose codes are whose.

    Attributes:
        contracts: by table.
        official: the collector's codes by year.
        ever: the collector's codes of any year.
        rules: of a specification year, the statutory rules by code.
    """

    contracts: Contracts
    official: CodeList
    ever: frozenset[str]
    rules: Callable[[str], Mapping[str, StatutoryRule[E]]]

    def ask(self, code: str, evidence: E, specification: str) -> Positions | None:
        """Ask one rule of the evidence.

        Where a statutory rule cannot be asked, and the contract asks under its code what one row
        tells, the contract answers.

        Returns:
            By table, the rows that the rule implicates, every table of the rule named; ``None``
            where it cannot be asked of what was given.

        Raises:
            UnknownRuleError: if no year has such a rule.
            RuleNotInForceError: if this year has none.
            RuleNotWrittenError: if this year has it, and the house does not.
        """
        if code not in self.codes_in_force(specification):
            self._refuse(code, specification)
        rule = self.rules(specification).get(code)
        failing = None if rule is None else _implicated(rule, evidence)
        if failing is None:
            failing = {
                table: rows
                for table, contract in self.contracts.items()
                if (rows := _breaking(code, contract, evidence, specification)) is not None
            }
        return {table: np.flatnonzero(rows).tolist() for table, rows in failing.items()} or None

    def codes_in_force(self, specification: str) -> frozenset[str]:
        """Codes that can be asked in a year: those that are written, official and the house's."""
        by_contract = {
            info.code
            for contract in self.contracts.values()
            if contract.since <= specification
            for info in _infos(contract, specification)
        }
        official_now = self.official.valid_in(specification)
        written = {code for code in by_contract if code in official_now or code not in self.ever}
        return frozenset(written | set(self.rules(specification)))

    def _refuse(self, code: str, specification: str) -> None:
        if code in self.official.valid_in(specification):
            raise RuleNotWrittenError(f"Rule {code} of {specification} is not written yet.")
        houses = {
            info.code
            for contract in self.contracts.values()
            for info in _infos(contract, max(specification, contract.since))
        }
        if code in self.ever or code in houses:
            raise RuleNotInForceError(f"Specification {specification} has no rule {code}.")
        raise UnknownRuleError(
            f"There is no rule {code!r}. Rules are named by their official code."
        )


def rules_by_code(
    families: Iterable[Family[E]], specification: str
) -> Mapping[str, StatutoryRule[E]]:
    """The rules of a specification year, by code.

    Raises:
        ValueError: if a code has two rules in that year.
    """
    held = [rule for family in families for rule in family if rule.holds_in(specification)]
    by_code = {rule.code: rule for rule in held}
    if len(by_code) < len(held):
        raise ValueError(f"{specification}: a statutory code has two rules")
    return by_code


def insist_on_known_tables(contracts: Contracts, *years: Mapping[str, pd.DataFrame] | None) -> None:
    """Refuse tables that a return does not have.

    Raises:
        ValueError: if there is no such table.
    """
    for names in years:
        if unknown := sorted(set(names or {}) - set(contracts)):
            raise ValueError(
                f"there is no table {', '.join(unknown)}: choose from {', '.join(contracts)}"
            )


def collection_days(
    specification: str, start: date | str | None, end: date | str | None
) -> CollectionDays:
    """The days of a collection year from April to March, or those that a caller names.

    Raises:
        ValueError: if a day is no date.
    """
    year = CollectionYear.parse(specification)
    return day(year.start if start is None else start), day(year.end if end is None else end)


def _implicated(rule: StatutoryRule[E], evidence: E) -> dict[str, NDArray[np.bool_]] | None:
    """By table, the rows that a statutory rule implicates; none where it cannot be asked."""
    try:
        if not rule.can_be_asked_of(evidence):
            return None
        return {table: as_flags(rows) for table, rows in rule.failing(evidence).items()}
    except CannotAsk:
        return None


def _infos(contract: TableContract, specification: str) -> list[RuleInfo]:
    return [question.info for question in contract.year(specification).questions]


def _breaking(
    code: str, contract: TableContract, evidence: Evidence, specification: str
) -> NDArray[np.bool_] | None:
    """Rows of one table that break a rule of its contract; none where it cannot be asked of it."""
    infos = [info for info in _infos(contract, specification) if info.code == code]
    table = contract.table
    can_be_asked = any(evidence.given(table, *info.columns) for info in infos)
    if contract.since > specification or not can_be_asked:
        return None
    failing = breaking_cells_and_rows(
        code,
        contract,
        specification,
        evidence.table(table),
        lambda name: evidence.unreadable(table, name),
    )
    if code in {DUPLICATE, contract.conflict_rule(specification)}:
        every = {name: evidence.optional(table, name) for name in contract.cells}
        failing |= sharing_a_key(code, contract, pd.DataFrame(every))
    return failing
