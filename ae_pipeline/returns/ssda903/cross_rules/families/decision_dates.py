"""Decisions for adoption against the year and the time in care, and care after adoption.

Here: 117, 118 and 199. Not here: one decision after another (``adoption_decisions``), decisions
against placements and orders (``placed_adoption``).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.columns import NotEvaluable
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import Sequence

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_TABLE = "PlacedAdoption"
_ADOPTED = frozenset({"E11", "E12"})


@rules(
    "117",
    fields={_TABLE: ("DATE_PLACED", "DATE_PLACED_CEASED"), "Episodes": ("DEC", "REC")},
    reads={_TABLE: ("CHILD",), "Episodes": ("CHILD", "DECOM")},
    message="A decision about placing the child for adoption is dated after the year, or after "
    "care ended: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def decided_after_year_or_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A date after the last day of the year, or after ``DEC`` of a last episode that ended care.

    On either day is in time. The episode is implicated in the second case only.
    """
    episodes, rows = evidence.episodes, evidence.table(_TABLE)
    ended = episodes["DEC"].notna() & episodes["REC"].notna() & episodes["REC"].ne(codes.CONTINUES)
    left = evidence.order("Episodes").is_last & ended
    ceased = evidence.on(_TABLE, evidence.per_child("Episodes", "DEC", left))
    dates = rows["DATE_PLACED"], rows["DATE_PLACED_CEASED"]
    after_year = (dates[0] > evidence.collection_end) | (dates[1] > evidence.collection_end)
    after_care = (dates[0] > ceased) | (dates[1] > ceased)
    children = evidence.which_children(_TABLE, after_care)
    return {_TABLE: after_year | after_care, "Episodes": left & evidence.on("Episodes", children)}


@rules(
    "118",
    fields={_TABLE: ("DATE_PLACED_CEASED",), "Episodes": ("DECOM", "LS")},
    reads={_TABLE: ("CHILD",), "Episodes": ("CHILD",)},
    message="The decision for adoption was reversed before the year, or before care started: "
    "correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def reversed_before_year_or_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED_CEASED`` before the first day of the year, or before care started.

    That is ``DECOM`` of the child's first episode other than short breaks (V3, V4), which is
    implicated in the second case.
    """
    episodes, ended = evidence.episodes, evidence.table(_TABLE)["DATE_PLACED_CEASED"]
    in_care = ~episodes["LS"].isin(codes.SHORT_BREAKS)
    first = Sequence(evidence.children("Episodes"), episodes["DECOM"], among=in_care).is_first
    before_care = ended < evidence.on(_TABLE, evidence.per_child("Episodes", "DECOM", first))
    children = evidence.which_children(_TABLE, before_care)
    return {
        _TABLE: before_care | (ended < evidence.collection_start),
        "Episodes": first & evidence.on("Episodes", children),
    }


@rules(
    "199",
    fields={"Episodes": ("CHILD",)},
    reads={"Episodes": ("DECOM", "REC")},
    message="An earlier episode ended with the child's adoption, after which it is another child "
    "to the collector: correct the reason, or give a new identifier.",
)
def in_care_after_adoption(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Episodes that start after one that ended in adoption (E11, E12), of this year or the last.

    The adoption itself is not found: nothing is wrong with it until another episode follows.
    """
    starts = evidence.episodes["DECOM"]
    wrong = starts > evidence.on("Episodes", _adopted_from(evidence))
    with suppress(NotEvaluable):
        if evidence.previous.given("Episodes", "CHILD", "DECOM", "REC"):
            wrong |= starts > evidence.on("Episodes", _adopted_from(evidence.previous))
    return {"Episodes": wrong}


def _adopted_from(evidence: Ssda903Columns) -> pd.Series[pd.Timestamp]:
    """By child number: when the first episode that ended in adoption had started."""
    adopted = evidence.episodes["REC"].isin(_ADOPTED)
    return evidence.per_child("Episodes", "DECOM", adopted, take="earliest")
