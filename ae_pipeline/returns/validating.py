"""A drop's text rows into typed, pseudonymised rows and a quarantine, table by table.

A table that can be large is validated in parts, such that rows which must be compared are in one.

Here: the stage between extracts and people, for any return. Not here: what makes a row
acceptable (each return's contract) or how rows are split (``validation``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline import fingerprint, source_code
from ae_pipeline.lake import Lake, NotInLakeError, Stage, records_all
from ae_pipeline.returns.extracting import extracted
from ae_pipeline.returns.sending import sent
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.outcome import refuse_crashed
from ae_pipeline.validation.scores import table_score
from ae_pipeline.validation.thresholds import exceeds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.extracting import ExtractedDrop
    from ae_pipeline.settings import RejectionThreshold
    from ae_pipeline.validation.findings import Severity
    from ae_pipeline.validation.verdict import Verdict

CODE_WITHOUT = source_code.STORING
_MANIFEST = ("fingerprint", "extract_digest", "specification", "tables")
_YEAR_DIGITS = 4
FINDINGS, LEDGER = "findings", "ledger"
"""Names of the two tables that lie beside a drop's quarantined rows."""


def code_of(return_name: str) -> tuple[str, ...]:
    """Modules that validate a return."""
    return ("returns.validating", f"returns.{return_name}.contract", "identity", "geography")


@dataclass(frozen=True)
class TableCounts:
    """How many rows of one table were accepted. ``accepted + quarantined == read``."""

    read: int
    accepted: int
    quarantined: int
    findings: int
    score: float | None
    """Percent of the checks of its rows that were passed; none without rows."""


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
    tables: dict[str, TableCounts]

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
    """Validate a submission that has been extracted, unless that has been done from the same.

    Raises:
        ValueError: if a severity is configured that cannot be.
        NotInLakeError: if last year's submission was extracted by code that recorded less of it.
        RuleCrashedError: if a rule broke down.
    """
    across = has_cross_rules(source, drop.specification)
    before = _before(source, drop.month, lake) if across else None
    inputs = fingerprint.of(
        extract=drop.fingerprint,
        before=None if before is None else before.fingerprint,
        key=pseudonymiser.check_value,
        areas=sorted(areas),
        severities=dict(severities),
        code=source_code.digest(*code_of(source.name), without=CODE_WITHOUT),
    )
    current = validated(source, drop.month, lake)
    if current is not None and current.fingerprint == inputs:
        return current
    context = RuleContext(
        drop.specification,
        previous=None if before is None else _sent(source, before, lake),
        authority=next(iter(areas)) if len(areas) == 1 else None,
        areas=areas,
        severities=severities,
    )
    counts = {table: _Counts() for table in source.tables_in(drop.specification)}
    with (
        lake.replacement(Stage.VALIDATED, source.name, drop.month) as accepted,
        lake.replacement(Stage.QUARANTINE, source.name, drop.month) as quarantine,
    ):
        for tables in _parts(source, drop, lake, whole=across):
            validation = source.run(
                tables,
                context,
                sent=sent(source, tables, drop.notices) if across else None,
                across=across,
            )
            refuse_crashed(validation.outcomes, source.title)
            for table in tables:
                name, verdict = source.asset_name(table), validation.of(table)
                rows = source.minimise(table, verdict.accepted, pseudonymiser, areas)
                accepted.append(name, rows)
                quarantine.append(name, verdict.quarantined)
                counts[table].add(verdict)
            quarantine.append(FINDINGS, validation.findings)
        ledger = pd.concat([each.ledger() for each in counts.values()], ignore_index=True)
        quarantine.append(LEDGER, ledger)
        outcomes = {source.asset_name(table): each.counts() for table, each in counts.items()}
        manifest = {
            "fingerprint": inputs,
            "extract_digest": drop.digest,
            "specification": drop.specification,
            "tables": {name: vars(outcome) for name, outcome in outcomes.items()},
        }
        quarantine.finish(manifest)
        accepted.finish(manifest)
    return _from_manifest(source.name, drop.month, manifest)


def has_cross_rules(source: Return, specification: str) -> bool:
    """Whether a return has rules over tables, and its submissions are held whole.

    A table that is validated in parts is never there as a whole.
    """
    whole = all(source.parted_by(table) is None for table in source.tables)
    return whole and bool(source.cross_rules(specification))


def last_of_year_before(source: Return, month: Month, lake: Lake) -> Month | None:
    """Month of the newest submission in the collection year before a month's, if there is one."""
    year = int(source.year_of(month)[:_YEAR_DIGITS])
    before = [
        each
        for each in lake.months(Stage.EXTRACTS, source.name)
        if int(source.year_of(each)[:_YEAR_DIGITS]) == year - 1
    ]
    return max(before) if before else None


def _before(source: Return, month: Month, lake: Lake) -> ExtractedDrop | None:
    """The submission that rules look back on."""
    before = last_of_year_before(source, month, lake)
    if before is None:
        return None
    extract = extracted(source, before, lake)
    if extract is None:
        raise NotInLakeError(
            f"{month} looks back on the {source.name} return of {before}, which an earlier version "
            f"extracted. Run that month again: ae run --period {before}"
        )
    return extract


def _parts(
    source: Return, drop: ExtractedDrop, lake: Lake, *, whole: bool
) -> Iterator[dict[str, pd.DataFrame]]:
    """What is validated together: all tables of a return that is held whole, else one at a time."""
    if whole:
        yield _tables(source, drop, lake)
        return
    for table in source.tables_in(drop.specification):
        place = Stage.EXTRACTS, source.name, drop.month, source.asset_name(table)
        for rows in lake.parts(*place, by=source.parted_by(table)):
            yield {table: rows}


def _tables(source: Return, drop: ExtractedDrop, lake: Lake) -> dict[str, pd.DataFrame]:
    return {
        table: lake.read(Stage.EXTRACTS, source.name, drop.month, source.asset_name(table))
        for table in source.tables_in(drop.specification)
    }


def _sent(source: Return, drop: ExtractedDrop, lake: Lake) -> dict[str, pd.DataFrame]:
    return sent(source, _tables(source, drop, lake), drop.notices)


def validated(source: Return, month: Month, lake: Lake) -> ValidatedDrop | None:
    """What the lake holds of a month's submission; none if today's code has not validated it."""
    manifest = lake.manifest(Stage.VALIDATED, source.name, month, _MANIFEST)
    if manifest is None or not records_all(manifest["tables"].values(), TableCounts):
        return None
    return _from_manifest(source.name, month, manifest)


def _from_manifest(return_name: str, month: Month, manifest: Mapping[str, Any]) -> ValidatedDrop:
    return ValidatedDrop(
        return_name=return_name,
        month=month,
        specification=manifest["specification"],
        extract_digest=manifest["extract_digest"],
        fingerprint=manifest["fingerprint"],
        tables={name: TableCounts(**counts) for name, counts in manifest["tables"].items()},
    )


def counts_of(verdict: Verdict) -> TableCounts:
    """The counts of one verdict."""
    counts = _Counts()
    counts.add(verdict)
    return counts.counts()


class _Counts:
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
        """One line per rule; every part was judged by the same, in the same order."""
        total = self._ledgers[0].copy()
        for counted in ("rows_checked", "rows_failed"):
            total[counted] = sum(ledger[counted] for ledger in self._ledgers)
        return total

    def counts(self) -> TableCounts:
        """The counts of all parts together."""
        return TableCounts(
            read=self._accepted + self._quarantined,
            accepted=self._accepted,
            quarantined=self._quarantined,
            findings=self._findings,
            score=table_score(self.ledger()),
        )
