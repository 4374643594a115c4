"""What single children and pupils have: paid placements, funding, transport, short breaks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oracle.homes.spans import each_once, happening, lasting, of_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from oracle.areas import Member, Row, Tables

LONGEST_WAIT = timedelta(days=28)


def _pence(tables: Tables, rows: Iterable[Row], on: date, **columns: str) -> Iterator[Member]:
    """What rows cost in a year; ``columns`` are those of breakdowns."""
    for row in rows:
        if row["annual_pence"] is not None:
            about = {breakdown: row[column] for breakdown, column in columns.items()}
            yield of_person(tables, row, on, row["annual_pence"], **about)


def _placements(tables: Tables, on: date) -> list[Row]:
    return lasting(tables["high_needs_placement"], "started_on", "ended_on", on)


def independent_placements(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in _placements(tables, end):
        yield of_person(tables, row, end, setting=row["sector"])


def independent_placement_cost(tables: Tables, _: date, end: date) -> Iterator[Member]:
    yield from _pence(tables, _placements(tables, end), end, setting="sector")


def _grants(tables: Tables, on: date) -> list[Row]:
    return lasting(tables["targeted_funding"], "granted_on", "ended_on", on)


def targeted_funding_pupils(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in each_once(_grants(tables, end), "granted_on"):
        yield of_person(tables, row, end)


def targeted_funding_cost(tables: Tables, _: date, end: date) -> Iterator[Member]:
    yield from _pence(tables, _grants(tables, end), end)


def _transport(tables: Tables, on: date) -> list[Row]:
    return lasting(tables["school_transport"], "started_on", "ended_on", on)


def _transported(
    tables: Tables, row: Row, on: date, numerator: int = 1, denominator: int | None = None
) -> Member:
    about = {"setting": row["mode"], "programme": row["reason"]}
    return of_person(tables, row, on, numerator, denominator, **about)


def transport_pupils(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in each_once(_transport(tables, end), "started_on"):
        yield _transported(tables, row, end)


def transport_cost(tables: Tables, _: date, end: date) -> Iterator[Member]:
    yield from _pence(tables, _transport(tables, end), end, setting="mode", programme="reason")


def transport_solo_pct(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in each_once(_transport(tables, end), "started_on"):
        if row["mode"] in {"TAXI", "MINIBUS"} and row["alone"] is not None:
            yield _transported(tables, row, end, row["alone"], 1)


def transport_travel_training_pct(tables: Tables, _: date, end: date) -> Iterator[Member]:
    for row in each_once(_transport(tables, end), "started_on"):
        if row["mode"] is not None:
            yield _transported(tables, row, end, row["mode"] == "TRAVEL_TRAINING", 1)


def short_break_waiting(tables: Tables, _: date, end: date) -> Iterator[Member]:
    waiting = [
        row
        for row in tables["short_break"]
        if end - row["assessed_on"] > LONGEST_WAIT
        and (row["started_on"] is None or row["started_on"] > end)
        and (row["ended_on"] is None or row["ended_on"] > end)
    ]
    for row in each_once(waiting, "assessed_on"):
        yield of_person(tables, row, end, setting=row["kind"])


def short_break_waiting_days(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happening(tables["short_break"], "started_on", start, end):
        waited = (row["started_on"] - row["assessed_on"]).days
        if waited >= 0:
            yield of_person(tables, row, row["started_on"], waited, 1, setting=row["kind"])


def short_breaks_children(tables: Tables, _: date, end: date) -> Iterator[Member]:
    there = lasting(tables["short_break"], "started_on", "ended_on", end)
    for row in each_once(there, "started_on"):
        yield of_person(tables, row, end, setting=row["kind"])


MEASURES = {
    each.__name__: each
    for each in (
        independent_placements,
        independent_placement_cost,
        targeted_funding_pupils,
        targeted_funding_cost,
        transport_pupils,
        transport_cost,
        transport_solo_pct,
        transport_travel_training_pct,
        short_break_waiting,
        short_break_waiting_days,
        short_breaks_children,
    )
}
