from statistics import mean

import pytest

from ae_city.postcodes import Gazetteer


def test_the_middle_of_the_authority_is_the_mean_of_its_places(targets):
    gazetteer = Gazetteer(targets.places)
    eastings = [place.easting for place in gazetteer.inside]
    northings = [place.northing for place in gazetteer.inside]
    assert gazetteer.middle.easting == pytest.approx(mean(eastings))
    assert gazetteer.middle.northing == pytest.approx(mean(northings))
