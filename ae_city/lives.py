"""All that is told of the city's people, each part once and only when something asks for it.

Here: which part builds on which. Not here: any of the parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ae_city.care.lives import tell_city
from ae_city.care.targets import Targets
from ae_city.early_help import tell_early_help
from ae_city.learning import Learning
from ae_city.population import tell_population
from ae_city.schooling import tell_needs
from ae_city.services.services import tell_services
from ae_city.social_care import tell_social_care

if TYPE_CHECKING:
    from pathlib import Path

    from ae_city.care.lives import City
    from ae_city.early_help import EarlyHelp
    from ae_city.population import Population
    from ae_city.schooling import Needs
    from ae_city.services.services import Services
    from ae_city.social_care import SocialCare


@dataclass
class Lives:
    """The lives of an authority of some size, from a seed.

    Attributes:
        config: folder with the city's configuration.
        scale: size; 1 is the published one.
    """

    config: Path
    scale: float
    seed: int

    @cached_property
    def care(self) -> City:
        """Children looked after and care leavers."""
        return tell_city(Targets(self.config, self.scale), self.seed)

    @cached_property
    def population(self) -> Population:
        """Everybody aged 0 to 25, and the schools."""
        return tell_population(self.config, self.scale, self.seed, self.care)

    @cached_property
    def needs(self) -> Needs:
        """Special needs, plans, free meals, suspensions."""
        return tell_needs(self.population, self.config)

    @cached_property
    def social_care(self) -> SocialCare:
        """Referrals and what comes of them."""
        return tell_social_care(self.population, self.config)

    @cached_property
    def early_help(self) -> EarlyHelp:
        """Families helped before social care, and beside it."""
        return tell_early_help(self.population, self.config, self.social_care)

    @cached_property
    def learning(self) -> Learning:
        """Results, destinations, education plans."""
        return Learning(self.population, self.needs, self.config)

    @cached_property
    def services(self) -> Services:
        """Staff, quality assurance, homes and places, the plan."""
        return tell_services(self.population, self.needs, self.config)
