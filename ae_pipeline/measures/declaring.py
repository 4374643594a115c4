"""How a measure is declared: one decorated function, named for its id, with its docstring.

Here: ``Measure`` and the ``measure`` decorator. Not here: the list of all measures
(``catalogue``) or how they are run (``counting``).
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.shared_relations import tables_below
from ae_pipeline.measures.tables_read import recorded
from ae_pipeline.periods import Month, Period

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlalchemy as sa

    from ae_pipeline.measures.shapes import Shape

_ANY_MONTH = Month(2025, 3)


@dataclass(frozen=True)
class Measure:
    """A measure of the catalogue; call it with a period for its shape.

    Attributes:
        info: what the dictionary says of it.
        define: the function that was decorated.
    """

    info: MeasureInfo
    define: Callable[[Period], Shape]

    def __call__(self, period: Period) -> Shape:
        """Who is in the population in a period, and who counts."""
        return self.define(period)

    @property
    def id(self) -> str:
        """The catalogue's identifier."""
        return self.info.id

    @property
    def module(self) -> str:
        """The module that declares it: ``ki02_attendance``."""
        return self.define.__module__.rpartition(".")[2]

    def period(self, month: Month) -> Period:
        """The days that a month's key indicator is about, by the measure's first frequency.

        A quarterly measure's is the last quarter that is over.
        """
        first = self.info.frequencies[0]
        return next(
            period for back in range(12) if (period := first.period(month.plus(-back))) is not None
        )

    def periods(self, month: Month) -> dict[Period, Frequency]:
        """Every period that a month counts, that of its key indicator first."""
        periods = {self.period(month): self.info.frequencies[0]}
        for frequency in self.info.frequencies:
            period = frequency.period(month)
            if period is not None:
                periods.setdefault(period, frequency)
        return periods

    def membership(self, month: Month) -> sa.Select[Any]:
        """Everybody in the population of a month's key indicator, in ``MEMBERSHIP_COLUMNS``."""
        return self(self.period(month)).membership()

    @property
    def sources(self) -> tuple[str, ...]:
        """The person-keyed tables that it reads, sorted; never out of date with its select."""
        tables = recorded(self.module).get(self.id)
        return tables_in_select(self) if tables is None else tables


@cache
def tables_in_select(measure: Measure) -> tuple[str, ...]:
    """The person-keyed tables in a measure's select, sorted."""
    return tuple(sorted(tables_below(measure.membership(_ANY_MONTH))))


def measure(  # noqa: PLR0913 - each is a field of the dictionary, given by name
    *,
    title: str,
    key_indicator: int | tuple[int, ...],
    priorities: tuple[int, ...],
    unit: Unit,
    polarity: Polarity,
    source: str,
    lait: str | None = None,
    decimals: int = 0,
    version: int = 1,
    frequencies: tuple[Frequency, ...] = (Frequency.MONTH_END,),
    scale: int = 1,
    of_people: bool = True,
    population: str | None = None,
    looks_back: int = 0,
    looks_ahead: int = 0,
) -> Callable[[Callable[[Period], Shape]], Measure]:
    """Make a measure of a function from a period to a shape.

    The function's name is the measure's id and its docstring the definition that people read.
    See ``MeasureInfo`` for the arguments.

    Raises:
        ValueError: if the function has no docstring, or a rate per 10,000 names no population.
    """
    if unit is Unit.PER_10_000 and population is None:
        raise ValueError("a rate per 10,000 says of which population: population='0-17'")

    def declare(define: Callable[[Period], Shape]) -> Measure:
        definition = inspect.getdoc(define)
        if definition is None:
            raise ValueError(f"{define.__name__} has no docstring, so no definition to publish")
        served = (key_indicator,) if isinstance(key_indicator, int) else key_indicator
        return Measure(
            MeasureInfo(
                id=define.__name__,
                title=title,
                definition=definition,
                key_indicators=served,
                priorities=priorities,
                unit=unit,
                polarity=polarity,
                decimals=decimals,
                source=source,
                lait=lait,
                version=version,
                frequencies=frequencies,
                scale=scale,
                of_people=of_people,
                population=population,
                looks_back=looks_back,
                looks_ahead=looks_ahead,
            ),
            define,
        )

    return declare
