"""Education, health and care: requests and assessments, plans, reviews, where people are placed.

Here: which measure is which count. Who people are is in ``holders``; the tables are invented in
``inventing``.
"""

from __future__ import annotations

from oracle.areas import Area
from oracle.send import placements, plans
from oracle.send.inventing import invent

AREA = Area(
    measures={
        "ehc_requests": plans.requests,
        "ehc_request_rate": plans.requests,
        "ehc_refusal_pct": plans.requests_that_were("N"),
        "ehc_withdrawn_pct": plans.requests_that_were("W"),
        "ehc_mediation": plans.requests_with("mediation"),
        "ehc_tribunal": plans.requests_with("tribunal"),
        "ehc_plans_total": plans.plans,
        "ehc_plans_pct_pupils": placements.pupils,
        "ehc_new_plans": plans.new_plans,
        "ehc_plans_16_plus": plans.plans_of_adults,
        "ehc_plans_ceased": plans.plans_ceased,
        "ehc_ceased_into_work_or_study_pct": plans.ceased_into_work,
        "ehc_6wk_decision": plans.decided,
        "ehc_16wk_refuse": plans.told_of_no_plan,
        "ehc_20wk_excl": plans.issued_in_time_no_exception,
        "ehc_20wk_incl": plans.issued_in_time,
        "ehc_over_52_weeks_pct": plans.issued_very_late,
        "annual_review_4wk": plans.reviews_in_time,
        "annual_review_12m_pct": placements.reviewed,
        "phase_transfer_on_time_pct": plans.phase_transfers,
        "ehc_independent_pct": placements.share_in("independent_or_elsewhere"),
        "ehc_mainstream_pct": placements.share_in("mainstream", "sen_unit", "resourced_provision"),
        "ehc_special_school_pct": placements.share_in("special_school"),
        "ehc_resourced_provision_pct": placements.share_in("sen_unit", "resourced_provision"),
        "ehc_local_placement_pct": placements.local,
        "ehc_home_educated": placements.number_in("home_educated"),
        "ehc_awaiting_placement": placements.number_in("awaiting_placement"),
        "ehc_not_in_education": placements.number_in("not_in_education"),
    },
    invent=invent,
)
