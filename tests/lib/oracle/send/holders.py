"""Who those with requests and plans are on a day, and which row is a person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.ages import age
from oracle.people import described, person_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from oracle.areas import Row, Tables

OLDEST = ((4, "under 5"), (10, "5-10"), (15, "11-15"), (19, "16-19"))


def years(tables: Tables, who: str | None, on: date) -> int | None:
    return age(on, (person_of(tables, who) or {}).get("date_of_birth"))


def about(tables: Tables, row: Row, on: date, **further: str | None) -> Row:
    """The characteristics on a day, in the age bands of those who can have a plan."""
    old = years(tables, row["person_id"], on)
    band = "not_known" if old is None else next((b for to, b in OLDEST if old <= to), "20-25")
    return {
        **described(tables, row["person_id"], on),
        "age_band": band,
        **{name: value or "not_known" for name, value in further.items()},
    }


def reading_order(row: Row) -> tuple[bytes, int]:
    return row["source_file"].encode(), row["source_row"]


def one_each(rows: Iterable[Row]) -> Iterator[Row]:
    """The first row of each person; every row of nobody known."""
    seen = set()
    for row in rows:
        if row["person_id"] not in seen:
            yield row
        if row["person_id"] is not None:
            seen.add(row["person_id"])
