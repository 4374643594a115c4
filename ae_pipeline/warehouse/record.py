"""From what the stages made to rows of the warehouse.

Here: the functions a stage calls at its end, each on a connection whose transaction the caller
opens. Not here: SQL (``warehouse.store``) or judgement (``indicators``). All may be run again:
the same input writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.revisions import revise
from ae_pipeline.validation.findings import Severity
from ae_pipeline.warehouse import reading, store, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.milestones import MilestoneStanding
    from ae_pipeline.indicators.outcomes import Statement
    from ae_pipeline.indicators.published.value import PublishedValue
    from ae_pipeline.indicators.revisions import Reason
    from ae_pipeline.indicators.targets import Plan, Target
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Month, Period
    from ae_pipeline.returns.extract import SourceFile
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

    The ledger (``validation.verdict.LEDGER_COLUMNS``) is of that table alone, which is recorded
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

    The findings (``validation.findings.FINDING_COLUMNS``) are of that table alone. A row counts
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
            "frequencies": ",".join(frequency.value for frequency in measure.frequencies),
            "scale": measure.scale,
            "population": measure.population,
        }
        for measure in measures
    ]
    return store.write_indicators(connection, rows)


def record_benchmarks(
    connection: Connection, values: Iterable[PublishedValue], run: Run
) -> Written:
    """Hold these published figures and means, and no others (``indicators.benchmarks``)."""
    rows = [dict(vars(value)) for value in values]
    return store.hold(connection, tables.benchmark_value, {}, tables.BENCHMARK_KEY, rows, run)


def record_targets(connection: Connection, plan: Plan, run: Run) -> Written:
    """Hold the plan's targets and no others; likewise its wording of the key indicators.

    Returns:
        What was written of ``target``.
    """
    headings = [
        {"key_indicator": number, "title": title} for number, title in plan.headings.items()
    ]
    store.hold(
        connection, tables.plan_key_indicator, {}, tables.PLAN_KEY_INDICATOR_KEY, headings, run
    )
    rows = [
        {
            "measure_id": target.measure_id,
            "kind": target.kind.value,
            "direction": None if target.direction is None else target.direction.value,
            "comparator": target.comparator,
            "baseline_period": target.baseline_period,
            "priority": target.priority,
            "milestone_year": target.milestone_year,
            "origin": target.origin,
            "numbers": _numbers(target),
        }
        for target in plan.targets.values()
    ]
    return store.hold(connection, tables.target, {}, tables.TARGET_KEY, rows, run)


def _numbers(target: Target) -> str | None:
    if target.by_year:
        return ", ".join(f"{year}={number}" for year, number in target.by_year)
    if target.start is not None and target.end is not None:
        return " to ".join(f"{day}={number}" for day, number in (target.start, target.end))
    return None


def record_milestones(
    connection: Connection, month: Month, standings: Iterable[MilestoneStanding], run: Run
) -> Written:
    """Hold how the plan's milestones stood at the end of a month."""
    rows = [
        {
            "month": str(month),
            "milestone_id": each.milestone.id,
            "part": each.milestone.part,
            "part_title": each.milestone.part_title,
            "priority": each.milestone.priority,
            "year": each.milestone.year,
            "title": each.milestone.title,
            "key_element": each.milestone.key_element,
            "send": each.milestone.send,
            "status": each.status,
            "owner_role": each.owner_role,
            "evidence": each.evidence,
            "evidence_on": each.evidence_on,
            "due_on": each.due_on,
            "completed_on": each.completed_on,
            "reported_on": each.reported_on,
            "overdue": each.overdue,
            "unevidenced": each.unevidenced,
            "unreported": each.unreported,
            "stale": each.stale,
            "measures": ",".join(each.milestone.measures),
        }
        for each in standings
    ]
    scope = {"month": str(month)}
    return store.hold(connection, tables.milestone, scope, tables.MILESTONE_KEY, rows, run)


def record_statements(connection: Connection, statements: Iterable[Statement], run: Run) -> Written:
    """Hold what the plan says will come of it, a row for each measure of a statement."""
    rows = [
        {
            "statement_id": each.id,
            "priority": each.priority,
            "kind": each.kind.value,
            "statement": each.statement,
            "measure_id": measure,
            "evidence_needed": each.evidence,
        }
        for each in statements
        for measure in each.measures or ("",)
    ]
    return store.hold(connection, tables.plan_statement, {}, tables.STATEMENT_KEY, rows, run)


def publish_values(
    connection: Connection,
    month: Month,
    figures: Iterable[Figure],
    reasons: Mapping[str, Reason],
    run: Run,
) -> Written:
    """Report a month's figures. What changed supersedes what was reported, and says why.

    A figure of days before the month (an academic year) that a later month has counted since stays
    as that month counted it: it knew more.

    Args:
        connection: in a transaction.
        month: reporting month.
        figures: all of it.
        reasons: by measure, why anything should have changed in this run; a new version or
            population is noticed without it (``indicators.revisions.revise``).
        run: that reports.
    """
    counted = list(figures)
    current = reading.current_figures(connection, counted)
    later = {_group(each.figure) for each in current if (each.reported_for or "") > str(month)}
    revision = revise(current, [each for each in counted if _group(each) not in later], reasons)
    inserts = [
        {
            **vars(figure),
            "status": figure.status.value,
            "reported_for": str(month),
            "revision_reason": reason.value,
        }
        for figure, reason in revision.inserts
    ]
    return store.write_values(connection, inserts, [each.id for each in revision.superseded], run)


def _group(figure: Figure) -> tuple[str, str, Period]:
    return (figure.measure_id, figure.area_code, figure.period)
