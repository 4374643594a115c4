"""From request to assessment to plan: what hangs on what, and what was decided earlier.

A decision (Y, N, W) once returned stays as it was: a later return repeats it, or calls it
historical (H), and says of mediation and appeals by their flags. Not here: days (``dates``,
``clocks``), or plans in force (``plans``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.returns.sen2 import codes
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups, shared, stands_in, told, upns
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_PERSON, _REQUEST, _ASSESSMENT = "persontableid", "requeststableid", "assessmenttableid"
_ASKED = {"Person": (_PERSON, "UPN"), "Requests": (_PERSON, _REQUEST, "ReceivedDate")}
_NAME = ("Surname", "Forename")
_STAYS = (*sorted(codes.DECIDED), "W")


@rules(
    "AE-SEN2-NO-PERSON",
    fields={"Requests": (_PERSON,)},
    reads={"Person": (_PERSON,)},
    message="The request is of a person whom the return does not have: add the person, or correct "
    "the id.",
)
def request_of_nobody(evidence: ReturnColumns) -> dict[str, Mask]:
    """No row of Person has the id."""
    return {"Requests": _astray(evidence, "Requests", "Person", _PERSON)}


@rules(
    "AE-SEN2-NO-REQUEST",
    fields={"Assessment": (_REQUEST,), "ActivePlans": (_REQUEST,)},
    reads={"Requests": (_REQUEST,)},
    spares={"ActivePlans": (_REQUEST,)},
    message="It hangs on a request that the return does not have: add the request (as historical, "
    "if it is of an earlier year), or correct the id.",
)
def without_request(evidence: ReturnColumns) -> dict[str, Mask]:
    """An assessment or a plan in force, and no row of Requests has its id."""
    return {
        table: _astray(evidence, table, "Requests", _REQUEST)
        for table in ("Assessment", "ActivePlans")
        if evidence.given(table, _REQUEST)
    }


@rules(
    "AE-SEN2-NO-ASSESSMENT",
    fields={"NamedPlan": (_ASSESSMENT,)},
    reads={"Assessment": (_ASSESSMENT,)},
    message="The plan hangs on an assessment that the return does not have: add it (as historical, "
    "if it is of an earlier year), or correct the id.",
)
def plan_without_assessment(evidence: ReturnColumns) -> dict[str, Mask]:
    """No row of Assessment has the id."""
    return {"NamedPlan": _astray(evidence, "NamedPlan", "Assessment", _ASSESSMENT)}


@rules(
    "AE-SEN2-NOT-ASSESSED",
    fields={"Requests": ("RequestOutcome",)},
    reads={"Requests": (_REQUEST,), "Assessment": (_REQUEST,)},
    message="An assessment was agreed, and the return has none: add it, awaited if it is not over.",
    dimension=Dimension.COMPLETENESS,
)
def agreed_and_not_assessed(evidence: ReturnColumns) -> dict[str, Mask]:
    """Outcome Y, and no assessment of the request."""
    rows = evidence.table("Requests")
    assessed = stands_in(rows[_REQUEST], evidence.table("Assessment")[_REQUEST])
    return {"Requests": rows["RequestOutcome"].eq("Y") & rows[_REQUEST].notna() & ~assessed}


@rules(
    "AE-SEN2-ASSESSED-REFUSED",
    fields={"Assessment": (_REQUEST,)},
    reads={"Requests": (_REQUEST, "RequestOutcome")},
    message="There is an assessment of a request that is refused, awaited or withdrawn: correct "
    "the outcome of the request, or leave the assessment out.",
)
def assessed_though_refused(evidence: ReturnColumns) -> dict[str, Mask]:
    """An assessment, and outcome N, A or W of its request, without mediation or appeal.

    After mediation or an appeal a refusal stays as it was, and an assessment may follow.
    """
    asked, requests = evidence.table("Assessment")[_REQUEST], evidence.table("Requests")
    refused = told(asked, requests[_REQUEST], requests["RequestOutcome"]).isin(["N", "A", "W"])
    return {"Assessment": refused & ~_contested(evidence, "Requests", _REQUEST, "Request", asked)}


@rules(
    "AE-SEN2-ISSUED-NO-PLAN",
    fields={"Assessment": ("AssessmentOutcome", "AssessmentOutcomeDate")},
    reads={"Assessment": (_ASSESSMENT,), "NamedPlan": (_ASSESSMENT,)},
    message="A plan was issued, and the return has none: add it, with its end if it has ceased.",
    dimension=Dimension.COMPLETENESS,
)
def issued_without_plan(evidence: ReturnColumns) -> dict[str, Mask]:
    """Outcome Y with its day, and no plan of the assessment; without the day it is not issued."""
    rows = evidence.table("Assessment")
    issued = rows["AssessmentOutcome"].eq("Y") & rows["AssessmentOutcomeDate"].notna()
    named = stands_in(rows[_ASSESSMENT], evidence.table("NamedPlan")[_ASSESSMENT])
    return {"Assessment": issued & rows[_ASSESSMENT].notna() & ~named}


@rules(
    "AE-SEN2-PLAN-REFUSED",
    fields={"NamedPlan": (_ASSESSMENT,)},
    reads={"Assessment": (_ASSESSMENT, "AssessmentOutcome")},
    message="There is a plan of an assessment whose outcome is none, awaited or withdrawn: correct "
    "the outcome, or leave the plan out.",
)
def plan_though_refused(evidence: ReturnColumns) -> dict[str, Mask]:
    """A plan, and outcome N, A or W of its assessment, without mediation or appeal."""
    assessed, rows = evidence.table("NamedPlan")[_ASSESSMENT], evidence.table("Assessment")
    refused = told(assessed, rows[_ASSESSMENT], rows["AssessmentOutcome"]).isin(["N", "A", "W"])
    contested = _contested(evidence, "Assessment", _ASSESSMENT, "Assessment", assessed)
    return {"NamedPlan": refused & ~contested}


@rules(
    "AE-SEN2-UPN-TWICE",
    fields={"Person": ("UPN",)},
    message="Two persons have this UPN: put their requests under one, or correct the number.",
    dimension=Dimension.UNIQUENESS,
)
def same_number_twice(evidence: ReturnColumns) -> dict[str, Mask]:
    """``UPN`` on several rows of Person."""
    return {"Person": shared(groups(upns(evidence.table("Person")["UPN"]))) > 1}


@rules(
    "AE-SEN2-REQUEST-TWICE",
    fields={"Requests": ("ReceivedDate",)},
    reads={"Requests": (_PERSON,)},
    message="The person has two requests received on one day: send each once.",
    dimension=Dimension.UNIQUENESS,
)
def asked_twice(evidence: ReturnColumns) -> dict[str, Mask]:
    """Several requests of one person and day."""
    rows = evidence.table("Requests")
    return {"Requests": shared(groups(rows[_PERSON], rows["ReceivedDate"])) > 1}


@rules(
    "AE-SEN2-DECISION-CHANGED",
    fields={"Requests": ("RequestOutcome", "RequestOutcomeDate")},
    reads=_ASKED,
    previous={
        "Person": _ASKED["Person"],
        "Requests": (*_ASKED["Requests"], "RequestOutcome", "RequestOutcomeDate"),
    },
    message="An earlier return tells another decision, or another day of it: keep what was decided "
    "first, and tell mediation and appeals by their flags.",
)
def decision_changed(evidence: ReturnColumns) -> dict[str, Mask]:
    """Decided (Y, N, W) in the earlier return, and now otherwise, other than historical (H)."""
    return {"Requests": _changed(evidence, "Requests", "RequestOutcome", "RequestOutcomeDate")}


@rules(
    "AE-SEN2-OUTCOME-CHANGED",
    fields={"Assessment": ("AssessmentOutcome", "AssessmentOutcomeDate")},
    reads={**_ASKED, "Assessment": (_REQUEST,)},
    previous={
        **_ASKED,
        "Assessment": (_REQUEST, "AssessmentOutcome", "AssessmentOutcomeDate"),
    },
    message="An earlier return tells another outcome of the assessment, or another day of it: keep "
    "what it was first, and tell mediation and appeals by their flags.",
)
def outcome_changed(evidence: ReturnColumns) -> dict[str, Mask]:
    """Ended (Y, N, W) in the earlier return, and now otherwise, other than historical (H).

    A plan that was decided on and not issued then may have its day now.
    """
    return {
        "Assessment": _changed(evidence, "Assessment", "AssessmentOutcome", "AssessmentOutcomeDate")
    }


def _astray(evidence: ReturnColumns, table: str, parent: str, key: str) -> pd.Series[bool]:
    """Rows whose key no row of the parent table has; one without a key is rejected anyway."""
    keys = evidence.table(table)[key]
    return keys.notna() & ~stands_in(keys, evidence.table(parent)[key])


def _contested(
    evidence: ReturnColumns, table: str, key: str, of: str, keys: pd.Series[Any]
) -> pd.Series[bool]:
    """Whether there was mediation or an appeal about the row that each key stands for."""
    contested = np.zeros(len(evidence.table(table)), dtype=bool)
    for flag in ("Mediation", "Tribunal"):
        contested |= evidence.optional(table, f"{of}{flag}").isin(codes.TRUE).to_numpy(dtype=bool)
    return stands_in(keys, evidence.table(table)[key][contested])


def _changed(evidence: ReturnColumns, table: str, outcome: str, date: str) -> pd.Series[bool]:
    """Rows whose outcome, or the day of it, the earlier return tells otherwise."""
    now, before = evidence.table(table), evidence.previous.table(table)
    places = pd.Series(np.arange(len(before)), dtype="Int64")
    place = pd.Series(pd.NA, index=now.index, dtype="Int64")
    for asked, known in zip(_who(evidence, table), _who(evidence.previous, table), strict=True):
        place = place.fillna(told(asked, known, places.where(known.notna())))
    earlier = before.reindex(place.fillna(-1).astype("int64")).set_axis(now.index)
    stays = earlier[outcome].isin(_STAYS)
    said = now[outcome].notna() & now[outcome].ne(codes.HISTORICAL)
    same = now[outcome].eq(earlier[outcome]).fillna(value=False)
    moved = earlier[date].notna() & now[date].ne(earlier[date])
    return stays & said & (~same | moved)


def _who(evidence: ReturnColumns, table: str) -> Iterator[pd.Series[Any]]:
    """Ways in which a row's request is known again: a number or name, and the day received.

    The ids of a return hold within it alone.
    """
    requests, persons = evidence.table("Requests"), evidence.table("Person")
    rows = evidence.table(table)
    person, received = requests[_PERSON], requests["ReceivedDate"]
    if table != "Requests":
        person = told(rows[_REQUEST], requests[_REQUEST], person)
        received = told(rows[_REQUEST], requests[_REQUEST], received)
    on = received.dt.strftime("%Y-%m-%d")
    names = [evidence.optional("Person", name).str.casefold() for name in _NAME]
    born = evidence.optional("Person", "PersonBirthDate").dt.strftime("%Y-%m-%d")
    numbers = (upns(persons["UPN"]), evidence.optional("Person", "UniqueLearnerNumber"))
    for known in (*numbers, names[0] + "|" + names[1] + "|" + born):
        of_person: pd.Series[Any] = told(person, persons[_PERSON], known.astype("str"))
        yield of_person.astype("str") + "|" + on.astype("str")
