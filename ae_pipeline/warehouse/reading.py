"""Rows out of the warehouse, for those who judge and print them.

Here: the few questions the pipeline itself asks. Not here: what analysts ask, for which there
are tables and views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.warehouse import tables as t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from ae_pipeline.warehouse.history import Row


def current_totals(connection: Connection, area_code: str, period_end: date) -> list[Row]:
    """Current figures of everybody, of all measures whose period ends on a day."""
    v = t.indicator_value.c
    return _rows(
        connection,
        sa.select(t.indicator_value)
        .where(
            v.superseded_at.is_(None),
            v.area_code == area_code,
            v.period_end == period_end,
            v.breakdown == "total",
        )
        .order_by(v.measure_id),
    )


def units(connection: Connection) -> dict[str, str]:
    """The unit of each measure, as its newest definition has it."""
    i = t.indicator.c
    rows = connection.execute(sa.select(i.measure_id, i.unit).order_by(i.measure_version))
    return {row.measure_id: row.unit for row in rows}


def current_benchmarks(connection: Connection, area_codes: list[str]) -> list[Row]:
    """Current benchmarks of these areas (``SN-2025`` and ``GOOD`` are areas here)."""
    b = t.benchmark_value.c
    return _rows(
        connection,
        sa.select(t.benchmark_value)
        .where(b.superseded_at.is_(None), b.area_code.in_(area_codes))
        .order_by(b.measure_id, b.area_code, b.period_end),
    )


def key_indicators(connection: Connection, month: str, area_code: str | None = None) -> list[Row]:
    """The judged figures of a month, by key indicator; of one area, or of all there are."""
    k = t.key_indicator.c
    statement = sa.select(t.key_indicator).where(k.month == month)
    if area_code is not None:
        statement = statement.where(k.area_code == area_code)
    return _rows(connection, statement.order_by(k.area_code, k.key_indicator, k.measure_id))


def _rows(connection: Connection, statement: sa.Select[tuple[object, ...]]) -> list[Row]:
    return [dict(row) for row in connection.execute(statement).mappings()]


def last_reported(connection: Connection, area_code: str, period_end: date) -> datetime | None:
    """When figures of a month were last reported; none if they never were."""
    v = t.indicator_value.c
    found: datetime | None = connection.execute(
        sa.select(sa.func.max(v.reported_at)).where(
            v.area_code == area_code, v.period_end == period_end
        )
    ).scalar()
    return found


def extracts_at(
    connection: Connection, return_name: str, months: Sequence[str], moment: datetime | None = None
) -> set[tuple[str, str, str, str]]:
    """Which files months read: month, drop month, file and SHA-256 of each, now or at a moment."""
    e = t.extract.c
    held: sa.ColumnElement[bool] = e.superseded_at.is_(None)
    if moment is not None:
        held = (e.recorded_at <= moment) & (e.superseded_at.is_(None) | (e.superseded_at > moment))
    rows = connection.execute(
        sa.select(e.month, e.drop_month, e.file, e.sha256).where(
            e["return"] == return_name, e.month.in_(months), held
        )
    )
    return {(row.month, row.drop_month, row.file, row.sha256) for row in rows}


def priority_rows(connection: Connection, view: str, month: str) -> int:
    """How many rows a priority's view has for a month."""
    of_month = sa.table(view, sa.column("month"))
    counted: int = connection.execute(
        sa.select(sa.func.count()).select_from(of_month).where(of_month.c.month == month)
    ).scalar_one()
    return counted
