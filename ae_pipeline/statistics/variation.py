"""Variation in a series: XmR limits and special causes, as NHS 'Making Data Count' draws them.

Here: the limits of a chart of individuals, which points are special and which way, and whether a
target lies within what the process does. Directions only: whether up is good is not known here
(``indicators.reading``), save that assurance is told. Nor is whether a series may be charted: a
seasonal one only like period with like, and a new start only for a recorded reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST = 6
"""Values under which there is no chart: Wheeler's lowest number for limits of use."""
SETTLED = 12
"""Values from which limits are no longer on trial."""
RUN = 7
"""Points in a row that are a rise, a fall, or a shift to one side."""
_SCREEN = 3.267
_REACH = 2.66
_TRIO = 3
_PAIR = 2


class Direction(StrEnum):
    """Which way a special cause goes."""

    UP = "up"
    DOWN = "down"


class Rule(StrEnum):
    """Why a point is special, in the order in which a point's reason is chosen."""

    OUTSIDE = "a point outside the limits"
    RUN_OF_RISE_OR_FALL = "seven points rising or falling"
    TWO_OF_THREE = "two of three points near a limit"
    RUN_ON_ONE_SIDE = "seven points on one side of the mean"


class Cause(NamedTuple):
    """A special cause at a point: the first rule that it meets, and which way."""

    rule: Rule
    direction: Direction


class Limits(NamedTuple):
    """What a series does by itself, in its own unit.

    Attributes:
        centre: the mean.
        lower: process limit, 2.66 screened mean moving ranges below the mean.
        upper: as much above.
        near_lower: two thirds of the way to the lower limit.
        near_upper: two thirds of the way to the upper limit.
        trial: fewer than twelve points, to be said wherever the limits are shown.
        points: that the limits come from.
    """

    centre: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    trial: bool
    points: int


@dataclass(frozen=True)
class Variation:
    """The latest point of a series.

    Attributes:
        cause: its special cause; None is common cause, or no chart where there are no limits.
        limits: of the whole series; None where it is too short for a chart.
    """

    cause: Cause | None
    limits: Limits | None

    @property
    def side(self) -> Direction | None:
        """Which way the special cause goes."""
        return None if self.cause is None else self.cause.direction


class Assurance(StrEnum):
    """Whether the process, left as it is, meets the target."""

    PASSES = "passes"
    FAILS = "fails"
    HIT_AND_MISS = "hit and miss"


def limits(values: Sequence[float], bounds: tuple[float, float] | None = None) -> Limits | None:
    """The limits of a series, or None for fewer than six values.

    Moving ranges of 3.267 times their mean or more are left out once, so that a single leap does
    not widen the limits that should show it. Where no value ever moves, all limits are the value.

    Args:
        values: oldest first, one each period, without gaps.
        bounds: what the values cannot pass (0 and 100 for a percentage): limits stop there.

    Raises:
        ValueError: if a value is not finite or lies outside the bounds.
    """
    low, high = bounds or (-math.inf, math.inf)
    if not all(math.isfinite(value) and low <= value <= high for value in values):
        raise ValueError(f"a value of the series is not a number from {low} to {high}")
    if len(values) < FEWEST:
        return None
    ranges = [abs(after - before) for before, after in pairwise(values)]
    longest = _SCREEN * fmean(ranges)
    kept = [moved for moved in ranges if moved < longest]
    reach = _REACH * fmean(kept or ranges)
    # The mean of one number many times can miss it by a hair, and then every point is special.
    centre = fmean(values) if any(ranges) else float(values[0])
    return Limits(
        centre=centre,
        lower=max(centre - reach, low),
        upper=min(centre + reach, high),
        near_lower=max(centre - reach * 2 / 3, low),
        near_upper=min(centre + reach * 2 / 3, high),
        trial=len(values) < SETTLED,
        points=len(values),
    )


def special_causes(values: Sequence[float], limits: Limits) -> tuple[Cause | None, ...]:
    """The special cause of each point, None for common cause.

    Every point of a run is marked, also those before it was complete; of two in three, those
    beyond the near limit. A point on a limit is not beyond it, one on the mean is on neither side,
    and one equal to its neighbour ends a rise or fall. A point that ends one run and begins the
    next belongs to the later.

    Args:
        values: oldest first; they may go on after those that the limits come from.
        limits: of the series.
    """
    found = (
        (Rule.OUTSIDE, _beyond(values, limits.lower, limits.upper)),
        (Rule.RUN_OF_RISE_OR_FALL, _rising_or_falling(values)),
        (Rule.TWO_OF_THREE, _two_of_three(values, limits)),
        (Rule.RUN_ON_ONE_SIDE, _on_one_side(values, limits)),
    )
    return tuple(
        next(
            (
                Cause(rule, direction)
                for rule, directions in found
                if (direction := directions[place]) is not None
            ),
            None,
        )
        for place in range(len(values))
    )


def latest(values: Sequence[float], bounds: tuple[float, float] | None = None) -> Variation:
    """The variation of a series' latest point, by the limits of the whole series.

    Args:
        values: oldest first, one each period, without gaps.
        bounds: see ``limits``.

    Raises:
        ValueError: as ``limits``.
    """
    found = limits(values, bounds)
    if found is None:
        return Variation(cause=None, limits=None)
    return Variation(cause=special_causes(values, found)[-1], limits=found)


def assurance(limits: Limits, target: float, *, higher_is_better: bool) -> Assurance:
    """Whether the target lies beyond what the process does by itself.

    A target on a limit is hit and miss, save where the process never moves from it: that passes.
    """
    if limits.lower == limits.upper == target:
        return Assurance.PASSES
    if target > limits.upper:
        return Assurance.FAILS if higher_is_better else Assurance.PASSES
    if target < limits.lower:
        return Assurance.PASSES if higher_is_better else Assurance.FAILS
    return Assurance.HIT_AND_MISS


def _beyond(values: Sequence[float], lower: float, upper: float) -> list[Direction | None]:
    """Which way each value passes two limits; within a hair of one, it does not."""

    def side(value: float) -> Direction | None:
        if value > upper and not _same(value, upper):
            return Direction.UP
        if value < lower and not _same(value, lower):
            return Direction.DOWN
        return None

    return [side(value) for value in values]


def _rising_or_falling(values: Sequence[float]) -> list[Direction | None]:
    steps = [_beyond([after], before, before)[0] for before, after in pairwise(values)]
    marks: list[Direction | None] = [None] * len(values)
    for start, end, direction in _runs(steps, RUN - 1):
        marks[start : end + 1] = [direction] * (end + 1 - start)
    return marks


def _on_one_side(values: Sequence[float], limits: Limits) -> list[Direction | None]:
    marks: list[Direction | None] = [None] * len(values)
    for start, end, direction in _runs(_beyond(values, limits.centre, limits.centre), RUN):
        marks[start:end] = [direction] * (end - start)
    return marks


def _two_of_three(values: Sequence[float], limits: Limits) -> list[Direction | None]:
    sides = _beyond(values, limits.centre, limits.centre)
    near = _beyond(values, limits.near_lower, limits.near_upper)
    marks: list[Direction | None] = [None] * len(values)
    for start in range(len(values) - _TRIO + 1):
        trio = range(start, start + _TRIO)
        beyond = [place for place in trio if near[place] is not None]
        if len(beyond) >= _PAIR and len({sides[place] for place in trio}) == 1:
            for place in beyond:
                marks[place] = near[place]
    return marks


def _runs(
    directions: Sequence[Direction | None], least: int
) -> Iterator[tuple[int, int, Direction]]:
    """Where one direction holds for so long: start, end (left out) and direction."""
    start = 0
    for direction, members in groupby(directions):
        end = start + len(list(members))
        if direction is not None and end - start >= least:
            yield start, end, direction
        start = end


def _same(value: float, other: float) -> bool:
    return math.isclose(value, other, rel_tol=1e-9, abs_tol=1e-12)
