"""Adoption and permanence: adoption data (AD1), decisions, and permanence before care (PrevPerm).

Here: whether the tables agree with the episodes. Not here: pairs and order of the dates of one row
(the contract).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_CHILD = ("CHILD",)
_ADOPTED = frozenset({"E11", "E12"})
_AD1 = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
_PREV_PERM = ("LA_PERM", "PREV_PERM", "DATE_PERM")
_ASKED_SINCE = pd.Timestamp(2016, 4, 1)
"""Of children who started to be looked after on this day or later, permanence is asked."""


@rules(
    "601",
    fields={"Episodes": ("REC",), "AD1": _AD1},
    reads={"Episodes": _CHILD, "AD1": _CHILD},
    message="The child was adopted in the year, so all adoption data are asked: complete them.",
    dimension=Dimension.COMPLETENESS,
)
def adoption_data_missing(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Adopted, and no row in AD1 (the episode) or one with an empty cell (it and the row)."""
    adopted, rows = _adopted(evidence), evidence.table("AD1")
    incomplete = rows[list(_AD1)].isna().any(axis=1)
    without = ~evidence.which_children("AD1") | evidence.which_children("AD1", incomplete)
    was_adopted = evidence.on("AD1", evidence.which_children("Episodes", adopted))
    has_child = evidence.episodes["CHILD"].notna()
    return {
        "Episodes": adopted & has_child & evidence.on("Episodes", without),
        "AD1": incomplete & was_adopted,
    }


@rules(
    "602",
    fields={"AD1": _CHILD},
    reads={"Episodes": ("CHILD", "REC")},
    message="No episode ended in adoption in the year: remove the adoption data, or correct the "
    "reason the episode ceased.",
)
def not_adopted(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A row in AD1 of a child no episode of whom ended in adoption in the year."""
    adopted = evidence.on("AD1", evidence.which_children("Episodes", _adopted(evidence)))
    return {"AD1": evidence.table("AD1")["CHILD"].notna() & ~adopted}


@rules(
    "630",
    fields={"Episodes": ("RNE",)},
    reads={"Episodes": ("CHILD", "DECOM"), "PrevPerm": ("CHILD", "PREV_PERM")},
    message="The child started to be looked after in the year: add whether there had been a "
    "permanent placement before.",
    dimension=Dimension.COMPLETENESS,
)
def permanence_not_told(evidence: Ssda903Columns) -> dict[str, Mask]:
    """An episode that started care in the year, of a child without ``PREV_PERM``."""
    rows = evidence.episodes
    in_year = (rows["DECOM"] >= evidence.collection_start) & (
        rows["DECOM"] <= evidence.collection_end
    )
    told = evidence.which_children("PrevPerm", evidence.table("PrevPerm")["PREV_PERM"].notna())
    started = rows["RNE"].eq(codes.STARTED) & in_year & rows["CHILD"].notna()
    return {"Episodes": started & ~evidence.on("Episodes", told)}


@rules(
    "634",
    fields={"PrevPerm": _PREV_PERM, "Episodes": ("DECOM",)},
    reads={"PrevPerm": _CHILD, "Episodes": _CHILD},
    message="Permanence before care is asked of children who started to be looked after since "
    "1 April 2016: remove it, or correct the episodes.",
)
def permanence_not_asked(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The child's first episode began before 1 April 2016, and none since started care.

    A later episode says so by ``RNE`` S; other changes go on with the care that began before.
    """
    rows, told = evidence.episodes, evidence.table("PrevPerm")
    since = rows["DECOM"] >= _ASKED_SINCE
    first = evidence.order("Episodes").is_first
    started = since & evidence.optional("Episodes", "RNE").eq(codes.STARTED)
    long_ago = evidence.which_children("Episodes", first & ~since)
    long_ago &= ~evidence.which_children("Episodes", started)
    wrong = told[list(_PREV_PERM)].notna().any(axis=1) & evidence.on("PrevPerm", long_ago)
    has_entries = evidence.on("Episodes", evidence.which_children("PrevPerm", wrong))
    return {"PrevPerm": wrong, "Episodes": first & has_entries}


@rules(
    "1003",
    fields={"PlacedAdoption": ("DATE_PLACED",), "Episodes": ("DECOM", "RNE")},
    reads={"PlacedAdoption": _CHILD, "Episodes": _CHILD},
    message="The decision for adoption was taken before the child started to be looked after: "
    "correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def decided_before_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED`` before ``DECOM`` of the child's first episode, which started care.

    Where the first episode goes on with care (``RNE`` other than S), its start is not shown.
    """
    rows = evidence.episodes
    started = evidence.order("Episodes").is_first & rows["RNE"].eq(codes.STARTED)
    start = evidence.per_child("Episodes", "DECOM", started)
    early = evidence.table("PlacedAdoption")["DATE_PLACED"] < evidence.on("PlacedAdoption", start)
    children = evidence.which_children("PlacedAdoption", early)
    return {"PlacedAdoption": early, "Episodes": started & evidence.on("Episodes", children)}


def _adopted(evidence: Ssda903Columns) -> pd.Series[bool]:
    """Episodes that ended in adoption; not those known to have ended outside the year."""
    ended = evidence.optional("Episodes", "DEC")
    outside = (ended < evidence.collection_start) | (ended > evidence.collection_end)
    return evidence.episodes["REC"].isin(_ADOPTED) & ~outside
