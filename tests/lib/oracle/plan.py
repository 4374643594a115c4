"""Milestones of the plan, one report at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.areas import Area, Member
from oracle.inventing_rows import EDGES, a_day, maybe, sourced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from random import Random

    from oracle.areas import Row, Tables

COMPLETE, NOT_STARTED, ON_TRACK = "COMPLETE", "NOT_STARTED", "ON_TRACK"
STATUSES = (COMPLETE, NOT_STARTED, ON_TRACK, "AT_RISK", "DELAYED")


def _reported_last(tables: Tables, on: date) -> Iterator[tuple[Row, dict[str, str]]]:
    """Each milestone as reported last by a day; of one day's reports the later row."""
    last: dict[str, Row] = {}
    for row in tables["milestone_report"]:
        if row["reported_on"] > on:
            continue
        before = last.get(row["milestone_id"])
        if before is None or _when(before) < _when(row):
            last[row["milestone_id"]] = row
    for row in last.values():
        yield row, {"programme": row["part"], "service": row["owner_role"] or "not_known"}


def _when(row: Row) -> tuple[date, str, int]:
    return row["reported_on"], row["source_file"], row["source_row"]


def _due_before(row: Row, day: date) -> bool:
    return row["due_on"] is not None and row["due_on"] < day


def _on_track(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row, about in _reported_last(tables, end):
        overdue = _due_before(row, end)
        if row["status"] == NOT_STARTED and not overdue:
            continue
        well = row["status"] == COMPLETE or (row["status"] == ON_TRACK and not overdue)
        yield Member(int(well), 1, about)


def _due_complete(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row, about in _reported_last(tables, end):
        if row["due_on"] is not None and row["due_on"] <= end:
            yield Member(int(row["status"] == COMPLETE), 1, about)


def _overdue(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row, about in _reported_last(tables, end):
        if _due_before(row, end) and row["status"] != COMPLETE:
            yield Member(1, None, about)


def _evidenced(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row, about in _reported_last(tables, end):
        if row["status"] == COMPLETE:
            yield Member(int(row["evidence"] is not None), 1, about)


MEASURES: dict[str, Callable[[Tables, date, date], Iterator[Member]]] = {
    "milestones_on_track_pct": _on_track,
    "milestones_due_complete_pct": _due_complete,
    "milestones_overdue": _overdue,
    "milestones_evidenced_pct": _evidenced,
}
PARTS = ("P01", "P04", "P10", "ILACS", "WISH")


def _invent(chance: Random) -> Tables:
    rows: list[Row] = []
    for _ in range(120):
        part = chance.choice(PARTS)
        milestone, described = f"{part}-2024-25-{chance.randrange(1, 8):02d}", a_day(chance)
        if rows and chance.random() < 0.2:
            again = chance.choice(rows[-5:])
            part, milestone, described = again["part"], again["milestone_id"], again["reported_on"]
        rows.append(
            {
                "milestone_id": milestone,
                "part": part,
                "reported_on": described,
                "status": chance.choice(STATUSES),
                "owner_role": chance.choice(["Head of Early Help", "Service Director", None]),
                "due_on": maybe(chance, chance.choice([chance.choice(EDGES), a_day(chance)])),
                "evidence": chance.choice(["report to the board", "audit", None]),
                "evidence_on": maybe(chance, a_day(chance), 0.5),
                "completed_on": maybe(chance, a_day(chance), 0.5),
            }
        )
    return {"milestone_report": sourced(rows, "milestone_report")}


AREA = Area(measures=MEASURES, invent=_invent)
