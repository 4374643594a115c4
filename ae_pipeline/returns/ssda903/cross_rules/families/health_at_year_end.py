"""Health in care (OC2) that is asked by the child's age on the last day of the year: 542 to 546.

A child without a row in OC2 cannot be pointed at here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903.cross_rules.ages import has_reached, is_under
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_CARE = {"Episodes": ("CHILD", "DECOM", "DEC")}
_CONVICTED_FROM, _CHECKED_UNTIL = 10, 5


@rules(
    "542",
    fields={"OC2": ("CONVICTED",)},
    reads={"OC2": ("DOB",)},
    message="The child was under 10 at the end of the year, so convictions are not asked: remove "
    "the answer.",
)
def convicted_too_young(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``CONVICTED`` given, and under 10 on the last day of the year."""
    rows = evidence.table("OC2")
    young = is_under(rows["DOB"], _CONVICTED_FROM, evidence.collection_end)
    return {"OC2": rows["CONVICTED"].notna() & young}


@rules(
    "543",
    fields={"OC2": ("DOB", "CONVICTED")},
    reads={"OC2": ("CHILD",), **_CARE},
    message="The child was 10 or over and looked after all year: say whether it was convicted.",
    dimension=Dimension.COMPLETENESS,
)
def convictions_not_answered(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``CONVICTED`` empty, 10 or over on the last day, and looked after for all of the year."""
    rows = evidence.table("OC2")
    asked = has_reached(rows["DOB"], _CONVICTED_FROM, evidence.collection_end)
    asked &= evidence.on("OC2", evidence.looked_after_all_year)
    return {"OC2": asked & rows["CONVICTED"].isna()}


@rules(
    "545",
    fields={"OC2": ("DOB", "HEALTH_CHECK")},
    reads={"OC2": ("CHILD",), **_CARE},
    message="The child was under 5 and looked after all year: say whether its development checks "
    "are up to date.",
    dimension=Dimension.COMPLETENESS,
)
def checks_not_answered(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``HEALTH_CHECK`` empty, under 5 on the last day, and looked after for all of the year."""
    rows = evidence.table("OC2")
    asked = is_under(rows["DOB"], _CHECKED_UNTIL, evidence.collection_end)
    asked &= evidence.on("OC2", evidence.looked_after_all_year)
    return {"OC2": asked & rows["HEALTH_CHECK"].isna()}


@rules(
    "546",
    fields={"OC2": ("DOB", "HEALTH_CHECK")},
    message="The child was 5 or over at the end of the year, so development checks are not asked: "
    "remove the answer.",
)
def checked_too_old(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``HEALTH_CHECK`` given, and 5 or over on the last day of the year."""
    rows = evidence.table("OC2")
    older = has_reached(rows["DOB"], _CHECKED_UNTIL, evidence.collection_end)
    return {"OC2": rows["HEALTH_CHECK"].notna() & older}
