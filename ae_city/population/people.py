"""What is told of people besides their days: sex, ethnicity, names and homes.

Here: the frame of people without their identifiers. Not here: numbers by which systems know them
(``identifiers``), or families (``families``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, as_dates, number
from ae_city.population.families import CareFamilies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_city.care.lives import City, Life
    from ae_city.population.draws import Draws, Flags, Numbers, Reals, Texts
    from ae_city.population.families import Households
    from ae_city.population.figures import Figures
    from ae_city.postcodes import Gazetteer

_LOCAL = "local"


def care_families(care: City, authority: str) -> CareFamilies:
    """Those of the care system, in the order of lives."""
    people = [life.person for life in care.lives]
    known: dict[int, int] = {}
    return CareFamilies(
        born=np.array([number(person.born) for person in people], dtype=np.int64),
        arrived=np.array([_arrived(life) for life in care.lives], dtype=np.int64),
        family=np.array(
            [known.setdefault(id(person.family), len(known)) for person in people], dtype=np.int64
        ),
        open_to_siblings=np.array(
            [person.home is not None and person.home.authority == authority for person in people],
            dtype=bool,
        ),
    )


def _arrived(life: Life) -> int:
    if life.person.unaccompanied and life.periods:
        return number(life.periods[0].stay.start)
    return ALWAYS


def tell_people(
    care: City, households: Households, figures: Figures, gazetteer: Gazetteer, draws: Draws
) -> pd.DataFrame:
    """One row a person: born, sex, ethnic, names, family, postcode, arrived, left and life.

    Of a family in care, brothers and sisters have the ethnicity and the home that are told there.
    """
    count, in_care = len(households.born), len(care.lives)
    families = int(households.family.max(initial=-1)) + 1
    codes = list(figures.ethnicity)
    ethnic_of = draws.weighted(list(figures.ethnicity.values()), families)
    inside = np.array([place.postcode for place in gazetteer.inside], dtype=object)
    home_of = inside[draws.whole(0, len(inside) - 1, families)]
    for place, life in enumerate(care.lives):
        family = households.family[place]
        ethnic_of[family] = _position(codes, life.person.ethnic)
        home_of[family] = None if life.person.home is None else life.person.home.postcode
    ethnic = ethnic_of[households.family]
    ethnic[:in_care] = [_position(codes, life.person.ethnic) for life in care.lives]
    male = draws.happens(figures.male, count)
    male[:in_care] = [life.person.sex == "M" for life in care.lives]
    forename, surname = _names(codes, ethnic, ethnic_of, male, households.family, figures, draws)
    lives = np.arange(count)
    return pd.DataFrame(
        {
            "born": as_dates(households.born),
            "sex": pd.Series(np.where(male, "M", "F"), dtype="str"),
            "ethnic": pd.Series(np.array(codes, dtype=object)[ethnic], dtype="str"),
            "forename": pd.Series(forename, dtype="str"),
            "surname": pd.Series(surname, dtype="str"),
            "family": households.family,
            "postcode": pd.Series(home_of[households.family], dtype="str"),
            "arrived": as_dates(households.arrived),
            "left": as_dates(households.left),
            "looked_after": _looked_after(care, count),
            "life": np.where(lives < in_care, lives, -1),
        }
    )


def _position(codes: Sequence[str], code: str) -> int:
    return codes.index(code)


def _looked_after(care: City, count: int) -> pd.Series[bool]:
    """All lives of the care system but those of short breaks only."""
    flags = np.zeros(count, dtype=bool)
    flags[: len(care.lives)] = [
        not life.periods or any(not period.stay.short_breaks for period in life.periods)
        for life in care.lives
    ]
    return pd.Series(flags, dtype="bool")


def _names(
    codes: Sequence[str],
    ethnic: Numbers,
    ethnic_of: Numbers,
    male: Flags,
    family: Numbers,
    figures: Figures,
    draws: Draws,
) -> tuple[Texts, Texts]:
    """Forenames by ethnicity and sex, surnames by family; a few children have another surname."""
    pools = [figures.name_pools.get(code, _LOCAL) for code in codes]
    count, families = len(ethnic), len(ethnic_of)
    points, family_points = draws.uniform(count), draws.uniform(families)
    other = draws.happens(figures.families.other_surname, count)
    other_points = draws.uniform(count)
    forename = np.empty(count, dtype=object)
    surname_of = np.empty(families, dtype=object)
    other_surname = np.empty(count, dtype=object)
    for pool, names in figures.names.items():
        of_pool = np.array([each == pool for each in pools])
        for is_male, given in ((True, names.M), (False, names.F)):
            who = of_pool[ethnic] & (male == is_male)
            forename[who] = _pick(given, points[who])
        surname_of[of_pool[ethnic_of]] = _pick(names.surnames, family_points[of_pool[ethnic_of]])
        other_surname[of_pool[ethnic]] = _pick(names.surnames, other_points[of_pool[ethnic]])
    return forename, np.where(other, other_surname, surname_of[family])


def _pick(names: Sequence[str], points: Reals) -> Texts:
    """Names by points from 0 to 1: the first of a list are given more often."""
    return np.array(names, dtype=object)[(points**1.5 * len(names)).astype(np.int64)]
