"""Exact shares: dividing a number among parts, and choosing exactly so many of a population.

The invented authority meets its figures because they are dealt out here, not drawn. One of a
fraction of the published size may have too few people for all of its figures at once; there, and
only there, a quota gives way (``attainable``), as little as it can. What is dealt first holds and
what is dealt after it gives way, so the order of telling (``care.lives``) is the order of
importance. Not here: which figures, and whether they are exact (``targets``), or what a share
means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ae_city.chance import Chance

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


def attainable(wanted: int, most: int, what: str, *, exact: bool) -> int:
    """The number nearest to the one wanted that can be had, from nothing to the most there are.

    Every quota that gives way does so here.

    Raises:
        QuotaError: if figures are exact and it is another than the one wanted.
    """
    nearest = max(0, min(wanted, most))
    if exact and nearest != wanted:
        raise QuotaError(f"{wanted} {what} wanted, where from 0 to {most} can be had")
    return nearest


def bounded(parts: Sequence[int], limits: Sequence[int], least: int, most: int) -> list[int]:
    """Parts from nothing to their limits and together from the least to the most.

    They are those given where these fit already; if not, the last gives way first.
    """
    found = [max(0, min(part, limit)) for part, limit in zip(parts, limits, strict=True)]
    for place in reversed(range(len(found))):
        whole = sum(found)
        found[place] -= min(max(whole - most, 0), found[place])
        found[place] += min(max(least - whole, 0), limits[place] - found[place])
    return found


def choose(
    count: int,
    population: Sequence[_Item],
    chance: Chance,
    weight: Callable[[_Item], float] | None = None,
    *,
    exact: bool = True,
) -> list[_Item]:
    """Exactly so many, without repeats, in the population's order; heavier ones more likely.

    Where figures are not exact and too few have a weight above nothing, it is all of those.

    Raises:
        QuotaError: if figures are exact and too few have a weight above nothing.
    """
    keyed = []
    for place, item in enumerate(population):
        heavy = 1.0 if weight is None else weight(item)
        point = chance.uniform()
        if heavy > 0:
            keyed.append((max(point, _TINY) ** (1 / heavy), place))
    count = attainable(max(count, 0), len(keyed), "of a population", exact=exact)
    chosen = sorted(place for _, place in sorted(keyed, reverse=True)[:count])
    return [population[place] for place in chosen]


def lowest(count: int, population: Sequence[_Item], key: Callable[[_Item], float]) -> list[_Item]:
    """The so many with the lowest key: who they are hardly changes as the count grows.

    Raises:
        QuotaError: if there are too few.
    """
    order = sorted(range(len(population)), key=lambda place: (key(population[place]), place))
    count = attainable(max(count, 0), len(order), "with the lowest key", exact=True)
    return [population[place] for place in order[:count]]
