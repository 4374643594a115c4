"""Episodes of one child after another: each ends before the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()


@rules(
    "142",
    fields={"Episodes": ("DEC", "REC")},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="A later episode has begun: give the date and the reason this one ceased.",
    dimension=Dimension.COMPLETENESS,
)
def left_open(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DEC`` or ``REC`` empty in an episode that is not the child's last."""
    rows = evidence.episodes
    open_ = rows["DEC"].isna() | rows["REC"].isna()
    return {"Episodes": evidence.order("Episodes").has_next & open_}


@rules(
    "501",
    fields={"Episodes": ("DECOM", "DEC")},
    reads={"Episodes": ("CHILD",)},
    message="The episode starts before the one before it ended: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def starts_too_early(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DECOM`` before ``DEC`` of the child's episode before; the later of the two is reported."""
    rows = evidence.episodes
    return {"Episodes": rows["DECOM"] < evidence.order("Episodes").previous(rows["DEC"])}
