"""Faults of whole rows in the exports of the quality assurance system. Not here: planting them.

An answer about no wish at all (``AE-WISHES-EMPTY``) takes ten cells and is not among them.
"""

from __future__ import annotations

from ae_city.row_faults import RowFault
from ae_city.services.changing import (
    copy_of,
    empty,
    ends_early,
    filled,
    is_,
    says,
    unsaid,
)

ROW_FAULTS = (
    unsaid("Audits", "AE-AUDIT-UNGRADED", "overall_grade", given="completed_on"),
    RowFault("Audits", "AE-AUDIT-NOT-DONE", "voice_grade", says("GOOD"), empty("completed_on")),
    unsaid("Audits", "AE-AUDIT-FEEDBACK", "family_feedback", given="completed_on"),
    RowFault(
        "Audits", "AE-AUDIT-OF-ITSELF", "re_audit_of", copy_of("audit_id"), filled("audit_id")
    ),
    ends_early("Actions", "AE-ACTION-DATES", "raised_on", "action_closed_on"),
    ends_early("Actions", "AE-ACTION-DUE", "raised_on", "action_due_on"),
    ends_early("Complaints", "AE-COMPLAINT-DATES", "complaint_on", "answered_on"),
    ends_early("Complaints", "AE-COMPLAINT-DUE", "complaint_on", "answer_due_on"),
    unsaid("Complaints", "AE-COMPLAINT-OUTCOME", "outcome", given="answered_on"),
    RowFault("Complaints", "AE-COMPLAINT-STAGE", "follows", says("C00000"), is_("stage", "1")),
    ends_early("Participation", "AE-PARTICIPATION-DATES", "held_on", "reported_back_on"),
    ends_early("Allegations", "AE-ALLEGATION-DATES", "allegation_on", "allegation_closed_on"),
    ends_early("Allegations", "AE-ALLEGATION-DECIDED", "allegation_on", "decided_on"),
    ends_early("Allegations", "AE-ALLEGATION-MEETING", "allegation_on", "meeting_on"),
    unsaid("Allegations", "AE-ALLEGATION-FINDING", "finding", given="allegation_closed_on"),
    ends_early("OutOfHours", "AE-OUT-OF-HOURS-DATES", "contact_on", "handed_over_on"),
)
"""Every rule about more than one cell of the quality assurance return but one."""
