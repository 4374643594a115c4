"""The whole plan: every priority, its milestones and what it promises.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)

PRIORITIES = {
    1: "early_help",
    2: "targeted_help",
    3: "social_work_practice",
    4: "right_homes",
    5: "sufficiency",
    6: "preparation_for_adulthood",
    7: "workforce",
    8: "quality_assurance",
    9: "partnerships",
    10: "enablers",
}

# A measure that serves two key indicators is one row here: the columns that tell them apart are
# left out, and DISTINCT does the rest.
PRIORITY = """
CREATE VIEW {view} AS
SELECT DISTINCT
       k.area_code, k."month", k.measure_id, k.measure_version, k.title, k.unit, k.polarity,
       k.decimals, k.frequency, k.period_start, k.period_end, k.numerator, k.denominator,
       k."value", k.published_value, k.lower_95, k.upper_95, k.status, k.benchmark_period,
       k.england, k.statistical_neighbours, k.target, k.rag
FROM key_indicator k
JOIN indicator i
  ON i.measure_id = k.measure_id AND i.measure_version = k.measure_version
WHERE ',' || i.priorities || ',' LIKE '%,{number},%'
"""
FORMER_PRIORITY_04 = PRIORITY.replace(" k.frequency,", "")

# What a priority promises, beside the latest figures of its measures: a statement without a
# measure is one row, with the evidence it needs.
OUTCOMES = """
CREATE VIEW {view}_outcomes AS
SELECT DISTINCT
       s.statement_id, s.kind, s.statement, s.evidence_needed, k.area_code, k."month",
       k.measure_id, k.title, k.unit, k.period_start, k.period_end, k.published_value,
       k.status, k.england, k.target, k.rag
FROM plan_statement s
LEFT JOIN key_indicator k ON k.measure_id = s.measure_id
WHERE s.superseded_at IS NULL AND s.priority = {number}
"""

DELIVERY_OF = """
SELECT m."month", {part} AS part, {title} AS part_title, m."year",
       count(*) AS milestones,
       sum(CASE WHEN m.status = 'COMPLETE' THEN 1 ELSE 0 END) AS completed,
       sum(CASE WHEN m.status = 'ON_TRACK' THEN 1 ELSE 0 END) AS on_track,
       sum(CASE WHEN m.status = 'AT_RISK' THEN 1 ELSE 0 END) AS at_risk,
       sum(CASE WHEN m.status = 'DELAYED' THEN 1 ELSE 0 END) AS "delayed",
       sum(CASE WHEN m.status = 'NOT_STARTED' THEN 1 ELSE 0 END) AS not_started,
       sum(CASE WHEN m.unreported THEN 1 ELSE 0 END) AS unreported,
       sum(CASE WHEN m.overdue THEN 1 ELSE 0 END) AS overdue,
       sum(CASE WHEN m.unevidenced THEN 1 ELSE 0 END) AS unevidenced
FROM milestone m
WHERE m.superseded_at IS NULL{only}
GROUP BY m."month", {group}m."year"
"""
# An action for children with SEND counts in its priority and again under SEND.
DELIVERY = (
    "CREATE VIEW delivery AS"
    + DELIVERY_OF.format(
        part="m.part", title="m.part_title", only="", group="m.part, m.part_title, "
    )
    + "UNION ALL"
    + DELIVERY_OF.format(
        part="'SEND'",
        title="'Special educational needs and disabilities'",
        only=" AND m.send",
        group="",
    )
)


def upgrade() -> None:
    op.execute("DROP VIEW priority_04_right_homes")
    op.add_column("indicator", sa.Column("frequencies", sa.Text))
    op.add_column("indicator", sa.Column("scale", sa.Integer))
    op.add_column("indicator", sa.Column("population", sa.Text))
    op.add_column("indicator_value", sa.Column("reported_for", sa.Text))
    op.add_column("key_indicator", sa.Column("frequency", sa.Text))
    op.add_column("target", sa.Column("numbers", sa.Text))
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("milestone_id", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("part_title", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("year", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("key_element", sa.Text),
        sa.Column("send", sa.Boolean, nullable=False),
        sa.Column("status", sa.Text),
        sa.Column("owner_role", sa.Text),
        sa.Column("evidence", sa.Text),
        sa.Column("evidence_on", sa.Date),
        sa.Column("due_on", sa.Date),
        sa.Column("completed_on", sa.Date),
        sa.Column("reported_on", sa.Date),
        sa.Column("overdue", sa.Boolean, nullable=False),
        sa.Column("unevidenced", sa.Boolean, nullable=False),
        sa.Column("unreported", sa.Boolean, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("measures", sa.Text, nullable=False),
        *_recorded(),
    )
    _one_current("milestone", ["month", "milestone_id"])
    op.create_table(
        "plan_statement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("statement_id", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("measure_id", sa.Text, nullable=False),
        sa.Column("evidence_needed", sa.Text),
        *_recorded(),
    )
    _one_current("plan_statement", ["statement_id", "measure_id"])
    for number, name in PRIORITIES.items():
        view = f"priority_{number:02d}_{name}"
        op.execute(PRIORITY.format(view=view, number=number))
        op.execute(OUTCOMES.format(view=view, number=number))
    op.execute(DELIVERY)


def downgrade() -> None:
    op.execute("DROP VIEW delivery")
    for number, name in PRIORITIES.items():
        op.execute(f"DROP VIEW priority_{number:02d}_{name}_outcomes")
        op.execute(f"DROP VIEW priority_{number:02d}_{name}")
    op.drop_table("plan_statement")
    op.drop_table("milestone")
    op.drop_column("target", "numbers")
    op.drop_column("key_indicator", "frequency")
    op.drop_column("indicator_value", "reported_for")
    for column in ("population", "scale", "frequencies"):
        op.drop_column("indicator", column)
    op.execute(FORMER_PRIORITY_04.format(view="priority_04_right_homes", number=4))


def _recorded() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("superseded_at", MOMENT),
    )


def _one_current(table: str, key: list[str]) -> None:
    current = sa.text("superseded_at IS NULL")
    op.create_index(
        f"uq_{table}_current",
        table,
        key,
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
