"""What was reported when: questions to the history of ``indicator_value``.

Here: figures as they stood at a moment, and the log of what changed them, on SQLite and
PostgreSQL alike. Not here: current figures (``reading``), or what a revision means
(``indicators.revisions``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.indicators.figure import FigureKey, Status
from ae_pipeline.indicators.revision_sizes import Report
from ae_pipeline.indicators.revisions import (
    Event,
    LoggedRevision,
    LoggedValue,
    Reason,
    ReportedFigure,
)
from ae_pipeline.measures.definition import TOTAL, Unit
from ae_pipeline.warehouse import tables as t
from ae_pipeline.warehouse.reading import figure_of
from ae_pipeline.warehouse.types import Exact, Moment

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Period

REVISION_LOG = sa.table(
    "revision_log",
    sa.column("area_code", sa.Text),
    sa.column("measure_id", sa.Text),
    sa.column("period_start", sa.Date),
    sa.column("period_end", sa.Date),
    sa.column("breakdown", sa.Text),
    sa.column("category", sa.Text),
    sa.column("reported_for", sa.Text),
    sa.column("revised_at", Moment),
    sa.column("run_id", sa.Text),
    sa.column("event", sa.Text),
    sa.column("reason", sa.Text),
    sa.column("version_before", sa.Integer),
    sa.column("measure_version", sa.Integer),
    sa.column("numerator_before", sa.BigInteger),
    sa.column("numerator", sa.BigInteger),
    sa.column("denominator_before", sa.BigInteger),
    sa.column("denominator", sa.BigInteger),
    sa.column("value_before", Exact),
    sa.column("value", Exact),
    sa.column("published_before", Exact),
    sa.column("published_value", Exact),
    sa.column("status_before", sa.Text),
    sa.column("status", sa.Text),
)
"""The view: one row is a report, a revision, a withdrawal or a return of a figure."""


def figures_at(
    connection: Connection,
    area_code: str,
    moment: datetime,
    measure_id: str | None = None,
    month: str | None = None,
) -> list[ReportedFigure]:
    """Figures as they were reported at a moment.

    A figure holds from the moment it was reported up to, and not at, the moment it was superseded.

    Args:
        connection: to the warehouse.
        area_code: whose figures.
        moment: aware; what was reported at that very moment is in it.
        measure_id: of this measure alone.
        month: only figures that this reporting month had counted (``reported_for``): one of a
            longer time is the month's until a later month counts it otherwise.
    """
    v = t.indicator_value.c
    conditions = [
        v.area_code == area_code,
        v.reported_at <= moment,
        sa.or_(v.superseded_at.is_(None), v.superseded_at > moment),
    ]
    if measure_id is not None:
        conditions.append(v.measure_id == measure_id)
    if month is not None:
        conditions.append(v.reported_for == month)
    order = [v[name] for name in t.INDICATOR_VALUE_KEY]
    rows = connection.execute(sa.select(t.indicator_value).where(*conditions).order_by(*order))
    return [ReportedFigure(row.id, figure_of(row), row.reported_for) for row in rows]


def logged(
    connection: Connection,
    area_code: str,
    *,
    measure_id: str | None = None,
    period: Period | None = None,
    breakdown: str | None = None,
    since: datetime | None = None,
    first: bool = False,
) -> list[LoggedRevision]:
    """The log, oldest first; of one measure, period or breakdown, or of all.

    Args:
        connection: to the warehouse.
        area_code: whose figures.
        measure_id: of this measure alone.
        period: of figures about these days alone.
        breakdown: of this breakdown alone; ``total`` for figures of everybody.
        since: only what happened at this moment or later.
        first: with the first report of each figure, from which the log can be replayed.
    """
    r = REVISION_LOG.c
    conditions = [r.area_code == area_code]
    if measure_id is not None:
        conditions.append(r.measure_id == measure_id)
    if period is not None:
        conditions += [r.period_start == period.start, r.period_end == period.end]
    if breakdown is not None:
        conditions.append(r.breakdown == breakdown)
    if since is not None:
        conditions.append(r.revised_at >= since)
    if not first:
        conditions.append(r.event != Event.FIRST.value)
    order = [r.revised_at, *(r[name] for name in t.INDICATOR_VALUE_KEY)]
    rows = connection.execute(sa.select(REVISION_LOG).where(*conditions).order_by(*order))
    return [_logged(row) for row in rows]


def _logged(row: sa.Row[Any]) -> LoggedRevision:
    before = after = None
    if row.version_before is not None:
        before = LoggedValue(
            row.version_before,
            row.numerator_before,
            row.denominator_before,
            row.value_before,
            row.published_before,
            Status(row.status_before),
        )
    if row.measure_version is not None:
        after = LoggedValue(
            row.measure_version,
            row.numerator,
            row.denominator,
            row.value,
            row.published_value,
            Status(row.status),
        )
    return LoggedRevision(
        key=FigureKey(*(getattr(row, name) for name in t.INDICATOR_VALUE_KEY)),
        reported_for=row.reported_for,
        revised_at=row.revised_at,
        run_id=row.run_id,
        event=Event(row.event),
        reason=None if row.reason is None else Reason(row.reason),
        before=before,
        after=after,
    )


def has_log(connection: Connection) -> bool:
    """Whether the warehouse has been migrated so far that it keeps the log."""
    return sa.inspect(connection).has_table(REVISION_LOG.name)


def histories(
    connection: Connection, area_code: str, measure_id: str | None = None
) -> list[Report]:
    """Every report of every figure of everybody, superseded or not: what sizes are taken of."""
    v = t.indicator_value.c
    columns = [
        *(v[name] for name in t.INDICATOR_VALUE_KEY),
        *(v.value, v.reported_at, v.superseded_at, v.revision_reason),
    ]
    statement = sa.select(*columns).where(v.area_code == area_code, v.breakdown == TOTAL)
    if measure_id is not None:
        statement = statement.where(v.measure_id == measure_id)
    return [
        Report(
            FigureKey(*row[: len(t.INDICATOR_VALUE_KEY)]),
            row.value,
            row.reported_at,
            row.superseded_at,
            Reason(row.revision_reason),
        )
        for row in connection.execute(statement)
    ]


@dataclass(frozen=True)
class DictionaryEntry:
    """A version of a measure's definition, as far as its figures are printed by it.

    Attributes:
        scale: counts are in so many parts of one.
    """

    measure_id: str
    measure_version: int
    unit: Unit
    decimals: int
    scale: int


def definitions(connection: Connection) -> dict[tuple[str, int], DictionaryEntry]:
    """The dictionary's entries, by measure and version."""
    entries = (
        DictionaryEntry(
            row.measure_id, row.measure_version, Unit(row.unit), row.decimals, row.scale or 1
        )
        for row in connection.execute(sa.select(t.indicator))
    )
    return {(entry.measure_id, entry.measure_version): entry for entry in entries}


def drops_between(
    connection: Connection,
    month: str,
    returns: Collection[str],
    after: datetime,
    until: datetime,
) -> list[tuple[str, str]]:
    """Which drops a month began to read after one moment and until another.

    Returns:
        Return and month of its drop, in order; a drop whose files were replaced is one of them.
    """
    e = t.extract.c
    found = connection.execute(
        sa.select(e["return"], e.drop_month)
        .where(
            e.month == month,
            e["return"].in_(returns),
            e.recorded_at > after,
            e.recorded_at <= until,
        )
        .distinct()
        .order_by(e["return"], e.drop_month)
    )
    return [(name, drop) for name, drop in found]
