from datetime import date
from pathlib import Path

import pytest

from ae_pipeline.indicators.population import Estimate, population_on, read_population

CONFIG = Path(__file__).parents[3] / "config"
ESTIMATES = (
    Estimate("A", 2022, "0-17", 1000, "2025"),
    Estimate("A", 2023, "0-17", 1100, "2024"),
    Estimate("A", 2023, "0-17", 1150, "2025"),
    Estimate("A", 2024, "0-17", 1200, "2025"),
    Estimate("A", 2024, "0-25", 1900, "2025"),
    Estimate("B", 2025, "0-17", 9000, "2025"),
)


@pytest.mark.parametrize(
    ("day", "population"),
    [
        (date(2024, 3, 31), 1150),  # 2023-24: the June within it
        (date(2024, 4, 1), 1200),
        (date(2025, 3, 31), 1200),
        (date(2025, 9, 30), 1200),  # mid-2025 is not known: the latest before it
        (date(2022, 4, 1), 1000),
    ],
)
def test_a_rate_uses_the_june_of_its_collection_year(day, population):
    assert population_on(ESTIMATES, "A", day).population == population


def test_a_later_mid_year_is_never_used():
    assert population_on(ESTIMATES, "A", date(2022, 3, 31)) is None


def test_an_area_without_estimates_has_no_population():
    assert population_on(ESTIMATES, "C", date(2025, 3, 31)) is None


def test_a_rate_published_earlier_is_recomputed_with_what_its_release_knew():
    day = date(2024, 3, 31)
    assert population_on(ESTIMATES, "A", day, release="2024").population == 1100


def test_another_age_group_is_another_population():
    day = date(2025, 3, 31)
    assert population_on(ESTIMATES, "A", day, age_group="0-25").population == 1900


def test_the_estimates_at_hand_are_those_that_the_department_divided_by():
    estimates = read_population(CONFIG / "population.csv")
    on = {
        "31 March 2025": population_on(estimates, "E06000026", date(2025, 3, 31)),
        "31 March 2024": population_on(estimates, "E06000026", date(2024, 3, 31)),
        "as known then": population_on(estimates, "E06000026", date(2024, 3, 31), release="2024"),
        "England": population_on(estimates, "E92000001", date(2025, 3, 31)),
    }
    assert {name: one.population for name, one in on.items()} == {
        "31 March 2025": 52_113,
        "31 March 2024": 52_169,
        "as known then": 51_847,
        "England": 12_183_016,
    }
