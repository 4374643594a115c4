"""Special educational needs: provision against the types of need, and which of them is primary.

Types of need are asked for in spring. Not here: rules of a pupil's row alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.school_census import codes
from ae_pipeline.returns.school_census.cross_rules.rolls import of_pupil, of_return
from ae_pipeline.returns.school_census.tables.protections import ON_ROLL, RETURN
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups, shared, stands_in
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_ON, _NEEDS = "PupilOnRoll", "SENNeeds"


@rules(
    "AE-SC-NEED-MISSING",
    fields={_ON: ("senprovision",)},
    reads={
        _ON: (ON_ROLL, RETURN),
        _NEEDS: (ON_ROLL,),
        "SchoolCensus": (RETURN, "term"),
    },
    message="The pupil has a plan or SEN support and no type of need: add the primary one.",
    dimension=Dimension.COMPLETENESS,
)
def need_missing(evidence: ReturnColumns) -> dict[str, Mask]:
    """Provision E or K and no row of SENNeeds, in a return of spring."""
    rows = evidence.table(_ON)
    spring = of_return(evidence, _ON, "term").eq(codes.SPRING).fillna(value=False)
    told = stands_in(rows[ON_ROLL], evidence.table(_NEEDS)[ON_ROLL])
    provided = rows["senprovision"].isin(codes.WITH_NEED)
    return {_ON: spring & provided & rows[ON_ROLL].notna() & ~told}


@rules(
    "AE-SC-NEED-WITHOUT-SEN",
    fields={_NEEDS: (ON_ROLL,)},
    reads={_ON: (ON_ROLL, "senprovision")},
    message="There is a type of need of a pupil without special educational needs: remove it, or "
    "correct the provision.",
)
def need_without_provision(evidence: ReturnColumns) -> dict[str, Mask]:
    """A row of SENNeeds, and provision N."""
    provision = of_pupil(evidence, _NEEDS, _ON, "senprovision")
    return {_NEEDS: provision.eq(codes.NO_SEN)}


@rules(
    "AE-SC-NEED-RANK",
    fields={_NEEDS: ("sentyperank",)},
    reads={_NEEDS: (ON_ROLL,)},
    message="A pupil has one primary need, and this one has none or several: rank one need 1 and "
    "the others after it.",
)
def primary_need(evidence: ReturnColumns) -> dict[str, Mask]:
    """Not exactly one need of rank 1; all the pupil's needs are implicated."""
    rows = evidence.table(_NEEDS)
    pupils = groups(rows[ON_ROLL])
    first = rows["sentyperank"].eq(1).to_numpy(dtype=bool, na_value=False)
    return {_NEEDS: (shared(pupils) > 0) & (shared(pupils, first) != 1)}


@rules(
    "AE-SC-NEED-TWICE",
    fields={_NEEDS: ("sentype",)},
    reads={_NEEDS: (ON_ROLL,)},
    message="The pupil has a type of need twice: give each once.",
    dimension=Dimension.UNIQUENESS,
)
def need_twice(evidence: ReturnColumns) -> dict[str, Mask]:
    """``sentype`` several times for one pupil."""
    rows = evidence.table(_NEEDS)
    return {_NEEDS: shared(groups(rows[ON_ROLL], rows["sentype"])) > 1}
