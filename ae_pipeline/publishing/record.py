"""From what the stages made to rows of the warehouse.

Here: the functions a stage calls at its end, each on a connection whose transaction the caller
opens. Not here: SQL (``warehouse.store``) or judgement (``indicators``). All may be run again:
the same input writes nothing.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ae_pipeline.indicators.key_indicators import judged
from ae_pipeline.indicators.revisions import revise
from ae_pipeline.quality.findings import Severity
from ae_pipeline.warehouse import reading, store, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.key_indicators import Areas
    from ae_pipeline.indicators.revisions import Reason
    from ae_pipeline.indicators.targets import Plan
    from ae_pipeline.indicators.values import Figure
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.extract import SourceFile
    from ae_pipeline.returns.published.value import PublishedValue
    from ae_pipeline.warehouse.store import Run, Written


def record_extracts(
    connection: Connection,
    return_name: str,
    month: Month,
    drop_month: Month,
    files: Iterable[SourceFile],
    run: Run,
) -> Written:
    """Say which files a month read for a return, and from which month's drop.

    A file that fed no table has one row with an empty table and no rows.
    """
    rows = [
        {
            "return": return_name,
            "month": str(month),
            "drop_month": str(drop_month),
            "age_months": month.since(drop_month),
            "file": file.name,
            "size": file.size,
            "sha256": file.sha256,
            "modified": file.modified,
            "table": table,
            "rows": count,
        }
        for file in files
        for table, count in (file.rows or {"": 0}).items()
    ]
    scope = {"return": return_name, "month": str(month)}
    return store.hold(connection, tables.extract, scope, tables.EXTRACT_KEY, rows, run)


def record_quality(
    connection: Connection,
    return_name: str,
    month: Month,
    drop_month: Month,
    table: str,
    ledger: pd.DataFrame,
    extract_digest: str,
    run: Run,
) -> Written:
    """Say how each rule did on a table in a month.

    The ledger (``quality.verdict.LEDGER_COLUMNS``) is of that table alone, which is recorded
    under the name given, whatever the ledger calls it. The digest is of the files judged.
    """
    scope = {"return": return_name, "month": str(month), "table": table}
    rows = [
        {
            **scope,
            "drop_month": str(drop_month),
            "rule": str(line["rule"]),
            "dimension": str(line["dimension"]),
            "severity": str(line["severity"]),
            "specification": str(line["specification"]),
            "rows_checked": int(line["rows_checked"]),
            "rows_failed": int(line["rows_failed"]),
            "extract_digest": extract_digest,
        }
        for line in ledger.to_dict("records")
    ]
    return store.hold(connection, tables.quality_result, scope, tables.QUALITY_KEY, rows, run)


def record_quarantine(
    connection: Connection,
    return_name: str,
    month: Month,
    drop_month: Month,
    table: str,
    findings: pd.DataFrame,
    run: Run,
) -> Written:
    """Say how many rows of a table each rule set aside in a month.

    The findings (``quality.findings.FINDING_COLUMNS``) are of that table alone. A row counts
    once for a rule, however many columns the finding names, and warnings do not count.
    """
    rejected = findings[findings["severity"] == Severity.REJECT.value]
    counts = rejected.drop_duplicates(["file", "row", "rule"]).groupby("rule").size()
    scope = {"return": return_name, "month": str(month), "table": table}
    rows = [
        {**scope, "drop_month": str(drop_month), "rule": str(rule), "rows": int(count)}
        for rule, count in counts.items()
    ]
    return store.hold(
        connection, tables.quarantine_summary, scope, tables.QUARANTINE_KEY, rows, run
    )


def record_indicators(connection: Connection, measures: Iterable[MeasureInfo]) -> int:
    """Keep the indicator dictionary; how many entries were new or reworded."""
    rows = [
        {
            "measure_id": measure.id,
            "measure_version": measure.version,
            "title": measure.title,
            "definition": measure.definition,
            "unit": measure.unit.value,
            "polarity": measure.polarity.value,
            "decimals": measure.decimals,
            "source": measure.source,
            "lait": measure.lait,
            "snapshot": measure.snapshot,
            "key_indicators": ",".join(str(number) for number in measure.key_indicators),
            "priorities": ",".join(str(number) for number in measure.priorities),
        }
        for measure in measures
    ]
    return store.write_indicators(connection, rows)


def record_benchmarks(
    connection: Connection, values: Iterable[PublishedValue], run: Run
) -> Written:
    """Hold these published figures and means, and no others (``indicators.benchmarks``)."""
    rows = [asdict(value) for value in values]
    return store.hold(connection, tables.benchmark_value, {}, tables.BENCHMARK_KEY, rows, run)


def record_targets(connection: Connection, plan: Plan, run: Run) -> Written:
    """Hold the plan's targets and no others."""
    rows = [
        {
            **asdict(target),
            "kind": target.kind.value,
            "direction": None if target.direction is None else target.direction.value,
        }
        for target in plan.targets.values()
    ]
    return store.hold(connection, tables.target, {}, tables.TARGET_KEY, rows, run)


def publish_values(
    connection: Connection, figures: Iterable[Figure], reason: Reason, run: Run
) -> Written:
    """Report figures. What changed supersedes what was reported, and says why.

    The reason is why anything should have changed in this run; a new version or population is
    noticed without being told (``indicators.revisions.revise``).
    """
    rows = [{**asdict(figure), "status": figure.status.value} for figure in figures]
    revision = revise(store.current_values(connection, rows), rows, reason)
    return store.write_values(connection, revision.inserts, revision.superseded, run)


def refresh_key_indicator(
    connection: Connection,
    month: Month,
    measures: Mapping[str, MeasureInfo],
    plan: Plan,
    areas: Areas,
    run: Run,
) -> Written:
    """Judge the current totals of a month and hold them as its ``key_indicator`` rows."""
    totals = reading.current_totals(connection, areas.authority, month.end)
    comparators = {target.comparator for target in plan.targets.values()} - {None}
    wanted = [areas.authority, areas.country, areas.neighbours, *sorted(map(str, comparators))]
    rows = judged(
        [total for total in totals if total["measure_id"] in measures],
        reading.current_benchmarks(connection, wanted),
        measures,
        plan,
        areas,
    )
    return store.write_key_indicators(connection, areas.authority, str(month), rows, run)
