"""Who stands on the newest list of Annex A, and what was last done for them (5 and 8)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oracle.ages import age
from oracle.days import days, months_later, working_days
from oracle.people import person_of
from oracle.social_care.front_door import in_time
from oracle.social_care.members import Case, one_each, source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from oracle.areas import Row, Tables

DAY = timedelta(days=1)
TO_VISIT_ON_A_PLAN, TO_HEALTH, TO_VISIT, TO_PATHWAY_REVIEW = 10, 20, 42, 183
YOUNG = 5
ENTITLED = ("a) Relevant", "b) Former relevant", "d) Eligible")


def newest(tables: Tables, table: str, on: date) -> list[Row]:
    """The rows of the newest list of the six months up to a month's end."""
    first = months_later(on + DAY, -6)
    described = [row["listed_on"] for row in tables[table] if first <= row["listed_on"] <= on]
    return [row for row in tables[table] if described and row["listed_on"] == max(described)]


def by_start(row: Row) -> tuple[date, str, int]:
    return (row["started_on"], *source(row))


def _lasts_beyond(row: Row, ended: date | None) -> bool:
    return ended is None or ended > row["listed_on"]


def plans(tables: Tables, start: date, end: date) -> Iterator[Case]:  # noqa: ARG001
    """Those on a plan for ten working days or more on the list's day."""
    running = (
        row
        for row in newest(tables, "protection_plan_listed", end)
        if row["started_on"] <= row["listed_on"] and _lasts_beyond(row, row["ended_on"])
    )
    for row in one_each(running, by_start):
        if (working_days(row["started_on"], row["listed_on"]) or 0) >= TO_VISIT_ON_A_PLAN:
            yield Case(row, row["listed_on"], {})


def visited_on_a_plan(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return in_time(row["visited_on"], row["listed_on"], TO_VISIT_ON_A_PLAN)


def looked_after(tables: Tables, end: date) -> Iterator[Case]:
    running = (
        row
        for row in newest(tables, "looked_after_listed", end)
        if row["started_on"] <= row["listed_on"] and _lasts_beyond(row, row["ceased_on"])
    )
    for row in one_each(running, by_start):
        status = {True: "uasc", False: "not_uasc", None: "not_known"}[row["unaccompanied"]]
        yield Case(row, row["listed_on"], {"uasc": status})


def to_be_visited(tables: Tables, start: date, end: date) -> Iterator[Case]:  # noqa: ARG001
    for case in looked_after(tables, end):
        if (days(case.row["started_on"], case.row["listed_on"]) or 0) >= TO_VISIT:
            yield case


def done_within(row: Row, column: str, limit: int) -> bool:
    """Whether a day is of so many days up to the list's."""
    since = days(row[column], row["listed_on"])
    return since is not None and 0 <= since <= limit


def visited(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return done_within(row, "visited_on", TO_VISIT)


def for_a_year(tables: Tables, start: date, end: date) -> Iterator[Case]:  # noqa: ARG001
    for case in looked_after(tables, end):
        if case.row["started_on"] <= months_later(case.row["listed_on"] + DAY, -12):
            yield case


def done_in_a_year(column: str) -> Callable[[Tables, Row, date], bool]:
    return lambda tables, row, end: _in_months(row, column, 12)  # noqa: ARG005


def _in_months(row: Row, column: str, months: int) -> bool:
    done, listed = row[column], row["listed_on"]
    return done is not None and months_later(listed, -months) <= done <= listed


def health_in_date(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    person = person_of(tables, row["person_id"]) or {}
    years = age(row["listed_on"], person.get("date_of_birth"))
    return _in_months(row, "health_assessed_on", 6 if years is not None and years < YOUNG else 12)


def lately_in_care(tables: Tables, start: date, end: date) -> Iterator[Case]:  # noqa: ARG001
    """Those who came in the six months up to the list's day and twenty working days before it."""
    came = (
        row
        for row in newest(tables, "looked_after_listed", end)
        if months_later(row["listed_on"] + DAY, -6) <= row["started_on"] <= row["listed_on"]
    )
    for row in one_each(came, by_start):
        if (working_days(row["started_on"], row["listed_on"]) or 0) >= TO_HEALTH:
            yield Case(row, row["started_on"], {})


def health_in_time(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return in_time(row["started_on"], row["health_assessed_on"], TO_HEALTH)


def with_a_pathway_plan(tables: Tables, start: date, end: date) -> Iterator[Case]:  # noqa: ARG001
    for row in one_each(newest(tables, "care_leaver_listed", end), source):
        if row["eligibility"] in ENTITLED:
            yield Case(row, row["listed_on"], {})


def pathway_reviewed(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return done_within(row, "pathway_reviewed_on", TO_PATHWAY_REVIEW)
