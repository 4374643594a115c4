"""Judgement: what figures mean, beside whom they stand, gaps between groups, early warnings.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
EXACT = sa.Numeric(18, 6)
KEY = ("area_code", "month", "measure_id")

WARNINGS = """
CREATE VIEW early_warning AS
SELECT a.area_code, a."month", a.measure_id, a.title, i.key_indicators, i.priorities,
       a.warning, a.sentence, a.variation, a.rag, a.chance_of_target, a.trust
FROM indicator_assessment a
JOIN indicator i
  ON i.measure_id = a.measure_id AND i.measure_version = a.measure_version
WHERE a.superseded_at IS NULL AND a.warning IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "indicator_assessment",
        *_of_a_month(),
        sa.Column("measure_version", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("decimals", sa.Integer, nullable=False),
        sa.Column("frequency", sa.Text, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("numerator", sa.BigInteger),
        sa.Column("denominator", sa.BigInteger),
        sa.Column("value", EXACT),
        sa.Column("published_value", EXACT),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("interval_method", sa.Text, nullable=False),
        sa.Column("lower_95", EXACT),
        sa.Column("upper_95", EXACT),
        sa.Column("lower_998", EXACT),
        sa.Column("upper_998", EXACT),
        sa.Column("against_england", sa.Text, nullable=False),
        sa.Column("rank", sa.Integer),
        sa.Column("ranked", sa.Integer),
        sa.Column("quartile", sa.Integer),
        sa.Column("target_number", EXACT),
        sa.Column("rag", sa.Text, nullable=False),
        sa.Column("against_target", sa.Text, nullable=False),
        sa.Column("trend", sa.Text, nullable=False),
        sa.Column("trend_statistic", EXACT),
        sa.Column("trend_change", EXACT),
        sa.Column("trend_points", sa.Integer, nullable=False),
        sa.Column("variation", sa.Text, nullable=False),
        sa.Column("variation_rule", sa.Text),
        sa.Column("assurance", sa.Text, nullable=False),
        sa.Column("centre", EXACT),
        sa.Column("lower_limit", EXACT),
        sa.Column("upper_limit", EXACT),
        sa.Column("trial_limits", sa.Boolean),
        sa.Column("variation_points", sa.Integer, nullable=False),
        sa.Column("forecast_for", sa.Date),
        sa.Column("forecast", EXACT),
        sa.Column("forecast_lower", EXACT),
        sa.Column("forecast_upper", EXACT),
        sa.Column("forecast_method", sa.Text),
        sa.Column("chance_of_target", EXACT),
        sa.Column("chance", sa.Text, nullable=False),
        sa.Column("trust", sa.Text, nullable=False),
        sa.Column("trust_reasons", sa.Text, nullable=False),
        sa.Column("value_if_counted_lower", EXACT),
        sa.Column("value_if_counted_upper", EXACT),
        sa.Column("completeness", EXACT),
        sa.Column("age_months", sa.Integer),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("warning", sa.Text),
        *_recorded(),
    )
    _one_current("indicator_assessment", [*KEY])
    op.create_table(
        "indicator_comparison",
        *_of_a_month(),
        sa.Column("comparator", sa.Text, nullable=False),
        sa.Column("comparator_name", sa.Text, nullable=False),
        sa.Column("comparator_period", sa.Text, nullable=False),
        sa.Column("comparator_value", EXACT, nullable=False),
        sa.Column("authorities", sa.Integer),
        sa.Column("difference", EXACT, nullable=False),
        sa.Column("difference_lower", EXACT),
        sa.Column("difference_upper", EXACT),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("reading", sa.Text, nullable=False),
        *_recorded(),
    )
    _one_current("indicator_comparison", [*KEY, "comparator"])
    op.create_table(
        "indicator_gap",
        *_of_a_month(),
        sa.Column("breakdown", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("compared_with", sa.Text, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("numerator", sa.BigInteger, nullable=False),
        sa.Column("denominator", sa.BigInteger, nullable=False),
        sa.Column("other_numerator", sa.BigInteger, nullable=False),
        sa.Column("other_denominator", sa.BigInteger, nullable=False),
        sa.Column("value", EXACT, nullable=False),
        sa.Column("other_value", EXACT, nullable=False),
        sa.Column("gap", EXACT, nullable=False),
        sa.Column("gap_lower", EXACT),
        sa.Column("gap_upper", EXACT),
        sa.Column("ratio", EXACT),
        sa.Column("ratio_lower", EXACT),
        sa.Column("ratio_upper", EXACT),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("reading", sa.Text, nullable=False),
        *_recorded(),
    )
    _one_current("indicator_gap", [*KEY, "breakdown", "category"])
    op.execute(WARNINGS)


def downgrade() -> None:
    op.execute("DROP VIEW early_warning")
    for table in ("indicator_gap", "indicator_comparison", "indicator_assessment"):
        op.drop_table(table)


def _of_a_month() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("area_code", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("measure_id", sa.Text, nullable=False),
    )


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
