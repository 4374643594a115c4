"""One rule of the CIN Census asked of tables by its code: the rows it implicates, if it can be.

Here: what this return's rules are asked of. Not here: how a rule is asked
(``returns.statutory.evaluation``), rules, nor what becomes of rows (``validate`` of the return).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.cin.statutory import official, statutory_rules
from ae_pipeline.returns.cin.statutory.evidence import Evidence
from ae_pipeline.returns.statutory.evaluation import (
    Statutes,
    collection_days,
    insist_on_known_tables,
)
from ae_pipeline.returns.statutory.text import day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from ae_pipeline.returns.asking import Contracts, Positions

_CHILDREN, _SEX, _GENDER = "ChildIdentifiers", "Sex", "GenderCurrent"
"""Until 2023-24 the census has gender where it has sex since."""


def gather(
    contracts: Contracts,
    tables: Mapping[str, pd.DataFrame],
    *,
    specification: str,
    collection_start: date | str | None = None,
    collection_end: date | str | None = None,
) -> Evidence:
    """What rules are asked of, made once for any number of them.

    Args:
        contracts: of the return, by table.
        tables: text cells by official table name and column. Any table or column may be absent,
            any column of any dtype; a column that the contract does not know is ignored.
        specification: year whose rules hold.
        collection_start: first day of the collection year; by default the day after that a year
            before its last.
        collection_end: its last day; by default the reference date in Header, or else the 31
            March that ends the specification's year.

    Raises:
        ValueError: if there is no such table, or a day is no date.
    """
    insist_on_known_tables(contracts, tables)
    return Evidence(
        _with_sex(tables),
        {table: contract.types for table, contract in contracts.items()},
        collection_days(specification, None, None),
        start=None if collection_start is None else day(collection_start),
        end=None if collection_end is None else day(collection_end),
    )


def ask(
    code: str, evidence: Evidence, *, contracts: Contracts, specification: str
) -> Positions | None:
    """Ask one rule of the evidence.

    Returns:
        By table, the rows that the rule implicates, every table of the rule named that was given;
        ``None`` where it cannot be asked of what was given.

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


def _with_sex(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """Tables in which gender stands where sex does, as the reader puts it."""
    children = tables.get(_CHILDREN)
    if children is None or _SEX in children.columns or _GENDER not in children.columns:
        return tables
    return {**tables, _CHILDREN: children.rename(columns={_GENDER: _SEX})}
