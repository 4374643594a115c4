"""A drop's text rows into typed, pseudonymised rows and a quarantine, table by table.

Here: the stage between extracts and people, for any return. Not here: what makes a row
acceptable (each return's contract) or how rows are split (``quality``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline import fingerprint
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.quality.scores import table_score
from ae_pipeline.quality.thresholds import exceeds

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.periods import Month
    from ae_pipeline.quality.findings import Severity
    from ae_pipeline.quality.verdict import Verdict
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.extracting import ExtractedDrop
    from ae_pipeline.settings import RejectionThreshold

FINDINGS, LEDGER = "findings", "ledger"
"""Names of the two tables that lie beside a drop's quarantined rows."""
_CODE = ("returns", "quality", "geography.py", "identity.py")


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
    made_from = fingerprint.of(
        extract=drop.fingerprint,
        key=pseudonymiser.check_value,
        areas=sorted(areas),
        severities=dict(severities),
        code=fingerprint.code(*_CODE),
    )
    known = validated(source, drop.month, lake)
    if known is not None and known.fingerprint == made_from:
        return known
    verdicts: dict[str, Verdict] = {}
    kept: dict[str, pd.DataFrame] = {}
    for table in source.tables_in(drop.specification):
        name = source.asset_name(table)
        rows = lake.read(Stage.EXTRACTS, source.name, drop.month, name)
        verdicts[name] = source.validate(table, rows, drop.specification, severities)
        kept[name] = source.minimise(table, verdicts[name].accepted, pseudonymiser, areas)
    outcomes = {name: outcome_of(verdict) for name, verdict in verdicts.items()}
    aside = {name: verdict.quarantined for name, verdict in verdicts.items()}
    aside[FINDINGS] = pd.concat([v.findings for v in verdicts.values()], ignore_index=True)
    aside[LEDGER] = pd.concat([v.ledger for v in verdicts.values()], ignore_index=True)
    manifest = {
        "fingerprint": made_from,
        "extract_digest": drop.digest,
        "specification": drop.specification,
        "tables": {name: vars(outcome) for name, outcome in outcomes.items()},
    }
    lake.replace(Stage.QUARANTINE, source.name, drop.month, aside, manifest)
    lake.replace(Stage.VALIDATED, source.name, drop.month, kept, manifest)
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
    accepted, quarantined = len(verdict.accepted), len(verdict.quarantined)
    return TableOutcome(
        read=accepted + quarantined,
        accepted=accepted,
        quarantined=quarantined,
        findings=len(verdict.findings),
        score=table_score(verdict.ledger),
    )
