"""The page of measures: what each counts, how it is read, and what the plan asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.targets import Kind, read_plan
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.shapes import BREAKDOWNS
from ae_pipeline.publishing.reference import markdown as md

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ae_pipeline.indicators.targets import Plan, Target
    from ae_pipeline.measures.declaring import Measure

_UNITS = {
    Unit.PERCENT: "percent",
    Unit.PER_10_000: "per 10,000 children aged 0 to 17",
    Unit.COUNT: "count",
    Unit.MEAN: "mean",
}
_POLARITIES = {
    Polarity.HIGHER_IS_BETTER: "higher",
    Polarity.LOWER_IS_BETTER: "lower",
    Polarity.NONE: "neither",
}


def page(measures: Iterable[Measure], config: Path) -> str:
    """The page.

    Args:
        measures: those to describe, in their order.
        config: folder with ``targets.yaml``.
    """
    every, plan = tuple(measures), read_plan(config / "targets.yaml")
    breakdowns = ", ".join(map(md.code, BREAKDOWNS))
    return md.page(
        "Measures",
        f"{len(every)} measures. Each is counted for everybody (`total`) and by {breakdowns}. "
        "A snapshot is counted on the last day of the reporting month; the others over the "
        "twelve months that end on it. `ae explain MEASURE --period YYYY-MM` shows who is in "
        "a figure.",
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
        ("Unit", f"{_UNITS[info.unit]}, published to {_decimals(info.decimals)}"),
        ("Better", _POLARITIES[info.polarity]),
        ("Counted", _counted(measure)),
        ("Key indicator", _named(info.key_indicators, plan.key_indicators)),
        ("Priorities", _named(info.priorities, plan.priorities)),
        ("Source", info.source),
        ("LAIT series", md.code(info.lait or "") or "none"),
        ("Version", str(info.version)),
        ("Tables read", ", ".join(map(md.code, measure.sources))),
        ("Target", _target(plan.target(info.id))),
    )
    return (
        f"## `{info.id}`",
        f"**{info.title}.** {md.prose(info.definition)}",
        md.table(("", ""), facts),
    )


def _counted(measure: Measure) -> str:
    return "on the last day" if measure.info.snapshot else "over twelve months"


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
    if target.kind is Kind.BENCHMARK:
        way = f"{way}: as good as the mean of {md.code(target.comparator or '')} or better"
        way = f"{way}; at risk while only better than {target.baseline_period}"
    else:
        way = f"{way}: better than the authority's own published figure of {target.baseline_period}"
    return (
        f"{way}. Milestone of priority {target.priority} for {target.milestone_year}: "
        f"“{target.origin}”"
    )
