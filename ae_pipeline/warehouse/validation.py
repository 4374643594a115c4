"""A validated drop's ledger and quarantine, table by table, into the warehouse. Counts only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.lake import Lake, Stage
from ae_pipeline.returns.validating import FINDINGS, LEDGER
from ae_pipeline.warehouse.record import record_quality, record_quarantine
from ae_pipeline.warehouse.store import Run, Written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.validating import ValidatedDrop


def record_validation(
    connection: Connection, source: Return, drop: ValidatedDrop, lake: Lake, month: Month, run: Run
) -> tuple[Written, Written]:
    """Say how a month's drop fared: rules checked and failed, and rows set aside.

    Returns:
        What was written to ``quality_result`` and to ``quarantine_summary``.
    """
    ledger = lake.read(Stage.QUARANTINE, source.name, drop.month, LEDGER)
    findings = lake.read(Stage.QUARANTINE, source.name, drop.month, FINDINGS)
    quality, quarantine = [], []
    for table in source.tables_in(drop.specification):
        about = (connection, source.name, month, drop.month, source.asset_name(table))
        lines = ledger[ledger["table"] == table]
        quality.append(record_quality(*about, lines, drop.extract_digest, run))
        quarantine.append(record_quarantine(*about, findings[findings["table"] == table], run))
    return _sum(quality), _sum(quarantine)


def _sum(written: Iterable[Written]) -> Written:
    parts = list(written)
    return Written(sum(part.inserted for part in parts), sum(part.superseded for part in parts))
