"""Exact shares: dividing a number among parts, and choosing exactly so many of a population.

The invented authority meets its figures because they are dealt out here, not drawn. Not here:
which figures (``targets``), or what a share means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ae_pipeline.city.chance import Chance

_Item = TypeVar("_Item")
_TINY = 1e-12


class QuotaError(ValueError):
    """More was asked for than the population has."""


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Divide a whole number by weight, largest remainder first, ties to the earlier part."""
    whole = sum(weights)
    if total == 0 or whole <= 0:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda part: (shares[part] - exact[part], part))
    for part in by_remainder[: total - sum(shares)]:
        shares[part] += 1
    return shares


def scaled(count: int, of: int, to: int) -> int:
    """A count out of one whole, carried over to another whole, rounded half up."""
    return count if of == to else int(count * to / of + 0.5) if of else 0


def choose(
    count: int,
    population: Sequence[_Item],
    chance: Chance,
    weight: Callable[[_Item], float] | None = None,
) -> list[_Item]:
    """Exactly so many, without repeats, in the population's order; heavier ones more likely.

    Raises:
        QuotaError: if too few have a weight above nothing.
    """
    keyed = []
    for place, item in enumerate(population):
        heavy = 1.0 if weight is None else weight(item)
        point = chance.uniform()
        if heavy > 0:
            keyed.append((max(point, _TINY) ** (1 / heavy), place))
    if len(keyed) < count:
        raise QuotaError(f"{count} wanted of {len(keyed)} that could be chosen")
    chosen = sorted(place for _, place in sorted(keyed, reverse=True)[: max(count, 0)])
    return [population[place] for place in chosen]


def lowest(count: int, population: Sequence[_Item], key: Callable[[_Item], float]) -> list[_Item]:
    """The so many with the lowest key: who they are hardly changes as the count grows."""
    order = sorted(range(len(population)), key=lambda place: (key(population[place]), place))
    if len(order) < count:
        raise QuotaError(f"{count} wanted of {len(order)}")
    return [population[place] for place in order[:count]]
