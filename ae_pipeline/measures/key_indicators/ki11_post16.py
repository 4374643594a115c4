"""Key indicator 11: young people progressing into meaningful opportunities after 16.

Those of academic age 16 and 17 (Years 12 and 13 by date of birth) whom the authority tracks, as
each month's NCCIS list stood. Somebody in custody (activities 290 and 710) is in no denominator.
An activity is not known where it is told as such (810, 820, 830), where there is none, or where
its review was due before the month's end, so that it is no longer taken to go on.

The figure of a winter is the mean of December, January and February: the three months' numbers
summed, over their three denominators summed, so a young person can be in it three times. That is
why these percentages have no interval. Groups of young people are in ``ki11_priority_groups``.
Unemployment of all under 25s is not told by any return: the count of claimants is published.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.post16 import (
    NEET,
    PARTICIPATES,
    PLAN,
    SUPPORT,
    SUPPORTED_INTERNSHIP,
    UNKNOWN,
    offers,
    up_to_24,
    with_days_neet,
    young_people,
)
from ae_pipeline.measures.shapes import Count, Median, Proportion
from ae_pipeline.returns.nccis.codes import OFFER_MADE, ActivityClass, of_class

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.periods import Period

_NCCIS = "DfE, Participation in education, training and NEET age 16 to 17 by local authority"
_INTO_WORK = (1, 6)
_HALF_DAYS_IN_A_WEEK = 14

_of_winter = partial(
    measure,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    frequencies=(Frequency.WINTER, Frequency.MONTH_END),
    of_people=False,
)
_of_march = partial(
    measure,
    unit=Unit.PERCENT,
    decimals=1,
    frequencies=(Frequency.LAST_MARCH, Frequency.MONTH_END),
)


@_of_winter(
    title="Aged 16 and 17 not in education, employment or training",
    key_indicator=11,
    priorities=_INTO_WORK,
    source=_NCCIS,
    lait="16-17 NEET",
)
def neet_16_17(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17 known to the authority, those who are NEET.

    At each month end of the period: one month's, or December's to February's summed. NEET is
    seeking, not ready or not available for work or learning, a start date agreed, and working not
    for reward (540, 610, 615 to 620, 630 to 690). Re-engagement (530) and a gap year (260) are
    neither NEET nor participation. Somebody in custody is left out.
    """
    people = young_people(period)
    return Proportion(of=people, where=people.c.standing == NEET)


@_of_winter(
    title="Aged 16 and 17 whose activity is not known",
    key_indicator=11,
    priorities=_INTO_WORK,
    source=_NCCIS,
    lait="16-17_not known",
)
def not_known_16_17(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17, those of whom no one knows what they do.

    At each month end of the period: not known, not to be contacted or refused to say (810, 820,
    830), no activity recorded, or one whose review was due before that day. Somebody in custody
    is left out.
    """
    people = young_people(period)
    return Proportion(of=people, where=people.c.standing == UNKNOWN)


@_of_winter(
    title="Aged 16 and 17 NEET or not known",
    key_indicator=11,
    priorities=_INTO_WORK,
    source=_NCCIS,
    lait="16-17_not known_NEET",
)
def neet_nk_16_17(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17, those who are NEET or whose activity is not known.

    The headline of the published scorecard: NEET and not known as in their own measures.
    """
    people = young_people(period)
    return Proportion(of=people, where=people.c.standing.in_([NEET, UNKNOWN]))


@_of_march(
    title="Aged 16 and 17 participating in education or training",
    key_indicator=11,
    priorities=_INTO_WORK,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_NCCIS,
    lait="16-17Ed&Training",
)
def participation_16_17(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17 on the day, those who meet the duty to participate.

    Full-time education, apprenticeships, and other education and training: employment or
    volunteering with regulated study, work-based learning, traineeships, supported internships.
    Not re-engagement, a gap year, part-time education or an agreed start. Somebody in custody is
    left out.
    """
    return _participating(young_people(period))


@_of_march(
    title="Aged 16 and 17 with special educational needs in education or training",
    key_indicator=11,
    priorities=_INTO_WORK,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_NCCIS,
    lait="16-17YroldSEN_ET",
)
def participation_sen(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17 with SEN, those who meet the duty to participate.

    With SEN: SEN support or an education, health and care plan as tracking has it on the day (the
    breakdown by ``sen`` tells them apart). Participation as in ``participation_16_17``.
    """
    people = young_people(period)
    return _participating(only(people, people.c.send.in_([SUPPORT, PLAN])))


@measure(
    title="Offers of education or training under the September Guarantee",
    key_indicator=11,
    priorities=_INTO_WORK,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="DfE, September Guarantee: offers of education and training for ages 16 and 17",
    lait="Sept_Guarantee",
    decimals=1,
    frequencies=(Frequency.LAST_SEPTEMBER,),
)
def september_guarantee(period: Period) -> Proportion:
    """Of pupils of Years 11 and 12, those with an offer of a place by 30 September.

    As the list of that September tells. Who has left the area is left out. No offer, and an offer
    that is not recorded or is of a later day, stay in the denominator and do not count; an offer
    without a day counts. A pupil on the list whose year group is not told is in the denominator.
    """
    pupils = offers(period.end)
    in_time = pupils.c.offered_on.is_(None) | (pupils.c.offered_on <= day(period.end))
    return Proportion(of=pupils, where=(pupils.c.guarantee == OFFER_MADE) & in_time)


@_of_march(
    title="Aged 16 and 17 in an apprenticeship",
    key_indicator=11,
    priorities=(6,),
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_NCCIS,
)
def apprenticeship_16_17(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17 on the day, those in an apprenticeship (310).

    Somebody in custody is left out. An apprenticeship whose review was due before is not known.
    """
    people = young_people(period)
    return Proportion(of=people, where=_apprenticed(people))


@measure(
    title="Apprentices aged 16 and 17",
    key_indicator=11,
    priorities=(6,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local",
)
def apprentices_16_17(period: Period) -> Count:
    """Young people of academic age 16 and 17 in an apprenticeship (310) on the day.

    An apprenticeship whose review was due before is not known, and does not count.
    """
    people = young_people(period)
    return Count(of=only(people, _apprenticed(people)))


@measure(
    title="Young people in supported internships",
    key_indicator=11,
    priorities=(5, 6),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local",
)
def supported_internships(period: Period) -> Count:
    """Young people of academic age 16 to 24 in a supported internship (460) on the day.

    NCCIS tracks those over 17 who have an education, health and care plan, which an internship
    needs. One whose review was due before is not known, and does not count.
    """
    people = up_to_24(period)
    return Count(
        of=only(
            people,
            (people.c.activity == SUPPORTED_INTERNSHIP) & (people.c.standing == PARTICIPATES),
        )
    )


@measure(
    title="Weeks that young people aged 16 and 17 have been NEET",
    key_indicator=11,
    priorities=_INTO_WORK,
    unit=Unit.WEEKS,
    polarity=Polarity.LOWER_IS_BETTER,
    source="Local",
    decimals=1,
    scale=_HALF_DAYS_IN_A_WEEK,
)
def neet_duration_weeks(period: Period) -> Median:
    """Of those of academic age 16 and 17 NEET on the day, how long half of them have been so.

    The median of days from the day since which tracking says they are NEET without a break, in
    weeks. Who began on the day itself has been so for 0 days. Who is not told to be NEET since a
    day, or since one later than the month's end, is left out.
    """
    people = young_people(period)
    neet = with_days_neet(only(people, people.c.standing == NEET))
    return Median(of=neet, value=neet.c.days_neet)


def _participating(people: sa.FromClause) -> Proportion:
    return Proportion(of=people, where=people.c.standing == PARTICIPATES)


def _apprenticed(people: sa.FromClause) -> sa.ColumnElement[bool]:
    codes = sorted(of_class(ActivityClass.APPRENTICESHIP))
    return people.c.activity.in_(codes) & (people.c.standing == PARTICIPATES)
