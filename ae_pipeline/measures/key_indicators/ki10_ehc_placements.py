"""Key indicator 10: where people with education, health and care plans are placed.

Plans and placements are those that the last export up to the day tells: January's of the day of the
School Census, any other of the last day of its month. Who is under 16 on the last 31 August is told
as of that export, so that nobody changes place because it is carried forward. Of several placements
the main one counts. A SEN unit or resourced provision is taken to be at a mainstream school,
whatever else is told of the school. Kinds of setting are told from the School Census, SEN2's codes
and age, as there is no register of schools: see the breakdown ``setting``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations import ehc_placements as placed
from ae_pipeline.measures.shapes import Count, Proportion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SEN2 = "DfE, Education, health and care plans (SEN2)"
_PROVISION = (5,)
_CASELOAD = (Frequency.MONTH_END, Frequency.JANUARY_CENSUS)
_NOW = (Frequency.MONTH_END,)
"""Of numbers: where no export tells of a census day there would be none, which looks like a 0."""


@measure(
    title="EHC plans: independent or non-maintained schools",
    key_indicator=10,
    priorities=_PROVISION,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    decimals=1,
    frequencies=_CASELOAD,
)
def ehc_independent_pct(period: Period) -> Proportion:
    """Of people with an EHC plan, those under 16 at a school outside the city's School Census.

    Those are independent and non-maintained schools, and the few state-funded schools of other
    authorities, which the return does not tell apart. Who is in a SEN unit or resourced provision
    of one is not counted: only a mainstream school has those. Under 16 is on the last 31 August
    before the export that tells the placement: older people at such a number are taken to be at a
    college. Everybody with a plan is the denominator.
    """
    return _share(period, placed.INDEPENDENT)


@measure(
    title="EHC plans: mainstream schools",
    key_indicator=10,
    priorities=_PROVISION,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SEN2,
    decimals=1,
    frequencies=_CASELOAD,
)
def ehc_mainstream_pct(period: Period) -> Proportion:
    """Of people with an EHC plan, those at a mainstream school.

    Any school of the School Census that is not a special school or a referral unit, nursery schools
    too, and every SEN unit and resourced provision, also of another authority's school. Who is at
    any other school of another authority is not told from those at independent ones, and not
    counted. Everybody with a plan is the denominator.
    """
    return _share(period, *placed.IN_A_MAINSTREAM_SCHOOL)


@measure(
    title="EHC plans: special schools of the city",
    key_indicator=10,
    priorities=_PROVISION,
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=_SEN2,
    decimals=1,
    frequencies=_CASELOAD,
)
def ehc_special_school_pct(period: Period) -> Proportion:
    """Of people with an EHC plan, those at a special school that makes the School Census.

    Independent special schools do not. Who the return says is in a SEN unit or resourced provision
    is at a mainstream school. Everybody with a plan is the denominator.
    """
    return _share(period, placed.SPECIAL)


@measure(
    title="EHC plans: SEN units and resourced provision",
    key_indicator=10,
    priorities=_PROVISION,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SEN2,
    decimals=1,
    frequencies=_CASELOAD,
)
def ehc_resourced_provision_pct(period: Period) -> Proportion:
    """Of people with an EHC plan, those in a SEN unit or resourced provision of a school.

    As the return's two indicators say. Everybody with a plan is the denominator.
    """
    return _share(period, placed.SEN_UNIT, placed.RESOURCED)


@measure(
    title="EHC plans: children at a school of the city",
    key_indicator=10,
    priorities=_PROVISION,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local, from SEN2 and the School Census",
    decimals=1,
    frequencies=_CASELOAD,
)
def ehc_local_placement_pct(period: Period) -> Proportion:
    """Of people with an EHC plan who are at a school, those at a state-funded school of the city.

    At a school: one of the School Census, or a SEN unit or resourced provision, at any age, or any
    other school under 16 on the last 31 August. Local is a school that makes the School Census: a
    unit of another authority's school is not, nor one whose school's number is not told. Colleges,
    other settings and no placement are left out. Distance is not told: neither return has the
    school's address, and homes are known by postcode district alone. An independent school in the
    city counts as not local, as the returns do not say where it is.
    """
    at_school = placed.placed_in(period.end, *placed.IN_A_SCHOOL_OF_THE_CITY, placed.INDEPENDENT)
    return Proportion(of=at_school, where=at_school.c.in_the_census)


@measure(
    title="EHC plans: electively home educated",
    key_indicator=10,
    priorities=_PROVISION,
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_SEN2,
    frequencies=_NOW,
)
def ehc_home_educated(period: Period) -> Count:
    """People with an EHC plan whose parents have chosen to educate them at home (EHE)."""
    return Count(of=placed.placed_in(period.end, placed.HOME_EDUCATED))


@measure(
    title="EHC plans: awaiting a placement",
    key_indicator=10,
    priorities=_PROVISION,
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    frequencies=_NOW,
)
def ehc_awaiting_placement(period: Period) -> Count:
    """People with an EHC plan who are in no education and wait for it.

    The code NIEO (not in education, other reason), or no main placement told at all. Young people
    not in education, employment or training (NEET) and those told that the plan will cease (NIEC)
    are counted by ``ehc_not_in_education``.
    """
    return Count(of=placed.placed_in(period.end, placed.AWAITING))


@measure(
    title="EHC plans: not in education, employment or training",
    key_indicator=(10, 11),
    priorities=(5, 6),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    frequencies=_NOW,
)
def ehc_not_in_education(period: Period) -> Count:
    """People with an EHC plan who are not in education, employment or training (NEET, NIEC).

    NIEC are those who were told that the plan will cease. Those who wait for a placement are not
    counted.
    """
    return Count(of=placed.placed_in(period.end, placed.NOT_IN_EDUCATION))


def _share(period: Period, *settings: str) -> Proportion:
    """The share of everybody with a plan who is in some kinds of setting."""
    people = placed.placed_with_a_plan(period.end)
    return Proportion(of=people, where=people.c.setting.in_(settings))
