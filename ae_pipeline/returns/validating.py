"""A drop's text rows into typed, pseudonymised rows and a quarantine, table by table.

A table that can be large is validated in parts, such that rows which must be compared are in one.

Here: the stage between extracts and people, for any return. Not here: what makes a row
acceptable (each return's contract) or how rows are split (``validation``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline import fingerprint
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.returns import examination, source_code
from ae_pipeline.validation.scores import table_score
from ae_pipeline.validation.thresholds import exceeds

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.extracting import ExtractedDrop
    from ae_pipeline.settings import RejectionThreshold
    from ae_pipeline.validation.findings import Severity
    from ae_pipeline.validation.verdict import Verdict

FINDINGS, LEDGER = "findings", "ledger"
"""Names of the two tables that lie beside a drop's quarantined rows."""


@dataclass(frozen=True)
class TableOutcome:
    """How the rows of one table fared. ``accepted + quarantined == read``."""

    read: int
    accepted: int
    quarantined: int
    findings: int
    score: float | None
    """Percent of the questions asked of its rows that were answered well; none without rows."""


@dataclass(frozen=True)
class ValidatedDrop:
    """What is known of a drop once it is validated.

    Attributes:
        extract_digest: of the files that were validated.
        fingerprint: of everything the outcome was made from.
        tables: by asset name.
    """

    return_name: str
    month: Month
    specification: str
    extract_digest: str
    fingerprint: str
    tables: dict[str, TableOutcome]

    def blocked(self, threshold: RejectionThreshold) -> list[str]:
        """Tables of which so much was rejected that nothing may be built on them."""
        return [
            name
            for name, outcome in self.tables.items()
            if exceeds(threshold.of(self.return_name, name), outcome.read, outcome.quarantined)
        ]


def validate(
    source: Return,
    drop: ExtractedDrop,
    lake: Lake,
    *,
    pseudonymiser: Pseudonymiser,
    areas: Collection[str],
    severities: Mapping[str, Severity],
) -> ValidatedDrop:
    """Validate a drop that has been extracted, unless that has been done from the same."""
    across = examination.can_be_examined(source, drop.specification)
    before = examination.last_of_year_before(source, drop.month, lake) if across else None
    made_from = fingerprint.of(
        extract=drop.fingerprint,
        before=None if before is None else before.fingerprint,
        key=pseudonymiser.check_value,
        areas=sorted(areas),
        severities=dict(severities),
        code=source_code.of_validation(source.name),
    )
    known = validated(source, drop.month, lake)
    if known is not None and known.fingerprint == made_from:
        return known
    tallies: dict[str, _Tally] = {}
    whole: dict[str, pd.DataFrame] = {}
    found: dict[str, pd.DataFrame] = {}
    more: pd.Series[int] = pd.Series(dtype="int64")
    with (
        lake.replacement(Stage.VALIDATED, source.name, drop.month) as kept,
        lake.replacement(Stage.QUARANTINE, source.name, drop.month) as aside,
    ):
        for table in source.tables_in(drop.specification):
            name = source.asset_name(table)
            tally = _Tally()
            for rows in lake.parts(
                Stage.EXTRACTS, source.name, drop.month, name, by=source.parted_by(table)
            ):
                verdict = source.validate(table, rows, drop.specification, severities)
                kept.append(name, source.minimise(table, verdict.accepted, pseudonymiser, areas))
                aside.append(name, verdict.quarantined)
                aside.append(FINDINGS, verdict.findings)
                tally.add(verdict)
                if across:
                    whole[table], found[table] = rows, verdict.findings
            tallies[table] = tally
        ledger = pd.concat([tally.ledger() for tally in tallies.values()], ignore_index=True)
        if across:
            told = examination.examined(
                source,
                drop,
                whole,
                lake,
                by_contract=pd.concat(found.values(), ignore_index=True),
                ledger=ledger,
                areas=areas,
                severities=severities,
            )
            aside.append(FINDINGS, told.findings)
            ledger, more = told.ledger, told.findings["table"].value_counts()
        aside.append(LEDGER, ledger)
        outcomes = {
            source.asset_name(table): tally.outcome(
                ledger[ledger["table"] == table], int(more.get(table, 0))
            )
            for table, tally in tallies.items()
        }
        manifest = {
            "fingerprint": made_from,
            "extract_digest": drop.digest,
            "specification": drop.specification,
            "tables": {name: vars(outcome) for name, outcome in outcomes.items()},
        }
        aside.finish(manifest)
        kept.finish(manifest)
    return _from_manifest(source.name, drop.month, manifest)


def validated(source: Return, month: Month, lake: Lake) -> ValidatedDrop | None:
    """What the lake holds of a month's validated drop; none if that has not been done."""
    manifest = lake.manifest(Stage.VALIDATED, source.name, month)
    return None if manifest is None else _from_manifest(source.name, month, manifest)


def _from_manifest(return_name: str, month: Month, manifest: Mapping[str, Any]) -> ValidatedDrop:
    return ValidatedDrop(
        return_name=return_name,
        month=month,
        specification=manifest["specification"],
        extract_digest=manifest["extract_digest"],
        fingerprint=manifest["fingerprint"],
        tables={name: TableOutcome(**counts) for name, counts in manifest["tables"].items()},
    )


def outcome_of(verdict: Verdict) -> TableOutcome:
    """The counts of a verdict."""
    tally = _Tally()
    tally.add(verdict)
    return tally.outcome(verdict.ledger)


class _Tally:
    """The counts of the verdicts on a table's parts."""

    def __init__(self) -> None:
        self._accepted = self._quarantined = self._findings = 0
        self._ledgers: list[pd.DataFrame] = []

    def add(self, verdict: Verdict) -> None:
        """Count another part."""
        self._accepted += len(verdict.accepted)
        self._quarantined += len(verdict.quarantined)
        self._findings += len(verdict.findings)
        self._ledgers.append(verdict.ledger)

    def ledger(self) -> pd.DataFrame:
        """One line per rule; every part was asked the same, in the same order."""
        total = self._ledgers[0].copy()
        for counted in ("rows_checked", "rows_failed"):
            total[counted] = sum(ledger[counted] for ledger in self._ledgers)
        return total

    def outcome(self, ledger: pd.DataFrame, more: int = 0) -> TableOutcome:
        """The counts of all parts together.

        Args:
            ledger: of the table, with what rules over tables asked.
            more: findings of those rules.
        """
        return TableOutcome(
            read=self._accepted + self._quarantined,
            accepted=self._accepted,
            quarantined=self._quarantined,
            findings=self._findings + more,
            score=table_score(ledger),
        )
