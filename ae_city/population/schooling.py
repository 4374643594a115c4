"""Which school a pupil goes to next, by phase, home, age and special needs.

Here: the choice at one moment, for many at once. Not here: when pupils enter, change and leave
(``enrolments``), or how near schools are weighed (``schools``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.schools import Choice
from ae_city.population.terms import NURSERY, RECEPTION, YEAR_7, YEAR_11, YEAR_12

if TYPE_CHECKING:
    import pandas as pd

    from ae_city.population.draws import Draws, Flags, Numbers, Reals
    from ae_city.population.figures import Figures
    from ae_city.postcodes import Gazetteer

NO_SCHOOL = -1
_AGE_IN_RECEPTION = 4
_STAYS_AT_OWN_SIXTH_FORM = 0.8


class Schooling:
    """Chooses schools for pupils, who are known by position.

    Brothers and sisters are sent to the same primary and the same secondary school.
    """

    def __init__(
        self,
        people: pd.DataFrame,
        schools: pd.DataFrame,
        gazetteer: Gazetteer,
        figures: Figures,
        draws: Draws,
    ) -> None:
        self._figures = figures.enrolment
        self._draws = draws
        self._lowest = schools["lowest_age"].to_numpy(dtype=np.int64)
        self._highest = schools["highest_age"].to_numpy(dtype=np.int64)
        self._phase = schools["phase"].to_numpy(dtype=object)
        grid = np.array([(place.easting, place.northing) for place in gazetteer.inside])
        known = {place.postcode: row for row, place in enumerate(gazetteer.inside)}
        rows = np.array([known[postcode] for postcode in schools["postcode"]])
        located = schools.assign(easting=grid[rows, 0], northing=grid[rows, 1])
        homes = people["postcode"].map(known)
        self._homes: Numbers = np.asarray(homes.fillna(len(grid)), dtype=np.int64)
        self._choices = {
            name: Choice(located, wanted, grid, figures.postcodes_decay_km)
            for name, wanted in self._pools().items()
        }
        families: Numbers = people["family"].to_numpy(dtype=np.int64)
        most = int(families.max(initial=-1)) + 1
        self._primary_points = draws.uniform(most)[families]
        self._secondary_points = draws.uniform(most)[families]

    def _pools(self) -> dict[str, Flags]:
        return {
            "nursery class": (self._phase == "PS") & self._takes(NURSERY),
            "PS": self._phase == "PS",
            "SS": self._phase == "SS",
            "sixth form": (self._phase == "SS") & self._takes(YEAR_12),
            "NS": self._phase == "NS",
            "FE": self._phase == "FE",
            "PR": self._phase == "PR",
            "special primary": (self._phase == "SP") & self._takes(RECEPTION),
            "special secondary": (self._phase == "SP") & self._takes(YEAR_11),
            "special sixth form": (self._phase == "SP") & self._takes(YEAR_12),
        }

    def _takes(self, group: int) -> Flags:
        """Which schools have a year group."""
        age = group + _AGE_IN_RECEPTION
        return (self._lowest <= age) & (age < self._highest)

    def of_phase(self, schools: Numbers, *phases: str) -> Flags:
        """Where a school, if any, is of one of some phases."""
        found: Flags = (schools != NO_SCHOOL) & np.isin(self._phase[schools], phases)
        return found

    def goes_on(self, schools: Numbers, group: int) -> Flags:
        """Where a school, if any, has a year group."""
        found: Flags = (schools != NO_SCHOOL) & self._takes(group)[schools]
        return found

    def nursery(self, who: Numbers, in_nursery_schools: float) -> Numbers:
        """A nursery school, or else the class of the family's own primary school if it has one."""
        own = self.usual(who, RECEPTION)
        other = self._choose("nursery class", who, self._primary_points[who])
        in_class = np.where(self._takes(NURSERY)[own], own, other)
        apart = self._draws.happens(in_nursery_schools, len(who))
        return np.where(apart, self._choose("NS", who, self._draws.uniform(len(who))), in_class)

    def usual(self, who: Numbers, group: int) -> Numbers:
        """The mainstream school of the family for a year group up to Year 11."""
        if group < YEAR_7:
            return self._choose("PS", who, self._primary_points[who])
        return self._choose("SS", who, self._secondary_points[who])

    def special(self, who: Numbers, group: int, current: Numbers) -> Numbers:
        """A special school for a year group: the current one as long as it has it."""
        if group < YEAR_7:
            pool = "special primary"
        else:
            pool = "special secondary" if group <= YEAR_11 else "special sixth form"
        drawn = self._choose(pool, who, self._draws.uniform(len(who)))
        stays = self.of_phase(current, "SP") & self.goes_on(current, group)
        return np.where(stays, current, drawn)

    def unit(self, who: Numbers) -> Numbers:
        """A pupil referral unit."""
        return self._choose("PR", who, self._draws.uniform(len(who)))

    def another(self, who: Numbers, group: int, current: Numbers) -> Numbers:
        """Another mainstream school for a year group; the same one where none was found."""
        pool = "PS" if group < YEAR_7 else "SS"
        found = current.copy()
        for _ in range(3):
            same = found == current
            drawn = self._choose(pool, who[same], self._draws.uniform(int(same.sum())))
            found[same] = drawn
        return found

    def after_16(self, who: Numbers, current: Numbers) -> Numbers:
        """A sixth form, a college, or neither."""
        figures, count = self._figures.after_16, len(who)
        branch = self._draws.uniform(count)
        stays = self.goes_on(current, YEAR_12) & self.of_phase(current, "SS")
        stays &= self._draws.happens(_STAYS_AT_OWN_SIXTH_FORM, count)
        sixth_form = self._choose("sixth form", who, self._draws.uniform(count))
        college = self._choose("FE", who, self._draws.uniform(count))
        in_college = branch < figures.school + figures.college
        found = np.where(in_college, college, NO_SCHOOL)
        return np.where(branch < figures.school, np.where(stays, current, sixth_form), found)

    def college(self, who: Numbers) -> Numbers:
        """A college, or nothing, for those who finish elsewhere."""
        share = self._figures.after_16.school + self._figures.after_16.college
        drawn = self._choose("FE", who, self._draws.uniform(len(who)))
        return np.where(self._draws.happens(share, len(who)), drawn, NO_SCHOOL)

    def _choose(self, pool: str, who: Numbers, points: Reals) -> Numbers:
        return self._choices[pool].choose(self._homes[who], points)
