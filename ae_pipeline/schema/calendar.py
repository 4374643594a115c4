"""Days, numbered, so that every engine counts days and working days alike."""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import metadata

calendar_day = sa.Table(
    "calendar_day",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("day_number", sa.Integer, nullable=False, comment="rises by one each day"),
    sa.Column(
        "working_day_number",
        sa.Integer,
        nullable=False,
        comment="rises by one on days that are no Saturday, Sunday or bank holiday of England",
    ),
    comment="One row is a day; differences of its numbers are days and working days apart.",
)
