"""What came after help: a referral to social care, or a start of care."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from oracle.areas import Row, Tables

SHORT_BREAKS = {"V3", "V4"}


def by_source(row: Row) -> tuple[bytes, int]:
    return row["source_file"].encode(), row["source_row"]


def within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def referred(tables: Tables, who: str, first: date, last: date) -> bool:
    """With further action, or none recorded; on the first or the last day too."""
    return any(
        one["person_id"] == who
        and one["no_further_action"] is not True
        and within(one["referred_on"], first, last)
        for one in tables["referral"]
    )


def started_care(tables: Tables, who: str, first: date, last: date) -> bool:
    return any(
        one["person_id"] == who
        and one["rne"] == "S"
        and one["ls"] not in SHORT_BREAKS
        and within(one["decom"], first, last)
        for one in tables["care_episode"]
    )


def in_care(tables: Tables, who: str, on: date) -> bool:
    """Not on the day an episode ends."""
    return any(
        one["person_id"] == who
        and one["ls"] not in SHORT_BREAKS
        and one["decom"] <= on
        and (one["dec"] is None or one["dec"] > on)
        for one in tables["care_episode"]
    )
