"""Facts of the workforce: social workers' roles, cases, sickness and supervision; vacant posts.

All are told by the monthly staff records. Shares of full time and days are whole hundredths. Here:
names, columns and types. Not here: how they are built (``returns.workforce.facts``).
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts

_WORKER = "pseudonym of the registration with Social Work England"

social_worker_role = facts(
    "social_worker_role",
    sa.Column("worker_id", sa.Text, nullable=False, comment=_WORKER),
    sa.Column("role_start", sa.Date, nullable=False, comment="first day in the role"),
    sa.Column("role_end", sa.Date, comment="last day in the role; null while it is held"),
    sa.Column("contract", sa.Text, nullable=False, comment="PERMANENT, FIXED_TERM or AGENCY"),
    sa.Column("team", sa.Text, comment="as last told"),
    sa.Column("career_stage", sa.Text, comment="as last told; 1 is the assessed first year"),
    sa.Column(
        "fte_hundredths",
        sa.Integer,
        comment="share of full time as last told, of a leaver the last one; null if not known",
    ),
    comment="One row is one role of a social worker; those that ended in the last two years too.",
)

worker_caseload = facts(
    "worker_caseload",
    sa.Column("as_at", sa.Date, nullable=False, comment="last day of a month"),
    sa.Column("worker_id", sa.Text, nullable=False, comment=_WORKER),
    sa.Column("cases", sa.Integer, nullable=False, comment="children allocated to the worker"),
    sa.Column("fte_hundredths", sa.Integer, comment="share of full time on the day"),
    comment="One row is one worker in post at the end of a month, without cases too.",
)

team_vacancy = facts(
    "team_vacancy",
    sa.Column("as_at", sa.Date, nullable=False, comment="last day of a month"),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column(
        "vacant_hundredths",
        sa.Integer,
        nullable=False,
        comment="vacant posts in hundredths of full time, those that agency workers cover too",
    ),
    comment="One row is the vacant posts of a team at the end of a month.",
)

sickness_in_month = facts(
    "sickness_in_month",
    sa.Column("worker_id", sa.Text, nullable=False, comment=_WORKER),
    sa.Column("absence_start", sa.Date, nullable=False, comment="first day of the absence"),
    sa.Column("month_start", sa.Date, nullable=False, comment="first day of the month"),
    sa.Column(
        "lost_hundredths",
        sa.Integer,
        nullable=False,
        comment="working days lost in the month, in hundredths; never nought",
    ),
    comment=(
        "One row is the working days that one absence for sickness (SIC) took of one month. The "
        "days of the whole absence are shared out by the working days that it has in each month."
    ),
)

supervision = facts(
    "supervision",
    sa.Column("worker_id", sa.Text, nullable=False, comment=_WORKER),
    sa.Column("due_on", sa.Date, nullable=False, comment="day by which it was due"),
    sa.Column("held_on", sa.Date, comment="null if it has not been"),
    sa.Column("grade", sa.Text, comment="its quality; null where it was not looked at"),
    comment="One row is one supervision that was due, personal, of cases or of a group.",
)
