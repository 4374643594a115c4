"""The services of a small city, told once for all tests here."""

from pathlib import Path

import pytest

from ae_pipeline.city.population import tell_population
from ae_pipeline.city.schooling.needs import tell_needs
from ae_pipeline.city.services.homes import homes
from ae_pipeline.city.services.plan import plan
from ae_pipeline.city.services.quality_assurance import quality_assurance
from ae_pipeline.city.services.services import Services, tell_services
from ae_pipeline.city.services.workforce import Workforce
from ae_pipeline.city.systems import System

CONFIG = Path(__file__).parents[4] / "config"


def services_at(scale: float, seed: int = 2024) -> Services:
    population = tell_population(CONFIG, scale, seed)
    return tell_services(population, tell_needs(population, CONFIG), CONFIG)


def systems_of(services: Services) -> dict[str, System]:
    found = (
        Workforce(services),
        quality_assurance(services),
        homes(services),
        plan(services),
    )
    return {system.name: system for system in found}


@pytest.fixture(scope="session")
def hamlet() -> Services:
    """A fiftieth of the city."""
    return services_at(0.02)


@pytest.fixture(scope="session")
def town() -> Services:
    """A tenth of the city."""
    return services_at(0.1)
