"""Deprivations of liberty (DoLo): within the year, one after another, and where the child lives.

Not here: 709, as the placements that it does not expect are not known; the cells of one row (the
contract).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import NONE

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_NOT_LAWFUL_IN = frozenset({"K1", "K3", "P1", "R5"})
"""Secure children's home, supported accommodation, parents, young offender institution."""


@rules(
    "703",
    fields={"DoLo": ("DOLO_START",)},
    message="The deprivation of liberty starts after the year ended: correct or remove it.",
    dimension=Dimension.ACCURACY,
)
def starts_after_the_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DOLO_START`` after the last day of the year."""
    return {"DoLo": evidence.table("DoLo")["DOLO_START"] > evidence.collection_end}


@rules(
    "704",
    fields={"DoLo": ("DOLO_END",)},
    message="The deprivation of liberty ends outside the year: correct or remove it.",
    dimension=Dimension.ACCURACY,
)
def ends_outside_the_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DOLO_END`` before the first day of the year or after its last."""
    ended = evidence.table("DoLo")["DOLO_END"]
    return {"DoLo": (ended < evidence.collection_start) | (ended > evidence.collection_end)}


@rules(
    "705",
    fields={"DoLo": ("DOLO_START", "DOLO_END")},
    reads={"DoLo": ("CHILD",)},
    message="The deprivation of liberty starts while the child's last one goes on: end that one "
    "first, or correct a date.",
    dimension=Dimension.ACCURACY,
)
def starts_while_another_is_open(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DOLO_END`` of the one before is empty or after ``DOLO_START``; the later is reported."""
    rows, order = evidence.table("DoLo"), evidence.order("DoLo")
    ended = order.previous(rows["DOLO_END"])
    return {"DoLo": order.has_previous & (ended.isna() | (rows["DOLO_START"] < ended))}


@rules(
    "706",
    fields={"DoLo": ("DOLO_START",)},
    reads={"DoLo": ("CHILD",)},
    previous={"DoLo": ("CHILD", "DOLO_START", "DOLO_END")},
    message="Last year's return left a deprivation of liberty open, and this year's has none from "
    "that day: add it, or correct the start.",
)
def not_carried_over(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The child's first one, where none has the start of the one left open last year.

    A child without any this year has no row here to report.
    """
    before = evidence.previous
    left_open = before.table("DoLo")["DOLO_END"].isna()
    opened = before.per_child("DoLo", "DOLO_START", left_open, take="latest")
    start = evidence.table("DoLo")["DOLO_START"]
    expected = evidence.on("DoLo", opened)
    carried = evidence.on("DoLo", evidence.which_children("DoLo", start == expected))
    return {"DoLo": evidence.order("DoLo").is_first & expected.notna() & ~carried}


@rules(
    "707",
    fields={"DoLo": ("DOLO_END",)},
    reads={"DoLo": ("CHILD",), "Episodes": ("CHILD", "DECOM", "DEC")},
    message="The child ceased to be looked after, so the deprivation of liberty ended: give the "
    "date.",
    dimension=Dimension.COMPLETENESS,
)
def open_after_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DOLO_END`` empty, and the child's last episode ended for a reason other than X1."""
    rows = evidence.episodes
    ceased = rows["DEC"].notna() & ~evidence.optional("Episodes", "REC").eq(codes.CONTINUES)
    left = evidence.which_children("Episodes", evidence.order("Episodes").is_last & ceased)
    return {"DoLo": evidence.table("DoLo")["DOLO_END"].isna() & evidence.on("DoLo", left)}


@rules(
    "710",
    fields={"DoLo": ("DOLO_START",), "Episodes": ("PLACE",)},
    reads={"DoLo": ("CHILD", "DOLO_END"), "Episodes": ("CHILD", "DECOM", "DEC")},
    message="The placement is one in which a child is not deprived of liberty by such an order: "
    "correct the placement or the dates of the order.",
)
def in_a_placement_that_rules_it_out(evidence: Ssda903Columns) -> dict[str, Mask]:
    """An order and an episode in K1, K3, P1 or R5 that have a day in common.

    The day on which either ends is not one of its days. An empty end is one still to come.
    """
    orders = _days(evidence, "DoLo", "DOLO_START", "DOLO_END")
    stays = _days(evidence, "Episodes", "DECOM", "DEC")
    stays = stays[evidence.episodes["PLACE"].isin(_NOT_LAWFUL_IN)]
    pairs = orders[orders["child"] != NONE].merge(stays, on="child", suffixes=("_order", "_stay"))
    meet = (pairs["start_order"] < pairs["end_stay"]) & (pairs["start_stay"] < pairs["end_order"])
    return {
        "DoLo": np.isin(orders["row"], pairs.loc[meet, "row_order"]),
        "Episodes": np.isin(evidence.episodes.index, pairs.loc[meet, "row_stay"]),
    }


def _days(evidence: Ssda903Columns, table: str, start: str, end: str) -> pd.DataFrame:
    rows = evidence.table(table)
    for_ever = rows[end].fillna(pd.Timestamp.max.floor("D"))
    return pd.DataFrame(
        {
            "child": evidence.children(table),
            "start": rows[start],
            "end": for_ever,
            "row": rows.index,
        }
    )
