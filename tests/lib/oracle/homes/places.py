"""Places in early years settings, schools and specialist provision."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oracle.days import months_later
from oracle.homes.spans import counted, happening, lasting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from oracle.areas import Member, Row, Tables

GOOD, JUDGED = {"1", "2"}, {"1", "2", "3", "4"}
PHASES = {
    "PS": "primary",
    "MP": "primary",
    "SS": "secondary",
    "MS": "secondary",
    "AT": "all_through",
}


def _last_count(rows: list[Row], on: date) -> list[Row]:
    """Of the last day of counting in the six months to a day."""
    earliest = months_later(on + timedelta(days=1), -6)
    days = [row["counted_on"] for row in rows if earliest <= row["counted_on"] <= on]
    return [row for row in rows if days and row["counted_on"] == max(days)]


def _take_up(tables: Tables, on: date, some: str, every: str) -> Iterator[Member]:
    for row in _last_count(tables["early_years_take_up"], on):
        if row[some] is not None and row[every] is not None:
            yield counted(row[some], row[every])


def ey_takeup_2yo(tables: Tables, _: date, end: date) -> Iterator[Member]:
    yield from _take_up(tables, end, "taking_up_at_2", "eligible_at_2")


def ey_takeup_34(tables: Tables, _: date, end: date) -> Iterator[Member]:
    yield from _take_up(tables, end, "taking_up_at_3_4", "children_at_3_4")


def _judged(tables: Tables, on: date) -> Iterator[Row]:
    for row in _last_count(tables["early_years_provider"], on):
        if row["ofsted"] in JUDGED:
            yield row


def ey_good_providers_pct(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in _judged(tables, end):
        yield counted(row["ofsted"] in GOOD, 1, setting=row["kind"])


def _funded_in_good(tables: Tables, on: date, children: str) -> Iterator[Member]:
    for row in _judged(tables, on):
        number = row[children] or 0
        yield counted(number if row["ofsted"] in GOOD else 0, number, setting=row["kind"])


def ey_good_2yo_pct(tables: Tables, _: date, end: date) -> Iterator[Member]:
    yield from _funded_in_good(tables, end, "funded_at_2")


def ey_good_34_pct(tables: Tables, _: date, end: date) -> Iterator[Member]:
    yield from _funded_in_good(tables, end, "funded_at_3_4")


def school_places_unfilled(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in _last_count(tables["school_capacity"], end):
        if row["phase"] in PHASES:
            empty = max(row["capacity"] - row["on_roll"], 0)
            yield counted(empty, row["capacity"], phase=PHASES[row["phase"]])


def first_preference_pct(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happening(tables["school_offer"], "starts_on", start, end):
        first, applicants = row["first_preference"], row["applicants"]
        if first is not None and applicants is not None and first <= applicants:
            yield counted(first, applicants, phase=row["phase"])


def _specialist(tables: Tables, on: date) -> Iterator[Row]:
    for row in lasting(tables["specialist_provision"], "opened_on", "ended_on", on):
        if row["kind"] in {"SPECIAL_SCHOOL", "RESOURCED"}:
            yield row


def ehc_specialist_places(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in _specialist(tables, end):
        yield counted(row["places"], None, setting=row["kind"])


def specialist_places_filled_pct(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in _specialist(tables, end):
        if row["filled"] is not None:
            yield counted(row["filled"], row["places"], setting=row["kind"])


def specialist_places_opened(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happening(tables["specialist_provision"], "opened_on", start, end):
        yield counted(row["places"], None, setting=row["kind"])


MEASURES = {
    each.__name__: each
    for each in (
        ey_takeup_2yo,
        ey_takeup_34,
        ey_good_providers_pct,
        ey_good_2yo_pct,
        ey_good_34_pct,
        school_places_unfilled,
        first_preference_pct,
        ehc_specialist_places,
        specialist_places_filled_pct,
        specialist_places_opened,
    )
}
