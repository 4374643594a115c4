"""Facts of social care: referrals, assessments, enquiries, plans, and the lists of Annex A.

Here: names, columns and types. Not here: how they are built (``returns.cin.facts``,
``returns.annex_a.facts``), or who is looked after (``care``).

``referral_no`` and ``plan_no`` number the rows of ``referral`` and ``protection_plan``, so that
what belongs to one is found also where nobody is known by the child's id. They mean nothing
outside a month's tables. An end that is imputed is the first day after a collection year whose
last file left something open that the next year's file does not mention: it is over, or never
was, and nobody said when.
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

_REFERRAL_NO = "of the referral that it belongs to; null where the file has none of the number"

referral = facts(
    "referral",
    person_id(nullable=True),
    sa.Column("referral_no", sa.Integer, nullable=False),
    sa.Column("referred_on", sa.Date, nullable=False),
    sa.Column("no_further_action", sa.Boolean, comment="null where the flag is neither"),
    sa.Column("primary_need", sa.Text, comment="N0 to N9"),
    sa.Column("closed_on", sa.Date, comment="null while open, and where nothing was opened"),
    sa.Column("closed_imputed", sa.Boolean, nullable=False),
    sa.Column("closure_reason", sa.Text, comment="RC1 to RC9"),
    sa.Column("born_on", sa.Date, comment="the child's birth, or the day it is expected on"),
    comment="One row is a referral of a child, and the episode of need that it opened. A child "
    "has one a day: one that led to action is believed over one that did not.",
)

assessment = facts(
    "assessment",
    person_id(nullable=True),
    sa.Column("referral_no", sa.Integer, comment=_REFERRAL_NO),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("authorised_on", sa.Date, comment="null while it is not completed"),
    sa.Column("disabled", sa.Boolean, nullable=False, comment="the child has a disability"),
    comment="One row is a social work assessment. A child has one that starts on a day.",
)

section_47_enquiry = facts(
    "section_47_enquiry",
    person_id(nullable=True),
    sa.Column("referral_no", sa.Integer, comment=_REFERRAL_NO),
    sa.Column("started_on", sa.Date, nullable=False, comment="day of the strategy discussion"),
    comment="One row is an enquiry under section 47. A child has one that starts on a day.",
)

initial_conference = facts(
    "initial_conference",
    person_id(nullable=True),
    sa.Column("held_on", sa.Date, nullable=False),
    sa.Column("enquiry_started_on", sa.Date, comment="null where no enquiry led to it"),
    comment="One row is an initial child protection conference: of an enquiry, or of a child on "
    "another authority's plan who moved here.",
)

cin_plan = facts(
    "cin_plan",
    person_id(nullable=True),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="null while it lasts"),
    sa.Column("ended_imputed", sa.Boolean, nullable=False),
    comment="One row is a child in need plan. A child has one that starts on a day.",
)

protection_plan = facts(
    "protection_plan",
    person_id(nullable=True),
    sa.Column("plan_no", sa.Integer, nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="null while it lasts; the child is on none this day"),
    sa.Column("ended_imputed", sa.Boolean, nullable=False),
    sa.Column("previous_plans", sa.Integer, comment="plans the child had before, wherever"),
    comment="One row is a child protection plan. A child has one that starts on a day.",
)

protection_review = facts(
    "protection_review",
    sa.Column("plan_no", sa.Integer, nullable=False),
    sa.Column("reviewed_on", sa.Date, nullable=False),
    comment="One row is a review conference of a child protection plan; one a day.",
)

pre_proceedings = facts(
    "pre_proceedings",
    person_id(nullable=True),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="decision or application to court; null while it lasts"),
    sa.Column("ended_imputed", sa.Boolean, nullable=False),
    sa.Column("court_applied_on", sa.Date, comment="application to court; null where none was"),
    sa.Column("meeting_offered", sa.Boolean, comment="a family group decision-making meeting"),
    sa.Column("meeting_held", sa.Boolean),
    comment="One row is a child's time before care proceedings (PLO). From the collection year "
    "2025-26 on. A child has one that starts on a day.",
)

contact = facts(
    "contact",
    person_id(nullable=True),
    sa.Column("contacted_on", sa.Date, nullable=False),
    comment="One row is a contact about a child (Annex A, list 1).",
)

protection_plan_listed = facts(
    "protection_plan_listed",
    person_id(nullable=True),
    sa.Column("listed_on", sa.Date, nullable=False, comment="last day of the list's month"),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="null while it lasts"),
    sa.Column("visited_on", sa.Date, comment="last statutory visit"),
    comment="One row is a child protection plan on one list 7 of Annex A.",
)

looked_after_listed = facts(
    "looked_after_listed",
    person_id(nullable=True),
    sa.Column("listed_on", sa.Date, nullable=False, comment="last day of the list's month"),
    sa.Column("started_on", sa.Date, nullable=False, comment="day the child came into care"),
    sa.Column("ceased_on", sa.Date, comment="null while looked after"),
    sa.Column("health_assessed_on", sa.Date, comment="last health assessment"),
    sa.Column("dentist_on", sa.Date, comment="last dental check"),
    sa.Column("visited_on", sa.Date, comment="last visit of a social worker"),
    sa.Column("unaccompanied", sa.Boolean, comment="seeking asylum alone in the last 12 months"),
    comment="One row is a child's time in care on one list 8 of Annex A.",
)

care_leaver_listed = facts(
    "care_leaver_listed",
    person_id(nullable=True),
    sa.Column("listed_on", sa.Date, nullable=False, comment="last day of the list's month"),
    sa.Column("eligibility", sa.Text, comment="entitlement in law, as Annex A words it"),
    sa.Column("pathway_reviewed_on", sa.Date, comment="last review of the pathway plan"),
    comment="One row is a young person on one list 9 of Annex A.",
)
