"""How a figure is printed: the one place where decimals and units become text.

Here: a value of a unit as text. Not here: tables and pages (``reports``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.definition import Unit
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from decimal import Decimal

NO_VALUE = "n/a"


def display(value: Decimal | None, unit: Unit, decimals: int) -> str:
    """A value as people read it: ``65%``, ``101``, ``18.2``, ``1,204``.

    Give a figure's ``published_value``, or a published benchmark, which is as exact as it will
    get; the unit of a rate is told by the measure's title and not repeated.
    """
    if value is None:
        return NO_VALUE
    number = f"{round_half_up(value, decimals):,}"
    return f"{number}%" if unit is Unit.PERCENT else number
