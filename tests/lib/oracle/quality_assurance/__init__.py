"""Audits and their actions, complaints, what children say, and what comes in by other doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oracle.areas import Area, Member
from oracle.days import months_later, working_days
from oracle.people import described
from oracle.quality_assurance.inventing import invent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from oracle.areas import Row, Tables

    Measure = Callable[[Tables, date, date], Iterator[Member]]

GOOD_OR_BETTER = {"GOOD", "OUTSTANDING"}
BEST_FIRST = ("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE")


def happened(rows: list[Row], when: str, start: date, end: date) -> list[Row]:
    return [row for row in rows if row[when] is not None and start <= row[when] <= end]


def entries(row: Row, **breakdowns: str) -> dict[str, str]:
    """Breakdowns that are columns of a row, by their names."""
    return {name: row[column] or "not_known" for name, column in breakdowns.items()}


def by(done: date | None, due: date) -> bool:
    return done is not None and done <= due


# Audits -------------------------------------------------------------------------------------------


def audits(tables: Tables, when: str, start: date, end: date) -> Iterator[tuple[Row, Any]]:
    """Audits of a period, each with the child as of that day."""
    for row in happened(tables["audit"], when, start, end):
        about = described(tables, row["person_id"], row[when])
        yield row, {**about, **entries(row, programme="tool", service="service")}


def grade(audit: Row) -> str | None:
    return audit["moderated_grade"] or audit["overall_grade"]


def graded(which: Callable[[Row], str | None], expected: set[str]) -> Measure:
    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for row, about in audits(tables, "completed_on", start, end):
            if which(row) is not None:
                yield Member(int(which(row) in expected), 1, about)

    return members


def part(column: str) -> Measure:
    return graded(lambda row: row[column], GOOD_OR_BETTER)


def recorded(column: str) -> Measure:
    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for row, about in audits(tables, "completed_on", start, end):
            yield Member(int(row[column] is True), 1, about)

    return members


def audits_completed(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in audits(tables, "planned_on", start, end):
        yield Member(int(by(row["completed_on"], end)), 1, about)


def moderation_agreement(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in audits(tables, "moderated_on", start, end):
        if row["overall_grade"] is not None:
            yield Member(int(row["overall_grade"] == row["moderated_grade"]), 1, about)


def reaudit_improved(tables: Tables, start: date, end: date) -> Iterator[Member]:
    listed = {row["audit_id"]: row for row in tables["audit"]}
    for row, about in audits(tables, "completed_on", start, end):
        first = listed.get(row["re_audit_of"])
        now, before = grade(row), grade(first) if first else None
        if now is not None and before is not None:
            better = BEST_FIRST.index(now) < BEST_FIRST.index(before)
            yield Member(int(better), 1, about)


def actions_on_time(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happened(tables["audit_action"], "due_on", start, end):
        yield Member(int(by(row["closed_on"], row["due_on"])), 1, entries(row, service="service"))


def actions_overdue(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row in tables["audit_action"]:
        due = row["due_on"]
        if due is not None and due < end and not by(row["closed_on"], end):
            yield Member(1, None, entries(row, service="service"))


def actions_impact(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happened(tables["audit_action"], "closed_on", start, end):
        yield Member(int(row["impact"] == "IMPROVED"), 1, entries(row, service="service"))


# What families and children say -------------------------------------------------------------------


def complaints(tables: Tables, when: str, start: date, end: date) -> Iterator[tuple[Row, Any]]:
    for row in happened(tables["complaint"], when, start, end):
        about = described(tables, row["person_id"], row[when])
        yield row, {**about, **entries(row, service="service")}


def complaints_on_time(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in complaints(tables, "due_on", start, end):
        if row["outcome"] != "WITHDRAWN":
            yield Member(int(by(row["answered_on"], row["due_on"])), 1, about)


def complaints_upheld(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in complaints(tables, "answered_on", start, end):
        if row["outcome"] not in {None, "WITHDRAWN"}:
            yield Member(int(row["outcome"] in {"UPHELD", "PARTLY"}), 1, about)


def complaints_received(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in complaints(tables, "received_on", start, end):
        if row["stage"] == "1":
            yield Member(1, None, about)


def compliments(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happened(tables["compliment"], "received_on", start, end):
        yield Member(1, None, entries(row, service="service"))


def activities(tables: Tables, start: date, end: date) -> Iterator[tuple[Row, Any]]:
    for row in happened(tables["participation_activity"], "held_on", start, end):
        yield row, entries(row, programme="activity", service="for_group")


def participation_children(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in activities(tables, start, end):
        if row["children"] is not None:
            yield Member(row["children"], None, about)


def participation_changes(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in activities(tables, start, end):
        closed = row["change_made"] is True and by(row["reported_back_on"], end)
        yield Member(int(closed), 1, about)


def wishes(tables: Tables, start: date, end: date) -> Iterator[tuple[Row, Any]]:
    for row in happened(tables["wish_answer"], "answered_on", start, end):
        yield row, entries(row, programme="wish", service="for_group")


def wishes_score(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in wishes(tables, start, end):
        yield Member(row["score"], 1, about)


def wishes_kept(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in wishes(tables, start, end):
        yield Member(int(row["score"] in {4, 5}), 1, about)


# Other doors --------------------------------------------------------------------------------------


def by_next_working_day(received: date, done: date | None, end: date) -> bool | None:
    """Whether it was done by then; none if that cannot be recorded at the end of the period.

    What is dated before it came is a mistake, and not in time.
    """
    if done is None:
        return False if (working_days(received, end) or 0) >= 1 else None
    return done >= received and (working_days(received, done) or 0) <= 1


def contacts(tables: Tables, start: date, end: date) -> Iterator[tuple[Row, Any]]:
    for row in happened(tables["out_of_hours_contact"], "contact_on", start, end):
        about = described(tables, row["person_id"], row["contact_on"])
        yield row, {**about, **entries(row, programme="response")}


def out_of_hours_response(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in contacts(tables, start, end):
        yield Member(int(row["minutes"] is not None and row["minutes"] <= 60), 1, about)


def out_of_hours_handover(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in contacts(tables, start, end):
        in_time = by_next_working_day(row["contact_on"], row["handed_over_on"], end)
        if in_time is not None:
            yield Member(int(in_time), 1, about)


def lado_decision(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in happened(tables["allegation"], "received_on", start, end):
        in_time = by_next_working_day(row["received_on"], row["decided_on"], end)
        if in_time is not None:
            yield Member(int(in_time), 1, entries(row, setting="sector"))


def lado_closed(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row in tables["allegation"]:
        close_by = months_later(row["received_on"], 3)
        if start <= close_by <= end:
            yield Member(int(by(row["closed_on"], close_by)), 1, entries(row, setting="sector"))


AREA = Area(
    measures={
        "audits_good_pct": graded(grade, GOOD_OR_BETTER),
        "audits_inadequate_pct": graded(grade, {"INADEQUATE"}),
        "audits_completed": audits_completed,
        "audit_assessment_good_pct": part("assessment_grade"),
        "audit_planning_good_pct": part("planning_grade"),
        "audit_oversight_good_pct": part("oversight_grade"),
        "audit_child_voice_pct": part("voice_grade"),
        "audit_family_feedback_pct": recorded("family_feedback"),
        "audit_child_feedback_pct": recorded("child_feedback"),
        "audit_moderation_agreement_pct": moderation_agreement,
        "reaudit_improved_pct": reaudit_improved,
        "audit_actions_on_time_pct": actions_on_time,
        "audit_actions_open_overdue": actions_overdue,
        "audit_actions_impact_pct": actions_impact,
        "complaints_on_time": complaints_on_time,
        "complaints_upheld_pct": complaints_upheld,
        "complaints_received": complaints_received,
        "compliments": compliments,
        "participation_children": participation_children,
        "participation_changes_pct": participation_changes,
        "ten_wishes_score": wishes_score,
        "ten_wishes_kept_pct": wishes_kept,
        "out_of_hours_response_pct": out_of_hours_response,
        "out_of_hours_handover_pct": out_of_hours_handover,
        "lado_decision_1wd_pct": lado_decision,
        "lado_closed_timely_pct": lado_closed,
    },
    invent=invent,
)
