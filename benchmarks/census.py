"""A CIN Census of so many invented children, as XML.

Here: one file with every kind of episode in fixed shares, some of whose rows break rules. Not here:
what is measured with it (``subjects.census``). The file is the same on every call.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SPECIFICATION = "2025-26"
_BEGIN = date(2025, 4, 1)
_HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
    "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source>"
    "<SourceLevel>L</SourceLevel><LEA>879</LEA><SerialNo>001</SerialNo></Source></Header>"
)
_DISABLED, _ENQUIRED, _PROTECTED, _ODD = 7, 3, 6, 40
"""One child in so many is disabled, had an enquiry, has a plan, or has dates out of order."""


def write_census(children: int, folder: Path) -> Path:
    """Write a census of so many children, and give its file.

    To a child there are identity, characteristics, an episode and an assessment with two factors;
    to every third an enquiry with its conference, to every sixth a protection plan with two
    reviews, to the others a plan for children in need.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "cin_census.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write(f"<Message>{_HEADER}<Children>\n")
        file.writelines(f"{_child(number)}\n" for number in range(children))
        file.write("</Children></Message>\n")
    return path


def _child(number: int) -> str:
    referred = _BEGIN + timedelta(days=number % 200)
    born = date(2010 + number % 14, 1 + number % 12, 1 + number % 28)
    disability = "HAND" if number % _DISABLED == 0 else "NONE"
    return (
        f"<Child><ChildIdentifiers><LAchildID>C{number:07d}</LAchildID>"
        f"<UPNunknown>UN4</UPNunknown><PersonBirthDate>{born}</PersonBirthDate>"
        f"<Sex>{'MF'[number % 2]}</Sex></ChildIdentifiers>"
        "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>"
        f"<Disabilities><Disability>{disability}</Disability></Disabilities>"
        "</ChildCharacteristics><CINdetails>"
        f"<CINreferralDate>{referred}</CINreferralDate><ReferralSource>1A</ReferralSource>"
        f"<PrimaryNeedCode>N1</PrimaryNeedCode>{_assessment(number, referred)}"
        f"{_plan(number, referred)}{_enquiry(number, referred)}"
        f"<ReferralNFA>false</ReferralNFA>{_protection(number, referred)}</CINdetails></Child>"
    )


def _assessment(number: int, referred: date) -> str:
    early = timedelta(days=-3 if number % _ODD == 0 else 1)
    return (
        f"<Assessments><AssessmentActualStartDate>{referred + early}</AssessmentActualStartDate>"
        f"<AssessmentAuthorisationDate>{_after(referred, 30)}</AssessmentAuthorisationDate>"
        "<FactorsIdentifiedAtAssessment><AssessmentFactors>3A</AssessmentFactors>"
        "<AssessmentFactors>4B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"
    )


def _plan(number: int, referred: date) -> str:
    if number % _PROTECTED == 0:
        return ""
    return (
        f"<CINPlanDates><CINPlanStartDate>{_after(referred, 40)}</CINPlanStartDate></CINPlanDates>"
    )


def _enquiry(number: int, referred: date) -> str:
    if number % _ENQUIRED:
        return ""
    return (
        f"<Section47><S47ActualStartDate>{_after(referred, 5)}</S47ActualStartDate>"
        f"<InitialCPCtarget>{_after(referred, 26)}</InitialCPCtarget>"
        f"<DateOfInitialCPC>{_after(referred, 20)}</DateOfInitialCPC>"
        "<ICPCnotRequired>false</ICPCnotRequired></Section47>"
    )


def _protection(number: int, referred: date) -> str:
    if number % _PROTECTED:
        return ""
    reviews = "".join(
        f"<CPPreviewDate>{_after(referred, days)}</CPPreviewDate>" for days in (80, 140)
    )
    return (
        f"<ChildProtectionPlans><CPPstartDate>{_after(referred, 20)}</CPPstartDate>"
        "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
        "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>"
        f"<NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews>{reviews}</Reviews>"
        "</ChildProtectionPlans>"
    )


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)
