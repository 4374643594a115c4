"""Whom an event is about: a child who lives here on the day, a worker in post.

Not here: the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_numbers

if TYPE_CHECKING:
    from ae_city.population import Population
    from ae_city.population.draws import Draws, Numbers
    from ae_city.services.staff import Staff

_OF_AGE = 18 * 365
_TRIES = 60


def pick_children(population: Population, days: Numbers, draws: Draws) -> Numbers:
    """A person under 18 who lives here, for each day; whoever was drawn last if none was."""
    return pick_people(population, days, (0, _OF_AGE), draws)


def pick_people(
    population: Population, days: Numbers, ages: tuple[float, float], draws: Draws
) -> Numbers:
    """A person who lives here and is from so many days old to below so many, for each day."""
    people = population.people
    born = as_numbers(people["born"], NEVER)
    came = np.maximum(born + int(ages[0]), as_numbers(people["arrived"], ALWAYS))
    left = np.minimum(as_numbers(people["left"], NEVER), born + int(ages[1]))
    able = np.flatnonzero((left > came) & (came <= days.max(initial=ALWAYS)))
    return able[drawn(came[able], left[able], days, draws)]


def pick_workers(staff: Staff, days: Numbers, draws: Draws) -> pd.Series[str]:
    """The registration of a worker in post, for each day."""
    spells = staff.spells
    found = drawn(spells["start"].to_numpy(), spells["end"].to_numpy(), days, draws)
    return pd.Series(spells["worker_id"].to_numpy()[found], dtype="str")


def drawn(since: Numbers, until: Numbers, days: Numbers, draws: Draws) -> Numbers:
    """A place for each day that holds from ``since`` to before ``until``: drawn until it does."""
    chosen = draws.whole(0, len(since) - 1, len(days))
    for _ in range(_TRIES):
        absent = np.flatnonzero((since[chosen] > days) | (until[chosen] <= days))
        if not len(absent):
            break
        chosen[absent] = draws.whole(0, len(since) - 1, len(absent))
    return chosen
