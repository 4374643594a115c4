"""Social care: referrals and what follows, protection plans, proceedings, the lists of Annex A.

Here: which measure is which count. Who they are is in ``front_door``, ``protection`` and
``listed``; the tables are invented in ``inventing``.
"""

from __future__ import annotations

from oracle.areas import Area
from oracle.social_care import front_door as door
from oracle.social_care import listed, protection
from oracle.social_care.inventing import invent
from oracle.social_care.members import middle, number, share

PLANS, PROCEEDINGS = "protection_plan", "pre_proceedings"
PLANS_STARTED = protection.dated(PLANS, "started_on")
PLANS_ENDED = protection.dated(PLANS, "ended_on")
PROCEEDINGS_STARTED = protection.dated(PROCEEDINGS, "started_on")

AREA = Area(
    measures={
        "rc9_closures_pct": share(door.closures, door.to_early_help),
        "referral_rate": number(door.referrals),
        "rereferral_pct": share(door.referrals, door.is_rereferral),
        "referral_nfa_pct": share(door.referrals, door.led_to_none),
        "assessed_not_in_need_pct": share(door.referrals, door.assessed_and_closed),
        "assessment_rate": number(door.assessments),
        "s47_rate": number(door.enquiries),
        "cin_rate": number(door.in_need),
        "cin_plans_open": number(door.with_a_cin_plan),
        "mash_repeat_contact_pct": share(door.contacts, door.is_repeat_contact),
        "contact_decision_1wd": share(door.to_decide, door.acted_on_in_time),
        "assessment_45wd": share(door.assessments, door.assessed_in_time),
        "assessment_45wd_from_referral": share(
            door.first_of_a_referral, door.in_time_from_referral
        ),
        "assessment_45wd_disabled": share(door.of_disabled, door.assessed_in_time),
        "unborn_assessed_before_birth_pct": share(
            door.born_after_a_referral, door.assessed_before_birth
        ),
        "icpc_15wd": share(protection.of_an_enquiry, protection.held_in_time),
        "cpp_reviewed_on_time": share(protection.due_a_review, protection.reviewed_in_time),
        "cpp_visited_10wd_pct": share(listed.plans, listed.visited_on_a_plan),
        "cla_visited_6wk_pct": share(listed.to_be_visited, listed.visited),
        "cpp_rate": number(protection.on_a_plan),
        "cpp_start_rate": number(PLANS_STARTED),
        "icpc_rate": number(protection.conferences),
        "icpc_to_cpp_pct": share(protection.conferences, protection.led_to_a_plan),
        "cpp_repeat_pct": share(PLANS_STARTED, protection.had_one_before),
        "cpp_repeat_2yr_pct": share(PLANS_STARTED, protection.had_one_lately),
        "cpp_2yr_open_pct": share(protection.on_a_plan, protection.for_two_years),
        "cpp_2yr_ended_pct": share(PLANS_ENDED, protection.lasted_two_years),
        "cpp_under_3m_ended_pct": share(PLANS_ENDED, protection.lasted_three_months_at_most),
        "plo_active": number(protection.open_on(PROCEEDINGS)),
        "plo_duration_weeks": middle(
            protection.dated(PROCEEDINGS, "ended_on"), protection.days_before_proceedings
        ),
        "care_application_rate": number(protection.taken_to_court),
        "plo_family_meeting_offered_pct": share(
            PROCEEDINGS_STARTED, protection.says("meeting_offered")
        ),
        "plo_family_meeting_held_pct": share(PROCEEDINGS_STARTED, protection.says("meeting_held")),
        "cla_health_assessment_12m_pct": share(
            listed.for_a_year, listed.done_in_a_year("health_assessed_on")
        ),
        "cla_health_assessment_due_pct": share(listed.for_a_year, listed.health_in_date),
        "cla_dental_check_12m_pct": share(listed.for_a_year, listed.done_in_a_year("dentist_on")),
        "cla_initial_health_20wd_pct": share(listed.lately_in_care, listed.health_in_time),
        "cl_pathway_plan_pct": share(listed.with_a_pathway_plan, listed.pathway_reviewed),
    },
    invent=invent,
    medians=frozenset({"plo_duration_weeks"}),
)
