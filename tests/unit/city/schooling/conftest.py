"""A small city's schooling, told once."""

from pathlib import Path

import pytest

from ae_pipeline.city.population import tell_population
from ae_pipeline.city.schooling import tell_needs
from ae_pipeline.city.schooling.figures import read_schooling
from ae_pipeline.city.schooling.school_census import SchoolCensus
from ae_pipeline.city.schooling.sen2 import Sen2

CONFIG = Path(__file__).parents[4] / "config"
SCALE, SEED = 0.02, 7
AUTHORITY = "879"


def told(scale, seed):
    """Population, needs and the two systems of a city."""
    population = tell_population(CONFIG, scale, seed)
    needs = tell_needs(population, CONFIG)
    figures = read_schooling(CONFIG)
    systems = {
        "sen2": Sen2(population, needs, figures, AUTHORITY),
        "school_census": SchoolCensus(population, needs, figures, AUTHORITY, CONFIG),
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
