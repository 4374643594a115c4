"""Facts of early and targeted help: episodes, assessments, programmes, hubs, conferences.

Here: names, columns and types. Not here: how they are built (``returns.early_help.facts``).
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

early_help_episode = facts(
    "early_help_episode",
    person_id(nullable=True),
    sa.Column("episode_id", sa.Text, nullable=False),
    sa.Column("family_id", sa.Text),
    sa.Column("requested_on", sa.Date, nullable=False, comment="first day of the episode"),
    sa.Column("level_of_need", sa.Text, comment="2 early help, 3 targeted help"),
    sa.Column("lead_agency", sa.Text),
    sa.Column("closed_on", sa.Date, comment="null while open; the child is not helped on it"),
    sa.Column("closure_reason", sa.Text, comment="code of the return: MET, STEP_UP …"),
    sa.Column("needs_found", sa.Integer, nullable=False, comment="of the ten headline outcomes"),
    sa.Column("outcomes_achieved", sa.Integer, nullable=False, comment="of the needs found"),
    sa.Column("star_start", sa.Integer, comment="sum of the outcomes star; null if not taken"),
    sa.Column("star_end", sa.Integer),
    comment="One row is one time that early or targeted help worked with one child.",
)

early_help_assessment = facts(
    "early_help_assessment",
    person_id(nullable=True),
    sa.Column("episode_id", sa.Text, comment="null where no episode is named"),
    sa.Column("requested_on", sa.Date, nullable=False,
              comment="of its episode; the day the assessment began where that is not told"),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("completed_on", sa.Date, comment="null while under way"),
    sa.Column("episode_closed_on", sa.Date, comment="null while open, or not told"),
    sa.Column("organisation", sa.Text, comment="who made it"),
    sa.Column("outcome", sa.Text, comment="PLAN, UNIVERSAL, STEP_UP or CANCELLED; null if open"),
    comment="One row is one early help assessment of one child.",
)  # fmt: skip

targeted_intervention = facts(
    "targeted_intervention",
    person_id(nullable=True),
    sa.Column("programme", sa.Text, nullable=False),
    sa.Column("provider", sa.Text),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="null while it lasts"),
    sa.Column("completion", sa.Text, comment="COMPLETED, PARTLY, DROPPED_OUT or MOVED"),
    sa.Column("better", sa.Text, comment="HIGHER or LOWER: which score is the better one"),
    sa.Column("least_change", sa.Integer, comment="that counts, in hundredths of a point"),
    sa.Column("score_before", sa.Integer, comment="in hundredths of a point"),
    sa.Column("score_after", sa.Integer, comment="in hundredths of a point"),
    sa.Column("goal_met", sa.Boolean, comment="the child's own goal; null where not judged"),
    comment="One row is one child's time in one targeted programme.",
)

family_hub_child = facts(
    "family_hub_child",
    person_id(),
    sa.Column("hub", sa.Text, nullable=False),
    sa.Column("registered_on", sa.Date),
    sa.Column("first_seen_on", sa.Date),
    sa.Column("last_seen_on", sa.Date, comment="as of the export; null if there was no visit"),
    comment="One row is one child registered with a family hub, as the export has them.",
)

family_group_conference = facts(
    "family_group_conference",
    person_id(nullable=True),
    sa.Column("reason", sa.Text, comment="EARLY_HELP, CHILD_PROTECTION, EDGE_OF_CARE …"),
    sa.Column("offered_on", sa.Date, nullable=False),
    sa.Column("accepted", sa.Boolean, comment="null while the family considers"),
    sa.Column("held_on", sa.Date, comment="null if it was not held"),
    sa.Column("outcome", sa.Text, comment="PLAN or NO_PLAN; null if it was not held"),
    sa.Column("plan_reviewed_on", sa.Date),
    comment="One row is one offer of a family group conference about one child.",
)
