"""Invented staff records: roles that overlap or adjoin, month ends, sickness, supervision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.workforce import codes
from oracle.inventing_rows import a_day, groups, later, maybe, people, sourced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from oracle.areas import Row, Tables

TEAMS = ("Assessment", "Children in care", "Disability")
WORKERS = 40
MONTH_ENDS = tuple(
    date.fromisoformat(text)
    for text in (
        *("2023-09-30", "2024-02-29", "2024-03-31", "2024-09-30"),
        *("2024-12-31", "2025-02-28", "2025-03-31", "2025-08-31"),
    )
)


def invent(chance: Random) -> Tables:
    tables = {
        "social_worker_role": list(_roles(chance)),
        "worker_caseload": _caseloads(chance),
        "team_vacancy": _vacancies(chance),
        "sickness_in_month": _sickness(chance),
        "supervision": _supervision(chance),
    }
    described = {name: sourced(rows, name) for name, rows in tables.items()}
    return {"person": people(chance, 3), "person_group": groups(chance, 3), **described}


def _roles(chance: Random) -> Iterator[Row]:
    for each in range(WORKERS):
        start = chance.choice([date(2019, 4, 1), a_day(chance)])
        for _ in range(chance.choice([1, 1, 2, 3])):
            end = maybe(chance, max(start, a_day(chance)), 0.6)
            yield {
                "worker_id": f"worker {each}",
                "role_start": start,
                "role_end": end,
                "contract": chance.choice(["PERMANENT", *sorted(codes.CONTRACT.base)]),
                "team": maybe(chance, chance.choice(TEAMS)),
                "career_stage": maybe(chance, chance.choice(sorted(codes.CAREER.base))),
                "fte_hundredths": maybe(chance, chance.choice([100, 100, 60, 37, 0])),
            }
            start = _next_start(chance, start, end)


def _next_start(chance: Random, start: date, end: date | None) -> date:
    """After a role: within it, the day before its last, on it, the day after, or days later."""
    if end is None:
        return later(chance, start, 0, 1, 30, 200)
    return later(chance, end, -20, -1, 0, 1, 2, 3, 3, 4, 4, 5, 12)


def _caseloads(chance: Random) -> list[Row]:
    return [
        {
            "as_at": as_at,
            "worker_id": f"worker {each}",
            "cases": chance.choice([0, 1, 9, 10, 11, 16, 17, 18, 19, 30]),
            "fte_hundredths": maybe(chance, chance.choice([100, 100, 50, 60, 5, 0])),
        }
        for as_at in chance.sample(MONTH_ENDS, 6)
        for each in range(WORKERS + 2)
        if chance.random() < 0.7
    ]


def _vacancies(chance: Random) -> list[Row]:
    return [
        {"as_at": as_at, "team": name, "vacant_hundredths": chance.choice([0, 50, 100, 237])}
        for as_at in chance.sample(MONTH_ENDS, 5)
        for name in (*TEAMS, "Nobody's")
        if chance.random() < 0.7
    ]


def _sickness(chance: Random) -> list[Row]:
    rows: dict[Any, Row] = {}
    for _ in range(90):
        worker, start = f"worker {chance.randrange(WORKERS // 2)}", a_day(chance)
        month = start.replace(day=1)
        for _ in range(chance.choice([1, 1, 2])):
            rows[worker, start, month] = {
                "worker_id": worker,
                "absence_start": start,
                "month_start": month,
                "lost_hundredths": chance.choice([1, 50, 100, 999, 1000, 2000]),
            }
            month = (month + timedelta(days=32)).replace(day=1)
    return list(rows.values())


def _supervision(chance: Random) -> list[Row]:
    rows = []
    for _ in range(150):
        due = a_day(chance)
        rows.append(
            {
                "worker_id": f"worker {chance.randrange(WORKERS + 1)}",
                "due_on": due,
                "held_on": maybe(chance, later(chance, due, -90, 0, 0, 1, 90)),
                "grade": maybe(chance, chance.choice(sorted(codes.GRADE.base)), 0.8),
            }
        )
    return rows
