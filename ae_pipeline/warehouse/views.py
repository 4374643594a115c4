"""The warehouse's views that the pipeline itself reads: names and columns that analysts rely on.

Here: the columns, and what each is. Not here: their SQL, which only the migrations have.
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.warehouse.types import Exact, Moment

views = sa.MetaData()
"""Apart from the tables' metadata: the database makes no table of these."""

PRIORITY_VIEWS = {
    1: "priority_01_early_help",
    2: "priority_02_targeted_help",
    3: "priority_03_social_work_practice",
    4: "priority_04_right_homes",
    5: "priority_05_sufficiency",
    6: "priority_06_preparation_for_adulthood",
    7: "priority_07_workforce",
    8: "priority_08_quality_assurance",
    9: "priority_09_partnerships",
    10: "priority_10_enablers",
}
"""The view of each of the plan's priorities; ``<view>_outcomes`` has what it promises."""


key_indicator = sa.Table(
    "key_indicator",
    views,
    sa.Column("area_code", sa.Text),
    sa.Column("month", sa.Text),
    sa.Column("key_indicator", sa.Integer),
    sa.Column("measure_id", sa.Text),
    sa.Column("measure_version", sa.Integer),
    sa.Column("key_indicator_title", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("unit", sa.Text),
    sa.Column("polarity", sa.Text),
    sa.Column("decimals", sa.Integer),
    sa.Column("period_start", sa.Date),
    sa.Column("period_end", sa.Date),
    sa.Column("numerator", sa.BigInteger),
    sa.Column("denominator", sa.BigInteger),
    sa.Column("value", Exact),
    sa.Column("published_value", Exact),
    sa.Column("lower_95", Exact),
    sa.Column("upper_95", Exact),
    sa.Column("status", sa.Text),
    sa.Column("benchmark_period", sa.Text, comment="latest published year not after the month"),
    sa.Column("england", Exact),
    sa.Column("statistical_neighbours", Exact),
    sa.Column("target", sa.Text),
    sa.Column("rag", sa.Text, comment="in words"),
    sa.Column("frequency", sa.Text, comment="month_end, twelve_months, academic_year …"),
    sa.Column("run_id", sa.Text),
    sa.Column("refreshed_at", Moment),
    comment="One row is a measure of a key indicator of success in a month, judged.",
)
