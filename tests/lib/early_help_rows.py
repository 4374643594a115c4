"""Invented rows of early and targeted help, and of what followed, each with defaults for the rest.

A person's id is the sentence that says why they are in the table. A row of ``None`` is of a child
whom nobody is known by.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from ae_pipeline.measures.counting import count
from ae_pipeline.periods import Month
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.counting import Counted
    from ae_pipeline.measures.declaring import Measure

Row = dict[str, Any]
NOBODY = "nobody"
"""Stands for a row without a person among those expected."""


def helped(why: str | None, requested: str, closed: str | None = None, **columns: Any) -> Row:
    """An episode of early help, in a family of its own; it closes with needs met by default."""
    return {
        "table": "early_help_episode",
        "person_id": why,
        "episode_id": f"episode of {why} from {requested}",
        "requested_on": _day(requested),
        "level_of_need": "2",
        "lead_agency": "School",
        "closed_on": _day(closed),
        "closure_reason": None if closed is None else "MET",
        "needs_found": 2,
        "outcomes_achieved": 0 if closed is None else 2,
        **columns,
    }


def assessed(why: str | None, requested: str, completed: str | None = None, **columns: Any) -> Row:
    """An assessment by a school, begun on the day of the request; it leads to a plan."""
    return {
        "table": "early_help_assessment",
        "person_id": why,
        "episode_id": f"episode of {why}",
        "requested_on": _day(requested),
        "started_on": _day(requested),
        "completed_on": _day(completed),
        "organisation": "School",
        "outcome": None if completed is None else "PLAN",
        **columns,
    }


def took_part(why: str | None, started: str, ended: str | None = None, **columns: Any) -> Row:
    """A parenting course, judged by a score that is better lower; completed by default."""
    return {
        "table": "targeted_intervention",
        "person_id": why,
        "programme": "Parenting course",
        "provider": "Family hub",
        "started_on": _day(started),
        "ended_on": _day(ended),
        "completion": None if ended is None else "COMPLETED",
        "better": "LOWER",
        "least_change": 300,
        **columns,
    }


def at_hub(why: str, last_seen: str | None, **columns: Any) -> Row:
    """A child registered with a hub since 2021."""
    return {
        "table": "family_hub_child",
        "person_id": why,
        "hub": "Beacon",
        "registered_on": date(2021, 1, 1),
        "last_seen_on": _day(last_seen),
        **columns,
    }


def conference(why: str | None, offered: str, held: str | None = None, **columns: Any) -> Row:
    """A family group conference, accepted and with a plan agreed if it was held."""
    return {
        "table": "family_group_conference",
        "person_id": why,
        "reason": "EARLY_HELP",
        "offered_on": _day(offered),
        "accepted": None if held is None else True,
        "held_on": _day(held),
        "outcome": None if held is None else "PLAN",
        **columns,
    }


def referred(why: str, on: str, *, no_further_action: bool | None = False) -> Row:
    """A referral to social care."""
    return {
        "table": "referral",
        "person_id": why,
        "referred_on": _day(on),
        "no_further_action": no_further_action,
    }


def cared_for(why: str, start: str, end: str | None = None, **columns: Any) -> Row:
    """An episode of care that a child started with."""
    return {
        "table": "care_episode",
        "person_id": why,
        "decom": _day(start),
        "dec": _day(end),
        "rne": "S",
        "ls": "C2",
        "place": "U6",
        **columns,
    }


def in_group(why: str, group: str, start: str, end: str | None = None) -> Row:
    """A time in a vulnerable group."""
    return {
        "table": "person_group",
        "person_id": why,
        "group": group,
        "start": _day(start),
        "end": _day(end),
    }


def born(why: str, on: str | None, **columns: Any) -> Row:
    """A person."""
    return {
        "table": "person",
        "person_id": why,
        "date_of_birth": _day(on),
        "uasc": False,
        **columns,
    }


def tables_of(rows: list[Row]) -> dict[str, pd.DataFrame]:
    """Rows as frames with every column of their tables; each row has its own source row."""
    results: dict[str, list[Row]] = {}
    for number, row in enumerate(rows, start=1):
        table = metadata.tables[row["table"]]
        filled = {each.name: row.get(each.name, _empty(each)) for each in table.columns}
        if "source_row" in filled:
            filled |= {"source_file": "2025-03/early_help/rows.csv", "source_row": number}
        results.setdefault(table.name, []).append(filled)
    return {name: pd.DataFrame(each) for name, each in results.items()}


def counted(
    engine: Engine, definition: Measure, rows: list[Row], month: str = "2025-03"
) -> Counted:
    """Count a measure's headline for a month over rows."""
    engine.load(tables_of(rows))
    return count(engine, definition, definition.period(Month.parse(month)), "E06000026")


def total(
    engine: Engine, definition: Measure, rows: list[Row], month: str = "2025-03"
) -> tuple[int, int | None]:
    """Numerator and denominator of everybody; the latter is none where the measure has none."""
    whole = counted(engine, definition, rows, month).counts.iloc[0]
    denominator = whole["denominator"]
    return int(whole["numerator"]), None if pd.isna(denominator) else int(denominator)


def check(
    engine: Engine,
    definition: Measure,
    rows: list[Row],
    expected: Mapping[str, int | tuple[int, ...]],
    month: str = "2025-03",
) -> None:
    """Assert who is in the population, each with the numerators expected, and nobody else.

    Args:
        expected: by person, the numerators of their members.
    """
    results: dict[str, list[int]] = {}
    members = counted(engine, definition, rows, month).membership
    for who, numerator in zip(
        members["person_id"].fillna(NOBODY), members["numerator"], strict=True
    ):
        results.setdefault(who, []).append(int(numerator))
    required = {
        who: [each] if isinstance(each, int) else sorted(each) for who, each in expected.items()
    }
    assert {who: sorted(numbers) for who, numbers in results.items()} == required


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _empty(column: sa.Column[Any]) -> Any:
    if column.nullable:
        return None
    match column.type:
        case sa.Boolean():
            return False
        case sa.Integer():
            return 0
        case _:
            return ""
