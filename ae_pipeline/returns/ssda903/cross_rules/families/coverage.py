"""Every child of the return has its episodes, in this year's return and in last year's.

Not here: that a child has its row in Header (``integrity``), nor what episodes say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_CHILD = ("CHILD",)


@rules(
    "EPI",
    fields={"Header": _CHILD},
    reads={"Episodes": _CHILD},
    message="The child has no episode in this return: add the episodes, or remove the child.",
    dimension=Dimension.COMPLETENESS,
)
def without_episodes(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A child in Header and not in Episodes; not a care leaver, in OC3 where that was given."""
    known = evidence.which_children("Episodes")
    if evidence.given("OC3", "CHILD"):
        known |= evidence.which_children("OC3")
    return {"Header": evidence.header["CHILD"].notna() & ~evidence.on("Header", known)}


@rules(
    "NoE",
    fields={"Episodes": ("DECOM",)},
    reads={"Episodes": _CHILD},
    previous={"Episodes": _CHILD},
    message="The episode began before the year, and last year's return has no episode of the "
    "child: correct the date, or last year's return.",
)
def unknown_last_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DECOM`` before the first day of the year, of a child without any episode last year."""
    before = evidence.episodes["DECOM"] < evidence.collection_start
    known = evidence.on("Episodes", evidence.previous.which_children("Episodes"))
    return {"Episodes": before & evidence.episodes["CHILD"].notna() & ~known}
