"""Conferences, child protection plans and the time before proceedings (key indicators 5 and 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.days import months_later
from oracle.social_care.front_door import in_time
from oracle.social_care.members import Case, one_each, within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from oracle.areas import Row, Tables
    from oracle.social_care.members import Population

TO_CONFERENCE, NEARLY_TWO_YEARS = 15, 729
TO_FIRST_REVIEW, TO_NEXT_REVIEW = 3, 6


def conferences(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for row in tables["initial_conference"]:
        if within(row["held_on"], start, end):
            programme = "transfer_in" if row["enquiry_started_on"] is None else "section_47"
            yield Case(row, row["held_on"], {"programme": programme})


def of_an_enquiry(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for case in conferences(tables, start, end):
        if case.row["enquiry_started_on"] is not None:
            yield case


def held_in_time(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return in_time(row["enquiry_started_on"], row["held_on"], TO_CONFERENCE)


def led_to_a_plan(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return row["person_id"] is not None and any(
        plan["person_id"] == row["person_id"] and plan["started_on"] == row["held_on"]
        for plan in tables["protection_plan"]
    )


def open_on(table: str) -> Population:
    """Those with a plan, or in proceedings, on the last day, by the one that started last."""

    def cases(tables: Tables, start: date, end: date) -> Iterator[Case]:  # noqa: ARG001
        running = (
            row
            for row in tables[table]
            if row["started_on"] <= end and (row["ended_on"] is None or row["ended_on"] > end)
        )
        for row in one_each(running, lambda row: row["started_on"]):
            yield Case(row, end, {})

    return cases


def dated(table: str, when: str) -> Population:
    """The rows of a table with a day in the period; ends that were imputed are none."""

    def cases(tables: Tables, start: date, end: date) -> Iterator[Case]:
        for row in tables[table]:
            imputed = when == "ended_on" and row["ended_imputed"]
            if within(row[when], start, end) and not imputed:
                yield Case(row, row[when], {})

    return cases


on_a_plan = open_on("protection_plan")


def for_two_years(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return (end - row["started_on"]).days > NEARLY_TWO_YEARS


def lasted_two_years(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return (row["ended_on"] - row["started_on"]).days > NEARLY_TWO_YEARS


def lasted_three_months_at_most(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return row["ended_on"] <= months_later(row["started_on"], 3)


def due_a_review(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for case in on_a_plan(tables, start, end):
        if months_later(case.row["started_on"], TO_FIRST_REVIEW) <= end:
            yield case


def reviewed_in_time(tables: Tables, row: Row, end: date) -> bool:
    due = months_later(row["started_on"], TO_FIRST_REVIEW)
    held = sorted(
        review["reviewed_on"]
        for review in tables["protection_review"]
        if review["plan_no"] == row["plan_no"] and row["started_on"] < review["reviewed_on"] <= end
    )
    for day in held:
        if day > due:
            return False
        due = months_later(day, TO_NEXT_REVIEW)
    return due >= end


def had_one_before(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return (row["previous_plans"] or 0) > 0


def had_one_lately(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    started = row["started_on"]
    return row["person_id"] is not None and any(
        other["started_on"] < started
        and within(other["ended_on"], months_later(started, -24), started)
        and not other["ended_imputed"]
        for other in tables["protection_plan"]
        if other["person_id"] == row["person_id"]
    )


def days_before_proceedings(row: Row) -> int:
    return (row["ended_on"] - row["started_on"]).days


def taken_to_court(tables: Tables, start: date, end: date) -> Iterator[Case]:
    applied = (
        row for row in tables["pre_proceedings"] if within(row["court_applied_on"], start, end)
    )
    for row in one_each(applied, lambda row: -row["court_applied_on"].toordinal()):
        yield Case(row, row["court_applied_on"], {})


def says(column: str) -> Callable[[Tables, Row, date], bool]:
    """Whether a flag is true; not recorded is not."""
    return lambda tables, row, end: row[column] is True  # noqa: ARG005
