"""Key indicator 8: health checks and pathway plans in time, by the dates on Annex A's lists.

A list comes each quarter. A figure is as of the day of the newest list of the six months up to the
last day of the period, and stands for a month until the next list comes. It holds the last of
each thing only. Not here: the year's health outcomes of SSDA903 (``ki08_care_experienced``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.populations.annex_a_lists import (
    lately_in_care,
    looked_after_as_listed,
    with_a_pathway_plan,
)
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shapes import Proportion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_LIST_8 = "Local, from Annex A list 8"

INITIAL_HEALTH_DAYS = 20
"""Working days."""
PATHWAY_DAYS = 183
_SEEN_TWICE_A_YEAR_BELOW = 5


@measure(
    title="Health assessment in the last twelve months",
    key_indicator=8,
    priorities=(3, 9),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LIST_8,
)
def cla_health_assessment_12m_pct(period: Period) -> Proportion:
    """Of children looked after for a year on the list's day, those assessed in twelve months.

    Twelve calendar months up to the list's day, the anniversary included. Looked after for a year
    are those who came into care by the day after the list's a year before. A child without a date
    counts as not assessed.
    """
    children = looked_after_as_listed(period.end)
    for_a_year = only(children, children.c.for_a_year == 1)
    return Proportion(of=for_a_year, where=for_a_year.c.health_in_a_year == 1)


@measure(
    title="Health assessment not overdue",
    key_indicator=8,
    priorities=(3, 9),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LIST_8,
)
def cla_health_assessment_due_pct(period: Period) -> Proportion:
    """Of children looked after for a year on the list's day, those whose assessment is in date.

    In date is within six calendar months for a child under five on the list's day and within
    twelve for others, the anniversary included. A child of unknown age is judged by twelve. A
    child without a date counts as not assessed.
    """
    children = looked_after_as_listed(period.end)
    for_a_year = only(children, children.c.for_a_year == 1)
    in_date = sa.case(
        (for_a_year.c.age < _SEEN_TWICE_A_YEAR_BELOW, for_a_year.c.health_in_half_a_year),
        else_=for_a_year.c.health_in_a_year,
    )
    return Proportion(of=for_a_year, where=in_date == 1)


@measure(
    title="Dental check in the last twelve months",
    key_indicator=8,
    priorities=(3, 9),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LIST_8,
)
def cla_dental_check_12m_pct(period: Period) -> Proportion:
    """Of children looked after for a year on the list's day, those a dentist saw in twelve months.

    As ``cla_health_assessment_12m_pct``. Children too young for a dentist are not told apart.
    """
    children = looked_after_as_listed(period.end)
    for_a_year = only(children, children.c.for_a_year == 1)
    return Proportion(of=for_a_year, where=for_a_year.c.dentist_in_a_year == 1)


@measure(
    title="Initial health assessment within twenty working days",
    key_indicator=8,
    priorities=(3, 9),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LIST_8,
)
def cla_initial_health_20wd_pct(period: Period) -> Proportion:
    """Of children lately come into care, those assessed within twenty working days of it.

    Children on the list who came into care in the six calendar months up to its day, also those
    who have left since, each by the last time; left out if the twenty working days are not over by
    that day. The day of coming is day 0, and breakdowns are as of it. A child without a date counts
    as not assessed, and so does one with a date before care. The list holds the last assessment
    only: a child who has had a second is judged by that.
    """
    new = lately_in_care(period.end)
    due = only(new, new.c.working_days >= INITIAL_HEALTH_DAYS)
    return Proportion(of=due, where=due.c.working_days_to_health.between(0, INITIAL_HEALTH_DAYS))


@measure(
    title="Pathway plan reviewed within six months",
    key_indicator=8,
    priorities=(3, 6),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source="Local, from Annex A list 9",
)
def cl_pathway_plan_pct(period: Period) -> Proportion:
    """Of young people with a pathway plan on the list's day, those reviewed in the 183 days to it.

    Those eligible, relevant or former relevant, of whatever age; qualifying, other and unknown
    entitlements are left out. Somebody without a review counts as not reviewed; somebody listed
    twice is as the last row says.
    """
    people = with_a_pathway_plan(period.end)
    return Proportion(of=people, where=people.c.days_since_review.between(0, PATHWAY_DAYS))
