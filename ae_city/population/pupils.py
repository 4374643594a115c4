"""What schooling depends on, by person: when they live here, and whether the state schools them.

Here: facts that hold for a whole childhood. Not here: years and schools (``enrolments``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import ALWAYS, NEVER, as_numbers
from ae_city.population.terms import first_of_september, reception_years

if TYPE_CHECKING:
    import pandas as pd

    from ae_city.care.lives import City
    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.population.figures import Figures

_ADULT = 18 * 365


@dataclass(frozen=True)
class Pupils:
    """One entry a person, in the order of people.

    Attributes:
        born: day of birth.
        came: day from which they live here: the birth for those born here.
        left: day from which they do not; ``NEVER`` for those still here.
        starts: 1 September after the fourth birthday.
        state: on a state school's roll sooner or later, here or elsewhere.
        abroad: came from another country when older than that.
        college_only: may be on a college's roll only, having no UPN.
        in_nursery_class: would take up a place in a state nursery class.
        of_care: known to the care system.
    """

    born: Numbers
    came: Numbers
    left: Numbers
    starts: Numbers
    state: Flags
    abroad: Flags
    college_only: Flags
    in_nursery_class: Flags
    of_care: Flags


def tell_pupils(people: pd.DataFrame, care: City, figures: Figures, draws: Draws) -> Pupils:
    """The facts by chance, and for those of the care system as they are told there.

    Looked-after children have no nursery place: their UPN is told to come with reception.
    """
    count, in_care = len(people), len(care.lives)
    born = as_numbers(people["born"], ALWAYS)
    came = np.maximum(born, as_numbers(people["arrived"], ALWAYS))
    starts = first_of_september(reception_years(born))
    adult = came - born > _ADULT
    rates, shares = figures.families.from_abroad, figures.never_state_schooled
    abroad = (came > starts) & draws.happens(np.where(adult, rates.adults, rates.children), count)
    never = draws.happens(np.where(adult, shares.adults_arriving, shares.here), count)
    nursery = draws.happens(figures.enrolment.nursery, count)
    of_care = np.arange(count) < in_care
    college_only = np.zeros(count, dtype=bool)
    college_only[:in_care] = [life.person.school_id is None for life in care.lives]
    abroad[:in_care] = [life.person.unaccompanied for life in care.lives]
    return Pupils(
        born=born,
        came=came,
        left=as_numbers(people["left"], NEVER),
        starts=starts,
        state=of_care | ~never,
        abroad=abroad,
        college_only=college_only,
        in_nursery_class=nursery & ~of_care,
        of_care=of_care,
    )
