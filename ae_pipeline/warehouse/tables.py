"""The warehouse's tables: names and columns that analysts rely on.

Here: the metadata that the store writes through. Not here: views, which only the migrations
define, nor how rows come about.

Where history matters a table is append-only: a row that no longer holds gets the moment it was
superseded, and what replaced it is a new row. Current rows are those without that moment, and a
unique index keeps them to one for each key. Months are text, ``2025-09``, as the partition is
named; all other dates are dates.
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.warehouse.schema import metadata, one_current, recorded
from ae_pipeline.warehouse.types import Exact, Moment

INDICATOR_VALUE_KEY = (
    "measure_id",
    "area_code",
    "period_start",
    "period_end",
    "breakdown",
    "category",
)
EXTRACT_KEY = ("return", "month", "file", "table")
QUALITY_KEY = ("return", "month", "table", "rule", "specification")
QUARANTINE_KEY = ("return", "month", "table", "rule")
BENCHMARK_KEY = ("measure_id", "area_code", "period", "source")
TARGET_KEY = ("measure_id",)
PLAN_KEY_INDICATOR_KEY = ("key_indicator",)
MILESTONE_KEY = ("month", "milestone_id")
STATEMENT_KEY = ("statement_id", "measure_id")


indicator = sa.Table(
    "indicator",
    metadata,
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
    sa.Column("key_indicators", sa.Text, nullable=False, comment="of the plan's thirteen: 4,7"),
    sa.Column("priorities", sa.Text, nullable=False, comment="of the plan's ten: 4,7"),
    sa.Column("frequencies", sa.Text, comment="how often it is counted, the headline first"),
    sa.Column("scale", sa.Integer, comment="counts are in so many parts of one"),
    sa.Column("population", sa.Text, comment="age group of the population it is divided by"),
    comment="One row is a version of a measure's definition.",
)

indicator_value = sa.Table(
    "indicator_value",
    metadata,
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
    sa.Column("value", Exact, comment="six decimals, in the measure's unit"),
    sa.Column("published_value", Exact, comment="rounded half up to the measure's decimals"),
    sa.Column("lower_95", Exact),
    sa.Column("upper_95", Exact),
    sa.Column("status", sa.Text, nullable=False, comment="ok; z not applicable; x unavailable"),
    sa.Column("population_year", sa.Integer, comment="mid-year a rate was divided by"),
    sa.Column("population_release", sa.Text),
    sa.Column("reported_at", Moment, nullable=False),
    sa.Column("run_id", sa.Text, nullable=False),
    sa.Column("superseded_at", Moment),
    sa.Column("revision_reason", sa.Text, nullable=False),
    sa.Column("reported_for", sa.Text, comment="reporting month that counted it: 2025-09"),
    comment="One row is a figure as it was reported at a moment; current where not superseded.",
)
one_current(indicator_value, INDICATOR_VALUE_KEY)

plan_key_indicator = sa.Table(
    "plan_key_indicator",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key_indicator", sa.Integer, nullable=False, comment="1 to 13; 0 is delivery"),
    sa.Column("title", sa.Text, nullable=False, comment="the plan's wording"),
    *recorded(),
    comment="One row is a key indicator of success, as the plan words it.",
)
one_current(plan_key_indicator, PLAN_KEY_INDICATOR_KEY)

benchmark_value = sa.Table(
    "benchmark_value",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("measure_id", sa.Text, nullable=False),
    sa.Column("area_code", sa.Text, nullable=False, comment="ONS code; SN-2025; GOOD"),
    sa.Column("area_name", sa.Text, nullable=False),
    sa.Column("period", sa.Text, nullable=False),
    sa.Column("period_end", sa.Date, nullable=False),
    sa.Column("value", Exact),
    sa.Column("status", sa.Text, nullable=False, comment="ok, or a symbol: c z x k u"),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("release", sa.Text, nullable=False),
    sa.Column("licence", sa.Text, nullable=False),
    sa.Column("population_vintage", sa.Text),
    sa.Column("sn_model", sa.Text),
    sa.Column("authorities", sa.Integer, comment="that a mean was made of"),
    *recorded(),
    comment="One row is a published figure of an area, or a mean of such.",
)
one_current(benchmark_value, BENCHMARK_KEY)

reference = sa.Table(
    "reference",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("run_id", sa.Text, nullable=False),
    sa.Column("recorded_at", Moment, nullable=False),
    comment="One row is a table of reference data, and what it was last made from.",
)

target = sa.Table(
    "target",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("measure_id", sa.Text, nullable=False),
    sa.Column(
        "kind",
        sa.Text,
        nullable=False,
        comment="absolute, trajectory, benchmark, direction or none",
    ),
    sa.Column("direction", sa.Text, comment="increase or reduce"),
    sa.Column("comparator", sa.Text, comment="area code of the benchmark to equal"),
    sa.Column("baseline_period", sa.Text),
    sa.Column("priority", sa.Integer),
    sa.Column("milestone_year", sa.Text),
    sa.Column("origin", sa.Text, nullable=False, comment="the plan's words, or why there is none"),
    sa.Column("numbers", sa.Text, comment="the plan's own: 2024-25=15, or from day=value to day"),
    *recorded(),
    comment="One row is what the plan asks of a measure.",
)
one_current(target, TARGET_KEY)

milestone = sa.Table(
    "milestone",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("milestone_id", sa.Text, nullable=False),
    sa.Column("part", sa.Text, nullable=False, comment="P01 to P10, ILACS or WISH"),
    sa.Column("part_title", sa.Text, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False, comment="of the plan's ten"),
    sa.Column("year", sa.Text, nullable=False, comment="by whose end it is due: 2024-25"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("key_element", sa.Text),
    sa.Column("send", sa.Boolean, nullable=False, comment="an action for children with SEND"),
    sa.Column("status", sa.Text, comment="as reported last; null where it never was"),
    sa.Column("owner_role", sa.Text),
    sa.Column("evidence", sa.Text, comment="kind of evidence"),
    sa.Column("evidence_on", sa.Date),
    sa.Column("due_on", sa.Date),
    sa.Column("completed_on", sa.Date),
    sa.Column("reported_on", sa.Date),
    sa.Column("overdue", sa.Boolean, nullable=False, comment="due before the month's end"),
    sa.Column("unevidenced", sa.Boolean, nullable=False, comment="said complete, no evidence"),
    sa.Column("unreported", sa.Boolean, nullable=False),
    sa.Column("stale", sa.Boolean, nullable=False, comment="not reported in the month"),
    sa.Column("measures", sa.Text, nullable=False, comment="ids of the measures it is to move"),
    *recorded(),
    comment="One row is a milestone of the plan as it stood at the end of a month.",
)
one_current(milestone, MILESTONE_KEY)

plan_statement = sa.Table(
    "plan_statement",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("statement_id", sa.Text, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False, comment="of the plan's ten"),
    sa.Column("kind", sa.Text, nullable=False, comment="where in the plan it stands"),
    sa.Column("statement", sa.Text, nullable=False, comment="in our words"),
    sa.Column("measure_id", sa.Text, nullable=False, comment="empty where data cannot measure it"),
    sa.Column("evidence_needed", sa.Text, comment="what shows what no measure does"),
    *recorded(),
    comment="One row is what the plan promises, and one measure of it or the evidence it needs.",
)
one_current(plan_statement, STATEMENT_KEY)

extract = sa.Table(
    "extract",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("return", sa.Text, nullable=False),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("drop_month", sa.Text, nullable=False, comment="the month that brought the file"),
    sa.Column("age_months", sa.Integer, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("modified", Moment, nullable=False),
    sa.Column("table", sa.Text, nullable=False, comment="empty where the file fed no table"),
    sa.Column("rows", sa.BigInteger, nullable=False),
    *recorded(),
    comment="One row is a file that a month read, and what it gave to one table.",
)
one_current(extract, EXTRACT_KEY)

quality_result = sa.Table(
    "quality_result",
    metadata,
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
    *recorded(),
    comment="One row is a rule that was asked of a table in a month.",
)
one_current(quality_result, QUALITY_KEY)

quarantine_summary = sa.Table(
    "quarantine_summary",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("return", sa.Text, nullable=False),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("drop_month", sa.Text, nullable=False),
    sa.Column("table", sa.Text, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    *recorded(),
    comment="One row is how many rows a rule set aside; a row with two reasons counts in both.",
)
one_current(quarantine_summary, QUARANTINE_KEY)
