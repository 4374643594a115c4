"""Invented results, destinations, education plans and episodes of care, with their edges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.attainment import codes as attainment
from ae_pipeline.returns.epep import codes as epep
from oracle.inventing_rows import a_day, groups, later, maybe, people, somebody, sourced

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Row = dict[str, Any]

PEOPLE, IN_CARE = 36, 20
"""The first of the people are those with episodes of care."""
CAME_INTO_CARE = tuple(
    date.fromisoformat(text)
    for text in (
        *("2021-06-01", "2022-03-31", "2022-04-01", "2022-04-02", "2023-02-28", "2023-03-31"),
        *("2023-04-01", "2023-04-02", "2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01"),
        *("2024-04-02", "2024-09-30", "2024-10-01", "2025-02-28", "2025-03-31", "2025-09-30"),
    )
)
FIRST_DAYS = tuple(
    date(year, month, 1) for year, month in ((2023, 3), (2023, 4), (2024, 1), (2024, 4), (2024, 10))
)
"""First days of the twelve months that figures are about."""
TERM_ENDS = tuple(date(year, 12, 31) for year in (2022, 2023, 2024)) + tuple(
    date(year, month, day) for year in (2023, 2024, 2025) for month, day in ((4, 30), (8, 31))
)
ROUND_THE_SUMMER = tuple(
    date(year, month, day)
    for year in (2023, 2024, 2025)
    for month, day in ((7, 31), (8, 1), (8, 31), (9, 1), (9, 30), (10, 1))
)


def invent(chance: Random) -> dict[str, list[Row]]:
    """Rows of every table that the measures of learning read."""
    tables = {
        "care_episode": [row for each in range(IN_CARE) for row in _episodes(chance, each)],
        "eyfsp_result": _pupils(chance, 50, _profile),
        "phonics_result": _pupils(chance, 60, _phonics),
        "ks2_result": _pupils(chance, 140, _key_stage_2),
        "ks4_result": _pupils(chance, 100, _key_stage_4),
        "result_by_19": _pupils(chance, 50, _by_19),
        "destination": _pupils(chance, 80, _destination),
    }
    starts: dict[str, list[date]] = {}
    for episode in tables["care_episode"]:
        starts.setdefault(episode["person_id"], []).append(episode["decom"])
    tables["education_plan"] = [_plan(chance, starts) for _ in range(150)]
    tables["school_move"] = [_move(chance, starts) for _ in range(50)]
    for rows in tables.values():
        rows += [dict(row) for row in chance.sample(rows, 3)]
    told_twice = chance.sample(tables["education_plan"], 25)
    tables["education_plan"] += [
        {**plan, "school": chance.choice(["113001", None]), "sessions_attended": 0}
        for plan in told_twice
    ]
    described = people(chance, PEOPLE)
    for person in described:
        person["uasc"] = chance.random() < 0.3
        person["uasc_until"] = maybe(chance, a_day(chance), 0.5) if person["uasc"] else None
    return {
        "person": described,
        "person_group": _groups(chance),
        **{name: sourced(rows, name) for name, rows in tables.items()},
    }


def _groups(chance: Random) -> list[Row]:
    """Groups, with more who are in need, on, up to or from 31 March."""
    rows = groups(chance, PEOPLE)
    recorded_rows = {row["person_id"] for row in rows if row["group"] == "cin"}
    for each in range(PEOPLE):
        if f"person {each}" not in recorded_rows and chance.random() < 0.5:
            start = chance.choice([date(2022, 5, 1), date(2024, 3, 31), date(2024, 4, 1)])
            end = chance.choice([None, date(2025, 3, 31), date(2025, 4, 1)])
            rows.append({"person_id": f"person {each}", "group": "cin", "start": start, "end": end})
    return rows


def _flag(chance: Random) -> bool | None:
    return chance.choice([True, True, False, None])


def _code(chance: Random, codes: Any) -> str | None:
    return maybe(chance, chance.choice(sorted(codes)), 0.9)


# Results -------------------------------------------------------------------------------------


def _pupils(chance: Random, number: int, result: Callable[[Random], Row]) -> list[Row]:
    """Results, half of them of those in care."""
    return [
        {
            "person_id": somebody(chance, chance.choice([IN_CARE, PEOPLE])),
            "year_ended": chance.choice([2022, 2023, 2023, 2024, 2024, 2025]),
            **result(chance),
        }
        for _ in range(number)
    ]


def _profile(chance: Random) -> Row:
    return {name: chance.random() < 0.6 for name in ("complete", "good_level", "language")}


def _phonics(chance: Random) -> Row:
    return {
        "year_group": chance.choice([0, 1, 1, 1, 2, None]),
        "outcome": _code(chance, ["Wa", "Wa", *attainment.PHONICS_OUTCOME.base]),
    }


def _key_stage_2(chance: Random) -> Row:
    tests = ["AS", "NS"] * 10 + sorted(attainment.TEST_OUTCOME.base)
    writing = ["EXS", "GDS"] * 10 + sorted(attainment.WRITING_OUTCOME.base)
    return {
        "reading": _code(chance, tests),
        "mathematics": _code(chance, tests),
        "writing": _code(chance, writing),
        "all_three_expected": _flag(chance),
    }


def _key_stage_4(chance: Random) -> Row:
    return {
        "attainment_8": chance.choice([0, 1, 4567, chance.randrange(9001), None]),
        "english_maths_94": _flag(chance),
        "english_maths_95": _flag(chance),
        "ebacc_entered": _flag(chance),
        "ebacc_points": chance.choice([0, 1, 333, chance.randrange(901), None]),
    }


def _by_19(chance: Random) -> Row:
    return {name: _flag(chance) for name in ("level_2", "level_2_english_maths", "level_3")}


def _destination(chance: Random) -> Row:
    return {
        "stage": chance.choice(sorted(attainment.STAGE)),
        "destination": _code(chance, attainment.DESTINATION.base),
        "sustained": _flag(chance),
    }


# Care and the Virtual School -----------------------------------------------------------------


def _episodes(chance: Random, each: int) -> list[Row]:
    """Up to four episodes of a child, most of them one after another, some apart or at once."""
    rows = []
    begins = chance.choice(CAME_INTO_CARE)
    for number in range(chance.choice([1, 1, 2, 3, 4])):
        lasts = chance.choice([0, 1, 30, 180, 365, 366, 900, None, None, None])
        ends = None if lasts is None else begins + timedelta(days=lasts)
        if chance.random() < 0.2:
            ends = min((day for day in FIRST_DAYS if day > begins), default=ends)
        rows.append(
            {
                "person_id": "nobody knows" if each == 0 else f"person {each}",
                "collection_year": begins.year - (begins.month < 4),
                "decom": begins,
                "rne": chance.choice("PLS") if number else "S",
                "ls": chance.choice(["C2"] * 5 + ["V2"] * 5 + ["V3", "V4"]),
                "cin": maybe(chance, chance.choice(["N1", "N5"])),
                "place": chance.choice(["U1", "K2", "T0", "P1"]),
                "place_provider": maybe(chance, "PR1"),
                "dec": ends,
                "dec_imputed": False,
                "rec": None if ends is None else chance.choice(["X1", "E4A", None]),
                "reason_place_change": None,
                "urn": None,
                "pl_la": None,
                "pl_location": maybe(chance, "IN"),
                "pl_distance": maybe(chance, 3.5),
            }
        )
        begins = later(chance, ends or begins, *([45] if ends in FIRST_DAYS else [0, 0, 0, 1, 60]))
    return rows


def _child(chance: Random, starts: dict[str, list[date]]) -> str:
    return chance.choice(sorted(starts)) if chance.random() < 0.9 else "person 30"


def _plan(chance: Random, starts: dict[str, list[date]]) -> Row:
    child = maybe(chance, _child(chance, starts), 0.95)
    ends = chance.choice(TERM_ENDS)
    started = chance.choice(starts.get(child or "", [a_day(chance)]))
    made = chance.choice(
        [
            later(chance, ends, -60, -1, 0, 1, 30),
            later(chance, started, -1, 0, 1, 12, 13, 14, 15, 16, 17, 18, 20),
            a_day(chance),
            None,
        ]
    )
    due = [later(chance, started, -1, 0, 14, 15), later(chance, ends, -30, 0), a_day(chance)]
    return {
        "person_id": child,
        "term_ends": ends,
        "year_group": chance.choice([-1, 0, 0, 5, 7, 10, 11, 11, 12, None]),
        "care_started": maybe(chance, started),
        "first": _flag(chance),
        "due": maybe(chance, chance.choice(due), 0.9),
        "made": made,
        "quality": _code(chance, epep.QUALITY.base),
        "school": maybe(chance, chance.choice(["113001", "XXXXXXX"])),
        "sessions_possible": chance.choice([0, 1, 120, 130, 130, None]),
        "sessions_attended": chance.choice([0, 0, 1, 100, None]),
        "suspensions": chance.choice([0, 0, 0, 1, 3, None]),
    }


def _move(chance: Random, starts: dict[str, list[date]]) -> Row:
    child = _child(chance, starts)
    entering = later(chance, chance.choice(starts.get(child, CAME_INTO_CARE)), -30, -30, -1, 0, 1)
    return {
        "person_id": child,
        "moved": chance.choice([entering, a_day(chance), chance.choice(ROUND_THE_SUMMER)]),
        "reason": _code(chance, epep.MOVE_REASON.base),
    }
