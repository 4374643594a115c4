"""Key indicator 1, in the year to 31 March 2025 and on that day by default."""

from __future__ import annotations

from datetime import date

import pytest
from early_help_rows import (
    NOBODY,
    assessed,
    born,
    check,
    counted,
    helped,
    in_group,
    referred,
    total,
)

from ae_pipeline.measures.key_indicators import ki01_early_help as ki01

COMPLETED = ki01.early_help_assessments_completed
ALL = [
    ki01.early_help_assessments_completed,
    ki01.early_help_assessment_rate,
    ki01.early_help_assessments_timely,
    ki01.early_help_assessments_overdue,
    ki01.early_help_open_rate,
    ki01.early_help_families_open,
    ki01.early_help_families_open_12_months_pct,
    ki01.early_help_open_aged_0_2,
    ki01.early_help_partner_led_pct,
    ki01.early_help_outcomes_met_pct,
    ki01.early_help_outcomes_met_excl_moved_pct,
    ki01.early_help_outcomes_achieved_pct,
    ki01.early_help_average_star_gain,
    ki01.early_help_step_up_pct,
    ki01.early_help_step_up_6m_pct,
]


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.id)
def test_without_rows_nobody_is_counted(engine, definition):
    assert (
        total(engine, definition, [born("of whom nothing else is recorded", "2015-01-01")])[0] == 0
    )


@pytest.mark.parametrize("definition", [COMPLETED, ki01.early_help_assessment_rate])
def test_a_childs_first_assessment_of_an_episode_counts_when_it_is_completed(engine, definition):
    again = {"episode_id": "one episode"}
    rows = [
        assessed("on the first day", "2024-03-01", "2024-04-01"),
        assessed("on the last day", "2025-03-01", "2025-03-31"),
        assessed("the day before the year", "2024-03-01", "2024-03-31"),
        assessed("the day after the year", "2025-03-01", "2025-04-01"),
        assessed("under way", "2025-03-01"),
        assessed("cancelled", "2024-05-01", "2024-06-01", outcome="CANCELLED"),
        assessed("outcome not recorded", "2024-05-01", "2024-06-01", outcome=None),
        assessed("two in one episode", "2024-05-01", "2024-06-01", **again),
        assessed("two in one episode", "2024-07-01", "2024-08-01", **again),
        assessed("two in a day", "2024-05-01", "2024-06-01", episode_id="a day"),
        assessed("two in a day", "2024-05-01", "2024-06-01", episode_id="a day"),
        assessed("the first before the year", "2024-01-01", "2024-02-01", episode_id="old"),
        assessed("the first before the year", "2024-05-01", "2024-06-01", episode_id="old"),
        assessed("the first cancelled", "2024-05-01", "2024-05-09", episode_id="second go",
                 outcome="CANCELLED"),
        assessed("the first cancelled", "2024-06-01", "2024-06-09", episode_id="second go"),
        assessed("two episodes", "2024-05-01", "2024-06-01", episode_id="spring"),
        assessed("two episodes", "2024-11-01", "2024-12-01", episode_id="winter"),
        assessed("no episode named", "2024-05-01", "2024-06-01", episode_id=None),
        assessed("no episode named", "2024-07-01", "2024-08-01", episode_id=None),
        assessed(None, "2024-05-01", "2024-06-01"),
    ]  # fmt: skip
    expected = {
        "on the first day": 1,
        "on the last day": 1,
        "outcome not recorded": 1,
        "two in one episode": 1,
        "two in a day": 1,
        "the first cancelled": 1,
        "two episodes": (1, 1),
        "no episode named": (1, 1),
        NOBODY: 1,
    }
    check(engine, definition, rows, expected)
    assert total(engine, definition, rows) == (11, None)


def test_brothers_and_sisters_count_each(engine):
    rows = [
        assessed("the elder", "2024-05-01", "2024-06-01"),
        assessed("the younger", "2024-05-01", "2024-06-01"),
        assessed("a third under the elder's episode", "2024-05-01", "2024-07-01",
                 episode_id="episode of the elder"),
    ]  # fmt: skip
    assert total(engine, COMPLETED, rows) == (3, None)


def test_assessments_are_broken_down_by_the_organisation(engine):
    rows = [
        assessed("at school", "2024-05-01", "2024-06-01"),
        assessed("at the hub", "2024-05-01", "2024-06-01", organisation="Family hub"),
        assessed("not recorded", "2024-05-01", "2024-06-01", organisation=None),
    ]
    results = counted(engine, COMPLETED, rows).counts.query("breakdown == 'service'")
    assert dict(zip(results["category"], results["numerator"], strict=True)) == {
        "Family hub": 1,
        "School": 1,
        "not_known": 1,
    }


def test_in_time_is_within_45_working_days_of_the_request(engine):
    # From Friday 1 November 2024, nine weeks and three days with Christmas Day, Boxing Day and New
    # Year's Day in them: the 45th working day is Wednesday 8 January 2025.
    rows = [
        assessed("the same day", "2024-11-01", "2024-11-01"),
        assessed("on day 45, over Christmas", "2024-11-01", "2025-01-08"),
        assessed("on day 46, over Christmas", "2024-11-01", "2025-01-09"),
        # Monday 3 June 2024 to Monday 5 August are nine weeks without a bank holiday.
        assessed("on day 45, in summer", "2024-06-03", "2024-08-05"),
        assessed("on day 46, in summer", "2024-06-03", "2024-08-06"),
        assessed("requested on a Saturday", "2024-06-01", "2024-08-02"),
        assessed("begun late", "2024-06-03", "2024-08-06", started_on=date(2024, 8, 1)),
        assessed("completed before it was requested", "2024-06-03", "2024-06-01"),
        assessed("the day before the year", "2024-03-01", "2024-03-31"),
    ]
    expected = {
        "the same day": 1,
        "on day 45, over Christmas": 1,
        "on day 46, over Christmas": 0,
        "on day 45, in summer": 1,
        "on day 46, in summer": 0,
        "requested on a Saturday": 1,
        "begun late": 0,
        "completed before it was requested": 0,
    }
    check(engine, ki01.early_help_assessments_timely, rows, expected)
    assert total(engine, ki01.early_help_assessments_timely, rows) == (4, 8)


def test_overdue_is_under_way_for_more_than_45_working_days(engine):
    # The 45th working day before Monday 31 March 2025 is Monday 27 January.
    rows = [
        assessed("for 45 days", "2025-01-27"),
        assessed("for 46 days", "2025-01-24"),
        assessed("completed on the day", "2024-12-02", "2025-03-31"),
        assessed("completed the day after", "2024-12-02", "2025-04-01"),
        assessed("episode closed", "2024-12-02", episode_closed_on=date(2025, 3, 31)),
        assessed("episode closes later", "2024-12-02", episode_closed_on=date(2025, 4, 1)),
        assessed("cancelled", "2024-12-02", outcome="CANCELLED"),
        assessed("begun after the day", "2024-12-02", started_on=date(2025, 4, 1)),
        assessed("assessed before", "2024-06-03", "2024-07-01", episode_id="long"),
        assessed("assessed before", "2024-12-02", episode_id="long"),
        assessed("two under way", "2024-12-02", episode_id="twice"),
        assessed("two under way", "2024-12-02", episode_id="twice"),
        assessed("another completed since", "2024-12-02", episode_id="resumed"),
        assessed("another completed since", "2025-04-01", "2025-04-02", episode_id="resumed"),
        assessed("brother of one assessed", "2024-12-02", episode_id="of two children"),
        assessed("the one assessed", "2024-12-02", "2024-12-20", episode_id="of two children"),
        assessed(None, "2024-12-02"),
    ]
    expected = {
        "for 46 days": 1,
        "completed the day after": 1,
        "episode closes later": 1,
        "two under way": 1,
        "another completed since": 1,
        "brother of one assessed": 1,
        NOBODY: 1,
    }
    check(engine, ki01.early_help_assessments_overdue, rows, expected)


def test_a_child_is_open_from_the_request_until_the_day_before_closing(engine):
    rows = [
        helped("requested on the day", "2025-03-31"),
        helped("requested the day after", "2025-04-01"),
        helped("closed on the day", "2024-10-01", "2025-03-31"),
        helped("closed the day after", "2024-10-01", "2025-04-01"),
        helped("requested on 29 February", "2024-02-29"),
        helped("in two episodes", "2024-10-01"),
        helped("in two episodes", "2024-11-01"),
        helped(None, "2024-10-01"),
        helped(None, "2024-11-01"),
    ]
    expected = {
        "requested on the day": 1,
        "closed the day after": 1,
        "requested on 29 February": 1,
        "in two episodes": 1,
        NOBODY: (1, 1),
    }
    check(engine, ki01.early_help_open_rate, rows, expected)
    assert total(engine, ki01.early_help_open_rate, rows) == (6, None)


@pytest.mark.parametrize("group", ["cin", "cpp", "looked_after"])
def test_a_child_with_social_care_is_not_open_unless_stepped_up(engine, group):
    rows = [
        helped("with social care before", "2024-10-01"),
        in_group("with social care before", group, "2024-09-01"),
        helped("on the same day", "2024-10-01"),
        in_group("on the same day", group, "2024-10-01"),
        helped("stepped up", "2024-10-01"),
        in_group("stepped up", group, "2024-10-02"),
        helped("stepped down", "2024-10-01"),
        in_group("stepped down", group, "2024-01-01", "2024-10-01"),
        helped("case closed on the day", "2024-10-01"),
        in_group("case closed on the day", group, "2024-01-01", "2025-03-31"),
        helped("case closed the day after", "2024-10-01"),
        in_group("case closed the day after", group, "2024-01-01", "2025-04-01"),
        helped("with free school meals", "2024-10-01"),
        in_group("with free school meals", "fsm", "2024-01-01"),
    ]
    expected = {
        "stepped up": 1,
        "stepped down": 1,
        "case closed on the day": 1,
        "with free school meals": 1,
    }
    check(engine, ki01.early_help_open_rate, rows, expected)


def test_going_from_one_service_of_social_care_to_another_is_no_break(engine):
    rows = [
        helped("in need, then on a plan", "2024-10-01"),
        in_group("in need, then on a plan", "cin", "2024-09-01", "2024-12-01"),
        in_group("in need, then on a plan", "cpp", "2024-12-01", "2025-02-01"),
        in_group("in need, then on a plan", "looked_after", "2025-02-01"),
        helped("in need next to a plan that ended", "2024-10-01"),
        in_group("in need next to a plan that ended", "cin", "2024-09-01"),
        in_group("in need next to a plan that ended", "cpp", "2024-11-01", "2024-12-01"),
        helped("a day without either", "2024-10-01"),
        in_group("a day without either", "cin", "2024-09-01", "2024-12-01"),
        in_group("a day without either", "cpp", "2024-12-02"),
        helped("a day without either before", "2024-10-01"),
        in_group("a day without either before", "cin", "2024-01-01", "2024-09-30"),
        in_group("a day without either before", "cpp", "2024-10-01"),
        helped("on a plan from the day after", "2024-10-01"),
        in_group("on a plan from the day after", "cpp", "2024-10-02"),
    ]
    expected = {"a day without either": 1, "on a plan from the day after": 1}
    check(engine, ki01.early_help_open_rate, rows, expected)


def test_families_count_once_and_are_open_since_their_first_child(engine):
    rows = [
        helped("first of three", "2024-04-01", family_id="long"),
        helped("second of three", "2024-10-01", family_id="long"),
        helped("third of three", "2024-10-01", family_id="long"),
        helped("a day short of a year", "2024-04-02", family_id="short"),
        helped("first is closed", "2023-10-01", "2024-10-01", family_id="new"),
        helped("brother goes on", "2024-10-01", family_id="new"),
        helped("without a family's number", "2024-02-29"),
        helped("likewise", "2025-01-01"),
    ]
    expected = {
        "first of three": 1,
        "a day short of a year": 0,
        "brother goes on": 0,
        "without a family's number": 1,
        "likewise": 0,
    }
    check(engine, ki01.early_help_families_open_12_months_pct, rows, expected)
    assert total(engine, ki01.early_help_families_open_12_months_pct, rows) == (2, 5)
    assert total(engine, ki01.early_help_families_open, rows) == (5, None)


def test_twelve_months_to_29_february_began_on_1_march(engine):
    rows = [helped("on 1 March", "2023-03-01"), helped("on 2 March", "2023-03-02")]
    expected = {"on 1 March": 1, "on 2 March": 0}
    check(engine, ki01.early_help_families_open_12_months_pct, rows, expected, month="2024-02")


def test_children_under_three_are_so_until_the_day_before_their_birthday(engine):
    days = {
        "three tomorrow": "2022-04-01",
        "three on the day": "2022-03-31",
        "born on 29 February": "2024-02-29",
        "born since": "2025-01-10",
        "born on the day": "2025-03-31",
        "born tomorrow": "2025-04-01",
        "birthday not known": None,
    }
    rows = [
        row for why, on in days.items() for row in (born(why, on), helped(why, "2025-02-01"))
    ] + [helped(None, "2025-02-01")]
    expected = {
        "three tomorrow": 1,
        "born on 29 February": 1,
        "born since": 1,
        "born on the day": 1,
    }
    check(engine, ki01.early_help_open_aged_0_2, rows, expected)


def test_partners_are_all_who_are_not_the_authority(engine):
    made_by = {
        "school": ("School", 1),
        "health": ("Health visiting", 1),
        "voluntary": ("Voluntary organisation", 1),
        "family hub": ("Family hub", 0),
        "targeted help team": ("Targeted help team", 0),
        "not recorded": (None, 0),
    }
    rows = [
        assessed(why, "2024-05-01", "2024-06-01", organisation=organisation)
        for why, (organisation, _) in made_by.items()
    ]
    expected = {why: partner for why, (_, partner) in made_by.items()}
    check(engine, ki01.early_help_partner_led_pct, rows, expected)
    assert total(engine, ki01.early_help_partner_led_pct, rows) == (3, 6)


_CLOSURES = [
    helped("needs met", "2024-01-01", "2024-04-01"),
    helped("met on the last day", "2024-01-01", "2025-03-31"),
    helped("met before the year", "2024-01-01", "2024-03-31"),
    helped("met after the year", "2024-01-01", "2025-04-01"),
    helped("open", "2024-01-01"),
    helped("met in part", "2024-01-01", "2024-06-01", closure_reason="PARTLY_MET"),
    helped("stepped up", "2024-01-01", "2024-06-01", closure_reason="STEP_UP"),
    helped("moved away", "2024-01-01", "2024-06-01", closure_reason="MOVED"),
    helped("withdrew consent", "2024-01-01", "2024-06-01", closure_reason="CONSENT_WITHDRAWN"),
    helped("no reason, all achieved", "2024-01-01", "2024-06-01", closure_reason=None),
    helped("no reason, half achieved", "2024-01-01", "2024-06-01", closure_reason=None,
           outcomes_achieved=1),
    helped("no reason, no needs", "2024-01-01", "2024-06-01", closure_reason=None,
           needs_found=0, outcomes_achieved=0),
    helped("met, outcomes not answered", "2024-01-01", "2024-06-01", outcomes_achieved=0),
    helped("twice in the year", "2024-01-01", "2024-05-01", closure_reason="DISENGAGED",
           outcomes_achieved=0),
    helped("twice in the year", "2024-07-01", "2024-12-01"),
    helped(None, "2024-01-01", "2024-06-01"),
]  # fmt: skip
_MET = {
    "needs met": 1,
    "met on the last day": 1,
    "met in part": 0,
    "stepped up": 0,
    "no reason, all achieved": 1,
    "no reason, half achieved": 0,
    "no reason, no needs": 0,
    "met, outcomes not answered": 1,
    "twice in the year": (0, 1),
    NOBODY: 1,
}


def test_needs_are_met_by_the_reason_or_else_by_all_outcomes(engine):
    expected = {**_MET, "moved away": 0, "withdrew consent": 0}
    check(engine, ki01.early_help_outcomes_met_pct, _CLOSURES, expected)
    assert total(engine, ki01.early_help_outcomes_met_pct, _CLOSURES) == (6, 13)


def test_the_second_variant_leaves_out_who_moved_or_withdrew_consent(engine):
    check(engine, ki01.early_help_outcomes_met_excl_moved_pct, _CLOSURES, _MET)
    assert total(engine, ki01.early_help_outcomes_met_excl_moved_pct, _CLOSURES) == (6, 11)


def test_outcomes_achieved_are_of_all_needs_found(engine):
    rows = [
        helped("all three", "2024-01-01", "2024-06-01", needs_found=3, outcomes_achieved=3),
        helped("one of four", "2024-01-01", "2024-06-01", needs_found=4, outcomes_achieved=1),
        helped("no needs", "2024-01-01", "2024-06-01", needs_found=0, outcomes_achieved=0),
        helped("still open", "2024-01-01", needs_found=5),
    ]
    assert total(engine, ki01.early_help_outcomes_achieved_pct, rows) == (4, 7)


def test_the_star_is_of_episodes_with_both_sums(engine):
    rows = [
        helped("gained 20", "2024-01-01", "2024-06-01", star_start=30, star_end=50),
        helped("lost 5", "2024-01-01", "2024-06-01", star_start=30, star_end=25),
        helped("no change", "2024-01-01", "2024-06-01", star_start=30, star_end=30),
        helped("not taken at the close", "2024-01-01", "2024-06-01", star_start=30),
        helped("not taken at the start", "2024-01-01", "2024-06-01", star_end=40),
        helped("still open", "2024-01-01", star_start=30),
        helped("closed before", "2023-01-01", "2024-03-31", star_start=10, star_end=90),
    ]
    expected = {"gained 20": 20, "lost 5": -5, "no change": 0}
    check(engine, ki01.early_help_average_star_gain, rows, expected)
    assert total(engine, ki01.early_help_average_star_gain, rows) == (15, 3)


def _closed_then_referred(
    why: str, closed: str, on: str | None, *, no_further_action: bool | None = False, **columns
):
    rows = [helped(why, "2023-01-01", closed, **columns)]
    if on is not None:
        rows.append(referred(why, on, no_further_action=no_further_action))
    return rows


_STEPPED_UP = {"closure_reason": "STEP_UP"}
_FOLLOWED = [
    # closed in the year to 31 March 2024; referred in six months, in twelve
    ("on the day of closing", "2023-05-03", "2023-05-03", (1, 1)),
    ("the day before closing", "2023-05-03", "2023-05-02", (0, 0)),
    ("after six months to the day", "2023-05-03", "2023-11-03", (1, 1)),
    ("a day more than six months", "2023-05-03", "2023-11-04", (0, 1)),
    ("on the anniversary", "2023-05-03", "2024-05-03", (0, 1)),
    ("the day after the anniversary", "2023-05-03", "2024-05-04", (0, 0)),
    ("closed on 31 August, 29 February", "2023-08-31", "2024-02-29", (1, 1)),
    ("closed on 31 August, 1 March", "2023-08-31", "2024-03-01", (0, 1)),
    ("closed on 29 February, 28 February", "2024-02-29", "2025-02-28", (0, 1)),
    ("closed on 29 February, 1 March", "2024-02-29", "2025-03-01", (0, 0)),
    ("closed on the last day", "2024-03-31", "2025-03-31", (0, 1)),
    ("never referred", "2023-05-03", None, (0, 0)),
]


@pytest.mark.parametrize(
    ("definition", "place"),
    [(ki01.early_help_step_up_6m_pct, 0), (ki01.early_help_step_up_pct, 1)],
    ids=lambda each: getattr(each, "id", ""),
)
def test_closures_are_followed_by_a_referral_within_the_months(engine, definition, place):
    rows = [
        row for why, closed, on, _ in _FOLLOWED for row in _closed_then_referred(why, closed, on)
    ]
    check(engine, definition, rows, {why: flags[place] for why, *_, flags in _FOLLOWED})


def test_only_a_referral_with_further_action_is_a_step_up(engine):
    rows = [
        *_closed_then_referred("no further action", "2023-05-03", "2023-06-01",
                               no_further_action=True),
        *_closed_then_referred("not recorded", "2023-05-03", "2023-06-01", no_further_action=None),
        *_closed_then_referred("none, then one with action", "2023-05-03", "2023-06-01",
                               no_further_action=True),
        referred("none, then one with action", "2023-07-01"),
        *_closed_then_referred("stepped up, referred before closing", "2023-05-03", "2023-04-20",
                               **_STEPPED_UP),
        *_closed_then_referred("stepped up, referred before help", "2023-05-03", "2022-12-31",
                               **_STEPPED_UP),
        *_closed_then_referred("stepped up, never referred", "2023-05-03", None, **_STEPPED_UP),
        *_closed_then_referred("closed before the year", "2023-03-31", "2023-06-01"),
        *_closed_then_referred("closed after the year", "2024-04-01", "2024-06-01"),
        helped(None, "2023-01-01", "2023-05-03"),
        helped("closed twice", "2023-01-01", "2023-05-03"),
        helped("closed twice", "2023-08-01", "2024-01-10"),
        referred("closed twice", "2024-06-01"),
        helped("turned 18 since", "2023-01-01", "2023-05-03", closure_reason="ADULT"),
        born("turned 18 since", "2005-05-03"),
    ]  # fmt: skip
    expected = {
        "no further action": 0,
        "not recorded": 1,
        "none, then one with action": 1,
        "stepped up, referred before closing": 1,
        "stepped up, referred before help": 0,
        "stepped up, never referred": 0,
        "closed twice": (0, 1),
        "turned 18 since": 0,
    }
    check(engine, ki01.early_help_step_up_pct, rows, expected)
    assert total(engine, ki01.early_help_step_up_pct, rows) == (4, 9)
