"""The warehouse's tables of judgement: what a month's figures are said to mean.

Here: the metadata of what is derived from ``indicator_value`` each month. Not here: the figures
themselves (``tables``), nor how judgements come about (``indicators.assessment``). Append-only, as
the others are: a judgement that no longer holds is superseded.
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.warehouse.schema import metadata, one_current, recorded
from ae_pipeline.warehouse.types import Exact

ASSESSMENT_KEY = ("area_code", "month", "measure_id")
COMPARISON_KEY = (*ASSESSMENT_KEY, "comparator")
GAP_KEY = (*ASSESSMENT_KEY, "breakdown", "category")


def _of_a_month() -> tuple[sa.Column[int], sa.Column[str], sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("area_code", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("measure_id", sa.Text, nullable=False),
    )


indicator_assessment = sa.Table(
    "indicator_assessment",
    metadata,
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
    sa.Column("value", Exact),
    sa.Column("published_value", Exact),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("interval_method", sa.Text, nullable=False, comment="wilson, byar … or none"),
    sa.Column("lower_95", Exact),
    sa.Column("upper_95", Exact),
    sa.Column("lower_998", Exact),
    sa.Column("upper_998", Exact),
    sa.Column("against_england", sa.Text, nullable=False, comment="better, similar, worse …"),
    sa.Column("rank", sa.Integer, comment="among the authorities of England; 1 is best"),
    sa.Column("ranked", sa.Integer, comment="how many authorities were ranked"),
    sa.Column("quartile", sa.Integer, comment="1 is the best quarter"),
    sa.Column("benchmark_period", sa.Text, comment="latest published year not after the month"),
    sa.Column("england", Exact, comment="England's published value of that year"),
    sa.Column("statistical_neighbours", Exact, comment="mean of the neighbours' values"),
    sa.Column("target", sa.Text, comment="what the plan sets, in words"),
    sa.Column("target_number", Exact, comment="what the target asks for on the last day"),
    sa.Column("rag", sa.Text, nullable=False, comment="in words, from the figure alone"),
    sa.Column(
        "against_target",
        sa.Text,
        nullable=False,
        comment="better, similar, worse: whether chance explains the difference from it",
    ),
    sa.Column("trend", sa.Text, nullable=False),
    sa.Column("trend_statistic", Exact, comment="chi-square, one degree of freedom"),
    sa.Column("trend_change", Exact, comment="latest less earliest of the points"),
    sa.Column("trend_points", sa.Integer, nullable=False),
    sa.Column("variation", sa.Text, nullable=False),
    sa.Column("variation_rule", sa.Text, comment="which special-cause rule"),
    sa.Column("assurance", sa.Text, nullable=False),
    sa.Column("centre", Exact),
    sa.Column("lower_limit", Exact),
    sa.Column("upper_limit", Exact),
    sa.Column("trial_limits", sa.Boolean, comment="of fewer than twelve points"),
    sa.Column("variation_points", sa.Integer, nullable=False),
    sa.Column("forecast_for", sa.Date),
    sa.Column("forecast", Exact),
    sa.Column("forecast_lower", Exact, comment="of the 95% prediction interval"),
    sa.Column("forecast_upper", Exact),
    sa.Column("forecast_method", sa.Text),
    sa.Column("chance_of_target", Exact, comment="0 to 1"),
    sa.Column("chance", sa.Text, nullable=False, comment="in words"),
    sa.Column("trust", sa.Text, nullable=False, comment="high, fair, low, do not publish"),
    sa.Column("trust_reasons", sa.Text, nullable=False),
    sa.Column("value_if_counted_lower", Exact, comment="were rows set aside counted in"),
    sa.Column("value_if_counted_upper", Exact),
    sa.Column("completeness", Exact, comment="share of the sources' needed cells that are filled"),
    sa.Column("age_months", sa.Integer, comment="of the oldest source"),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("warning", sa.Text, comment="why somebody should look now; empty where none need"),
    *recorded(),
    comment="One row is what a month's figure of a measure means.",
)
one_current(indicator_assessment, ASSESSMENT_KEY)

indicator_comparison = sa.Table(
    "indicator_comparison",
    metadata,
    *_of_a_month(),
    sa.Column("comparator", sa.Text, nullable=False, comment="england, region, neighbours …"),
    sa.Column("comparator_name", sa.Text, nullable=False),
    sa.Column("comparator_period", sa.Text, nullable=False),
    sa.Column("comparator_value", Exact, nullable=False),
    sa.Column("authorities", sa.Integer, comment="that a mean was made of"),
    sa.Column("difference", Exact, nullable=False, comment="ours less theirs, measure's unit"),
    sa.Column("difference_lower", Exact),
    sa.Column("difference_upper", Exact),
    sa.Column("method", sa.Text, nullable=False, comment="fixed, newcombe, difference or none"),
    sa.Column("reading", sa.Text, nullable=False, comment="better, similar, worse, higher, lower"),
    *recorded(),
    comment="One row is a month's figure beside one comparator.",
)
one_current(indicator_comparison, COMPARISON_KEY)

indicator_gap = sa.Table(
    "indicator_gap",
    metadata,
    *_of_a_month(),
    sa.Column("breakdown", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=False, comment="the group"),
    sa.Column("compared_with", sa.Text, nullable=False, comment="category, or all others"),
    sa.Column("period_start", sa.Date, nullable=False),
    sa.Column("period_end", sa.Date, nullable=False),
    sa.Column("numerator", sa.BigInteger, nullable=False),
    sa.Column("denominator", sa.BigInteger, nullable=False),
    sa.Column("other_numerator", sa.BigInteger, nullable=False),
    sa.Column("other_denominator", sa.BigInteger, nullable=False),
    sa.Column("value", Exact, nullable=False),
    sa.Column("other_value", Exact, nullable=False),
    sa.Column("gap", Exact, nullable=False, comment="the group's value less the others'"),
    sa.Column("gap_lower", Exact),
    sa.Column("gap_upper", Exact),
    sa.Column("ratio", Exact),
    sa.Column("ratio_lower", Exact),
    sa.Column("ratio_upper", Exact),
    sa.Column("method", sa.Text, nullable=False, comment="newcombe, difference or none"),
    sa.Column("reading", sa.Text, nullable=False, comment="of the group: better, similar, worse"),
    *recorded(),
    comment="One row is the gap between a group and those it is compared with, in a month.",
)
one_current(indicator_gap, GAP_KEY)
