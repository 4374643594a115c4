"""Distances against grid references looked up by hand, and areas of known postcodes."""

import math

import pandas as pd

from ae_pipeline.geography import Places, locate, miles_between


def places(*points):
    return Places(
        authority=pd.Series(["X"] * len(points), dtype="str"),
        easting=pd.Series([point[0] for point in points], dtype="float64"),
        northing=pd.Series([point[1] for point in points], dtype="float64"),
    )


def test_a_distance_is_the_straight_line_in_miles_to_one_decimal():
    # 3-4-5 triangle of 30 km and 40 km: 50,000 m / 1609.3 = 31.069…
    assert miles_between(places((0, 0)), places((30_000, 40_000))).tolist() == [31.1]


def test_a_half_tenth_is_rounded_up():
    # 1.25 miles exactly is a half tenth: up to 1.3; a metre less stays at 1.2
    assert miles_between(places((0, 0)), places((1609.3 * 1.25, 0))).tolist() == [1.3]
    assert miles_between(places((0, 0)), places((1609.3 * 1.25 - 1, 0))).tolist() == [1.2]


def test_twenty_miles_is_twenty_and_not_more():
    assert miles_between(places((0, 0)), places((20 * 1609.3, 0))).tolist() == [20.0]


def test_a_known_postcode_is_found_however_it_is_spaced_or_cased():
    found = locate(pd.Series(["PL1 2AA", "pl12aa", "PL12AA "], dtype="str"))
    assert found.authority.tolist() == ["E06000026"] * 3
    assert len(set(found.easting)) == 1


def test_an_unknown_or_blank_postcode_is_nowhere():
    found = locate(pd.Series(["PL99 9ZZ", None, "nonsense", "1"], dtype="str"))
    assert found.authority.isna().all()
    assert found.easting.isna().all()
    distance = miles_between(found, locate(pd.Series(["PL1 2AA"] * 4, dtype="str")))
    assert all(math.isnan(miles) for miles in distance)
