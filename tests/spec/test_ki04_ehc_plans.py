"""Key indicator 4, EHC plans: in the year to 31 March 2025, and on 16 January and 31 March."""

from __future__ import annotations

from datetime import date

from send_rows import (
    assessed,
    counted,
    decided,
    everything,
    loaded,
    person,
    plan,
    request,
    who,
    whole,
)

from ae_pipeline.measures.key_indicators import ki04_ehc_plans as ki04
from ae_pipeline.periods import Period

_PERIOD = [
    request("2024-03-31"),  # the day before
    request("2024-04-01"),
    request("2025-03-31"),
    request("2025-04-01"),  # the day after
]


def test_requests_count_from_the_first_day_to_the_last(engine):
    assert counted(engine, ki04.ehc_requests, ehc_request=_PERIOD) == (2, None)
    assert whole(loaded(engine, ki04.ehc_request_rate)) == (2, None)


def test_requests_are_counted_whatever_came_of_them_and_whoever_made_them(engine):
    rows = [
        *(decided("2024-06-03", "2024-07-01", outcome) for outcome in "YNWA"),
        request("2024-06-03", outcome="H"),
        request("2024-06-03", person_id=None),
        request("2024-06-03", person_id=None),
        request("2024-06-03", person_id="requested twice"),
        request("2024-06-04", person_id="requested twice"),
    ]
    assert counted(engine, ki04.ehc_requests, ehc_request=rows) == (9, None)


def test_29_february_is_a_day_like_others(engine):
    rows = [request("2024-02-29")]
    assert counted(engine, ki04.ehc_requests, "2024-02", ehc_request=rows) == (1, None)
    assert whole(loaded(engine, ki04.ehc_requests, "2025-02")) == (0, None)


_OUTCOMES = [
    decided("2024-06-03", "2024-07-01", "Y"),
    decided("2024-06-03", "2024-07-01", "N"),
    decided("2024-06-03", "2024-07-01", "N", mediation=True),
    decided("2024-06-03", "2024-07-01", "W"),
    request("2024-06-03"),
    request("2024-06-03", outcome="H"),
    decided("2024-03-29", "2024-06-03", "N"),  # received before the year
]


def test_outcomes_are_a_share_of_all_requests_received(engine):
    assert counted(engine, ki04.ehc_refusal_pct, ehc_request=_OUTCOMES) == (2, 6)
    assert whole(loaded(engine, ki04.ehc_withdrawn_pct)) == (1, 6)


def test_mediation_and_appeal_count_once_a_request_in_the_year_it_was_received(engine):
    rows = [
        request("2024-06-03", mediation=True),
        request("2024-06-03", mediation=True, tribunal=True),
        request("2024-06-03", tribunal=True),
        request("2024-06-03"),
        request("2024-03-31", mediation=True, tribunal=True),
        request("2025-04-01", mediation=True, tribunal=True),
    ]
    assert counted(engine, ki04.ehc_mediation, ehc_request=rows) == (2, None)
    assert whole(loaded(engine, ki04.ehc_tribunal)) == (2, None)


_PLANS = [
    # why, plan, in force on 16 January 2025
    ("started on the day", plan("2025-01-16"), True),
    ("started the day after", plan("2025-01-17"), False),
    ("ceased on the day", plan("2020-01-01", "2025-01-16", cease_reason="5"), False),
    ("ceased the day after", plan("2020-01-01", "2025-01-17", cease_reason="5"), True),
    ("vanished from the exports", plan("2020-01-01", "2025-01-01", vanished=True), False),
    ("came from elsewhere, not yet", plan("2019-01-01", since="2025-09-30"), False),
    ("came from elsewhere", plan("2019-01-01", since="2025-01-16"), True),
    ("29 February", plan("2024-02-29"), True),
    ("dates in the wrong order", plan("2025-01-10", "2024-01-10", cease_reason="9"), False),
]


def test_a_plan_is_in_force_from_its_start_until_the_day_before_it_ceased(engine):
    rows = [{**row, "person_id": why} for why, row, _ in _PLANS]
    results = everything(engine, ki04.ehc_plans_total, ehc_plan=rows).membership
    assert set(results["person_id"]) == {why for why, _, holds in _PLANS if holds}


def test_a_person_with_two_plans_counts_once_and_the_later_is_believed(engine):
    rows = [
        plan("2020-01-01", need="ASD", person_id="two"),
        plan("2024-01-01", need="SLCN", person_id="two"),
        plan("2024-01-01", person_id=None),
        plan("2024-01-01", person_id=None),
    ]
    counts = everything(engine, ki04.ehc_plans_total, ehc_plan=rows).counts
    by_need = counts[counts["breakdown"] == "category_of_need"]
    assert counts["numerator"].iloc[0] == 3
    assert dict(zip(by_need["category"], by_need["numerator"], strict=True)) == {
        "SEMH": 2,
        "SLCN": 1,
    }


def test_the_plans_of_a_month_are_those_of_its_last_day(engine):
    last = Period.snapshot(date(2025, 3, 31))
    rows = [plan("2025-03-31"), plan("2020-01-01", "2025-03-31", cease_reason="1")]
    assert counted(engine, ki04.ehc_plans_total, last, ehc_plan=rows) == (1, None)


def test_young_people_are_16_on_the_day(engine):
    people = [
        person("16 on the day", "2009-03-31"),
        person("16 the day after", "2009-04-01"),
        person("25", "1999-05-01"),
        person("born on a day not known", None),
    ]
    rows = [plan("2020-01-01", person_id=each["person_id"]) for each in people]
    results = everything(engine, ki04.ehc_plans_16_plus, ehc_plan=rows, person=people)
    assert sorted(results.membership["person_id"]) == ["16 on the day", "25"]


def test_who_was_born_on_29_february_is_16_after_28_february(engine):
    people = [
        person("born on 28 February", "2009-02-28"),
        person("born on 1 March", "2009-03-01"),
        person("born on 29 February 2008", "2008-02-29"),
    ]
    rows = [plan("2020-01-01", person_id=each["person_id"]) for each in people]
    results = everything(engine, ki04.ehc_plans_16_plus, "2025-02", ehc_plan=rows, person=people)
    assert set(who(results)) == {"born on 28 February", "born on 29 February 2008"}
    last_of_february = Period.snapshot(date(2024, 2, 28))
    assert not who(loaded(engine, ki04.ehc_plans_16_plus, last_of_february))
    leap_day = Period.snapshot(date(2024, 2, 29))
    assert set(who(loaded(engine, ki04.ehc_plans_16_plus, leap_day))) == {
        "born on 29 February 2008"
    }


def test_new_plans_are_people_who_were_issued_one_here(engine):
    rows = [
        assessed("2023-12-01", "2024-04-01", person_id="issued on the first day"),
        assessed("2024-12-01", "2025-03-31", person_id="issued on the last day"),
        assessed("2023-12-01", "2024-03-31", person_id="issued before"),
        assessed("2023-12-01", "2025-04-01", person_id="issued after"),
        assessed("2024-05-01", "2024-09-02", "N", person_id="recorded with no plan"),
        assessed("2024-05-01", None, person_id="decided on and not issued"),
        assessed("2024-05-01", None, "H", person_id="made by another authority", outcome="H"),
        assessed("2024-03-01", "2024-09-02", person_id="two plans on a day"),
        assessed("2024-04-02", "2024-09-02", person_id="two plans on a day"),
        assessed("2024-05-01", "2024-09-02", person_id=None),
        assessed("2024-05-01", "2024-09-02", person_id=None),
    ]
    results = everything(engine, ki04.ehc_new_plans, ehc_request=rows)
    assert sorted(results.membership["person_id"].dropna()) == [
        "issued on the first day",
        "issued on the last day",
        "two plans on a day",
    ]
    assert results.counts["numerator"].iloc[0] == 5


def test_of_two_new_plans_the_first_says_how_old_the_person_was(engine):
    rows = [
        assessed("2024-11-01", "2025-02-03", person_id="turned 5 in between"),
        assessed("2023-04-03", "2024-06-03", person_id="turned 5 in between"),
    ]
    people = [person("turned 5 in between", "2019-09-02")]
    counts = everything(engine, ki04.ehc_new_plans, ehc_request=rows, person=people).counts
    by_age = counts[counts["breakdown"] == "age_band"]
    assert dict(zip(by_age["category"], by_age["numerator"], strict=True)) == {"under 5": 1}


_CEASED = [
    plan("2020-01-01", "2024-04-01", cease_reason="4", person_id="work"),
    plan("2020-01-01", "2025-03-31", cease_reason="3", person_id="study"),
    plan("2020-01-01", "2024-09-02", cease_reason="6", person_id="no longer engages"),
    plan("2020-01-01", "2024-09-02", cease_reason="1", person_id="maximum age"),
    plan("2020-01-01", "2024-09-02", cease_reason="5", person_id="moved"),
    plan("2020-01-01", "2024-09-02", cease_reason="7", person_id="left England"),
    plan("2020-01-01", "2024-09-02", cease_reason="8", person_id="died"),
    plan("2020-01-01", "2024-09-02", cease_reason="2", person_id="16 the day after"),
    plan("2020-01-01", "2024-09-02", cease_reason="4", person_id="16 on the day"),
    plan("2020-01-01", "2024-09-02", cease_reason="4", person_id="age not known"),
    plan("2020-01-01", "2024-09-02", vanished=True, person_id="vanished"),
    plan("2020-01-01", "2024-03-31", cease_reason="4", person_id="before the year"),
    plan("2020-01-01", "2025-04-01", cease_reason="4", person_id="after the year"),
    plan("2020-01-01", person_id="in force"),
]
_BORN = {
    "16 the day after": "2008-09-03",
    "16 on the day": "2008-09-02",
    "age not known": None,
}
_PEOPLE = [person(row["person_id"], _BORN.get(row["person_id"], "2004-01-01")) for row in _CEASED]


def test_plans_that_ceased_have_a_reason(engine):
    rows = {"ehc_plan": _CEASED, "person": _PEOPLE}
    assert counted(engine, ki04.ehc_plans_ceased, **rows) == (10, None)


def test_work_and_study_are_a_share_of_young_people_who_stayed(engine):
    rows = {"ehc_plan": _CEASED, "person": _PEOPLE}
    results = everything(engine, ki04.ehc_ceased_into_work_or_study_pct, **rows)
    assert who(results) == {
        "work": 1,
        "study": 1,
        "16 on the day": 1,
        "no longer engages": 0,
        "maximum age": 0,
    }


def test_pupils_with_a_plan_are_counted_at_their_main_school(engine):
    roll = [
        {"sen_provision": "E", "enrolment": "C"},
        {"sen_provision": "E", "enrolment": "M"},
        {"sen_provision": "E", "enrolment": "S"},  # subsidiary
        {"sen_provision": "K", "enrolment": "C"},
        {"sen_provision": None, "enrolment": None},
        {"sen_provision": "E", "enrolment": "C", "census_day": "2024-10-03"},  # an earlier census
        {"sen_provision": "E", "enrolment": "C", "census_day": "2025-05-15"},  # a later one
    ]
    rows = [{"census_day": "2025-01-16", "pupil": "", "fsm": False, **row} for row in roll]
    assert counted(engine, ki04.ehc_plans_pct_pupils, pupil_roll=rows) == (2, 4)


def test_without_rows_there_is_a_count_of_nobody(engine):
    assert counted(engine, ki04.ehc_requests) == (0, None)
    for measure in (ki04.ehc_plans_total, ki04.ehc_new_plans, ki04.ehc_plans_ceased):
        assert whole(loaded(engine, measure)) == (0, None)
    for measure in (ki04.ehc_refusal_pct, ki04.ehc_plans_pct_pupils):
        assert whole(loaded(engine, measure)) == (0, 0)
    assert whole(loaded(engine, ki04.ehc_ceased_into_work_or_study_pct)) == (0, 0)
