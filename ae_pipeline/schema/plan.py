"""Facts of the plan's milestones. Of nobody: a milestone has an owner's role and no person.

Here: names, columns and types. Not here: how they are built (``returns.plan.facts``), or what a
milestone says (``config/milestones.yaml``).
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts

milestone_report = facts(
    "milestone_report",
    sa.Column("milestone_id", sa.Text, nullable=False, comment="P01-2024-25-01"),
    sa.Column("part", sa.Text, nullable=False, comment="P01 to P10, ILACS or WISH: of the id"),
    sa.Column("reported_on", sa.Date, nullable=False),
    sa.Column(
        "status",
        sa.Text,
        nullable=False,
        comment="NOT_STARTED, ON_TRACK, AT_RISK, DELAYED, COMPLETE",
    ),
    sa.Column("owner_role", sa.Text),
    sa.Column("due_on", sa.Date),
    sa.Column("evidence", sa.Text, comment="kind of evidence; names nobody"),
    sa.Column("evidence_on", sa.Date),
    sa.Column("completed_on", sa.Date),
    comment="One row is what was reported of one milestone, improvement area or wish on one day.",
)
