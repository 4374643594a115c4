"""Key indicator 13: a stable workforce. Who is in post, joins, leaves or is absent; vacancies.

All are counted from the monthly staff records, so that a month's figure compares with the yearly
census of 30 September. Employed is with the authority, permanent or for a fixed term; agency
workers are not. Not here: cases and supervision (``ki13_workload``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.local_standards import LONG_ABSENCE_HUNDREDTHS, MANY_ABSENCES
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.workforce import (
    AGENCY,
    ASSESSED_FIRST_YEAR,
    PERMANENT,
    employed,
    in_post,
    joined,
    left,
    left_over_in_post,
    still_in_post,
    vacant,
    vacant_over_posts,
    with_sickness,
)
from ae_pipeline.measures.shapes import Count, Proportion, Ratio, Total

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_CENSUS = "DfE, Children's social work workforce"
_LOCAL = "Local, from monthly staff records"
_STOCK = (Frequency.MONTH_END, Frequency.LAST_SEPTEMBER)
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_YEAR = (Frequency.TWELVE_MONTHS,)
_WORKFORCE = (7,)
_HUNDRED = 100
_WORKING_DAYS, _LEAP_YEAR = 253, 254
"""Working days of a year, by DfE's definition, and of one with a 29 February."""
_LEAP_DAY = (2, 29)


@measure(
    title="Social worker turnover",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_CENSUS,
    lait="Work_Force_TO_Rate",
    decimals=1,
    frequencies=_YEAR,
    of_people=False,
)
def sw_turnover_pct(period: Period) -> Ratio:
    """Full-time equivalents of social workers who left in the period, over those at its end.

    Both are of the employed, without agency workers; the stock is that at the end and not a mean.
    Who has the last day in the role in the period has left, with the last share of full time, and
    is not in post at the end of that day. It is no leaving if another role with the authority goes
    on past it and began by the next working day. A worker in several roles counts in each.
    """
    workers = left_over_in_post(period)
    return Ratio(of=workers, numerator=workers.c.left, denominator=workers.c.stay)


@measure(
    title="Social worker vacancies",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_CENSUS,
    lait="Work_Force_Vac_Rate",
    decimals=1,
    frequencies=_STOCK,
    of_people=False,
)
def sw_vacancy_pct(period: Period) -> Ratio:
    """Vacant full-time equivalents, over those and the employed on the last day of the period.

    A post is vacant even if an agency worker covers it. Vacancies are those of the month's end
    last listed by the day.
    """
    posts = vacant_over_posts(period.end)
    return Ratio(of=posts, numerator=posts.c.vacant, denominator=posts.c.post)


@measure(
    title="Vacant social worker posts",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.FTE,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_CENSUS,
    decimals=1,
    frequencies=_STOCK,
    scale=_HUNDRED,
)
def sw_vacancies_fte(period: Period) -> Total:
    """Vacant full-time equivalents on the last day of the period, by team.

    Those that agency workers cover are among them.
    """
    posts = vacant(period.end)
    return Total(of=posts, value=posts.c.vacant_hundredths)


@measure(
    title="Agency social workers",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_CENSUS,
    lait="Work_Force_Agecy_Rate",
    decimals=1,
    frequencies=_STOCK,
    of_people=False,
)
def sw_agency_pct(period: Period) -> Ratio:
    """Full-time equivalents of agency workers, over those of all in post at the period's end."""
    workers = in_post(period.end)
    agency = _where(workers.c.contract == AGENCY, workers.c.fte_hundredths)
    return Ratio(of=workers, numerator=agency, denominator=workers.c.fte_hundredths)


@measure(
    title="Permanent social workers",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_STOCK,
    of_people=False,
)
def sw_permanent_pct(period: Period) -> Ratio:
    """Full-time equivalents with a permanent contract, over those of all in post at period's end.

    All are the permanent, those for a fixed term and those of agencies.
    """
    workers = in_post(period.end)
    permanent = _where(workers.c.contract == PERMANENT, workers.c.fte_hundredths)
    return Ratio(of=workers, numerator=permanent, denominator=workers.c.fte_hundredths)


@measure(
    title="Social workers in post",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.FTE,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_CENSUS,
    lait="Work_Force_NoSW",
    decimals=1,
    frequencies=_STOCK,
    scale=_HUNDRED,
)
def sw_fte(period: Period) -> Total:
    """Full-time equivalents of the employed at the end of the period's last day, without agencies.

    The share of full time is that of the caseload list of the month's end, or else the role's.
    """
    workers = in_post(period.end)
    staff = only(workers, employed(workers))
    return Total(of=staff, value=staff.c.fte_hundredths)


@measure(
    title="Social workers in their assessed and supported first year",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source="Local, after DfE, Children's social work workforce",
    decimals=1,
)
def asye_pct(period: Period) -> Proportion:
    """Of workers employed at the end of the period's last day, those in the first year (stage 1).

    Heads and not hours: of several roles with the authority the one that began last counts. The
    stage is as last told; one that is not known is not the first.
    """
    workers = in_post(period.end)
    heads = only(workers, employed(workers) & (workers.c.place == 1))
    return Proportion(of=heads, where=heads.c.career_stage == ASSESSED_FIRST_YEAR)


@measure(
    title="Working days lost to sickness",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_CENSUS,
    lait="Work_Force_SWAbsence",
    decimals=1,
    frequencies=_YEAR,
    of_people=False,
)
def sw_absence_pct(period: Period) -> Ratio:
    """Working days lost to sickness in the twelve months, over those of all employed at their end.

    The latter are full-time equivalents times 253, or 254 if 29 February is in the period. Only
    sickness counts, and only of workers who are employed at the end. Of an absence that goes over
    the edge of the period its days in the period count: by month, in proportion to working days.
    """
    workers = with_sickness(period)
    days = _LEAP_YEAR if _has_leap_day(period) else _WORKING_DAYS
    return Ratio(
        of=workers,
        numerator=workers.c.lost_hundredths,
        denominator=workers.c.fte_hundredths * days,
    )


@measure(
    title="Social workers with persistent sickness absence",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_YEAR,
)
def sw_absence_persistent_pct(period: Period) -> Proportion:
    """Of workers employed at the end of the twelve months, those often or long absent in them.

    Three or more absences for sickness, or at least 20 working days lost to it: a local standard,
    as the plan names none. An absence counts if a working day of it was lost in the period.
    """
    workers = with_sickness(period)
    heads = only(workers, workers.c.place == 1)
    often = heads.c.absences >= MANY_ABSENCES
    return Proportion(of=heads, where=often | (heads.c.lost_hundredths >= LONG_ABSENCE_HUNDREDTHS))


@measure(
    title="Social workers who stayed for twelve months",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_YEAR,
)
def sw_retention_pct(period: Period) -> Proportion:
    """Of workers employed when the twelve months began, those who are employed at their end.

    Heads: somebody whose last day was that before the period had left, one whose last day is the
    period's last has left by its end. Another role, a gap in between, or going from permanent to
    fixed term is staying; going to an agency is not.
    """
    workers = still_in_post(period)
    return Proportion(of=workers, where=workers.c.stays == 1)


@measure(
    title="Social workers who joined",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def sw_starters(period: Period) -> Count:
    """Social workers whose first day with the authority is in the period, without agency workers.

    Not who came from another role with the authority, one begun earlier and held until the working
    day before at least. Coming from an agency is joining. Roles begun on one day count once.
    """
    workers = joined(period)
    return Count(of=only(workers, workers.c.place == 1))


@measure(
    title="Social workers who left",
    key_indicator=13,
    priorities=_WORKFORCE,
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    frequencies=_FLOW,
)
def sw_leavers(period: Period) -> Count:
    """Social workers whose last day with the authority is in the period, without agency workers.

    Not who goes on in another role with the authority, one that outlasts it and begins by the next
    working day. Going to an agency is leaving. Roles left on one day count once.
    """
    workers = left(period)
    return Count(of=only(workers, workers.c.place == 1))


def _where(condition: sa.ColumnElement[bool], value: sa.ColumnElement[Any]) -> sa.Case[Any]:
    return sa.case((condition, value), else_=0)


def _has_leap_day(period: Period) -> bool:
    days = (period.end - period.start).days + 1
    return any(
        (period.start + timedelta(days=place)).timetuple()[1:3] == _LEAP_DAY
        for place in range(days)
    )
