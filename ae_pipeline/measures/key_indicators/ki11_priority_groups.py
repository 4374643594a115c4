"""Key indicator 11 for the groups that the plan puts first: with a plan, vulnerable, in care.

Who is in a group is told by tracking itself (NCCIS), so that colleges are not left out. Months,
winters, custody and what is not known are as in ``ki11_post16``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.post16 import (
    NEET,
    PLAN,
    UNKNOWN,
    adults_with_plans,
    young_people,
)
from ae_pipeline.measures.shapes import Proportion

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.periods import Period

_NCCIS = "DfE, Participation in education, training and NEET age 16 to 17 by local authority"
_VULNERABLE = (2, 6)

# A young person can be in a winter three times, so its percentage has no interval.
_of_winter = partial(
    measure,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    frequencies=(Frequency.WINTER, Frequency.MONTH_END),
    of_people=False,
)


@_of_winter(
    title="Vulnerable young people aged 16 and 17 who are NEET",
    key_indicator=11,
    priorities=_VULNERABLE,
    source="Local",
)
def neet_vulnerable_16_17(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17 with a characteristic of NCCIS, those who are NEET.

    A characteristic that lasts at the month's end: looked after or care leaver, parent or
    pregnant, refugee or asylum seeker, carer, substance misuse, supervised by youth justice,
    alternative provision, mental health. NEET as in ``neet_16_17``.
    """
    return _neet(_vulnerable(period))


@_of_winter(
    title="Vulnerable young people aged 16 and 17 NEET or not known",
    key_indicator=11,
    priorities=_VULNERABLE,
    source=_NCCIS,
)
def neet_nk_vulnerable_16_17(period: Period) -> Proportion:
    """Of young people of 16 and 17 with a characteristic of NCCIS, those NEET or not known.

    Who is in it as in ``neet_vulnerable_16_17``; NEET or not known as in ``neet_nk_16_17``.
    """
    return _neet_or_not_known(_vulnerable(period))


@_of_winter(
    title="Aged 16 and 17 with a plan who are NEET",
    key_indicator=11,
    priorities=(5, 6),
    source="Local",
)
def neet_ehcp_16_17(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17 with a plan, those who are NEET.

    An education, health and care plan, as tracking has it. NEET as in ``neet_16_17``.
    """
    return _neet(_with_plan(period))


@_of_winter(
    title="Aged 16 and 17 with a plan NEET or not known",
    key_indicator=11,
    priorities=(5, 6),
    source=_NCCIS,
)
def neet_nk_ehcp_16_17(period: Period) -> Proportion:
    """Of young people of academic age 16 and 17 with a plan, those NEET or not known.

    An education, health and care plan, as tracking has it. Otherwise as ``neet_nk_16_17``.
    """
    return _neet_or_not_known(_with_plan(period))


@_of_winter(
    title="Care-experienced young people aged 16 and 17 who are NEET",
    key_indicator=(8, 11),
    priorities=(3, 6),
    source="Local",
)
def neet_care_experienced_16_17(period: Period) -> Proportion:
    """Of young people of 16 and 17 in care or care leavers, those who are NEET.

    As tracking has them at the month's end: looked after (110) or care leaver (160). NEET as in
    ``neet_16_17``. Care leavers of 19 to 21 are in ``cl_neet_19_21``.
    """
    people = young_people(period)
    return _neet(only(people, people.c.looked_after | people.c.care_leaver))


@measure(
    title="Aged 18 to 24 with a plan who are NEET",
    key_indicator=11,
    priorities=(1, 6),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source="Local",
    decimals=1,
)
def neet_ehcp_18_24(period: Period) -> Proportion:
    """Of young people of academic age 18 to 24 with a plan on the day, those who are NEET.

    NCCIS tracks nobody else of that age. NEET as in ``neet_16_17``; whose activity is not known
    stays in the denominator and does not count. Somebody in custody is left out.
    """
    return _neet(adults_with_plans(period))


def _neet(people: sa.FromClause) -> Proportion:
    return Proportion(of=people, where=people.c.standing == NEET)


def _neet_or_not_known(people: sa.FromClause) -> Proportion:
    return Proportion(of=people, where=people.c.standing.in_([NEET, UNKNOWN]))


def _with_plan(period: Period) -> sa.FromClause:
    people = young_people(period)
    return only(people, people.c.send == PLAN)


def _vulnerable(period: Period) -> sa.FromClause:
    people = young_people(period)
    return only(people, people.c.vulnerable)
