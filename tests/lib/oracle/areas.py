"""What an area's oracle gives, and how its members add up.

A member is what one person, event, post or place adds to a figure: numerator, denominator (None
where the measure has none) and the breakdowns it is in. An area also invents messy tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from random import Random

Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Member(NamedTuple):
    numerator: int
    denominator: int | None
    about: Mapping[str, str]


@dataclass(frozen=True)
class Area:
    """An area's oracle.

    Attributes:
        measures: by id, from the tables and the first and last day of a period to the members.
        invent: messy tables from a source of chance: rows of every table that the area reads, also
            ``person`` and ``person_group``; every column there, dates as dates.
        medians: ids of measures that are the middle of the members' numerators.
        breakdowns: by id, the breakdowns of a measure, recorded also where nobody is in it.
    """

    measures: Mapping[str, Callable[[Tables, date, date], Iterable[Member]]]
    invent: Callable[[Random], Tables]
    medians: frozenset[str] = frozenset()


def added_up(
    members: Iterable[Member], *, median: bool, divided: bool
) -> dict[tuple[str, str], tuple[int, int | None]]:
    """Numerator and denominator by (breakdown, category); the total is always there."""
    groups: dict[tuple[str, str], list[Member]] = {("total", "total"): []}
    for member in members:
        for key in (("total", "total"), *member.about.items()):
            groups.setdefault(key, []).append(member)
    return {key: _sums(group, median=median, divided=divided) for key, group in groups.items()}


def _sums(group: list[Member], *, median: bool, divided: bool) -> tuple[int, int | None]:
    numbers = sorted(each.numerator for each in group)
    size = len(numbers)
    if median:
        both = numbers[(size - 1) // 2] + numbers[size // 2] if numbers else 0
        return both * size, size
    denominators = sum(each.denominator or 0 for each in group)
    return sum(numbers), denominators if divided else None
