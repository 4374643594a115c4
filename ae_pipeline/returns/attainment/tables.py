"""The tables of attainment as Pandera models, one row a pupil and assessment.

Files hold the results of several years; a pupil is known by UPN, and the results of one pupil in
one year stand once in a table. A row is rejected that has no pupil, no academic year or, in
destinations, no stage; everything else warns. Not here: rules about more than one cell (``rules``).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.academic_age import academic_year
from ae_pipeline.returns.attainment import codes
from ae_pipeline.returns.codes import SEX, ZERO_OR_ONE
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    decimal,
    key,
    label,
    text,
    whole_number,
)

_UPN = "The pupil's unique pupil number."
_SURNAME, _FORENAME = "Surname, as the school or college wrote it.", "Forename, likewise."
_DOB, _SEX, _URN = "Date of birth.", "Sex.", "DfE's number of the school."
_YEAR = "Academic year of the assessment, as 2024-25."
_AN_ACADEMIC_YEAR = "an academic year, written 2024-25"
_SIX_DIGITS = "six digits"
_FLAG = "1 where met, 0 where not."


class EYFSP(pa.DataFrameModel):
    """One row is one child's early years foundation stage profile, at the end of reception."""

    acadyr: Series[str] = key("ACADYR", _YEAR, shape=academic_year, expected=_AN_ACADEMIC_YEAR)
    upn: Series[str] = key("UPN", _UPN, protection=Protection(Protected.PUPIL))
    surname: Series[str] = label("SURNAME", _SURNAME, protection=Protection(Protected.NAME))
    forename: Series[str] = label("FORENAME", _FORENAME, protection=Protection(Protected.NAME))
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    sex: Series[str] = code("SEX", _SEX, SEX, required=True)
    urn: Series[str] = text(
        "URN", _URN, shape=formats.school_urn, expected=_SIX_DIGITS, required=True
    )
    lau: Series[str] = code(
        "LAU", "Listening, attention and understanding.", codes.GOAL, required=True
    )
    spe: Series[str] = code("SPE", "Speaking.", codes.GOAL, required=True)
    sre: Series[str] = code("SRE", "Self-regulation.", codes.GOAL, required=True)
    mse: Series[str] = code("MSE", "Managing self.", codes.GOAL, required=True)
    bre: Series[str] = code("BRE", "Building relationships.", codes.GOAL, required=True)
    gms: Series[str] = code("GMS", "Gross motor skills.", codes.GOAL, required=True)
    fms: Series[str] = code("FMS", "Fine motor skills.", codes.GOAL, required=True)
    com: Series[str] = code("COM", "Comprehension.", codes.GOAL, required=True)
    wre: Series[str] = code("WRE", "Word reading.", codes.GOAL, required=True)
    wri: Series[str] = code("WRI", "Writing.", codes.GOAL, required=True)
    num: Series[str] = code("NUM", "Number.", codes.GOAL, required=True)
    npa: Series[str] = code("NPA", "Numerical patterns.", codes.GOAL, required=True)
    ppa: Series[str] = code("PPA", "Past and present.", codes.GOAL, required=True)
    pcc: Series[str] = code("PCC", "People, culture and communities.", codes.GOAL, required=True)
    tnw: Series[str] = code("TNW", "The natural world.", codes.GOAL, required=True)
    cwm: Series[str] = code("CWM", "Creating with materials.", codes.GOAL, required=True)
    bie: Series[str] = code("BIE", "Being imaginative and expressive.", codes.GOAL, required=True)
    gld: Series[str] = code(
        "GLD",
        "Good level of development: expected in the twelve goals of the prime areas, literacy "
        "and mathematics.",
        ZERO_OR_ONE,
    )

    class Config:
        """Pandera's settings."""

        name = "EYFSP"


class Phonics(pa.DataFrameModel):
    """One row is one pupil's phonics screening check, in Year 1 or again in Year 2."""

    acadyr: Series[str] = key("ACADYR", _YEAR, shape=academic_year, expected=_AN_ACADEMIC_YEAR)
    upn: Series[str] = key("UPN", _UPN, protection=Protection(Protected.PUPIL))
    surname: Series[str] = label("SURNAME", _SURNAME, protection=Protection(Protected.NAME))
    forename: Series[str] = label("FORENAME", _FORENAME, protection=Protection(Protected.NAME))
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    sex: Series[str] = code("SEX", _SEX, SEX, required=True)
    urn: Series[str] = text(
        "URN", _URN, shape=formats.school_urn, expected=_SIX_DIGITS, required=True
    )
    phonics_outcome: Series[str] = code(
        "PHONICS_OUTCOME",
        "Wa met the standard, Wt did not; else why there is no mark.",
        codes.PHONICS_OUTCOME,
        required=True,
    )
    phonics_mark: Series[pd.Int64Dtype] = whole_number(
        "PHONICS_MARK", "Words read, of 40; 32 meet the standard.", lowest=0, highest=40
    )

    class Config:
        """Pandera's settings."""

        name = "Phonics"


class KS2(pa.DataFrameModel):
    """One row is one pupil's results at the end of key stage 2, Year 6."""

    acadyr: Series[str] = key("ACADYR", _YEAR, shape=academic_year, expected=_AN_ACADEMIC_YEAR)
    upn: Series[str] = key("UPN", _UPN, protection=Protection(Protected.PUPIL))
    surname: Series[str] = label("SURNAME", _SURNAME, protection=Protection(Protected.NAME))
    forename: Series[str] = label("FORENAME", _FORENAME, protection=Protection(Protected.NAME))
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    sex: Series[str] = code("SEX", _SEX, SEX, required=True)
    urn: Series[str] = text(
        "URN", _URN, shape=formats.school_urn, expected=_SIX_DIGITS, required=True
    )
    readoutcome: Series[str] = code(
        "READOUTCOME", "Outcome of the reading test.", codes.TEST_OUTCOME, required=True
    )
    readscore: Series[pd.Int64Dtype] = whole_number(
        "READSCORE", "Scaled score in reading; 100 is the standard.", lowest=80, highest=120
    )
    matoutcome: Series[str] = code(
        "MATOUTCOME", "Outcome of the mathematics test.", codes.TEST_OUTCOME, required=True
    )
    matscore: Series[pd.Int64Dtype] = whole_number(
        "MATSCORE", "Scaled score in mathematics.", lowest=80, highest=120
    )
    gpsoutcome: Series[str] = code(
        "GPSOUTCOME",
        "Outcome of the test of grammar, punctuation and spelling.",
        codes.TEST_OUTCOME,
        required=True,
    )
    gpsscore: Series[pd.Int64Dtype] = whole_number(
        "GPSSCORE",
        "Scaled score in grammar, punctuation and spelling.",
        lowest=80,
        highest=120,
    )
    writtaoutcome: Series[str] = code(
        "WRITTAOUTCOME", "Teacher assessment of writing.", codes.WRITING_OUTCOME, required=True
    )
    rwm_exp: Series[str] = code(
        "RWM_EXP", f"Expected standard in reading, writing and mathematics: {_FLAG}", ZERO_OR_ONE
    )
    rwm_high: Series[str] = code(
        "RWM_HIGH", f"Higher standard in reading, writing and mathematics: {_FLAG}", ZERO_OR_ONE
    )

    class Config:
        """Pandera's settings."""

        name = "KS2"


class KS4(pa.DataFrameModel):
    """One row is one pupil's results at the end of key stage 4, Year 11."""

    acadyr: Series[str] = key("ACADYR", _YEAR, shape=academic_year, expected=_AN_ACADEMIC_YEAR)
    upn: Series[str] = key("UPN", _UPN, protection=Protection(Protected.PUPIL))
    uln: Series[str] = text(
        "ULN",
        "Unique learner number.",
        shape=formats.uln,
        expected="ten digits",
        protection=Protection(Protected.IDENTIFIER, "uln"),
    )
    surname: Series[str] = label("SURNAME", _SURNAME, protection=Protection(Protected.NAME))
    forename: Series[str] = label("FORENAME", _FORENAME, protection=Protection(Protected.NAME))
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    sex: Series[str] = code("SEX", _SEX, SEX, required=True)
    urn: Series[str] = text(
        "URN", _URN, shape=formats.school_urn, expected=_SIX_DIGITS, required=True
    )
    att8: Series[pd.Float64Dtype] = decimal(
        "ATT8",
        "Attainment 8 score, points.",
        lowest=0,
        highest=codes.HIGHEST_ATTAINMENT_8,
        required=True,
    )
    p8score: Series[pd.Float64Dtype] = decimal(
        "P8SCORE",
        "Progress 8 score, grades a subject; empty where there is no starting point.",
        lowest=-9,
        highest=9,
    )
    enggrade: Series[str] = code("ENGGRADE", "Best grade in English.", codes.GRADE, required=True)
    matgrade: Series[str] = code("MATGRADE", "Grade in mathematics.", codes.GRADE, required=True)
    ptl2basics_94: Series[str] = code(
        "PTL2BASICS_94", f"Grades 9 to 4 in English and mathematics: {_FLAG}", ZERO_OR_ONE
    )
    ptl2basics_95: Series[str] = code(
        "PTL2BASICS_95", f"Grades 9 to 5 in English and mathematics: {_FLAG}", ZERO_OR_ONE
    )
    ebacc_e: Series[str] = code(
        "EBACC_E", "Entered all subjects of the English Baccalaureate: 1 yes, 0 no.", ZERO_OR_ONE
    )
    ebaccaps: Series[pd.Float64Dtype] = decimal(
        "EBACCAPS",
        "English Baccalaureate average point score.",
        lowest=0,
        highest=codes.HIGHEST_EBACC,
    )

    class Config:
        """Pandera's settings."""

        name = "KS4"


class Level23(pa.DataFrameModel):
    """One row is one young person's qualifications by 19, of those schooled here at 15."""

    acadyr: Series[str] = key(
        "ACADYR",
        "Academic year in which the person turned 19.",
        shape=academic_year,
        expected=_AN_ACADEMIC_YEAR,
    )
    upn: Series[str] = key("UPN", _UPN, protection=Protection(Protected.PUPIL))
    uln: Series[str] = text(
        "ULN",
        "Unique learner number.",
        shape=formats.uln,
        expected="ten digits",
        protection=Protection(Protected.IDENTIFIER, "uln"),
    )
    surname: Series[str] = label("SURNAME", _SURNAME, protection=Protection(Protected.NAME))
    forename: Series[str] = label("FORENAME", _FORENAME, protection=Protection(Protected.NAME))
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    sex: Series[str] = code("SEX", _SEX, SEX, required=True)
    level2: Series[str] = code("LEVEL2", f"Level 2 by 19: {_FLAG}", ZERO_OR_ONE, required=True)
    level2em: Series[str] = code(
        "LEVEL2EM", f"Level 2 with English and mathematics by 19: {_FLAG}", ZERO_OR_ONE
    )
    level3: Series[str] = code("LEVEL3", f"Level 3 by 19: {_FLAG}", ZERO_OR_ONE, required=True)

    class Config:
        """Pandera's settings."""

        name = "Level23"


class Destinations(pa.DataFrameModel):
    """One row is where one pupil went after key stage 4, or after 16 to 18 study."""

    acadyr: Series[str] = key(
        "ACADYR",
        "Academic year that the stage ended in, the year before the destination.",
        shape=academic_year,
        expected=_AN_ACADEMIC_YEAR,
    )
    stage: Series[str] = key(
        "STAGE",
        "The stage that was left: KS4 or 16-18.",
        shape=formats.written_as("|".join(sorted(codes.STAGE))),
        expected="KS4 or 16-18",
    )
    upn: Series[str] = key("UPN", _UPN, protection=Protection(Protected.PUPIL))
    surname: Series[str] = label("SURNAME", _SURNAME, protection=Protection(Protected.NAME))
    forename: Series[str] = label("FORENAME", _FORENAME, protection=Protection(Protected.NAME))
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    sex: Series[str] = code("SEX", _SEX, SEX, required=True)
    urn: Series[str] = text(
        "URN", _URN, shape=formats.school_urn, expected=_SIX_DIGITS, required=True
    )
    destination: Series[str] = code(
        "DESTINATION", "Where the pupil went.", codes.DESTINATION, required=True
    )
    sustained: Series[str] = code(
        "SUSTAINED", "1 where it lasted for two terms, 0 where not.", ZERO_OR_ONE, required=True
    )

    class Config:
        """Pandera's settings."""

        name = "Destinations"
