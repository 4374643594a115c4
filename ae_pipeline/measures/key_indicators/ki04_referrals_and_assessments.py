"""Key indicator 4: fewer statutory interventions of social care; contacts, referrals, need.

Rates are per 10,000 children aged 0 to 17, of a period as long as it is: a month's is not made
into a year's. A figure is of all children, whatever their age, and the unborn. Not here: how long
things take (``ki05_social_care_timeliness``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.key_indicators.ki01_assessments_to_early_help import TO_EARLY_HELP
from ae_pipeline.measures.populations.referrals import (
    MONTHS_OF_A_REPEAT,
    assessments,
    children_in_need,
    children_with_a_cin_plan,
    contacts,
    enquiries,
    is_repeat_contact,
    is_rereferral,
    referrals,
)
from ae_pipeline.measures.shapes import Count, Proportion, Rate

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SOURCE = "DfE, Characteristics of children in need"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
NOT_IN_NEED = ("RC8", TO_EARLY_HELP)
"""Closed after assessment: with no further action, and to early help."""


@measure(
    title="Referrals to children's social care",
    key_indicator=4,
    priorities=(1, 2, 3),
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="CPP_Total_Rateper10,000",
    frequencies=_FLOW,
)
def referral_rate(period: Period) -> Rate:
    """Referrals made in the period, per 10,000 aged 0 to 17.

    Each referral counts, however often a child was referred; a child has one a day. Referrals
    that led to no further action count.
    """
    return Rate(referrals(period))


@measure(
    title="Re-referrals within twelve months",
    key_indicator=4,
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="ReReferral",
    frequencies=_FLOW,
    looks_back=MONTHS_OF_A_REPEAT,
)
def rereferral_pct(period: Period) -> Proportion:
    """Of referrals made in the period, those of a person referred before within twelve months.

    The earlier referral was on an earlier day, up to twelve calendar months before, the
    anniversary itself included (of 29 February, from 28 February on). Referrals that led to no
    further action count on both sides. A referral of a child of whom it is not known who they are
    is no re-referral.
    """
    made = referrals(period)
    return Proportion(of=made, where=is_rereferral(made))


@measure(
    title="Referrals with no further action",
    key_indicator=4,
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    decimals=1,
    source=_SOURCE,
    lait="CIN_Refferals_NFA",
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def referral_nfa_pct(period: Period) -> Proportion:
    """Of referrals made in the period, those that led to no further action.

    A referral that does not say whether it did is taken to have led to action.
    """
    made = referrals(period)
    return Proportion(of=made, where=~made.c.led_to_action)


@measure(
    title="Referrals assessed and found not in need",
    key_indicator=4,
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="Referrals_AssessedNotNeed",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def assessed_not_in_need_pct(period: Period) -> Proportion:
    """Of referrals made in the period, those closed by its end after assessment, not in need.

    The reason for closure is that the case was assessed and closed, with no further action (RC8)
    or to early help (RC9): both are published together. A case that closes after the last day of
    the period is not counted, so that a year's figure does not change later.
    """
    made = referrals(period)
    closed = made.c.closed_on <= day(period.end)
    return Proportion(of=made, where=closed & made.c.closure_reason.in_(NOT_IN_NEED))


@measure(
    title="Social work assessments completed",
    key_indicator=4,
    priorities=(1, 2),
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    frequencies=_FLOW,
)
def assessment_rate(period: Period) -> Rate:
    """Assessments authorised in the period, per 10,000 aged 0 to 17.

    Each assessment counts, also a child's second of the period, and whenever it started.
    """
    return Rate(assessments(period))


@measure(
    title="Section 47 enquiries started",
    key_indicator=4,
    priorities=(2, 3),
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    decimals=1,
    source=_SOURCE,
    lait="Section_47",
    frequencies=_FLOW,
)
def s47_rate(period: Period) -> Rate:
    """Enquiries under section 47 that started in the period, per 10,000 aged 0 to 17.

    Each enquiry counts, however many a child had and whatever came of it; a child has one that
    starts on a day.
    """
    return Rate(enquiries(period))


@measure(
    title="Children in need",
    key_indicator=4,
    priorities=(2, 3),
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    decimals=1,
    source=_SOURCE,
    lait="CIN",
)
def cin_rate(period: Period) -> Rate:
    """Children with an open episode of need on the last day of the period, per 10,000 aged 0-17.

    The referral was made by that day, led to action, and the episode had not closed by that day:
    it is not open on the day it closes. Children on a plan, looked after, leaving care, waiting
    for an assessment and not born yet all count, of whatever age. A child with two open at once
    counts once.
    """
    return Rate(children_in_need(period.end))


@measure(
    title="Children with a child in need plan",
    key_indicator=(4, 6),
    priorities=(2, 3),
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source="Local, from the children in need census",
)
def cin_plans_open(period: Period) -> Count:
    """Children with a child in need plan on the last day of the period.

    The plan started by that day and had not ended by it: it does not hold on the day it ends. A
    child with two at once counts once.
    """
    return Count(children_with_a_cin_plan(period.end))


@measure(
    title="Repeat contacts with the front door (MASH)",
    key_indicator=4,
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source="Local, from Annex A list 1",
    frequencies=(Frequency.QUARTER, Frequency.TWELVE_MONTHS),
    looks_back=MONTHS_OF_A_REPEAT,
)
def mash_repeat_contact_pct(period: Period) -> Proportion:
    """Of contacts about children in the period, those about a person contacted about before.

    The earlier contact was on an earlier day, up to twelve calendar months before, the
    anniversary itself included. Two contacts on a day both count, and neither repeats the other.
    A contact about a child of whom it is not known who they are is no repeat.
    """
    made = contacts(period)
    return Proportion(of=made, where=is_repeat_contact(made))
