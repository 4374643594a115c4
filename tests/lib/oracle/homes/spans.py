"""What lasts for a time, what happens on a day, and each person's latest row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oracle.areas import Member
from oracle.people import described

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from oracle.areas import Row, Tables

NOT_KNOWN = "not_known"


def lasting(rows: Iterable[Row], first: str, gone: str, on: date) -> list[Row]:
    """Those that had begun by a day and were not over by the end of it."""
    return [
        row
        for row in rows
        if row[first] is not None
        and row[first] <= on
        and not (row[gone] is not None and row[gone] <= on)
    ]


def happening(rows: Iterable[Row], when: str, start: date, end: date) -> list[Row]:
    return [row for row in rows if row[when] is not None and start <= row[when] <= end]


def each_once(rows: Iterable[Row], begun: str) -> list[Row]:
    """Each person's latest; those of nobody known all."""
    latest: dict[Any, Row] = {}
    for row in sorted(rows, key=lambda one: (one[begun], one["source_file"], one["source_row"])):
        latest[row["person_id"] or id(row)] = row
    return list(latest.values())


def counted(numerator: int, denominator: int | None, **about: str | None) -> Member:
    return Member(
        int(numerator),
        denominator,
        {name: recorded_rows or NOT_KNOWN for name, recorded_rows in about.items()},
    )


def of_person(
    tables: Tables,
    row: Row,
    on: date,
    numerator: int = 1,
    denominator: int | None = None,
    **about: str | None,
) -> Member:
    """A member who is somebody, with who they were on a day."""
    return counted(numerator, denominator, **described(tables, row["person_id"], on), **about)
