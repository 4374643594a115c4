"""Social care of a small city, told once for all tests here."""

from pathlib import Path

import pytest

from ae_pipeline.city.population import tell_population
from ae_pipeline.city.social_care import tell_social_care

CONFIG = Path(__file__).parents[4] / "config"


@pytest.fixture(scope="session")
def config():
    return CONFIG


@pytest.fixture(scope="session")
def social_care():
    """A tenth of the published size."""
    return tell_social_care(tell_population(CONFIG, 0.1, 2024), CONFIG)


@pytest.fixture(scope="session")
def hamlet():
    """A fiftieth of it."""
    return tell_social_care(tell_population(CONFIG, 0.02, 2024), CONFIG)
