"""Social care of a small city, told once for all tests here."""

import pytest

from ae_city.population import tell_population
from ae_city.social_care import tell_social_care
from ae_pipeline.settings import DEFAULT_CONFIG


@pytest.fixture(scope="session")
def config():
    return DEFAULT_CONFIG


@pytest.fixture(scope="session")
def social_care():
    """A tenth of the published size."""
    return tell_social_care(tell_population(DEFAULT_CONFIG, 0.1, 2024), DEFAULT_CONFIG)


@pytest.fixture(scope="session")
def hamlet():
    """A fiftieth of it."""
    return tell_social_care(tell_population(DEFAULT_CONFIG, 0.02, 2024), DEFAULT_CONFIG)
