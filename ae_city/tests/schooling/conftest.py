"""A small city's schooling, told once."""

import pytest

from ae_city.population import tell_population
from ae_city.schooling import tell_needs
from ae_city.schooling.figures import read_schooling
from ae_city.schooling.school_census import SchoolCensus
from ae_city.schooling.sen2 import Sen2
from ae_pipeline.settings import DEFAULT_CONFIG

SCALE, SEED = 0.02, 7
AUTHORITY = "879"


def told(scale, seed):
    """Population, needs and the two systems of a city."""
    population = tell_population(DEFAULT_CONFIG, scale, seed)
    needs = tell_needs(population, DEFAULT_CONFIG)
    figures = read_schooling(DEFAULT_CONFIG)
    systems = {
        "sen2": Sen2(population, needs, figures, AUTHORITY),
        "school_census": SchoolCensus(population, needs, figures, AUTHORITY, DEFAULT_CONFIG),
    }
    return population, needs, systems


@pytest.fixture(scope="session")
def city():
    """A fiftieth: population, needs and systems."""
    return told(SCALE, SEED)


@pytest.fixture(scope="session")
def city_again():
    """The same, told once more."""
    return told(SCALE, SEED)


@pytest.fixture(scope="session")
def tenth():
    """A tenth of the city, in which shares can be told."""
    return told(0.1, SEED)
