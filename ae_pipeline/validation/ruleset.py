"""The rules of a return: the contracts of its tables, those over tables, and whose codes are whose.

Here: which rules a year has, and one of them evaluated by its code. Not here: how a rule is
evaluated (``engine``), or any return's rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeAlias

import numpy as np
import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.validation.codelist import CodeList
from ae_pipeline.validation.engine import evaluate
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.outcome import Outcome, refuse_crashed
from ae_pipeline.validation.rule import C

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from numpy.typing import NDArray

    from ae_pipeline.validation.context import RuleContext
    from ae_pipeline.validation.contract import TableContract
    from ae_pipeline.validation.rule import CrossRules, Rule

Positions: TypeAlias = "dict[str, list[int]]"
"""By table, positions of rows from 0, ascending."""
_YEAR_DIGITS = 4
_ONE_YEAR, _ONE_DAY = pd.DateOffset(years=1), pd.Timedelta(days=1)


class UnknownRuleError(PipelineError):
    """No rule of any year has this code."""


class RuleNotInForceError(PipelineError):
    """The rule is not one of this specification year."""


class RuleNotWrittenError(PipelineError):
    """The collector has the rule in this year, and this software does not."""


@dataclass(frozen=True, eq=False)
class OfficialCodes:
    """The collector's codes.

    Attributes:
        codes: by specification year.
        undefined: those of which what is published does not say enough to write the rule, each
            with the reason.
    """

    codes: CodeList = field(default_factory=lambda: CodeList(frozenset()))
    undefined: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class RuleSet(Generic[C]):
    """All rules of a return.

    Attributes:
        return_name: the return's name in findings.
        title: what people call it.
        contracts: by official table name.
        columns: what its rules read.
        cross: its rules over rows, tables and years.
        official: the collector's codes; none of a return that no collector has rules for.
        first_month: of a collection year.
    """

    return_name: str
    title: str
    contracts: Mapping[str, TableContract]
    columns: type[C]
    cross: tuple[CrossRules[C], ...] = ()
    official: OfficialCodes = field(default_factory=OfficialCodes)
    first_month: int = 4

    def cross_rules(self, specification: str) -> Mapping[str, Rule[C]]:
        """The rules over rows, tables and years of a specification year, by code; made once.

        Raises:
            ValueError: if a code has two rules in that year.
        """
        return rules_by_code(self.cross, specification)

    def columns_of(
        self,
        tables: Mapping[str, pd.DataFrame],
        context: RuleContext,
        *,
        sent: Mapping[str, pd.DataFrame] | None = None,
    ) -> C:
        """What rules read, made once for any number of them.

        Raises:
            ValueError: if there is no such table, or a day is no date.
        """
        self._insist_on_known(tables, context.previous)
        first = pd.Timestamp(int(context.specification[:_YEAR_DIGITS]), self.first_month, 1)
        return self.columns(
            tables,
            {table: contract.types for table, contract in self.contracts.items()},
            (first, first + _ONE_YEAR - _ONE_DAY),
            context,
            sent=sent,
        )

    def evaluate(self, code: str, columns: C) -> Positions | None:
        """Evaluate one rule on what ``columns_of`` made.

        Where a rule over tables cannot be evaluated, and a contract has a rule of its code about
        one row, that is evaluated instead.

        Returns:
            By table, the rows that the rule implicates, every table of the rule named; ``None``
            where it cannot be evaluated on what was given.

        Raises:
            UnknownRuleError: if no year has such a rule.
            RuleNotInForceError: if this year has none.
            RuleNotWrittenError: if this year has it, and this software does not.
            RuleCrashedError: if the rule broke down.
        """
        specification = columns.specification
        if code not in self.codes_in_force(specification):
            self._refuse(code, specification)
        rule = self.cross_rules(specification).get(code)
        failing = None if rule is None else self._failing(rule, columns)
        if failing is None:
            failing = {
                table: rows
                for table, contract in self.contracts.items()
                if (rows := self._failing_contract(code, contract, columns)) is not None
            }
        return {table: np.flatnonzero(rows).tolist() for table, rows in failing.items()} or None

    def codes_in_force(self, specification: str) -> frozenset[str]:
        """Codes that can be evaluated in a year: the collector's that are written, and local ones.

        A contract's rule under a code that the collector does not have in the year is not one.
        """
        official = self.official.codes
        of_year = official.valid_in(specification)
        written = {
            code
            for contract in self.contracts.values()
            if contract.since <= specification
            for code in _codes(contract.rules_in(specification))
            if code in of_year or code not in official.ever
        }
        return frozenset(written | set(self.cross_rules(specification)))

    def undefined(self, specification: str) -> dict[str, str]:
        """Codes of a year that nobody can evaluate by what is published, each with the reason."""
        of_year = self.official.codes.valid_in(specification)
        return {code: why for code, why in self.official.undefined.items() if code in of_year}

    def insist_on_fixed_severities(
        self, tables: Collection[str], context: RuleContext, *, across: bool
    ) -> None:
        """Refuse severities that no deployment may configure.

        Raises:
            ValueError: if a rule about the key is to be softened, or one over tables to reject.
        """
        severities, specification = context.severities, context.specification
        if not severities:
            return
        of_contracts: set[str] = set()
        for table in tables:
            contract = self.contracts[table]
            of_contracts |= _codes(contract.rules_in(specification))
            fixed = contract.always_rejected(specification)
            softened = {code for code in fixed if severities.get(code) is Severity.WARN}
            if softened:
                raise ValueError(
                    f"{table}: {', '.join(sorted(softened))} must reject, for a row without a "
                    "usable key cannot be kept. Remove it from the configured severities."
                )
        own = set(self.cross_rules(specification)) - of_contracts if across else set()
        if rejecting := sorted(code for code in own if severities.get(code) is Severity.REJECT):
            raise ValueError(
                f"{self.title}: {', '.join(rejecting)} cannot reject, for a rule over tables names "
                "rows and not which of them is wrong. Remove it from the configured severities."
            )

    def _failing(self, rule: Rule[C], columns: C) -> Mapping[str, NDArray[np.bool_]] | None:
        """By table, the rows that a rule implicates; none where it cannot be evaluated."""
        outcome = evaluate(rule, columns)
        refuse_crashed([outcome], self.title)
        return None if outcome.outcome is Outcome.SKIPPED else outcome.failing

    def _failing_contract(
        self, code: str, contract: TableContract, columns: C
    ) -> NDArray[np.bool_] | None:
        """Rows of one table that break a rule of its contract; none where it cannot be evaluated.

        A code may stand for several columns: those that were not given are left out.
        """
        table, specification = contract.table, columns.specification
        if contract.since > specification:
            return None
        rules = [rule for rule in contract.rules_in(specification) if rule.code == code]
        if not any(columns.given(table, *rule.fields[table]) for rule in rules):
            return None
        outcomes = [
            evaluate(rule, columns) for rule in rules if columns.holds(table, *rule.fields[table])
        ]
        refuse_crashed(outcomes, self.title)
        failing = np.zeros(columns.count(table), dtype=bool)
        for outcome in outcomes:
            failing |= outcome.failing[table]
        return failing

    def _refuse(self, code: str, specification: str) -> None:
        if code in self.official.codes.valid_in(specification):
            raise RuleNotWrittenError(f"Rule {code} of {specification} is not written.")
        of_any_year = self.official.codes.ever.union(
            *(_codes(each.rules) for each in self.contracts.values()),
            *(
                _codes(each.rules_in(max(specification, each.since)))
                for each in self.contracts.values()
            ),
            *(_codes(rules) for rules in self.cross),
        )
        if code in of_any_year:
            raise RuleNotInForceError(f"Specification {specification} has no rule {code}.")
        raise UnknownRuleError(f"There is no rule {code!r}. Rules are named by their code.")

    def _insist_on_known(self, *years: Mapping[str, pd.DataFrame] | None) -> None:
        for tables in years:
            if unknown := sorted(set(tables or {}) - set(self.contracts)):
                raise ValueError(
                    f"there is no table {', '.join(unknown)}: "
                    f"choose from {', '.join(self.contracts)}"
                )


@cache
def rules_by_code(cross: tuple[CrossRules[C], ...], specification: str) -> Mapping[str, Rule[C]]:
    """The rules over tables of a specification year, by code.

    Raises:
        ValueError: if a code has two rules in that year.
    """
    held = [rule for rules in cross for rule in rules if rule.holds_in(specification)]
    by_code = {rule.code: rule for rule in held}
    if len(by_code) < len(held):
        raise ValueError(f"{specification}: a code has two rules over tables")
    return by_code


def _codes(rules: Iterable[Rule[Any]]) -> frozenset[str]:
    return frozenset(rule.code for rule in rules)
