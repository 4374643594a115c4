"""Facts of quality assurance: audits, complaints, what children say, other doors.

Grades are OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT or INADEQUATE. A person is the child that a row
is about; it is null where no child is named or nobody is known by the number, and the row counts
all the same. Here: names, columns and types. Not here: how they are built
(``returns.quality_assurance.facts``).
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

_SERVICE = "part of the service, FRONT_DOOR to OUT_OF_HOURS; null if not known"

audit = facts(
    "audit",
    person_id(nullable=True),
    sa.Column("audit_id", sa.Text, nullable=False),
    sa.Column("planned_on", sa.Date, nullable=False, comment="day by which it is planned"),
    sa.Column("completed_on", sa.Date, comment="null if it has not been"),
    sa.Column("tool", sa.Text, comment="CORE, THEMATIC, PRACTICE_WEEK, EHC_PLAN …"),
    sa.Column("service", sa.Text, comment=_SERVICE),
    sa.Column("overall_grade", sa.Text, comment="the auditor's"),
    sa.Column("assessment_grade", sa.Text),
    sa.Column("planning_grade", sa.Text),
    sa.Column("oversight_grade", sa.Text, comment="of supervision and management oversight"),
    sa.Column("voice_grade", sa.Text, comment="of how the child was heard"),
    sa.Column("family_feedback", sa.Boolean, comment="whether the family's view is recorded"),
    sa.Column("child_feedback", sa.Boolean, comment="whether the child's view is recorded"),
    sa.Column("re_audit_of", sa.Text, comment="number of the audit that this one follows up"),
    sa.Column("moderated_on", sa.Date, comment="null if nobody graded it again"),
    sa.Column("moderated_grade", sa.Text, comment="the moderator's, which counts where given"),
    comment="One row is one audit of practice, planned or done, with its moderation.",
)

audit_action = facts(
    "audit_action",
    sa.Column("action_id", sa.Text, nullable=False),
    sa.Column("raised_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, comment="null if not known"),
    sa.Column("closed_on", sa.Date, comment="null while open"),
    sa.Column("impact", sa.Text, comment="IMPROVED, NO_CHANGE or NOT_KNOWN for the child"),
    sa.Column("service", sa.Text, comment="of its audit; null where that is not in the list"),
    comment="One row is one action that an audit asks for.",
)

complaint = facts(
    "complaint",
    person_id(nullable=True),
    sa.Column("complaint_id", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False, comment="1 local, 2 investigation, 3 panel"),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, comment="day by which to answer, as the return gives it"),
    sa.Column("answered_on", sa.Date, comment="null if it has not been"),
    sa.Column("outcome", sa.Text, comment="UPHELD, PARTLY, NOT_UPHELD or WITHDRAWN"),
    sa.Column("service", sa.Text, comment=_SERVICE),
    comment="One row is one complaint at one stage; a next stage is a row of its own.",
)

compliment = facts(
    "compliment",
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("service", sa.Text, comment=_SERVICE),
    comment="One row is one compliment.",
)

participation_activity = facts(
    "participation_activity",
    sa.Column("held_on", sa.Date, nullable=False),
    sa.Column("activity", sa.Text, comment="FORUM, SURVEY, PANEL, CO_DESIGN …"),
    sa.Column("for_group", sa.Text, comment="CARE, CARE_LEAVERS, SEND, EARLY_HELP or CITY"),
    sa.Column("children", sa.Integer, comment="who took part; null if not known"),
    sa.Column("change_made", sa.Boolean, comment="whether something changed in answer"),
    sa.Column("reported_back_on", sa.Date, comment="day they were told what came of it"),
    comment="One row is one activity in which children and young people shaped the service.",
)

wish_answer = facts(
    "wish_answer",
    sa.Column("answered_on", sa.Date, nullable=False),
    sa.Column("for_group", sa.Text, comment="the young person's, as of an activity"),
    sa.Column("wish", sa.Text, nullable=False, comment="wish_01 … wish_10"),
    sa.Column("score", sa.Integer, nullable=False, comment="1 never kept to 5 always"),
    comment="One row is what one young person said of one of the Ten Wishes; unanswered have none.",
)

allegation = facts(
    "allegation",
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("sector", sa.Text, comment="where the person works: SCHOOL, FOSTERING …"),
    sa.Column("decided_on", sa.Date, comment="day of the first decision"),
    sa.Column("closed_on", sa.Date, comment="null while open"),
    comment="One row is one referral to the designated officer about who works with children.",
)

out_of_hours_contact = facts(
    "out_of_hours_contact",
    person_id(nullable=True),
    sa.Column("contact_on", sa.Date, nullable=False),
    sa.Column("response", sa.Text, comment="ADVICE, VISIT, SECTION_47, PLACEMENT, NO_ACTION"),
    sa.Column("minutes", sa.Integer, comment="from contact to decision; null if not recorded"),
    sa.Column("handed_over_on", sa.Date, comment="day of handing over to the day service"),
    comment="One row is one concern about a child that came in outside office hours.",
)
