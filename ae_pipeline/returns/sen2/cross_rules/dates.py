"""Days of one person's request, assessment, plan, review and placements: which comes first.

Days may be the same. A day that is not told is not asked about. Ages: a request is made from birth
until the day before the 25th birthday, and a plan may last until the end (31 August) of the
academic year of that birthday. Not here: limits of time (``clocks``), nor days within a row
(``sen2.rules``).

Source: Children and Families Act 2014, sections 36, 45 and 46.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.returns.sen2.cross_rules.clocks import day_of
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import told
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_PERSON, _REQUEST, _ASSESSMENT = "persontableid", "requeststableid", "assessmenttableid"
_ACTIVE = "activeplanstableid"
_OLDEST, _SEPTEMBER = pd.DateOffset(years=25), 9
_ASKED = {"Requests": (_REQUEST, "ReceivedDate", "RequestOutcomeDate")}
_LED_TO = {"Assessment": (_ASSESSMENT, _REQUEST)}
_BORN = {"Person": (_PERSON, "PersonBirthDate"), "Requests": (_REQUEST, _PERSON)}
_SPAN = {"NamedPlan": (_ASSESSMENT, "StartDate", "CeaseDate")}


@rules(
    "AE-SEN2-ASSESSED-EARLY",
    fields={"Assessment": ("AssessmentOutcomeDate",)},
    reads={"Assessment": (_REQUEST,), **_ASKED},
    message="The assessment ended before the request was received or decided: correct one of the "
    "dates.",
    dimension=Dimension.ACCURACY,
)
def assessed_early(evidence: ReturnColumns) -> dict[str, Mask]:
    """``AssessmentOutcomeDate`` before ``ReceivedDate`` or ``RequestOutcomeDate``."""
    rows = evidence.table("Assessment")
    assessed = rows["AssessmentOutcomeDate"]
    return {"Assessment": assessed < _latest_of_request(evidence, rows[_REQUEST])}


@rules(
    "AE-SEN2-PLAN-EARLY",
    fields={"NamedPlan": ("StartDate",)},
    reads={
        "NamedPlan": (_ASSESSMENT,),
        "Assessment": (_ASSESSMENT, _REQUEST, "AssessmentOutcome", "AssessmentOutcomeDate"),
        **_ASKED,
    },
    message="The plan begins before it was asked for, decided on or issued: correct one of the "
    "dates.",
    dimension=Dimension.ACCURACY,
)
def plan_early(evidence: ReturnColumns) -> dict[str, Mask]:
    """``StartDate`` before the request's days, or before the plan was issued (outcome Y)."""
    rows, assessments = evidence.table("NamedPlan"), evidence.table("Assessment")
    issued = assessments["AssessmentOutcomeDate"].where(assessments["AssessmentOutcome"].eq("Y"))
    started = rows["StartDate"]
    before_issue = started < told(rows[_ASSESSMENT], assessments[_ASSESSMENT], issued)
    return {
        "NamedPlan": before_issue | (started < _latest_of_request(evidence, _requests(evidence)))
    }


@rules(
    "AE-SEN2-REVIEW-DATES",
    fields={"ActivePlans": ("ReviewMeeting", "LastReview")},
    reads={"ActivePlans": (_REQUEST,), **_LED_TO, **_SPAN},
    spares={"ActivePlans": ("ReviewMeeting",)},
    message="The plan was reviewed before it began or after it ceased: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def reviewed_outside(evidence: ReturnColumns) -> dict[str, Mask]:
    """A review before the first plan of the request, or after the last once none is in force.

    Meetings are told from 2024.
    """
    rows = evidence.table("ActivePlans")
    first, last = _in_force(evidence, rows[_REQUEST])
    outside: pd.Series[Any] = pd.Series(data=False, index=rows.index)
    for reviewed in (rows["LastReview"], evidence.optional("ActivePlans", "ReviewMeeting")):
        outside |= (reviewed < first) | (reviewed > last)
    return {"ActivePlans": outside}


@rules(
    "AE-SEN2-CEASED-IN-FORCE",
    fields={"ActivePlans": (_REQUEST,)},
    reads={"SEN2": ("ReferenceDate",), **_LED_TO, **_SPAN},
    message="The plan is listed as in force on the day of the return and had ceased: correct the "
    "end, or leave it out.",
)
def ceased_and_in_force(evidence: ReturnColumns) -> dict[str, Mask]:
    """Every plan of the request ceased on the day of the return or before."""
    _, last = _in_force(evidence, evidence.table("ActivePlans")[_REQUEST])
    return {"ActivePlans": last <= day_of(evidence)}


@rules(
    "AE-SEN2-PLACED-OUTSIDE",
    fields={"PlacementDetail": ("EntryDate", "LeavingDate")},
    reads={
        "PlacementDetail": (_ACTIVE,),
        "ActivePlans": (_ACTIVE, _REQUEST),
        **_LED_TO,
        **_SPAN,
    },
    message="The placement ended before the plan began, or began or lasts after it ceased: correct "
    "one of the dates.",
    dimension=Dimension.ACCURACY,
)
def placed_outside(evidence: ReturnColumns) -> dict[str, Mask]:
    """No day in the plan, or a day after it.

    A placement may begin before the plan: most children stay at the school where they are.
    """
    rows, active = evidence.table("PlacementDetail"), evidence.table("ActivePlans")
    requests = told(rows[_ACTIVE], active[_ACTIVE], active[_REQUEST])
    first, last = _in_force(evidence, requests)
    entered, left = rows["EntryDate"], rows["LeavingDate"]
    open_after = entered.notna() & left.isna() & last.notna()
    return {"PlacementDetail": (left < first) | (entered > last) | (left > last) | open_after}


@rules(
    "AE-SEN2-PLACED-UNBORN",
    fields={"PlacementDetail": ("EntryDate",)},
    reads={"PlacementDetail": (_ACTIVE,), "ActivePlans": (_ACTIVE, _REQUEST), **_BORN},
    message="The placement began before the person was born: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def placed_unborn(evidence: ReturnColumns) -> dict[str, Mask]:
    """``EntryDate`` before ``PersonBirthDate``."""
    rows, active = evidence.table("PlacementDetail"), evidence.table("ActivePlans")
    requests = told(rows[_ACTIVE], active[_ACTIVE], active[_REQUEST])
    return {"PlacementDetail": rows["EntryDate"] < _born(evidence, requests)}


@rules(
    "AE-SEN2-REQUEST-AGE",
    fields={"Requests": ("ReceivedDate",)},
    reads=_BORN,
    message="The request was received before the person was born, or at the age of 25 or later: "
    "correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def asked_at_no_age(evidence: ReturnColumns) -> dict[str, Mask]:
    """``ReceivedDate`` before ``PersonBirthDate``, or on the 25th birthday or after."""
    rows = evidence.table("Requests")
    born = _born(evidence, rows[_REQUEST])
    received = rows["ReceivedDate"]
    return {"Requests": (received < born) | (received >= born + _OLDEST)}


@rules(
    "AE-SEN2-PLAN-AGE",
    fields={"NamedPlan": ("StartDate", "CeaseDate")},
    reads={"NamedPlan": (_ASSESSMENT,), **_LED_TO, **_BORN},
    message="The plan begins before birth, or lasts beyond the academic year in which the person "
    "turns 25: correct one of the dates, or tell its end.",
    dimension=Dimension.ACCURACY,
)
def plan_at_no_age(evidence: ReturnColumns) -> dict[str, Mask]:
    """``StartDate`` before birth; the end, or the day of the return, after the last 31 August."""
    rows = evidence.table("NamedPlan")
    born = _born(evidence, _requests(evidence))
    turns = born + _OLDEST
    year = turns.dt.year + (turns.dt.month >= _SEPTEMBER).astype("int64").where(turns.notna())
    last = pd.to_datetime(pd.DataFrame({"year": year, "month": 8, "day": 31}), errors="coerce")
    until = rows["CeaseDate"].fillna(day_of(evidence))
    return {"NamedPlan": (rows["StartDate"] < born) | (until > last)}


def _requests(evidence: ReturnColumns) -> pd.Series[Any]:
    """For each plan, the request that it came of."""
    assessments = evidence.table("Assessment")
    plans = evidence.table("NamedPlan")[_ASSESSMENT]
    return told(plans, assessments[_ASSESSMENT], assessments[_REQUEST])


def _latest_of_request(evidence: ReturnColumns, requests: pd.Series[Any]) -> pd.Series[Any]:
    """The day a request was received or decided, whichever is later."""
    rows = evidence.table("Requests")
    days = rows[["ReceivedDate", "RequestOutcomeDate"]].max(axis=1)
    return told(requests, rows[_REQUEST], days)


def _born(evidence: ReturnColumns, requests: pd.Series[Any]) -> pd.Series[Any]:
    """The date of birth of the person whom a request is about."""
    rows, persons = evidence.table("Requests"), evidence.table("Person")
    of_request = told(requests, rows[_REQUEST], rows[_PERSON])
    return told(of_request, persons[_PERSON], persons["PersonBirthDate"])


def _in_force(
    evidence: ReturnColumns, requests: pd.Series[Any]
) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """The first day of the first plan of a request; the end of the last, none while one lasts."""
    plans = evidence.table("NamedPlan")
    of = _requests(evidence)
    by_request = plans.groupby(of)
    first = by_request["StartDate"].min()
    lasting = set(of[plans["CeaseDate"].isna()].dropna())
    last = by_request["CeaseDate"].max()
    last = last[~last.index.isin(lasting)]
    keys = pd.Index(requests)
    return first.reindex(keys).set_axis(requests.index), last.reindex(keys).set_axis(requests.index)
