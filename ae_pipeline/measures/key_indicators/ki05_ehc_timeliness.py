"""Key indicator 5: how timely EHC assessments, plans and reviews are.

Weeks are of seven calendar days, and the day a request was received or a meeting was held is day
0. A decision dated before the request or meeting it follows is a mistake, and counts as late. A
decision belongs to the day on which it was told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.ehc_placements import placed_with_a_plan
from ae_pipeline.measures.populations.looked_after import began_by, only
from ae_pipeline.measures.populations.send import (
    NO,
    REVIEW_DECIDED_WITHIN,
    assessments_concluded,
    phase_transfers_due,
    plans_issued,
    requests_decided,
    reviews_due,
)
from ae_pipeline.measures.shapes import Proportion

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.periods import Period

_SEN2 = "DfE, Education, health and care plans (SEN2)"
_TIMELY = (5, 8)
_TRANSITIONS = (5, 6)
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_FEW = (Frequency.TWELVE_MONTHS,)
"""Of what happens too seldom for a month's figure to say anything."""
_SIX_WEEKS, _SIXTEEN_WEEKS, _TWENTY_WEEKS, _FIFTY_TWO_WEEKS = 42, 112, 140, 364


@measure(
    title="Decision whether to assess within 6 weeks",
    key_indicator=5,
    priorities=_TIMELY,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SEN2,
    decimals=1,
    frequencies=_FLOW,
)
def ehc_6wk_decision(period: Period) -> Proportion:
    """Of decisions told in the period whether to assess (Y or N), those within 42 days.

    Counted from the day the request was received. Requests that were withdrawn, that await a
    decision or that another authority dealt with are left out.
    """
    decided = requests_decided(period)
    return _within(_SIX_WEEKS, decided)


@measure(
    title="Told of no plan within 16 weeks",
    key_indicator=5,
    priorities=_TIMELY,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SEN2,
    lait="SEN_NOT_ISSUE_PLAN_16WKS",
    decimals=1,
    frequencies=_FEW,
)
def ehc_16wk_refuse(period: Period) -> Proportion:
    """Of assessments that ended in the period without a plan (N), those told within 112 days.

    Counted from the day the request was received to the day it was told that there is no plan.
    """
    ended = assessments_concluded(period)
    return _within(_SIXTEEN_WEEKS, only(ended, ended.c.assessment_outcome == NO))


@measure(
    title="New EHC plans issued within 20 weeks, exceptions left out",
    key_indicator=5,
    priorities=_TIMELY,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SEN2,
    lait="SEN_EHC_Excpt_20wks",
    decimals=1,
    frequencies=_FLOW,
)
def ehc_20wk_excl(period: Period) -> Proportion:
    """Of EHC plans issued in the period without an exception, those within 140 days.

    Counted from the day the request was received to the day the plan was issued. Plans with a
    statutory exception to the limit are left out of both numbers, and so are plans that came from
    other authorities. A plan whose exception is not told has none.
    """
    issued = plans_issued(period)
    return _within(_TWENTY_WEEKS, only(issued, ~issued.c.exception))


@measure(
    title="New EHC plans issued within 20 weeks, exceptions included",
    key_indicator=5,
    priorities=_TIMELY,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SEN2,
    lait="SEN_EHC_All_20wks",
    decimals=1,
    frequencies=_FLOW,
)
def ehc_20wk_incl(period: Period) -> Proportion:
    """Of EHC plans issued in the period, those within 140 days of the request.

    Plans with an exception to the limit are in the denominator, and count where they were in time
    all the same. Plans that came from other authorities are left out.
    """
    return _within(_TWENTY_WEEKS, plans_issued(period))


@measure(
    title="New EHC plans that took more than 52 weeks",
    key_indicator=5,
    priorities=_TIMELY,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    decimals=1,
    frequencies=_FEW,
)
def ehc_over_52_weeks_pct(period: Period) -> Proportion:
    """Of EHC plans issued in the period, those more than 364 days after the request.

    Exceptions are included. Plans that came from other authorities are left out.
    """
    issued = plans_issued(period)
    return Proportion(of=issued, where=issued.c.days > _FIFTY_TWO_WEEKS)


@measure(
    title="Decision after an annual review within 4 weeks of the meeting",
    key_indicator=5,
    priorities=_TIMELY,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SEN2,
    decimals=1,
    frequencies=_FLOW,
)
def annual_review_4wk(period: Period) -> Proportion:
    """Of review meetings whose decision was due in the period, those decided within 28 days.

    The decision is due 28 days after the meeting, so that a review is judged only when its time
    is over. A review without a decision is not in time. Exports tell only the last review of each
    plan in force, so a review that another one followed before any export read is not counted.
    """
    return _within(REVIEW_DECIDED_WITHIN, reviews_due(period))


@measure(
    title="EHC plans reviewed in the last 12 months",
    key_indicator=5,
    priorities=_TIMELY,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local, from SEN2",
    decimals=1,
    frequencies=(Frequency.MONTH_END, Frequency.JANUARY_CENSUS),
)
def annual_review_12m_pct(period: Period) -> Proportion:
    """Of EHC plans in force for twelve months on the day, those with a review meeting in them.

    Twelve months to 31 March are from 1 April: the plan started on that day or before, and the
    meeting was on it or later. A plan whose first day is not told is left out. Plans are those
    that the last export up to the day has in force.
    """
    people = placed_with_a_plan(period.end)
    a_year_ago = began_by(12, period.end)
    due = only(people, people.c.plan_started <= a_year_ago)
    return Proportion(of=due, where=due.c.reviewed.between(a_year_ago, day(period.end)))


@measure(
    title="EHC plans final in time for a change of phase",
    key_indicator=5,
    priorities=_TRANSITIONS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local, from SEN2",
    decimals=1,
    frequencies=_FEW,
)
def phase_transfer_on_time_pct(period: Period) -> Proportion:
    """Of plans due in the period before a change of phase, those final by the day they were due.

    The return gives the day due: 15 February for a change of school, 31 March for going on after
    16. A plan that is not final yet is not in time. A change of phase for which no day due is told
    is left out: SEN2 asks for it from 2025.
    """
    changes = phase_transfers_due(period)
    return Proportion(of=changes, where=changes.c.on_time == 1)


def _within(days: int, decided: sa.FromClause) -> Proportion:
    """The share decided within some days; one dated before the start is not."""
    return Proportion(of=decided, where=decided.c.days.between(0, days))
