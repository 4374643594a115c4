"""What a month is judged from, out of the warehouse.

Here: series of figures, figures by breakdown, and what all authorities publish. Not here: the few
rows that are printed (``reading``), or the judging (``indicators.assessment``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.warehouse import tables as t
from ae_pipeline.warehouse.reading import FIGURE_COLUMNS, figure_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from decimal import Decimal

    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.periods import Period

_AUTHORITIES = ("E06", "E07", "E08", "E09", "E10")
"""How the codes of authorities begin; regions, England and means begin otherwise."""
_v = t.indicator_value.c


def totals_between(
    connection: Connection, area_code: str, measures: Collection[str], first: date, last: date
) -> dict[str, dict[Period, Figure]]:
    """Current figures of everybody whose period ends within two days, by measure and period."""
    rows = connection.execute(
        sa.select(*FIGURE_COLUMNS).where(
            _v.superseded_at.is_(None),
            _v.area_code == area_code,
            _v.measure_id.in_(measures),
            _v.breakdown == TOTAL,
            _v.period_end.between(first, last),
        )
    )
    totals: dict[str, dict[Period, Figure]] = defaultdict(dict)
    for row in rows:
        figure = figure_of(row)
        totals[figure.measure_id][figure.period] = figure
    return totals


def breakdowns_of(
    connection: Connection, area_code: str, periods: Mapping[str, Period], names: Collection[str]
) -> dict[str, list[Figure]]:
    """Current figures by breakdown that have a denominator, each measure's of its own period.

    Args:
        connection: to the warehouse.
        area_code: whose figures.
        periods: by measure.
        names: of the breakdowns.
    """
    rows = connection.execute(
        sa.select(*FIGURE_COLUMNS).where(
            _v.superseded_at.is_(None),
            _v.area_code == area_code,
            _v.measure_id.in_(periods),
            _v.breakdown.in_(names),
            _v.denominator > 0,
            _v.period_end.in_({period.end for period in periods.values()}),
        )
    )
    breakdowns: dict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        figure = figure_of(row)
        if periods[figure.measure_id] == figure.period:
            breakdowns[figure.measure_id].append(figure)
    return breakdowns


def published_by_authorities(
    connection: Connection, periods: Mapping[str, str], leave_out: str
) -> dict[str, list[Decimal]]:
    """What all authorities but one publish of each measure, in a year of each.

    Args:
        connection: to the warehouse.
        periods: label of the year, by measure.
        leave_out: code of the authority that is left out.
    """
    b = t.benchmark_value.c
    rows = connection.execute(
        sa.select(b.measure_id, b.period, b.value).where(
            b.superseded_at.is_(None),
            b.value.is_not(None),
            b.measure_id.in_(periods),
            b.area_code != leave_out,
            sa.or_(*(b.area_code.startswith(code) for code in _AUTHORITIES)),
            b.period.in_(set(periods.values())),
        )
    )
    values: dict[str, list[Decimal]] = defaultdict(list)
    for measure_id, period, value in rows:
        if periods[measure_id] == period:
            values[measure_id].append(value)
    return values
