"""Key indicator 10: early years settings, school places and short breaks.

Settings and schools are counted three times a year (January, May, October); a stock is of the last
count in the six months to its day. Not here: places for SEND (``ki10_specialist_places``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations import pupil_support, sufficiency
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shapes import Count, Median, Proportion, Ratio

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_EARLY_YEARS = "DfE, Education provision: children under 5 years of age"
_LOCAL = "Local"
_COUNTS = (Frequency.JANUARY_CENSUS, Frequency.MONTH_END)
_LAST_COUNT = sufficiency.MONTHS_OF_A_COUNT
_GOOD, _JUDGED = ("1", "2"), ("1", "2", "3", "4")
_DAYS = 2
"""A median's numerator is the sum of two middle values."""


@measure(
    title="Two-year-olds taking up funded early education",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_EARLY_YEARS,
    lait="%_2yr_olds",
    decimals=1,
    frequencies=_COUNTS,
    of_people=False,
    looks_back=_LAST_COUNT,
)
def ey_takeup_2yo(period: Period) -> Ratio:
    """Of children aged 2 of families with a right to a funded place, those with one.

    By the city's last count in the six months to the last day of the period, each child once
    however many settings. A count without one of the two numbers adds nothing.
    """
    counts = sufficiency.take_up(on=period.end)
    return _both_told(counts, "taking_up_at_2", "eligible_at_2")


@measure(
    title="Three- and four-year-olds taking up funded early education",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_EARLY_YEARS,
    lait="%_3&4yr_olds",
    decimals=1,
    frequencies=_COUNTS,
    of_people=False,
    looks_back=_LAST_COUNT,
)
def ey_takeup_34(period: Period) -> Ratio:
    """Of children aged 3 and 4 in the city, those in a funded place.

    By the city's last count in the six months to the last day of the period, each child once. The
    number of children is an estimate, so that it can exceed a hundred. A count without one of the
    two numbers adds nothing.
    """
    counts = sufficiency.take_up(on=period.end)
    return _both_told(counts, "taking_up_at_3_4", "children_at_3_4")


def _both_told(counts: sa.FromClause, some: str, every: str) -> Ratio:
    told = only(counts, counts.c[some].is_not(None) & counts.c[every].is_not(None))
    return Ratio(of=told, numerator=told.c[some], denominator=told.c[every])


@measure(
    title="Early years providers judged good or outstanding",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_COUNTS,
    looks_back=_LAST_COUNT,
)
def ey_good_providers_pct(period: Period) -> Proportion:
    """Of early years providers that Ofsted has judged, those that are good or outstanding.

    By the last count in the six months to the last day of the period. One not inspected yet, or
    whose judgement is not told, is left out; one without funded children counts.
    """
    judged = _judged(period)
    return Proportion(of=judged, where=judged.c.ofsted.in_(_GOOD))


@measure(
    title="Funded two-year-olds in good or outstanding settings",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_EARLY_YEARS,
    lait="2yr_Ofsted_rating",
    decimals=1,
    frequencies=_COUNTS,
    looks_back=_LAST_COUNT,
)
def ey_good_2yo_pct(period: Period) -> Ratio:
    """Of children aged 2 in funded places at providers Ofsted has judged, those at good ones.

    Good or outstanding, by the last count in the six months to the last day of the period. A child
    in two settings is in both. Providers not inspected yet, or of which the judgement is not told,
    are left out with their children.
    """
    judged = _judged(period)
    return _children_in_good(judged, judged.c.funded_at_2)


@measure(
    title="Funded three- and four-year-olds in good or outstanding settings",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_EARLY_YEARS,
    lait="3&4yr_Ofsted_rating",
    decimals=1,
    frequencies=_COUNTS,
    looks_back=_LAST_COUNT,
)
def ey_good_34_pct(period: Period) -> Ratio:
    """Of children aged 3 and 4 in funded places at judged providers, those at good ones.

    As ``ey_good_2yo_pct``.
    """
    judged = _judged(period)
    return _children_in_good(judged, judged.c.funded_at_3_4)


def _judged(period: Period) -> sa.FromClause:
    providers = sufficiency.early_years_providers(on=period.end)
    return only(providers, providers.c.ofsted.in_(_JUDGED))


def _children_in_good(judged: sa.FromClause, children: sa.ColumnElement[int]) -> Ratio:
    in_good = sa.case((judged.c.ofsted.in_(_GOOD), children))
    return Ratio(of=judged, numerator=in_good, denominator=children)


@measure(
    title="School places that are not filled",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source="DfE, School capacity; School places scorecards",
    decimals=1,
    of_people=False,
    looks_back=_LAST_COUNT,
)
def school_places_unfilled(period: Period) -> Ratio:
    """Of places in primary, secondary and all-through schools, those above the pupils on roll.

    By the last count in the six months to the last day of the period. A school with more pupils
    than places has none unfilled, and does not use up those of others. Middle schools are with the
    phase they are deemed; nurseries, special schools, alternative provision and colleges are out.
    """
    schools = sufficiency.mainstream_schools(on=period.end)
    return Ratio(of=schools, numerator=schools.c.unfilled, denominator=schools.c.capacity)


@measure(
    title="Applicants offered their first preference of school",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="DfE, Secondary and primary school applications and offers",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR, Frequency.ACADEMIC_YEAR_TO_DATE),
)
def first_preference_pct(period: Period) -> Ratio:
    """Of applicants for reception and Year 7, those offered the school they put first.

    For entry in the September of the period, as told by now: offers are made in the spring before.
    By phase, reception is ``primary`` and Year 7 ``secondary``. A point of entry told with more
    first preferences than applicants, or without one of the numbers, is left out.
    """
    offers = sufficiency.offers(period)
    return Ratio(of=offers, numerator=offers.c.first_preference, denominator=offers.c.applicants)


@measure(
    title="Children waiting over 28 days for a short break",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
)
def short_break_waiting(period: Period) -> Count:
    """Disabled children who wait for a short break more than 28 days after the need was agreed.

    On the last day of the period: the need was agreed 29 or more days before, the breaks have not
    begun by then and the family has not stopped waiting. Each child once; a row whose child is not
    known counts.
    """
    return Count(of=pupil_support.waiting_for_short_breaks(on=period.end))


@measure(
    title="Days waited for a short break",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.DAYS,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
    scale=_DAYS,
)
def short_break_waiting_days(period: Period) -> Median:
    """Median of the days from agreeing the need to the first short break, of those begun in it.

    Of breaks that began in the period; calendar days, none for a start on the same day. A child
    who began two sorts counts twice. Breaks dated before the need was agreed are a mistake, and
    left out.
    """
    begun = pupil_support.short_breaks_begun(period)
    return Median(of=begun, value=begun.c.days_waited)


@measure(
    title="Children having short breaks",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_LOCAL,
)
def short_breaks_children(period: Period) -> Count:
    """Disabled children who have short breaks on the last day of the period, each once.

    The breaks have begun by that day and not ended by the end of it. A row whose child is not
    known counts.
    """
    return Count(of=pupil_support.children_with_short_breaks(on=period.end))
