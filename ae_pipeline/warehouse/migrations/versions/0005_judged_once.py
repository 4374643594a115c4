"""A figure is judged once: `key_indicator` becomes a view of `indicator_assessment`.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
EXACT = sa.Numeric(18, 6)

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

# The views as 0002 has them: they read key_indicator, whether it is a table or a view.
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

# A judgement stands once for each key indicator that its measure serves by the dictionary, and
# under 0 (delivery of the plan) where it serves none.
KEY_INDICATOR = """
CREATE VIEW key_indicator AS
SELECT a.area_code, a."month", p.key_indicator, a.measure_id, a.measure_version,
       p.title AS key_indicator_title, a.title, a.unit, a.polarity, a.decimals, a.period_start,
       a.period_end, a.numerator, a.denominator, a."value", a.published_value, a.lower_95,
       a.upper_95, a.status, a.benchmark_period, a.england, a.statistical_neighbours, a.target,
       a.rag, a.frequency, a.run_id, a.recorded_at AS refreshed_at
FROM indicator_assessment a
JOIN indicator i
  ON i.measure_id = a.measure_id AND i.measure_version = a.measure_version
JOIN plan_key_indicator p
  ON ',' || i.key_indicators || ',' LIKE '%,' || CAST(p.key_indicator AS TEXT) || ',%'
     OR (i.key_indicators = '' AND p.key_indicator = 0)
WHERE a.superseded_at IS NULL AND p.superseded_at IS NULL AND a.target IS NOT NULL
"""

FROM_KEY_INDICATOR = "benchmark_period", "england", "statistical_neighbours", "target"
COPY = """
UPDATE indicator_assessment SET {column} = (
    SELECT min(k.{column}) FROM key_indicator k
    WHERE k.area_code = indicator_assessment.area_code
      AND k."month" = indicator_assessment."month"
      AND k.measure_id = indicator_assessment.measure_id
)
WHERE superseded_at IS NULL
"""
# A judgement of a figure that was published anew since, when a return blocked the judging.
OUTDATED = """
UPDATE indicator_assessment SET superseded_at = (
    SELECT max(k.refreshed_at) FROM key_indicator k
    WHERE k.area_code = indicator_assessment.area_code
      AND k."month" = indicator_assessment."month"
      AND k.measure_id = indicator_assessment.measure_id
)
WHERE superseded_at IS NULL AND EXISTS (
    SELECT 1 FROM key_indicator k
    WHERE k.area_code = indicator_assessment.area_code
      AND k."month" = indicator_assessment."month"
      AND k.measure_id = indicator_assessment.measure_id
      AND (k.measure_version <> indicator_assessment.measure_version
           OR k.status <> indicator_assessment.status
           OR k.rag <> indicator_assessment.rag
           OR coalesce(k.numerator, -1) <> coalesce(indicator_assessment.numerator, -1)
           OR coalesce(k.denominator, -1) <> coalesce(indicator_assessment.denominator, -1))
)
"""
# A month that was published and never judged (a return was blocked) keeps its rows: they say so
# until the month is run again.
NEVER_JUDGED = """
INSERT INTO indicator_assessment (
    area_code, "month", measure_id, measure_version, title, unit, polarity, decimals, frequency,
    period_start, period_end, numerator, denominator, "value", published_value, status,
    interval_method, lower_95, upper_95, against_england, benchmark_period, england,
    statistical_neighbours, target, rag, against_target, trend, trend_points, variation,
    assurance, variation_points, chance, trust, trust_reasons, sentence, run_id, recorded_at)
SELECT DISTINCT
    k.area_code, k."month", k.measure_id, k.measure_version, k.title, k.unit, k.polarity,
    k.decimals, coalesce(k.frequency, ''), k.period_start, k.period_end, k.numerator,
    k.denominator, k."value", k.published_value, k.status, 'not judged', k.lower_95, k.upper_95,
    'not compared', k.benchmark_period, k.england, k.statistical_neighbours, k.target, k.rag,
    'not compared', 'cannot be calculated', 0, 'no chart', 'no chart', 0, 'not forecast',
    'not judged', '', 'Not judged yet: run the month again.', k.run_id, k.refreshed_at
FROM key_indicator k
WHERE NOT EXISTS (
    SELECT 1 FROM indicator_assessment a
    WHERE a.superseded_at IS NULL AND a.area_code = k.area_code AND a."month" = k."month"
      AND a.measure_id = k.measure_id
)
"""
HEADINGS = """
INSERT INTO plan_key_indicator (key_indicator, title, run_id, recorded_at)
SELECT k.key_indicator, max(k.key_indicator_title), max(k.run_id), max(k.refreshed_at)
FROM key_indicator k
WHERE k."month" = (
    SELECT max(l."month") FROM key_indicator l WHERE l.key_indicator = k.key_indicator
)
GROUP BY k.key_indicator
"""
BACK = """
INSERT INTO key_indicator_table (
    area_code, "month", key_indicator, measure_id, measure_version, key_indicator_title, title,
    unit, polarity, decimals, period_start, period_end, numerator, denominator, "value",
    published_value, lower_95, upper_95, status, benchmark_period, england,
    statistical_neighbours, target, rag, frequency, run_id, refreshed_at)
SELECT area_code, "month", key_indicator, measure_id, measure_version, key_indicator_title, title,
    unit, polarity, decimals, period_start, period_end, numerator, denominator, "value",
    published_value, lower_95, upper_95, status, benchmark_period, england,
    statistical_neighbours, target, rag, frequency, run_id, refreshed_at
FROM key_indicator
"""


def upgrade() -> None:
    op.create_table(
        "plan_key_indicator",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_indicator", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("superseded_at", MOMENT),
    )
    current = sa.text("superseded_at IS NULL")
    op.create_index(
        "uq_plan_key_indicator_current",
        "plan_key_indicator",
        ["key_indicator"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
    for name, kind in (
        ("benchmark_period", sa.Text),
        ("england", EXACT),
        ("statistical_neighbours", EXACT),
        ("target", sa.Text),
    ):
        op.add_column("indicator_assessment", sa.Column(name, kind))
    op.execute(OUTDATED)
    for column in FROM_KEY_INDICATOR:
        op.execute(COPY.format(column=column))
    op.execute(NEVER_JUDGED)
    op.execute(HEADINGS)
    _drop_views()
    op.drop_table("key_indicator")
    op.execute(KEY_INDICATOR)
    _make_views()


def downgrade() -> None:
    _drop_views()
    op.create_table(
        "key_indicator_table",
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
        sa.Column("value", EXACT),
        sa.Column("published_value", EXACT),
        sa.Column("lower_95", EXACT),
        sa.Column("upper_95", EXACT),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("benchmark_period", sa.Text),
        sa.Column("england", EXACT),
        sa.Column("statistical_neighbours", EXACT),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("rag", sa.Text, nullable=False),
        sa.Column("frequency", sa.Text),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("refreshed_at", MOMENT, nullable=False),
    )
    op.execute(BACK)
    op.execute("DROP VIEW key_indicator")
    op.rename_table("key_indicator_table", "key_indicator")
    _make_views()
    for column in FROM_KEY_INDICATOR:
        op.drop_column("indicator_assessment", column)
    op.drop_table("plan_key_indicator")


def _drop_views() -> None:
    for number, name in PRIORITIES.items():
        op.execute(f"DROP VIEW priority_{number:02d}_{name}_outcomes")
        op.execute(f"DROP VIEW priority_{number:02d}_{name}")


def _make_views() -> None:
    for number, name in PRIORITIES.items():
        view = f"priority_{number:02d}_{name}"
        op.execute(PRIORITY.format(view=view, number=number))
        op.execute(OUTCOMES.format(view=view, number=number))
