"""Where looked-after children lived, one row a home: what fostering and placing are told from.

Read from the episodes of the lives in care, so that both systems agree on who lived where. Not
here: households (``fostering``) or searches for a home (``placing``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.population.days import NEVER, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_city.care.episodes import Episode
    from ae_city.care.lives import City, Life, Period

FOSTER = frozenset({"U4", "U5", "U6"})
CONNECTED = frozenset({"U1", "U2", "U3"})
RESIDENTIAL = frozenset({"K2", "R1", "S1"})
SUPPORTED = frozenset({"K3", "H5"})
SECURE = frozenset({"K1"})
PARENT_AND_CHILD = frozenset({"R3"})
UNREGISTERED = frozenset({"Z1"})
OWN = "PR1"
_TEMPORARY = "T"
_COLUMNS = (
    "person", "start", "end", "place", "provider", "postcode", "miles", "family", "first",
    "last", "before", "planned", "alone", "of_age",
)  # fmt: skip


def tell_stays(care: City) -> pd.DataFrame:
    """Every home of every looked-after child, in order of person and start.

    Returns:
        ``person``; ``start`` and ``end`` (first day elsewhere; ``NEVER`` while there) as numbers;
        ``place`` (first code there), ``provider`` (null where there is none), ``postcode``,
        ``miles`` from home (-1 where that is not known), ``family`` (a number that brothers and
        sisters share), ``first`` and ``last`` of the period of care, ``before`` (code of the home
        before), ``planned`` (the move), ``alone`` (unaccompanied), ``of_age`` (left care at 18).
    """
    families: dict[int, int] = {}
    rows = [
        row
        for person, life in enumerate(care.lives)
        for period in life.periods
        if not period.stay.short_breaks
        for row in _of_period(person, life, period, families)
    ]
    told = pd.DataFrame(rows, columns=list(_COLUMNS))
    return told.astype({"place": "str", "provider": "str", "postcode": "str", "before": "str"})


def _of_period(
    person: int, life: Life, period: Period, families: dict[int, int]
) -> Iterator[tuple[object, ...]]:
    homes = _homes(period)
    who = life.person
    family = families.setdefault(id(who.family), len(families))
    for place, chain in enumerate(homes):
        first, last = chain[0], chain[-1]
        before = homes[place - 1][-1] if place else None
        end = NEVER if last.end is None else number(last.end)
        yield (
            person,
            number(first.start),
            end,
            first.place,
            first.provider,
            first.where.postcode,
            -1.0 if who.home is None else who.home.miles(first.where),
            family,
            place == 0,
            place == len(homes) - 1,
            None if before is None else before.place,
            before is not None and before.reason == "CARPL",
            who.unaccompanied,
            last.end is not None and last.end >= who.birthday(18),
        )


def _homes(period: Period) -> list[list[Episode]]:
    """Episodes by home; days of respite elsewhere belong to no home and end none."""
    homes: list[list[Episode]] = []
    for episode in period.episodes:
        if episode.place.startswith(_TEMPORARY):
            continue
        if homes and _same_home(homes[-1][-1], episode):
            homes[-1].append(episode)
        else:
            homes.append([episode])
    return homes


def _same_home(one: Episode, other: Episode) -> bool:
    return (one.provider, one.urn, one.where.postcode) == (
        other.provider,
        other.urn,
        other.where.postcode,
    )
