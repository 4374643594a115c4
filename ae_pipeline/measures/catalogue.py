"""Every measure there is, in the order of the plan's key indicators of success.

A measure is in the catalogue by being declared in a module of ``key_indicators``.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from ae_pipeline.measures import key_indicators
from ae_pipeline.measures.declaring import Measure
from ae_pipeline.returns.fact_tables import makers_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class UnknownMeasureError(LookupError):
    """No measure has the id."""


@cache
def all_measures() -> tuple[Measure, ...]:
    """The measures, by the name of their module and then as it lists them."""
    names = sorted(each.name for each in pkgutil.iter_modules(key_indicators.__path__))
    return tuple(
        declared
        for name in names
        for declared in vars(import_module(f"{key_indicators.__name__}.{name}")).values()
        if isinstance(declared, Measure)
    )


def measures_of(sources: Iterable[str]) -> tuple[Measure, ...]:
    """The measures that need no other returns than these."""
    there = set(sources)
    return tuple(each for each in all_measures() if there.issuperset(makers_of(each.sources)))


def measure(measure_id: str) -> Measure:
    """The measure of an id.

    Raises:
        UnknownMeasureError: if there is none; the message lists those there are.
    """
    by_id = {each.id: each for each in all_measures()}
    if measure_id not in by_id:
        raise UnknownMeasureError(
            f"there is no measure {measure_id!r}; there are {', '.join(sorted(by_id))}"
        )
    return by_id[measure_id]
