"""Rows out of the warehouse that a month is judged from.

Here: series of figures, figures by breakdown, and what all authorities publish. Not here: the few
rows that are printed (``reading``), or the judging (``indicators.assessment``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.periods import Period
from ae_pipeline.warehouse import tables as t

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from sqlalchemy.engine import Connection

    from ae_pipeline.warehouse.history import Row

_TOTAL = "total"
_AUTHORITIES = ("E06", "E07", "E08", "E09", "E10")
"""How the codes of authorities begin; regions, England and means begin otherwise."""
_v = t.indicator_value.c
_NEEDED = (
    *(_v.area_code, _v.measure_id, _v.measure_version, _v.period_start, _v.period_end),
    *(_v.breakdown, _v.category, _v.numerator, _v.denominator, _v.value, _v.published_value),
    *(_v.lower_95, _v.upper_95, _v.status),
)


def totals_between(
    connection: Connection, area_code: str, first: date, last: date
) -> dict[str, dict[Period, Row]]:
    """Current figures of everybody whose period ends within two days, by measure and period."""
    rows = connection.execute(
        sa.select(*_NEEDED).where(
            _v.superseded_at.is_(None),
            _v.area_code == area_code,
            _v.breakdown == _TOTAL,
            _v.period_end.between(first, last),
        )
    ).mappings()
    found: dict[str, dict[Period, Row]] = defaultdict(dict)
    for row in rows:
        found[row["measure_id"]][Period(row["period_start"], row["period_end"])] = dict(row)
    return found


def breakdowns_of(
    connection: Connection, area_code: str, periods: Mapping[str, Period], names: Collection[str]
) -> dict[str, list[Row]]:
    """Current figures by breakdown that have a denominator, each measure's of its own period.

    Args:
        connection: to the warehouse.
        area_code: whose figures.
        periods: by measure.
        names: of the breakdowns that are wanted.
    """
    rows = connection.execute(
        sa.select(*_NEEDED).where(
            _v.superseded_at.is_(None),
            _v.area_code == area_code,
            _v.breakdown.in_(names),
            _v.denominator > 0,
            _v.period_end.in_({period.end for period in periods.values()}),
        )
    ).mappings()
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        period = periods.get(row["measure_id"])
        if period == Period(row["period_start"], row["period_end"]):
            found[row["measure_id"]].append(dict(row))
    return found


def published_by_authorities(
    connection: Connection, wanted: Iterable[tuple[str, str]], leave_out: str
) -> dict[str, list[Decimal]]:
    """What all authorities but one publish of each measure, in the year asked for.

    Args:
        connection: to the warehouse.
        wanted: measure and period of each; a measure comes once.
        leave_out: code of the authority that is left out.
    """
    periods = dict(wanted)
    b = t.benchmark_value.c
    rows = connection.execute(
        sa.select(b.measure_id, b.period, b.value).where(
            b.superseded_at.is_(None),
            b.value.is_not(None),
            b.area_code != leave_out,
            sa.or_(*(b.area_code.startswith(code) for code in _AUTHORITIES)),
            b.period.in_(set(periods.values())),
        )
    )
    found: dict[str, list[Decimal]] = defaultdict(list)
    for measure_id, period, value in rows:
        if periods.get(measure_id) == period:
            found[measure_id].append(value)
    return found


def held(connection: Connection, table: sa.Table, area_code: str, month: str) -> list[Row]:
    """Current rows of a table of judgement for an area's month, in a steady order."""
    statement = (
        sa.select(table)
        .where(
            table.c.superseded_at.is_(None),
            table.c.area_code == area_code,
            table.c.month == month,
        )
        .order_by(table.c.measure_id, table.c.id)
    )
    return [dict[str, Any](row) for row in connection.execute(statement).mappings()]
