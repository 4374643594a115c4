"""Key indicator 8: results of children in care, and their education plans.

In March 2025: results of 2023/24, and the year to 31 March 2025, whose three terms ended on 30
April, 31 August and 31 December 2024.
"""

from __future__ import annotations

import pytest
from learning_rows import YEAR, broken_down, counted, day, in_care, loaded, plan, total

from ae_pipeline.measures.key_indicators import ki08_education_in_care as ki08

_AUTUMN, _SPRING, _SUMMER = "2024-12-31", "2024-04-30", "2024-08-31"

# Results: looked after on 31 March 2024 for twelve months ----------------------------------------

_CARE = [
    # person, in care from, until, in the population
    ("since 1 April", "2023-04-01", None, True),
    ("since 2 April", "2023-04-02", None, False),
    ("since long ago", "2015-06-01", "2024-04-01", True),
    ("until the day", "2015-06-01", "2024-03-31", False),
    ("after the day", "2024-05-01", None, False),
]
_CARED_FOR = {row[0] for row in _CARE if row[3]}


def _results(**columns):
    people = [row[0] for row in _CARE] + ["never in care", None]
    return [{"person_id": who, "year_ended": YEAR, **columns} for who in people]


def _episodes():
    return [in_care(who, start, end) for who, start, end, _ in _CARE]


@pytest.mark.parametrize(
    ("definition", "numerator"),
    [(ki08.cla_ks2_rwm, 1), (ki08.cla_ks4_att8, 1770), (ki08.cla_ks4_em94, 1)],
)
def test_results_are_of_children_looked_after_for_twelve_months(engine, definition, numerator):
    loaded(
        engine,
        ks2_result=_results(all_three_expected=True, reading="AS"),
        ks4_result=_results(attainment_8=1770, english_maths_94=True),
        care_episode=_episodes(),
    )
    assert counted(engine, definition) == dict.fromkeys(_CARED_FOR, (numerator, 1))


def test_a_looked_after_pupil_without_a_result_is_in_shares_and_not_in_means(engine):
    loaded(
        engine,
        ks2_result=[
            {"person_id": "since 1 April", "year_ended": YEAR},
            {"person_id": "since long ago", "year_ended": YEAR, "writing": "L"},
        ],
        ks4_result=_results(),
        care_episode=_episodes(),
    )
    assert counted(engine, ki08.cla_ks2_rwm) == {"since 1 April": (0, 1)}
    assert total(engine, ki08.cla_ks4_em94) == (0, 2)
    assert total(engine, ki08.cla_ks4_att8) == (0, 0)


# Plans -------------------------------------------------------------------------------------------


def test_plans_made_in_the_term(engine):
    loaded(
        engine,
        education_plan=[
            plan("made before it was due", _AUTUMN, due="2024-12-09", made="2024-11-20"),
            plan("made late, in the term", _AUTUMN, due="2024-12-09", made="2024-12-31"),
            plan("made after the term", _AUTUMN, due="2024-12-09", made="2025-01-01"),
            plan("not made", _AUTUMN, made=None),
            plan(None, _AUTUMN),
            plan("in reception", _SPRING, year_group=0, made="2024-04-30"),
            plan("in Year 11", _SUMMER, year_group=11, made="2024-09-01"),
            plan("in nursery", _SUMMER, year_group=-1),
            plan("in Year 12", _SUMMER, year_group=12),
            plan("born on a day not known", _SUMMER, year_group=None),
            plan("term over before the year", "2023-12-31"),
            plan("term not over yet", "2025-04-30"),
            plan("two terms", _SPRING),
            plan("two terms", _SUMMER, made=None),
        ],
    )
    assert counted(engine, ki08.pep_timely_pct).keys() == {
        "made before it was due",
        "made late, in the term",
        "made after the term",
        "not made",
        5,
        "in reception",
        "in Year 11",
        "two terms",
    }
    assert total(engine, ki08.pep_timely_pct) == (5, 9)


@pytest.mark.parametrize(
    ("month", "expected"),
    [("2024-11", (0, 0)), ("2024-12", (1, 1)), ("2025-11", (1, 1)), ("2025-12", (0, 0))],
)
def test_a_plan_is_of_the_twelve_months_that_its_term_ends_in(engine, month, expected):
    loaded(engine, education_plan=[plan("one", _AUTUMN)])
    assert total(engine, ki08.pep_timely_pct, month) == expected


def test_plans_are_described_as_on_the_last_day_of_the_term(engine):
    loaded(
        engine,
        education_plan=[plan("ten until the new year", _AUTUMN), plan("nobody known", _AUTUMN)],
        person=[
            {
                "person_id": "ten until the new year",
                "date_of_birth": day("2014-12-31"),
                "uasc": False,
            }
        ],
    )
    assert broken_down(engine, ki08.pep_timely_pct, "age_band") == {
        "10-15": (1, 1),
        "not_known": (1, 1),
    }


def _first(person, started, due, made, **columns):
    return plan(person, _AUTUMN, first=True, care_started=started, due=due, made=made, **columns)


def test_first_plans_within_ten_working_days(engine):
    loaded(
        engine,
        education_plan=[
            # Monday 4 November: the tenth working day after it is Monday 18 November.
            _first("on the tenth", "2024-11-04", "2024-11-18", "2024-11-18"),
            _first("on the eleventh", "2024-11-04", "2024-11-18", "2024-11-19"),
            _first("on the day itself", "2024-11-04", "2024-11-18", "2024-11-04"),
            _first("not made", "2024-11-04", "2024-11-18", None),
            # Saturday 9 November: Friday 22 November is the tenth.
            _first("from a Saturday, tenth", "2024-11-09", "2024-11-22", "2024-11-22"),
            _first("from a Saturday, eleventh", "2024-11-09", "2024-11-22", "2024-11-25"),
            # 18 December: 19, 20, 23, 24, 27, 30, 31 December, 2, 3 and 6 January are ten.
            _first("over Christmas, tenth", "2024-12-18", "2025-01-06", "2025-01-06"),
            _first("over Christmas, eleventh", "2024-12-18", "2025-01-06", "2025-01-07"),
            _first("came into care on a day not known", None, "2024-11-18", "2024-11-18"),
            _first("before coming into care", "2024-11-04", "2024-11-18", "2024-11-01"),
            # No working day lies between that Friday and the Saturday, and it is before it still.
            _first("on the Friday before a Saturday", "2024-11-09", "2024-11-22", "2024-11-08"),
            _first("in Year 13", "2024-11-04", "2024-11-18", "2024-11-18", year_group=13),
            _first(None, "2024-11-04", "2024-11-18", "2024-11-18"),
            _first("due on the first day", "2024-03-18", "2024-04-01", "2024-03-28"),
            _first("due on the last day", "2025-03-17", "2025-03-31", "2025-03-31"),
            _first("due the day before", "2024-03-15", "2024-03-31", "2024-03-28"),
            _first("due the day after", "2025-03-18", "2025-04-01", "2025-03-28"),
            {**_first("a later plan", "2024-11-04", "2024-11-18", "2024-11-18"), "first": False},
            {**_first("first or not, unknown", "2024-11-04", "2024-11-18", None), "first": None},
        ],
    )
    late = {
        "on the eleventh",
        "not made",
        "from a Saturday, eleventh",
        "over Christmas, eleventh",
        "came into care on a day not known",
        "before coming into care",
        "on the Friday before a Saturday",
    }
    in_time = {
        "on the tenth",
        "on the day itself",
        "from a Saturday, tenth",
        "over Christmas, tenth",
        "in Year 13",
        13,
        "due on the first day",
        "due on the last day",
    }
    expected = {**dict.fromkeys(late, (0, 1)), **dict.fromkeys(in_time, (1, 1))}
    assert counted(engine, ki08.pep_first_10wd_pct) == expected


def test_quality_is_of_plans_made_in_the_year_and_judged(engine):
    loaded(
        engine,
        education_plan=[
            plan("green", _AUTUMN, quality="G"),
            plan("amber", _AUTUMN, quality="A"),
            plan("red", _AUTUMN, quality="R"),
            plan("not judged", _AUTUMN),
            plan("made on the first day", _SPRING, made="2024-04-01", quality="G"),
            plan("made on the last day", "2025-04-30", made="2025-03-31", quality="G"),
            plan("made the day before", _SPRING, made="2024-03-31", quality="G"),
            plan("made the day after", "2025-04-30", made="2025-04-01", quality="G"),
            plan("not made", _AUTUMN, made=None, quality="G"),
            plan(None, _AUTUMN, quality="G", year_group=13),
        ],
    )
    assert counted(engine, ki08.pep_quality_pct) == {
        "green": (1, 1),
        "amber": (0, 1),
        "red": (0, 1),
        "made on the first day": (1, 1),
        "made on the last day": (1, 1),
        10: (1, 1),
    }


def test_attendance_is_of_sessions_in_terms_that_ended(engine):
    loaded(
        engine,
        education_plan=[
            plan("a term", _AUTUMN, sessions_possible=140, sessions_attended=133),
            plan("never there", _SUMMER, sessions_possible=60, sessions_attended=0),
            plan("no session possible", _SUMMER, sessions_possible=0, sessions_attended=0),
            plan(None, _SPRING, sessions_possible=100, sessions_attended=67),
            plan("attended not known", _AUTUMN, sessions_attended=None),
            plan("possible not known", _AUTUMN, sessions_possible=None),
            plan("in Year 12", _AUTUMN, year_group=12),
            plan("term not over yet", "2025-04-30"),
        ],
    )
    assert counted(engine, ki08.cla_attendance) == {
        "a term": (133, 140),
        "never there": (0, 60),
        "no session possible": (0, 0),
        4: (67, 100),
    }
    assert total(engine, ki08.cla_attendance) == (200, 300)


@pytest.mark.parametrize(
    "definition",
    [ki08.cla_ks4_att8, ki08.pep_first_10wd_pct, ki08.cla_attendance],
)
def test_nobody_is_counted_where_nothing_is_recorded(engine, definition):
    loaded(engine)
    assert total(engine, definition) == (0, 0)
