"""Key indicator 13: cases and supervision, on 31 March 2025 and in the year to it."""

from __future__ import annotations

from services_rows import by, load, rows, total

from ae_pipeline.measures.key_indicators import ki13_workload as ki13


def _holder(worker, cases, hundredths=100, as_at="2025-03-31"):
    return {"worker_id": worker, "cases": cases, "fte_hundredths": hundredths, "as_at": as_at}


def _supervised(worker, due, held=None, grade=None):
    return {"worker_id": worker, "due_on": due, "held_on": held, "grade": grade}


def test_caseload_is_over_the_hours_of_those_who_hold_any(engine):
    listed = rows(
        "worker_caseload",
        _holder("full time", 20),
        _holder("part time", 7, 60),
        _holder("no cases", 0),
        _holder("no hours", 5, 0),
        _holder("hours not known", 5, None),
        _holder("a month before", 30, as_at="2025-02-28"),
        _holder("a month later", 30, as_at="2025-04-30"),
    )
    agency = rows("social_worker_role", {"worker_id": "part time", "contract": "AGENCY"})
    load(engine, listed, agency)
    assert total(engine, ki13.sw_caseload) == (2700, 160)


def test_of_a_later_day_the_list_last_recorded_holds(engine):
    listed = rows("worker_caseload", _holder("full time", 20))
    load(engine, listed)
    assert total(engine, ki13.sw_caseload, "2025-04") == (2000, 100)


def test_the_limit_is_of_full_time_and_lower_in_the_first_year(engine):
    workers = {
        "at the limit": (18, 100, "2", 0),
        "above it": (19, 100, "2", 1),
        "half time, at half of it": (9, 50, "2", 0),
        "half time, above": (10, 50, "2", 1),
        "first year, below 16.2": (16, 100, "1", 0),
        "first year, above": (17, 100, "1", 1),
        "first year and half time, below 8.1": (8, 50, "1", 0),
        "first year and half time, above": (9, 50, "1", 1),
        "stage not known": (18, 100, None, 0),
    }
    load(
        engine,
        rows("worker_caseload", *(_holder(why, *each[:2]) for why, each in workers.items())),
        rows(
            "social_worker_role",
            *(
                {"worker_id": why, "career_stage": stage, "team": why}
                for why, (_, _, stage, _) in workers.items()
            ),
        ),
    )
    assert by(engine, ki13.sw_caseload_over_limit_pct, "service") == {
        why: (above, 1) for why, (*_, above) in workers.items()
    }


def test_team_and_stage_are_those_of_the_role_that_began_last(engine):
    listed = rows("worker_caseload", _holder("two roles", 17), _holder("no role", 19))
    role = rows(
        "social_worker_role",
        {"worker_id": "two roles", "career_stage": "1", "team": "South", "role_end": "2025-03-31"},
        {"worker_id": "two roles", "role_start": "2010-01-01"},
        {"worker_id": "two roles", "role_start": "2025-04-01", "team": "later"},
        {"worker_id": "no role", "role_end": "2025-03-30"},
    )
    load(engine, listed, role)
    assert by(engine, ki13.sw_caseload_over_limit_pct, "service") == {
        "South": (1, 1),
        "not_known": (1, 1),
    }


def test_two_roles_begun_on_one_day_do_not_count_a_row_twice(engine):
    listed = rows("worker_caseload", _holder("two roles", 17))
    role = rows("social_worker_role", {"worker_id": "two roles"}, {"worker_id": "two roles"})
    load(engine, listed, role)
    assert total(engine, ki13.sw_caseload_over_limit_pct) == (0, 1)


def test_supervision_is_on_time_by_the_day_it_is_due(engine):
    described = rows(
        "supervision",
        _supervised("a", "2024-03-31", "2024-03-31"),
        _supervised("b", "2024-04-01", "2024-03-20"),
        _supervised("c", "2024-06-03", "2024-06-03"),
        _supervised("d", "2024-06-03", "2024-06-04"),
        _supervised("e", "2025-03-31"),
        _supervised("f", "2025-04-01", "2025-03-20"),
    )
    role = rows("social_worker_role", {"worker_id": "c"})
    load(engine, described, role)
    assert total(engine, ki13.supervision_on_time_pct) == (2, 4)
    assert by(engine, ki13.supervision_on_time_pct, "service") == {
        "North": (1, 1),
        "not_known": (1, 3),
    }


def test_supervision_is_good_of_what_was_held_and_graded(engine):
    described = rows(
        "supervision",
        _supervised("a", "2024-03-28", "2024-03-31", "GOOD"),
        _supervised("b", "2024-03-28", "2024-04-01", "GOOD"),
        _supervised("c", "2025-04-02", "2025-03-31", "OUTSTANDING"),
        _supervised("d", "2024-06-03", "2024-06-03", "REQUIRES_IMPROVEMENT"),
        _supervised("e", "2024-06-03", "2024-06-03", "INADEQUATE"),
        _supervised("f", "2024-06-03", "2024-06-03"),
        _supervised("g", "2025-03-28", "2025-04-01", "GOOD"),
        _supervised("h", "2024-06-03"),
    )
    load(engine, described)
    assert total(engine, ki13.supervision_good_pct) == (2, 4)


def test_supervision_held_is_of_the_team_on_the_day_it_was_held(engine):
    described = rows("supervision", _supervised("moved", "2024-06-03", "2024-06-10", "GOOD"))
    role = rows(
        "social_worker_role",
        {"worker_id": "moved", "role_end": "2024-06-07"},
        {"worker_id": "moved", "role_start": "2024-06-08", "team": "South"},
    )
    load(engine, described, role)
    assert by(engine, ki13.supervision_good_pct, "service") == {"South": (1, 1)}
    assert by(engine, ki13.supervision_on_time_pct, "service") == {"North": (0, 1)}


def test_empty_tables_count_nobody(engine):
    load(engine)
    measures = (ki13.sw_caseload, ki13.sw_caseload_over_limit_pct)
    measures += (ki13.supervision_on_time_pct, ki13.supervision_good_pct)
    assert {total(engine, each) for each in measures} == {(0, 0)}
