"""The decision that a child should be placed for adoption, against care, AD1 and last year.

Here: 521 to 525, 551 to 558, 582. Not here: one decision after another and year
after year (``adoption_decisions``), nor what one row of PlacedAdoption says by itself
(the contract's 522 and 563). A decision stands while ``DATE_PLACED_CEASED`` is empty; a child may
have one decision after another, and rules speak of the one that matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules, since, until
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_TABLE = "PlacedAdoption"
_CHILD = ("CHILD",)
_ADOPTED = frozenset({"E11", "E12"})
_AD1 = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")


@rules(
    "521",
    fields={"Episodes": ("PLACE", "DECOM"), "AD1": ("DATE_INT",)},
    reads={"Episodes": _CHILD, "AD1": _CHILD},
    message="The child was placed for adoption before the decision that adoption is in its best "
    "interests: correct one of the dates.",
)
def placed_before_decision(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_INT`` after ``DECOM`` of an episode in A3 to A6."""
    rows = evidence.episodes
    decided = evidence.on("Episodes", evidence.per_child("AD1", "DATE_INT"))
    early = rows["PLACE"].isin(codes.ADOPTION) & (rows["DECOM"] < decided)
    in_ad1 = evidence.on("AD1", evidence.which_children("Episodes", early))
    return {"Episodes": early, "AD1": in_ad1}


@rules(
    "523",
    fields={_TABLE: ("DATE_PLACED",), "AD1": ("DATE_INT",)},
    reads={_TABLE: _CHILD, "AD1": _CHILD},
    message="The decision to place the child and the decision that adoption is in its best "
    "interests are one, with one date: correct one of the two.",
)
def decided_on_two_days(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED`` of a decision that stands, unlike ``DATE_INT`` in AD1."""
    decided = evidence.on(_TABLE, evidence.per_child("AD1", "DATE_INT"))
    placed = evidence.table(_TABLE)["DATE_PLACED"]
    stands = evidence.optional(_TABLE, "DATE_PLACED_CEASED").isna()
    differs = stands & placed.notna() & decided.notna() & (placed != decided)
    in_ad1 = evidence.on("AD1", evidence.which_children(_TABLE, differs))
    return {_TABLE: differs, "AD1": in_ad1 & evidence.table("AD1")["DATE_INT"].notna()}


@rules(
    "525",
    fields={_TABLE: ("DATE_PLACED_CEASED",), "AD1": _AD1},
    reads={_TABLE: _CHILD, "AD1": _CHILD},
    message="The decision to place the child for adoption was reversed, so it was not adopted: "
    "remove the date of reversal, or what AD1 says.",
)
def adopted_after_reversal(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED_CEASED`` given and AD1 not empty, unless a dated decision stands beside it."""
    reversed_ = _reversed(evidence)
    filled = evidence.table("AD1")[list(_AD1)].notna().any(axis="columns")
    said = evidence.on(_TABLE, evidence.which_children("AD1", filled))
    of_reversed = evidence.on("AD1", evidence.which_children(_TABLE, reversed_))
    return {_TABLE: reversed_ & said, "AD1": filled & of_reversed}


@rules(
    "551",
    fields={"Episodes": ("PLACE",), _TABLE: ("DATE_PLACED",)},
    reads={"Episodes": _CHILD, _TABLE: _CHILD},
    message="The child is placed for adoption: give the date of the decision to place it.",
    dimension=Dimension.COMPLETENESS,
)
def placed_without_decision(evidence: Ssda903Columns) -> dict[str, Mask]:
    """An episode in A3 to A6, and no row of the child with ``DATE_PLACED``."""
    return _without_decision(evidence, evidence.episodes["PLACE"].isin(codes.ADOPTION))


@rules(
    "552",
    fields={"Episodes": ("DECOM",), _TABLE: ("DATE_PLACED",)},
    reads={"Episodes": ("CHILD", "PLACE"), _TABLE: _CHILD},
    message="The child was placed for adoption before it was decided: correct one of the dates.",
)
def placed_before_it_was_decided(evidence: Ssda903Columns) -> dict[str, Mask]:
    """An adoptive placement began before the child's earliest ``DATE_PLACED``."""
    return _before_decision(evidence, evidence.episodes["PLACE"].isin(codes.ADOPTION))


def _ordered(code: str, status: str, order: str) -> None:
    def no_decision(evidence: Ssda903Columns) -> dict[str, Mask]:
        """An episode under this order, and no row of the child with ``DATE_PLACED``."""
        return _without_decision(evidence, evidence.episodes["LS"].eq(status))

    rules(
        code,
        fields={"Episodes": ("CHILD", "LS"), _TABLE: ("CHILD", "DATE_PLACED")},
        message=f"The child is under a {order} order: give the date of the decision to place it "
        "for adoption.",
        dimension=Dimension.COMPLETENESS,
    )(no_decision)


def _ordered_early(code: str, status: str, order: str) -> None:
    def before_decision(evidence: Ssda903Columns) -> dict[str, Mask]:
        """The first episode under this order began before the child's earliest ``DATE_PLACED``.

        An order made before the first episode of this return cannot be seen, nor can its date.
        """
        return _before_decision(evidence, evidence.episodes["LS"].eq(status))

    rules(
        code,
        fields={"Episodes": ("DECOM", "LS"), _TABLE: ("DATE_PLACED",)},
        reads={"Episodes": _CHILD, _TABLE: _CHILD},
        message=f"The {order} order was made before the decision to place the child for adoption: "
        "correct one of the dates.",
    )(before_decision)


_ordered("553", codes.PLACEMENT_ORDER, "placement")
_ordered_early("554", codes.PLACEMENT_ORDER, "placement")
_ordered("555", codes.FREEING_ORDER, "freeing")
_ordered_early("556", codes.FREEING_ORDER, "freeing")


def _left_unadopted(years: tuple[str, str], orders: frozenset[str]) -> None:
    def not_reversed(evidence: Ssda903Columns) -> dict[str, Mask]:
        """Care ended from an adoptive placement or under an order, with ``REC`` of no adoption.

        And the child has no row in PlacedAdoption, or one without the date or the reason of
        reversal. Freeing orders counted until they were withdrawn in 2024-25.
        """
        rows, decisions = evidence.episodes, evidence.table(_TABLE)
        decided = rows["PLACE"].isin(codes.ADOPTION) | rows["LS"].isin(orders)
        left = rows["REC"].notna() & ~rows["REC"].isin(_ADOPTED | {codes.CONTINUES})
        partly = decisions["DATE_PLACED_CEASED"].isna() | decisions["REASON_PLACED_CEASED"].isna()
        told = evidence.which_children(_TABLE) & ~evidence.which_children(_TABLE, partly)
        wrong = decided & left & rows["CHILD"].notna() & ~evidence.on("Episodes", told)
        of_wrong = evidence.on(_TABLE, evidence.which_children("Episodes", wrong))
        return {"Episodes": wrong, _TABLE: partly & of_wrong}

    rules(
        "557",
        fields={
            "Episodes": ("PLACE", "LS", "REC"),
            _TABLE: ("DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
        },
        reads={"Episodes": _CHILD, _TABLE: _CHILD},
        message="The child was to be adopted and left care otherwise: give the date and the "
        "reason of the decision that it should no longer be placed.",
        dimension=Dimension.COMPLETENESS,
        years=years,
    )(not_reversed)


_left_unadopted(until("2023-24"), frozenset({codes.PLACEMENT_ORDER, codes.FREEING_ORDER}))
_left_unadopted(since("2024-25"), frozenset({codes.PLACEMENT_ORDER}))


@rules(
    "558",
    fields={"Episodes": ("REC",), _TABLE: ("DATE_PLACED_CEASED",)},
    reads={"Episodes": _CHILD, _TABLE: _CHILD},
    message="The child was adopted, so the decision to place it stands: remove the date on which "
    "it was reversed.",
)
def adopted_and_reversed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``REC`` E11 or E12 and ``DATE_PLACED_CEASED``, unless a dated decision stands beside it."""
    reversed_ = _reversed(evidence)
    adopted = evidence.episodes["REC"].isin(_ADOPTED)
    of_reversed = evidence.on("Episodes", evidence.which_children(_TABLE, reversed_))
    of_adopted = evidence.on(_TABLE, evidence.which_children("Episodes", adopted))
    return {"Episodes": adopted & of_reversed, _TABLE: reversed_ & of_adopted}


@rules(
    "582",
    fields={"Episodes": ("DEC",), "AD1": ("DATE_MATCH",)},
    reads={"Episodes": ("CHILD", "REC"), "AD1": _CHILD},
    message="The child was adopted on the day it was matched, which is unusual: check both dates.",
    dimension=Dimension.ACCURACY,
)
def adopted_when_matched(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DEC`` of an episode that ended in adoption (E11, E12) is ``DATE_MATCH``."""
    rows = evidence.episodes
    matched = evidence.on("Episodes", evidence.per_child("AD1", "DATE_MATCH"))
    same = rows["REC"].isin(_ADOPTED) & (rows["DEC"] == matched)
    return {"Episodes": same, "AD1": evidence.on("AD1", evidence.which_children("Episodes", same))}


def _reversed(evidence: Ssda903Columns) -> pd.Series[bool]:
    """Decisions with a date of reversal, of children who have no dated decision that stands."""
    ceased = evidence.table(_TABLE)["DATE_PLACED_CEASED"].notna()
    stands = ~ceased & evidence.optional(_TABLE, "DATE_PLACED").notna()
    return ceased & ~evidence.on(_TABLE, evidence.which_children(_TABLE, stands))


def _without_decision(evidence: Ssda903Columns, episodes: pd.Series[bool]) -> dict[str, Mask]:
    """Of these episodes, those of children with no ``DATE_PLACED``; and these children's rows."""
    dated = evidence.table(_TABLE)["DATE_PLACED"].notna()
    decided = evidence.on("Episodes", evidence.which_children(_TABLE, dated))
    wrong = episodes & evidence.episodes["CHILD"].notna() & ~decided
    return {
        "Episodes": wrong,
        _TABLE: evidence.on(_TABLE, evidence.which_children("Episodes", wrong)),
    }


def _before_decision(evidence: Ssda903Columns, episodes: pd.Series[bool]) -> dict[str, Mask]:
    """Of each run of such episodes the first, where it began before the earliest decision.

    With it, the child's rows of that decision.
    """
    begins = episodes & ~evidence.order("Episodes").previous(episodes)
    earliest = evidence.per_child(_TABLE, "DATE_PLACED", take="earliest")
    early = begins & (evidence.episodes["DECOM"] < evidence.on("Episodes", earliest))
    of_early = evidence.on(_TABLE, evidence.which_children("Episodes", early))
    first = evidence.table(_TABLE)["DATE_PLACED"] == evidence.on(_TABLE, earliest)
    return {"Episodes": early, _TABLE: first & of_early}
