"""What a measure is, apart from how it is counted: identity, unit, polarity, place in the plan.

Here: the record that the indicator dictionary and the warehouse's ``indicator`` table are made
from, and the shape of counts. Not here: SQL (``language``) or values (``indicators``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
numerator is the sum and the denominator the number of people with a value.
"""

TOTAL = "total"


class Unit(StrEnum):
    """What a value is, once the pipeline has divided."""

    PERCENT = "percent"
    PER_10_000 = "per_10_000"
    COUNT = "count"
    MEAN = "mean"


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
        snapshot: counted on one day (a stock) and not over twelve months (a flow).
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
    snapshot: bool
