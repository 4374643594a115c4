"""What the collector derives from postcodes, for rules that read it."""

import pandas as pd
import pytest

from ae_pipeline.geography import Places
from ae_pipeline.returns.ssda903.cross_rules import places

WHERE = {
    "H": ("E06000026", 0.0, 0.0),
    "NEAR": ("E06000026", 1609.3, 0.0),
    "FAR": ("E10000008", 0.0, 16093.0),
    "DISTRICT": ("E07000041", 0.0, 16093.0),
}


@pytest.fixture(autouse=True)
def _gazetteer(monkeypatch):
    def locate(postcodes):
        def of(number, dtype):
            return postcodes.map({name: place[number] for name, place in WHERE.items()}).astype(
                dtype
            )

        return Places(of(0, "str"), of(1, "float64"), of(2, "float64"))

    monkeypatch.setattr(places, "locate", locate)


def derived(pairs, authority="E06000026", areas=("E06000026",)):
    episodes = pd.DataFrame(pairs, columns=["HOME_POST", "PL_POST"], dtype="str")
    found = places.with_places({"Episodes": episodes}, areas, authority)["Episodes"]
    told = found[["PL_LA", "PL_LOCATION", "PL_DISTANCE"]].astype(object)
    return told.where(told.notna(), None).to_numpy().tolist()


@pytest.mark.parametrize(
    ("home", "placement", "told"),
    [
        ("H", "NEAR", ["E06000026", "IN", 1.0]),
        ("H", "FAR", ["E10000008", "OUT", 10.0]),
        ("?", "FAR", ["E10000008", "OUT", 999.9]),
        (None, "FAR", ["E10000008", "OUT", None]),
        ("H", "?", [None, None, None]),
        ("H", None, [None, None, None]),
    ],
)
def test_area_side_and_miles_follow_from_the_postcodes(home, placement, told):
    assert derived([(home, placement)]) == [told]


def test_a_place_inside_the_authority_stands_for_it():
    assert derived([("H", "DISTRICT")], "E10000008", ("E10000008", "E07000041")) == [
        ["E10000008", "IN", 10.0]
    ]


def test_what_was_given_is_not_derived():
    given = {"Episodes": pd.DataFrame({"HOME_POST": ["H"], "PL_POST": ["FAR"], "PL_LA": ["X"]})}
    assert places.with_places(given, (), None)["Episodes"] is given["Episodes"]
    without = {"Episodes": pd.DataFrame({"PL_POST": ["FAR"]})}
    assert places.with_places(without, (), None) == without
    assert places.with_places({}, (), None) == {}
