"""Key indicator 13: who is in post, joins and leaves, in the twelve months to 31 March 2025."""

from __future__ import annotations

from services_rows import by, load, rows, total

from ae_pipeline.measures.key_indicators import ki13_workforce as ki13
from ae_pipeline.periods import Month


def _roles(*given):
    return rows("social_worker_role", *given)


def _caseload(*given):
    return rows("worker_caseload", *given)


def _sick(*given):
    return rows("sickness_in_month", *given)


def _role(worker, start="2015-01-01", end=None, **more):
    return {"worker_id": worker, "role_start": start, "role_end": end, **more}


_STAYS = _role("stays")


def test_turnover_counts_hours_of_who_left_over_hours_of_who_is_there(engine):
    ends = {
        "never": (None, (0, 60)),
        "the year before": ("2024-03-31", None),
        "on the first day": ("2024-04-01", (60, 0)),
        "the day before the last": ("2025-03-30", (60, 0)),
        "on the last day, so not there at its end": ("2025-03-31", (60, 0)),
        "after the year": ("2025-04-01", (0, 60)),
    }
    load(
        engine,
        _roles(
            *(_role(why, end=end, team=why, fte_hundredths=60) for why, (end, _) in ends.items())
        ),
    )
    assert by(engine, ki13.sw_turnover_pct, "service") == {
        why: expected for why, (_, expected) in ends.items() if expected is not None
    }


def test_turnover_leaves_agency_workers_out_and_takes_fixed_terms_in(engine):
    table = _roles(
        _STAYS,
        _role("agency, left", end="2024-06-30", contract="AGENCY"),
        _role("agency, there", contract="AGENCY"),
        _role("fixed term, left", end="2024-06-30", contract="FIXED_TERM", fte_hundredths=50),
        _role("fixed term, there", contract="FIXED_TERM", fte_hundredths=80),
        _role("hours not known, left", end="2024-06-30", fte_hundredths=None),
        _role("begins on the last day", "2025-03-31"),
        _role("begins after it", "2025-04-01"),
    )
    load(engine, table)
    assert total(engine, ki13.sw_turnover_pct) == (50, 280)


def test_going_on_in_another_role_is_not_leaving(engine):
    moves = {
        "the next day": ("2024-06-13", "2024-06-14", "PERMANENT", 0),
        "Friday, then Monday": ("2024-06-14", "2024-06-17", "PERMANENT", 0),
        "Friday, then Tuesday": ("2024-06-14", "2024-06-18", "PERMANENT", 1),
        "on a Saturday, then Monday": ("2024-06-15", "2024-06-17", "PERMANENT", 0),
        "Friday, then Sunday": ("2024-06-14", "2024-06-16", "PERMANENT", 0),
        "Thursday, then Sunday": ("2024-06-13", "2024-06-16", "PERMANENT", 1),
        "over Christmas": ("2024-12-24", "2024-12-27", "FIXED_TERM", 0),
        "a working day between": ("2024-12-24", "2024-12-30", "FIXED_TERM", 1),
        "both for a while": ("2024-06-14", "2024-06-01", "PERMANENT", 0),
        "back with an agency": ("2024-06-14", "2024-06-17", "AGENCY", 1),
    }
    ended = (_role(why, end=end, team=why) for why, (end, *_) in moves.items())
    begun = (_role(why, start, contract=contract) for why, (_, start, contract, _) in moves.items())
    load(engine, _roles(*ended, *begun))
    left = {why for why, move in moves.items() if move[-1]}
    assert by(engine, ki13.sw_leavers, "service") == dict.fromkeys(left, (1, None))
    hours = by(engine, ki13.sw_turnover_pct, "service")
    assert {team for team, (gone, _) in hours.items() if gone} == left


def test_a_role_held_since_before_the_calendar_begins_goes_on(engine):
    table = _roles(_role("long there", "1985-05-01"), _role("long there", end="2024-06-14"))
    load(engine, table)
    assert total(engine, ki13.sw_leavers) == (0, None)


def test_a_role_that_ends_no_later_is_none_to_go_on_in(engine):
    table = _roles(
        _role("two roles, both left on a day", end="2024-06-14", fte_hundredths=50),
        _role("two roles, both left on a day", end="2024-06-14", fte_hundredths=30),
        _STAYS,
    )
    load(engine, table)
    assert total(engine, ki13.sw_turnover_pct) == (80, 100)
    assert total(engine, ki13.sw_leavers) == (1, None)


def test_who_left_and_came_back_and_left_again_left_twice(engine):
    table = _roles(
        _role("again", end="2024-05-31"), _role("again", "2024-09-02", "2025-01-31"), _STAYS
    )
    load(engine, table)
    assert total(engine, ki13.sw_leavers) == (2, None)
    assert total(engine, ki13.sw_starters) == (1, None)


def test_joining_is_a_first_day_that_no_role_went_before(engine):
    starts = {
        "the day before the year": (None, "2024-03-31", 0),
        "the first day": (None, "2024-04-01", 1),
        "the last day": (None, "2025-03-31", 1),
        "after the year": (None, "2025-04-01", 0),
        "Friday, then Monday": ({"end": "2024-06-14"}, "2024-06-17", 0),
        "Friday, then Tuesday": ({"end": "2024-06-14"}, "2024-06-18", 1),
        "Friday, then Sunday": ({"end": "2024-06-14"}, "2024-06-16", 0),
        "Thursday, then Sunday": ({"end": "2024-06-13"}, "2024-06-16", 1),
        "a second role next to the first": ({}, "2024-06-17", 0),
        "from an agency": ({"contract": "AGENCY"}, "2024-06-17", 1),
        "two on a day are one worker": ({"start": "2024-06-17"}, "2024-06-17", 1),
    }
    load(
        engine,
        _roles(
            *(_role(why, **{"team": why, **b}) for why, (b, *_) in starts.items() if b is not None),
            *(_role(why, start, team=why) for why, (_, start, _) in starts.items()),
        ),
    )
    joined = {why for why, (*_, joins) in starts.items() if joins}
    assert by(engine, ki13.sw_starters, "service") == dict.fromkeys(joined, (1, None))


def test_agency_workers_do_not_join(engine):
    table = _roles(_role("agency", "2024-06-17", contract="AGENCY"))
    load(engine, table)
    assert total(engine, ki13.sw_starters) == (0, None)


def test_hours_are_those_of_the_caseload_list_of_the_day(engine):
    table = _roles(
        _role("fewer since", fte_hundredths=50),
        _role("not in the list", fte_hundredths=70),
        _role("hours not listed", fte_hundredths=90),
        _role("agency", contract="AGENCY"),
    )
    listed = _caseload(
        {"worker_id": "fewer since", "fte_hundredths": 80},
        {"worker_id": "fewer since", "as_at": "2025-02-28", "fte_hundredths": 100},
        {"worker_id": "fewer since", "as_at": "2025-04-30", "fte_hundredths": 40},
        {"worker_id": "hours not listed", "fte_hundredths": None},
        {"worker_id": "nobody", "fte_hundredths": 100},
    )
    load(engine, table, listed)
    assert total(engine, ki13.sw_fte) == (240, None)
    assert total(engine, ki13.sw_agency_pct) == (100, 340)


def test_of_a_later_day_the_list_last_recorded_holds(engine):
    table = _roles(_role("fewer since", fte_hundredths=50))
    listed = _caseload({"worker_id": "fewer since", "fte_hundredths": 80})
    load(engine, table, listed)
    assert total(engine, ki13.sw_fte, "2025-05") == (80, None)


def test_in_several_roles_each_has_its_own_hours_and_heads_count_once(engine):
    table = _roles(
        _role("two roles", fte_hundredths=40, career_stage="1"),
        _role("two roles", "2016-01-01", fte_hundredths=30),
        _role("first year", career_stage="1"),
        _role("stage not known", career_stage=None),
        _role("agency", contract="AGENCY", career_stage="1"),
    )
    listed = _caseload({"worker_id": "two roles", "fte_hundredths": 70})
    load(engine, table, listed)
    assert total(engine, ki13.sw_fte) == (270, None)
    assert total(engine, ki13.asye_pct) == (1, 3)


def test_employed_counts_who_works_through_an_agency_as_well(engine):
    table = _roles(
        _role("both", fte_hundredths=60, career_stage="1"),
        _role("both", "2016-01-01", contract="AGENCY", fte_hundredths=40),
    )
    load(engine, table, _sick(_lost("both", "2024-06-01", 2000)))
    assert total(engine, ki13.asye_pct) == (1, 1)
    assert total(engine, ki13.sw_absence_pct) == (2000, 60 * 253)
    assert total(engine, ki13.sw_absence_persistent_pct) == (1, 1)


def test_permanent_is_neither_fixed_term_nor_agency(engine):
    table = _roles(
        _role("permanent", fte_hundredths=60),
        _role("fixed term", contract="FIXED_TERM"),
        _role("agency", contract="AGENCY"),
        _role("left on the day", end="2025-03-31"),
    )
    load(engine, table)
    assert total(engine, ki13.sw_permanent_pct) == (60, 260)


def test_vacancies_are_over_themselves_and_the_employed(engine):
    table = _roles(_STAYS, _role("part time", fte_hundredths=72), _role("a", contract="AGENCY"))
    vacant = rows(
        "team_vacancy",
        {"vacant_hundredths": 20},
        {"vacant_hundredths": 5, "team": "South"},
        {"vacant_hundredths": 500, "as_at": "2025-02-28"},
    )
    load(engine, table, vacant)
    assert total(engine, ki13.sw_vacancy_pct) == (25, 197)
    assert by(engine, ki13.sw_vacancy_pct, "service") == {
        "North": (20, 192),
        "South": (5, 5),
    }
    assert by(engine, ki13.sw_vacancies_fte, "service") == {
        "North": (20, None),
        "South": (5, None),
    }


def test_without_a_list_of_vacancies_there_is_no_rate(engine):
    later = rows("team_vacancy", {"vacant_hundredths": 20, "as_at": "2025-04-30"})
    load(engine, _roles(_STAYS), later)
    assert total(engine, ki13.sw_vacancy_pct) == (0, 0)


def _lost(worker, month, hundredths, start=None):
    return {
        "worker_id": worker,
        "absence_start": start or month,
        "month_start": month,
        "lost_hundredths": hundredths,
    }


def test_absence_is_sickness_of_the_year_of_who_is_employed_at_its_end(engine):
    table = _roles(
        _role("ill", fte_hundredths=50),
        _role("well"),
        _role("left", end="2025-03-31"),
        _role("agency", contract="AGENCY"),
    )
    sick = _sick(
        _lost("ill", "2024-03-01", 700),
        _lost("ill", "2024-04-01", 150, "2024-03-25"),
        _lost("ill", "2025-03-01", 200),
        _lost("ill", "2025-04-01", 900),
        *(_lost(who, "2024-06-01", 500) for who in ("left", "agency", "nobody")),
    )
    load(engine, table, sick)
    assert total(engine, ki13.sw_absence_pct) == (350, 150 * 253)


def test_a_year_with_29_february_has_a_working_day_more(engine):
    load(engine, _roles(_STAYS))
    days = {"2024-01": 253, "2024-02": 254, "2025-01": 254, "2025-02": 253}
    assert {month: total(engine, ki13.sw_absence_pct, month) for month in days} == {
        month: (0, 100 * number) for month, number in days.items()
    }


def test_a_worker_in_two_roles_is_ill_once(engine):
    table = _roles(_role("two roles", fte_hundredths=40), _role("two roles", "2020-01-01"))
    sick = _sick(_lost("two roles", "2024-06-01", 500))
    load(engine, table, sick)
    assert total(engine, ki13.sw_absence_pct) == (500, 140 * 253)
    assert total(engine, ki13.sw_absence_persistent_pct) == (0, 1)


def test_persistent_is_three_absences_or_twenty_days(engine):
    table = _roles(*(_role(who) for who in ("often", "twice", "long", "nearly", "well")))
    sick = _sick(
        *(_lost("often", f"2024-0{month}-01", 100) for month in (5, 6, 7)),
        _lost("twice", "2024-03-01", 100),
        _lost("twice", "2024-05-01", 100),
        _lost("twice", "2024-06-01", 100, "2024-05-01"),
        _lost("twice", "2024-08-01", 100),
        _lost("long", "2024-05-01", 1200, "2024-05-13"),
        _lost("long", "2024-06-01", 800, "2024-05-13"),
        _lost("nearly", "2024-05-01", 1999),
    )
    load(engine, table, sick)
    assert total(engine, ki13.sw_absence_persistent_pct) == (2, 5)


def test_who_was_there_when_the_year_began_stays_or_not(engine):
    table = _roles(
        _STAYS,
        _role("left on its last day", end="2025-03-31"),
        _role("left on its first day", end="2024-04-01"),
        _role("left on the day before", end="2024-03-31"),
        _role("begins on its first day", "2024-04-01"),
        _role("began on the day before", "2024-03-31"),
        _role("away for a while", end="2024-06-30"),
        _role("away for a while", "2025-01-01"),
        _role("to an agency", end="2024-06-30"),
        _role("to an agency", "2024-07-01", contract="AGENCY"),
        _role("agency", contract="AGENCY"),
        _role("two roles"),
        _role("two roles", "2020-01-01"),
    )
    load(engine, table)
    assert total(engine, ki13.sw_retention_pct) == (4, 7)


def test_empty_tables_count_nobody(engine):
    load(engine)
    counts = [ki13.sw_fte, ki13.sw_vacancies_fte, ki13.sw_starters, ki13.sw_leavers]
    rates = [ki13.sw_turnover_pct, ki13.sw_vacancy_pct, ki13.sw_agency_pct, ki13.sw_permanent_pct]
    rates += [ki13.asye_pct, ki13.sw_absence_pct, ki13.sw_retention_pct]
    rates += [ki13.sw_absence_persistent_pct]
    assert {total(engine, each) for each in counts} == {(0, None)}
    assert {total(engine, each) for each in rates} == {(0, 0)}


def test_the_headline_of_turnover_in_september_is_the_year_of_the_census():
    period = ki13.sw_turnover_pct.period(Month.parse("2025-09"))
    assert (str(period.start), str(period.end)) == ("2024-10-01", "2025-09-30")
