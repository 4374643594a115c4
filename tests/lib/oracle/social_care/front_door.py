"""Contacts, referrals, what followed them, and who is in need (key indicators 1, 4 and 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.days import months_later, working_days
from oracle.social_care.members import Case, one_each, source, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from oracle.areas import Row, Tables

ASSESSED_AND_CLOSED = ("RC8", "RC9")
EARLY_HELP = "RC9"
LIMIT = 45


def of_need(referral: Row | None) -> dict[str, str]:
    return {"category_of_need": (referral or {}).get("primary_need") or "not_known"}


def referral_of(tables: Tables, row: Row) -> Row | None:
    expected = row["referral_no"]
    return next((one for one in tables["referral"] if one["referral_no"] == expected), None)


def led_to_action(referral: Row) -> bool:
    return referral["no_further_action"] is not True


def referrals(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for row in tables["referral"]:
        if within(row["referred_on"], start, end):
            yield Case(row, row["referred_on"], of_need(row))


def is_rereferral(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return _was_before(tables["referral"], row, "referred_on")


def led_to_none(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return not led_to_action(row)


def assessed_and_closed(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    closed = row["closed_on"] is not None and row["closed_on"] <= end
    return closed and row["closure_reason"] in ASSESSED_AND_CLOSED


def _was_before(rows: list[Row], row: Row, when: str) -> bool:
    """Whether the person has another on an earlier day, up to twelve months before."""
    first = months_later(row[when], -12)
    return row["person_id"] is not None and any(
        first <= other[when] < row[when] for other in rows if other["person_id"] == row["person_id"]
    )


def closures(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for row in tables["referral"]:
        if within(row["closed_on"], start, end) and not row["closed_imputed"]:
            yield Case(row, row["closed_on"], of_need(row))


def to_early_help(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return row["closure_reason"] == EARLY_HELP


def in_need(tables: Tables, start: date, end: date) -> Iterator[Case]:  # noqa: ARG001
    running = (
        row
        for row in tables["referral"]
        if led_to_action(row)
        and row["referred_on"] <= end
        and (row["closed_on"] is None or row["closed_on"] > end)
    )
    for row in one_each(running, lambda row: row["referred_on"]):
        yield Case(row, end, of_need(row))


def with_a_cin_plan(tables: Tables, start: date, end: date) -> Iterator[Case]:  # noqa: ARG001
    running = (
        row
        for row in tables["cin_plan"]
        if row["started_on"] <= end and (row["ended_on"] is None or row["ended_on"] > end)
    )
    for row in one_each(running, lambda row: row["started_on"]):
        yield Case(row, end, {})


def contacts(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for row in tables["contact"]:
        if within(row["contacted_on"], start, end):
            yield Case(row, row["contacted_on"], {})


def is_repeat_contact(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return _was_before(tables["contact"], row, "contacted_on")


def enquiries(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for row in tables["section_47_enquiry"]:
        if within(row["started_on"], start, end):
            yield Case(row, row["started_on"], of_need(referral_of(tables, row)))


def first_action(tables: Tables, referral: Row, end: date) -> date | None:
    """The first assessment or enquiry of a referral that had begun by a day."""
    begun = [
        row["started_on"]
        for row in (*tables["assessment"], *tables["section_47_enquiry"])
        if row["referral_no"] == referral["referral_no"] and row["started_on"] <= end
    ]
    return min(begun, default=None)


def to_decide(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for case in referrals(tables, start, end):
        row = case.row
        overdue = (working_days(row["referred_on"], end) or 0) >= 1
        if led_to_action(row) and (overdue or first_action(tables, row, end) is not None):
            yield case


def acted_on_in_time(tables: Tables, row: Row, end: date) -> bool:
    return in_time(row["referred_on"], first_action(tables, row, end), 1)


def in_time(first: date | None, last: date | None, limit: int) -> bool:
    """Whether a day is not before the first, nor more than so many working days after."""
    if first is None or last is None or last < first:
        return False
    return (working_days(first, last) or 0) <= limit


def assessments(tables: Tables, start: date, end: date) -> Iterator[Case]:
    for row in tables["assessment"]:
        if within(row["authorised_on"], start, end):
            yield Case(row, row["authorised_on"], of_need(referral_of(tables, row)))


def assessed_in_time(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return in_time(row["started_on"], row["authorised_on"], LIMIT)


def of_disabled(tables: Tables, start: date, end: date) -> Iterator[Case]:
    return (case for case in assessments(tables, start, end) if case.row["disabled"])


def first_of_a_referral(tables: Tables, start: date, end: date) -> Iterator[Case]:
    """First assessments of a referral of the period, or of the twelve months before."""
    for case in assessments(tables, start, end):
        referral = referral_of(tables, case.row)
        if referral and within(referral["referred_on"], months_later(start, -12), end):
            of_it = [
                row for row in tables["assessment"] if row["referral_no"] == referral["referral_no"]
            ]
            if case.row is min(of_it, key=lambda row: (row["started_on"], source(row))):
                yield case


def in_time_from_referral(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    referral = referral_of(tables, row) or {}
    return in_time(referral["referred_on"], row["authorised_on"], LIMIT)


def born_after_a_referral(tables: Tables, start: date, end: date) -> Iterator[Case]:
    before = (
        row
        for row in tables["referral"]
        if led_to_action(row)
        and within(row["born_on"], start, end)
        and row["referred_on"] < row["born_on"]
    )
    for row in one_each(before, lambda row: -row["referred_on"].toordinal()):
        yield Case(row, row["born_on"], of_need(row))


def assessed_before_birth(tables: Tables, row: Row, end: date) -> bool:  # noqa: ARG001
    return any(
        one["authorised_on"] is not None and one["authorised_on"] < row["born_on"]
        for one in tables["assessment"]
        if one["referral_no"] == row["referral_no"]
    )
