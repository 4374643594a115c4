"""Key indicator 5, EHC: in the year to 31 March 2025, and on that day."""

from __future__ import annotations

from send_rows import (
    assessed,
    counted,
    decided,
    everything,
    expected_of,
    loaded,
    placement,
    request,
    who,
    whole,
)

from ae_pipeline.measures.key_indicators import ki05_ehc_timeliness as ki05


def _rows(cases):
    """The rows of cases, each of a person named after it."""
    return [{**row, "person_id": why} for why, row, *_ in cases]


_DECISIONS = [
    # six weeks of seven days, over Christmas and New Year as at any time: 3 December + 42 days
    ("on day 42", decided("2024-12-03", "2025-01-14"), 1),
    ("on day 43", decided("2024-12-03", "2025-01-15"), 0),
    ("on the same day", decided("2024-12-03", "2024-12-03"), 1),
    ("dated before the request", decided("2024-12-03", "2024-12-02"), 0),
    ("refused on day 42, over 29 February", decided("2024-02-20", "2024-04-02", "N"), 1),
    ("refused on day 43", decided("2024-02-19", "2024-04-02", "N"), 0),
    ("recorded on the first day", decided("2024-03-01", "2024-04-01"), 1),
    ("recorded on the last day", decided("2025-03-03", "2025-03-31"), 1),
    ("recorded before the year", decided("2024-03-01", "2024-03-31"), None),
    ("recorded after the year", decided("2025-03-03", "2025-04-01"), None),
    ("withdrawn", decided("2024-12-03", "2025-01-14", "W"), None),
    ("awaited", request("2024-12-03"), None),
    ("before the exports", request("2024-12-03", outcome="H"), None),
]


def test_a_decision_within_six_weeks_is_recorded_by_day_42(engine):
    results = everything(engine, ki05.ehc_6wk_decision, ehc_request=_rows(_DECISIONS))
    assert who(results) == expected_of(_DECISIONS)


_ENDED = [
    # why, row, recorded with no plan in 16 weeks, issued in 20 (all), (no exception), over 52 weeks
    ("no plan, on day 112", assessed("2024-06-03", "2024-09-23", "N"), 1, None, None, None),
    ("no plan, on day 113", assessed("2024-06-03", "2024-09-24", "N"), 0, None, None, None),
    ("plan, on day 140", assessed("2024-11-11", "2025-03-31"), None, 1, 1, 0),
    ("plan, on day 141", assessed("2024-11-10", "2025-03-31"), None, 0, 0, 0),
    (
        "plan in time with an exception",
        assessed("2024-11-11", "2025-03-31", exception=True),
        *(None, 1, None, 0),
    ),
    (
        "plan late with an exception",
        assessed("2024-06-03", "2025-03-31", exception=True),
        *(None, 0, None, 0),
    ),
    ("plan, on day 364", assessed("2024-04-01", "2025-03-31"), None, 0, 0, 0),
    ("plan, on day 365", assessed("2024-03-31", "2025-03-31"), None, 0, 0, 1),
    ("plan, dated before", assessed("2024-06-04", "2024-06-03"), None, 0, 0, 0),
    ("not issued yet", assessed("2024-06-03", None), None, None, None, None),
    ("issued after the year", assessed("2024-12-02", "2025-04-01"), None, None, None, None),
    ("issued before the year", assessed("2024-01-02", "2024-03-31"), None, None, None, None),
    ("elsewhere", assessed("2024-06-03", None, "H"), None, None, None, None),
    ("withdrawn", assessed("2024-06-03", "2024-09-02", "W"), None, None, None, None),
    ("not assessed", request("2024-06-03"), None, None, None, None),
]


def test_weeks_run_from_the_request_to_the_plan_or_to_being_recorded_of_none(engine):
    results = everything(engine, ki05.ehc_16wk_refuse, ehc_request=_rows(_ENDED))
    assert who(results) == expected_of(_ENDED, 2)
    assert who(loaded(engine, ki05.ehc_20wk_incl)) == expected_of(_ENDED, 3)
    assert who(loaded(engine, ki05.ehc_20wk_excl)) == expected_of(_ENDED, 4)
    assert who(loaded(engine, ki05.ehc_over_52_weeks_pct)) == expected_of(_ENDED, 5)


def test_every_plan_issued_counts_also_a_second_one_and_one_of_nobody_known(engine):
    rows = [
        assessed("2024-06-03", "2024-09-02", person_id="two plans on a day"),
        assessed("2024-01-02", "2024-09-02", person_id="two plans on a day"),
        assessed("2024-06-03", "2024-09-02", person_id=None),
    ]
    assert counted(engine, ki05.ehc_20wk_incl, ehc_request=rows) == (2, 3)


_REVIEWS = [
    # why, meeting, decided; due 28 days after the meeting
    ("decided on day 28", "2024-06-03", "2024-07-01", 1),
    ("decided on day 29", "2024-06-03", "2024-07-02", 0),
    ("decided on the day", "2024-06-03", "2024-06-03", 1),
    ("dated before the meeting", "2024-06-03", "2024-06-02", 0),
    ("not decided", "2024-06-03", None, 0),
    ("due on the last day", "2025-03-03", "2025-03-31", 1),
    ("due after the year", "2025-03-04", "2025-03-05", None),
    ("due on the first day", "2024-03-04", None, 0),
    ("due before the year", "2024-03-03", "2024-04-02", None),
]


def test_a_review_is_judged_when_its_four_weeks_are_over(engine):
    rows = [
        {"meeting": meeting, "decided": on, "person_id": why} for why, meeting, on, _ in _REVIEWS
    ]
    results = everything(engine, ki05.annual_review_4wk, ehc_review=rows)
    assert who(results) == expected_of(_REVIEWS)


_IN_FORCE = [
    # twelve months to 31 March 2025 are from 1 April 2024
    ("since the first day", placement(plan_started="2024-04-01", reviewed="2025-03-31"), 1),
    ("since the day after", placement(plan_started="2024-04-02", reviewed="2025-03-31"), None),
    ("reviewed on the first day", placement(reviewed="2024-04-01"), 1),
    ("reviewed the day before", placement(reviewed="2024-03-31"), 0),
    ("review to come", placement(reviewed="2025-04-01"), 0),
    ("never reviewed", placement(), 0),
    ("start not recorded", placement(plan_started=None, reviewed="2025-03-31"), None),
    ("in an earlier export", placement("2025-01-16", reviewed="2024-12-02"), None),
    ("in a later export", placement("2025-04-30", reviewed="2024-12-02"), None),
]


def test_a_plan_in_force_for_a_year_is_reviewed_in_it(engine):
    results = everything(engine, ki05.annual_review_12m_pct, ehc_placement=_rows(_IN_FORCE))
    assert who(results) == expected_of(_IN_FORCE)


_TRANSFERS = [
    # why, due, final
    ("final on the day", "2025-02-15", "2025-02-15", 1),
    ("final the day after", "2025-02-15", "2025-02-16", 0),
    ("final long before", "2025-03-31", "2024-12-02", 1),
    ("not final", "2025-03-31", None, 0),
    ("due in an earlier year", "2024-03-31", "2024-03-01", None),
    ("due in a later one", "2026-02-15", None, None),
]


def test_a_plan_is_final_by_the_day_it_is_due_before_a_change_of_phase(engine):
    rows = [{"due": due, "final": final, "person_id": why} for why, due, final, _ in _TRANSFERS]
    results = everything(engine, ki05.phase_transfer_on_time_pct, ehc_phase_transfer=rows)
    assert who(results) == expected_of(_TRANSFERS)


def test_without_rows_there_is_a_share_of_nobody(engine):
    assert counted(engine, ki05.ehc_6wk_decision) == (0, 0)
    for measure in (
        *(ki05.ehc_16wk_refuse, ki05.ehc_20wk_excl, ki05.ehc_20wk_incl),
        *(ki05.ehc_over_52_weeks_pct, ki05.annual_review_4wk, ki05.annual_review_12m_pct),
        ki05.phase_transfer_on_time_pct,
    ):
        assert whole(loaded(engine, measure)) == (0, 0)
