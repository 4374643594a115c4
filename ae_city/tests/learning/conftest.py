"""A fiftieth of the invented city and what it learns, told once for all tests here."""

from collections.abc import Mapping

import pytest

from ae_city.learning import Attainment, Epep, Learning, Nccis
from ae_city.population import Population, tell_population
from ae_city.schooling import Needs, tell_needs
from ae_city.systems import System
from ae_pipeline.settings import DEFAULT_CONFIG

SCALE, SEED = 0.02, 2024


@pytest.fixture(scope="session")
def population() -> Population:
    return tell_population(DEFAULT_CONFIG, SCALE, SEED)


@pytest.fixture(scope="session")
def needs(population: Population) -> Needs:
    return tell_needs(population, DEFAULT_CONFIG)


@pytest.fixture(scope="session")
def learning(population: Population, needs: Needs) -> Learning:
    return Learning(population, needs, DEFAULT_CONFIG)


@pytest.fixture(scope="session")
def systems(learning: Learning) -> Mapping[str, System]:
    return _systems(learning)


@pytest.fixture(scope="session")
def systems_told_again() -> Mapping[str, System]:
    population = tell_population(DEFAULT_CONFIG, SCALE, SEED)
    return _systems(Learning(population, tell_needs(population, DEFAULT_CONFIG), DEFAULT_CONFIG))


def _systems(learning: Learning) -> Mapping[str, System]:
    made = (Attainment(learning), Nccis(learning), Epep(learning, DEFAULT_CONFIG))
    return {system.name: system for system in made}
