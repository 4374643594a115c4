"""A month's figures beside England, the neighbours and the plan: rows of ``key_indicator``.

Here: putting a figure, its benchmarks and its target together. Not here: the rule for the word
(``targets``), or reading and writing (``warehouse.record``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ae_pipeline.indicators.benchmarks import latest_before, of_period
from ae_pipeline.indicators.presentation import display
from ae_pipeline.indicators.targets import Direction, Kind, Rag, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from ae_pipeline.indicators.targets import Plan, Target
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.history import Row

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
    "lower_95",
    "upper_95",
    "status",
)


DELIVERY, DELIVERY_TITLE = 0, "Delivery of the plan"
"""What stands in place of a key indicator for a measure of priorities that serves none."""


@dataclass(frozen=True)
class Areas:
    """Codes of whose figures are judged, and of what they are set beside.

    Attributes:
        authority: the authority itself, also in published statistics.
        country: England.
        neighbours: mean of its statistical neighbours, ``SN-2025``.
        region: that the authority is in.
    """

    authority: str
    country: str
    neighbours: str
    region: str


def judged(
    month: Month,
    totals: Iterable[Row],
    benchmarks: Sequence[Row],
    measures: Mapping[str, MeasureInfo],
    plan: Plan,
    areas: Areas,
) -> list[dict[str, Any]]:
    """One row for each figure and each key indicator that its measure serves.

    A figure is set beside the latest published year that ended by its own last day, so that an
    old month is not compared with what came later. A figure that ends with or before the baseline
    year is not judged: the plan had not begun.

    Args:
        month: whose rows they are.
        totals: current rows of ``indicator_value`` for everybody.
        benchmarks: rows of ``benchmark_value`` of the authority, England, the neighbours and
            the targets' comparators.
        measures: by id.
        plan: its key indicators and targets.
        areas: whose codes are whose.

    Raises:
        KeyError: if a figure is of no measure given.
    """
    by_measure: dict[str, list[Row]] = {}
    for row in benchmarks:
        by_measure.setdefault(row["measure_id"], []).append(row)
    return [
        {
            **_judgement(
                total,
                by_measure.get(total["measure_id"], []),
                measures[total["measure_id"]],
                plan.target(total["measure_id"]),
                areas,
            ),
            "month": str(month),
            "key_indicator": number,
            "key_indicator_title": plan.key_indicators.get(number, DELIVERY_TITLE),
        }
        for total in totals
        for number in measures[total["measure_id"]].key_indicators or (DELIVERY,)
    ]


def _judgement(
    total: Row, published: Sequence[Row], measure: MeasureInfo, target: Target, areas: Areas
) -> dict[str, Any]:
    end = total["period_end"]
    england = latest_before(published, measure.id, areas.country, end)
    neighbours = (
        None
        if england is None
        else of_period(published, measure.id, areas.neighbours, england["period"])
    )
    comparator, baseline = _references(target, published, areas, end)
    rag = judge(
        target,
        total["published_value"],
        _value(comparator),
        _value(baseline),
        measure.decimals,
        end,
    )
    if rag is not Rag.NO_TARGET and baseline is not None and end <= baseline["period_end"]:
        rag = Rag.NOT_JUDGED
    return {
        **{column: total[column] for column in _OF_THE_FIGURE},
        "frequency": measure.frequencies[0].value,
        "title": measure.title,
        "unit": measure.unit.value,
        "polarity": measure.polarity.value,
        "decimals": measure.decimals,
        "benchmark_period": None if england is None else england["period"],
        "england": _value(england),
        "statistical_neighbours": _value(neighbours),
        "target": _told(target, comparator, baseline, measure, end),
        "rag": rag.value,
    }


def reference_values(
    target: Target, published: Sequence[Row], areas: Areas, on: date
) -> tuple[Decimal | None, Decimal | None]:
    """The published values of a target's comparator, as known on a day, and of its baseline.

    Args:
        target: of a measure.
        published: rows of ``benchmark_value`` of the measure.
        areas: whose codes are whose.
        on: the day.
    """
    comparator, baseline = _references(target, published, areas, on)
    return _value(comparator), _value(baseline)


def _references(
    target: Target, published: Sequence[Row], areas: Areas, on: date
) -> tuple[Row | None, Row | None]:
    """What a target compares with: the published figures of its comparator and its baseline."""
    comparator = baseline = None
    if target.comparator is not None:
        comparator = latest_before(published, target.measure_id, target.comparator, on)
    if target.baseline_period is not None:
        baseline = of_period(published, target.measure_id, areas.authority, target.baseline_period)
    return comparator, baseline


def _value(row: Row | None) -> Any:
    return None if row is None else row["value"]


def _told(
    target: Target,
    comparator: Row | None,
    baseline: Row | None,
    measure: MeasureInfo,
    on: date,
) -> str:
    """The target in words, with the published figure it turns on."""
    if target.kind is Kind.NONE:
        return "none"
    more = target.direction is Direction.INCREASE
    bound = "or more" if more else "or less"
    if target.kind in {Kind.ABSOLUTE, Kind.TRAJECTORY}:
        number = target.number(on)
        if number is None:
            return "set, but the plan has no number for this year"
        return f"{display(number, measure.unit, measure.decimals)} {bound}"
    reference = comparator if target.kind is Kind.BENCHMARK else baseline
    if reference is None:
        what = target.comparator if target.kind is Kind.BENCHMARK else target.baseline_period
        return f"set, but the figure to compare with ({what}) is not published"
    figure = display(reference["value"], measure.unit, measure.decimals)
    if target.kind is Kind.BENCHMARK:
        return f"{figure} {bound} ({reference['area_name']}, {reference['period']})"
    return f"{'more' if more else 'less'} than {figure} ({reference['period']})"
