"""Health in care (OC2): who is asked what, by age and by time looked after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903.cross_rules.ages import is_under
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_SDQ_FROM = 4


@rules(
    "185",
    fields={"OC2": ("SDQ_SCORE",)},
    reads={"OC2": ("CHILD",), "Episodes": ("CHILD", "DECOM", "DEC")},
    message="The child was not looked after all year, so no SDQ score is asked: remove it, or "
    "correct the episodes.",
)
def score_of_child_not_looked_after_all_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SDQ_SCORE`` of a child not looked after for the twelve months to the end of the year."""
    all_year = evidence.on("OC2", evidence.looked_after_all_year)
    return {"OC2": evidence.table("OC2")["SDQ_SCORE"].notna() & ~all_year}


@rules(
    "188",
    fields={"OC2": ("SDQ_SCORE", "SDQ_REASON")},
    reads={"OC2": ("DOB",)},
    message="The child was under 4 at the end of the year, so the SDQ is not asked: leave score "
    "and reason empty.",
)
def asked_too_young(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Under 4 on the last day of the year, and a score or a reason for none."""
    rows = evidence.table("OC2")
    given = rows["SDQ_SCORE"].notna() | rows["SDQ_REASON"].notna()
    return {"OC2": given & is_under(rows["DOB"], _SDQ_FROM, evidence.collection_end)}
