"""Every measure there is, in the order of the plan's key indicators of success.

A measure is in the catalogue by being declared in one of the modules listed here.
"""

from __future__ import annotations

from functools import cache

from ae_pipeline.measures import (
    ki06_right_children_in_care,
    ki07_foster_homes,
    ki08_care_experienced,
    ki09_right_accommodation,
)
from ae_pipeline.measures.declaring import Measure

_MODULES = (
    ki06_right_children_in_care,
    ki07_foster_homes,
    ki08_care_experienced,
    ki09_right_accommodation,
)


class UnknownMeasureError(LookupError):
    """No measure has the id that was asked for."""


@cache
def all_measures() -> tuple[Measure, ...]:
    """The measures, by key indicator and then as their module lists them."""
    return tuple(
        declared
        for module in _MODULES
        for declared in vars(module).values()
        if isinstance(declared, Measure)
    )


def measure(measure_id: str) -> Measure:
    """The measure of an id.

    Raises:
        UnknownMeasureError: if there is none; the message lists those there are.
    """
    known = {each.id: each for each in all_measures()}
    if measure_id not in known:
        raise UnknownMeasureError(
            f"there is no measure {measure_id!r}; there are {', '.join(sorted(known))}"
        )
    return known[measure_id]
