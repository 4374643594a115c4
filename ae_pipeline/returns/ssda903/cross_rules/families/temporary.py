"""After a temporary placement (T0 to T4) the child goes back: 383.

Not here: how long and how often (``limits``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.sequence import NONE, pick

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()


@rules(
    "383",
    fields={"Episodes": ("PLACE", "RNE", "PL_POST")},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="The child did not go back to the usual placement, so this one was not temporary: "
    "correct its code, or the placement before or after.",
)
def did_not_go_back(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A temporary placement between two others that differ in ``PLACE`` or ``PL_POST``.

    The temporary episodes are found. Several in a row are one absence. There is nothing to compare
    where no placement comes before or after, the one after starts another period of care (``RNE``
    S), or a cell is empty. The source does not say what 2025-26 changed, so all years are
    asked alike.
    """
    rows = evidence.episodes
    temporary = rows["PLACE"].isin(codes.TEMPORARY)
    before, after = _around(evidence, temporary.to_numpy(dtype=bool))
    moved = np.zeros(len(rows), dtype=bool)
    for name in ("PLACE", "PL_POST"):
        was, became = pick(rows[name], before), pick(rows[name], after)
        moved |= (was.notna() & became.notna() & (was != became)).to_numpy(dtype=bool)
    anew = pick(rows["RNE"], after).eq(codes.STARTED)
    return {"Episodes": temporary & moved & ~anew.fillna(value=False)}


def _around(
    evidence: Ssda903Columns, temporary: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each episode, the child's nearest before and after it that are not temporary."""
    order = evidence.order("Episodes")
    rows, starts = order.rows, order.starts_child
    usual = np.where(~temporary[rows], rows, NONE)
    before = np.full(len(temporary), NONE, dtype=np.int64)
    after = before.copy()
    before[rows] = _carried(usual, starts)
    ends = np.append(starts[1:], np.True_)[: len(rows)]
    after[rows] = _carried(usual[::-1], ends[::-1])[::-1]
    return before, after


def _carried(positions: NDArray[np.int64], starts: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Positions carried on over ``NONE`` until another child starts."""
    places = np.arange(len(positions))
    known = np.maximum.accumulate(np.where((positions != NONE) | starts, places, 0))
    return positions[known]
