"""What a measure is, apart from how it is counted: identity, unit, polarity, place in the plan.

Here: the record behind the indicator dictionary and the warehouse's ``indicator`` table, and the
shape of counts. Not here: SQL (``shapes``) or values (``indicators``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ae_pipeline.measures.frequency import Frequency

COUNT_COLUMNS = (
    "measure_id",
    "measure_version",
    "period_start",
    "period_end",
    "breakdown",
    "category",
    "numerator",
    "denominator",
)
"""A measure's counts for a period, one row per breakdown and category: whole numbers only.

``breakdown`` and ``category`` are ``total`` for everybody. ``denominator`` is null where a count
has none, or where a rate's population is not published by that breakdown. For a mean the
numerator is the sum and the denominator the number of people with a value; for a median it is the
sum of the two middle values, times that number. Both are null where the data do not reach.
"""

TOTAL = "total"


class Unit(StrEnum):
    """What a value is, once the pipeline has divided."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    """A difference of percentages; it can be negative."""
    PER_100 = "per_100"
    """Events in a hundred people; it can exceed a hundred."""
    PER_10_000 = "per_10_000"
    COUNT = "count"
    NET = "net"
    """Gains less losses; it can be negative."""
    FTE = "fte"
    """Full-time equivalents."""
    MEAN = "mean"
    DAYS = "days"
    WEEKS = "weeks"
    POUNDS = "pounds"


class Polarity(StrEnum):
    """Which direction is better; none where the right level depends on need."""

    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"
    NONE = "none"


@dataclass(frozen=True)
class MeasureInfo:
    """What is said of a measure in the dictionary and the ``indicator`` table.

    Attributes:
        id: the catalogue's identifier, also the function's name (``cla_foster_pct``).
        title: what an analyst calls it.
        definition: the docstring: numerator, denominator and edge rules, in words.
        key_indicators: of the plan's thirteen, those it measures.
        priorities: of the plan's ten, those it belongs to.
        decimals: published decimal places, rounded half up.
        source: the published statistic it follows, or ``Local``.
        lait: the published series' short name in LAIT, where there is one.
        version: raised whenever the definition changes a figure.
        frequencies: how often it is counted; a month's key indicator is of the first.
        scale: its counts are in so many parts of one (100: hundredths), so that they are whole.
        of_people: whether what is counted stands by itself, each person or event in or out: only
            then does a percentage or a rate have an interval. Not so for hours of hours, sessions
            of sessions, or the suspensions of pupils who are suspended again and again.
        population: age group of the published population that it is divided by (``0-17``).
        looks_back: months before a period that must be in the data for its figure to be right.
        looks_ahead: months after it, likewise.
    """

    id: str
    title: str
    definition: str
    key_indicators: tuple[int, ...]
    priorities: tuple[int, ...]
    unit: Unit
    polarity: Polarity
    decimals: int
    source: str
    lait: str | None
    version: int
    frequencies: tuple[Frequency, ...]
    scale: int = 1
    of_people: bool = True
    population: str | None = None
    looks_back: int = 0
    looks_ahead: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether the categories of a breakdown add up to the total: not of gaps and medians."""
        return self.unit not in {Unit.PERCENTAGE_POINTS, Unit.DAYS, Unit.WEEKS}

    @property
    def is_mean(self) -> bool:
        """Whether it is an average over people, whose values lie so and so far apart."""
        return self.unit is Unit.MEAN and self.of_people

    @property
    def snapshot(self) -> bool:
        """Whether its first frequency is of one day (a stock) and not of a time (a flow)."""
        return self.frequencies[0].is_stock
