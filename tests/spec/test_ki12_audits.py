"""Key indicator 12: audits and their actions, in the twelve months to 31 March 2025."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from services_rows import by, load, rows, total

from ae_pipeline.measures.key_indicators import ki12_audits as ki12

_GOOD, _BETTER, _IMPROVE, _BAD = "GOOD", "OUTSTANDING", "REQUIRES_IMPROVEMENT", "INADEQUATE"


def _audit(name, completed="2024-10-01", **more):
    return {"audit_id": name, "completed_on": completed, **more}


def _graded(name, own=None, moderated=None, **more):
    return _audit(name, overall_grade=own, moderated_grade=moderated, **more)


def test_the_moderators_grade_counts_and_ungraded_audits_do_not(engine):
    load(
        engine,
        rows(
            "audit",
            _graded("good", _GOOD),
            _graded("outstanding", _BETTER),
            _graded("requires improvement", _IMPROVE),
            _graded("inadequate", _BAD),
            _graded("moderated down", _GOOD, _BAD),
            _graded("moderated up", _IMPROVE, _GOOD),
            _graded("only the moderator's", None, _GOOD),
            _graded("ungraded"),
            _graded("re-audit", _GOOD, re_audit_of="inadequate"),
            _graded("the day before", _GOOD, completed="2024-03-31"),
            _graded("the first day", _GOOD, completed="2024-04-01"),
            _graded("the last day", _IMPROVE, completed="2025-03-31"),
            _graded("the day after", _GOOD, completed="2025-04-01"),
            _graded("not done", _GOOD, completed=None),
        ),
    )
    assert total(engine, ki12.audits_good_pct) == (6, 10)
    assert total(engine, ki12.audits_inadequate_pct) == (2, 10)


def test_completed_of_planned_is_by_the_day_planned_and_done_by_the_periods_end(engine):
    load(
        engine,
        rows(
            "audit",
            _audit("before the year", planned_on="2024-03-31"),
            _audit("first day, done early", "2024-03-20", planned_on="2024-04-01"),
            _audit("done late", "2025-03-31", planned_on="2024-05-01"),
            _audit("not done", None, planned_on="2025-03-31"),
            _audit("done after the year", "2025-04-01", planned_on="2025-03-31"),
            _audit("after the year", planned_on="2025-04-01"),
        ),
    )
    assert total(engine, ki12.audits_completed) == (2, 4)


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        (ki12.audit_assessment_good_pct, "assessment_grade"),
        (ki12.audit_planning_good_pct, "planning_grade"),
        (ki12.audit_oversight_good_pct, "oversight_grade"),
    ],
)
def test_parts_count_by_the_auditors_grade_of_them(engine, measure, column):
    grades = (_BETTER, _GOOD, _IMPROVE, _BAD, None)
    parts = [
        _graded(f"{place}", _BAD, _BAD, **{column: grade}) for place, grade in enumerate(grades)
    ]
    load(engine, rows("audit", *parts, _audit("before", "2024-03-31", **{column: _GOOD})))
    assert total(engine, measure) == (2, 4)


def test_moderators_agree_where_both_grades_are_the_same(engine):
    def moderated(name, own, other, on="2024-06-03"):
        return _graded(name, own, other, moderated_on=on, completed="2024-01-10")

    load(
        engine,
        rows(
            "audit",
            moderated("agreed", _GOOD, _GOOD),
            moderated("one grade lower", _GOOD, _IMPROVE),
            moderated("ungraded by the auditor", None, _GOOD),
            moderated("not moderated", _GOOD, None, None),
            moderated("the day before", _GOOD, _GOOD, "2024-03-31"),
            moderated("the last day", _BAD, _BAD, "2025-03-31"),
        ),
    )
    assert total(engine, ki12.audit_moderation_agreement_pct) == (2, 3)


def test_a_re_audit_is_better_than_the_audit_it_follows(engine):
    first = [
        _graded("bad", _BAD, completed="2024-01-10"),
        _graded("moderated to improve", _BAD, _IMPROVE, completed="2024-01-10"),
        _graded("ungraded", completed="2024-01-10"),
    ]
    again = [
        _graded("better", _IMPROVE, re_audit_of="bad"),
        _graded("the same", _BAD, re_audit_of="bad"),
        _graded("better by the moderator", _BAD, _GOOD, re_audit_of="bad"),
        _graded("the same as the moderated", _IMPROVE, re_audit_of="moderated to improve"),
        _graded("of an ungraded one", _GOOD, re_audit_of="ungraded"),
        _graded("of one not listed", _GOOD, re_audit_of="long ago"),
        _graded("no grade yet", re_audit_of="bad"),
        _graded("no re-audit", _GOOD),
        _graded("after the year", _GOOD, re_audit_of="bad", completed="2025-04-01"),
    ]
    load(engine, rows("audit", *first, *again))
    assert total(engine, ki12.reaudit_improved_pct) == (2, 4)


def _action(name, due, closed=None, **more):
    return {"action_id": name, "due_on": due, "closed_on": closed, "service": name, **more}


def test_actions_are_on_time_by_the_day_they_are_due(engine):
    load(
        engine,
        rows(
            "audit_action",
            _action("before the year", "2024-03-31", "2024-03-31"),
            _action("on the day", "2024-04-01", "2024-04-01"),
            _action("a day late", "2024-09-02", "2024-09-03"),
            _action("open", "2025-03-31"),
            _action("early", "2025-03-31", "2024-12-24"),
            _action("after the year", "2025-04-01", "2025-03-31"),
            _action("no day", None, "2024-09-03"),
        ),
    )
    assert total(engine, ki12.audit_actions_on_time_pct) == (2, 4)


def test_an_action_is_overdue_from_the_day_after_it_was_due(engine):
    load(
        engine,
        rows(
            "audit_action",
            _action("due the day before", "2025-03-30"),
            _action("due on the day", "2025-03-31"),
            _action("closed on the day", "2025-02-03", "2025-03-31"),
            _action("closed the day after", "2025-02-03", "2025-04-01"),
            _action("of a leap day", "2024-02-29", raised_on="2024-02-01"),
            _action("no day", None),
            _action("raised after", "2025-03-03", raised_on="2025-04-01"),
        ),
    )
    names = ("due the day before", "closed the day after", "of a leap day")
    assert by(engine, ki12.audit_actions_open_overdue, "service") == dict.fromkeys(names, (1, None))


def test_impact_is_of_actions_closed_in_the_year(engine):
    load(
        engine,
        rows(
            "audit_action",
            _action("improved", "2024-04-01", "2024-04-01", impact="IMPROVED"),
            _action("no change", "2024-04-01", "2025-03-31", impact="NO_CHANGE"),
            _action("not known", "2024-04-01", "2024-05-01", impact="NOT_KNOWN"),
            _action("not recorded", "2024-04-01", "2024-05-01"),
            _action("before the year", "2024-04-01", "2024-03-31", impact="IMPROVED"),
            _action("open", "2024-04-01", impact="IMPROVED"),
        ),
    )
    assert total(engine, ki12.audit_actions_impact_pct) == (1, 4)


def test_breakdowns_are_of_the_child_on_the_day_of_completion_and_of_the_audit(engine):
    people = pd.DataFrame(
        {
            "person_id": ["turns 18"],
            "date_of_birth": [date(2006, 10, 1)],
            "sex": ["F"],
            "ethnicity": ["WBRI"],
            "ethnic_group": ["white"],
            "locality": [None],
            "uasc": [False],
            "uasc_until": [None],
        }
    )
    load(
        engine,
        {"person": people},
        rows(
            "audit",
            _graded("the day before 18", _GOOD, completed="2024-09-30", person_id="turns 18"),
            _graded("at 18", _BAD, completed="2024-10-01", person_id="turns 18", tool="THEMATIC"),
            _graded("nobody named", _GOOD, service=None),
        ),
    )
    ages = {"16-17": (1, 1), "18+": (0, 1), "not_known": (1, 1)}
    assert by(engine, ki12.audits_good_pct, "age_band") == ages
    assert by(engine, ki12.audits_good_pct, "programme") == {"CORE": (2, 2), "THEMATIC": (0, 1)}
    assert by(engine, ki12.audits_good_pct, "service") == {"CARE": (1, 2), "not_known": (1, 1)}


def test_empty_tables_count_nobody(engine):
    load(engine)
    rates = [ki12.audits_good_pct, ki12.audits_inadequate_pct, ki12.audits_completed]
    rates += [ki12.audit_assessment_good_pct, ki12.audit_planning_good_pct]
    rates += [ki12.audit_oversight_good_pct, ki12.audit_moderation_agreement_pct]
    rates += [ki12.reaudit_improved_pct, ki12.audit_actions_on_time_pct]
    rates += [ki12.audit_actions_impact_pct]
    assert {total(engine, each) for each in rates} == {(0, 0)}
    assert total(engine, ki12.audit_actions_open_overdue) == (0, None)
