"""Which validated tables each table of facts is made from, so that a fault is put where it counts.

A return's rows that were set aside matter to a figure only where the facts that it reads are made
from their table. ``Facts.reads`` says what a return's facts need together; here it is said fact by
fact. Not here: how facts are made (``people.facts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.people.facts.catalogue import maker_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLANS = ("requests", "assessment", "named_plan", "active_plans")
_ROLL = ("school_census", "school", "pupil_on_roll")
_FED_BY: Mapping[str, tuple[str, ...]] = {
    # ssda903
    "care_episode": ("episodes",),
    "health_outcome": ("oc2",),
    "care_leaver": ("oc3",),
    "social_worker_episode": ("sw_episodes",),
    # cin
    "referral": ("cin_details", "child_identifiers"),
    "assessment": ("assessments", "cin_details", "disabilities"),
    "section_47_enquiry": ("section47", "cin_details"),
    "initial_conference": ("section47", "cin_details"),
    "cin_plan": ("cin_plan_dates",),
    "protection_plan": ("child_protection_plans",),
    "protection_review": ("reviews", "child_protection_plans"),
    "pre_proceedings": ("pre_proceedings",),
    # annex_a
    "contact": ("contacts",),
    "protection_plan_listed": ("child_protection_plans",),
    "looked_after_listed": ("children_looked_after",),
    "care_leaver_listed": ("care_leavers",),
    # early_help
    "early_help_episode": ("episodes",),
    "early_help_assessment": ("assessments", "episodes"),
    "targeted_intervention": ("interventions",),
    "family_hub_child": ("family_hub_reach",),
    "family_group_conference": ("family_group_conferences",),
    # epep
    "education_plan": ("peps",),
    "school_move": ("school_moves",),
    # sen2
    "ehc_request": ("requests", "assessment"),
    "ehc_plan": (*_PLANS, "sen_need"),
    "ehc_placement": (*_PLANS, "placement_detail", "sen_need"),
    "ehc_review": ("requests", "active_plans"),
    "ehc_phase_transfer": ("requests", "active_plans"),
    # school_census
    "census_school": ("school_census", "school"),
    "pupil_roll": (*_ROLL, "fsm_period"),
    "arranged_placement": (*_ROLL, "school_arranged_ap_on_roll"),
    "school_sessions": (
        *(*_ROLL, "pupil_no_longer_on_roll"),
        *("termly_session_details_on_roll", "termly_session_details_off_roll"),
    ),
    "exclusion": (
        *(*_ROLL, "pupil_no_longer_on_roll"),
        *("termly_exclusions_on_roll", "termly_exclusions_off_roll"),
    ),
    # attendance
    "month_sessions": ("marks",),
    # attainment
    "eyfsp_result": ("eyfsp",),
    "phonics_result": ("phonics",),
    "ks2_result": ("ks2",),
    "ks4_result": ("ks4",),
    "result_by_19": ("level23",),
    "destination": ("destinations",),
    # nccis
    "tracked_young_person": ("young_people", "activities", "characteristics"),
    "september_offer": ("september_guarantee",),
    # workforce
    "social_worker_role": ("workers",),
    "worker_caseload": ("caseload",),
    "team_vacancy": ("vacancies",),
    "sickness_in_month": ("absence",),
    "supervision": ("supervision",),
    # quality_assurance
    "audit": ("audits", "moderation"),
    "audit_action": ("actions", "audits"),
    "complaint": ("complaints",),
    "compliment": ("compliments",),
    "participation_activity": ("participation",),
    "wish_answer": ("ten_wishes",),
    "allegation": ("allegations",),
    "out_of_hours_contact": ("out_of_hours",),
    # homes
    "foster_household": ("fostering_households",),
    "foster_place": ("fostering_places", "fostering_households"),
    "mockingbird_constellation": ("mockingbird_constellations",),
    "mockingbird_placement": ("mockingbird_placements",),
    "placement_request": ("placement_requests", "placement_offers"),
    "placement_stay": ("placement_offers", "placement_requests"),
    "care_leaver_home": ("care_leaver_accommodation",),
    "homeless_young_person": ("homeless_presentations",),
    "early_years_provider": ("early_years_places",),
    "early_years_take_up": ("early_years_take_up",),
    "school_capacity": ("school_places",),
    "school_offer": ("school_offers",),
    "specialist_provision": ("specialist_places",),
    "targeted_funding": ("targeted_funding",),
    "high_needs_placement": ("high_needs_placements",),
    "short_break": ("short_breaks",),
    "school_transport": ("home_to_school_transport",),
    # plan
    "milestone_report": ("milestones",),
}


def fed_by(fact: str) -> tuple[str, ...]:
    """The validated tables, by asset name, that a table of facts is made from.

    Those are the tables whose rows it has, and those that decide which rows or what is told of
    them. Of a table not said here, all that its return's facts read.

    Raises:
        KeyError: if no return makes it.
    """
    return _FED_BY.get(fact) or tuple(maker_of(fact).reads)
