"""Key indicator 5: complaints, other hours and allegations in the year to 31 March 2025.

31 March 2025 was a Monday, so Friday 28 March is the working day before.
"""

from __future__ import annotations

from services_rows import by, load, rows, total

from ae_pipeline.measures.key_indicators import ki05_other_timeliness as ki05


def _complaint(name, due=None, answered=None, outcome=None, **more):
    days = {"due_on": due, "answered_on": answered}
    return {"complaint_id": name, "service": name, "outcome": outcome, **days, **more}


def test_complaints_are_on_time_by_the_day_their_answer_is_due(engine):
    load(
        engine,
        rows(
            "complaint",
            _complaint("before the year", "2024-03-28", "2024-03-28", "UPHELD"),
            _complaint("on the day", "2024-04-02", "2024-04-02", "UPHELD"),
            _complaint("a day late", "2024-06-17", "2024-06-18", "PARTLY"),
            _complaint("not answered", "2025-03-31"),
            _complaint("second stage", "2024-12-24", "2024-12-23", "NOT_UPHELD", stage="2"),
            _complaint("withdrawn", "2024-06-17", "2024-06-14", "WITHDRAWN"),
            _complaint("no day", None, "2024-06-14", "UPHELD"),
            _complaint("after the year", "2025-04-01", "2025-03-31", "UPHELD"),
        ),
    )
    assert total(engine, ki05.complaints_on_time) == (2, 4)


def test_upheld_is_wholly_or_in_part_of_what_was_found(engine):
    load(
        engine,
        rows(
            "complaint",
            _complaint("before the year", answered="2024-03-31", outcome="UPHELD"),
            _complaint("upheld", answered="2024-04-01", outcome="UPHELD"),
            _complaint("partly", answered="2025-03-31", outcome="PARTLY", stage="3"),
            _complaint("not upheld", answered="2024-06-03", outcome="NOT_UPHELD"),
            _complaint("withdrawn", answered="2024-06-03", outcome="WITHDRAWN"),
            _complaint("no outcome", answered="2024-06-03"),
            _complaint("not answered", outcome="UPHELD"),
        ),
    )
    assert total(engine, ki05.complaints_upheld_pct) == (2, 3)


def test_a_next_stage_is_no_other_complaint(engine):
    load(
        engine,
        rows(
            "complaint",
            _complaint("the day before", received_on="2024-03-31"),
            _complaint("first", received_on="2024-04-01"),
            _complaint("withdrawn", received_on="2025-03-31", outcome="WITHDRAWN"),
            _complaint("second stage", received_on="2024-06-03", stage="2"),
        ),
    )
    assert by(engine, ki05.complaints_received, "service") == {
        "first": (1, None),
        "withdrawn": (1, None),
    }


def _contact(name, day, minutes=None, handed=None):
    return {"contact_on": day, "minutes": minutes, "handed_over_on": handed, "response": name}


def test_a_contact_is_decided_within_the_hour(engine):
    load(
        engine,
        rows(
            "out_of_hours_contact",
            _contact("before", "2024-03-31", 5),
            _contact("at once", "2024-04-01", 0),
            _contact("an hour", "2025-03-31", 60),
            _contact("a minute more", "2024-06-03", 61),
            _contact("not recorded", "2024-06-03"),
        ),
    )
    assert total(engine, ki05.out_of_hours_response_pct) == (2, 4)


def test_a_contact_is_handed_over_on_the_next_working_day(engine):
    contacts = {
        "the same day": ("2024-06-03", "2024-06-03", (1, 1)),
        "Friday, then Monday": ("2024-06-14", "2024-06-17", (1, 1)),
        "Saturday, then Monday": ("2024-06-15", "2024-06-17", (1, 1)),
        "Friday, then Tuesday": ("2024-06-14", "2024-06-18", (0, 1)),
        "over Christmas": ("2024-12-24", "2024-12-27", (1, 1)),
        "over Easter": ("2024-04-01", "2024-04-02", (1, 1)),
        "before it came": ("2024-06-18", "2024-06-14", (0, 1)),
        "on the Friday before it came on a Saturday": ("2024-06-15", "2024-06-14", (0, 1)),
        "not, and it was Friday": ("2025-03-28", None, (0, 1)),
        "not, and it was Sunday": ("2025-03-30", None, (0, 1)),
        "not, and there is still time": ("2025-03-31", None, None),
        "on the last day itself": ("2025-03-31", "2025-03-31", (1, 1)),
    }
    described = (_contact(why, day, 5, handed) for why, (day, handed, _) in contacts.items())
    load(engine, rows("out_of_hours_contact", *described))
    assert by(engine, ki05.out_of_hours_handover_pct, "programme") == {
        why: expected for why, (*_, expected) in contacts.items() if expected is not None
    }


def _allegation(name, received, decided=None, closed=None):
    days = {"received_on": received, "decided_on": decided, "closed_on": closed}
    return {"sector": name, **days}


def test_an_allegation_is_decided_by_the_next_working_day(engine):
    allegations = {
        "before the year": ("2024-03-31", "2024-03-31", None),
        "the same day": ("2024-04-01", "2024-04-01", (1, 1)),
        "Friday, then Monday": ("2024-06-14", "2024-06-17", (1, 1)),
        "Thursday, then Monday": ("2024-06-13", "2024-06-17", (0, 1)),
        "Friday, before it came on a Saturday": ("2024-06-15", "2024-06-14", (0, 1)),
        "over Christmas and the weekend": ("2024-12-27", "2024-12-30", (1, 1)),
        "two working days after Christmas": ("2024-12-24", "2024-12-30", (0, 1)),
        "not, and it was Friday": ("2025-03-28", None, (0, 1)),
        "not, and there is still time": ("2025-03-31", None, None),
    }
    described = (_allegation(why, *days) for why, (*days, _) in allegations.items())
    load(engine, rows("allegation", *described))
    assert by(engine, ki05.lado_decision_1wd_pct, "setting") == {
        why: expected for why, (*_, expected) in allegations.items() if expected is not None
    }


def test_an_allegation_is_closed_within_three_months(engine):
    allegations = {
        "time over the day before": ("2023-12-31", "2024-03-31", None),  # by 31 March 2024
        "time over on the first day": ("2024-01-01", "2024-04-01", (1, 1)),
        "a day late": ("2024-01-15", "2024-04-16", (0, 1)),
        "by the last of a shorter month": ("2024-11-30", "2025-02-28", (1, 1)),
        "the day after a shorter month": ("2024-11-30", "2025-03-01", (0, 1)),
        "from a leap day": ("2024-02-29", "2024-05-29", (1, 1)),
        "a day after it": ("2024-02-29", "2024-05-30", (0, 1)),
        "still open": ("2024-12-31", None, (0, 1)),  # by 31 March 2025
        "time not over": ("2025-01-01", "2025-01-02", None),  # by 1 April 2025
    }
    described = (
        _allegation(why, received, received, closed)
        for why, (received, closed, _) in allegations.items()
    )
    load(engine, rows("allegation", *described))
    assert by(engine, ki05.lado_closed_timely_pct, "setting") == {
        why: expected for why, (*_, expected) in allegations.items() if expected is not None
    }


def test_empty_tables_count_nobody(engine):
    load(engine)
    rates = [ki05.complaints_on_time, ki05.complaints_upheld_pct, ki05.out_of_hours_response_pct]
    rates += [ki05.out_of_hours_handover_pct, ki05.lado_decision_1wd_pct]
    rates += [ki05.lado_closed_timely_pct]
    assert {total(engine, each) for each in rates} == {(0, 0)}
    assert total(engine, ki05.complaints_received) == (0, None)
