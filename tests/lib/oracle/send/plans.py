"""Requests, assessments, plans, reviews and changes of phase, one row at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oracle.areas import Member
from oracle.days import days
from oracle.send.holders import about, one_each, reading_order, years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from oracle.areas import Row, Tables

SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS, A_YEAR = 42, 112, 140, 364
FOUR_WEEKS = 28
ADULT = 16
MOVED_OR_DIED = {"5", "7", "8"}
WORK_OR_STUDY = {"3", "4"}


# Requests, by the day received.


def received(tables: Tables, start: date, end: date) -> Iterator[tuple[Row, Row]]:
    for row in tables["ehc_request"]:
        if start <= row["received"] <= end:
            yield row, about(tables, row, row["received"])


def requests(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, its in received(tables, start, end):
        yield Member(1, None, its)


def requests_that_were(outcome: str) -> Callable[..., Iterator[Member]]:
    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for row, its in received(tables, start, end):
            yield Member(int(row["outcome"] == outcome), 1, its)

    return members


def requests_with(flag: str) -> Callable[..., Iterator[Member]]:
    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for row, its in received(tables, start, end):
            if row[flag]:
                yield Member(1, None, its)

    return members


# Decisions and assessments, by the day recorded.


def described(
    tables: Tables, start: date, end: date, *, day: str, outcome: str, of: str
) -> Iterator[tuple[Row, int, Row]]:
    """Requests with one of some outcomes recorded in a period: the days that took, and who."""
    for row in tables["ehc_request"]:
        if row[day] is not None and start <= row[day] <= end and row[outcome] in of.split():
            took = days(row["received"], row[day])
            assert took is not None
            yield row, took, about(tables, row, row[day])


def decided(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, took, its in described(tables, start, end, day="decided", outcome="outcome", of="Y N"):
        yield Member(int(0 <= took <= SIX_WEEKS), 1, its)


def assessed(
    tables: Tables, start: date, end: date, outcome: str
) -> Iterator[tuple[Row, int, Row]]:
    yield from described(
        tables, start, end, day="assessed", outcome="assessment_outcome", of=outcome
    )


def told_of_no_plan(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, took, its in assessed(tables, start, end, "N"):
        yield Member(int(0 <= took <= SIXTEEN_WEEKS), 1, its)


def issued_in_time(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, took, its in assessed(tables, start, end, "Y"):
        yield Member(int(0 <= took <= TWENTY_WEEKS), 1, its)


def issued_in_time_no_exception(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, took, its in assessed(tables, start, end, "Y"):
        if not row["exception"]:
            yield Member(int(0 <= took <= TWENTY_WEEKS), 1, its)


def issued_very_late(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, took, its in assessed(tables, start, end, "Y"):
        yield Member(int(took > A_YEAR), 1, its)


def new_plans(tables: Tables, start: date, end: date) -> Iterator[Member]:
    rows = [row for row, _, _ in assessed(tables, start, end, "Y")]
    rows.sort(key=lambda row: (row["assessed"], reading_order(row)))
    for row in one_each(rows):
        yield Member(1, None, about(tables, row, row["assessed"]))


# Plans.


def in_force(tables: Tables, on: date) -> Iterator[tuple[Row, Row]]:
    rows = [
        row
        for row in tables["ehc_plan"]
        if row["started"] <= on
        and row["since"] <= on
        and (row["ceased"] is None or row["ceased"] > on)
    ]
    rows.sort(key=lambda row: (row["started"], reading_order(row)))
    for row in one_each(reversed(rows)):
        yield row, about(tables, row, on, category_of_need=row["need"])


def plans(tables: Tables, _start: date, on: date) -> Iterator[Member]:
    for _, its in in_force(tables, on):
        yield Member(1, None, its)


def plans_of_adults(tables: Tables, _start: date, on: date) -> Iterator[Member]:
    for row, its in in_force(tables, on):
        if (years(tables, row["person_id"], on) or 0) >= ADULT:
            yield Member(1, None, its)


def ceased(tables: Tables, start: date, end: date) -> Iterator[tuple[Row, Row]]:
    for row in tables["ehc_plan"]:
        day = row["ceased"]
        if day is not None and start <= day <= end and row["cease_reason"] is not None:
            yield row, about(tables, row, day, category_of_need=row["need"])


def plans_ceased(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, its in ceased(tables, start, end):
        yield Member(1, None, its)


def ceased_into_work(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, its in ceased(tables, start, end):
        old = years(tables, row["person_id"], row["ceased"])
        if old is not None and old >= ADULT and row["cease_reason"] not in MOVED_OR_DIED:
            yield Member(int(row["cease_reason"] in WORK_OR_STUDY), 1, its)


# Reviews and changes of phase.


def reviews_in_time(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in tables["ehc_review"]:
        due = row["meeting"] + timedelta(days=FOUR_WEEKS)
        if start <= due <= end:
            on_time = row["decided"] is not None and row["meeting"] <= row["decided"] <= due
            yield Member(int(on_time), 1, about(tables, row, due))


def phase_transfers(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in tables["ehc_phase_transfer"]:
        if start <= row["due"] <= end:
            on_time = row["final"] is not None and row["final"] <= row["due"]
            yield Member(int(on_time), 1, about(tables, row, row["due"]))
