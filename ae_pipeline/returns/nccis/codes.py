"""The code lists of NCCIS, and what each activity counts as.

The classes follow DfE's participation statistics. Not here: which column has which list
(``tables``). The numbers of activities and characteristics are those of the national
specification as local authorities use it; guarantee and cohort codes are the house's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

SPECIFICATIONS: tuple[str, ...] = ("2022-23", "2023-24", "2024-25", "2025-26")


class ActivityClass(StrEnum):
    """What an activity counts as."""

    SCHOOL_AGE = "compulsory school age"
    FULL_TIME_EDUCATION = "full-time education"
    APPRENTICESHIP = "apprenticeship"
    OTHER_PARTICIPATION = "other education and training"
    """Employment or volunteering with regulated study, training, supported internships."""
    EMPLOYMENT = "employment without regulated training, part-time education or gap year"
    RE_ENGAGEMENT = "re-engagement provision"
    """Neither participating nor NEET."""
    NEET = "not in education, employment or training"
    NOT_KNOWN = "activity not known"
    CUSTODY = "custody"
    """Out of the denominator."""


PARTICIPATING = frozenset(
    {
        ActivityClass.FULL_TIME_EDUCATION,
        ActivityClass.APPRENTICESHIP,
        ActivityClass.OTHER_PARTICIPATION,
    }
)
"""Classes that meet the duty to participate until 18."""


@dataclass(frozen=True)
class Activity:
    """One current activity code."""

    code: str
    meaning: str
    counts_as: ActivityClass


_OF_CLASS: dict[ActivityClass, dict[str, str]] = {
    ActivityClass.SCHOOL_AGE: {
        "110": "registered at a school",
        "120": "educated at home",
        "130": "alternative provision",
        "140": "missing from education",
        "150": "other of compulsory school age",
    },
    ActivityClass.FULL_TIME_EDUCATION: {
        "210": "school sixth form",
        "220": "sixth-form college",
        "230": "further education",
        "240": "higher education",
        "270": "other post-16 education",
        "280": "special post-16 institution",
        "281": "independent specialist provider",
    },
    ActivityClass.APPRENTICESHIP: {"310": "apprenticeship"},
    ActivityClass.OTHER_PARTICIPATION: {
        "320": "employment with regulated study",
        "381": "self-employment with study",
        "410": "government-supported work-based learning",
        "430": "other training",
        "450": "traineeship",
        "460": "supported internship",
        "550": "working not for reward with part-time study",
    },
    ActivityClass.EMPLOYMENT: {
        "250": "part-time education",
        "260": "gap year",
        "330": "employment without training",
        "340": "employment with training that is not regulated",
        "350": "temporary employment",
        "360": "part-time employment",
        "380": "self-employment",
    },
    ActivityClass.RE_ENGAGEMENT: {"530": "re-engagement provision"},
    ActivityClass.NEET: {
        "540": "working not for reward",
        "610": "not yet ready for work or learning",
        "615": "start date agreed, education that meets the duty",
        "616": "start date agreed, apprenticeship or training that meets the duty",
        "617": "start date agreed, employment with study that meets the duty",
        "618": "start date agreed, other",
        "619": "seeking employment, education or training",
        "620": "not available to the labour market or learning",
        "630": "young carer",
        "640": "teenage parent",
        "650": "illness",
        "660": "pregnancy",
        "670": "religious grounds",
        "680": "unlikely to be economically active",
        "690": "other reason",
    },
    ActivityClass.CUSTODY: {"290": "education in custody", "710": "custody"},
    ActivityClass.NOT_KNOWN: {
        "810": "not known",
        "820": "cannot be contacted",
        "830": "refused to say",
    },
}

ACTIVITIES: dict[str, Activity] = {
    code: Activity(code, meaning, counts_as)
    for counts_as, listed in _OF_CLASS.items()
    for code, meaning in listed.items()
}
"""By code."""
ACTIVITY = CodeList(frozenset(ACTIVITIES))


def of_class(*classes: ActivityClass) -> frozenset[str]:
    """The activity codes of some classes."""
    return frozenset(code for code, each in ACTIVITIES.items() if each.counts_as in classes)


AT_AN_ESTABLISHMENT = frozenset({"110", "130", "210", "220", "230", "280", "281"})
"""Activities that take place at a school or college with a number in DfE's register."""
CURRENCY_MONTHS: dict[ActivityClass, int] = {
    ActivityClass.SCHOOL_AGE: 12,
    ActivityClass.FULL_TIME_EDUCATION: 12,
    ActivityClass.APPRENTICESHIP: 12,
    ActivityClass.OTHER_PARTICIPATION: 12,
    ActivityClass.EMPLOYMENT: 12,
    ActivityClass.RE_ENGAGEMENT: 6,
    ActivityClass.NEET: 6,
    ActivityClass.NOT_KNOWN: 12,
    ActivityClass.CUSTODY: 12,
}
"""For how many months at most an activity that was ascertained is taken to go on."""

COHORT = CodeList(codes("C M D"))
"""In the cohort, moved out of the area, died."""
SEND = CodeList(codes("N K E"))
"""No special educational need, SEN support, education, health and care plan."""
CHARACTERISTICS: dict[str, str] = {
    "110": "looked after",
    "120": "parent not caring for own child",
    "130": "refugee or asylum seeker",
    "140": "carer of somebody other than own child",
    "150": "disclosed substance misuse",
    "160": "care leaver",
    "170": "supervised by the youth justice service",
    "180": "pregnancy",
    "190": "parent caring for own child",
    "200": "alternative provision",
    "210": "mental health",
}

GUARANTEE_YEAR = "20[0-9]{2}"
"""How the year of a September is written."""
OFFER_MADE, NO_OFFER, LEFT, NOT_RECORDED = "OFFER", "NOOFFER", "LEFT", "NOTREC"
GUARANTEE = CodeList(frozenset({OFFER_MADE, NO_OFFER, LEFT, NOT_RECORDED}))
"""Offer of suitable education or training by the end of September; none; left the area; unknown."""
