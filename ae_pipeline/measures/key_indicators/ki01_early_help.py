"""Key indicator 1: more early help assessments, and what they do for children.

Nothing of early help is published by a department, so every definition is local. A child is open
to early help from the day help was asked for and no longer on the day of closing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.early_help import (
    THE_AUTHORITYS_OWN,
    WITHOUT_CONSENT_OR_MOVED,
    assessments_awaited,
    assessments_completed,
    children_helped,
    closures,
    closures_followed,
    families_helped,
)
from ae_pipeline.measures.populations.looked_after import began_by, only
from ae_pipeline.measures.shapes import Count, Mean, Proportion, Rate, Ratio
from ae_pipeline.returns.early_help.codes import NEEDS_MET

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.periods import Period

_LOCAL = "Local"
_OUTCOMES = "Local, after the Supporting Families outcomes framework"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_STANDARD = 45
"""Working days from the request within which an assessment is to be completed."""
_FIRST_YEARS = 3
_LONG = 12


@measure(
    title="Early help assessments completed",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def early_help_assessments_completed(period: Period) -> Count:
    """Early help assessments completed in the period: each child's first of an episode of help.

    Several assessments of a child in one episode count once, by the one that was completed first;
    one that names no episode counts by itself. Cancelled assessments are left out. Each child of
    a family counts.
    """
    return Count(of=assessments_completed(period))


@measure(
    title="Early help assessments completed, per 10,000 children",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.PER_10_000,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
    population="0-17",
)
def early_help_assessment_rate(period: Period) -> Rate:
    """Early help assessments completed in the period, per 10,000 children aged 0 to 17.

    Each child's first of an episode of help, by the day it was completed; cancelled ones are left
    out. A month's or a quarter's rate is of that time and not made up to a year.
    """
    return Rate(of=assessments_completed(period))


@measure(
    title="Early help assessments completed within 45 working days",
    key_indicator=(1, 5),
    priorities=(1,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def early_help_assessments_timely(period: Period) -> Proportion:
    """Of early help assessments completed in the period, those within 45 working days of request.

    The day help was asked for is day 0 and day 45 is in time. Saturdays, Sundays and bank
    holidays of England are no working days. Where the request is not told, days count from the
    day the assessment began. One completed before that day is not in time: a date is wrong. Each
    child's first of an episode; cancelled ones are left out.
    """
    completed = assessments_completed(period)
    return Proportion(of=completed, where=completed.c.working_days.between(0, _STANDARD))


@measure(
    title="Early help assessments under way for over 45 working days",
    key_indicator=(1, 5),
    priorities=(1,),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
)
def early_help_assessments_overdue(period: Period) -> Count:
    """Early help assessments not completed by the last day, over 45 working days after request.

    The day help was asked for is day 0; on day 45 an assessment is not overdue yet. One completed
    on the day, one whose episode of help has closed, and one of an episode that has been assessed
    before are not awaited. Of two of a child in one episode the one begun first counts. Cancelled
    ones are left out.
    """
    awaited = assessments_awaited(period.end)
    return Count(of=only(awaited, awaited.c.working_days > _STANDARD))


@measure(
    title="Children open to early help, per 10,000 children",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.PER_10_000,
    polarity=Polarity.NONE,
    source=_LOCAL,
    decimals=1,
    population="0-17",
)
def early_help_open_rate(period: Period) -> Rate:
    """Children in an open episode of early or targeted help on the last day, per 10,000.

    Asked for by the day, and not closed by it. Each child once. Left out is who has been with
    social care (in need, on a plan, or looked after) without a break since the day help was asked
    for or before; going from one of the three to another on one day is no break. A child stepped
    up to social care while help goes on counts.
    """
    return Rate(of=children_helped(period.end))


@measure(
    title="Families open to early help",
    key_indicator=1,
    priorities=(1, 2),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
)
def early_help_families_open(period: Period) -> Count:
    """Families with a child open to early or targeted help on the last day of the period.

    Children as in the rate of children open to early help, by the number of their family; a child
    without one is a family alone. ``service`` is the lead agency of the child helped for longest.
    """
    return Count(of=families_helped(period.end))


@measure(
    title="Families open to early help for twelve months or more",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
)
def early_help_families_open_12_months_pct(period: Period) -> Proportion:
    """Of families open to early help on the last day, those open for twelve months or more.

    A family is open since the request of its child helped for longest. On 31 March those count
    whose help was asked for on 1 April of the year before or earlier: twelve months are over with
    the day's end.
    """
    families = families_helped(period.end)
    long_open = families.c.requested_on <= began_by(_LONG, period.end)
    return Proportion(of=families, where=long_open)


@measure(
    title="Children under three open to early help",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
)
def early_help_open_aged_0_2(period: Period) -> Count:
    """Children aged 0 to 2 on the last day of the period who are open to early or targeted help.

    Not on the third birthday, nor before birth. A child whose date of birth is not known is left
    out. Otherwise as in the rate of children open to early help.
    """
    children = children_helped(period.end)
    return Count(of=only(children, children.c.age.between(0, _FIRST_YEARS - 1)))


@measure(
    title="Early help assessments led by partners",
    key_indicator=1,
    priorities=(1, 9),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local, after Annex A list 2",
    decimals=1,
    frequencies=_FLOW,
)
def early_help_partner_led_pct(period: Period) -> Proportion:
    """Of early help assessments completed in the period, those a partner organisation made.

    Family hubs and the targeted help team are the authority; schools, health, the voluntary
    sector and all others are partners. An organisation that is not told is no partner, and the
    assessment stays in the denominator. Each child's first of an episode; cancelled ones are left
    out.
    """
    completed = assessments_completed(period)
    return Proportion(of=completed, where=completed.c.service.not_in(THE_AUTHORITYS_OWN))


@measure(
    title="Early help episodes closed with needs met",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OUTCOMES,
    decimals=1,
    frequencies=_FLOW,
)
def early_help_outcomes_met_pct(period: Period) -> Proportion:
    """Of early or targeted help episodes closed in the period, those closed with needs met.

    By the reason for closure (MET). Where no reason is told: if needs were found, and of every
    one of them the outcome was achieved. Each child's episode counts.
    """
    closed = closures(period)
    return Proportion(of=closed, where=_needs_met(closed))


@measure(
    title="Early help episodes closed with needs met, of families who went on",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OUTCOMES,
    decimals=1,
    frequencies=_FLOW,
)
def early_help_outcomes_met_excl_moved_pct(period: Period) -> Proportion:
    """Of episodes closed in the period but for two reasons, those closed with needs met.

    Episodes that closed because the family moved away (MOVED) or withdrew consent
    (CONSENT_WITHDRAWN) are left out; one without a reason stays. Needs met as in the measure of
    all episodes closed.
    """
    closed = closures(period)
    gone = closed.c.closure_reason.in_(WITHOUT_CONSENT_OR_MOVED)
    went_on = only(closed, closed.c.closure_reason.is_(None) | ~gone)
    return Proportion(of=went_on, where=_needs_met(went_on))


@measure(
    title="Outcomes achieved of needs found by early help",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OUTCOMES,
    decimals=1,
    frequencies=_FLOW,
    of_people=False,
)
def early_help_outcomes_achieved_pct(period: Period) -> Ratio:
    """Of the needs found in episodes closed in the period, those whose outcome was achieved.

    Needs are those of the ten headline outcomes, so an episode counts as often as it has needs,
    for whatever reason it closed. An outcome that is not answered is not achieved; one achieved
    without a need does not count.
    """
    closed = closures(period)
    return Ratio(of=closed, numerator=closed.c.outcomes_achieved, denominator=closed.c.needs_found)


@measure(
    title="Average gain on the outcomes star",
    key_indicator=1,
    priorities=(1,),
    unit=Unit.MEAN,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def early_help_average_star_gain(period: Period) -> Mean:
    """Mean points gained on the family's outcomes star, of episodes closed in the period.

    The sum of the star at the close less that at the start; a loss is negative. Only episodes
    with both. Each child's episode counts.
    """
    closed = closures(period)
    return Mean(of=closed, value=closed.c.star_gain)


@measure(
    title="Early help closures followed by a referral to social care within 12 months",
    key_indicator=1,
    priorities=(1, 2),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=(Frequency.LAGGED_YEAR,),
    looks_ahead=12,
)
def early_help_step_up_pct(period: Period) -> Proportion:
    """Of episodes closed in the period, those whose child was then referred within twelve months.

    A referral to social care with further action, on the day of closing or by its anniversary,
    that day included (of 29 February: the 28th). Of an episode closed as stepped up (STEP_UP) a
    referral while it was open counts too. A referral without further action does not; one of
    which that is not told does. Each episode counts. Children whom nobody is known by are left
    out, for what followed cannot be told.
    """
    closed = closures_followed(period)
    return Proportion(of=closed, where=closed.c.referred_in_12 == 1)


@measure(
    title="Early help closures followed by a referral to social care within 6 months",
    key_indicator=1,
    priorities=(1, 2),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=(Frequency.LAGGED_YEAR,),
    looks_ahead=6,
)
def early_help_step_up_6m_pct(period: Period) -> Proportion:
    """Of episodes closed in the period, those whose child was then referred within six months.

    As the measure of twelve months, up to the same day of the month six months later, or the last
    of a shorter month.
    """
    closed = closures_followed(period)
    return Proportion(of=closed, where=closed.c.referred_in_6 == 1)


def _needs_met(closed: sa.FromClause) -> sa.ColumnElement[bool]:
    by_outcomes = (closed.c.needs_found > 0) & (closed.c.outcomes_achieved == closed.c.needs_found)
    return (closed.c.closure_reason == NEEDS_MET) | (
        closed.c.closure_reason.is_(None) & by_outcomes
    )
