"""Key indicator 8, education: results, schools and education plans of children in care.

Results are of children looked after for twelve months on 31 March of the academic year. What the
Virtual School tells is of children of school age, reception to Year 11 by date of birth, unless a
definition says otherwise. A term ends, with the holidays after it, on 31 December, 30 April or 31
August, so twelve months always hold three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.learning import (
    education_plans,
    education_plans_made,
    first_education_plans,
    key_stage_2,
    key_stage_4,
    looked_after_pupils,
    looked_after_pupils_for_a_year,
    of_children_looked_after,
    with_latest_plan,
)
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shapes import Mean, Proportion, Ratio
from ae_pipeline.returns.epep.codes import FIRST_PLAN_WITHIN

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_OUTCOMES = "DfE, Outcomes for children in need, including children looked after"
_VIRTUAL_SCHOOL = "Local, Virtual School"
_IN_CARE = (2, 3, 9)
_PLANS = (2, 3)
_FROM_APRIL = 5
"""Months from the 1 April, since when a child is looked after, to the year's 1 September."""
_TERMLY = (Frequency.TWELVE_MONTHS, Frequency.ACADEMIC_YEAR_TO_DATE)
_GREEN = "G"


@measure(
    title="Expected standard in reading, writing and mathematics, children looked after",
    key_indicator=8,
    priorities=_IN_CARE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OUTCOMES,
    lait="LAC_KS2_ExpStd_RWM",
    frequencies=(Frequency.ACADEMIC_YEAR,),
    looks_back=_FROM_APRIL,
)
def cla_ks2_rwm(period: Period) -> Proportion:
    """Of looked-after pupils at the end of key stage 2 in the year, those at the standard in all.

    Looked after on 31 March of the year and continuously for twelve months to that day. Standard
    and eligible pupils as for all pupils (``ks2_rwm_expected``).
    """
    pupils = of_children_looked_after(key_stage_2(period), period)
    return Proportion(of=pupils, where=pupils.c.all_three_expected)


@measure(
    title="Average Attainment 8 score, children looked after",
    key_indicator=8,
    priorities=_IN_CARE,
    unit=Unit.MEAN,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OUTCOMES,
    lait="LAC_KS4_AVG_Attain8",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
    scale=100,
    looks_back=_FROM_APRIL,
)
def cla_ks4_att8(period: Period) -> Mean:
    """Mean Attainment 8 score of looked-after pupils at the end of key stage 4 in the year.

    Looked after on 31 March of the year and continuously for twelve months to that day. In
    hundredths of a point; a pupil without a score is left out.
    """
    pupils = of_children_looked_after(key_stage_4(period), period)
    return Mean(of=pupils, value=pupils.c.attainment_8)


@measure(
    title="Grades 9 to 4 in English and mathematics, children looked after",
    key_indicator=8,
    priorities=_IN_CARE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OUTCOMES,
    lait="LAC_EngMaths9-4",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
    looks_back=_FROM_APRIL,
)
def cla_ks4_em94(period: Period) -> Proportion:
    """Of looked-after pupils at the end of key stage 4 in the year, those with a pass in both.

    Grades 9 to 4 in English and mathematics. Looked after on 31 March of the year and
    continuously for twelve months to that day. A result that is not known stays in the
    denominator.
    """
    pupils = of_children_looked_after(key_stage_4(period), period)
    return Proportion(of=pupils, where=pupils.c.english_maths_94)


@measure(
    title="Education plans made in the term",
    key_indicator=8,
    priorities=_PLANS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_VIRTUAL_SCHOOL,
    frequencies=_TERMLY,
)
def pep_timely_pct(period: Period) -> Proportion:
    """Of personal education plans for terms that ended in the period, those made by the term's end.

    One plan a term of each looked-after child of reception to Year 11, first or later, as the
    Virtual School lists them. Terms end on 31 December, 30 April and 31 August; a plan made on
    that day is in time, and one made after its due day but in the term too. A child whose date of
    birth is not known is left out; one whom nobody is known by counts.
    """
    plans = education_plans(period)
    return Proportion(of=plans, where=plans.c.made <= plans.c.term_ends)


@measure(
    title="First education plans within ten working days",
    key_indicator=8,
    priorities=_PLANS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_VIRTUAL_SCHOOL,
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def pep_first_10wd_pct(period: Period) -> Proportion:
    """Of first education plans that fell due in the period, those made within ten working days.

    Counted from the day of coming into care, which is day 0, to the meeting, over working days of
    England, and not taken from the record's own flag: the tenth is in time. A plan not made, made
    before that day, or of a child whose day of coming into care is not known, is not. Children of
    any age.
    """
    plans = first_education_plans(period)
    since = plans.c.made >= plans.c.care_started
    return Proportion(of=plans, where=since & (plans.c.working_days <= FIRST_PLAN_WITHIN))


@measure(
    title="Education plans judged good",
    key_indicator=8,
    priorities=_PLANS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_VIRTUAL_SCHOOL,
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def pep_quality_pct(period: Period) -> Proportion:
    """Of education plans made in the period and judged, those judged green.

    By the day of the meeting, both ends of the period included. Children of any age. A plan that
    is not judged is left out.
    """
    plans = education_plans_made(period)
    judged = only(plans, plans.c.quality.is_not(None))
    return Proportion(of=judged, where=judged.c.quality == _GREEN)


@measure(
    title="Looked-after children who changed school in the year",
    key_indicator=8,
    priorities=_IN_CARE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source="DfE, Stability measures for children looked after",
    lait="Stability_School",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cla_school_move_pct(period: Period) -> Proportion:
    """Of children of school age looked after on the last day, those who changed school in the year.

    Any change in the period, both ends included, that is not between 1 August and 30 September,
    for whatever reason, and on or after the day the child was first in care in the period: it
    counts once. Of school age is who has an education plan, of reception to Year 11, that fell
    due in the period; others cannot be matched and are left out.
    """
    children = looked_after_pupils(period)
    return Proportion(of=children, where=children.c.changed_school == 1)


@measure(
    title="Looked-after children without education",
    key_indicator=8,
    priorities=_IN_CARE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_VIRTUAL_SCHOOL,
    decimals=1,
)
def cla_missing_education_pct(period: Period) -> Proportion:
    """Of children of school age looked after on the last day, those at no school or never there.

    By the latest education plan that fell due by that day since the child came into care: it
    names no school, or sessions were possible and none was attended. Of school age is whose
    latest plan is of reception to Year 11; who has none yet is left out. A child with a school
    but no possible session, or sessions that are not known, does not count. A timetable of fewer
    hours cannot be told from the records, so this is not all who lack full-time education.
    """
    children = with_latest_plan(period.end)
    never_there = (children.c.sessions_possible > 0) & (children.c.sessions_attended == 0)
    return Proportion(of=children, where=children.c.school.is_(None) | never_there)


@measure(
    title="Looked-after children suspended from school",
    key_indicator=8,
    priorities=_IN_CARE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_VIRTUAL_SCHOOL,
    decimals=1,
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cla_suspended_by_pep_pct(period: Period) -> Proportion:
    """Of children of school age looked after for twelve months, those suspended at least once.

    Looked after on the last day of the period and continuously for twelve months to it, with an
    education plan of reception to Year 11 of a term that ended in the period; suspensions are
    those of these terms. Where no plan tells of any, the child does not count.
    """
    children = looked_after_pupils_for_a_year(period)
    return Proportion(of=children, where=children.c.suspensions > 0)


@measure(
    title="Attendance of looked-after children",
    key_indicator=8,
    priorities=_IN_CARE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_VIRTUAL_SCHOOL,
    decimals=1,
    frequencies=_TERMLY,
    of_people=False,
)
def cla_attendance(period: Period) -> Ratio:
    """Of possible sessions in terms that ended in the period, those attended.

    Of looked-after children of reception to Year 11, by their education plans; schools inside and
    outside the city. A plan that lacks one of the two numbers is left out; a child whom nobody is
    known by counts.
    """
    plans = education_plans(period)
    told = only(
        plans, plans.c.sessions_possible.is_not(None) & plans.c.sessions_attended.is_not(None)
    )
    return Ratio(of=told, numerator=told.c.sessions_attended, denominator=told.c.sessions_possible)
