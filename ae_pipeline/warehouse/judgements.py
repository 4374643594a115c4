"""Judgements as rows of the warehouse, and back as what reports show of them.

Here: ``indicator_assessment``, ``indicator_comparison`` and ``indicator_gap``. Not here: judging
(``indicators.assessment``), or what it is judged from (``judgement_inputs``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.indicators.judgement import DifferenceMethod, Gap, Judgement
from ae_pipeline.indicators.reading import Reading
from ae_pipeline.indicators.sentences import sentence, warning
from ae_pipeline.indicators.values import STORED_DECIMALS
from ae_pipeline.measures.definition import Unit
from ae_pipeline.statistics.rounding import round_half_up
from ae_pipeline.warehouse import judgement_tables as t
from ae_pipeline.warehouse import store

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.store import Run, Written

_OF_THE_FIGURE = (
    "area_code",
    "measure_id",
    "measure_version",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "published_value",
    "status",
    "lower_95",
    "upper_95",
)


def hold_judgements(
    connection: Connection,
    month: Month,
    area_code: str,
    measures: Collection[str],
    judgements: Sequence[Judgement],
    run: Run,
) -> Written:
    """Hold these judgements of some measures in an area's month, and no others of them.

    Args:
        connection: in a transaction.
        month: reporting month.
        area_code: whose figures are judged.
        measures: that were judged; one without a figure has no judgement.
        judgements: of them.
        run: that judges.

    Returns:
        What was written of ``indicator_assessment``.
    """
    scope = {"area_code": area_code, "month": str(month), "measure_id": measures}
    comparisons = [
        {**_place(each), **_columns(comparison)}
        for each in judgements
        for comparison in each.comparisons
    ]
    gaps = [{**_place(each), **_columns(gap)} for each in judgements for gap in each.gaps]
    assessments = [_assessment(each) for each in judgements]
    for table, key, rows in (
        (t.indicator_comparison, t.COMPARISON_KEY, comparisons),
        (t.indicator_gap, t.GAP_KEY, gaps),
    ):
        store.hold(connection, table, scope, key, rows, run)
    return store.hold(connection, t.indicator_assessment, scope, t.ASSESSMENT_KEY, assessments, run)


def _place(judged: Judgement) -> dict[str, Any]:
    return {
        "area_code": judged.figure.area_code,
        "month": str(judged.month),
        "measure_id": judged.measure.id,
    }


def _columns(part: object) -> dict[str, Any]:
    """A part of a judgement by column, its words as text."""
    return {
        name: value.value if isinstance(value, Enum) else value
        for name, value in vars(part).items()
    }


def _assessment(judged: Judgement) -> dict[str, Any]:
    measure, trust, course = judged.measure, judged.trust, judged.trajectory
    figure = _columns(judged.figure)
    return {
        **{name: figure[name] for name in _OF_THE_FIGURE},
        "month": str(judged.month),
        "title": measure.title,
        "unit": measure.unit.value,
        "polarity": measure.polarity.value,
        "decimals": measure.decimals,
        "frequency": measure.frequencies[0].value,
        **_columns(judged.benchmark),
        **_columns(judged.certainty),
        "against_england": judged.against_england.value,
        **_columns(judged.rank),
        **_columns(judged.target),
        **_columns(judged.trend),
        **_columns(judged.variation),
        "forecast_for": None if course is None else course.for_day,
        "forecast": None if course is None else course.value,
        "forecast_lower": None if course is None else course.lower,
        "forecast_upper": None if course is None else course.upper,
        "forecast_method": None if course is None else course.method,
        "chance_of_target": judged.chance_of_target,
        "chance": judged.chance,
        "trust": trust.word.value,
        "trust_reasons": " ".join(trust.reasons),
        "value_if_counted_lower": trust.lower,
        "value_if_counted_upper": trust.upper,
        "completeness": round_half_up(trust.completeness, STORED_DECIMALS),
        "age_months": trust.age_months,
        "sentence": sentence(judged),
        "warning": warning(judged),
    }


@dataclass(frozen=True)
class JudgedRows:
    """How many current rows there are of an area's month."""

    judged: int
    warnings: int
    comparisons: int
    gaps: int


def judged_rows(connection: Connection, month: Month, area_code: str) -> JudgedRows:
    """Count the judgements of an area's month, and those of them that are early warnings."""
    assessments = _current(connection, t.indicator_assessment, month, area_code)
    return JudgedRows(
        judged=len(assessments),
        warnings=sum(row.warning is not None for row in assessments),
        comparisons=len(_current(connection, t.indicator_comparison, month, area_code)),
        gaps=len(_current(connection, t.indicator_gap, month, area_code)),
    )


@dataclass(frozen=True)
class AssessedMeasure:
    """What is said of a measure's figure of a month.

    Attributes:
        unit: of the measure.
        decimals: that it is published to.
        sentence: in one paragraph.
        warning: why somebody should look now; none where nobody need.
        gaps: between groups of children.
    """

    measure_id: str
    unit: Unit
    decimals: int
    sentence: str
    warning: str | None
    gaps: tuple[Gap, ...]


def assessed_measures(
    connection: Connection, month: Month, area_code: str
) -> list[AssessedMeasure]:
    """What is said of each measure of an area's month, in the order of their ids."""
    gaps: dict[str, list[Gap]] = {}
    g = t.indicator_gap.c
    for row in _current(connection, t.indicator_gap, month, area_code, g.measure_id, g.id):
        gaps.setdefault(row.measure_id, []).append(_gap(row))
    a = t.indicator_assessment.c
    return [
        AssessedMeasure(
            row.measure_id,
            Unit(row.unit),
            row.decimals,
            row.sentence,
            row.warning,
            tuple(gaps.get(row.measure_id, ())),
        )
        for row in _current(connection, t.indicator_assessment, month, area_code, a.measure_id)
    ]


def _current(
    connection: Connection,
    table: sa.Table,
    month: Month,
    area_code: str,
    *order: sa.ColumnElement[Any],
) -> Sequence[sa.Row[Any]]:
    return connection.execute(
        sa.select(table)
        .where(
            table.c.superseded_at.is_(None),
            table.c.area_code == area_code,
            table.c.month == str(month),
        )
        .order_by(*order)
    ).all()


def _gap(row: sa.Row[Any]) -> Gap:
    return Gap(
        breakdown=row.breakdown,
        category=row.category,
        compared_with=row.compared_with,
        period_start=row.period_start,
        period_end=row.period_end,
        numerator=row.numerator,
        denominator=row.denominator,
        other_numerator=row.other_numerator,
        other_denominator=row.other_denominator,
        value=row.value,
        other_value=row.other_value,
        gap=row.gap,
        gap_lower=row.gap_lower,
        gap_upper=row.gap_upper,
        ratio=row.ratio,
        ratio_lower=row.ratio_lower,
        ratio_upper=row.ratio_upper,
        method=DifferenceMethod(row.method),
        reading=Reading(row.reading),
    )
