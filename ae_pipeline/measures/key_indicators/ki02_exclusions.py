"""Key indicator 2, exclusions: suspensions, permanent exclusions and pupils taught elsewhere.

Suspensions and exclusions are those that began in the academic year so far, as School Censuses tell
(a term in arrears), for every hundred pupils on January's roll, in autumn and spring too. A figure
of one or two terms is less than that of a year: only a whole year's compares with published ones.
They are of primary, secondary and special schools; pupils registered as subsidiary, in further
education or as other are left out.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.describing import in_group
from ae_pipeline.measures.populations.looked_after import looked_after_for, only
from ae_pipeline.measures.populations.school_exclusions import roll_and_exclusions
from ae_pipeline.measures.populations.schooling import (
    REFERRAL_UNIT,
    academic_year,
    arranged_placements,
    described_on,
    in_published_phase,
    january_roll,
    of_school_age,
)
from ae_pipeline.measures.shapes import Count, Proportion, Ratio

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SOURCE = "DfE, Suspensions and permanent exclusions in England"
_GROUPS = "DfE, Outcomes for children in need, including children looked after"
_LOCAL = "Local, after DfE, Schools, pupils and their characteristics"
_exclusions = partial(
    measure,
    key_indicator=2,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=2,
    frequencies=(Frequency.CENSUS_YEAR, Frequency.ACADEMIC_TERMS),
    of_people=False,
)
_in_january = partial(measure, key_indicator=2, frequencies=(Frequency.JANUARY_CENSUS,))


def _in_a_hundred(rows: sa.FromClause, counted: str) -> Ratio:
    """What is counted beside the roll; exclusions of another kind are no members of it."""
    adding = only(rows, (rows.c[counted] == 1) | (rows.c.pupils == 1))
    return Ratio(of=adding, numerator=adding.c[counted], denominator=adding.c.pupils)


@_exclusions(
    title="Suspension rate",
    priorities=(1, 2),
    unit=Unit.PER_100,
    source=_SOURCE,
    lait="TotFixedEx",
)
def suspension_rate(period: Period) -> Ratio:
    """Suspensions that began in the period, for every hundred pupils on January's roll.

    Each counts, so that it can exceed a hundred. One of several censuses that tell of it counts
    once; two on a day that one return lists are two. Suspensions at lunchtime are left out.
    """
    return _in_a_hundred(roll_and_exclusions(period), "suspensions")


@_exclusions(
    title="Pupils suspended",
    priorities=(1, 2),
    unit=Unit.PERCENT,
    source=_SOURCE,
    lait="Total_ Pup_FixedEx",
)
def pupils_suspended_pct(period: Period) -> Ratio:
    """Pupils with a suspension that began in the period, of pupils on January's roll.

    A pupil counts once, at the school of the first suspension, though others follow or the pupil is
    on no January roll.
    """
    return _in_a_hundred(roll_and_exclusions(period), "suspended")


@_exclusions(
    title="Permanent exclusion rate",
    priorities=(1, 2),
    unit=Unit.PER_100,
    source=_SOURCE,
    lait="TotPermEx",
    of_people=True,
)
def permanent_exclusion_rate(period: Period) -> Ratio:
    """Permanent exclusions that began in the period, for every hundred pupils on January's roll.

    As schools tell of them in the School Census, which leaves out those that were overturned.
    """
    return _in_a_hundred(roll_and_exclusions(period), "excluded")


@_exclusions(
    title="Suspension rate of pupils with special educational needs",
    priorities=(1, 5),
    unit=Unit.PER_100,
    source=_SOURCE,
)
def sen_suspension_rate(period: Period) -> Ratio:
    """Suspensions of pupils with SEN support or a plan, for every hundred such pupils on the roll.

    Who has either on 31 March of the academic year, or on the period's last day before that. Else
    as the suspension rate.
    """
    rows = roll_and_exclusions(period)
    return _in_a_hundred(only(rows, rows.c.sen != "none"), "suspensions")


@_exclusions(
    title="Children looked after who were suspended",
    priorities=(2, 3),
    unit=Unit.PERCENT,
    source=_GROUPS,
    lait="LAC_Fixed_ Ex",
)
def cla_suspended_pct(period: Period) -> Ratio:
    """Children with a suspension, of those on January's roll, looked after for twelve months.

    On 31 March of the academic year, or on the period's last day before that. Else as pupils
    suspended.
    """
    rows = roll_and_exclusions(period)
    children = looked_after_for(12, described_on(period))
    cared_for = only(rows, rows.c.person_id.in_(sa.select(children.c.person_id)))
    return _in_a_hundred(cared_for, "suspended")


@_exclusions(
    title="Children in need who were suspended",
    priorities=(2,),
    unit=Unit.PERCENT,
    source=_GROUPS,
    lait="CINFixedExclusion",
)
def cin_suspended_pct(period: Period) -> Ratio:
    """Children with a suspension, of those on January's roll, in need on 31 March.

    Without those on a child protection plan or looked after on that day; on the period's last day
    if that is before 31 March. Else as pupils suspended.
    """
    rows = roll_and_exclusions(period)
    return _in_a_hundred(only(rows, rows.c.social_care == "cin"), "suspended")


@_in_january(
    title="Pupils of referral units",
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_LOCAL,
)
def pupils_in_referral_units(period: Period) -> Count:
    """Pupils on the roll of a pupil referral unit on the day of January's School Census.

    Of every age; registered there alone or mainly. Who is there beside a school of their own is
    counted at that school.
    """
    pupils = january_roll(period.end)
    return Count(of=only(pupils, pupils.c.phase == REFERRAL_UNIT))


@_in_january(
    title="Alternative provision arranged by schools",
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_LOCAL,
)
def school_arranged_ap(period: Period) -> Count:
    """Placements in alternative provision that schools arranged and that last on the census day.

    In January, by the School Census, of pupils on a roll. One that ends on the day still lasts, and
    so does one that began on it or on an unknown day. Each placement counts.
    """
    return Count(of=arranged_placements(period.end))


@_in_january(
    title="Pupils of school age registered part time",
    priorities=(1, 2),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=2,
    source=_LOCAL,
)
def part_time_pupils_pct(period: Period) -> Proportion:
    """Of pupils aged 5 to 15 on January's roll, those whom their school registers as part time.

    Age is that on the 31 August before. At primary, secondary and special schools; not known is not
    part time. A pupil who should be at school and is on no roll is not in the School Census.
    """
    pupils = _of_school_age(period)
    return Proportion(of=pupils, where=pupils.c.part_time)


@_in_january(
    title="Children who had a social worker and changed school in the year",
    priorities=(2,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    decimals=1,
    source=_LOCAL,
)
def social_worker_school_moves_pct(period: Period) -> Proportion:
    """Of children who ever had a social worker, those who entered their school after 30 September.

    Pupils aged 5 to 15 on January's roll of primary, secondary and special schools, who on the
    census day had ever been in need, on a child protection plan or looked after. From 1 October of
    the academic year on; an unknown day of entering does not count.
    """
    pupils = _of_school_age(period)
    with_worker = only(pupils, in_group("ever_social_worker", pupils.c.person_id, day(period.end)))
    autumn = day(date(academic_year(period.end), 10, 1))
    return Proportion(of=with_worker, where=with_worker.c.entered >= autumn)


def _of_school_age(period: Period) -> sa.FromClause:
    pupils = january_roll(period.end)
    return only(pupils, in_published_phase(pupils) & of_school_age(pupils.c.academic_age))
