"""Key indicator 2, attendance: absence of all pupils.

An enrolment is a pupil at a school; each is judged on its own possible sessions. Pupils aged 5 to
15 on the 31 August before the academic year count, as in DfE's figures. Absence is missing a
possible session, with leave or without.

By School Census (a term in arrears), the academic year so far is counted: autumn to 31 December,
spring to 31 March, summer to 31 August. By the marks of schools' registers it is counted to the
end of the month. All measures but that of referral units are of primary, secondary and special
schools. Not here: vulnerable groups (``ki02_vulnerable_attendance``).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.school_sessions import (
    at_published_schools,
    monthly_enrolments,
    persistently_absent,
    severely_absent,
    termly_enrolments,
)
from ae_pipeline.measures.populations.schooling import REFERRAL_UNIT
from ae_pipeline.measures.shapes import Proportion, Ratio

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.periods import Period

_ABSENCE = "DfE, Pupil absence in schools in England"
_DAILY = "DfE, Pupil attendance in schools"
_TERMS = (Frequency.ACADEMIC_TERMS,)
_REGISTERS = (Frequency.ACADEMIC_YEAR_TO_DATE, Frequency.MONTH)
_OF_SESSIONS = False
"""A share of sessions is not one of people, so it has no interval."""
_absence = partial(
    measure,
    key_indicator=2,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=2,
)
_EVERYBODY, _TARGETED = (1, 2), (2,)


def _missed(enrolments: sa.FromClause) -> Ratio:
    return Ratio(of=enrolments, numerator=enrolments.c.missed, denominator=enrolments.c.possible)


def _persistent(enrolments: sa.FromClause) -> Proportion:
    return Proportion(of=enrolments, where=persistently_absent(enrolments))


def _of_census(period: Period) -> sa.FromClause:
    return at_published_schools(termly_enrolments(period))


def _of_registers(period: Period) -> sa.FromClause:
    return at_published_schools(monthly_enrolments(period))


@_absence(
    title="Overall absence",
    priorities=_EVERYBODY,
    source=_ABSENCE,
    lait="TotAbs",
    frequencies=_TERMS,
    of_people=_OF_SESSIONS,
)
def overall_absence(period: Period) -> Ratio:
    """Of sessions that pupils could attend in the terms told, those missed.

    By School Census. Sessions at another place count as attended; those that a pupil could not
    attend (closures, not of compulsory age, dual registered elsewhere) are not possible sessions.
    """
    return _missed(_of_census(period))


@_absence(
    title="Persistent absence",
    priorities=_EVERYBODY,
    source=_ABSENCE,
    lait="TotPerAbNew",
    frequencies=_TERMS,
)
def persistent_absence(period: Period) -> Proportion:
    """Of enrolments in the terms told, those that missed at least 10.0 % of their sessions.

    By School Census. Each is judged on its own possible sessions over the terms together: 10 of 100
    missed are persistent, 9 of 91 are not.
    """
    return _persistent(_of_census(period))


@_absence(
    title="Severe absence",
    priorities=_EVERYBODY,
    source=_ABSENCE,
    lait="TotSevPerAbNew",
    frequencies=_TERMS,
)
def severe_absence(period: Period) -> Proportion:
    """Of enrolments in the terms told, those that missed at least 50.0 % of their sessions.

    By School Census. They are among the persistently absent too.
    """
    enrolments = _of_census(period)
    return Proportion(of=enrolments, where=severely_absent(enrolments))


@_absence(
    title="Unauthorised absence",
    priorities=_EVERYBODY,
    source=_ABSENCE,
    lait="TotUnAuthAbs",
    frequencies=_TERMS,
    of_people=_OF_SESSIONS,
)
def unauthorised_absence(period: Period) -> Ratio:
    """Of sessions that pupils could attend in the terms told, those missed without leave.

    By School Census: holidays not agreed, late after the register closed, no reason or another.
    """
    enrolments = _of_census(period)
    return Ratio(
        of=enrolments, numerator=enrolments.c.unauthorised, denominator=enrolments.c.possible
    )


@_absence(
    title="Overall absence, by daily registers",
    priorities=_EVERYBODY,
    source=_DAILY,
    frequencies=_REGISTERS,
    of_people=_OF_SESSIONS,
)
def overall_absence_daily(period: Period) -> Ratio:
    """Of sessions that pupils could attend in the period, those missed, by marks of registers.

    What counts as missed is as in overall absence. A pupil of whom nobody is known counts.
    """
    return _missed(_of_registers(period))


@_absence(
    title="Persistent absence, by daily registers",
    priorities=_EVERYBODY,
    source=_DAILY,
    frequencies=_REGISTERS,
)
def persistent_absence_daily(period: Period) -> Proportion:
    """Of enrolments with a possible session in the period, those that missed at least 10.0 %.

    By marks of registers. Over the academic year to date it settles as the year goes on: early in
    it, a few days' illness suffice.
    """
    return _persistent(_of_registers(period))


@_absence(
    title="Severe absence, by daily registers",
    priorities=_EVERYBODY,
    source=_DAILY,
    frequencies=_REGISTERS,
)
def severe_absence_daily(period: Period) -> Proportion:
    """Of enrolments with a possible session in the period, those that missed at least 50.0 %.

    By marks of registers.
    """
    enrolments = _of_registers(period)
    return Proportion(of=enrolments, where=severely_absent(enrolments))


@_absence(
    title="Pupils on a part-time timetable",
    priorities=_TARGETED,
    source="Local, after DfE, Pupil attendance in schools",
    frequencies=(Frequency.MONTH, Frequency.ACADEMIC_YEAR_TO_DATE),
)
def part_time_timetable_pct(period: Period) -> Proportion:
    """Of enrolments in the period, those with a session missed by a part-time timetable (C2).

    By marks of registers; one such session suffices. The code exists since 19 August 2024. This is
    what the returns tell of pupils not in full-time education.
    """
    enrolments = _of_registers(period)
    return Proportion(of=enrolments, where=enrolments.c.part_time_timetable > 0)


@_absence(
    title="Overall absence in alternative provision",
    priorities=(5,),
    source="DfE, Pupil absence in schools in England: pupil referral units",
    frequencies=_TERMS,
    of_people=_OF_SESSIONS,
)
def ap_overall_absence(period: Period) -> Ratio:
    """Of sessions that pupils of referral units could attend in the terms told, those missed.

    By School Census. Sessions at a unit of pupils registered at their school alone are not told.
    """
    enrolments = termly_enrolments(period)
    return _missed(only(enrolments, enrolments.c.phase == REFERRAL_UNIT))
