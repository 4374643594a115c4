"""Key indicator 8: schools, suspensions and education of children in care on 31 March 2025.

The year to that day has three terms, which ended on 30 April, 31 August and 31 December 2024.
"""

from __future__ import annotations

from learning_rows import counted, in_care, loaded, move, plan, total

from ae_pipeline.measures.key_indicators import ki08_education_in_care as ki08

_AUTUMN, _SPRING, _SUMMER = "2024-12-31", "2024-04-30", "2024-08-31"
_LONG = "2020-01-06"


def test_changes_of_school_in_the_year(engine):
    moves = [
        # person, moved, numerator
        ("in June", "2024-06-03", 1),
        ("on 31 July", "2024-07-31", 1),
        ("on 1 August", "2024-08-01", 0),
        ("on 30 September", "2024-09-30", 0),
        ("on 1 October", "2024-10-01", 1),
        ("on the first day", "2024-04-01", 1),
        ("on the last day", "2025-03-31", 1),
        ("before the year", "2024-03-31", 0),
        ("after the year", "2025-04-01", 0),
        ("before coming into care", "2024-10-31", 0),
        ("on the day of coming into care", "2024-11-01", 1),
        ("in a first time in care of the year", "2024-05-10", 1),
        ("between two times in care", "2024-07-10", 1),
    ]
    started = {
        "before coming into care": "2024-11-01",
        "on the day of coming into care": "2024-11-01",
    }
    twice = {"in a first time in care of the year", "between two times in care"}
    everybody = [row[0] for row in moves] + ["nowhere"]
    loaded(
        engine,
        education_plan=[
            *(plan(who, _AUTUMN) for who in everybody),
            plan("moved, in Year 12", _AUTUMN, year_group=12),
            plan("moved, no plan due in the year", _SPRING, due="2024-03-20"),
            plan("moved and left care", _AUTUMN),
        ],
        school_move=[
            *(move(who, moved) for who, moved, _ in moves),
            move("in June", "2025-01-13"),
            move("moved, in Year 12", "2024-06-03"),
            move("moved, no plan due in the year", "2024-06-03"),
            move("moved and left care", "2024-06-03"),
        ],
        care_episode=[
            *(in_care(who, started.get(who, _LONG)) for who in everybody if who not in twice),
            *(in_care(who, "2024-05-01", "2024-06-01") for who in sorted(twice)),
            *(in_care(who, "2024-09-02") for who in sorted(twice)),
            in_care("moved, in Year 12", _LONG),
            in_care("moved, no plan due in the year", _LONG),
            in_care("moved and left care", _LONG, "2025-03-31"),
        ],
    )
    assert counted(engine, ki08.cla_school_move_pct) == {
        **{who: (numerator, 1) for who, _, numerator in moves},
        "nowhere": (0, 1),
    }


def test_without_education_by_the_latest_plan_due(engine):
    def latest(who, **columns):
        return plan(who, "2025-04-30", **{"due": "2025-03-24", "made": None, **columns})

    people = [
        # person, latest plan, in care since, numerator; None: not in the population
        (latest("no school", school=None), _LONG, 1),
        (latest("never there", sessions_attended=0), _LONG, 1),
        (latest("at school", sessions_attended=1), _LONG, 0),
        (latest("no session possible", sessions_possible=0, sessions_attended=0), _LONG, 0),
        (latest("attendance not known", sessions_attended=None), _LONG, 0),
        (latest("due on the day", school=None, due="2025-03-31"), _LONG, 1),
        (latest("due the day after", school=None, due="2025-04-01"), _LONG, None),
        (latest("in Year 12", school=None, year_group=12), _LONG, None),
        (latest("came into care since", school=None), "2025-03-25", None),
        (latest("came into care as it fell due", school=None), "2025-03-24", 1),
    ]
    loaded(
        engine,
        education_plan=[
            *(row[0] for row in people),
            plan("at school", _AUTUMN, school=None),
            plan("again without", _AUTUMN),
            latest("again without", school=None),
            # Two due on one day: the later term's, and of one term the later row, is believed.
            plan("two on a day", _AUTUMN, due="2025-03-24", school=None),
            latest("two on a day"),
            latest("two rows", school=None),
            latest("two rows"),
            latest("left care on the day", school=None),
        ],
        care_episode=[
            *(in_care(row[0]["person_id"], row[1]) for row in people),
            in_care("again without", _LONG),
            in_care("two on a day", _LONG),
            in_care("two rows", _LONG),
            in_care("left care on the day", _LONG, "2025-03-31"),
        ],
    )
    assert counted(engine, ki08.cla_missing_education_pct) == {
        **{row[0]["person_id"]: (row[2], 1) for row in people if row[2] is not None},
        "again without": (1, 1),
        "two on a day": (0, 1),
        "two rows": (0, 1),
    }


def test_suspended_once_or_more_in_the_terms_of_the_year(engine):
    loaded(
        engine,
        education_plan=[
            plan("once, in one of two terms", _AUTUMN, suspensions=1),
            plan("once, in one of two terms", _SUMMER),
            plan("never", _AUTUMN),
            plan("not recorded", _AUTUMN, suspensions=None),
            plan("not recorded with one term", _AUTUMN, suspensions=None),
            plan("not recorded with one term", _SUMMER, suspensions=2),
            plan("in care for a day less", _AUTUMN, suspensions=1),
            plan("in care from 1 April", _AUTUMN, suspensions=1),
            plan("left care on the last day", _AUTUMN, suspensions=1),
            plan("in the term not over yet", "2025-04-30", suspensions=1),
            plan("in a term of the year before", "2023-12-31", suspensions=1),
            plan("in a term of the year before", _AUTUMN),
            plan("in Year 12", _AUTUMN, year_group=12, suspensions=1),
        ],
        care_episode=[
            in_care("once, in one of two terms", _LONG),
            in_care("never", _LONG),
            in_care("not recorded", _LONG),
            in_care("not recorded with one term", _LONG),
            in_care("in care for a day less", "2024-04-02"),
            in_care("in care from 1 April", "2024-04-01"),
            in_care("left care on the last day", _LONG, "2025-03-31"),
            in_care("in the term not over yet", _LONG),
            in_care("in a term of the year before", _LONG),
            in_care("in Year 12", _LONG),
            in_care("without a plan", _LONG),
        ],
    )
    assert counted(engine, ki08.cla_suspended_by_pep_pct) == {
        "once, in one of two terms": (1, 1),
        "never": (0, 1),
        "not recorded": (0, 1),
        "not recorded with one term": (1, 1),
        "in care from 1 April": (1, 1),
        "in a term of the year before": (0, 1),
    }


def test_nobody_is_counted_where_nothing_is_recorded(engine):
    loaded(engine)
    assert total(engine, ki08.cla_school_move_pct) == (0, 0)
    assert total(engine, ki08.cla_missing_education_pct) == (0, 0)
