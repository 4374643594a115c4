"""Facts of the looked-after return: episodes of care, health, care leavers, social workers.

Here: names, columns and types. Not here: how they are built (``people.ssda903``).
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

care_episode = facts(
    "care_episode",
    person_id(),
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
    comment="One row is one SSDA903 episode, from the latest return that reports it.",
)

health_outcome = facts(
    "health_outcome",
    person_id(),
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
    comment="One row is a child's OC2 record in a collection year; flags are 1, 0 or null.",
)

care_leaver = facts(
    "care_leaver",
    person_id(),
    sa.Column("collection_year", sa.Integer, nullable=False),
    sa.Column("in_touch", sa.Text),
    sa.Column("activ", sa.Text),
    sa.Column("accom", sa.Text),
    comment="One row is a young person's OC3 record in a collection year.",
)

social_worker_episode = facts(
    "social_worker_episode",
    person_id(),
    sa.Column("collection_year", sa.Integer, nullable=False),
    sa.Column("worker_id", sa.Text, nullable=False),
    sa.Column("sw_decom", sa.Date, nullable=False),
    sa.Column("sw_dec", sa.Date),
    sa.Column("sw_reason", sa.Text),
    comment="One row is a social worker's time with a child, from SWEpisodes.",
)
