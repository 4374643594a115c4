"""Who somebody was on a day, in plain Python: what figures are broken down by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oracle.ages import age, age_band

if TYPE_CHECKING:
    from datetime import date

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def person_of(tables: Tables, person_id: str | None) -> Row | None:
    return next((one for one in tables.get("person", []) if one["person_id"] == person_id), None)


def in_group(tables: Tables, person_id: str | None, group: str, on: date | None) -> bool:
    return on is not None and any(
        spell["start"] <= on and (spell["end"] is None or spell["end"] > on)
        for spell in tables.get("person_group", [])
        if spell["person_id"] == person_id and spell["group"] == group
    )


def described(tables: Tables, person_id: str | None, on: date | None) -> Row:
    """sex, age_band, ethnic_group, sen, fsm, social_care and locality, as of a day."""
    person = person_of(tables, person_id) or {}

    def holds(group: str) -> bool:
        return in_group(tables, person_id, group, on)

    born = person.get("date_of_birth")
    return {
        "sex": person.get("sex") or "not_known",
        "age_band": age_band(None if on is None or born is None else age(on, born)),
        "ethnic_group": person.get("ethnic_group") or "not_known",
        "sen": "ehc_plan"
        if holds("ehc_plan")
        else "sen_support"
        if holds("sen_support")
        else "none",
        "fsm": "fsm" if holds("fsm") else "not_fsm",
        "social_care": next(
            (group for group in ("looked_after", "cpp", "cin") if holds(group)), "none"
        ),
        "locality": person.get("locality") or "not_known",
    }
