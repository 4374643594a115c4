"""A tenth of the invented city, told once for all tests here."""

from pathlib import Path

import pytest

from ae_pipeline.city.population import Population, tell_population

CONFIG = Path(__file__).parents[4] / "config"
SCALE, SEED = 0.1, 2024


@pytest.fixture(scope="session")
def population() -> Population:
    return tell_population(CONFIG, SCALE, SEED)
