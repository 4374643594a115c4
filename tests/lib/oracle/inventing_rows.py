"""Invented rows for oracles: people, groups and days that sit on edges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

Row = dict[str, Any]

EDGES = tuple(
    date.fromisoformat(text)
    for text in (
        *("2023-03-31", "2023-04-01", "2023-08-31", "2023-09-01", "2023-12-22", "2024-01-02"),
        *("2024-01-18", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-28", "2024-03-31"),
        *("2024-04-01", "2024-08-31", "2024-09-01", "2024-09-30", "2024-10-01", "2024-12-01"),
        *("2024-12-24", "2024-12-31", "2025-01-01", "2025-01-16", "2025-02-28", "2025-03-01"),
        *("2025-03-30", "2025-03-31", "2025-04-01", "2025-08-31", "2025-09-01", "2025-09-30"),
    )
)
MONTHS = ("2025-03", "2024-02", "2025-09")
"""A year's end, a leap month, and the first month of a school year."""
GROUPS = ("sen_support", "ehc_plan", "fsm", "cin", "cpp", "looked_after", "young_carer")


def a_day(chance: Random) -> date:
    """An edge, a day next to one, or any day of the years that figures are about."""
    if chance.random() < 0.6:
        return chance.choice(EDGES) + timedelta(days=chance.choice([0, 0, 0, -1, 1]))
    return date(2022, 9, 1) + timedelta(days=chance.randrange(1200))


def later(chance: Random, day: date, *lengths: int) -> date:
    """A day so many days later."""
    return day + timedelta(days=chance.choice(lengths))


def maybe(chance: Random, value: Any, share: float = 0.8) -> Any:
    """The value, or null now and then."""
    return value if chance.random() < share else None


def people(chance: Random, number: int) -> list[Row]:
    """Rows of ``person``: ids ``person 0`` and on; some of whom little is known."""
    born = [date(2004, 2, 29), date(2006, 9, 30), date(2008, 2, 29), date(2012, 9, 1)]
    born += [date(2015, 6, 15), date(2020, 2, 29), date(2023, 12, 24), date(2024, 9, 30)]
    return [
        {
            "person_id": f"person {each}",
            "date_of_birth": maybe(chance, chance.choice(born), 0.9),
            "sex": chance.choice(["M", "F", "U", None]),
            "ethnicity": None,
            "ethnic_group": chance.choice(["white", "black", "not_known", None]),
            "locality": chance.choice(["North", "elsewhere", None]),
            "uasc": False,
            "uasc_until": None,
        }
        for each in range(number)
    ]


def groups(chance: Random, number: int) -> list[Row]:
    """Rows of ``person_group`` of those people; spells of one group do not overlap."""
    rows = []
    for each in range(number):
        for group in GROUPS:
            if chance.random() < 0.25:
                start = a_day(chance)
                end = maybe(chance, later(chance, start, 1, 30, 365), 0.6)
                rows.append(
                    {"person_id": f"person {each}", "group": group, "start": start, "end": end}
                )
    return rows


def somebody(chance: Random, number: int, *, unknown: float = 0.05) -> str | None:
    """The id of one of so many people, of one whom no row describes, or of nobody."""
    if chance.random() < unknown:
        return chance.choice([None, "nobody knows"])
    return f"person {chance.randrange(number)}"


def sourced(rows: list[Row], table: str) -> list[Row]:
    """Rows with a source; two files, so that ties are broken by bytes."""
    return [
        {**row, "source_file": (f"{table}.csv", "Z.csv")[at % 2], "source_row": at // 2 + 1}
        for at, row in enumerate(rows)
    ]
