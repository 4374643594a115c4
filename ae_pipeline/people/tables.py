"""The tables that measures read: one person index and person-keyed facts.

Here: names, columns and types, as SQLAlchemy Core tables, so that a measure is written against
them, an engine creates them and a test can fill them. Not here: how they are built.

Every fact row keeps ``source_file`` and ``source_row`` so that a figure can be followed back.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()


def _source() -> tuple[sa.Column[str], sa.Column[int]]:
    return (
        sa.Column("source_file", sa.Text, nullable=False),
        sa.Column("source_row", sa.Integer, nullable=False),
    )


person = sa.Table(
    "person",
    metadata,
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("date_of_birth", sa.Date),
    sa.Column("sex", sa.Text, comment="M, F or U, whatever the year's code list"),
    sa.Column("ethnicity", sa.Text, comment="main code, WBRI … NOBT"),
    sa.Column("ethnic_group", sa.Text, comment="white, mixed, asian, black, other, not_known"),
    sa.Column("uasc", sa.Boolean, nullable=False, comment="ever reported as unaccompanied"),
    sa.Column("uasc_until", sa.Date, comment="day the status ceased (DUC); open where null"),
    *_source(),
    comment="One row is one child or young person known from any return up to the month.",
)

care_episode = sa.Table(
    "care_episode",
    metadata,
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("collection_year", sa.Integer, nullable=False, comment="year it starts in: 2024"),
    sa.Column("decom", sa.Date, nullable=False),
    sa.Column("rne", sa.Text, nullable=False),
    sa.Column("ls", sa.Text, nullable=False),
    sa.Column("cin", sa.Text),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("place_provider", sa.Text),
    sa.Column("dec", sa.Date, comment="null while open; the child is not in care on this day"),
    sa.Column("dec_imputed", sa.Boolean, nullable=False, comment="open in a return, then gone"),
    sa.Column("rec", sa.Text),
    sa.Column("reason_place_change", sa.Text),
    sa.Column("urn", sa.Text),
    sa.Column("pl_la", sa.Text, comment="ONS code of the authority of the placement"),
    sa.Column("pl_location", sa.Text, comment="IN or OUT of the authority; null where unknown"),
    sa.Column("pl_distance", sa.Float, comment="miles to one decimal; null where unknown"),
    *_source(),
    comment="One row is one SSDA903 episode, from the latest return that reports it.",
)

health_outcome = sa.Table(
    "health_outcome",
    metadata,
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("collection_year", sa.Integer, nullable=False),
    sa.Column("sdq_score", sa.Integer),
    sa.Column("sdq_reason", sa.Text),
    sa.Column("convicted", sa.Integer),
    sa.Column("health_check", sa.Integer),
    sa.Column("immunisations", sa.Integer),
    sa.Column("teeth_check", sa.Integer),
    sa.Column("health_assessment", sa.Integer),
    sa.Column("substance_misuse", sa.Integer),
    sa.Column("intervention_received", sa.Integer),
    sa.Column("intervention_offered", sa.Integer),
    *_source(),
    comment="One row is a child's OC2 record in a collection year; flags are 1, 0 or null.",
)

care_leaver = sa.Table(
    "care_leaver",
    metadata,
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("collection_year", sa.Integer, nullable=False),
    sa.Column("in_touch", sa.Text),
    sa.Column("activ", sa.Text),
    sa.Column("accom", sa.Text),
    *_source(),
    comment="One row is a young person's OC3 record in a collection year.",
)

social_worker_episode = sa.Table(
    "social_worker_episode",
    metadata,
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("collection_year", sa.Integer, nullable=False),
    sa.Column("worker_id", sa.Text, nullable=False),
    sa.Column("sw_decom", sa.Date, nullable=False),
    sa.Column("sw_dec", sa.Date),
    sa.Column("sw_reason", sa.Text),
    *_source(),
    comment="One row is a social worker's time with a child, from SWEpisodes.",
)
