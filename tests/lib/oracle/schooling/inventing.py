"""Messy rolls, sessions, exclusions and arranged placements.

Both tables of sessions have one row for a pupil, school and time, as their builders promise.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ae_pipeline.returns.school_census import codes
from oracle.inventing_rows import a_day, groups, later, maybe, people, somebody, sourced

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from oracle.areas import Row, Tables

PEOPLE, IN_CARE = 30, 12
"""The last of the people are those with episodes of care."""
SCHOOLS = ("100001", "100002", "100003", "100004", "100005", "100006")
CENSUS_DAYS = tuple(
    date.fromisoformat(text)
    for text in (
        *("2023-01-19", "2023-10-05", "2024-01-18", "2024-01-18", "2024-01-25", "2024-05-16"),
        *("2024-10-03", "2025-01-16", "2025-01-16", "2025-01-16", "2025-05-15", "2025-10-02"),
    )
)
TERMS = tuple(
    (date(year + (month != 9), month, 1), date(year + (month != 9), last, 31))
    for year in (2022, 2023, 2024)
    for month, last in ((9, 12), (1, 3), (4, 8))
)
MONTHS = tuple(date(year, month, 1) for year in (2023, 2024, 2025) for month in range(1, 13))
BORN = tuple(
    date.fromisoformat(text)
    for text in (
        *("2007-08-31", "2007-09-01", "2008-02-29", "2008-08-31", "2008-09-01", "2009-08-31"),
        *("2012-09-01", "2017-08-31", "2018-08-31", "2018-09-01", "2019-08-31", "2019-09-01"),
    )
)
CAME_INTO_CARE = tuple(
    date.fromisoformat(text)
    for text in (
        *("2021-06-01", "2022-12-31", "2023-01-01", "2023-01-02", "2023-03-31", "2023-04-01"),
        *("2023-04-02", "2023-12-31", "2024-01-01", "2024-01-02", "2024-04-01", "2024-04-02"),
    )
)


def tables(chance: Random) -> Tables:
    results = {
        "census_school": _once(chance, 40, _school, ("urn", "census_day")),
        "pupil_roll": [_on_roll(chance) for _ in range(150)],
        "arranged_placement": [_arranged(chance) for _ in range(60)],
        "school_sessions": _once(chance, 150, _term, ("pupil", "urn", "term_start")),
        "exclusion": [_exclusion(chance) for _ in range(120)],
        "month_sessions": _once(chance, 150, _month, ("pupil", "urn", "month_start")),
        "care_episode": [row for each in range(IN_CARE) for row in _episodes(chance, each)],
    }
    for name in ("pupil_roll", "arranged_placement", "exclusion"):
        results[name] += [dict(row) for row in chance.sample(results[name], 5)]
    described = people(chance, PEOPLE)
    for person in described[::2]:
        person["date_of_birth"] = chance.choice(BORN)
    return {
        "person": described,
        "person_group": _lasting(chance, groups(chance, PEOPLE)) + _had_a_worker(chance),
        **{name: sourced(rows, name) for name, rows in results.items()},
    }


def _once(
    chance: Random, number: int, invent: Callable[[Random], Row], key: tuple[str, ...]
) -> list[Row]:
    rows = (invent(chance) for _ in range(number))
    return list({tuple(row[name] for name in key): row for row in rows}.values())


def _lasting(chance: Random, spells: list[Row]) -> list[Row]:
    """Many of them from the start on and open, so that some pupils of each group miss sessions."""
    return [
        {**spell, "start": date(2022, 9, 1), "end": None} if chance.random() < 0.4 else spell
        for spell in spells
    ]


def _had_a_worker(chance: Random) -> list[Row]:
    return [
        {
            "person_id": f"person {each}",
            "group": "ever_social_worker",
            "start": chance.choice([a_day(chance), *CENSUS_DAYS, CENSUS_DAYS[-1]]),
            "end": None,
        }
        for each in range(PEOPLE)
        if chance.random() < 0.5
    ]


def _pupil(chance: Random) -> Row:
    """Somebody known, or a pupil whom the register states by a pseudonym alone."""
    person_id = somebody(chance, PEOPLE, unknown=0.15)
    return {"person_id": person_id, "pupil": person_id or f"number {chance.randrange(3)}"}


def _urn(chance: Random) -> str | None:
    """Half of a pupil's rows are at two schools, so that enrolments have several times."""
    return maybe(chance, chance.choice([*SCHOOLS, *SCHOOLS[:2] * 3]), 0.95)


def _phase(chance: Random) -> str | None:
    return maybe(chance, chance.choice([*sorted(codes.PHASE.base), "PS", "SS", "PR"]), 0.9)


def _enrolment(chance: Random) -> str | None:
    return maybe(chance, chance.choice([*sorted(codes.ENROLMENT.base), "C", "C", "M"]), 0.9)


def _age(chance: Random) -> int | None:
    return maybe(chance, chance.choice([4, 5, 6, 10, 14, 15, 16]), 0.9)


def _school(chance: Random) -> Row:
    return {
        "urn": chance.choice(SCHOOLS),
        "census_day": chance.choice(CENSUS_DAYS),
        "phase": maybe(chance, chance.choice(["PS", "SS", "SP", "AT", "PR", "NS", "NO"]), 0.85),
    }


def _on_roll(chance: Random) -> Row:
    recorded_rows = chance.choice(CENSUS_DAYS)
    september = date(recorded_rows.year - (recorded_rows.month < 9), 9, 30)
    return {
        **_pupil(chance),
        "urn": _urn(chance),
        "census_day": recorded_rows,
        "phase": _phase(chance),
        "enrolment": _enrolment(chance),
        "year_group": maybe(chance, chance.choice(sorted(codes.YEAR_GROUP.base))),
        "academic_age": _age(chance),
        "entered": maybe(
            chance, chance.choice([a_day(chance), september + timedelta(days=1), september]), 0.9
        ),
        "part_time": chance.choice([True, False, None]),
        "sen_provision": maybe(chance, chance.choice(sorted(codes.SEN_PROVISION.base))),
        "sen_unit": chance.choice([True, False, None]),
        "resourced": chance.choice([True, False, None]),
        "fsm": chance.random() < 0.3,
        "young_carer": maybe(chance, chance.choice(sorted(codes.YOUNG_CARER.base)), 0.5),
    }


def _arranged(chance: Random) -> Row:
    recorded_rows = chance.choice(CENSUS_DAYS)
    return {
        **_pupil(chance),
        "urn": _urn(chance),
        "census_day": recorded_rows,
        "phase": _phase(chance),
        "setting_urn": maybe(chance, chance.choice(SCHOOLS), 0.3),
        "setting": maybe(chance, chance.choice(sorted(codes.AP_SETTING.base))),
        "reason": maybe(chance, chance.choice(sorted(codes.AP_PLACEMENT_REASON.base))),
        "pattern": maybe(chance, chance.choice(sorted(codes.AP_PATTERN.base))),
        "sessions_a_week": maybe(chance, chance.randint(1, 10)),
        "entered": maybe(chance, later(chance, recorded_rows, -60, -1, 0, 1), 0.8),
        "left": maybe(chance, later(chance, recorded_rows, -1, 0, 1, 30), 0.6),
    }


def _sessions(chance: Random) -> Row:
    """Many miss as many as makes them just persistently or severely absent, or one less."""
    possible = chance.choice([0, 1, 20, 91, 99, 100, 101, 140])
    part = chance.choice([possible // 10, possible // 2, chance.randint(0, possible)])
    missed = min(possible, max(0, part + chance.choice([-1, 0, 0, 1])))
    authorised = chance.randint(0, missed)
    return {
        "possible": possible,
        "authorised": authorised,
        "unauthorised": missed - authorised,
        "part_time_timetable": chance.choice([0, 0, min(1, authorised), authorised]),
    }


def _term(chance: Random) -> Row:
    start, end = chance.choice(TERMS)
    return {
        **_pupil(chance),
        "urn": _urn(chance),
        "phase": _phase(chance),
        "term_start": start,
        "term_end": end,
        "academic_age": _age(chance),
        **_sessions(chance),
    }


def _month(chance: Random) -> Row:
    return {
        **_pupil(chance),
        "urn": _urn(chance) or "100009",
        "month_start": chance.choice([*MONTHS, date(2024, 2, 1), date(2025, 3, 1)]),
        **_sessions(chance),
    }


def _exclusion(chance: Random) -> Row:
    return {
        **_pupil(chance),
        "urn": _urn(chance),
        "phase": _phase(chance),
        "enrolment": _enrolment(chance),
        "category": chance.choice(["SUSP", "SUSP", "SUSP", "PERM", "LNCH"]),
        "started": a_day(chance),
        "sessions": maybe(chance, chance.randint(1, 90)),
        "reason": maybe(chance, chance.choice(sorted(codes.EXCLUSION_REASON.base))),
        "sen_provision": maybe(chance, chance.choice(sorted(codes.SEN_PROVISION.base))),
    }


def _episodes(chance: Random, each: int) -> list[Row]:
    """Episodes that follow one another, now and then after a gap; the last may be open."""
    rows = []
    start = chance.choice(CAME_INTO_CARE)
    for at in range(chance.randint(1, 3)):
        ended = maybe(chance, later(chance, start, 0, 1, 200, 365, 700), 0.6)
        rows.append(
            {
                "person_id": f"person {PEOPLE - 1 - each}",
                "collection_year": start.year - (start.month < 4),
                "decom": start,
                "rne": "S" if at == 0 else chance.choice("SLPB"),
                "ls": chance.choice(["C1", "C2", "V2", "C2", "V4"]),
                "cin": chance.choice(["N1", "N5", None]),
                "place": chance.choice(["U1", "U6", "K2", "T0"]),
                "dec": ended,
                "dec_imputed": False,
                "rec": ended and chance.choice(["X1", "E4A"]),
            }
        )
        if ended is None:
            break
        start = later(chance, ended, 0, 0, 1, 30)
    return rows
