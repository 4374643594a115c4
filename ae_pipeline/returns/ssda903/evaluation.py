"""One rule of SSDA903 asked of tables by its code: which rows it implicates, if it can be asked.

Here: what this return's rules are asked of. Not here: how a rule is asked
(``returns.statutory.evaluation``), rules, nor what becomes of rows (``validate`` of the return).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.asking import RuleNotInForceError, UnknownRuleError
from ae_pipeline.returns.ssda903.statutory import official, statutory_rules
from ae_pipeline.returns.ssda903.statutory.evidence import Evidence
from ae_pipeline.returns.statutory.evaluation import (
    RuleNotWrittenError,
    Statutes,
    collection_days,
    insist_on_known_tables,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from ae_pipeline.returns.asking import Contracts, Positions

__all__ = [
    "RuleNotInForceError",
    "RuleNotWrittenError",
    "UnknownRuleError",
    "ask",
    "codes_in_force",
    "gather",
]


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
    insist_on_known_tables(contracts, tables, previous)
    return Evidence(
        tables,
        {table: contract.types for table, contract in contracts.items()},
        collection_days(specification, collection_start, collection_end),
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
    return _statutes(contracts).ask(code, evidence, specification)


def codes_in_force(contracts: Contracts, specification: str) -> frozenset[str]:
    """Codes that can be asked in a year: those that are written, official ones and the house's."""
    return _statutes(contracts).codes_in_force(specification)


def _statutes(contracts: Contracts) -> Statutes[Evidence]:
    return Statutes(contracts, official.CODES, official.EVER, statutory_rules)
