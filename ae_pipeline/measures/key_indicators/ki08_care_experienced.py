"""Key indicator 8: health, education and employment of children in care and care leavers.

Health and SDQ measures are of children looked after on the last day of the period and for the
twelve months before it, by their OC2 record of the collection year that day falls in. Before the
year ends they say what has been recorded so far. A child without a record, and a blank or refused
check, stays in the denominator and does not count.

Care leaver measures are of former children in care whose birthday fell in the period, by the OC3
record of that birthday. Not in touch, contact refused and services no longer required stay in the
denominator; died, returned home and care passed to another authority do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures import codes
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.care_leavers import care_leavers
from ae_pipeline.measures.populations.looked_after import (
    looked_after,
    looked_after_for,
    only,
    with_health_outcomes,
    with_number_of_social_workers,
)
from ae_pipeline.measures.shapes import Mean, Proportion
from ae_pipeline.periods import Period

if TYPE_CHECKING:
    from datetime import date

    import sqlalchemy as sa

_OC2 = "DfE, Children looked after in England, outcomes (OC2)"
_OC3 = "DfE, Children looked after in England, care leavers (OC3)"
_HEALTH = (3, 9)
_INTO_WORK = (3, 6)
_ADULT = (19, 20, 21)
_JUST_LEFT = (17, 18)
_MANY_WORKERS = 3


def _children_for_a_year(on: date) -> sa.FromClause:
    return with_health_outcomes(looked_after_for(12, on), on)


def _of_sdq_age(children: sa.FromClause) -> sa.FromClause:
    return only(children, children.c.age.between(5, 16))


@measure(
    title="Teeth checked by a dentist in the year",
    key_indicator=8,
    priorities=_HEALTH,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC2,
    lait="LACDental%",
)
def cla_dental_pct(period: Period) -> Proportion:
    """Of children looked after for at least twelve months, those who had a dental check."""
    children = _children_for_a_year(period.end)
    return Proportion(of=children, where=children.c.teeth_check == 1)


@measure(
    title="Annual health assessment",
    key_indicator=8,
    priorities=_HEALTH,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC2,
    lait="LACHealth%",
)
def cla_health_assessment_pct(period: Period) -> Proportion:
    """Of children looked after for at least twelve months, those whose health was assessed.

    The return records whether the requirement was met: once a year, or twice for under fives.
    """
    children = _children_for_a_year(period.end)
    return Proportion(of=children, where=children.c.health_assessment == 1)


@measure(
    title="Immunisations up to date",
    key_indicator=8,
    priorities=_HEALTH,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC2,
    lait="LACVaccinations%",
)
def cla_immunisation_pct(period: Period) -> Proportion:
    """Of children looked after for at least twelve months, those fully immunised for their age."""
    children = _children_for_a_year(period.end)
    return Proportion(of=children, where=children.c.immunisations == 1)


@measure(
    title="Average strengths and difficulties score",
    key_indicator=8,
    priorities=_HEALTH,
    unit=Unit.MEAN,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_OC2,
    lait="Emotional_LAC",
    decimals=1,
)
def cla_sdq_mean(period: Period) -> Mean:
    """Mean SDQ score (0 to 40) of those with one, aged 5 to 16 and looked after twelve months.

    Age is that on the last day of the period. Read it with the share of children who have a score.
    """
    children = _of_sdq_age(_children_for_a_year(period.end))
    return Mean(of=children, value=children.c.sdq_score)


@measure(
    title="Strengths and difficulties questionnaire returned",
    key_indicator=8,
    priorities=_HEALTH,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC2,
)
def cla_sdq_completion_pct(period: Period) -> Proportion:
    """Of children aged 5 to 16 looked after for at least twelve months, those with an SDQ score."""
    children = _of_sdq_age(_children_for_a_year(period.end))
    return Proportion(of=children, where=children.c.sdq_score.is_not(None))


@measure(
    title="Strengths and difficulties score a cause for concern",
    key_indicator=8,
    priorities=_HEALTH,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_OC2,
)
def cla_sdq_concern_pct(period: Period) -> Proportion:
    """Of children aged 5 to 16 looked after twelve months with an SDQ score, those at 17 to 40."""
    children = _of_sdq_age(_children_for_a_year(period.end))
    scored = only(children, children.c.sdq_score.is_not(None))
    return Proportion(of=scored, where=scored.c.sdq_score >= codes.SDQ_CAUSE_FOR_CONCERN)


@measure(
    title="Convicted or cautioned in the year",
    key_indicator=8,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_OC2,
    lait="LAC_Convictions",
)
def cla_convicted_pct(period: Period) -> Proportion:
    """Of children aged 10 to 17 looked after for at least twelve months, those convicted.

    A conviction, youth caution or youth conditional caution in the year. Age is that on the last
    day of the period.
    """
    children = _children_for_a_year(period.end)
    old_enough = only(children, children.c.age.between(10, 17))
    return Proportion(of=old_enough, where=old_enough.c.convicted == 1)


@measure(
    title="Three or more social workers in the year",
    key_indicator=8,
    priorities=(3, 7),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source="DfE, Stability measures for children looked after",
    lait="Stability_SocialWorker",
)
def cla_sw_instability(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those with three or more workers.

    Different social workers in the twelve months to that day, also while the child was not looked
    after; one who comes back is not counted again.
    """
    children = with_number_of_social_workers(
        looked_after(on=period.end), during=Period.twelve_months_to(period.end)
    )
    return Proportion(of=children, where=children.c.number_of_social_workers >= _MANY_WORKERS)


@measure(
    title="Care leavers aged 19 to 21 in education, employment or training",
    key_indicator=8,
    priorities=_INTO_WORK,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC3,
    lait="CareLeaverEET",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cl_eet_19_21(period: Period) -> Proportion:
    """Of care leavers who turned 19, 20 or 21 in the period, those in EET (F1 to F5, P1 to P5).

    An activity that is not known is not EET.
    """
    leavers = care_leavers(period, _ADULT)
    return Proportion(
        of=leavers, where=leavers.c.activ.in_(codes.IN_EDUCATION_EMPLOYMENT_OR_TRAINING)
    )


@measure(
    title="Care leavers aged 17 or 18 in education, employment or training",
    key_indicator=8,
    priorities=_INTO_WORK,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC3,
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cl_eet_17_18(period: Period) -> Proportion:
    """Of care leavers who turned 17 or 18 in the period, those in EET (F1 to F5, P1 to P5).

    An activity that is not known is not EET.
    """
    leavers = care_leavers(period, _JUST_LEFT)
    return Proportion(
        of=leavers, where=leavers.c.activ.in_(codes.IN_EDUCATION_EMPLOYMENT_OR_TRAINING)
    )


@measure(
    title="Care leavers aged 19 to 21 not in education, employment or training",
    key_indicator=8,
    priorities=_INTO_WORK,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_OC3,
    lait="CareLeaversNEET",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cl_neet_19_21(period: Period) -> Proportion:
    """Of care leavers who turned 19, 20 or 21 in the period, those who are NEET (G4, G5, G6).

    For whatever reason: illness or disability, pregnancy or parenting, other. An activity that is
    not known is not NEET either, so EET and NEET do not add up to everybody.
    """
    leavers = care_leavers(period, _ADULT)
    return Proportion(
        of=leavers, where=leavers.c.activ.in_(codes.NOT_IN_EDUCATION_EMPLOYMENT_OR_TRAINING)
    )


@measure(
    title="Care leavers aged 19 to 21 with whom the authority is not in touch",
    key_indicator=8,
    priorities=_INTO_WORK,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_OC3,
    lait="CareLeavers_LA_NotInTouch",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cl_not_in_touch_19_21(period: Period) -> Proportion:
    """Of care leavers who turned 19, 20 or 21 in the period, those not in touch (NO).

    Not if somebody else has told the authority what the young person does. Refusing contact or no
    longer requiring services is something else.
    """
    leavers = care_leavers(period, _ADULT)
    unknown = leavers.c.activ.is_(None) | (leavers.c.activ == codes.NOT_KNOWN)
    return Proportion(of=leavers, where=unknown & (leavers.c.in_touch == codes.NOT_IN_TOUCH))
