"""Key indicator 7, on 31 March 2025 and in the year to it."""

from __future__ import annotations

import pytest
from inventing import episode, invented

_PLACES = {
    "U1": "relative, long term",
    "U3": "relative",
    "U4": "carer, long term",
    "U6": "carer",
    "K2": "children's home",
    "A5": "with adopters",
    "P1": "with parents",
}


def _placed(place: str, **columns: object):
    return episode("2024-01-01", place=place, **columns)


@pytest.mark.parametrize(
    ("measure", "count", "total"),
    [
        ("cla_foster_pct", {"U1", "U3", "U4", "U6"}, (4, 7)),
        ("cla_kinship_foster_pct", {"U1", "U3"}, (2, 7)),
    ],
)
def test_foster_measures_count_by_placement(check, measure, count, total):
    people = [
        invented(why, int(place in count), episodes=[_placed(place)])
        for place, why in _PLACES.items()
    ]
    check(measure, people, total=total)


def test_a_temporary_stay_is_looked_through(check):
    check(
        "cla_foster_pct",
        [
            invented(
                "in hospital, from foster care",
                1,
                episodes=[
                    episode("2024-01-01", "2025-03-20", rec="X1", place="U6"),
                    episode("2025-03-20", rne="P", place="T1"),
                ],
            ),
            invented(
                "two temporary stays on end, from foster care",
                1,
                episodes=[
                    episode("2024-01-01", "2025-03-20", rec="X1", place="U6"),
                    episode("2025-03-20", "2025-03-25", rec="X1", rne="P", place="T1"),
                    episode("2025-03-25", rne="P", place="T4"),
                ],
            ),
            invented(
                "in hospital, from a children's home",
                0,
                episodes=[
                    episode("2024-01-01", "2025-03-20", rec="X1", place="K2"),
                    episode("2025-03-20", rne="P", place="T1"),
                ],
            ),
            invented("nowhere but in hospital", 0, episodes=[episode("2025-03-20", place="T1")]),
            invented(
                "in hospital, after an earlier time in foster care",
                0,
                episodes=[
                    episode("2024-01-01", "2024-06-01", place="U6"),
                    episode("2025-03-20", place="T1"),
                ],
            ),
        ],
        total=(2, 5),
    )


def test_of_two_episodes_on_the_day_the_later_is_believed(check):
    both = [episode("2024-01-01", place="U6"), episode("2024-06-01", rne="P", place="K2")]
    check("cla_foster_pct", [invented("in two at once", 0, episodes=both)], total=(0, 1))


def test_cla_inhouse_foster_pct(check):
    check(
        "cla_inhouse_foster_pct",
        [
            invented("own carers", 1, episodes=[_placed("U6", place_provider="PR1")]),
            invented("agency", 0, episodes=[_placed("U6", place_provider="PR4")]),
            invented("unknown", 0, episodes=[_placed("U6", place_provider=None)]),
            invented("own home, not fostered", episodes=[_placed("K2", place_provider="PR1")]),
        ],
        total=(1, 3),
    )


_DISTANCES = [
    # why, miles, inside or outside, far and outside, far
    ("far outside", 20.1, "OUT", 1, 1),
    ("exactly 20.0 miles outside", 20.0, "OUT", 0, 0),
    ("far, but inside", 25.0, "IN", 0, 1),
    ("near, outside", 3.0, "OUT", 0, 0),
    ("unknown distance", None, "OUT", 0, 0),
    ("far, unknown location", 30.0, None, 0, 1),
]


@pytest.mark.parametrize(
    ("measure", "column", "total"),
    [("cla_over_20_miles_pct", 3, (1, 6)), ("cla_over_20_miles_any_pct", 4, (3, 6))],
)
def test_far_from_home_is_more_than_20_miles(check, measure, column, total):
    people = [
        invented(
            row[0], row[column], episodes=[_placed("U6", pl_distance=row[1], pl_location=row[2])]
        )
        for row in _DISTANCES
    ]
    check(measure, people, total=total)


def test_cla_in_plymouth_pct(check):
    check(
        "cla_in_plymouth_pct",
        [
            invented("in the city", 1, episodes=[_placed("U6", pl_la="E06000026")]),
            invented("in Cornwall", 0, episodes=[_placed("U6", pl_la="E06000052")]),
            invented("area not known", episodes=[_placed("U6", pl_la=None)]),
        ],
        total=(1, 2),
    )


def _moved(day: str, **columns: object):
    """In care since 2020; something changed on a day of the year and has been so since."""
    first = episode("2020-01-01", day, rec="X1", pl_location="OUT", pl_distance=50.0)
    then = {"rne": "P", "pl_location": "IN", "pl_distance": 5.0, **columns}
    return [first, episode(day, **then)]


def test_new_placements_local_pct(check):
    there = {"place": "U6", "pl_location": "IN", "pl_distance": 5.0}
    check(
        "new_placements_local_pct",
        [
            invented("near, inside", 1, episodes=_moved("2024-06-01")),
            invented("exactly 20.0 miles", 1, episodes=_moved("2024-06-01", pl_distance=20.0)),
            invented("20.1 miles", 0, episodes=_moved("2024-06-01", pl_distance=20.1)),
            invented("near, outside", 0, episodes=_moved("2024-06-01", pl_location="OUT")),
            invented("distance not known", 0, episodes=_moved("2024-06-01", pl_distance=None)),
            invented("moved before the year", episodes=_moved("2024-03-31")),
            invented("new order, same home", episodes=_moved("2024-06-01", rne="L")),
            invented("new home, same carer", episodes=_moved("2024-06-01", rne="T")),
            invented("new order and home, same carer", episodes=_moved("2024-06-01", rne="U")),
            invented("new order, home and carer", 1, episodes=_moved("2024-06-01", rne="B")),
            invented("adopted by the carers", episodes=_moved("2024-06-01", place="A5")),
            invented("short break", episodes=_moved("2024-06-01", ls="V4")),
            invented(
                "started, and moved twice",
                (0, 1, 1),
                episodes=[
                    episode("2024-05-01", "2024-06-01", rec="X1", pl_location="OUT"),
                    episode("2024-06-01", "2024-07-01", rec="X1", rne="P", **there),
                    episode("2024-07-01", rne="P", **there),
                ],
            ),
            invented(
                "to hospital and back",
                episodes=[
                    episode("2023-05-01", "2024-06-01", rec="X1", **there),
                    episode("2024-06-01", "2024-06-08", rec="X1", rne="P", place="T1"),
                    episode("2024-06-08", rne="P", **there),
                ],
            ),
            invented(
                "to hospital and then elsewhere",
                1,
                episodes=[
                    episode("2023-05-01", "2024-06-01", rec="X1", **there),
                    episode("2024-06-01", "2024-06-08", rec="X1", rne="P", place="T1"),
                    episode("2024-06-08", rne="P", **{**there, "pl_distance": 6.0}),
                ],
            ),
        ],
        total=(6, 10),
    )
