"""The rules over tables and years that a month's drop is asked, beside its contracts.

Their findings are warnings: they never set a row aside. Here: what they are asked of in a month,
and how findings and ledger of both come together. Not here: the rules, nor the contracts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.lake import Stage
from ae_pipeline.returns.extracting import extracted
from ae_pipeline.returns.sending import sent
from ae_pipeline.returns.statutory import examining
from ae_pipeline.returns.statutory.examining import Outcome
from ae_pipeline.validation.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ae_pipeline.lake import Lake
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.extracting import ExtractedDrop

_YEAR_DIGITS = 4


class RuleCrashedError(PipelineError):
    """A rule broke down: a fault of this software. Says which, and where."""


@dataclass(frozen=True)
class Examined:
    """What rules over tables add to what the contracts say.

    Attributes:
        findings: ``FINDING_COLUMNS``, of cells that the contracts do not name by the same code.
        ledger: ``LEDGER_COLUMNS`` of contracts and rules over tables together.
    """

    findings: pd.DataFrame
    ledger: pd.DataFrame


def can_be_examined(source: Return, specification: str) -> bool:
    """Whether a return has rules over tables, and its drops are held whole.

    A table that is validated in parts is never there as a whole.
    """
    whole = all(source.parted_by(table) is None for table in source.tables)
    return whole and bool(source.statutory(specification))


def last_of_year_before(source: Return, month: Month, lake: Lake) -> ExtractedDrop | None:
    """The newest drop of the collection year before a month's, if the lake has one."""
    year = int(source.year_of(month)[:_YEAR_DIGITS])
    before = [
        each
        for each in lake.months(Stage.EXTRACTS, source.name)
        if int(source.year_of(each)[:_YEAR_DIGITS]) == year - 1
    ]
    return extracted(source, max(before), lake) if before else None


def examined(
    source: Return,
    drop: ExtractedDrop,
    tables: Mapping[str, pd.DataFrame],
    lake: Lake,
    *,
    by_contract: pd.DataFrame,
    ledger: pd.DataFrame,
    areas: Collection[str],
    severities: Mapping[str, Severity],
) -> Examined:
    """Ask a drop all rules over its tables.

    Args:
        source: the return.
        drop: what is known of the drop.
        tables: its text rows by official name.
        lake: has last year's return too, if it has landed.
        by_contract: findings of the contracts.
        ledger: likewise.
        areas: codes of the places inside the authority. One alone is taken for the authority's.
        severities: by rule, where the deployment differs from the house.

    Raises:
        ValueError: if a rule over tables is configured to reject, which it cannot.
        RuleCrashedError: if a rule broke down.
    """
    rules = source.statutory(drop.specification)
    own = {code for code in rules if code not in set(ledger["rule"])}
    if rejecting := sorted(c for c in own if severities.get(c) is Severity.REJECT):
        raise ValueError(
            f"{source.title}: {', '.join(rejecting)} cannot reject, for a rule over tables names "
            "rows and not which of them is wrong. Remove it from the configured severities."
        )
    before = last_of_year_before(source, drop.month, lake)
    answers = source.examine(
        sent(source, tables, drop.notices),
        specification=drop.specification,
        previous=None if before is None else _sent(source, before, lake),
        authority=next(iter(areas)) if len(areas) == 1 else None,
        areas=areas,
    )
    if crashed := [f"{a.code} ({a.why})" for a in answers if a.outcome is Outcome.CRASHED]:
        raise RuleCrashedError(
            f"{source.title}: a fault of this software in {', '.join(crashed)}. Report it; nothing "
            "of the drop was validated."
        )
    across = examining.findings(
        answers,
        tables,
        return_name=source.name,
        specification=drop.specification,
        severities={code: severity for code, severity in severities.items() if code in own},
    )
    new = examining.joined(by_contract, across).iloc[len(by_contract) :]
    asked = examining.ledger(answers, drop.specification, severities)
    return Examined(new.reset_index(drop=True), _together(ledger, asked, by_contract, new))


def _together(
    ledger: pd.DataFrame, asked: pd.DataFrame, by_contract: pd.DataFrame, new: pd.DataFrame
) -> pd.DataFrame:
    """One line per table and rule; of a code that both ask, the rows that either found."""
    rule = ["table", "rule"]
    known = pd.MultiIndex.from_frame(ledger[rule])
    twice = pd.MultiIndex.from_frame(asked[rule]).isin(known)
    both = set(asked.loc[twice, "rule"])
    places = pd.concat([found[found["rule"].isin(both)] for found in (by_contract, new)])
    rows = places.drop_duplicates([*rule, "file", "row"]).groupby(rule).size()
    counted = pd.Series(rows.reindex(known).to_numpy(), index=ledger.index)
    failed = counted.fillna(ledger["rows_failed"]).astype("int64")
    return pd.concat([ledger.assign(rows_failed=failed), asked[~twice]], ignore_index=True)


def _sent(source: Return, drop: ExtractedDrop, lake: Lake) -> dict[str, pd.DataFrame]:
    tables = {
        table: lake.read(Stage.EXTRACTS, source.name, drop.month, source.asset_name(table))
        for table in source.tables_in(drop.specification)
    }
    return sent(source, tables, drop.notices)
