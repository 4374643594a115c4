"""Where young people with plans are placed: at a school of the city, or somewhere else.

Here: the place on one day. Not here: who has a plan (``plans``), or what is written of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.schooling.plans import ADULT
from ae_city.schooling.rolls import NOWHERE, roll_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.population.draws import Numbers, Reals
    from ae_city.schooling.figures import PlanFigures

    Texts = NDArray[np.str_]

_NUMBERED = "URN"
WORDS = {"OTH": "Type of setting named and place being sought", "NIEO": "Awaiting placement"}
"""What is said of settings that ask for an explanation."""


@dataclass(frozen=True)
class Placed:
    """Where some people are on a day, in their order.

    Attributes:
        urn: of the school, college or independent school; empty where there is none.
        setting: SEN2's code where there is none.
        entered: day of entering, as a number.
    """

    urn: NDArray[np.str_]
    setting: NDArray[np.str_]
    entered: Numbers


class Placements:
    """Places of everybody with a plan, the same person in the same sort of place each time."""

    def __init__(self, population: Population, figures: PlanFigures) -> None:
        self._population, self._figures = population, figures
        draws = Draws(population.seed, "needs: placements")
        count = len(population.people)
        self._sort: Reals = draws.uniform(count)
        self._which: Reals = draws.uniform(count)
        self._urns = population.schools["urn"].to_numpy(dtype="U6")
        self._colleges = self._urns[population.schools["phase"].eq("FE").to_numpy()]

    @cached_property
    def _stays(self) -> pd.DataFrame:
        stays = self._population.enrolments
        main = stays[stays["main"]]
        return pd.DataFrame(
            {
                "person": main["person"].to_numpy(),
                "school": main["school"].to_numpy(),
                "entered": as_numbers(main["entered"], NEVER),
                "left": as_numbers(main["left"], NEVER),
            }
        )

    def on(self, day: date, person: Numbers, earliest: Numbers) -> Placed:
        """Where some people are on a day.

        Args:
            day: the day.
            person: their numbers.
            earliest: the first day that they can have entered, where no roll says when.
        """
        roll = roll_of(self._population, day)
        school = roll.school[person]
        age, group = roll.age[person], roll.group[person]
        urn = np.where(school != NOWHERE, self._urns[school], "")
        setting = np.full(len(person), "", dtype="<U4")
        today = number(day)
        september = np.datetime64(f"{day.year - (day.month < 9)}-09-01", "D").astype(np.int64)  # noqa: PLR2004
        entered = np.clip(np.maximum(earliest, september - 365), None, today)
        for name, those in (
            ("early", (age < ADULT) & (group < 0)),
            ("child", (age < ADULT) & (group >= 0)),
            ("adult", age >= ADULT),
        ):
            who = np.flatnonzero(those & (school == NOWHERE))
            drawn = _drawn(self._figures.settings[name], self._sort[person[who]])
            numbered = drawn == _NUMBERED
            setting[who] = np.where(numbered, "", drawn)
            points = self._which[person[who]]
            urn[who] = np.where(numbered, self._numbers(name, points), "")
        entered = np.where(school != NOWHERE, self._entered(today, person), entered)
        return Placed(urn, setting, entered)

    def _numbers(self, name: str, points: Reals) -> NDArray[np.str_]:
        if name == "adult":
            places = (points * len(self._colleges)).astype(np.int64)
            found: Texts = self._colleges[places.clip(max=len(self._colleges) - 1)]
            return found
        return _drawn(self._figures.independent, points)

    def _entered(self, today: int, person: Numbers) -> Numbers:
        """The day each entered the school they are at."""
        stays = self._stays
        there = stays[(stays["entered"] <= today) & (stays["left"] > today)]
        entered = there.groupby("person")["entered"].max().reindex(person)
        return entered.fillna(NEVER).to_numpy(dtype=np.int64)


def _drawn(shares: Mapping[str, float], points: Reals) -> NDArray[np.str_]:
    edges = np.cumsum(list(shares.values()))
    places = np.searchsorted(edges, points * edges[-1], side="right").clip(max=len(edges) - 1)
    found: Texts = np.array(list(shares))[places]
    return found
