"""Facts of young people of 16 and over: what each does at a month's end, and places offered.

Here: names, columns and types. Not here: how they are built (``returns.nccis.facts``).
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

tracked_young_person = facts(
    "tracked_young_person",
    person_id(nullable=True),
    sa.Column("tracked_on", sa.Date, nullable=False, comment="last day of the list's month"),
    sa.Column(
        "academic_age",
        sa.Integer,
        nullable=False,
        comment="age on the last 31 August, by date of birth; 16 or more: 16 is Year 12",
    ),
    sa.Column("send", sa.Text, comment="N none, K SEN support, E education, health and care plan"),
    sa.Column(
        "activity",
        sa.Text,
        comment="code of what was begun last by the day and had not ended; null where there is "
        "none",
    ),
    sa.Column("review_due", sa.Date, comment="until when the activity is taken to go on"),
    sa.Column(
        "neet_since",
        sa.Date,
        comment="as told of the activity; null where after the day, or not told",
    ),
    sa.Column("looked_after", sa.Boolean, nullable=False, comment="characteristic 110 on the day"),
    sa.Column("care_leaver", sa.Boolean, nullable=False, comment="characteristic 160 on the day"),
    sa.Column(
        "vulnerable", sa.Boolean, nullable=False, comment="any characteristic of NCCIS on the day"
    ),
    comment="One row is one young person of academic age 16 or over in the authority's cohort "
    "(not moved out, not dead) on a month's list: once a month, by the activity begun last.",
)

september_offer = facts(
    "september_offer",
    person_id(nullable=True),
    sa.Column("guarantee_year", sa.Integer, nullable=False, comment="of the September"),
    sa.Column("year_group", sa.Integer, comment="before that September: 11 or 12"),
    sa.Column("guarantee", sa.Text, comment="OFFER, NOOFFER, LEFT the area, NOTREC unknown"),
    sa.Column("offered_on", sa.Date),
    comment="One row is one pupil of Year 11 or 12 and a September, as the list of that "
    "September tells.",
)
