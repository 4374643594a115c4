"""How a measure is declared: one decorated function, named for its id, with its docstring.

Here: ``Measure`` and the ``measure`` decorator. Not here: the list of all measures
(``catalogue``) or how they are run (``counting``).
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.keeping import tables_below
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

    def period(self, month: Month) -> Period:
        """The days a month's figure is about: its last day, or the twelve months to it."""
        if self.info.snapshot:
            return Period.snapshot(month.end)
        return Period.twelve_months_to(month.end)

    def membership(self, month: Month) -> sa.Select[Any]:
        """Everybody in the month's population, in ``MEMBERSHIP_COLUMNS``."""
        return self(self.period(month)).membership()

    @property
    def sources(self) -> tuple[str, ...]:
        """The person-keyed tables that it reads, sorted; found in its select, so never stale."""
        return tuple(sorted(tables_below(self.membership(_ANY_MONTH))))


def measure(  # noqa: PLR0913 - each is a field of the dictionary, given by name
    *,
    title: str,
    key_indicator: int,
    priorities: tuple[int, ...],
    unit: Unit,
    polarity: Polarity,
    source: str,
    lait: str | None = None,
    decimals: int = 0,
    version: int = 1,
    snapshot: bool = True,
) -> Callable[[Callable[[Period], Shape]], Measure]:
    """Make a measure of a function from a period to a shape.

    The function's name is the measure's id and its docstring the definition that people read.
    See ``MeasureInfo`` for the arguments.
    """

    def declare(define: Callable[[Period], Shape]) -> Measure:
        definition = inspect.getdoc(define)
        if definition is None:
            raise ValueError(f"{define.__name__} has no docstring, so no definition to publish")
        return Measure(
            MeasureInfo(
                id=define.__name__,
                title=title,
                definition=definition,
                key_indicators=(key_indicator,),
                priorities=priorities,
                unit=unit,
                polarity=polarity,
                decimals=decimals,
                source=source,
                lait=lait,
                version=version,
                snapshot=snapshot,
            ),
            define,
        )

    return declare
