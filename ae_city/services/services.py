"""All that is told of the city's services, each part once and only when something asks for it.

Here: which part builds on which. Not here: any of the parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_city.population.draws import Draws
from ae_city.services.choosing import pick_children, pick_workers
from ae_city.services.figures import read_services
from ae_city.services.fostering import Fostering, tell_fostering
from ae_city.services.posts import tell_posts
from ae_city.services.staff import FIRST_YEAR, tell_staff
from ae_city.services.stays import tell_stays
from ae_city.services.support import plan_spells, rolls_on
from ae_city.services.system import CsvSystem
from ae_city.services.working_days import month_ends
from ae_city.services.workload import tell_absences, tell_cases, tell_supervision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from ae_city.population import Population
    from ae_city.population.draws import Numbers
    from ae_city.schooling.needs import Needs
    from ae_city.services.figures import Figures
    from ae_city.services.staff import Staff
    from ae_city.services.system import Tellings


@dataclass(frozen=True, eq=False)
class Services:
    """The services of a population.

    Attributes:
        population: everybody they are for; its scale and seed are theirs.
        needs: of pupils.
        figures: what is aimed at.
    """

    population: Population
    needs: Needs
    figures: Figures

    @property
    def scale(self) -> float:
        """Size; 1 is the published one."""
        return self.population.scale

    @property
    def seed(self) -> int:
        """Other seeds tell other services of the same numbers."""
        return self.population.seed

    @property
    def last(self) -> date:
        """Last day that is told."""
        return self.population.last

    @property
    def authority(self) -> int:
        """Three-digit number of the authority."""
        return self.population.care.la_number

    @property
    def first_census(self) -> int:
        """Year of the first census of which the flows of a whole year are told."""
        return FIRST_YEAR + 1

    @cached_property
    def ends(self) -> Numbers:
        """The last day of every month that staff is told of."""
        return month_ends(self.population.first.replace(year=FIRST_YEAR, month=9), self.last)

    @cached_property
    def staff(self) -> Staff:
        """Social workers."""
        care = self.population.care
        return tell_staff(care, self.figures.workforce, self.scale, self.seed)

    @cached_property
    def cases(self) -> pd.DataFrame:
        """Cases of every worker at every month's end."""
        return tell_cases(self.staff, self.figures.workforce, self.ends, self.scale, self.seed)

    @cached_property
    def absences(self) -> pd.DataFrame:
        """Absences of workers."""
        return tell_absences(self.staff, self.figures.workforce, self.scale, self.seed)

    @cached_property
    def supervision(self) -> pd.DataFrame:
        """Supervision of workers."""
        span = (self.population.first, self.last)
        return tell_supervision(self.staff, self.figures.workforce, span, self.seed)

    @cached_property
    def posts(self) -> pd.DataFrame:
        """Posts and vacancies of every team at every month's end."""
        return tell_posts(self.staff, self.figures.workforce, self.ends, self.scale)

    @cached_property
    def month_ends(self) -> Numbers:
        """The last day of every month of the span."""
        return month_ends(self.population.first, self.last)

    @cached_property
    def stays(self) -> pd.DataFrame:
        """Homes of looked-after children."""
        return tell_stays(self.population.care)

    @cached_property
    def fostering(self) -> Fostering:
        """The authority's foster homes."""
        return tell_fostering(self)

    @cached_property
    def plans(self) -> pd.DataFrame:
        """EHC plans: person, since, ceased."""
        return plan_spells(self)

    def on_roll(self, day: int) -> Numbers:
        """Everybody's school on a day, by number; -1 for who is on no roll."""
        return rolls_on(self, day)

    def upns(self, people: pd.Series[Any]) -> pd.Series[str]:
        """Pupil numbers of persons of the population."""
        known = self.population.people["upn"].to_numpy()[people.to_numpy()]
        return pd.Series(known, dtype="str")

    def urns(self, schools: pd.Series[Any]) -> pd.Series[str]:
        """Numbers of schools of the population."""
        known = self.population.schools["urn"].to_numpy()[schools.to_numpy()]
        return pd.Series(known, dtype="str")

    def all_child_ids(self, people: pd.Series[Any]) -> pd.Series[str]:
        """The social care system's numbers of persons of the population."""
        known = self.population.people["child_id"].to_numpy()[people.to_numpy()]
        return pd.Series(known, dtype="str")

    def children_on(self, days: Numbers, draws: Draws) -> Numbers:
        """A child who lives here on each day: the number of a person of the population."""
        return pick_children(self.population, days, draws)

    def child_ids(self, people: pd.Series[Any], system: str) -> pd.Series[str]:
        """What a system has as the child's number: for a few, nothing."""
        draws = Draws(self.seed, f"services: missing children of {system}")
        known = self.population.people["child_id"].to_numpy()[people.to_numpy()]
        missing = draws.happens(self.figures.disagreement.without_child, len(people))
        return pd.Series(known, dtype="str").mask(missing)

    def workers_on(self, days: Numbers, draws: Draws) -> pd.Series[str]:
        """A social worker, of those who are there longest, for each day."""
        return pick_workers(self.staff, days, draws)

    def csv_system(
        self, name: str, files: Mapping[str, str], tell: Tellings, first: date | None = None
    ) -> CsvSystem:
        """A system over these services that writes one CSV file a table.

        Args:
            name: of the return.
            files: by official table name, the file's name.
            tell: tells every table.
            first: first day of its use, where that is not the first day of all.
        """
        return CsvSystem(
            name=name,
            files=files,
            tell=tell,
            first=first or self.population.first,
            last=self.last,
            history_months=self.figures.history_months,
        )


def tell_services(population: Population, needs: Needs, config: Path) -> Services:
    """The services of a population; ``config`` has ``city_services.yaml``."""
    return Services(population, needs, read_services(config))
