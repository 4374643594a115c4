"""Key indicator 2, attendance of vulnerable groups: in care, in need, with SEN, free meals, caring.

By School Census, as in ``ki02_attendance``: the terms told of the academic year, enrolments of
pupils aged 5 to 15, each judged on its own sessions. Groups in social care are of schools of every
phase, referral units too, as DfE's are; the others of primary, secondary and special schools.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.describing import in_group
from ae_pipeline.measures.populations.looked_after import looked_after_for, only
from ae_pipeline.measures.populations.school_sessions import (
    at_published_schools,
    persistently_absent,
    termly_enrolments,
    vulnerable_and_all,
)
from ae_pipeline.measures.populations.schooling import described_on
from ae_pipeline.measures.shapes import Proportion, Ratio

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_GROUPS = "DfE, Outcomes for children in need, including children looked after"
_OF_SESSIONS = False
"""A share of sessions is not one of people, so it has no interval."""
_absence = partial(
    measure,
    key_indicator=2,
    polarity=Polarity.LOWER_IS_BETTER,
    frequencies=(Frequency.ACADEMIC_TERMS,),
)
_gap = partial(
    _absence,
    priorities=(1, 2),
    unit=Unit.PERCENTAGE_POINTS,
    decimals=2,
    of_people=_OF_SESSIONS,
    source="Local, after DfE, Outcomes for children in need",
)
_of_a_group = partial(_absence, source=_GROUPS, unit=Unit.PERCENT, decimals=1)
_TARGETED, _CARED_FOR = (2,), (2, 3)


def _missed(enrolments: sa.FromClause) -> Ratio:
    return Ratio(of=enrolments, numerator=enrolments.c.missed, denominator=enrolments.c.possible)


def _persistent(enrolments: sa.FromClause) -> Proportion:
    return Proportion(of=enrolments, where=persistently_absent(enrolments))


def _of_census(period: Period) -> sa.FromClause:
    return at_published_schools(termly_enrolments(period))


@_gap(title="Overall absence of vulnerable pupils beside that of all")
def vulnerable_absence_gap(period: Period) -> Ratio:
    """Overall absence of vulnerable pupils less that of all pupils, vulnerable or not.

    By School Census. Vulnerable is who has SEN (support or a plan), free school meals, or was in
    need, on a child protection plan or looked after, on 31 March of the academic year, or on the
    period's last day before that. A group's gap is its own rate less that of all pupils, so that
    gaps do not add up. Of an enrolment that missed n of d sessions, where all missed N of D, the
    numerator is n times D less N times d, and the denominator d times D.
    """
    pupils = vulnerable_and_all(_of_census(period))
    return Ratio(
        of=pupils,
        numerator=pupils.c.missed * pupils.c.all_possible - pupils.c.all_missed * pupils.c.possible,
        denominator=pupils.c.possible * pupils.c.all_possible,
    )


@_gap(title="Persistent absence of vulnerable pupils beside that of all")
def vulnerable_persistent_absence_gap(period: Period) -> Ratio:
    """Persistent absence of vulnerable pupils less that of all pupils, vulnerable or not.

    By School Census. Who is vulnerable, and how a gap adds up, is as in the gap of overall absence:
    where N of D enrolments are persistently absent, an enrolment's numerator is D less N if it is,
    and nought less N if it is not, and its denominator D.
    """
    pupils = vulnerable_and_all(_of_census(period))
    return Ratio(
        of=pupils,
        numerator=pupils.c.persistent * pupils.c.all_enrolments - pupils.c.all_persistent,
        denominator=pupils.c.all_enrolments,
    )


def _looked_after(period: Period) -> sa.FromClause:
    enrolments = termly_enrolments(period)
    children = looked_after_for(12, described_on(period))
    return only(enrolments, enrolments.c.person_id.in_(sa.select(children.c.person_id)))


def _in_social_care(period: Period, group: str) -> sa.FromClause:
    enrolments = termly_enrolments(period)
    return only(enrolments, enrolments.c.social_care == group)


@_of_a_group(
    title="Overall absence of children looked after",
    priorities=_CARED_FOR,
    lait="LAC_Over_Abs",
    of_people=_OF_SESSIONS,
)
def cla_overall_absence(period: Period) -> Ratio:
    """Overall absence of children looked after for twelve months on 31 March of the academic year.

    By School Census, at schools of every phase, referral units too. Before 31 March it is those
    looked after on the period's last day and for the twelve months to it.
    """
    return _missed(_looked_after(period))


@_of_a_group(
    title="Persistent absence of children looked after",
    priorities=_CARED_FOR,
    lait="LAC_Pers_Abs",
)
def cla_persistent_absence(period: Period) -> Proportion:
    """Of enrolments of children looked after for twelve months on 31 March, those absent 10.0 %.

    Persistently absent is who missed at least so much. By School Census, at schools of every phase;
    before 31 March, those looked after on the period's last day and for twelve months.
    """
    return _persistent(_looked_after(period))


@_of_a_group(
    title="Overall absence of children in need",
    priorities=_TARGETED,
    lait="CINTotalAb_3Term",
    of_people=_OF_SESSIONS,
)
def cin_overall_absence(period: Period) -> Ratio:
    """Overall absence of children in need on 31 March of the academic year.

    Not of those on a child protection plan or looked after on that day. By School Census, at
    schools of every phase, referral units too; before 31 March, those in need on the period's last
    day.
    """
    return _missed(_in_social_care(period, "cin"))


@_of_a_group(
    title="Persistent absence of children in need",
    priorities=_TARGETED,
    lait="CINPermAbsent_3Term",
)
def cin_persistent_absence(period: Period) -> Proportion:
    """Of enrolments of children in need on 31 March, those that missed at least 10.0 %.

    Without those on a child protection plan or looked after on that day. By School Census, at
    schools of every phase; before 31 March, those in need on the period's last day.
    """
    return _persistent(_in_social_care(period, "cin"))


@_of_a_group(
    title="Overall absence of children on a child protection plan",
    priorities=_CARED_FOR,
    lait="CPPTotalAb_3Term",
    of_people=_OF_SESSIONS,
)
def cpp_overall_absence(period: Period) -> Ratio:
    """Overall absence of children on a child protection plan on 31 March of the academic year.

    Not of those looked after on that day too. By School Census, at schools of every phase, referral
    units too; before 31 March, those on a plan on the period's last day.
    """
    return _missed(_in_social_care(period, "cpp"))


@_of_a_group(
    title="Persistent absence of children on a child protection plan",
    priorities=_CARED_FOR,
    lait="CPPPerAbs_3Term",
)
def cpp_persistent_absence(period: Period) -> Proportion:
    """Of enrolments of children on a child protection plan on 31 March, those absent 10.0 %.

    Persistently absent is who missed at least so much. Without those looked after on that day. By
    School Census, at schools of every phase; before 31 March, those on a plan on the last day.
    """
    return _persistent(_in_social_care(period, "cpp"))


@_absence(
    title="Persistent absence of young carers",
    priorities=(1, 6),
    source="Local, after DfE, Pupil absence in schools in England",
    unit=Unit.PERCENT,
    decimals=2,
)
def young_carer_persistent_absence(period: Period) -> Proportion:
    """Of enrolments of young carers, those that missed at least 10.0 % of their sessions.

    By School Census. A young carer is who was known as one on 31 March of the academic year, or on
    the period's last day before that.
    """
    enrolments = _of_census(period)
    caring = in_group("young_carer", enrolments.c.person_id, day(described_on(period)))
    return _persistent(only(enrolments, caring))
