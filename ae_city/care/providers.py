"""Who provides placements: invented homes, fostering and adoption agencies, schools.

Here: their Ofsted numbers, addresses and provider codes, each home with one address so that a
number always means the same place. Not here: who is placed with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ae_city.chance import Chance
    from ae_city.postcodes import Gazetteer, Place


class Setting(StrEnum):
    """What sort of placement it is, before the year's code list gives it a code."""

    FOSTER = "foster"
    KINSHIP = "kinship"
    ADOPTERS = "adopters"
    PARENTS = "parents"
    HOME = "children's home"
    SECURE = "secure home"
    SUPPORTED = "supported accommodation"
    SCHOOL = "residential school"
    RESIDENTIAL = "residential care"
    FAMILY_CENTRE = "family centre"
    UNREGISTERED = "unregistered"


@dataclass(frozen=True)
class Provision:
    """Somewhere to live: who runs it (PR code) and its Ofsted number, if it has them, and where."""

    provider: str | None
    urn: str | None
    place: Place


_ADDRESSED = {
    (Setting.HOME, "inside"): 7,
    (Setting.HOME, "near"): 6,
    (Setting.HOME, "far"): 42,
    (Setting.SECURE, "far"): 3,
    (Setting.SUPPORTED, "inside"): 14,
    (Setting.SUPPORTED, "near"): 4,
    (Setting.SUPPORTED, "far"): 12,
    (Setting.SCHOOL, "inside"): 3,
    (Setting.SCHOOL, "near"): 3,
    (Setting.SCHOOL, "far"): 6,
    (Setting.RESIDENTIAL, "inside"): 3,
    (Setting.RESIDENTIAL, "near"): 3,
    (Setting.RESIDENTIAL, "far"): 6,
    (Setting.FAMILY_CENTRE, "inside"): 3,
    (Setting.FAMILY_CENTRE, "near"): 3,
    (Setting.FAMILY_CENTRE, "far"): 4,
}
"""How many establishments with an address of their own there are: three at least, so that there is
always one that is neither where a child was before nor at home."""
_RUN_BY = {
    Setting.HOME: {"PR4": 88.0, "PR5": 12.0},
    Setting.SECURE: {"PR2": 1.0},
    Setting.SUPPORTED: {"PR4": 75.0, "PR5": 25.0},
    Setting.SCHOOL: {"PR4": 70.0, "PR5": 30.0},
    Setting.RESIDENTIAL: {"PR4": 100.0},
    Setting.FAMILY_CENTRE: {"PR4": 60.0, "PR5": 40.0},
}
_OWN_HOMES = 2
_AGENCIES = {
    (Setting.FOSTER, "PR1"): 1,
    (Setting.FOSTER, "PR2"): 3,
    (Setting.FOSTER, "PR4"): 9,
    (Setting.FOSTER, "PR5"): 3,
    (Setting.ADOPTERS, "PR1"): 1,
    (Setting.ADOPTERS, "PR2"): 4,
    (Setting.ADOPTERS, "PR5"): 3,
}
_FOSTERED_BY = {
    (Setting.FOSTER, "inside"): {"PR1": 66.0, "PR4": 28.0, "PR5": 6.0},
    (Setting.FOSTER, "near"): {"PR4": 76.0, "PR5": 18.0, "PR2": 6.0},
    (Setting.FOSTER, "far"): {"PR4": 74.0, "PR5": 19.0, "PR2": 7.0},
    (Setting.KINSHIP, "inside"): {"PR1": 1.0},
    (Setting.KINSHIP, "near"): {"PR2": 1.0},
    (Setting.KINSHIP, "far"): {"PR2": 1.0},
    (Setting.ADOPTERS, "inside"): {"PR1": 1.0},
    (Setting.ADOPTERS, "near"): {"PR2": 60.0, "PR5": 40.0},
    (Setting.ADOPTERS, "far"): {"PR2": 60.0, "PR5": 40.0},
}
"""Own provision (PR1) is inside the authority only: rule 1015 takes it for a mistake elsewhere."""
_NUMBERS_FROM = 9_100_000
"""Invented Ofsted numbers: beyond the range in use."""
_WITHOUT_NUMBER = frozenset({Setting.RESIDENTIAL, Setting.PARENTS, Setting.UNREGISTERED})


class Market:
    """All that children can be placed with."""

    def __init__(self, gazetteer: Gazetteer, chance: Chance) -> None:
        self._gazetteer = gazetteer
        self._numbers = 0
        self._agencies = {
            key: [self._number(home=False) for _ in range(count)]
            for key, count in _AGENCIES.items()
        }
        self._addressed = {
            (setting, location): [
                self._establishment(setting, location, number, chance) for number in range(count)
            ]
            for (setting, location), count in _ADDRESSED.items()
        }

    def find(self, setting: Setting, location: str, chance: Chance) -> Provision:
        """One provision of a sort, ``inside`` the authority, ``near`` or ``far``."""
        if (setting, location) in self._addressed:
            return chance.pick(self._addressed[setting, location])
        place = self._gazetteer.draw(location, chance)
        if setting is Setting.PARENTS:
            return Provision("PR0", None, place)
        if setting is Setting.UNREGISTERED:
            return Provision(None, None, place)
        provider = chance.weighted(_FOSTERED_BY[setting, location])
        agency = Setting.FOSTER if setting is Setting.KINSHIP else setting
        return Provision(provider, chance.pick(self._agencies[agency, provider]), place)

    def _establishment(
        self, setting: Setting, location: str, number: int, chance: Chance
    ) -> Provision:
        own = setting is Setting.HOME and location == "inside" and number < _OWN_HOMES
        provider = "PR1" if own else chance.weighted(_RUN_BY[setting])
        home = setting in {Setting.HOME, Setting.SECURE, Setting.FAMILY_CENTRE}
        urn = None if setting in _WITHOUT_NUMBER else self._number(home=home)
        return Provision(provider, urn, self._gazetteer.draw(location, chance))

    def _number(self, *, home: bool) -> str:
        self._numbers += 1
        return f"SC9{self._numbers:05d}" if home else str(_NUMBERS_FROM + self._numbers)
