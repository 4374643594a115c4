"""The services of a small city, told once for all tests here."""

import pytest

from ae_city.population import tell_population
from ae_city.schooling.needs import tell_needs
from ae_city.services.homes import homes
from ae_city.services.plan import plan
from ae_city.services.quality_assurance import quality_assurance
from ae_city.services.services import Services, tell_services
from ae_city.services.workforce import Workforce
from ae_city.systems import System
from ae_pipeline.settings import DEFAULT_CONFIG


def services_at(scale: float, seed: int = 2024) -> Services:
    population = tell_population(DEFAULT_CONFIG, scale, seed)
    return tell_services(population, tell_needs(population, DEFAULT_CONFIG), DEFAULT_CONFIG)


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
