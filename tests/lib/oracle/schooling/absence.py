"""Absence of all pupils and of vulnerable ones, by School Census and by marks of registers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from oracle.ages import age
from oracle.people import described, in_group, person_of
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
    Adds = Callable[[Row], tuple[int, int]]
    Picks = Callable[[Tables, list[Row], date], list[Row]]


def missed(row: Row) -> tuple[int, int]:
    return row["missed"], row["possible"]


def unauthorised(row: Row) -> tuple[int, int]:
    return row["unauthorised"], row["possible"]


def persistent(row: Row) -> tuple[int, int]:
    return 100 * row["missed"] >= 10 * row["possible"], 1


def severe(row: Row) -> tuple[int, int]:
    return 100 * row["missed"] >= 50 * row["possible"], 1


def on_part_time_timetable(row: Row) -> tuple[int, int]:
    return row["part_time_timetable"] > 0, 1


def _enrolments(rows: Iterable[Row], when: str) -> list[Row]:
    """A row for each pupil at a school: what the latest time states, and the sums of all."""
    by_enrolment: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows:
        by_enrolment.setdefault((row["pupil"], row["urn"]), []).append(row)
    results = []
    for times in by_enrolment.values():
        counts = {
            name: sum(one[name] for one in times)
            for name in ("possible", "authorised", "unauthorised", "part_time_timetable")
        }
        if counts["possible"] > 0:
            sums = {**counts, "missed": counts["authorised"] + counts["unauthorised"]}
            results.append({**max(times, key=lambda one: one[when]), **sums})
    return results


def by_census(tables: Tables, start: date, end: date) -> list[Row]:
    terms = [
        row
        for row in tables["school_sessions"]
        if start <= row["term_start"] and row["term_end"] <= end
    ]
    return [row for row in _enrolments(terms, "term_start") if of_school_age(row["academic_age"])]


def by_registers(tables: Tables, start: date, end: date) -> list[Row]:
    recorded_rows = [row for row in tables["month_sessions"] if start <= row["month_start"] <= end]
    phases: dict[str, str | None] = {}
    for school in sorted(tables["census_school"], key=lambda one: one["census_day"]):
        phases[school["urn"]] = school["phase"]
    turned_on = date(academic_year(start), 8, 31)
    results = []
    for row in _enrolments(recorded_rows, "month_start"):
        born = (person_of(tables, row["person_id"]) or {}).get("date_of_birth")
        if of_school_age(None if born is None else age(turned_on, born)):
            results.append({**row, "phase": phases.get(row["urn"])})
    return results


def _of_census(adds: Adds, picks: Picks) -> Measured:
    def measured(tables: Tables, start: date, end: date) -> Iterator[Member]:
        on = described_on(end)
        return members(tables, picks(tables, by_census(tables, start, end), on), on, adds)

    return measured


def _of_registers(adds: Adds) -> Measured:
    def measured(tables: Tables, start: date, end: date) -> Iterator[Member]:
        at_schools = [row for row in by_registers(tables, start, end) if published(row)]
        return members(tables, at_schools, end, adds)

    return measured


def _at_schools(_tables: Tables, rows: list[Row], _on: date) -> list[Row]:
    return [row for row in rows if published(row)]


def _at_referral_units(_tables: Tables, rows: list[Row], _on: date) -> list[Row]:
    return [row for row in rows if phase_of(row) == "referral_unit"]


def _in_need(tables: Tables, rows: list[Row], on: date) -> list[Row]:
    return of_social_care(tables, rows, on, "cin")


def _on_a_plan(tables: Tables, rows: list[Row], on: date) -> list[Row]:
    return of_social_care(tables, rows, on, "cpp")


def _caring(tables: Tables, rows: list[Row], on: date) -> list[Row]:
    return [
        row
        for row in rows
        if published(row) and in_group(tables, row["person_id"], "young_carer", on)
    ]


def _is_vulnerable(tables: Tables, row: Row, on: date) -> bool:
    recorded_rows = described(tables, row["person_id"], on)
    return (
        recorded_rows["sen"] != "none"
        or recorded_rows["fsm"] == "fsm"
        or recorded_rows["social_care"] != "none"
    )


def _gap(adds: Adds) -> Measured:
    """The vulnerable pupils' rate less the rate of all, as whole numbers of each enrolment."""

    def measured(tables: Tables, start: date, end: date) -> Iterator[Member]:
        on = described_on(end)
        everybody = [row for row in by_census(tables, start, end) if published(row)]
        of_all = [adds(row) for row in everybody]
        all_absent, all_there = (sum(each[at] for each in of_all) for at in (0, 1))

        def beside_all(row: Row) -> tuple[int, int]:
            absent, there = adds(row)
            return absent * all_there - all_absent * there, there * all_there

        vulnerable = [row for row in everybody if _is_vulnerable(tables, row, on)]
        return members(tables, vulnerable, on, beside_all)

    return measured


MEASURES: dict[str, Measured] = {
    "overall_absence": _of_census(missed, _at_schools),
    "persistent_absence": _of_census(persistent, _at_schools),
    "severe_absence": _of_census(severe, _at_schools),
    "unauthorised_absence": _of_census(unauthorised, _at_schools),
    "overall_absence_daily": _of_registers(missed),
    "persistent_absence_daily": _of_registers(persistent),
    "severe_absence_daily": _of_registers(severe),
    "part_time_timetable_pct": _of_registers(on_part_time_timetable),
    "ap_overall_absence": _of_census(missed, _at_referral_units),
    "vulnerable_absence_gap": _gap(missed),
    "vulnerable_persistent_absence_gap": _gap(persistent),
    "cla_overall_absence": _of_census(missed, of_twelve_months_in_care),
    "cla_persistent_absence": _of_census(persistent, of_twelve_months_in_care),
    "cin_overall_absence": _of_census(missed, _in_need),
    "cin_persistent_absence": _of_census(persistent, _in_need),
    "cpp_overall_absence": _of_census(missed, _on_a_plan),
    "cpp_persistent_absence": _of_census(persistent, _on_a_plan),
    "young_carer_persistent_absence": _of_census(persistent, _caring),
}
