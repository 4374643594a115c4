"""What absence and exclusions share: phases, ages, the day of description, who is in care."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle.areas import Member
from oracle.histories import children, earlier, period_of, present
from oracle.people import described

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from oracle.areas import Row, Tables

PHASES = {
    **dict.fromkeys(("PS", "MP"), "primary"),
    **dict.fromkeys(("SS", "MS", "AT"), "secondary"),
    **dict.fromkeys(("NS", "EY"), "nursery"),
    "SP": "special",
    "PR": "referral_unit",
}


def phase_of(row: Row) -> str | None:
    return PHASES.get(row["phase"])


def published(row: Row) -> bool:
    return phase_of(row) not in {"referral_unit", "nursery"}


def of_school_age(years: int | None) -> bool:
    return years is None or 5 <= years <= 15


def academic_year(day: date) -> int:
    """The year of its September."""
    return day.year if day.month >= 9 else day.year - 1


def described_on(end: date) -> date:
    return min(end, date(academic_year(end) + 1, 3, 31))


def about(tables: Tables, row: Row, on: date) -> dict[str, str]:
    return {**described(tables, row["person_id"], on), "phase": phase_of(row) or "not_known"}


def members(
    tables: Tables, rows: Iterable[Row], on: date, adds: Callable[[Row], tuple[int, int | None]]
) -> Iterator[Member]:
    """A member for each row, as its pupil was on a day."""
    for row in rows:
        numerator, denominator = adds(row)
        yield Member(int(numerator), denominator, about(tables, row, on))


def of_social_care(tables: Tables, rows: Iterable[Row], on: date, group: str) -> list[Row]:
    return [row for row in rows if described(tables, row["person_id"], on)["social_care"] == group]


def of_twelve_months_in_care(tables: Tables, rows: Iterable[Row], on: date) -> list[Row]:
    """Those of children who are looked after on a day, and were for the twelve months to it."""
    began_by = earlier(on + timedelta(days=1), 12)
    in_care = set()
    for person, episodes in children(tables, on).items():
        now = present(episodes, on)
        if now is not None and period_of(now, episodes)[0]["decom"] <= began_by:
            in_care.add(person)
    return [row for row in rows if row["person_id"] in in_care]
