"""Key indicator 11: qualifications by 19, and what pupils go on to after a stage of education.

Both become known in the academic year after, so the figure of a year is of those who turned 19,
or left, in the year before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.learning import (
    AFTER_16,
    KEY_STAGE_4,
    destinations,
    results_by_19,
)
from ae_pipeline.measures.shapes import Proportion
from ae_pipeline.returns.attainment import codes

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.periods import Period

_BY_19 = "DfE, Level 2 and 3 attainment by young people aged 19"
_INTO_ADULTHOOD = (1, 6, 9)
_LASTING = tuple(sorted(code for code, each in codes.DESTINATIONS.items() if each.sustained))
_EDUCATION = tuple(
    sorted(
        code
        for code, each in codes.DESTINATIONS.items()
        if each.group is codes.DestinationGroup.EDUCATION
    )
)


@measure(
    title="Level 3 by age 19",
    key_indicator=11,
    priorities=_INTO_ADULTHOOD,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_BY_19,
    lait="Level3Age19",
    decimals=2,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def level3_by_19(period: Period) -> Proportion:
    """Of young people who turned 19 in the academic year before, those qualified to Level 3.

    Those schooled here at 15, wherever they live now. The year before the one that the period
    is, because results by 19 come out in the year after. What is not known stays in the
    denominator.
    """
    people = results_by_19(period)
    return Proportion(of=people, where=people.c.level_3)


@measure(
    title="Level 2 by age 19",
    key_indicator=11,
    priorities=_INTO_ADULTHOOD,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_BY_19,
    lait="Level2Age19",
    decimals=2,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def level2_by_19(period: Period) -> Proportion:
    """Of young people who turned 19 in the academic year before, those qualified to Level 2.

    Those schooled here at 15, wherever they live now. The year before the one that the period
    is, because results by 19 come out in the year after. What is not known stays in the
    denominator.
    """
    people = results_by_19(period)
    return Proportion(of=people, where=people.c.level_2)


@measure(
    title="Level 2 with English and mathematics by age 19",
    key_indicator=11,
    priorities=_INTO_ADULTHOOD,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_BY_19,
    lait="Level2Age19_E&M",
    decimals=2,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def level2_em_by_19(period: Period) -> Proportion:
    """Of young people who turned 19 in the academic year before, those with Level 2 and both.

    Level 2 with English and mathematics. Those schooled here at 15, wherever they live now. The
    year before the one that the period is, because results by 19 come out in the year after. What
    is not known stays in the denominator.
    """
    people = results_by_19(period)
    return Proportion(of=people, where=people.c.level_2_english_maths)


@measure(
    title="Sustained destination after key stage 4",
    key_indicator=11,
    priorities=_INTO_ADULTHOOD,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="DfE, Key stage 4 destination measures",
    lait="SusEdOverall_All",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def ks4_sustained(period: Period) -> Proportion:
    """Of pupils who left key stage 4 the summer before the year, those with a lasting destination.

    Education, apprenticeship or employment that lasted for two terms of the year. Not sustained,
    not captured and not known, be it where or whether, stay in the denominator.
    """
    leavers = destinations(period, KEY_STAGE_4)
    return Proportion(of=leavers, where=_sustained(leavers, _LASTING))


@measure(
    title="Sustained education after key stage 4",
    key_indicator=11,
    priorities=_INTO_ADULTHOOD,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="DfE, Key stage 4 destination measures",
    lait="SusEd_All",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def ks4_sustained_education(period: Period) -> Proportion:
    """Of pupils who left key stage 4 the summer before the year, those who stayed in education.

    School sixth form, sixth-form or further education college, special provision, higher or other
    education for two terms of the year; apprenticeships and employment are not among them. Not
    sustained, not captured and not known stay in the denominator.
    """
    leavers = destinations(period, KEY_STAGE_4)
    return Proportion(of=leavers, where=_sustained(leavers, _EDUCATION))


@measure(
    title="Sustained destination after 16 to 18 study",
    key_indicator=11,
    priorities=_INTO_ADULTHOOD,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="DfE, 16 to 18 destination measures",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def post16_sustained(period: Period) -> Proportion:
    """Of those who left 16 to 18 study the summer before the year, with a lasting destination.

    Education, apprenticeship or employment that lasted for two terms of the year. Not sustained,
    not captured and not known, be it where or whether, stay in the denominator.
    """
    leavers = destinations(period, AFTER_16)
    return Proportion(of=leavers, where=_sustained(leavers, _LASTING))


def _sustained(leavers: sa.FromClause, codes_of: tuple[str, ...]) -> sa.ColumnElement[bool]:
    return leavers.c.sustained & leavers.c.destination.in_(codes_of)
