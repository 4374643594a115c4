"""One indicator value: the record that is published, judged and kept.

Here: what a figure is made of, and what tells it from others. Not here: dividing (``values``), or
what a figure means (``judgement``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ae_pipeline.periods import Period
from ae_pipeline.statistics.intervals import Interval

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Status(StrEnum):
    """Why a figure has, or lacks, a value; the letters are those of published statistics."""

    OK = "ok"
    NOT_APPLICABLE = "z"
    """Nobody is in the denominator."""
    UNAVAILABLE = "x"
    """The count or the population is not known, or not published by that breakdown."""


class FigureKey(NamedTuple):
    """A measure's figure of an area, of some days, of a category of a breakdown."""

    measure_id: str
    area_code: str
    period_start: date
    period_end: date
    breakdown: str
    category: str


@dataclass(frozen=True)
class Figure:
    """One indicator value, as the warehouse's ``indicator_value`` has it.

    Attributes:
        denominator: of a rate, the population it was divided by.
        value: in the measure's unit (percent, per 10,000, children, score), six decimals.
        published_value: the same at the measure's published decimals.
        lower_95: of the interval, in the measure's unit: Wilson for a percentage of people, exact
            or Byar for a rate, Student's t for a mean; none for a count of everybody, for parts of
            people (a ratio of hours, a gap) or for a median.
        population_year: mid-year of a rate's population.
        population_release: release that carried it.
    """

    measure_id: str
    measure_version: int
    area_code: str
    period_start: date
    period_end: date
    breakdown: str
    category: str
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    published_value: Decimal | None
    lower_95: Decimal | None
    upper_95: Decimal | None
    status: Status
    population_year: int | None
    population_release: str | None

    @property
    def key(self) -> FigureKey:
        """What tells this figure from others; it has been reported once or more often."""
        return FigureKey(
            self.measure_id,
            self.area_code,
            self.period_start,
            self.period_end,
            self.breakdown,
            self.category,
        )

    @property
    def period(self) -> Period:
        """The days that it is about."""
        return Period(self.period_start, self.period_end)

    @property
    def counts(self) -> tuple[int, int]:
        """Numerator and denominator of a figure that has both.

        Raises:
            ValueError: if it lacks one.
        """
        return required(self.numerator), required(self.denominator)

    @property
    def limits(self) -> Interval | None:
        """Its 95% confidence interval; none where it has none."""
        if self.lower_95 is None or self.upper_95 is None:
            return None
        return Interval(float(self.lower_95), float(self.upper_95))


_Part = TypeVar("_Part")


def required(part: _Part | None) -> _Part:
    """A part that the figure must have where it is used: its value, or a count behind it.

    Raises:
        ValueError: if the figure lacks it.
    """
    if part is None:
        raise ValueError("the figure lacks its value, or a count behind it")
    return part
