"""Key indicator 3, programmes and hubs, in the year to 31 March 2025 by default."""

from __future__ import annotations

from datetime import date

import pytest
from early_help_rows import (
    NOBODY,
    at_hub,
    born,
    cared_for,
    check,
    counted,
    helped,
    referred,
    took_part,
    total,
)

from ae_pipeline.measures.key_indicators import ki03_targeted_help as ki03

ALL = [
    ki03.targeted_interventions_started,
    ki03.targeted_intervention_rate,
    ki03.targeted_help_open_rate,
    ki03.targeted_intervention_completion_pct,
    ki03.targeted_intervention_improved_pct,
    ki03.targeted_intervention_scored_pct,
    ki03.targeted_intervention_goal_met_pct,
    ki03.targeted_reescalation_pct,
    ki03.family_hub_reach_pct,
    ki03.family_hub_registered_pct,
    ki03.edge_of_care_prevented_pct,
    ki03.edge_of_care_prevented_6m_pct,
]


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.id)
def test_without_rows_nobody_is_counted(engine, definition):
    assert (
        total(engine, definition, [born("of whom nothing else is recorded", "2022-01-01")])[0] == 0
    )


@pytest.mark.parametrize(
    "definition", [ki03.targeted_interventions_started, ki03.targeted_intervention_rate]
)
def test_a_programme_counts_again_only_once_it_was_over(engine, definition):
    rows = [
        took_part("on the first day", "2024-04-01"),
        took_part("on the last day", "2025-03-31"),
        took_part("the day before the year", "2024-03-31"),
        took_part("the day after the year", "2025-04-01"),
        took_part("two programmes", "2024-05-01"),
        took_part("two programmes", "2024-05-01", programme="Youth mentoring"),
        took_part("again while it lasts", "2024-05-01"),
        took_part("again while it lasts", "2024-06-01"),
        took_part("again before it ended", "2024-05-01", "2024-06-02"),
        took_part("again before it ended", "2024-06-01"),
        took_part("again on the day it ended", "2024-05-01", "2024-06-01"),
        took_part("again on the day it ended", "2024-06-01"),
        took_part("begun before the year, again", "2024-03-01"),
        took_part("begun before the year, again", "2024-06-01"),
        took_part("two in a day", "2024-06-01"),
        took_part("two in a day", "2024-06-01"),
        took_part("two in a day, both over", "2024-06-01", "2024-06-01"),
        took_part("two in a day, both over", "2024-06-01", "2024-06-01"),
        took_part(None, "2024-06-01"),
        took_part(None, "2024-06-01"),
    ]
    expected = {
        "on the first day": 1,
        "on the last day": 1,
        "two programmes": (1, 1),
        "again while it lasts": 1,
        "again before it ended": 1,
        "again on the day it ended": (1, 1),
        "two in a day": 1,
        "two in a day, both over": 1,
        NOBODY: (1, 1),
    }
    check(engine, definition, rows, expected)
    assert total(engine, definition, rows) == (12, None)


def test_interventions_are_broken_down_by_programme(engine):
    rows = [
        took_part("at the hub", "2024-05-01"),
        took_part("at school", "2024-05-01", programme="Youth mentoring", provider="School"),
    ]
    counts = counted(engine, ki03.targeted_interventions_started, rows).counts
    results = counts[counts["breakdown"].isin(["programme", "service"])]
    assert set(zip(results["category"], results["numerator"], strict=True)) == {
        ("Parenting course", 1),
        ("Youth mentoring", 1),
        ("Family hub", 1),
        ("School", 1),
    }


def test_targeted_help_is_level_three_of_the_episode_that_began_first(engine):
    rows = [
        helped("targeted", "2025-01-01", level_of_need="3"),
        helped("early", "2025-01-01"),
        helped("level not recorded", "2025-01-01", level_of_need=None),
        helped("targeted first", "2024-12-01", level_of_need="3"),
        helped("targeted first", "2025-01-01"),
        helped("early first", "2024-12-01"),
        helped("early first", "2025-01-01", level_of_need="3"),
        helped("closed on the day", "2025-01-01", "2025-03-31", level_of_need="3"),
    ]
    expected = {"targeted": 1, "targeted first": 1}
    check(engine, ki03.targeted_help_open_rate, rows, expected)


_ENDED = [
    took_part("on the first day", "2024-01-01", "2024-04-01"),
    took_part("on the last day", "2025-01-01", "2025-03-31"),
    took_part("before the year", "2024-01-01", "2024-03-31"),
    took_part("after the year", "2025-01-01", "2025-04-01"),
    took_part("lasts", "2025-01-01"),
    took_part("in part", "2024-05-01", "2024-06-01", completion="PARTLY"),
    took_part("dropped out", "2024-05-01", "2024-06-01", completion="DROPPED_OUT"),
    took_part("moved", "2024-05-01", "2024-06-01", completion="MOVED"),
    took_part("not recorded how", "2024-05-01", "2024-06-01", completion=None),
    took_part("twice", "2024-05-01", "2024-06-01"),
    took_part("twice", "2024-07-01", "2024-08-01"),
    took_part(None, "2024-05-01", "2024-06-01"),
]


def test_completed_is_of_all_that_ended_but_for_who_moved(engine):
    expected = {
        "on the first day": 1,
        "on the last day": 1,
        "in part": 0,
        "dropped out": 0,
        "not recorded how": 0,
        "twice": (1, 1),
        NOBODY: 1,
    }
    check(engine, ki03.targeted_intervention_completion_pct, _ENDED, expected)
    assert total(engine, ki03.targeted_intervention_completion_pct, _ENDED) == (5, 8)


def _scored(why: str, before: int | None, after: int | None, **columns):
    return took_part(
        why, "2024-05-01", "2024-06-01", score_before=before, score_after=after, **columns
    )


_HIGHER = {"better": "HIGHER"}
_SCORED = [
    (_scored("lower by just the least change", 4000, 3700), 1),
    (_scored("lower by a hundredth less", 4000, 3701), 0),
    (_scored("worse", 3700, 4000), 0),
    (_scored("higher by just the least change", 3700, 4000, **_HIGHER), 1),
    (_scored("higher by a hundredth less", 3701, 4000, **_HIGHER), 0),
    (_scored("lower where higher is better", 4000, 3000, **_HIGHER), 0),
    (_scored("any change counts", 4000, 3999, least_change=0), 1),
    (_scored("no change, none requested", 4000, 4000, least_change=0), 0),
    (_scored("least change not recorded", 4000, 3999, least_change=None), 1),
    (_scored("moved away, and better", 4000, 3000, completion="MOVED"), 1),
]
_NOT_SCORED = [
    _scored("no score before", None, 3000),
    _scored("no score after", 4000, None),
    _scored("no score", None, None),
    _scored("direction not recorded", 4000, 3000, better=None),
]


def test_improved_is_by_the_least_change_in_the_better_direction(engine):
    rows = [row for row, _ in _SCORED] + _NOT_SCORED
    expected = {row["person_id"]: improved for row, improved in _SCORED}
    check(engine, ki03.targeted_intervention_improved_pct, rows, expected)
    assert total(engine, ki03.targeted_intervention_improved_pct, rows) == (5, 10)


def test_scored_is_what_can_be_judged(engine):
    rows = [row for row, _ in _SCORED] + _NOT_SCORED
    expected = {row["person_id"]: 1 for row, _ in _SCORED} | {
        row["person_id"]: 0 for row in _NOT_SCORED
    }
    check(engine, ki03.targeted_intervention_scored_pct, rows, expected)


def test_goals_are_of_interventions_where_they_are_judged(engine):
    rows = [
        _scored("met", None, None, goal_met=True),
        _scored("not met", None, None, goal_met=False),
        _scored("not recorded", None, None),
        took_part("lasts", "2024-05-01", goal_met=True),
    ]
    check(engine, ki03.targeted_intervention_goal_met_pct, rows, {"met": 1, "not met": 0})


def test_a_referral_within_a_year_of_an_intervention_is_counted(engine):
    # The year to 31 March 2025 looks at what ended in the year to 31 March 2024.
    cases = {
        "on the day it ended": ("2023-05-03", "2023-05-03", 1),
        "the day before": ("2023-05-03", "2023-05-02", 0),
        "on the anniversary": ("2023-05-03", "2024-05-03", 1),
        "the day after it": ("2023-05-03", "2024-05-04", 0),
        "ended on 29 February, 28 February": ("2024-02-29", "2025-02-28", 1),
        "ended on 29 February, 1 March": ("2024-02-29", "2025-03-01", 0),
        "ended on the last day": ("2024-03-31", "2025-03-31", 1),
    }
    rows = [
        row
        for why, (ended, on, _) in cases.items()
        for row in (took_part(why, "2023-02-01", ended), referred(why, on))
    ]
    rows += [
        took_part("no further action", "2023-02-01", "2023-05-03"),
        referred("no further action", "2023-06-01", no_further_action=True),
        took_part("not recorded", "2023-02-01", "2023-05-03"),
        referred("not recorded", "2023-06-01", no_further_action=None),
        took_part("two interventions", "2023-02-01", "2023-05-03"),
        took_part("two interventions", "2023-02-01", "2023-12-01"),
        referred("two interventions", "2024-06-01"),
        took_part("ended later", "2023-02-01", "2024-04-01"),
        referred("ended later", "2024-04-02"),
        took_part("lasts", "2023-02-01"),
        took_part(None, "2023-02-01", "2023-05-03"),
    ]
    expected = {why: flag for why, (_, _, flag) in cases.items()} | {
        "no further action": 0,
        "not recorded": 1,
        "two interventions": (0, 1),
    }
    check(engine, ki03.targeted_reescalation_pct, rows, expected)


_AT_HUBS = [
    born("seen on the first day", "2022-06-15"),
    at_hub("seen on the first day", "2024-04-01"),
    born("seen on the last day", "2022-06-15"),
    at_hub("seen on the last day", "2025-03-31"),
    born("seen too long ago", "2022-06-15"),
    at_hub("seen too long ago", "2024-03-31"),
    born("never seen", "2022-06-15"),
    at_hub("never seen", None),
    born("five tomorrow", "2020-04-01"),
    at_hub("five tomorrow", "2025-01-10"),
    born("five on the day", "2020-03-31"),
    at_hub("five on the day", "2025-01-10"),
    born("born on 29 February 2020, five", "2020-02-29"),
    at_hub("born on 29 February 2020, five", "2025-01-10"),
    born("birthday not known", None),
    at_hub("birthday not known", "2025-01-10"),
    at_hub("no person row", "2025-01-10"),
    born("at two hubs", "2022-06-15"),
    at_hub("at two hubs", "2024-06-01", hub="Moorview"),
    at_hub("at two hubs", "2025-01-10"),
    born("registered since", "2022-06-15"),
    at_hub("registered since", None, registered_on=None, first_seen_on=None),
]


def test_reached_is_under_five_and_seen_in_twelve_months(engine):
    expected = {
        "seen on the first day": 1,
        "seen on the last day": 1,
        "five tomorrow": 1,
        "at two hubs": 1,
    }
    check(engine, ki03.family_hub_reach_pct, _AT_HUBS, expected)
    results = counted(engine, ki03.family_hub_reach_pct, _AT_HUBS).counts
    hubs = results.query("breakdown == 'setting'")
    assert dict(zip(hubs["category"], hubs["numerator"], strict=True)) == {"Beacon": 4}


def test_registered_counts_who_was_not_seen_too(engine):
    expected = {
        "seen on the first day": 1,
        "seen on the last day": 1,
        "seen too long ago": 1,
        "never seen": 1,
        "five tomorrow": 1,
        "at two hubs": 1,
        "registered since": 1,
    }
    check(engine, ki03.family_hub_registered_pct, _AT_HUBS, expected)


def _at_beacon(why, last, first, registered):
    days = [date.fromisoformat(text) for text in (first, registered)]
    return [
        born(why, "2022-06-15"),
        at_hub(why, last, first_seen_on=days[0], registered_on=days[1]),
    ]


_AROUND_THE_DAY = [
    *_at_beacon("seen since too", "2025-04-02", "2025-01-10", "2025-01-10"),
    *_at_beacon("seen since alone", "2025-04-02", "2025-04-02", "2025-01-10"),
    *_at_beacon("registered since, seen before", "2025-01-10", "2025-01-10", "2025-04-01"),
    *_at_beacon("registered and seen since", "2025-04-02", "2025-04-02", "2025-04-01"),
    *_at_beacon("at another hub since", "2025-01-10", "2025-01-10", "2025-01-10"),
    at_hub("at another hub since", "2025-04-02", hub="Moorview"),
    born("born tomorrow", "2025-04-01"),
    at_hub("born tomorrow", "2025-01-10"),
]


def test_a_visit_or_a_birth_after_the_day_is_not_known_of(engine):
    reached = {"seen since too": 1, "registered since, seen before": 1, "at another hub since": 1}
    check(engine, ki03.family_hub_reach_pct, _AROUND_THE_DAY, reached)
    expected = {**reached, "seen since alone": 1}
    check(engine, ki03.family_hub_registered_pct, _AROUND_THE_DAY, expected)
    results = counted(engine, ki03.family_hub_reach_pct, _AROUND_THE_DAY).counts
    hubs = results.query("breakdown == 'setting'")
    assert dict(zip(hubs["category"], hubs["numerator"], strict=True)) == {"Beacon": 3}


def test_reach_is_broken_down_by_locality(engine):
    rows = [
        born("in the north", "2022-06-15", locality="north"),
        at_hub("in the north", "2025-01-10"),
        born("not known where", "2022-06-15"),
        at_hub("not known where", "2025-01-10"),
    ]
    results = counted(engine, ki03.family_hub_reach_pct, rows).counts.query(
        "breakdown == 'locality'"
    )
    assert dict(zip(results["category"], results["numerator"], strict=True)) == {
        "north": 1,
        "not_known": 1,
    }


def _edge(why: str | None, ended: str | None, **columns):
    return took_part(why, "2023-04-01", ended, programme="Edge of care", **columns)


_EDGE = {
    # ended, start of care, stayed out for six months, for twelve
    "never in care": ("2023-06-30", None, 1, 1),
    "the day before it began": ("2023-06-30", "2023-03-31", 1, 1),
    "on the day it began": ("2023-06-30", "2023-04-01", 0, 0),
    "while it lasted": ("2023-06-30", "2023-05-01", 0, 0),
    "after six months to the day": ("2023-06-30", "2023-12-30", 0, 0),
    "a day more than six months": ("2023-06-30", "2023-12-31", 1, 0),
    "on the anniversary": ("2023-06-30", "2024-06-30", 1, 0),
    "the day after it": ("2023-06-30", "2024-07-01", 1, 1),
    "ended on 31 August, 29 February": ("2023-08-31", "2024-02-29", 0, 0),
    "ended on 29 February, 28 February": ("2024-02-29", "2025-02-28", 1, 0),
    "ended on 29 February, 1 March": ("2024-02-29", "2025-03-01", 1, 1),
}


@pytest.mark.parametrize(
    ("definition", "place"),
    [(ki03.edge_of_care_prevented_6m_pct, 2), (ki03.edge_of_care_prevented_pct, 3)],
    ids=lambda each: getattr(each, "id", ""),
)
def test_edge_of_care_work_prevents_a_start_of_care(engine, definition, place):
    rows = []
    for why, (ended, start, *_) in _EDGE.items():
        rows.append(_edge(why, ended))
        if start is not None:
            rows.append(cared_for(why, start))
    rows += [
        _edge("short break", "2023-06-30"),
        cared_for("short break", "2023-08-01", ls="V4"),
        _edge("in care before, a new placement", "2023-06-30"),
        cared_for("in care before, a new placement", "2023-08-01", rne="P"),
        took_part("in capitals", "2023-04-01", "2023-06-30", programme="EDGE OF CARE"),
        took_part("another programme", "2023-04-01", "2023-06-30"),
        _edge("turned 18 since", "2023-06-30"),
        born("turned 18 since", "2005-07-01"),
        _edge("dropped out", "2023-06-30", completion="DROPPED_OUT"),
        _edge("ended after the year", "2024-04-01"),
        _edge("lasts", None),
        _edge(None, "2023-06-30"),
    ]
    expected = {why: flags[place] for why, flags in _EDGE.items()} | {
        "short break": 1,
        "in care before, a new placement": 1,
        "in capitals": 1,
        "turned 18 since": 1,
        "dropped out": 1,
    }
    check(engine, definition, rows, expected)
