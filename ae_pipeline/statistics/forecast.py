"""Where a short yearly series may be in some years, with an interval that has been tried out.

Here: one method for every series, and the chance that it leaves. Not here: which figures make a
series, what day is asked for, or what a target is (``indicators.trajectory``).

Simple exponential smoothing with a fixed weight: the forecast is a mean of the past in which each
year counts 0.3 times as much as the year after it. It continues no trend: on published series of
every authority, methods that do were further out (``docs/reference/forecasts.md``). The interval
is as wide as the errors of that trial were, in units of the series' own yearly changes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ae_pipeline.statistics.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

METHOD = "exponential smoothing, weight 0.7"
WEIGHT = 0.7
"""Of the latest year against all before it."""
WINDOW = 6
"""Years looked back over, as in the trial. What was before is another time."""
FEWEST = 4
"""Known values in the window under which there is no forecast."""
FARTHEST = 3
"""Years ahead beyond which there was no trial, and so there is no forecast."""

_WIDENING = (0.73, 1.07, 1.67)
"""Spread of the errors one, two and three years ahead, in root mean square yearly changes. Chosen
so that 95 of 100 trial errors of other authorities are within; far more than chance alone has it
grow, since the trial has the pandemic in it."""

UNBOUNDED = (-math.inf, math.inf)


@dataclass(frozen=True)
class Forecast:
    """What a series may be some years after its last value.

    Errors have Student's distribution with two degrees of freedom, whose long tails are those of
    the trial: now and then a series goes where nothing in it pointed.

    Attributes:
        method: in words.
        steps: years after the last value.
        value: the forecast, in the unit of the series. It is the middle of what may come.
        spread: scale of the distribution, in that unit.
        points: known values that it was made from.
        bounds: that values cannot pass; what would is taken to stop there.
    """

    method: str
    steps: int
    value: float
    spread: float
    points: int
    bounds: tuple[float, float] = UNBOUNDED

    def interval(self, confidence: float = 0.95) -> Interval:
        """The prediction interval: of the coming value itself and not of a mean of such.

        Raises:
            ValueError: if the confidence is not between 0 and 1.
        """
        if not 0 < confidence < 1:
            raise ValueError(f"a confidence is between 0 and 1, and this is {confidence}")
        reach = self.spread * confidence * math.sqrt(2 / (1 - confidence**2))
        return Interval(self._within(self.value - reach), self._within(self.value + reach))

    def chance(self, *, at_most: float | None = None, at_least: float | None = None) -> float:
        """Probability that the coming value is at most, or at least, so much.

        Raises:
            ValueError: unless one of the two is given.
        """
        if at_most is not None and at_least is None:
            if at_most >= self.bounds[1]:
                return 1.0
            return 0.0 if at_most < self.bounds[0] else self._below(at_most)
        if at_least is not None and at_most is None:
            if at_least <= self.bounds[0]:
                return 1.0
            return 0.0 if at_least > self.bounds[1] else 1 - self._below(at_least)
        raise ValueError("ask for the chance of at most or of at least a value")

    def _below(self, value: float) -> float:
        distance = (value - self.value) / self.spread
        return 0.5 + distance / (2 * math.sqrt(2 + distance**2))

    def _within(self, value: float) -> float:
        return min(max(value, self.bounds[0]), self.bounds[1])


def forecast(
    values: Sequence[float | None], steps: int, bounds: tuple[float, float] | None = None
) -> Forecast | None:
    """A forecast of a yearly series, from its latest six years.

    None where fewer than four of them are known, where they have not moved (the spread would be
    nought, and nothing is so sure), and for more years ahead than were tried. A value outside the
    bounds shows that they are none on its side.

    Args:
        values: one for each year, oldest first; None in a year without. The last is known.
        steps: years after the last, one or more.
        bounds: that values cannot pass.

    Raises:
        ValueError: if there are no steps, or the last value is not known or a value not finite.
    """
    window = values[-WINDOW:]
    if steps < 1 or not window or window[-1] is None:
        raise ValueError("a forecast is of one step or more after a known value")
    known = [(year, value) for year, value in enumerate(window) if value is not None]
    if not all(math.isfinite(value) for _, value in known):
        raise ValueError("a series has a value that is not finite")
    typical = _typical_change(known)
    if len(known) < FEWEST or steps > FARTHEST or typical == 0:
        return None
    weights = [(1 - WEIGHT) ** (len(window) - 1 - year) for year, _ in known]
    total = math.fsum(weight * value for weight, (_, value) in zip(weights, known, strict=True))
    lower, upper = bounds or UNBOUNDED
    return Forecast(
        method=METHOD,
        steps=steps,
        value=total / math.fsum(weights),
        spread=typical * _WIDENING[steps - 1],
        points=len(known),
        bounds=(
            lower if min(value for _, value in known) >= lower else -math.inf,
            upper if max(value for _, value in known) <= upper else math.inf,
        ),
    )


def _typical_change(known: Sequence[tuple[int, float]]) -> float:
    """Root mean square of a year's change.

    One over several years is spread over them, as the steps of a random walk are: its square is
    divided by their number.
    """
    squares = [
        (value - before) ** 2 / (year - year_before)
        for (year_before, before), (year, value) in pairwise(known)
    ]
    return math.sqrt(math.fsum(squares) / len(squares)) if squares else 0.0
