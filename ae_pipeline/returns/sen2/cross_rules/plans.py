"""Plans: one in force a person, each with one primary need and one main place at a time.

Not here: what a plan came of (``decisions``), or its days against others' (``dates``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups, overlapping, shared, stands_in, told
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_PERSON, _REQUEST, _ASSESSMENT = "persontableid", "requeststableid", "assessmenttableid"
_ACTIVE, _PLAN = "activeplanstableid", "namedplantableid"
_MAIN = "1"
_OF_PERSON = {"Requests": (_REQUEST, _PERSON)}


@rules(
    "AE-SEN2-TWO-PLANS",
    fields={"ActivePlans": (_REQUEST,)},
    reads=_OF_PERSON,
    message="The person has two plans in force on the day of the return: a person has one at most.",
    dimension=Dimension.UNIQUENESS,
)
def two_in_force(evidence: ReturnColumns) -> dict[str, Mask]:
    """Several rows of ActivePlans of one person."""
    person = _person(evidence, evidence.table("ActivePlans")[_REQUEST])
    return {"ActivePlans": shared(groups(person)) > 1}


@rules(
    "AE-SEN2-PLANS-OVERLAP",
    fields={"NamedPlan": ("StartDate", "CeaseDate")},
    reads={"NamedPlan": (_ASSESSMENT,), "Assessment": (_ASSESSMENT, _REQUEST), **_OF_PERSON},
    message="Two plans of the person have a time in common: correct the dates, or end the first.",
)
def plans_at_one_time(evidence: ReturnColumns) -> dict[str, Mask]:
    """From ``StartDate`` to before ``CeaseDate``: one may begin as the other ceases."""
    rows, assessments = evidence.table("NamedPlan"), evidence.table("Assessment")
    request = told(rows[_ASSESSMENT], assessments[_ASSESSMENT], assessments[_REQUEST])
    numbers = groups(_person(evidence, request))
    return {"NamedPlan": overlapping(numbers, rows["StartDate"], rows["CeaseDate"])}


@rules(
    "AE-SEN2-PLAN-UNKNOWN",
    fields={"PlacementDetail": (_ACTIVE,), "SENneed": (_ACTIVE,)},
    reads={"ActivePlans": (_ACTIVE,)},
    spares={"SENneed": (_ACTIVE,)},
    message="It is of a plan in force that the return does not have: add the plan, or correct the "
    "id.",
)
def of_no_plan(evidence: ReturnColumns) -> dict[str, Mask]:
    """A placement or need, and no row of ActivePlans has its id."""
    known = evidence.table("ActivePlans")[_ACTIVE]
    return {
        table: evidence.table(table)[_ACTIVE].notna()
        & ~stands_in(evidence.table(table)[_ACTIVE], known)
        for table in ("PlacementDetail", "SENneed")
        if evidence.given(table, _ACTIVE)
    }


@rules(
    "AE-SEN2-DETAIL-UNKNOWN",
    fields={"PlanDetail": (_PLAN,)},
    reads={"NamedPlan": (_PLAN,)},
    message="It is of a plan that the return does not have: add the plan, or correct the id.",
)
def detail_of_no_plan(evidence: ReturnColumns) -> dict[str, Mask]:
    """A setting that was named, and no row of NamedPlan has its id."""
    of = evidence.table("PlanDetail")[_PLAN]
    return {"PlanDetail": of.notna() & ~stands_in(of, evidence.table("NamedPlan")[_PLAN])}


@rules(
    "AE-SEN2-NO-NEED",
    fields={"ActivePlans": (_ACTIVE,)},
    reads={"SENneed": (_ACTIVE,)},
    message="The plan in force has no type of need: add the primary one.",
    dimension=Dimension.COMPLETENESS,
)
def without_need(evidence: ReturnColumns) -> dict[str, Mask]:
    """No row of SENneed has the plan's id."""
    plans = evidence.table("ActivePlans")[_ACTIVE]
    return {"ActivePlans": plans.notna() & ~stands_in(plans, evidence.table("SENneed")[_ACTIVE])}


@rules(
    "AE-SEN2-PRIMARY-NEED",
    fields={"SENneed": ("SENtypeRank",)},
    reads={"SENneed": (_ACTIVE,)},
    message="A plan has one primary need, and this one has none or several: rank one of its needs "
    "1 and any other 2.",
)
def primary_need(evidence: ReturnColumns) -> dict[str, Mask]:
    """Not exactly one need of rank 1 on the plan; all its needs are implicated."""
    rows = evidence.table("SENneed")
    return {"SENneed": _without_one_main(groups(rows[_ACTIVE]), rows["SENtypeRank"])}


@rules(
    "AE-SEN2-MAIN-SETTING",
    fields={"PlanDetail": ("PlacementRank",)},
    reads={"PlanDetail": (_PLAN,)},
    message="A plan names one main setting, and this one has none or several: rank one of them 1 "
    "and any other 2.",
)
def main_setting(evidence: ReturnColumns) -> dict[str, Mask]:
    """Not exactly one setting of rank 1 in the plan; a single one may go without a rank."""
    rows = evidence.table("PlanDetail")
    numbers = groups(rows[_PLAN])
    single = (shared(numbers) == 1) & rows["PlacementRank"].isna().to_numpy(dtype=bool)
    return {"PlanDetail": _without_one_main(numbers, rows["PlacementRank"]) & ~single}


@rules(
    "AE-SEN2-NO-PLACEMENT",
    fields={"ActivePlans": (_ACTIVE,)},
    reads={"PlacementDetail": (_ACTIVE, "PlacementRank", "LeavingDate")},
    message="The plan in force has no main placement that lasts: add it, or say why there is none.",
    dimension=Dimension.COMPLETENESS,
)
def without_placement(evidence: ReturnColumns) -> dict[str, Mask]:
    """No placement of rank 1 without an end."""
    plans, rows = evidence.table("ActivePlans")[_ACTIVE], evidence.table("PlacementDetail")
    lasting = rows["PlacementRank"].eq(_MAIN).fillna(value=False) & rows["LeavingDate"].isna()
    return {"ActivePlans": plans.notna() & ~stands_in(plans, rows[_ACTIVE][lasting])}


@rules(
    "AE-SEN2-MAIN-PLACEMENT",
    fields={"PlacementDetail": ("PlacementRank", "EntryDate", "LeavingDate")},
    reads={"PlacementDetail": (_ACTIVE,)},
    message="Two main placements of one plan have a time in common: correct the dates, or rank one "
    "of them 2.",
)
def two_main_placements(evidence: ReturnColumns) -> dict[str, Mask]:
    """Rank 1 twice at one time; one may begin on the day the other ends."""
    rows = evidence.table("PlacementDetail")
    return {
        "PlacementDetail": overlapping(
            groups(rows[_ACTIVE]),
            rows["EntryDate"],
            rows["LeavingDate"],
            among=_is_main(rows["PlacementRank"]),
        )
    }


def _person(evidence: ReturnColumns, requests: pd.Series[Any]) -> pd.Series[Any]:
    """The person whom each request is about."""
    rows = evidence.table("Requests")
    return told(requests, rows[_REQUEST], rows[_PERSON])


def _is_main(ranks: pd.Series[Any]) -> NDArray[np.bool_]:
    return ranks.eq(_MAIN).to_numpy(dtype=bool, na_value=False)


def _without_one_main(numbers: NDArray[np.int64], ranks: pd.Series[Any]) -> NDArray[np.bool_]:
    """Rows of a group that has not exactly one of rank 1."""
    found: NDArray[np.bool_] = (shared(numbers) > 0) & (shared(numbers, _is_main(ranks)) != 1)
    return found
