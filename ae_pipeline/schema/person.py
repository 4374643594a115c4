"""Who people are, over all systems: what is known of them, and the groups they are in."""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import metadata

person = sa.Table(
    "person",
    metadata,
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("date_of_birth", sa.Date),
    sa.Column("sex", sa.Text, comment="M, F or U, whatever the system's code list"),
    sa.Column("ethnicity", sa.Text, comment="main code, WBRI … NOBT"),
    sa.Column("ethnic_group", sa.Text, comment="white, mixed, asian, black, other, not_known"),
    sa.Column("locality", sa.Text, comment="where the home is, by config/authority.yaml"),
    sa.Column("uasc", sa.Boolean, nullable=False, comment="ever reported as unaccompanied"),
    sa.Column("uasc_until", sa.Date, comment="day the status ceased (DUC); open where null"),
    comment="One row is one child or young person known from any return up to the month.",
)

person_group = sa.Table(
    "person_group",
    metadata,
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("group", sa.Text, nullable=False, comment="sen_support, ehc_plan, fsm, cin, cpp …"),
    sa.Column("start", sa.Date, nullable=False, comment="first day in it"),
    sa.Column("end", sa.Date, comment="first day out of it; null while open"),
    comment="One row is a time that a person was in a vulnerable group.",
)
