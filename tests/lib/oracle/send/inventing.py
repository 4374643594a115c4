"""Invented requests, plans, placements and rolls, on edges."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ae_pipeline.returns.school_census.codes import ENROLMENT, PHASE, SEN_PROVISION
from ae_pipeline.returns.sen2.codes import (
    ASSESSMENT_OUTCOME,
    CEASE_REASON,
    NAMED_SETTING,
    REQUEST_OUTCOME,
    SEN_TYPE,
)
from oracle.inventing_rows import a_day, groups, later, maybe, people, somebody, sourced

if TYPE_CHECKING:
    from random import Random

    from ae_pipeline.validation.codelist import CodeList
    from oracle.areas import Row, Tables

PEOPLE = 30
BORN = ("2008-08-31", "2008-09-01", "2009-01-16", "2009-03-31", "2008-02-29", "2007-08-31")
CENSUS_URNS = ("100001", "100002", "100003", "100004")
URNS = (*CENSUS_URNS, "100005", "100006", None, None, None)
CENSUSES = tuple(
    date.fromisoformat(day)
    for day in ("2023-10-05", "2024-01-18", "2024-10-03", "2025-01-16", "2025-05-15")
)
EXPORTS = tuple(
    date.fromisoformat(day)
    for day in ("2024-01-18", "2024-02-29", "2024-12-31", "2025-01-16", "2025-02-28", "2025-04-01")
)

YEAR_AGO = tuple(
    date.fromisoformat(day)
    for day in (
        *("2023-01-19", "2023-03-01", "2023-04-01", "2024-01-01"),
        *("2024-01-17", "2024-03-01", "2024-04-01", "2024-10-01"),
    )
)
"""The first days of twelve months that end on a day that is counted."""


def _code(chance: Random, codes: CodeList) -> str:
    return chance.choice(sorted(codes.valid_in("2025")))


def _request(chance: Random) -> Row:
    received = a_day(chance)
    decided = chance.choice([later(chance, received, -1, 0, 41, 42, 43), a_day(chance)])
    assessed = chance.choice(
        [later(chance, received, -1, 0, 111, 112, 113, 139, 140, 141, 364, 365), a_day(chance)]
    )
    return {
        "person_id": somebody(chance, PEOPLE, unknown=0.1),
        "received": received,
        "outcome": chance.choice(["Y", "Y", _code(chance, REQUEST_OUTCOME)]),
        "decided": maybe(chance, decided),
        "mediation": chance.random() < 0.3,
        "tribunal": chance.random() < 0.3,
        "assessment_outcome": maybe(
            chance, chance.choice(["Y", "Y", "N", _code(chance, ASSESSMENT_OUTCOME)])
        ),
        "assessed": maybe(chance, assessed),
        "exception": chance.random() < 0.3,
    }


def _plan(chance: Random) -> Row:
    started = a_day(chance)
    transferred = chance.random() < 0.3
    vanished = chance.random() < 0.2
    ceased = maybe(
        chance, chance.choice([later(chance, started, 0, 1, 30, 365), a_day(chance)]), 0.6
    )
    described = ceased is not None and not vanished
    return {
        "person_id": somebody(chance, PEOPLE, unknown=0.1),
        "started": started,
        "since": later(chance, started, 0, 1, 60, 365) if transferred else started,
        "ceased": ceased,
        "cease_reason": maybe(chance, _code(chance, CEASE_REASON), 0.9) if described else None,
        "vanished": vanished and ceased is not None,
        "transferred": transferred,
        "need": maybe(chance, _code(chance, SEN_TYPE), 0.9),
    }


def _placement(chance: Random) -> Row:
    told_on = chance.choice(EXPORTS)
    urn = chance.choice(URNS)
    named = urn is not None or chance.random() < 0.15
    return {
        "person_id": somebody(chance, PEOPLE, unknown=0.3),
        "told_on": told_on,
        "plan_started": maybe(
            chance, later(chance, chance.choice([*YEAR_AGO, a_day(chance)]), -1, 0, 1)
        ),
        "need": maybe(chance, _code(chance, SEN_TYPE), 0.9),
        "urn": urn,
        "ukprn": chance.choice(["10000001", None])
        if urn is not None
        else "10000002"
        if named
        else None,
        "setting": None if named else maybe(chance, _code(chance, NAMED_SETTING), 0.9),
        "sen_unit": named and chance.random() < 0.15,
        "resourced": named and chance.random() < 0.15,
        "reviewed": maybe(
            chance, later(chance, chance.choice([*YEAR_AGO, a_day(chance)]), -1, 0, 1)
        ),
    }


def _review(chance: Random) -> Row:
    meeting = chance.choice([a_day(chance), later(chance, a_day(chance), -28, -27, -29)])
    return {
        "person_id": somebody(chance, PEOPLE, unknown=0.1),
        "meeting": meeting,
        "decided": maybe(chance, later(chance, meeting, -1, 0, 27, 28, 29, 60)),
    }


def _phase_transfer(chance: Random) -> Row:
    year = chance.choice([2024, 2025])
    due = chance.choice([date(year, 2, 15), date(year, 3, 31), a_day(chance)])
    return {
        "person_id": somebody(chance, PEOPLE, unknown=0.1),
        "due": due,
        "final": maybe(chance, later(chance, due, -30, -1, 0, 1)),
    }


def _school(chance: Random) -> Row:
    return {
        "urn": chance.choice(CENSUS_URNS),
        "census_day": chance.choice(CENSUSES),
        "phase": maybe(chance, chance.choice(["SP", "PR", _code(chance, PHASE)]), 0.9),
    }


def _pupil(chance: Random) -> Row:
    who = somebody(chance, PEOPLE, unknown=0.2)
    return {
        "person_id": who,
        "pupil": who or f"pupil {chance.randrange(20)}",
        "urn": maybe(chance, chance.choice(CENSUS_URNS)),
        "census_day": chance.choice(CENSUSES),
        "phase": maybe(chance, _code(chance, PHASE), 0.9),
        "enrolment": maybe(chance, _code(chance, ENROLMENT), 0.9),
        "year_group": None,
        "academic_age": None,
        "entered": None,
        "part_time": None,
        "sen_provision": maybe(chance, chance.choice(["E", _code(chance, SEN_PROVISION)]), 0.9),
        "sen_unit": None,
        "resourced": None,
        "fsm": False,
        "young_carer": None,
    }


def _one_of_a_day(rows: list[Row], day: str) -> list[Row]:
    """One row of each person a day, as the tables promise; of nobody known, every row."""
    entries = {(row["person_id"], row[day]): row for row in rows if row["person_id"] is not None}
    return [*entries.values(), *(row for row in rows if row["person_id"] is None)]


def invent(chance: Random) -> Tables:
    entries = people(chance, PEOPLE)
    for row in entries[: PEOPLE // 2]:
        row["date_of_birth"] = date.fromisoformat(chance.choice(BORN))
    rows = {
        "census_school": [_school(chance) for _ in range(15)],
        "ehc_phase_transfer": [_phase_transfer(chance) for _ in range(60)],
        "ehc_placement": [_placement(chance) for _ in range(150)],
        "ehc_plan": [_plan(chance) for _ in range(80)],
        "ehc_request": [_request(chance) for _ in range(120)],
        "ehc_review": [_review(chance) for _ in range(80)],
        "pupil_roll": [_pupil(chance) for _ in range(120)],
    }
    rows["ehc_request"] = _one_of_a_day(rows["ehc_request"], "received")
    rows["ehc_placement"] = _one_of_a_day(rows["ehc_placement"], "told_on")
    return {
        "person": entries,
        "person_group": groups(chance, PEOPLE),
        **{name: sourced(its, name) for name, its in rows.items()},
    }
