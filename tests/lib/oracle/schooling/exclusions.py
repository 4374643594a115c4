"""Suspensions and permanent exclusions next to January's roll, and who is on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from oracle.people import described, in_group
from oracle.schooling.pupils import (
    academic_year,
    described_on,
    members,
    of_school_age,
    of_social_care,
    of_twelve_months_in_care,
    phase_of,
    published,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from oracle.areas import Member, Row, Tables

    Measured = Callable[[Tables, date, date], Iterable[Member]]
    Picks = Callable[[Tables, list[Row], date], list[Row]]


def _registered(row: Row) -> bool:
    return row["enrolment"] not in {"S", "F", "O"}


def _in_january(rows: Iterable[Row], year: int) -> list[Row]:
    return [row for row in rows if (row["census_day"].year, row["census_day"].month) == (year, 1)]


def _roll(tables: Tables, year: int) -> list[Row]:
    return [row for row in _in_january(tables["pupil_roll"], year) if _registered(row)]


def _excluded(tables: Tables, start: date, end: date, category: str) -> list[Row]:
    """What began in a period, in order of time."""
    results = [
        row
        for row in tables["exclusion"]
        if row["category"] == category
        and start <= row["started"] <= end
        and published(row)
        and _registered(row)
    ]
    return sorted(results, key=lambda one: (one["started"], one["source_file"], one["source_row"]))


def _suspensions(tables: Tables, start: date, end: date) -> list[Row]:
    return _excluded(tables, start, end, "SUSP")


def _first_suspensions(tables: Tables, start: date, end: date) -> list[Row]:
    first: dict[str, Row] = {}
    for row in _suspensions(tables, start, end):
        first.setdefault(row["pupil"], row)
    return list(first.values())


def _permanent(tables: Tables, start: date, end: date) -> list[Row]:
    return _excluded(tables, start, end, "PERM")


def _everybody(_tables: Tables, rows: list[Row], _on: date) -> list[Row]:
    return rows


def _with_sen(tables: Tables, rows: list[Row], on: date) -> list[Row]:
    return [row for row in rows if described(tables, row["person_id"], on)["sen"] != "none"]


def _in_need(tables: Tables, rows: list[Row], on: date) -> list[Row]:
    return of_social_care(tables, rows, on, "cin")


def _beside_the_roll(
    what: Callable[[Tables, date, date], list[Row]], picks: Picks = _everybody
) -> Measured:
    def measured(tables: Tables, start: date, end: date) -> Iterator[Member]:
        on = described_on(end)
        roll = [row for row in _roll(tables, academic_year(start) + 1) if published(row)]
        yield from members(tables, picks(tables, what(tables, start, end), on), on, _of_one)
        yield from members(tables, picks(tables, roll, on), on, _on_the_roll)

    return measured


def _of_one(_: Row) -> tuple[int, int]:
    return 1, 0


def _on_the_roll(_: Row) -> tuple[int, int]:
    return 0, 1


def pupils_in_referral_units(tables: Tables, _: date, on: date) -> Iterator[Member]:
    rows = [row for row in _roll(tables, on.year) if phase_of(row) == "referral_unit"]
    return members(tables, rows, on, lambda _: (1, None))


def school_arranged_ap(tables: Tables, _: date, on: date) -> Iterator[Member]:
    rows = [
        row
        for row in _in_january(tables["arranged_placement"], on.year)
        if (row["entered"] is None or row["entered"] <= row["census_day"])
        and (row["left"] is None or row["left"] >= row["census_day"])
    ]
    return members(tables, rows, on, lambda _: (1, None))


def _of_school_age(tables: Tables, on: date) -> list[Row]:
    return [
        row
        for row in _roll(tables, on.year)
        if published(row) and of_school_age(row["academic_age"])
    ]


def part_time_pupils_pct(tables: Tables, _: date, on: date) -> Iterator[Member]:
    return members(
        tables, _of_school_age(tables, on), on, lambda row: (row["part_time"] is True, 1)
    )


def social_worker_school_moves_pct(tables: Tables, _: date, on: date) -> Iterator[Member]:
    october = date(academic_year(on), 10, 1)

    def moved(row: Row) -> tuple[int, int]:
        return row["entered"] is not None and row["entered"] >= october, 1

    rows = [
        row
        for row in _of_school_age(tables, on)
        if in_group(tables, row["person_id"], "ever_social_worker", on)
    ]
    return members(tables, rows, on, moved)


MEASURES: dict[str, Measured] = {
    "suspension_rate": _beside_the_roll(_suspensions),
    "pupils_suspended_pct": _beside_the_roll(_first_suspensions),
    "permanent_exclusion_rate": _beside_the_roll(_permanent),
    "sen_suspension_rate": _beside_the_roll(_suspensions, _with_sen),
    "cla_suspended_pct": _beside_the_roll(_first_suspensions, of_twelve_months_in_care),
    "cin_suspended_pct": _beside_the_roll(_first_suspensions, _in_need),
    "pupils_in_referral_units": pupils_in_referral_units,
    "school_arranged_ap": school_arranged_ap,
    "part_time_pupils_pct": part_time_pupils_pct,
    "social_worker_school_moves_pct": social_worker_school_moves_pct,
}
