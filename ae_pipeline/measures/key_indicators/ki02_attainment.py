"""Key indicator 2, attainment: results from reception to Year 11, for all and for those in need.

Each is of the results of one academic year, of the last that is over. Results are those of the
authority's newest export. Gaps between groups are read from the breakdowns (sex, ethnic group,
SEN, free school meals, social care, locality), as of 31 March of the year. A year whose results
have not come yet has nobody in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.learning import (
    key_stage_2,
    key_stage_4,
    of_children_in_need,
    phonics_checks,
    profiles,
)
from ae_pipeline.measures.shapes import Mean, Proportion
from ae_pipeline.returns.attainment import codes

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_EYFSP = "DfE, Early years foundation stage profile results"
_KS2 = "DfE, Key stage 2 attainment"
_KS4 = "DfE, Key stage 4 performance"
_IN_NEED = "DfE, Outcomes for children in need, including children looked after"
_SCHOOLS = (1, 2, 9)
_EARLY_YEARS = (1, 5, 9)
_HUNDREDTHS = 100


@measure(
    title="Good level of development at the end of reception",
    key_indicator=2,
    priorities=_EARLY_YEARS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_EYFSP,
    lait="FSP_NEW_GOODDEV",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def eyfsp_gld(period: Period) -> Proportion:
    """Of children with a complete early years profile in the year, those well developed.

    A good level of development is the expected level in all twelve goals of communication and
    language, personal, social and emotional and physical development, literacy and mathematics,
    told from the goals themselves. A profile is complete where all seventeen goals are assessed;
    a child exempt from one, or with one that is not known, is left out.
    """
    children = profiles(period)
    return Proportion(of=children, where=children.c.good_level)


@measure(
    title="Expected in communication and language at the end of reception",
    key_indicator=2,
    priorities=_EARLY_YEARS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_EYFSP,
    lait="FSP_NEW_COMMS",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def eyfsp_language(period: Period) -> Proportion:
    """Of children with a complete early years profile in the year, those with expected language.

    Expected in both goals of communication and language: listening, attention and understanding,
    and speaking. A child exempt from any of the seventeen goals, or with one that is not known,
    is left out.
    """
    children = profiles(period)
    return Proportion(of=children, where=children.c.language)


@measure(
    title="Standard of the phonics check met in Year 1",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="DfE, Phonics screening check attainment",
    lait="KS1P_all",
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def phonics_pct(period: Period) -> Proportion:
    """Of pupils in Year 1 in the year, those who met the standard of the phonics check (Wa).

    Year 1 is told by the date of birth; who takes the check again in Year 2, and whose date of
    birth is not known, is left out. Absent (A), disapplied (D), annulled (Q) and an outcome that
    is not known stay in the denominator; who left before the check (L) does not.
    """
    pupils = phonics_checks(period)
    return Proportion(of=pupils, where=pupils.c.outcome == codes.MET)


@measure(
    title="Expected standard in reading, writing and mathematics at key stage 2",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_KS2,
    lait="KS2RWM_Expected_STD",
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def ks2_rwm_expected(period: Period) -> Proportion:
    """Of eligible pupils at the end of key stage 2 in the year, those at the standard in all three.

    As exported (RWM_EXP): the expected standard in reading, writing and mathematics. Eligible is
    everybody but who in one of the three left (L), is judged in a later (F) or was in an earlier
    year (P), or whose result is missing (M), suppressed (S) or lost (X). Absent, below the test,
    unable to take it, disapplied, annulled and not known stay in the denominator.
    """
    pupils = key_stage_2(period)
    return Proportion(of=pupils, where=pupils.c.all_three_expected)


@measure(
    title="Average Attainment 8 score",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.MEAN,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_KS4,
    lait="AVG_Attain8_Score",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
    scale=_HUNDREDTHS,
)
def ks4_attainment8(period: Period) -> Mean:
    """Mean Attainment 8 score of pupils at the end of key stage 4 in the year.

    Counted in hundredths of a point. A score of 0 counts; a pupil without one is left out.
    """
    pupils = key_stage_4(period)
    return Mean(of=pupils, value=pupils.c.attainment_8)


@measure(
    title="Grades 9 to 5 in English and mathematics",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_KS4,
    lait="EngMaths9-5",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def ks4_em95(period: Period) -> Proportion:
    """Of pupils at the end of key stage 4 in the year, those with a strong pass in both.

    As exported (PTL2BASICS_95). A result that is not known stays in the denominator.
    """
    pupils = key_stage_4(period)
    return Proportion(of=pupils, where=pupils.c.english_maths_95)


@measure(
    title="Grades 9 to 4 in English and mathematics",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_KS4,
    lait="EngMaths9-4",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def ks4_em94(period: Period) -> Proportion:
    """Of pupils at the end of key stage 4 in the year, those with a standard pass in both.

    As exported (PTL2BASICS_94). A result that is not known stays in the denominator.
    """
    pupils = key_stage_4(period)
    return Proportion(of=pupils, where=pupils.c.english_maths_94)


@measure(
    title="Entered for the English Baccalaureate",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=_KS4,
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def ks4_ebacc_entered(period: Period) -> Proportion:
    """Of pupils at the end of key stage 4 in the year, those entered for all its subjects.

    As exported (EBACC_E). An entry that is not known stays in the denominator.
    """
    pupils = key_stage_4(period)
    return Proportion(of=pupils, where=pupils.c.ebacc_entered)


@measure(
    title="English Baccalaureate average point score",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.MEAN,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_KS4,
    decimals=2,
    frequencies=(Frequency.ACADEMIC_YEAR,),
    scale=_HUNDREDTHS,
)
def ks4_ebacc_aps(period: Period) -> Mean:
    """Mean of the average point scores of pupils at the end of key stage 4 in the year.

    As exported (EBACCAPS), in hundredths; entered or not. A pupil without a score is left out.
    """
    pupils = key_stage_4(period)
    return Mean(of=pupils, value=pupils.c.ebacc_points)


@measure(
    title="Expected standard in reading, writing and mathematics, children in need",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_IN_NEED,
    lait="CIN_KS2_ExpStd_RWM",
    frequencies=(Frequency.ACADEMIC_YEAR,),
)
def cin_ks2_rwm(period: Period) -> Proportion:
    """Of children in need at the end of key stage 2 in the year, those at the standard in all.

    In need on 31 March of the year, and then neither on a child protection plan nor looked after.
    Standard and eligible pupils as for all pupils (``ks2_rwm_expected``).
    """
    pupils = of_children_in_need(key_stage_2(period))
    return Proportion(of=pupils, where=pupils.c.all_three_expected)


@measure(
    title="Average Attainment 8 score, children in need",
    key_indicator=2,
    priorities=_SCHOOLS,
    unit=Unit.MEAN,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_IN_NEED,
    lait="CIN_Avg_Attain8_KS4",
    decimals=1,
    frequencies=(Frequency.ACADEMIC_YEAR,),
    scale=_HUNDREDTHS,
)
def cin_ks4_att8(period: Period) -> Mean:
    """Mean Attainment 8 score of children in need at the end of key stage 4 in the year.

    In need on 31 March of the year, and then neither on a child protection plan nor looked after.
    In hundredths of a point; a pupil without a score is left out.
    """
    pupils = of_children_in_need(key_stage_4(period))
    return Mean(of=pupils, value=pupils.c.attainment_8)
