"""The city's schools, and how families come to them."""

import numpy as np
import pandas as pd

from ae_city.population.schools import Choice

RANGES = {"NS": "1", "PR": "1", "PS": "23", "SS": "4", "SP": "7", "FE": "8"}


def test_schools_have_numbers_of_their_own_and_their_phase(population):
    schools = population.schools
    assert schools["urn"].is_unique
    assert schools["urn"].str.fullmatch(r"\d{6}").all()
    assert schools["estab"].is_unique
    assert schools["name"].is_unique
    for school in schools.itertuples():
        assert len(school.estab) == 4
        assert school.estab[0] in RANGES[school.phase]
        assert school.lowest_age < school.highest_age


def test_a_tenth_of_the_city_has_a_tenth_of_its_primary_schools(population):
    # 33, 22 and 15 of the three sorts: 3 + 2 + 2
    assert (population.schools["phase"] == "PS").sum() == 7


def choice(decay_km):
    schools = pd.DataFrame(
        {"capacity": [300, 100], "easting": [0.0, 4000.0], "northing": [0.0, 0.0]}
    )
    grid = np.array([[0.0, 0.0], [4000.0, 0.0]])
    return Choice(schools, np.array([True, True]), grid, decay_km)


def test_near_schools_are_chosen_rather_than_far_ones():
    points = np.linspace(0, 0.999, 1000)
    chosen = choice(1.0).choose(np.ones(1000, dtype=np.int64), points)
    assert (chosen == 1).mean() > 0.45
    far = choice(1.0).choose(np.zeros(1000, dtype=np.int64), points)
    assert (far == 1).mean() < 0.1


def test_schools_fill_in_proportion_to_their_capacity():
    points = np.tile(np.linspace(0, 0.999, 1000), 2)
    places = np.repeat([0, 1], 1000)
    chosen = choice(1.0).choose(places, points)
    assert abs((chosen == 0).mean() - 0.75) < 0.01


def test_from_outside_the_city_capacity_alone_decides():
    points = np.linspace(0, 0.999, 1000)
    chosen = choice(1.0).choose(np.full(1000, 2), points)
    assert abs((chosen == 0).mean() - 0.75) < 0.01
