"""The page of measures: what each counts, how it is read, and what the plan asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.targets import Kind, read_plan
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.shapes import BREAKDOWNS, breakdowns_of
from ae_pipeline.periods import Month
from tools.reference import markdown as md

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ae_pipeline.indicators.targets import Plan, Target
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.definition import MeasureInfo

_UNITS = {
    Unit.PERCENT: "percent",
    Unit.PERCENTAGE_POINTS: "percentage points",
    Unit.PER_100: "per 100",
    Unit.PER_10_000: "per 10,000",
    Unit.COUNT: "count",
    Unit.NET: "net change",
    Unit.FTE: "full-time equivalents",
    Unit.MEAN: "mean",
    Unit.DAYS: "days (median)",
    Unit.WEEKS: "weeks (median)",
    Unit.POUNDS: "pounds",
}
_FREQUENCIES = {
    Frequency.MONTH_END: "on the last day of the month",
    Frequency.MONTH: "over the month",
    Frequency.QUARTER: "over the quarter",
    Frequency.TWELVE_MONTHS: "over twelve months",
    Frequency.LAGGED_YEAR: "over the twelve months that ended a year ago",
    Frequency.ACADEMIC_YEAR: "over the last academic year",
    Frequency.ACADEMIC_YEAR_TO_DATE: "over the academic year so far",
    Frequency.ACADEMIC_TERMS: "over the terms of the School Census",
    Frequency.CENSUS_YEAR: "over the last academic year that School Censuses cover",
    Frequency.WINTER: "over December to February",
    Frequency.LAST_MARCH: "on the last 31 March",
    Frequency.LAST_SEPTEMBER: "on the last 30 September",
    Frequency.JANUARY_CENSUS: "on the January census day",
}
_ANY_MONTH = Month(2025, 3)
_POLARITIES = {
    Polarity.HIGHER_IS_BETTER: "higher",
    Polarity.LOWER_IS_BETTER: "lower",
    Polarity.NONE: "neither",
}


def page(measures: Iterable[Measure], config: Path) -> str:
    """The page.

    Args:
        measures: those to describe, in their order.
        config: folder with ``plan.yaml`` and ``targets``.
    """
    every, plan = tuple(measures), read_plan(config)
    breakdowns = ", ".join(map(md.code, BREAKDOWNS))
    return md.page(
        "Measures",
        f"{len(every)} measures. Each is counted for everybody (`total`) and by those of "
        f"{breakdowns} that its population has, as often as its row says; a month's key indicator "
        "is of the first. `ae explain MEASURE --period YYYY-MM` shows who is in a figure.",
        md.table(
            ("Measure", "Title", "Key indicator", "Unit", "Better", "Counted"),
            (
                (
                    f"[`{each.id}`](#{each.id})",
                    each.info.title,
                    _numbers(each.info.key_indicators),
                    _UNITS[each.info.unit],
                    _POLARITIES[each.info.polarity],
                    _counted(each),
                )
                for each in every
            ),
        ),
        *(block for each in every for block in _measure(each, plan)),
    )


def _measure(measure: Measure, plan: Plan) -> tuple[str, ...]:
    info = measure.info
    facts = (
        ("Unit", f"{_unit(info)}, published to {_decimals(info.decimals)}"),
        ("Better", _POLARITIES[info.polarity]),
        ("Counted", _counted(measure)),
        ("Key indicator", _named(info.key_indicators, plan.key_indicators) or "none"),
        ("Priorities", _named(info.priorities, plan.priorities)),
        ("Source", info.source),
        ("LAIT series", md.code(info.lait or "") or "none"),
        ("Version", str(info.version)),
        ("Tables read", ", ".join(map(md.code, measure.sources))),
        ("Broken down by", ", ".join(map(md.code, _breakdowns(measure))) or "nothing"),
        ("Target", _target(plan.target(info.id))),
    )
    return (
        f"## `{info.id}`",
        f"**{info.title}.** {md.prose(info.definition)}",
        md.table(("", ""), facts),
    )


def _unit(info: MeasureInfo) -> str:
    of = f" of the population aged {info.population}" if info.population else ""
    return f"{_UNITS[info.unit]}{of}"


def _breakdowns(measure: Measure) -> tuple[str, ...]:
    return breakdowns_of(measure(measure.period(_ANY_MONTH)).of)


def _counted(measure: Measure) -> str:
    return "; ".join(_FREQUENCIES[frequency] for frequency in measure.info.frequencies)


def _decimals(number: int) -> str:
    return "whole numbers" if number == 0 else f"{number} decimal place{'s'[: number - 1]}"


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _named(numbers: Iterable[int], titles: dict[int, str]) -> str:
    return "; ".join(f"{number} {titles[number]}" for number in numbers)


def _target(target: Target) -> str:
    if target.kind is Kind.NONE:
        return f"none: {target.origin}"
    way = f"{target.direction}"
    if target.by_year:
        way = f"{way}: " + ", ".join(f"{number} in {year}" for year, number in target.by_year)
    elif target.start is not None and target.end is not None:
        (first, begun), (last, reached) = target.start, target.end
        way = f"{way}: a straight line from {begun} on {first} to {reached} on {last}"
    elif target.kind is Kind.BENCHMARK:
        way = f"{way}: as good as the mean of {md.code(target.comparator or '')} or better"
        way = f"{way}; at risk while only better than {target.baseline_period}"
    else:
        way = f"{way}: better than the authority's own published figure of {target.baseline_period}"
    return (
        f"{way}. Milestone of priority {target.priority} for {target.milestone_year}: "
        f"“{target.origin}”"
    )
