"""The reason for a new episode (``RNE``) says what changed: 431 to 436."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_PLACEMENT = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")
"""What a placement is known by."""
_STATUS_ONLY = "L"
_PLACEMENT_ONLY = ("P", "T")
"""The placement changed; with T the carer did not."""
_BOTH = ("B", "U")
"""Legal status and placement changed; with U the carer did not."""


@rules(
    "431",
    fields={"Episodes": ("RNE", "DECOM")},
    reads={"Episodes": ("CHILD", "DEC")},
    message="Said to be the start of care on the day the episode before ended: correct the reason, "
    "or the date.",
)
def starts_on_the_day_another_ended(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``RNE`` S, and ``DECOM`` is ``DEC`` of the child's episode before."""
    rows = evidence.episodes
    same_day = rows["DECOM"] == evidence.order("Episodes").previous(rows["DEC"])
    return {"Episodes": rows["RNE"].eq(codes.STARTED) & same_day}


@rules(
    "432",
    fields={"Episodes": ("RNE",)},
    reads={"Episodes": ("CHILD", "DECOM", "REC")},
    message="Care had ended with the episode before, so this one starts it anew: code S, or "
    "correct why that one ended.",
)
def goes_on_after_care_ended(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``RNE`` other than S, and ``REC`` of the child's episode before other than X1."""
    rows = evidence.episodes
    ended = evidence.order("Episodes").previous(rows["REC"])
    return {"Episodes": _continues(rows["RNE"]) & ended.notna() & ended.ne(codes.CONTINUES)}


@rules(
    "433",
    fields={"Episodes": ("RNE", "DECOM")},
    reads={"Episodes": ("CHILD", "DEC")},
    message="Said to go on from the episode before, and starts on another day than that ended: "
    "correct the dates or the reason.",
)
def goes_on_after_a_gap(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``RNE`` other than S, and ``DECOM`` not ``DEC`` of the child's episode before.

    Where that one has no ``DEC``, rule 142 asks for it.
    """
    rows = evidence.episodes
    ended = evidence.order("Episodes").previous(rows["DEC"])
    return {"Episodes": _continues(rows["RNE"]) & ended.notna() & (rows["DECOM"] != ended)}


@rules(
    "434",
    fields={"Episodes": ("RNE", "LS", *_PLACEMENT)},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="The reason for the new episode says that only the legal status changed, and the "
    "episodes say otherwise: correct the reason, the status or the placement.",
)
def not_status_alone(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``RNE`` L, and ``LS`` as in the child's episode before or any of the placement not."""
    rows = evidence.episodes
    wrong = same_as_before(evidence, "LS") | ~same_as_before(evidence, *_PLACEMENT)
    follows = evidence.order("Episodes").has_previous
    return {"Episodes": follows & rows["RNE"].eq(_STATUS_ONLY) & wrong}


@rules(
    "435",
    fields={"Episodes": ("LS", *_PLACEMENT)},
    reads={"Episodes": ("CHILD", "DECOM", "RNE")},
    message="The reason for the new episode says that only the placement changed, and the episodes "
    "say otherwise: correct the reason, the status or the placement.",
)
def not_placement_alone(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``RNE`` P or T, and ``LS`` not as in the child's episode before or all of the placement."""
    rows = evidence.episodes
    wrong = ~same_as_before(evidence, "LS") | same_as_before(evidence, *_PLACEMENT)
    follows = evidence.order("Episodes").has_previous
    return {"Episodes": follows & rows["RNE"].isin(_PLACEMENT_ONLY) & wrong}


@rules(
    "436",
    fields={"Episodes": ("RNE", "LS", *_PLACEMENT)},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="The reason for the new episode says that legal status and placement changed, and one "
    "of them did not: correct the reason, the status or the placement.",
)
def not_both_changed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``RNE`` B or U, and ``LS`` or all of the placement as in the child's episode before."""
    rows = evidence.episodes
    one_stayed = same_as_before(evidence, "LS") | same_as_before(evidence, *_PLACEMENT)
    follows = evidence.order("Episodes").has_previous
    return {"Episodes": follows & rows["RNE"].isin(_BOTH) & one_stayed}


def same_as_before(evidence: Ssda903Columns, *columns: str) -> NDArray[np.bool_]:
    """Episodes that say in all these columns what the one before says; empty equals empty."""
    rows, order = evidence.episodes, evidence.order("Episodes")
    stayed = np.ones(len(rows), dtype=bool)
    for name in columns:
        stayed &= _same(rows[name], order.previous(rows[name]))
    return stayed


def _continues(reason: pd.Series[str]) -> pd.Series[bool]:
    return reason.notna() & reason.ne(codes.STARTED)


def _same(now: pd.Series[str], before: pd.Series[str]) -> NDArray[np.bool_]:
    return ((now == before) | (now.isna() & before.isna())).to_numpy(dtype=bool)
