"""Placed for adoption and adopted: 331 to 336, 390 and 408.

Here: episodes of placement for adoption, and AD1 against them. Not here: the decision that a child
should be placed (table PlacedAdoption), nor ages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.sequence import Sequence

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_ADOPTED = ("E11", "E12")
_WITH_FOSTER_CARER = ("A2", "A3", "A5")
_WITH_OTHERS = ("A1", "A4", "A6")
"""A1 and A2 are older codes of placement for adoption."""
_WITH_ORDER = ("A5", "A6")
_CHILD = ("CHILD",)


@rules(
    "331",
    fields={"AD1": ("DATE_MATCH",), "Episodes": ("DECOM", "REC")},
    reads={"AD1": _CHILD, "Episodes": _CHILD},
    message="Matched with the adopters after being placed with them: correct one of the dates.",
)
def matched_after_placed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_MATCH`` after ``DECOM`` of the episode that ended with adoption (E11, E12)."""
    rows = evidence.episodes
    adopted = rows["REC"].isin(_ADOPTED)
    placed = evidence.per_child("Episodes", "DECOM", adopted, take="latest")
    matched = evidence.table("AD1")["DATE_MATCH"]
    late = matched > evidence.on("AD1", placed)
    of_child = evidence.on("Episodes", evidence.which_children("AD1", late))
    latest = rows["DECOM"] == evidence.on("Episodes", placed)
    return {"AD1": late, "Episodes": adopted & of_child & latest}


@rules(
    "334",
    fields={"AD1": ("DATE_INT",), "Episodes": ("DECOM", "RNE")},
    reads={"AD1": _CHILD, "Episodes": _CHILD},
    message="The decision that the child should be placed for adoption comes before this period of "
    "care: correct one of the dates.",
)
def decided_before_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_INT`` before ``DECOM`` of the child's latest episode with ``RNE`` S."""
    rows = evidence.episodes
    starts = rows["RNE"].eq(codes.STARTED)
    started = evidence.per_child("Episodes", "DECOM", starts, take="latest")
    early = evidence.table("AD1")["DATE_INT"] < evidence.on("AD1", started)
    of_child = evidence.on("Episodes", evidence.which_children("AD1", early))
    latest = rows["DECOM"] == evidence.on("Episodes", started)
    return {"AD1": early, "Episodes": starts & of_child & latest}


@rules(
    "335",
    fields={"Episodes": ("PLACE",), "AD1": ("FOSTER_CARE",)},
    reads={"AD1": _CHILD, "Episodes": ("CHILD", "DECOM")},
    message="Whether the adopter is the foster carer is answered otherwise than by the last "
    "placement: correct one of the two.",
)
def by_another_carer(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``FOSTER_CARE`` 0 after a last placement in A3 or A5, or 1 after A4 or A6."""
    rows, foster = evidence.episodes, evidence.table("AD1")["FOSTER_CARE"]
    last = evidence.order("Episodes").is_last
    with_carer = last & rows["PLACE"].isin(_WITH_FOSTER_CARER)
    with_others = last & rows["PLACE"].isin(_WITH_OTHERS)
    denied = foster.eq(0).fillna(value=False)
    claimed = foster.eq(1).fillna(value=False)
    wrong = (
        denied & evidence.on("AD1", evidence.which_children("Episodes", with_carer)),
        claimed & evidence.on("AD1", evidence.which_children("Episodes", with_others)),
    )
    of_child = evidence.on("Episodes", evidence.which_children("AD1", wrong[0] | wrong[1]))
    return {"AD1": wrong[0] | wrong[1], "Episodes": (with_carer | with_others) & of_child}


@rules(
    "336",
    fields={"Episodes": ("PLACE",)},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="Placed for adoption with the current foster carer, and the placement before is no "
    "foster care: correct one of the two.",
)
def not_fostered_before(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PLACE`` A3 or A5, and the child's placement before neither foster care nor one of them.

    Temporary placements (T0 to T4) in between do not count. Without an episode before there is
    nothing to compare.
    """
    rows = evidence.episodes
    place = rows["PLACE"]
    order = Sequence(
        evidence.children("Episodes"),
        rows["DECOM"],
        evidence.optional("Episodes", "DEC"),
        among=~place.isin(codes.TEMPORARY),
    )
    before = order.previous(place)
    right = before.isin(codes.FOSTER) | before.isin(_WITH_FOSTER_CARER)
    return {"Episodes": place.isin(_WITH_FOSTER_CARER) & before.notna() & ~right}


@rules(
    "390",
    fields={"Episodes": ("PLACE", "REC")},
    message="Adopted from a placement that was not for adoption: correct the placement or the "
    "reason.",
)
def adopted_from_elsewhere(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``REC`` E11 or E12 and ``PLACE`` other than A3 to A6."""
    rows = evidence.episodes
    place = rows["PLACE"]
    elsewhere = place.notna() & ~place.isin(codes.ADOPTION)
    return {"Episodes": rows["REC"].isin(_ADOPTED) & elsewhere}


@rules(
    "408",
    fields={"Episodes": ("PLACE", "LS")},
    message="Placed for adoption under a placement order, and the legal status is another: correct "
    "one of the two.",
)
def without_placement_order(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PLACE`` A5 or A6 and ``LS`` other than E1."""
    rows = evidence.episodes
    status = rows["LS"]
    other = status.notna() & status.ne(codes.PLACEMENT_ORDER)
    return {"Episodes": rows["PLACE"].isin(_WITH_ORDER) & other}
