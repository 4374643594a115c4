"""Key indicator 9, on 31 March 2025 and in the year to it."""

from __future__ import annotations

import pytest
from inventing import episode, invented, leaver


def _history(*changes: tuple[str, dict[str, object]]):
    """Episodes end to end, the last one open: each the day it begins and what is said of it."""
    ends = [day for day, _ in changes[1:]]
    closed = [
        episode(day, end, **{"rec": "X1", **columns})
        for (day, columns), end in zip(changes, ends, strict=False)
    ]
    return [*closed, episode(changes[-1][0], **changes[-1][1])]


_MOVE = {"rne": "P"}
_HOME = {"place": "U6", "urn": "SC000001"}


def test_cla_3plus_placements_pct(check):
    check(
        "cla_3plus_placements_pct",
        [
            invented(
                "one open on the first day and two since",
                1,
                episodes=_history(("2023-01-01", {}), ("2024-06-01", _MOVE), ("2024-09-01", _MOVE)),
            ),
            invented(
                "two",
                0,
                episodes=_history(("2023-01-01", {}), ("2024-06-01", _MOVE)),
            ),
            invented(
                "the first of three ended on the first day",
                0,
                episodes=_history(("2023-01-01", {}), ("2024-04-01", _MOVE), ("2024-09-01", _MOVE)),
            ),
            invented(
                "the first of three ended on the second day",
                1,
                episodes=_history(("2023-01-01", {}), ("2024-04-02", _MOVE), ("2024-09-01", _MOVE)),
            ),
            invented(
                "the last of three began on the day",
                1,
                episodes=_history(("2023-01-01", {}), ("2024-06-01", _MOVE), ("2025-03-31", _MOVE)),
            ),
            invented(
                "changes of order only",
                0,
                episodes=_history(
                    ("2023-01-01", {}), ("2024-06-01", {"rne": "L"}), ("2024-09-01", {"rne": "L"})
                ),
            ),
            invented(
                "changes with the same carer",
                0,
                episodes=_history(
                    ("2023-01-01", {}), ("2024-06-01", {"rne": "T"}), ("2024-09-01", {"rne": "U"})
                ),
            ),
            invented(
                "holiday and back, twice",
                0,
                episodes=_history(
                    ("2023-01-01", _HOME),
                    ("2024-06-01", {"rne": "P", "place": "T2"}),
                    ("2024-06-15", {"rne": "P", **_HOME}),
                    ("2024-08-01", {"rne": "P", "place": "T3"}),
                    ("2024-08-15", {"rne": "P", **_HOME}),
                ),
            ),
            invented(
                "hospital and then elsewhere, twice",
                1,
                episodes=_history(
                    ("2023-01-01", _HOME),
                    ("2024-06-01", {"rne": "P", "place": "T1"}),
                    ("2024-06-15", {"rne": "P", **_HOME, "urn": "SC000002"}),
                    ("2024-08-01", {"rne": "P", "place": "T1"}),
                    ("2024-08-15", {"rne": "P", **_HOME, "urn": "SC000003"}),
                ),
            ),
            invented(
                "adopted by the foster carers",
                0,
                episodes=_history(
                    ("2023-01-01", {}),
                    ("2024-06-01", _MOVE),
                    ("2024-09-01", {**_MOVE, "place": "A5"}),
                ),
            ),
            invented(
                "moved to adopters",
                1,
                episodes=_history(
                    ("2023-01-01", {}),
                    ("2024-06-01", _MOVE),
                    ("2024-09-01", {**_MOVE, "place": "A6"}),
                ),
            ),
            invented(
                "three in two times in care",
                1,
                episodes=[
                    episode("2023-01-01", "2024-06-01"),
                    *_history(("2024-09-01", {}), ("2024-12-01", _MOVE)),
                ],
            ),
            invented(
                "one of three without a night",
                0,
                episodes=[
                    episode("2023-01-01", "2024-06-01", rec="X1"),
                    episode("2024-06-01", "2024-06-01", rec="X1", rne="P"),
                    episode("2024-06-01", rne="P"),
                ],
            ),
            invented(
                "three, and gone",
                episodes=[
                    *_history(("2023-01-01", {}), ("2024-06-01", _MOVE))[:1],
                    episode("2024-06-01", "2024-09-01", rec="X1", rne="P"),
                    episode("2024-09-01", "2025-03-31", rne="P"),
                ],
            ),
        ],
        total=(6, 13),
    )


def test_cla_long_term_stability_pct(check):
    check(
        "cla_long_term_stability_pct",
        [
            invented("years with one carer", 1, episodes=[episode("2020-01-01")]),
            invented("exactly two and a half years", 1, episodes=[episode("2022-10-01")]),
            invented("a day short of it", episodes=[episode("2022-10-02")]),
            invented(
                "exactly two years in the placement",
                1,
                episodes=_history(("2020-01-01", {}), ("2023-04-01", _MOVE)),
            ),
            invented(
                "a day short of two years in it",
                0,
                episodes=_history(("2020-01-01", {}), ("2023-04-02", _MOVE)),
            ),
            invented(
                "new order, same carer",
                1,
                episodes=_history(("2020-01-01", {}), ("2024-06-01", {"rne": "U"})),
            ),
            invented(
                "in hospital now",
                1,
                episodes=_history(("2020-01-01", {}), ("2025-03-20", {"rne": "P", "place": "T1"})),
            ),
            invented(
                "with adopters for one year, and one before",
                1,
                episodes=_history(
                    ("2020-01-01", {}),
                    ("2023-01-01", _MOVE),
                    ("2024-03-01", {**_MOVE, "place": "A6"}),
                ),
            ),
            invented(
                "with adopters for one year, and half before",
                0,
                episodes=_history(
                    ("2020-01-01", {}),
                    ("2023-09-01", _MOVE),
                    ("2024-03-01", {**_MOVE, "place": "A6"}),
                ),
            ),
            invented(
                "to be adopted by carers of one year",
                0,
                episodes=_history(
                    ("2020-01-01", {}),
                    ("2024-01-01", _MOVE),
                    ("2024-09-01", {**_MOVE, "place": "A5"}),
                ),
            ),
            invented(
                "a short episode inside the open one",
                1,
                episodes=[episode("2020-01-01"), episode("2024-01-01", "2024-06-01", rne="P")],
            ),
            invented("only ever in hospital", 0, episodes=[episode("2020-01-01", place="T1")]),
            invented("16 on the day", born="2009-03-31", episodes=[episode("2020-01-01")]),
            invented("16 the day after", 1, born="2009-04-01", episodes=[episode("2020-01-01")]),
            invented("age not known", born=None, episodes=[episode("2020-01-01")]),
        ],
        total=(8, 12),
    )


@pytest.mark.parametrize(
    ("measure", "count", "total"),
    [
        ("cla_childrens_home_pct", {"K1", "K2"}, (2, 8)),
        ("cla_supported_accom_pct", {"K3", "H5", "P2"}, (3, 8)),
    ],
)
def test_homes_count_by_placement(check, measure, count, total):
    people = [
        invented(f"in {place}", int(place in count), episodes=[episode("2024-01-01", place=place)])
        for place in ("K1", "K2", "K3", "H5", "P2", "U6", "R2", "Z1")
    ]
    check(measure, people, total=total)


_HOMES = [
    ("suitable", "U1", 1),
    ("unsuitable", "U2", 0),
    ("no fixed abode", "S2", 0),
    ("not known", "0", 0),
    ("blank", None, 0),
    ("gone abroad", "G1", None),
    ("deported", "H2", None),
    ("residence not known", "R2", None),
]


@pytest.mark.parametrize(
    ("measure", "born"),
    [("cl_suitable_accom_19_21", "2004-10-01"), ("cl_suitable_accom_17_18", "2006-10-01")],
)
def test_accommodation_that_cannot_be_judged_is_left_out(check, measure, born):
    people = [invented(why, n, born=born, leaver=[leaver(accom=code)]) for why, code, n in _HOMES]
    people.append(invented("died", born=born, leaver=[leaver(in_touch="DIED", accom="U1")]))
    check(measure, people, total=(1, 5))


def test_cl_staying_put_pct(check):
    born, at_18 = "2005-10-01", "2023-10-01"
    there, elsewhere = [leaver(accom="Z1")], [leaver(accom="U1")]

    def left(day: str, **columns: object):
        return [episode("2020-01-01", day, **{"rec": "E5", **columns})]

    check(
        "cl_staying_put_pct",
        [
            invented("stays", 1, born=born, leaver=there, episodes=left(at_18, rec="E17")),
            invented(
                "stays, unsuitably",
                1,
                born=born,
                leaver=[leaver(accom="Z2")],
                episodes=left(at_18, rec="E17"),
            ),
            invented("left later", 0, born=born, leaver=elsewhere, episodes=left(at_18)),
            invented("where, is not known", 0, born=born, leaver=[leaver()], episodes=left(at_18)),
            invented("left care before 18", born=born, leaver=there, episodes=left("2023-09-30")),
            invented(
                "E17, dated the day before",
                1,
                born=born,
                leaver=there,
                episodes=left("2023-09-30", rec="E17"),
            ),
            invented(
                "from a children's home", born=born, leaver=there, episodes=left(at_18, place="K2")
            ),
            invented(
                "left care after the birthday", born=born, leaver=there, episodes=left("2023-12-01")
            ),
            invented(
                "still looked after past the birthday",
                born=born,
                leaver=there,
                episodes=[*left(at_18, rec="X1"), episode(at_18, rne="P")],
            ),
            invented(
                "from hospital, and foster care before",
                1,
                born=born,
                leaver=there,
                episodes=[
                    episode("2020-01-01", "2023-09-20", rec="X1"),
                    episode("2023-09-20", at_18, rne="P", place="T1", rec="E17"),
                ],
            ),
            invented(
                "21 in the year",
                born="2003-10-01",
                leaver=there,
                episodes=left("2021-10-01", rec="E17"),
            ),
            invented(
                "short breaks only",
                born=born,
                leaver=there,
                episodes=left(at_18, rec="E17", ls="V4"),
            ),
            invented(
                "died",
                born=born,
                leaver=[leaver(in_touch="DIED", accom="Z1")],
                episodes=left(at_18, rec="E17"),
            ),
        ],
        total=(4, 6),
    )


def test_who_is_born_on_29_february_leaves_care_at_18_on_1_march(check):
    def left(day: str):
        return [episode("2020-01-01", day, rec="E5")]

    there = [leaver(2022, accom="Z1")]
    check(
        "cl_staying_put_pct",
        [
            invented("on 1 March", 1, born="2004-02-29", leaver=there, episodes=left("2022-03-01")),
            invented(
                "the day before", born="2004-02-29", leaver=there, episodes=left("2022-02-28")
            ),
        ],
        month="2023-03",
        total=(1, 1),
    )
