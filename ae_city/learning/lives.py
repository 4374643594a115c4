"""Everything that is told of learning, each part once and only when something asks for it.

Here: which part builds on which. Not here: any of the parts.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ae_city.learning import (
    activities,
    destinations,
    early_years,
    key_stages,
    moves,
    plans,
)
from ae_city.learning.figures import read_figures
from ae_city.learning.pupils import Learners

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ae_city.population import Population
    from ae_city.schooling import Needs


class Learning:
    """Results, activity and education plans of a population.

    Attributes:
        learners: everybody, with what they bring.
        figures: what is aimed at.
    """

    def __init__(self, population: Population, needs: Needs, config: Path) -> None:
        """Prepare to tell.

        Args:
            population: everybody; its seed is the seed of their learning.
            needs: special needs and free school meals of the same population.
            config: folder with ``city_learning.yaml``.
        """
        self.population = population
        self.learners = Learners(population, needs)
        self.figures = read_figures(config)
        self._config = config

    @property
    def _summers(self) -> range:
        """Summers whose results are told: before the last day, and with figures."""
        return range(self.figures.first_year, self.population.last.year)

    @cached_property
    def profiles(self) -> pd.DataFrame:
        """Early years foundation stage profiles."""
        return early_years.tell_profiles(self.learners, self.figures, self._summers)

    @cached_property
    def phonics(self) -> pd.DataFrame:
        """Phonics checks."""
        return early_years.tell_phonics(self.learners, self.figures, self._summers)

    @cached_property
    def key_stage_2(self) -> pd.DataFrame:
        """Results of key stage 2."""
        return key_stages.tell_key_stage_2(self.learners, self.figures, self._summers)

    @cached_property
    def key_stage_4(self) -> pd.DataFrame:
        """Results of key stage 4."""
        return key_stages.tell_key_stage_4(self.learners, self.figures, self._summers)

    @cached_property
    def by_19(self) -> pd.DataFrame:
        """Qualifications by 19."""
        return key_stages.tell_by_19(self.learners, self.figures, self._summers)

    @cached_property
    def activities(self) -> pd.DataFrame:
        """What young people do after Year 10, spell by spell."""
        years = range(self.population.first.year, self.population.last.year)
        return activities.tell_activities(self.learners, self.figures, years)

    @cached_property
    def destinations(self) -> pd.DataFrame:
        """Where those of key stage 4 went who have had the time to go somewhere."""
        results = self.key_stage_4
        gone = results[results["year"] < self.population.last.year - 1]
        return destinations.tell_destinations(self.learners, gone, self.activities)

    @cached_property
    def guarantee(self) -> pd.DataFrame:
        """Offers of places."""
        return destinations.tell_guarantee(self.learners, self.figures)

    @cached_property
    def plans(self) -> pd.DataFrame:
        """Personal education plans of looked-after children."""
        return plans.tell_plans(self.learners, self.figures.plans, self._config)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """Changes of school of looked-after children."""
        return moves.tell_moves(self.learners)
