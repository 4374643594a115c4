"""Decisions that a child should be placed for adoption, and the adoptions that follow.

Here: dates in the order the law asks for, and who adopts. Not here: the placement (``journeys``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_city.care.cells import EARLIER, Leaving
from ae_city.care.legal import PLACEMENT_ORDER
from ae_city.care.stays import days

if TYPE_CHECKING:
    from datetime import date

    from ae_city.care.legal import Path
    from ae_city.care.stays import Stay
    from ae_city.chance import Chance

_REVERSED = 0.12
_CONSIDERED_BELOW, _CONSIDERED_AFTER = 5, 450
"""Age at the start, and days in care: who else has had such a decision."""
_ADOPTERS = {
    ("2", "MF", "L11"): 62.0,
    ("2", "MF", "L3"): 14.0,
    ("2", "FF", "L12"): 5.0,
    ("2", "MM", "L12"): 6.0,
    ("2", "MM", "L4"): 2.0,
    ("2", "FF", "L2"): 1.0,
    ("1", "F1", "L0"): 9.0,
    ("1", "M1", "L0"): 1.0,
}
"""Number, sexes and legal status of the adopters, in combinations that can be."""


@dataclass(frozen=True)
class Decision:
    """That a child should be placed for adoption, and perhaps that it should no longer be."""

    made: date
    reversed_on: date | None = None
    why_reversed: str | None = None


@dataclass(frozen=True)
class Adoption:
    """What is told of an adoption: the match and the adopters."""

    decided: date
    matched: date
    by_carer: bool
    adopters: tuple[str, str, str]


def tell_decision(stay: Stay, path: Path, chance: Chance) -> Decision | None:
    """The decision about one child, before the placement order; some think better of it."""
    if stay.placed_for_adoption is not None:
        order = next((day for day, status in path if status == PLACEMENT_ORDER), None)
        latest = min(order or stay.placed_for_adoption, stay.placed_for_adoption)
        return Decision(max(stay.start + days(3), latest - days(chance.number(5, 30))))
    considered = (
        stay.cohort > EARLIER
        and stay.person.age(stay.start) < _CONSIDERED_BELOW
        and (stay.ended - stay.start).days > _CONSIDERED_AFTER
        and len(path) > 1
    )
    if not considered or not chance.happens(_REVERSED):
        return None
    made = chance.day(stay.start + days(120), stay.start + days(200))
    return Decision(
        made,
        chance.day(made + days(60), made + days(220)),
        chance.weighted({"RD1": 40.0, "RD2": 20.0, "RD3": 30.0, "RD4": 10.0}),
    )


def tell_adoption(
    stay: Stay, decision: Decision | None, chance: Chance, *, by_carer: bool
) -> Adoption | None:
    """The adoption, for those who left care by it."""
    placed = stay.placed_for_adoption
    if decision is None or placed is None or stay.leaving is not Leaving.ADOPTED:
        return None
    matched = max(decision.made, placed - days(chance.number(4, 14)))
    return Adoption(decision.made, matched, by_carer, chance.weighted(_ADOPTERS))
