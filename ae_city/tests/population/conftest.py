"""A tenth of the invented city, told once for all tests here."""

import pytest

from ae_city.population import Population, tell_population
from ae_pipeline.settings import DEFAULT_CONFIG

SCALE, SEED = 0.1, 2024


@pytest.fixture(scope="session")
def population() -> Population:
    return tell_population(DEFAULT_CONFIG, SCALE, SEED)
