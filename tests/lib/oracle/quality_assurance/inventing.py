"""Invented audits, actions, complaints, answers and what came in by other doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.quality_assurance import codes
from oracle.days import months_later
from oracle.inventing_rows import a_day, groups, later, maybe, people, somebody, sourced

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from ae_pipeline.validation.codelist import CodeList
    from oracle.areas import Row, Tables

CHILDREN = 20


def invent(chance: Random) -> Tables:
    tables = {
        "audit": _audits(chance),
        "audit_action": [_action(chance, each) for each in range(70)],
        "complaint": [_complaint(chance, each) for each in range(80)],
        "compliment": [
            {"received_on": a_day(chance), "service": _one_of(chance, codes.SERVICE)}
            for _ in range(40)
        ],
        "participation_activity": [_activity(chance) for _ in range(60)],
        "wish_answer": [
            {
                "answered_on": a_day(chance),
                "for_group": _one_of(chance, codes.GROUP),
                "wish": f"wish_{chance.randint(1, 10):02d}",
                "score": chance.randint(1, 5),
            }
            for _ in range(100)
        ],
        "allegation": [_allegation(chance) for _ in range(120)],
        "out_of_hours_contact": [_contact(chance) for _ in range(90)],
    }
    described = {name: sourced(rows, name) for name, rows in tables.items()}
    return {
        "person": people(chance, CHILDREN),
        "person_group": groups(chance, CHILDREN),
        **described,
    }


def _one_of(chance: Random, codes_of: CodeList, share: float = 0.85) -> str | None:
    return maybe(chance, chance.choice(sorted(codes_of.base)[:5]), share)


def _after(chance: Random, day: date, *lengths: int) -> date | None:
    return maybe(chance, later(chance, day, *lengths), 0.75)


def _audits(chance: Random) -> list[Row]:
    rows = []
    for each in range(110):
        planned = a_day(chance)
        completed = _after(chance, planned, -40, -1, 0, 1, 30)
        moderated = _after(chance, completed, 0, 1, 20) if completed else None
        rows.append(
            {
                "person_id": somebody(chance, CHILDREN, unknown=0.2),
                "audit_id": f"audit {each}",
                "planned_on": planned,
                "completed_on": completed,
                "tool": _one_of(chance, codes.TOOL),
                "service": _one_of(chance, codes.SERVICE),
                **{
                    f"{name}_grade": maybe(chance, chance.choice(sorted(codes.GRADE.base)))
                    for name in ("overall", "assessment", "planning", "oversight", "voice")
                },
                "family_feedback": chance.choice([True, False, None]),
                "child_feedback": chance.choice([True, False, None]),
                "re_audit_of": maybe(chance, f"audit {chance.randrange(115)}", 0.4),
                "moderated_on": moderated,
                "moderated_grade": chance.choice(sorted(codes.GRADE.base)) if moderated else None,
            }
        )
    return rows


def _action(chance: Random, each: int) -> Row:
    raised = a_day(chance)
    due = _after(chance, raised, 0, 28, 90)
    return {
        "action_id": f"action {each}",
        "raised_on": raised,
        "due_on": due,
        "closed_on": _after(chance, due or raised, 0, 0, 1, 31),
        "impact": _one_of(chance, codes.IMPACT),
        "service": _one_of(chance, codes.SERVICE),
    }


def _complaint(chance: Random, each: int) -> Row:
    received = a_day(chance)
    due = _after(chance, received, 14, 28, 65)
    return {
        "person_id": somebody(chance, CHILDREN, unknown=0.2),
        "complaint_id": f"complaint {each}",
        "stage": chance.choice(["1", *sorted(codes.STAGE.base)]),
        "received_on": received,
        "due_on": due,
        "answered_on": _after(chance, due or received, 0, 0, 1, 15),
        "outcome": _one_of(chance, codes.OUTCOME),
        "service": _one_of(chance, codes.SERVICE),
    }


def _activity(chance: Random) -> Row:
    held = a_day(chance)
    return {
        "held_on": held,
        "activity": _one_of(chance, codes.ACTIVITY),
        "for_group": _one_of(chance, codes.GROUP),
        "children": maybe(chance, chance.choice([0, 1, 12, 300])),
        "change_made": chance.choice([True, True, False, None]),
        "reported_back_on": _after(chance, held, -1, 0, 1, 40),
    }


def _allegation(chance: Random) -> Row:
    received = a_day(chance)
    return {
        "received_on": received,
        "sector": _one_of(chance, codes.SECTOR),
        "decided_on": _after(chance, received, -3, -1, 0, 1, 1, 2, 3, 4, 5),
        "closed_on": _after(chance, months_later(received, 3), -30, -1, 0, 1, 2),
    }


def _contact(chance: Random) -> Row:
    contact = a_day(chance)
    return {
        "person_id": somebody(chance, CHILDREN, unknown=0.2),
        "contact_on": contact,
        "response": _one_of(chance, codes.RESPONSE),
        "minutes": maybe(chance, chance.choice([0, 59, 60, 61, 300])),
        "handed_over_on": _after(chance, contact, -2, -1, 0, 1, 1, 2, 3, 4, 5),
    }
