"""Finding homes, on 31 March 2025 and in the twelve months to it."""

from __future__ import annotations

import pandas as pd
import pytest
from homes_rows import broken_down, case, check, frame

from ae_pipeline.measures.key_indicators.ki09_homes_of_young_people import (
    care_leaver_accommodation_suitable_now_pct,
    cla_unregistered_count,
    homeless_16_17,
    homeless_joint_assessment_pct,
    homeless_presentations_16_17,
    placement_first_choice_entering_pct,
    placement_first_choice_pct,
    siblings_together_pct,
    step_down_from_residential,
    supported_lodgings_young_people,
    unplanned_care_entries_pct,
)

_END = "2025-03-31"


def _requested(why, expect=None, *, requested="2024-06-10", needed="2024-06-11", **columns):
    described = {"reason": "ENTERING_CARE", "outcome": "PLACED", "closed_on": "2024-06-20"}
    days = {"requested_on": requested, "needed_by": needed}
    return case(why, expect, **{**described, **days, **columns})


def test_entries_at_no_more_than_a_days_notice_are_unplanned(engine):
    check(
        engine,
        unplanned_care_entries_pct,
        "placement_request",
        [
            _requested("needed the same day", 1, needed="2024-06-10"),
            _requested("needed the next day", 1),
            _requested("needed before it was requested", 1, needed="2024-06-09"),
            _requested("needed the day after", 0, needed="2024-06-12"),
            _requested("needed over a weekend", 0, requested="2024-06-14", needed="2024-06-17"),
            _requested("day not recorded", 0, needed=None),
            _requested("emergency, day not recorded", 1, needed=None, reason="EMERGENCY"),
            _requested("emergency, later", 1, needed="2024-07-01", reason="EMERGENCY"),
            _requested("homeless", 0, needed="2024-07-01", reason="HOMELESS"),
            _requested("unaccompanied", 1, reason="UNACCOMPANIED"),
            _requested("still open", 1, outcome=None, closed_on=None),
            _requested("withdrawn", outcome="WITHDRAWN"),
            _requested("in care already", reason="BREAKDOWN"),
            _requested("reason not recorded", reason=None),
            _requested("first day", 1, requested="2024-04-01", needed="2024-04-02"),
            _requested("last day, needed after it", 1, requested=_END, needed="2025-04-01"),
            _requested("the day before", requested="2024-03-31", needed="2024-04-01"),
            _requested("the day after", requested="2025-04-01", needed="2025-04-01"),
        ],
        total=(9, 13),
    )


def test_the_next_day_can_be_29_february_or_1_march(engine):
    check(
        engine,
        unplanned_care_entries_pct,
        "placement_request",
        [
            _requested("to 29 February", 1, requested="2024-02-28", needed="2024-02-29"),
            _requested("past 29 February", 0, requested="2024-02-28", needed="2024-03-01"),
            _requested("from 29 February", 1, requested="2024-02-29", needed="2024-03-01"),
            _requested("over New Year", 1, requested="2023-12-31", needed="2024-01-01"),
        ],
        total=(3, 4),
        month="2024-02",
    )


def _matched(why, expect=None, *, closed="2024-06-20", **columns):
    described = {
        "requested_on": "2024-03-01",
        "reason": "BREAKDOWN",
        "outcome": "PLACED",
        "sought": "FOSTER",
        "found": "FOSTER",
        "unregistered": False,
    }
    return case(why, expect, **{**described, "closed_on": closed, **columns})


def test_a_search_found_what_was_sought_if_the_sort_is_the_same_and_the_home_registered(engine):
    check(
        engine,
        placement_first_choice_pct,
        "placement_request",
        [
            _matched("as sought", 1),
            _matched("another sort", 0, found="RESIDENTIAL"),
            _matched("not registered", 0, sought="RESIDENTIAL", found="RESIDENTIAL",
                   unregistered=True),
            _matched("registration not recorded", 1, unregistered=None),
            _matched("no offer taken is recorded", found=None, unregistered=None),
            _matched("what was sought is not recorded", sought=None),
            _matched("withdrawn", outcome="WITHDRAWN"),
            _matched("still open", closed=None, outcome=None),
            _matched("ended on the first day", 1, closed="2024-04-01"),
            _matched("ended on the last day", 1, closed=_END),
            _matched("ended before", closed="2024-03-31"),
            _matched("ended after", closed="2025-04-01"),
        ],
        total=(4, 6),
    )  # fmt: skip


def test_entering_care_is_apart_from_moves_within_it(engine):
    check(
        engine,
        placement_first_choice_entering_pct,
        "placement_request",
        [
            _matched("enters care", 1, reason="ENTERING_CARE"),
            _matched("emergency", 0, reason="EMERGENCY", found="RESIDENTIAL"),
            _matched("homeless", 1, reason="HOMELESS"),
            _matched("unaccompanied", 1, reason="UNACCOMPANIED"),
            _matched("moves", reason="PLANNED_MOVE"),
            _matched("reason not recorded", reason=None),
        ],
        total=(3, 4),
    )


def test_siblings_are_together_where_there_are_any(engine):
    check(
        engine,
        siblings_together_pct,
        "placement_request",
        [
            _matched("together", 1, siblings_together=True),
            _matched("apart", 0, siblings_together=False),
            _matched("none, or not recorded", siblings_together=None),
            _matched("withdrawn", siblings_together=True, outcome="WITHDRAWN"),
        ],
        total=(1, 2),
    )


def test_stepping_down_ends_in_a_family_home(engine):
    check(
        engine,
        step_down_from_residential,
        "placement_request",
        [
            _matched("to foster care", 1, reason="STEP_DOWN"),
            _matched("to parent and child", 1, reason="STEP_DOWN", found="PARENT_CHILD"),
            _matched("to supported accommodation", reason="STEP_DOWN", found="SUPPORTED"),
            _matched("offer not recorded, foster care sought", 1, reason="STEP_DOWN", found=None),
            _matched("offer not recorded, residential sought", reason="STEP_DOWN", found=None,
                   sought="RESIDENTIAL"),
            _matched("twice", 1, reason="STEP_DOWN", person_id="a"),
            _matched("twice, again", 1, reason="STEP_DOWN", person_id="a", closed="2024-12-01"),
            _matched("a move for another reason"),
            _matched("still searching", reason="STEP_DOWN", closed=None, outcome=None),
        ],
        total=(5, None),
    )  # fmt: skip


def test_unregistered_homes_are_counted_by_child_on_the_day(engine):
    def stay(why, expect=None, *, unregistered=True, started="2025-01-01", ended=None, who=None):
        return case(
            why,
            expect,
            person_id=who,
            started_on=started,
            ended_on=ended,
            kind="RESIDENTIAL",
            unregistered=unregistered,
        )

    counted = check(
        engine,
        cla_unregistered_count,
        "placement_stay",
        [
            stay("there", 1, who="a"),
            stay("began on the day", 1, started=_END),
            stay("first day elsewhere is the day", ended=_END),
            stay("first day elsewhere is the day after", 1, ended="2025-04-01"),
            stay("registered", unregistered=False),
            stay("not recorded", unregistered=None),
            stay("begins later", started="2025-04-01"),
            stay("two stays recorded, earlier", who="b"),
            stay("two stays recorded, later", 1, who="b", started="2025-02-01"),
        ],
        total=(4, None),
    )
    assert broken_down(counted, "setting") == {"RESIDENTIAL": (4, None)}


def _came(why, expect=None, *, on="2024-06-01", **columns):
    return case(why, expect, presented_on=on, **columns)


def test_homeless_presentations_are_of_the_period_and_not_of_people(engine):
    check(
        engine,
        homeless_presentations_16_17,
        "homeless_young_person",
        [
            _came("first day", 1, on="2024-04-01"),
            _came("last day", 1, on=_END),
            _came("came twice", 1, person_id="a"),
            _came("came twice, again", 1, person_id="a", on="2024-07-01"),
            _came("before", on="2024-03-31"),
            _came("after", on="2025-04-01"),
        ],
        total=(4, None),
    )


def test_homeless_young_people_taken_into_care(engine):
    check(
        engine,
        homeless_16_17,
        "homeless_young_person",
        [
            _came("into care", 1, outcome="SECTION_20"),
            _came("in need", outcome="SECTION_17"),
            _came("not recorded yet"),
        ],
        total=(1, None),
    )


def test_a_joint_assessment_is_made_by_the_end_of_the_period(engine):
    check(
        engine,
        homeless_joint_assessment_pct,
        "homeless_young_person",
        [
            _came("assessed", 1, assessed_on="2024-06-05"),
            _came("assessed on the last day", 1, on="2025-03-25", assessed_on=_END),
            _came("assessed after it", 0, on="2025-03-25", assessed_on="2025-04-01"),
            _came("not assessed", 0),
            _came("assessed on the day of coming", 1, on="2024-06-05", assessed_on="2024-06-05"),
            _came("assessed before coming", 0, on="2024-06-05", assessed_on="2024-06-04"),
        ],
        total=(3, 6),
    )


def test_somebody_who_has_turned_18_since_is_described_as_of_the_day_they_came(engine):
    person = pd.DataFrame(
        {
            "person_id": ["a"],
            "date_of_birth": [pd.Timestamp("2006-06-02")],
            "sex": ["F"],
            "ethnicity": [None],
            "ethnic_group": ["white"],
            "locality": ["east"],
            "uasc": [False],
            "uasc_until": [None],
        }
    )
    counted = check(
        engine,
        homeless_presentations_16_17,
        "homeless_young_person",
        [_came("17 on the day, 18 the next", 1, person_id="a"), _came("not known who", 1)],
        total=(2, None),
        person=person,
    )
    assert broken_down(counted, "age_band") == {"16-17": (1, None), "not_known": (1, None)}
    assert broken_down(counted, "sex") == {"F": (1, None), "not_known": (1, None)}


def _home(why, expect=None, *, moved_in="2024-01-01", moved_out=None, **columns):
    described = {"accommodation": "COUNCIL", "suitable": True}
    days = {"moved_in_on": moved_in, "moved_out_on": moved_out}
    return case(why, expect, **{**described, **days, **columns})


def test_care_leavers_are_suitably_housed_on_the_day(engine):
    check(
        engine,
        care_leaver_accommodation_suitable_now_pct,
        "care_leaver_home",
        [
            _home("suitable", 1, person_id="a"),
            _home("not suitable", 0, suitable=False),
            _home("suitability not recorded", 0, suitable=None),
            _home("bed and breakfast called suitable", 0, accommodation="BED_AND_BREAKFAST"),
            _home("custody called suitable", 0, accommodation="CUSTODY"),
            _home("no fixed abode called suitable", 0, accommodation="NO_FIXED_ABODE"),
            _home("emergency bed called suitable", 0, accommodation="EMERGENCY"),
            _home("moved in on the day", 1, moved_in=_END),
            _home("first day elsewhere is the day", moved_out=_END),
            _home("first day elsewhere is the day after", 1, moved_out="2025-04-01"),
            _home("moves in later", moved_in="2025-04-01"),
            _home("two homes recorded, earlier", person_id="b", suitable=False),
            _home("two homes recorded, later", 1, person_id="b", moved_in="2024-02-29"),
        ],
        total=(4, 10),
    )


def test_care_leavers_of_every_age_have_an_age_band(engine):
    born = {"16": "2008-04-01", "17": "2008-03-31", "21": "2003-04-01", "22": "2003-03-31"}
    people = [{"person_id": age, "date_of_birth": day, "uasc": False} for age, day in born.items()]
    counted = check(
        engine,
        care_leaver_accommodation_suitable_now_pct,
        "care_leaver_home",
        [_home(age, 1, person_id=age) for age in born] + [_home("not known who", 1)],
        total=(5, 5),
        person=frame("person", people),
    )
    assert broken_down(counted, "age_band") == dict.fromkeys(
        ("under 17", "17-18", "19-21", "22+", "not_known"), (1, 1)
    )


def test_care_leavers_in_supported_lodgings(engine):
    check(
        engine,
        supported_lodgings_young_people,
        "care_leaver_home",
        [
            _home("there", 1, accommodation="SUPPORTED_LODGINGS"),
            _home("elsewhere"),
            _home("moved out", accommodation="SUPPORTED_LODGINGS", moved_out=_END),
            _home("has moved on", person_id="a", accommodation="SUPPORTED_LODGINGS"),
            _home("where to", person_id="a", moved_in="2025-01-01"),
        ],
        total=(1, None),
    )


@pytest.mark.parametrize(
    ("measure", "total"),
    [
        (unplanned_care_entries_pct, (0, 0)),
        (placement_first_choice_pct, (0, 0)),
        (step_down_from_residential, (0, None)),
        (cla_unregistered_count, (0, None)),
        (homeless_16_17, (0, None)),
        (homeless_joint_assessment_pct, (0, 0)),
        (care_leaver_accommodation_suitable_now_pct, (0, 0)),
    ],
)
def test_without_rows_there_is_nothing(engine, measure, total):
    check(engine, measure, "placement_request", [], total=total)
