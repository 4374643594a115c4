"""Key indicator 12: whether children and families are heard, in the year to 31 March 2025."""

from __future__ import annotations

from services_rows import by, load, rows, total

from ae_pipeline.measures.key_indicators import ki12_voice_and_learning as ki12


def _audit(name, completed="2024-10-01", **more):
    return {"audit_id": name, "completed_on": completed, **more}


def test_feedback_that_is_not_recorded_of_is_none(engine):
    load(
        engine,
        rows(
            "audit",
            _audit("both", family_feedback=True, child_feedback=True),
            _audit("family alone", family_feedback=True, child_feedback=False),
            _audit("neither", family_feedback=False, child_feedback=False),
            _audit("not recorded"),
            _audit("the last day", "2025-03-31", family_feedback=True),
            _audit("the day before", "2024-03-31", family_feedback=True, child_feedback=True),
            _audit("not done", None, family_feedback=True, child_feedback=True),
        ),
    )
    assert total(engine, ki12.audit_family_feedback_pct) == (3, 5)
    assert total(engine, ki12.audit_child_feedback_pct) == (1, 5)


def test_voice_is_of_audits_with_a_grade_for_it(engine):
    load(
        engine,
        rows(
            "audit",
            _audit("outstanding", voice_grade="OUTSTANDING", overall_grade="INADEQUATE"),
            _audit("good", voice_grade="GOOD", moderated_grade="INADEQUATE"),
            _audit("requires improvement", voice_grade="REQUIRES_IMPROVEMENT"),
            _audit("inadequate", voice_grade="INADEQUATE"),
            _audit("not graded", overall_grade="GOOD"),
            _audit("after the year", "2025-04-01", voice_grade="GOOD"),
        ),
    )
    assert total(engine, ki12.audit_child_voice_pct) == (2, 4)


def test_compliments_are_counted_by_the_day_received(engine):
    days = ("2024-03-31", "2024-04-01", "2024-04-01", "2025-03-31", "2025-04-01")
    load(engine, rows("compliment", *({"received_on": day, "service": "CARE"} for day in days)))
    assert by(engine, ki12.compliments, "service") == {"CARE": (3, None)}


def _activity(held, children=None, changed=None, described=None, group="SEND"):
    return {
        "held_on": held,
        "activity": "FORUM",
        "for_group": group,
        "children": children,
        "change_made": changed,
        "reported_back_on": described,
    }


def test_children_are_summed_over_activities(engine):
    load(
        engine,
        rows(
            "participation_activity",
            _activity("2024-03-31", 100),
            _activity("2024-04-01", 12),
            _activity("2024-07-01", 0),
            _activity("2024-07-01"),
            _activity("2025-03-31", 8, group="CARE"),
            _activity("2025-04-01", 100),
        ),
    )
    assert total(engine, ki12.participation_children) == (20, None)
    assert by(engine, ki12.participation_children, "service") == {
        "SEND": (12, None),
        "CARE": (8, None),
    }


def test_the_loop_is_closed_by_a_change_and_reporting_of_it(engine):
    load(
        engine,
        rows(
            "participation_activity",
            _activity("2024-04-01", changed=True, described="2024-05-01"),
            _activity("2024-07-01", changed=True),
            _activity("2024-07-01", changed=False, described="2024-08-01"),
            _activity("2024-07-01", described="2024-08-01"),
            _activity("2025-03-01", changed=True, described="2025-03-31"),
            _activity("2025-03-01", changed=True, described="2025-04-01"),
            _activity("2024-03-31", changed=True, described="2024-05-01"),
        ),
    )
    assert total(engine, ki12.participation_changes_pct) == (2, 6)


def test_every_wish_answered_counts_alike(engine):
    load(
        engine,
        rows(
            "wish_answer",
            {"score": 5, "for_group": "CARE"},
            {"score": 4, "for_group": "CARE", "wish": "wish_02"},
            {"score": 3, "wish": "wish_02"},
            {"score": 1, "wish": "wish_10"},
            {"score": 5, "answered_on": "2024-03-31"},
            {"score": 2, "answered_on": "2025-03-31"},
        ),
    )
    assert total(engine, ki12.ten_wishes_score) == (15, 5)
    assert total(engine, ki12.ten_wishes_kept_pct) == (2, 5)
    assert by(engine, ki12.ten_wishes_kept_pct, "programme") == {
        "wish_01": (1, 2),
        "wish_02": (1, 2),
        "wish_10": (0, 1),
    }


def test_empty_tables_count_nobody(engine):
    load(engine)
    rates = [ki12.audit_family_feedback_pct, ki12.audit_child_feedback_pct]
    rates += [ki12.audit_child_voice_pct, ki12.participation_changes_pct]
    rates += [ki12.ten_wishes_score, ki12.ten_wishes_kept_pct]
    assert {total(engine, each) for each in rates} == {(0, 0)}
    assert total(engine, ki12.compliments) == (0, None)
    assert total(engine, ki12.participation_children) == (0, None)
