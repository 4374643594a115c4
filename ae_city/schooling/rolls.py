"""Who is where on one day, as arrays over all people: school, phase, year group, age.

Here: what several stories of schooling look at. Not here: any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population import year_group

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.population.draws import Draws, Flags, Numbers, Reals

NOWHERE = -1


@dataclass(frozen=True)
class Roll:
    """One day; an entry a person.

    Attributes:
        school: number of the school of the main registration, or ``NOWHERE``.
        phase: its phase; empty where there is none.
        group: year group by age, 0 is reception.
        age: completed years.
        here: born and living in the city.
    """

    day: date
    school: Numbers
    phase: NDArray[np.str_]
    group: Numbers
    age: Numbers
    here: Flags

    def in_phase(self, *phases: str) -> Flags:
        """Who is on a roll of certain phases."""
        flags: Flags = np.isin(self.phase, phases)
        return flags


def roll_of(population: Population, on: date) -> Roll:
    """The roll of a day."""
    enrolled = population.enrolled(on)
    main = enrolled[enrolled["main"]]
    count = len(population.people)
    school = np.full(count, NOWHERE, dtype=np.int64)
    school[main["person"]] = main["school"]
    phases = np.append(population.schools["phase"].to_numpy(dtype="U2"), "")
    return Roll(
        day=on,
        school=school,
        phase=phases[school],
        group=np.asarray(year_group(population.people["born"], on), dtype=np.int64),
        age=np.asarray(population.age(on), dtype=np.int64),
        here=population.alive_in_city(on).to_numpy(dtype=bool),
    )


def chosen(who: Numbers, weights: Reals, count: int, draws: Draws) -> Numbers:
    """So many different ones by weight, without repeats; all of them where there are fewer.

    Who has no weight comes last.
    """
    points = -np.log1p(-draws.uniform(len(who))) / np.maximum(weights, 1e-9)
    return who[np.argsort(points, kind="stable")[: max(count, 0)]]
