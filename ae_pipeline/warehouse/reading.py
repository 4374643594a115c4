"""Rows out of the warehouse, for those who judge and print them.

Here: the few questions the pipeline itself asks. Not here: what analysts ask, for which there
are tables and views.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.indicators.figure import Figure, Status
from ae_pipeline.indicators.published.value import PublishedValue
from ae_pipeline.indicators.revisions import ReportedFigure
from ae_pipeline.indicators.targets import Rag
from ae_pipeline.measures.definition import TOTAL, Unit
from ae_pipeline.warehouse import tables as t
from ae_pipeline.warehouse.views import PRIORITY_VIEWS, key_indicator

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Period


def figure_of(row: sa.Row[Any]) -> Figure:
    """A row of ``indicator_value`` as a figure; of ``FIGURE_COLUMNS``, or of more."""
    return Figure(
        measure_id=row.measure_id,
        measure_version=row.measure_version,
        area_code=row.area_code,
        period_start=row.period_start,
        period_end=row.period_end,
        breakdown=row.breakdown,
        category=row.category,
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        published_value=row.published_value,
        lower_95=row.lower_95,
        upper_95=row.upper_95,
        status=Status(row.status),
        population_year=row.population_year,
        population_release=row.population_release,
    )


FIGURE_COLUMNS = tuple(t.indicator_value.c[field.name] for field in fields(Figure))
"""The columns of ``indicator_value`` that a figure is made of."""


def current_totals(
    connection: Connection, area_code: str, periods: Mapping[str, Period]
) -> list[Figure]:
    """Current figures of everybody, by measure, each of one period.

    Args:
        connection: to the warehouse.
        area_code: whose figures.
        periods: by measure; a measure that has no figure of its period is left out.
    """
    v = t.indicator_value.c
    rows = connection.execute(
        sa.select(*FIGURE_COLUMNS)
        .where(
            v.superseded_at.is_(None),
            v.area_code == area_code,
            v.period_end.in_({period.end for period in periods.values()}),
            v.breakdown == TOTAL,
        )
        .order_by(v.measure_id)
    )
    return [
        figure for row in rows if (figure := figure_of(row)).period == periods.get(row.measure_id)
    ]


def current_figures(connection: Connection, figures: Iterable[Figure]) -> list[ReportedFigure]:
    """Current figures of the measures, areas and period ends that occur in these."""
    counted = list(figures)
    v = t.indicator_value.c
    rows = connection.execute(
        sa.select(t.indicator_value).where(
            v.superseded_at.is_(None),
            v.measure_id.in_({figure.measure_id for figure in counted}),
            v.area_code.in_({figure.area_code for figure in counted}),
            v.period_end.in_({figure.period_end for figure in counted}),
        )
    )
    return [ReportedFigure(row.id, figure_of(row), row.reported_for) for row in rows]


def units(connection: Connection) -> dict[str, str]:
    """The unit of each measure, as its newest definition has it."""
    i = t.indicator.c
    rows = connection.execute(sa.select(i.measure_id, i.unit).order_by(i.measure_version))
    return {row.measure_id: row.unit for row in rows}


def current_benchmarks(
    connection: Connection, area_codes: list[str], measures: Collection[str] | None = None
) -> list[PublishedValue]:
    """Current benchmarks of these areas (``SN-2025`` and ``GOOD`` are areas here).

    Args:
        connection: to the warehouse.
        area_codes: of the areas.
        measures: whose benchmarks; of all where none is named.
    """
    b = t.benchmark_value.c
    conditions = [b.superseded_at.is_(None), b.area_code.in_(area_codes)]
    if measures is not None:
        conditions.append(b.measure_id.in_(measures))
    rows = connection.execute(
        sa.select(*(b[field.name] for field in fields(PublishedValue)))
        .where(*conditions)
        .order_by(b.measure_id, b.area_code, b.period_end)
    )
    return [PublishedValue(*row) for row in rows]


@dataclass(frozen=True)
class KeyIndicatorRow:
    """A measure of a key indicator of success in a month, as the view ``key_indicator`` has it.

    Attributes:
        key_indicator: its number; nought for measures of priorities alone.
        value: at published decimals, as ``england`` is published.
        target: in words.
    """

    area_code: str
    key_indicator: int
    key_indicator_title: str
    measure_id: str
    title: str
    unit: Unit
    decimals: int
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    england: Decimal | None
    target: str
    rag: Rag


def key_indicators(
    connection: Connection, month: str, area_code: str | None = None
) -> list[KeyIndicatorRow]:
    """The judged figures of a month, by key indicator; of one area, or of all there are."""
    k = key_indicator.c
    statement = sa.select(key_indicator).where(k.month == month)
    if area_code is not None:
        statement = statement.where(k.area_code == area_code)
    rows = connection.execute(statement.order_by(k.area_code, k.key_indicator, k.measure_id))
    return [
        KeyIndicatorRow(
            area_code=row.area_code,
            key_indicator=row.key_indicator,
            key_indicator_title=row.key_indicator_title,
            measure_id=row.measure_id,
            title=row.title,
            unit=Unit(row.unit),
            decimals=row.decimals,
            numerator=row.numerator,
            denominator=row.denominator,
            value=row.published_value,
            england=row.england,
            target=row.target,
            rag=Rag(row.rag),
        )
        for row in rows
    ]


def last_reported(
    connection: Connection, area_code: str, month: str, measures: Collection[str]
) -> tuple[str, datetime] | None:
    """Which reporting month, not after this one, reported any of these measures last, and when.

    None if none of them was ever reported.
    """
    v = t.indicator_value.c
    found = connection.execute(
        sa.select(v.reported_for, sa.func.max(v.reported_at))
        .where(v.area_code == area_code, v.reported_for <= month, v.measure_id.in_(measures))
        .group_by(v.reported_for)
        .order_by(v.reported_for.desc())
        .limit(1)
    ).one_or_none()
    return None if found is None else (found[0], found[1])


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


def priority_summary(
    connection: Connection, area_code: str, month: str
) -> dict[int, tuple[int, int]]:
    """By priority of the plan: measures in its view in a month, and those with a value."""
    found = {}
    for number, view in PRIORITY_VIEWS.items():
        of = sa.table(
            view,
            *(sa.column(name) for name in ("month", "area_code", "measure_id", "value")),
        )
        found[number] = tuple(
            connection.execute(
                sa.select(sa.func.count(), sa.func.count(of.c.value)).where(
                    of.c.month == month, of.c.area_code == area_code
                )
            ).one()
        )
    return {number: (measures, valued) for number, (measures, valued) in found.items()}


@dataclass(frozen=True)
class MonthSummary:
    """How much there is of a month.

    Attributes:
        figures: current figures that the month counted.
        measures: with a key indicator row.
        with_value: of those, with a value.
        with_target: of those, with a target that is a number, a benchmark or a direction.
        with_benchmark: of those, with a published figure of England beside them.
    """

    figures: int
    measures: int
    with_value: int
    with_target: int
    with_benchmark: int


def month_summary(connection: Connection, area_code: str, month: str) -> MonthSummary:
    """Count a month's figures, and the measures that have a value, a target and a benchmark."""
    v = t.indicator_value.c
    counted = sa.select(sa.func.count()).where(
        v.superseded_at.is_(None), v.area_code == area_code, v.reported_for == month
    )
    rows = {row.measure_id: row for row in key_indicators(connection, month, area_code)}
    return MonthSummary(
        figures=connection.execute(counted).scalar_one(),
        measures=len(rows),
        with_value=sum(row.value is not None for row in rows.values()),
        with_target=sum(row.rag is not Rag.NO_TARGET for row in rows.values()),
        with_benchmark=sum(row.england is not None for row in rows.values()),
    )


def completeness_by_table(
    connection: Connection, month: str
) -> dict[tuple[str, str], tuple[int, int]]:
    """Cells that rules of completeness asked for in a month, and those empty, by return and table.

    Of the newest drop that the month reads; a table of which no such rule was asked is left out.
    """
    q = t.quality_result.c
    rows = connection.execute(
        sa.select(q["return"], q.table, sa.func.sum(q.rows_checked), sa.func.sum(q.rows_failed))
        .where(q.month == month, q.dimension == "completeness", q.superseded_at.is_(None))
        .group_by(q["return"], q.table)
    )
    return {(source, table): (int(asked), int(empty)) for source, table, asked, empty in rows}
