"""One rule of SSDA903 asked of tables by its code: which rows it implicates, if it can be asked.

Here: where a code's answer comes from, a statutory rule or else the contract, and the form of the
answer. Not here: rules, nor what becomes of rows (``validate`` of the return).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.periods import CollectionYear
from ae_pipeline.quality.keys import DUPLICATE
from ae_pipeline.returns.asking import (
    Contracts,
    Positions,
    RuleNotInForceError,
    UnknownRuleError,
    breaking_cells_and_rows,
    sharing_a_key,
)
from ae_pipeline.returns.ssda903.statutory import official, statutory_rules
from ae_pipeline.returns.ssda903.statutory.evidence import CannotAsk, Evidence, as_flags
from ae_pipeline.returns.ssda903.statutory.text import day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from ae_pipeline.quality.contract import TableContract
    from ae_pipeline.quality.findings import RuleInfo


class RuleNotWrittenError(PipelineError):
    """The collector has the rule in this year, and the house has not written it yet."""


def gather(
    contracts: Contracts,
    tables: Mapping[str, pd.DataFrame],
    *,
    specification: str,
    previous: Mapping[str, pd.DataFrame] | None = None,
    collection_start: date | str | None = None,
    collection_end: date | str | None = None,
    authority: str | None = None,
    providers: pd.DataFrame | None = None,
) -> Evidence:
    """What rules are asked of, made once for any number of them.

    Args:
        contracts: of the return, by table.
        tables: text cells by official table name and column. Any table or column may be absent,
            any column of any dtype; a column that neither contract nor collector knows is ignored.
        specification: year whose rules hold; by default its days are the collection year's.
        previous: last year's tables, likewise.
        collection_start: first day of the collection year.
        collection_end: its last day.
        authority: code of the authority that makes the return.
        providers: Ofsted's list of homes.

    Raises:
        ValueError: if there is no such table, or a day is no date.
    """
    for names in (tables, previous or {}):
        if unknown := sorted(set(names) - set(contracts)):
            raise ValueError(
                f"there is no table {', '.join(unknown)}: choose from {', '.join(contracts)}"
            )
    year = CollectionYear.parse(specification)
    return Evidence(
        tables,
        {table: contract.types for table, contract in contracts.items()},
        (
            day(year.start if collection_start is None else collection_start),
            day(year.end if collection_end is None else collection_end),
        ),
        previous=previous,
        authority=authority,
        providers=providers,
    )


def ask(
    code: str, evidence: Evidence, *, contracts: Contracts, specification: str
) -> Positions | None:
    """Ask one rule of the evidence.

    Returns:
        By table, the rows that the rule implicates, every table of the rule named; ``None`` where
        it cannot be asked of what was given.

    Raises:
        UnknownRuleError: if no year has such a rule.
        RuleNotInForceError: if this year has none.
        RuleNotWrittenError: if this year has it, and the house does not.
    """
    known = codes_in_force(contracts, specification)
    if code not in known:
        _refuse(code, contracts, specification)
    try:
        if (rule := statutory_rules(specification).get(code)) is not None:
            if not rule.can_be_asked_of(evidence):
                return None
            failing = {table: as_flags(rows) for table, rows in rule.failing(evidence).items()}
        else:
            failing = {
                table: rows
                for table, contract in contracts.items()
                if (rows := _breaking(code, contract, evidence, specification)) is not None
            }
            if not failing:
                return None
    except CannotAsk:
        return None
    return {table: np.flatnonzero(rows).tolist() for table, rows in failing.items()}


def codes_in_force(contracts: Contracts, specification: str) -> frozenset[str]:
    """Codes that can be asked in a year: those that are written, official ones and the house's."""
    by_contract = {
        info.code
        for contract in contracts.values()
        if contract.since <= specification
        for info in _infos(contract, specification)
    }
    official_now = official.CODES.valid_in(specification)
    written = {code for code in by_contract if code in official_now or code not in official.EVER}
    return frozenset(written | set(statutory_rules(specification)))


def _infos(contract: TableContract, specification: str) -> list[RuleInfo]:
    return [question.info for question in contract.year(specification).questions]


def _refuse(code: str, contracts: Contracts, specification: str) -> None:
    if code in official.CODES.valid_in(specification):
        raise RuleNotWrittenError(f"Rule {code} of {specification} is not written yet.")
    houses = {
        info.code
        for contract in contracts.values()
        for info in _infos(contract, max(specification, contract.since))
    }
    if code in official.EVER or code in houses:
        raise RuleNotInForceError(f"Specification {specification} has no rule {code}.")
    raise UnknownRuleError(f"There is no rule {code!r}. Rules are named by their official code.")


def _breaking(
    code: str, contract: TableContract, evidence: Evidence, specification: str
) -> NDArray[np.bool_] | None:
    """Rows of one table that break a rule of its contract; none where it cannot be asked of it."""
    infos = [info for info in _infos(contract, specification) if info.code == code]
    asked = dict.fromkeys(name for info in infos for name in info.columns)
    if not infos or contract.since > specification or not evidence.given(contract.table, *asked):
        return None
    failing = breaking_cells_and_rows(
        code,
        contract,
        specification,
        evidence.table(contract.table),
        lambda name: evidence.unreadable(contract.table, name),
    )
    if code in {DUPLICATE, contract.conflict_rule(specification)}:
        every = {name: evidence.optional(contract.table, name) for name in contract.cells}
        failing |= sharing_a_key(code, contract, pd.DataFrame(every))
    return failing
