"""Measures of the workforce (key indicator 13): posts, moves, sickness, cases and supervision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle.areas import Area, Member
from oracle.days import is_working
from oracle.workforce.inventing import invent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oracle.areas import Row, Tables

DAY = timedelta(days=1)
MANY_ABSENCES, LONG_ABSENCE, LIMIT, FIRST_YEAR_LIMIT = 3, 20, 18, 16.2


def team(row: Row | None) -> dict[str, str]:
    return {"service": (row or {}).get("team") or "not_known"}


def of_authority(role: Row) -> bool:
    return role["contract"] in {"PERMANENT", "FIXED_TERM"}


def lasts_beyond(role: Row, day: date) -> bool:
    return role["role_end"] is None or role["role_end"] > day


def newest(roles: list[Row]) -> Row:
    """The role that began last; of those begun on one day, the last by file and row."""
    return max(
        roles, key=lambda role: (role["role_start"], role["source_file"], role["source_row"])
    )


def last_told(rows: list[Row], on: date) -> list[Row]:
    """The rows of the last month's end that a list covers."""
    ends = [row["as_at"] for row in rows if row["as_at"] <= on]
    return [row for row in rows if row["as_at"] == max(ends)] if ends else []


def in_post(tables: Tables, on: date) -> list[Row]:
    """Roles held at the end of a day, each with the share of full time, which can be unknown."""
    listed = {row["worker_id"]: row["fte_hundredths"] for row in last_told(caseloads(tables), on)}
    held = [
        role
        for role in tables["social_worker_role"]
        if role["role_start"] <= on and lasts_beyond(role, on)
    ]
    results = []
    for role in held:
        roles = sum(other["worker_id"] == role["worker_id"] for other in held)
        share = listed.get(role["worker_id"]) if roles == 1 else None
        results.append({**role, "fte": role["fte_hundredths"] if share is None else share})
    return results


def employed(tables: Tables, on: date) -> list[Row]:
    return [role for role in in_post(tables, on) if of_authority(role)]


def by_worker(roles: list[Row]) -> dict[str, list[Row]]:
    results: dict[str, list[Row]] = {}
    for role in roles:
        results.setdefault(role["worker_id"], []).append(role)
    return results


def heads(tables: Tables, on: date) -> list[Row]:
    """Workers employed: the role of each that began last."""
    return [newest(roles) for roles in by_worker(employed(tables, on)).values()]


def caseloads(tables: Tables) -> list[Row]:
    return tables["worker_caseload"]


def next_working_day(day: date) -> date:
    day += DAY
    while not is_working(day):
        day += DAY
    return day


def last_working_day_before(day: date) -> date:
    day -= DAY
    while not is_working(day):
        day -= DAY
    return day


def others(tables: Tables, role: Row) -> list[Row]:
    """The worker's other roles with the authority."""
    return [
        other
        for other in tables["social_worker_role"]
        if other is not role and other["worker_id"] == role["worker_id"] and of_authority(other)
    ]


def left(tables: Tables, start: date, end: date) -> list[Row]:
    results = []
    for role in tables["social_worker_role"]:
        last = role["role_end"]
        if not of_authority(role) or last is None or not start <= last <= end:
            continue
        if not any(
            lasts_beyond(other, last) and other["role_start"] <= next_working_day(last)
            for other in others(tables, role)
        ):
            results.append(role)
    return results


def joined(tables: Tables, start: date, end: date) -> list[Row]:
    results = []
    for role in tables["social_worker_role"]:
        first = role["role_start"]
        if not of_authority(role) or not start <= first <= end:
            continue
        until = last_working_day_before(first)
        if not any(
            other["role_start"] < first
            and (other["role_end"] is None or other["role_end"] >= until)
            for other in others(tables, role)
        ):
            results.append(role)
    return results


def once_a_day(roles: list[Row], when: str) -> Iterator[Member]:
    """Workers by the day they moved, each with the team of one role."""
    together: dict[tuple[str, date], list[Row]] = {}
    for role in roles:
        together.setdefault((role["worker_id"], role[when]), []).append(role)
    for same in together.values():
        yield Member(1, None, team(newest(same)))


def starters(tables: Tables, start: date, end: date) -> Iterator[Member]:
    yield from once_a_day(joined(tables, start, end), "role_start")


def leavers(tables: Tables, start: date, end: date) -> Iterator[Member]:
    yield from once_a_day(left(tables, start, end), "role_end")


def turnover(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for role in left(tables, start, end):
        yield Member(role["fte_hundredths"] or 0, 0, team(role))
    for role in employed(tables, end):
        yield Member(0, role["fte"] or 0, team(role))


def vacancies(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row in last_told(tables["team_vacancy"], end):
        yield Member(row["vacant_hundredths"], None, team(row))


def vacancy(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    vacant = last_told(tables["team_vacancy"], end)
    for row in vacant:
        yield Member(row["vacant_hundredths"], row["vacant_hundredths"], team(row))
    if vacant:
        for role in employed(tables, end):
            yield Member(0, role["fte"] or 0, team(role))


def with_contract(contract: str) -> Callable[[Tables, date, date], Iterator[Member]]:
    def members(tables: Tables, _start: date, end: date) -> Iterator[Member]:
        for role in in_post(tables, end):
            share = role["fte"] or 0
            yield Member(share if role["contract"] == contract else 0, share, team(role))

    return members


def hours(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for role in employed(tables, end):
        if role["fte"] is not None:
            yield Member(role["fte"], None, team(role))


def first_year(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for role in heads(tables, end):
        yield Member(int(role["career_stage"] == "1"), 1, team(role))


def sickness(tables: Tables, worker: str, start: date, end: date) -> list[Row]:
    return [
        row
        for row in tables["sickness_in_month"]
        if row["worker_id"] == worker and start <= row["month_start"] <= end
    ]


def absence(tables: Tables, start: date, end: date) -> Iterator[Member]:
    days = (start + DAY * each for each in range((end - start).days + 1))
    leap = any((day.month, day.day) == (2, 29) for day in days)
    for role in employed(tables, end):
        yield Member(0, (role["fte"] or 0) * (254 if leap else 253), team(role))
    for role in heads(tables, end):
        lost = sum(
            row["lost_hundredths"] for row in sickness(tables, role["worker_id"], start, end)
        )
        yield Member(lost, 0, team(role))


def persistent(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for role in heads(tables, end):
        months = sickness(tables, role["worker_id"], start, end)
        absences = {row["absence_start"] for row in months}
        lost = sum(row["lost_hundredths"] for row in months)
        often = len(absences) >= MANY_ABSENCES or lost >= LONG_ABSENCE * 100
        yield Member(int(often), 1, team(role))


def retention(tables: Tables, start: date, end: date) -> Iterator[Member]:
    there = {role["worker_id"] for role in employed(tables, end)}
    for role in heads(tables, start - DAY):
        yield Member(int(role["worker_id"] in there), 1, team(role))


def role_on(tables: Tables, worker: str, on: date) -> Row | None:
    """The role of a worker on a day: the last day in it counts."""
    held = [
        role
        for role in tables["social_worker_role"]
        if role["worker_id"] == worker and role["role_start"] <= on and lasts_beyond(role, on - DAY)
    ]
    return newest(held) if held else None


def holders(tables: Tables, on: date) -> Iterator[tuple[Row, Row | None]]:
    for row in last_told(caseloads(tables), on):
        if row["cases"] > 0 and (row["fte_hundredths"] or 0) > 0:
            yield row, role_on(tables, row["worker_id"], row["as_at"])


def caseload(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row, role in holders(tables, end):
        yield Member(row["cases"] * 100, row["fte_hundredths"], team(role))


def over_limit(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row, role in holders(tables, end):
        beginner = role is not None and role["career_stage"] == "1"
        tenths = round(10 * (FIRST_YEAR_LIMIT if beginner else LIMIT))
        above = row["cases"] * 10 * 100 > tenths * row["fte_hundredths"]
        yield Member(int(above), 1, team(role))


def supervised_in_time(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in tables["supervision"]:
        due, held = row["due_on"], row["held_on"]
        if start <= due <= end:
            in_time = held is not None and held <= due
            yield Member(int(in_time), 1, team(role_on(tables, row["worker_id"], due)))


def supervised_well(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in tables["supervision"]:
        held = row["held_on"]
        if held is not None and start <= held <= end and row["grade"] is not None:
            good = row["grade"] in {"GOOD", "OUTSTANDING"}
            yield Member(int(good), 1, team(role_on(tables, row["worker_id"], held)))


AREA = Area(
    measures={
        "sw_turnover_pct": turnover,
        "sw_vacancy_pct": vacancy,
        "sw_vacancies_fte": vacancies,
        "sw_agency_pct": with_contract("AGENCY"),
        "sw_permanent_pct": with_contract("PERMANENT"),
        "sw_fte": hours,
        "asye_pct": first_year,
        "sw_absence_pct": absence,
        "sw_absence_persistent_pct": persistent,
        "sw_retention_pct": retention,
        "sw_starters": starters,
        "sw_leavers": leavers,
        "sw_caseload": caseload,
        "sw_caseload_over_limit_pct": over_limit,
        "supervision_on_time_pct": supervised_in_time,
        "supervision_good_pct": supervised_well,
    },
    invent=invent,
)
