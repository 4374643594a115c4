"""What goes with a placement code and with a change of placement: 217, 217t, 225, 226, 230, 234.

Not here: providers and their places, nor whether what an episode changed is what it says
(``changes``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.ages import is_under
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_WITH_THEIR_FOSTER_CARERS = ("A3", "A5")
_THEIR_REASONS = ("S", "T", "U")
_ASKED_FROM = pd.Timestamp(2015, 4, 1)
_REGULATED_FROM = pd.Timestamp(2023, 10, 28)
"""Supported accommodation."""
_NEW_PLACEMENT = ("P", "T", "B", "U")
_CUSTODY = "CUSTOD"
_CRIMINAL_AGE = 10


@rules(
    "217",
    fields={"Episodes": ("PLACE", "DECOM", "RNE")},
    message="Placed for adoption with the child's own foster carers, the carer does not change: "
    "the reason for the new episode is S, T or U.",
)
def carer_did_not_change(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PLACE`` A3 or A5 begun on or after 1 April 2015, with another ``RNE`` or none.

    Reasons for new episodes tell a change of carer only since then.
    """
    rows = evidence.episodes
    placed = rows["PLACE"].isin(_WITH_THEIR_FOSTER_CARERS) & (rows["DECOM"] >= _ASKED_FROM)
    return {"Episodes": placed & ~rows["RNE"].isin(_THEIR_REASONS)}


@rules(
    "217t",
    fields={"Episodes": ("PLACE", "DECOM")},
    message="Independent living (P2) is no placement from 28 October 2023: give the code that "
    "took its place.",
    dimension=Dimension.VALIDITY,
)
def independent_living_too_late(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PLACE`` P2 in an episode begun on 28 October 2023 or later."""
    rows = evidence.episodes
    return {"Episodes": _is(rows["PLACE"], "P2") & (rows["DECOM"] >= _REGULATED_FROM)}


@rules(
    "225",
    fields={"Episodes": ("REASON_PLACE_CHANGE",)},
    reads={"Episodes": ("CHILD", "DECOM", "REC", "PLACE", "RNE")},
    message="The child moved on to another placement: give the reason why the placement changed.",
    dimension=Dimension.COMPLETENESS,
)
def change_without_reason(evidence: Ssda903Columns) -> dict[str, Mask]:
    """No reason in an episode that ends with X1 before one whose ``RNE`` tells a new placement.

    Not asked where either placement is a temporary one (T0 to T4).
    """
    rows, order = evidence.episodes, evidence.order("Episodes")
    moved = order.following(rows["RNE"]).isin(_NEW_PLACEMENT)
    temporary = _temporary(rows["PLACE"]) | _temporary(order.following(rows["PLACE"]))
    went_on = _is(rows["REC"], codes.CONTINUES)
    return {"Episodes": went_on & moved & ~temporary & rows["REASON_PLACE_CHANGE"].isna()}


@rules(
    "226",
    fields={"Episodes": ("REASON_PLACE_CHANGE", "PLACE")},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="A move to or from a temporary placement needs no reason for the change: leave it "
    "empty.",
)
def reason_for_temporary_move(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A reason in an episode in a temporary placement (T0 to T4), or in the one before it."""
    rows, order = evidence.episodes, evidence.order("Episodes")
    temporary = _temporary(rows["PLACE"]) | _temporary(order.following(rows["PLACE"]))
    return {"Episodes": temporary & rows["REASON_PLACE_CHANGE"].notna()}


@rules(
    "230",
    fields={"Episodes": ("PLACE", "DEC", "URN")},
    message="From 28 October 2023 semi-independent accommodation in England has a URN: give it, "
    "or XXXXXXX where the provider is not registered.",
    dimension=Dimension.COMPLETENESS,
)
def supported_without_urn(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PLACE`` H5 without ``URN`` in an episode open, or ended on 28 October 2023 or later.

    The list names ``DEC`` and no start, so that "from" is said of the day an episode ended: one
    that ended on 28 October is asked, whenever it began. ``DECOM`` is what 217t goes by. The
    placement is taken to be in England, unless ``PL_LA`` is given and is elsewhere.
    """
    rows = evidence.episodes
    lasts = rows["DEC"].isna() | (rows["DEC"] >= _REGULATED_FROM)
    area = evidence.optional("Episodes", "PL_LA")
    elsewhere = area.notna() & ~area.str.startswith("E", na=False)
    return {"Episodes": _is(rows["PLACE"], "H5") & lasts & ~elsewhere & rows["URN"].isna()}


@rules(
    "234",
    fields={"Episodes": ("REASON_PLACE_CHANGE",), "Header": ("DOB",)},
    reads={"Episodes": ("CHILD",), "Header": ("CHILD",)},
    message="A child under 10 cannot be taken into custody: correct the reason for the change of "
    "placement, or the date of birth.",
)
def custody_too_young(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``REASON_PLACE_CHANGE`` CUSTOD where the child was under 10 when the episode ended.

    Where ``DEC`` is not known, under 10 on the last day of the year.
    """
    rows = evidence.episodes
    changed = evidence.optional("Episodes", "DEC").fillna(evidence.collection_end)
    too_young = is_under(evidence.born("Episodes"), _CRIMINAL_AGE, changed)
    wrong = _is(rows["REASON_PLACE_CHANGE"], _CUSTODY) & too_young
    return {
        "Episodes": wrong,
        "Header": evidence.on("Header", evidence.which_children("Episodes", wrong)),
    }


def _is(values: pd.Series[Any], code: str) -> pd.Series[bool]:
    return values.eq(code).fillna(value=False)


def _temporary(places: pd.Series[Any]) -> pd.Series[bool]:
    return places.isin(codes.TEMPORARY)
