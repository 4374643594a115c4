"""What the council's plan asks of each measure, and whether it is being met, in words.

Here: ``config/plan.yaml`` and ``config/targets`` as records, and the rule from a figure and its
target to a word. Not here: which figure and which benchmark (``key_indicators``). No number is
invented: where the plan gives neither a number nor a direction, there is no target and the reason
says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ae_pipeline import yaml_file
from ae_pipeline.errors import PipelineError
from ae_pipeline.periods import CollectionYear
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from ae_pipeline.measures.definition import MeasureInfo


DELIVERY = 0
"""Stands for a key indicator where a measure of priorities serves none."""
_LINE_DECIMALS = 6


class TargetError(PipelineError):
    """A target in the configuration is not told as its kind needs."""


class Kind(StrEnum):
    """How a target is told."""

    ABSOLUTE = "absolute"
    """A number for a year."""
    TRAJECTORY = "trajectory"
    """A number to be reached by a day, from a known start: a straight line between them."""
    BENCHMARK = "benchmark"
    """At least as good as others: the mean of an area code of the benchmarks."""
    DIRECTION = "direction"
    """Better than the authority's own published figure of a baseline year."""
    NONE = "none"
    """The plan sets none."""


class Direction(StrEnum):
    """Which way the plan wants a figure to go."""

    INCREASE = "increase"
    REDUCE = "reduce"


class Rag(StrEnum):
    """Red, amber and green, in words, so that no one needs the colour."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    NO_TARGET = "no target"
    NOT_JUDGED = "not judged"
    """There is a target, but the figure or what it is compared with is missing."""


@dataclass(frozen=True)
class Target:
    """A measure's target and where it comes from.

    Attributes:
        comparator: area code of the benchmark, of kind ``benchmark``.
        baseline_period: year of the authority's own published figure to do better than.
        priority: of the plan.
        milestone_year: of the plan, by which it is to be met.
        origin: the plan's words, or the reason why there is no target.
        by_year: of kind ``absolute``, the number for each year to 31 March (``2024-25``).
        start: of kind ``trajectory``, the day and value it begins with.
        end: likewise, those it ends with.
    """

    measure_id: str
    kind: Kind
    direction: Direction | None
    comparator: str | None
    baseline_period: str | None
    priority: int | None
    milestone_year: str | None
    origin: str
    by_year: tuple[tuple[str, Decimal], ...] = ()
    start: tuple[date, Decimal] | None = None
    end: tuple[date, Decimal] | None = None

    def number(self, on: date) -> Decimal | None:
        """The plan's own number for a day; none where it has none of its own, or none yet."""
        if self.kind is Kind.ABSOLUTE:
            return dict(self.by_year).get(str(CollectionYear.of(on)))
        if self.kind is Kind.TRAJECTORY and self.start is not None and self.end is not None:
            return _on_the_line(self.start, self.end, on)
        return None


@dataclass(frozen=True)
class Plan:
    """The plan that the measures serve.

    Attributes:
        key_indicators: the plan's wording of each key indicator of success, by number.
        priorities: title of each priority, by number.
        targets: by measure.
        ends: its last day, which forecasts are for; none where it has no end.
    """

    title: str
    key_indicators: dict[int, str]
    priorities: dict[int, str]
    targets: dict[str, Target]
    ends: date | None = None

    @property
    def headings(self) -> dict[int, str]:
        """Each key indicator's wording, and at nought what measures that serve none stand under."""
        return {DELIVERY: "Delivery of the plan", **self.key_indicators}

    def target(self, measure_id: str) -> Target:
        """The measure's target; one of kind ``none`` where the file does not name it."""
        return self.targets.get(measure_id) or Target(
            measure_id, Kind.NONE, None, None, None, None, None, "No target is recorded."
        )


def read_plan(config: Path) -> Plan:
    """Read ``plan.yaml`` and every file of ``targets``.

    Raises:
        OSError: if one cannot be opened.
        TargetError: if an entry lacks what its kind needs, a kind or direction is not one of ours,
            or a measure has two targets.
    """
    plan = yaml_file.load(config / "plan.yaml")
    targets: dict[str, Target] = {}
    for path in sorted((config / "targets").glob("*.yaml")):
        told = yaml_file.load(path) or {}
        if twice := sorted(targets.keys() & told.keys()):
            raise TargetError(f"{path.name} has targets that another file has: {', '.join(twice)}")
        targets.update({measure: _read(measure, entry, path) for measure, entry in told.items()})
    return Plan(
        title=plan["title"],
        key_indicators=dict(plan["key_indicators"]),
        priorities=dict(plan["priorities"]),
        targets=targets,
        ends=plan.get("ends"),
    )


def contradictions(plan: Plan, measures: Iterable[MeasureInfo]) -> list[str]:
    """Ids of measures whose target goes against their polarity. There should be none."""
    wanted = {Direction.INCREASE: "higher", Direction.REDUCE: "lower"}
    return [
        measure.id
        for measure in measures
        if (direction := plan.target(measure.id).direction) is not None
        and measure.polarity.value not in {"none", wanted[direction]}
    ]


def aim(
    target: Target, comparator: Decimal | None, baseline: Decimal | None, on: date
) -> Decimal | None:
    """The number that a target asks for on a day; none where it has none, or none yet.

    Args:
        target: of a measure.
        comparator: the published value that a ``benchmark`` is to equal.
        baseline: the authority's own that a ``direction`` is to better.
        on: the day.
    """
    if target.kind is Kind.BENCHMARK:
        return comparator
    return baseline if target.kind is Kind.DIRECTION else target.number(on)


def judge(
    target: Target,
    value: Decimal | None,
    comparator: Decimal | None,
    baseline: Decimal | None,
    decimals: int,
    on: date,
) -> Rag:
    """Whether a figure is on the way to its target.

    Everything is compared as published, rounded half up to the measure's decimals: a percentage
    published whole is not better by a tenth.

    - ``benchmark``: as good as the comparator or better, on track; else better than the
      baseline, at risk; else off track.
    - ``direction``: better than the baseline, on track; the same, at risk; worse, off track.
    - ``absolute``: the year's number or better, on track; else off track. A year that the plan
      has no number for is not judged.
    - ``trajectory``: on the line or better, on track; better than its start, at risk; else off.
    - A target whose figure, comparator or (of a direction) baseline is missing is not judged.
    """
    if target.kind is Kind.NONE or target.direction is None:
        return Rag.NO_TARGET
    sign = 1 if target.direction is Direction.INCREASE else -1

    def gain(reference: Decimal | None) -> Decimal | None:
        if value is None or reference is None:
            return None
        return sign * (round_half_up(value, decimals) - round_half_up(reference, decimals))

    since_baseline = gain(baseline)
    if target.kind is Kind.BENCHMARK:
        against = gain(comparator)
        on_track = against is not None and against >= 0
        at_risk = since_baseline is not None and since_baseline > 0
    elif target.kind in {Kind.ABSOLUTE, Kind.TRAJECTORY}:
        against = gain(target.number(on))
        on_track = against is not None and against >= 0
        begun = gain(None if target.start is None else target.start[1])
        at_risk = begun is not None and begun > 0
    else:
        against = since_baseline
        on_track = against is not None and against > 0
        at_risk = against == 0
    if against is None:
        return Rag.NOT_JUDGED
    if on_track:
        return Rag.ON_TRACK
    return Rag.AT_RISK if at_risk else Rag.OFF_TRACK


def _on_the_line(
    start: tuple[date, Decimal], end: tuple[date, Decimal], on: date
) -> Decimal | None:
    """The value of a straight line on a day, and its last value ever after; none before it."""
    (first, from_value), (last, to_value) = start, end
    if on < first:
        return None
    share = Fraction(min((on - first).days, (last - first).days), (last - first).days)
    value = Fraction(from_value) + share * (Fraction(to_value) - Fraction(from_value))
    return round_half_up(value, _LINE_DECIMALS)


def _read(measure_id: str, entry: dict[str, Any], path: Path) -> Target:
    try:
        return _target(measure_id, entry)
    except (KeyError, ValueError, ArithmeticError, TypeError) as error:
        raise TargetError(
            f"{path}: the target of {measure_id} lacks, or misspells, {error}. See the table of "
            "kinds in the README.md beside it."
        ) from error


def _target(measure_id: str, entry: dict[str, Any]) -> Target:
    kind = Kind(entry["kind"])
    if kind is Kind.NONE:
        return Target(measure_id, kind, None, None, None, None, None, entry["reason"])
    needs_baseline = kind in {Kind.BENCHMARK, Kind.DIRECTION}
    target = Target(
        measure_id=measure_id,
        kind=kind,
        direction=Direction(entry["direction"]),
        comparator=entry["comparator"] if kind is Kind.BENCHMARK else None,
        baseline_period=entry["baseline"] if needs_baseline else None,
        priority=entry["priority"],
        milestone_year=entry["milestone_year"],
        origin=entry["origin"],
    )
    if kind is Kind.ABSOLUTE:
        told = entry["values"] if "values" in entry else {entry["milestone_year"]: entry["value"]}
        values = tuple((str(year), Decimal(str(number))) for year, number in told.items())
        return replace(target, by_year=values)
    if kind is Kind.TRAJECTORY:
        return replace(
            target,
            start=(entry["baseline_on"], Decimal(str(entry["baseline_value"]))),
            end=(entry["by"], Decimal(str(entry["value"]))),
        )
    return target
