"""What was reported when: questions to the history of ``indicator_value``.

Here: figures as they stood at a moment, and the log of what changed them, on SQLite and
PostgreSQL alike. Not here: current figures (``reading``), or what a revision means
(``indicators.revisions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.warehouse import tables as t
from ae_pipeline.warehouse.types import Exact, Moment

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Period
    from ae_pipeline.warehouse.history import Row

FIRST = "first"
"""The event of a figure that was reported for the first time."""
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
) -> list[Row]:
    """Figures as they were reported at a moment: rows of ``indicator_value``, one for each figure.

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
    wanted = [
        v.area_code == area_code,
        v.reported_at <= moment,
        sa.or_(v.superseded_at.is_(None), v.superseded_at > moment),
    ]
    if measure_id is not None:
        wanted.append(v.measure_id == measure_id)
    if month is not None:
        wanted.append(v.reported_for == month)
    order = [v[name] for name in t.INDICATOR_VALUE_KEY]
    return _rows(connection, sa.select(t.indicator_value).where(*wanted).order_by(*order))


def logged(
    connection: Connection,
    area_code: str,
    *,
    measure_id: str | None = None,
    period: Period | None = None,
    breakdown: str | None = None,
    since: datetime | None = None,
    first: bool = False,
) -> list[Row]:
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
    wanted = [r.area_code == area_code]
    if measure_id is not None:
        wanted.append(r.measure_id == measure_id)
    if period is not None:
        wanted += [r.period_start == period.start, r.period_end == period.end]
    if breakdown is not None:
        wanted.append(r.breakdown == breakdown)
    if since is not None:
        wanted.append(r.revised_at >= since)
    if not first:
        wanted.append(r.event != FIRST)
    order = [r.revised_at, *(r[name] for name in t.INDICATOR_VALUE_KEY)]
    return _rows(connection, sa.select(REVISION_LOG).where(*wanted).order_by(*order))


def has_log(connection: Connection) -> bool:
    """Whether the warehouse has been migrated so far that it keeps the log."""
    return sa.inspect(connection).has_table(REVISION_LOG.name)


def histories(connection: Connection, area_code: str, measure_id: str | None = None) -> list[Row]:
    """Every report of every figure of everybody, superseded or not: what sizes are made from."""
    v = t.indicator_value.c
    columns = [
        *(v[name] for name in t.INDICATOR_VALUE_KEY),
        *(v.value, v.reported_at, v.superseded_at, v.revision_reason),
    ]
    statement = sa.select(*columns).where(v.area_code == area_code, v.breakdown == "total")
    if measure_id is not None:
        statement = statement.where(v.measure_id == measure_id)
    return _rows(connection, statement)


def definitions(connection: Connection) -> dict[tuple[str, int], Row]:
    """The dictionary's entries, by measure and version."""
    found = _rows(connection, sa.select(t.indicator))
    return {(row["measure_id"], row["measure_version"]): row for row in found}


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


def _rows(connection: Connection, statement: sa.Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(statement).mappings()]
