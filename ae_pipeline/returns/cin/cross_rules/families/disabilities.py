"""A child's disabilities: 8540, 8790, 8794."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.returns.cin import codes
from ae_pipeline.returns.cin.cross_rules.columns import as_flags
from ae_pipeline.returns.cin.cross_rules.rule import CHILD, OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_TABLE = "Disabilities"
_NONE = "NONE"
_EPISODE = ("LAchildID", "ReferralNFA")
_BORN = ("LAchildID", "PersonBirthDate")
_DISABILITY = ("LAchildID", "Disability")


@rules(
    "8540",
    fields={_TABLE: ("Disability",), "ChildIdentifiers": _BORN, "CINdetails": _EPISODE},
    reads={_TABLE: CHILD},
    spares={_TABLE: CHILD, "ChildIdentifiers": _BORN, "CINdetails": _EPISODE},
    message="Say which disabilities the child has, by their codes, or NONE.",
    dimension=Dimension.COMPLETENESS,
)
def disability_not_told(evidence: CinColumns) -> dict[str, Mask]:
    """No disability, not even NONE, of a child who is born and was more than referred.

    And every one that is empty or no code, whoever has it. That a child has none can be asked
    where the children and their episodes were given; the rows found are the child's, and those of
    its referrals that led to further action.
    """
    told = evidence.table(_TABLE)["Disability"]
    found: dict[str, Mask] = {_TABLE: ~told.isin(codes.DISABILITY.base)}
    if not (
        evidence.given(_TABLE, *CHILD)
        and evidence.given("ChildIdentifiers", *_BORN)
        and evidence.given("CINdetails", *_EPISODE)
    ):
        return found
    further = evidence.says_no("CINdetails", "ReferralNFA")
    further_by_child = evidence.on(
        "ChildIdentifiers", evidence.which_children("CINdetails", further)
    )
    has_row = evidence.on("ChildIdentifiers", evidence.which_children(_TABLE))
    born = evidence.table("ChildIdentifiers")["PersonBirthDate"].notna()
    untold = born & further_by_child & ~has_row
    found["ChildIdentifiers"] = untold
    found["CINdetails"] = further & evidence.on(
        "CINdetails", evidence.which_children("ChildIdentifiers", untold)
    )
    return found


@rules(
    "8790",
    fields={_TABLE: ("Disability",)},
    reads={_TABLE: CHILD},
    message="The child is said to have no disability, and to have one: remove what is wrong.",
)
def none_and_some(evidence: CinColumns) -> dict[str, Mask]:
    """NONE and another of one child; all rows of the child are found."""
    told = evidence.table(_TABLE)["Disability"]
    none = evidence.which_children(_TABLE, told.eq(_NONE))
    some = evidence.which_children(_TABLE, told.ne(_NONE) & told.notna())
    return {_TABLE: evidence.on(_TABLE, none & some)}


@rules(
    "8794",
    fields={_TABLE: ("Disability",)},
    reads={_TABLE: CHILD},
    message="The child has this disability more than once: state each once.",
    dimension=Dimension.UNIQUENESS,
)
def told_twice(evidence: CinColumns) -> dict[str, Mask]:
    """Every row of a disability that stands more than once for a child."""
    rows = evidence.table(_TABLE)[list(_DISABILITY)]
    whole = as_flags(rows.notna().all(axis=1))
    return {_TABLE: pd.Series(whole) & rows.duplicated(keep=False)}
