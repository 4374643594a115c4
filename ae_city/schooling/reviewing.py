"""Reviews of plans: when the last one was by a day, and what came of it; where plans came from.

Here: what is the same of a person in every export. Not here: who has a plan (``plans``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER
from ae_city.population.draws import Draws
from ae_city.schooling.plans import working_day

if TYPE_CHECKING:
    from ae_city.population import Population
    from ae_city.population.draws import Numbers
    from ae_city.schooling.figures import PlanFigures

_YEAR = 365
_SPREAD = 40
"""A review is so many days early or late at most."""
_DECIDED_AFTER = 28
_TURN = 0.37
"""What moves a person's point on from one review to the next."""


@dataclass(frozen=True)
class Reviews:
    """The last review of each of some plans; ``NEVER`` and null where there was none.

    Attributes:
        meeting: day of the meeting.
        decided: day of the letter with the decision; ``NEVER`` while it is not sent.
        outcome: SEN2's code, once decided.
    """

    meeting: Numbers
    decided: Numbers
    outcome: pd.Series[str]


class Reviewing:
    """Reviews of everybody's plans, within about a year of each other."""

    def __init__(self, population: Population, figures: PlanFigures) -> None:
        count = len(population.people)
        draws = Draws(population.seed, "sen2: reviews")
        self._lag = draws.whole(-_SPREAD, _SPREAD, count)
        self._point = draws.uniform(count)
        self._outcomes = figures.review_outcomes
        places = draws.weighted(list(figures.other_authorities.values()), count)
        self._from = np.array(list(figures.other_authorities))[places]

    def by(self, day: int, person: Numbers, since: Numbers, today: int) -> Reviews:
        """The last review of some people by a day, as it is known today."""
        lag = self._lag[person]
        turns = (day - since - lag) // _YEAR
        held = turns >= 1
        meeting = np.where(held, working_day(since + turns * _YEAR + lag), NEVER)
        decided = np.where(meeting + _DECIDED_AFTER <= today, meeting + _DECIDED_AFTER, NEVER)
        edges = np.cumsum(list(self._outcomes.values()))
        points = (self._point[person] + turns * _TURN) % 1 * edges[-1]
        place = np.searchsorted(edges, points, side="right").clip(max=len(edges) - 1)
        outcome = pd.Series(np.array(list(self._outcomes))[place], dtype="str")
        return Reviews(meeting, decided, outcome.where(decided < NEVER))

    def came_from(self, person: Numbers) -> pd.Series[str]:
        """The authority that a person's plan would have come from."""
        return pd.Series(self._from[person], dtype="str")
