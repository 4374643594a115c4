"""The reason for a new episode (``RNE``) says what changed: 431 to 436."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.returns.ssda903.statutory.rule import Family

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.returns.ssda903.statutory.evidence import Evidence, Mask

statutory = Family()
_PLACEMENT = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")
"""What a placement is known by."""
_BOTH = ("B", "U")
"""Legal status and placement changed; with U the carer did not."""


@statutory(
    "436",
    fields={"Episodes": ("RNE", "LS", *_PLACEMENT)},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="The reason for the new episode says that legal status and placement changed, and one "
    "of them did not: correct the reason, the status or the placement.",
)
def not_both_changed(evidence: Evidence) -> dict[str, Mask]:
    """``RNE`` B or U, and ``LS`` or all of the placement as in the child's episode before."""
    rows = evidence.episodes
    one_stayed = same_as_before(evidence, "LS") | same_as_before(evidence, *_PLACEMENT)
    follows = evidence.order("Episodes").has_previous
    return {"Episodes": follows & rows["RNE"].isin(_BOTH) & one_stayed}


def same_as_before(evidence: Evidence, *columns: str) -> NDArray[np.bool_]:
    """Episodes that say in all these columns what the one before says; empty equals empty."""
    rows, order = evidence.episodes, evidence.order("Episodes")
    stayed = np.ones(len(rows), dtype=bool)
    for name in columns:
        stayed &= _same(rows[name], order.previous(rows[name]))
    return stayed


def _same(now: pd.Series[str], before: pd.Series[str]) -> NDArray[np.bool_]:
    return ((now == before) | (now.isna() & before.isna())).to_numpy(dtype=bool)
