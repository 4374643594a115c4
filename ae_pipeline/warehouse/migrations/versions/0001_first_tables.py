"""The first tables and views.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DECIMAL = sa.Numeric(18, 6)
MOMENT = sa.DateTime(timezone=True)

QUALITY_SCORE = """
CREATE VIEW quality_score AS
SELECT "return", "table", "month",
       max(drop_month) AS drop_month,
       sum(rows_checked) AS rows_checked,
       sum(rows_checked - rows_failed) AS rows_passed,
       CASE WHEN sum(rows_checked) = 0 THEN NULL
            ELSE 100.0 * sum(rows_checked - rows_failed) / sum(rows_checked) END AS score
FROM quality_result
WHERE superseded_at IS NULL
GROUP BY "return", "table", "month"
"""

# A measure that serves two key indicators is one row here: the columns that tell them apart are
# left out, and DISTINCT does the rest.
PRIORITY_04 = """
CREATE VIEW priority_04_right_homes AS
SELECT DISTINCT
       k.area_code, k."month", k.measure_id, k.measure_version, k.title, k.unit, k.polarity,
       k.decimals, k.period_start, k.period_end, k.numerator, k.denominator, k."value",
       k.published_value, k.lower_95, k.upper_95, k.status, k.benchmark_period, k.england,
       k.statistical_neighbours, k.target, k.rag
FROM key_indicator k
JOIN indicator i
  ON i.measure_id = k.measure_id AND i.measure_version = k.measure_version
WHERE ',' || i.priorities || ',' LIKE '%,4,%'
"""


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("measure_id", sa.Text, primary_key=True),
        sa.Column("measure_version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("decimals", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("lait", sa.Text),
        sa.Column("snapshot", sa.Boolean, nullable=False),
        sa.Column("key_indicators", sa.Text, nullable=False),
        sa.Column("priorities", sa.Text, nullable=False),
    )
    op.create_table(
        "reference",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
    )
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("measure_id", sa.Text, nullable=False),
        sa.Column("measure_version", sa.Integer, nullable=False),
        sa.Column("area_code", sa.Text, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("breakdown", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("numerator", sa.BigInteger),
        sa.Column("denominator", sa.BigInteger),
        sa.Column("value", DECIMAL),
        sa.Column("published_value", DECIMAL),
        sa.Column("lower_95", DECIMAL),
        sa.Column("upper_95", DECIMAL),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("population_year", sa.Integer),
        sa.Column("population_release", sa.Text),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("superseded_at", MOMENT),
        sa.Column("revision_reason", sa.Text, nullable=False),
    )
    op.create_table(
        "key_indicator",
        sa.Column("area_code", sa.Text, primary_key=True),
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("key_indicator", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("measure_id", sa.Text, primary_key=True),
        sa.Column("measure_version", sa.Integer, nullable=False),
        sa.Column("key_indicator_title", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("decimals", sa.Integer, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("numerator", sa.BigInteger),
        sa.Column("denominator", sa.BigInteger),
        sa.Column("value", DECIMAL),
        sa.Column("published_value", DECIMAL),
        sa.Column("lower_95", DECIMAL),
        sa.Column("upper_95", DECIMAL),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("benchmark_period", sa.Text),
        sa.Column("england", DECIMAL),
        sa.Column("statistical_neighbours", DECIMAL),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("rag", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("refreshed_at", MOMENT, nullable=False),
    )
    op.create_table(
        "benchmark_value",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("measure_id", sa.Text, nullable=False),
        sa.Column("area_code", sa.Text, nullable=False),
        sa.Column("area_name", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("value", DECIMAL),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("release", sa.Text, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("population_vintage", sa.Text),
        sa.Column("sn_model", sa.Text),
        sa.Column("authorities", sa.Integer),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("superseded_at", MOMENT),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("measure_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("direction", sa.Text),
        sa.Column("comparator", sa.Text),
        sa.Column("baseline_period", sa.Text),
        sa.Column("priority", sa.Integer),
        sa.Column("milestone_year", sa.Text),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("superseded_at", MOMENT),
    )
    op.create_table(
        "extract",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("return", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("drop_month", sa.Text, nullable=False),
        sa.Column("age_months", sa.Integer, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("modified", MOMENT, nullable=False),
        sa.Column("table", sa.Text, nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("superseded_at", MOMENT),
    )
    op.create_table(
        "quality_result",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("return", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("drop_month", sa.Text, nullable=False),
        sa.Column("table", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("dimension", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("specification", sa.Text, nullable=False),
        sa.Column("rows_checked", sa.BigInteger, nullable=False),
        sa.Column("rows_failed", sa.BigInteger, nullable=False),
        sa.Column("extract_digest", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("superseded_at", MOMENT),
    )
    op.create_table(
        "quarantine_summary",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("return", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("drop_month", sa.Text, nullable=False),
        sa.Column("table", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("superseded_at", MOMENT),
    )
    keys = {
        "indicator_value": [
            "measure_id",
            "area_code",
            "period_start",
            "period_end",
            "breakdown",
            "category",
        ],
        "benchmark_value": ["measure_id", "area_code", "period", "source"],
        "target": ["measure_id"],
        "extract": ["return", "month", "file", "table"],
        "quality_result": ["return", "month", "table", "rule", "specification"],
        "quarantine_summary": ["return", "month", "table", "rule"],
    }
    current = sa.text("superseded_at IS NULL")
    for table, columns in keys.items():
        op.create_index(
            f"uq_{table}_current",
            table,
            columns,
            unique=True,
            sqlite_where=current,
            postgresql_where=current,
        )
    op.execute(QUALITY_SCORE)
    op.execute(PRIORITY_04)


def downgrade() -> None:
    op.execute("DROP VIEW priority_04_right_homes")
    op.drop_table("reference")
    op.execute("DROP VIEW quality_score")
    for table in (
        "quarantine_summary",
        "quality_result",
        "extract",
        "target",
        "benchmark_value",
        "key_indicator",
        "indicator_value",
        "indicator",
    ):
        op.drop_table(table)
