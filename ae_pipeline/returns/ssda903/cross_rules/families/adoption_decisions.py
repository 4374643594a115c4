"""Decisions that a child should be placed for adoption, one after another and year after year.

Here: 559 to 561, 579, 583, 584. Not here: decisions against care and AD1 (``placed_adoption``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_TABLE = "PlacedAdoption"
_CHILD = ("CHILD",)
_LAST_YEARS = ("CHILD", "DATE_PLACED", "DATE_PLACED_CEASED")


@rules(
    "559",
    fields={_TABLE: ("DATE_PLACED",)},
    reads={_TABLE: _CHILD},
    previous={_TABLE: ("CHILD", "DATE_PLACED")},
    message="The decision was made before this year, and last year's return has none for the "
    "child: correct the date, or add it to last year's return.",
    dimension=Dimension.COMPLETENESS,
)
def not_told_last_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED`` before the year, and last year's return has no ``DATE_PLACED`` of the child.

    One that was told with another date is left to 560 and 584.
    """
    last_year = evidence.previous
    told = last_year.which_children(_TABLE, last_year.table(_TABLE)["DATE_PLACED"].notna())
    rows = evidence.table(_TABLE)
    early = rows["CHILD"].notna() & (rows["DATE_PLACED"] < evidence.collection_start)
    return {_TABLE: early & ~evidence.on(_TABLE, told)}


@rules(
    "560",
    fields={_TABLE: ("DATE_PLACED",)},
    reads={_TABLE: _CHILD},
    previous={_TABLE: _LAST_YEARS},
    message="The decision stood at the end of last year, and its date is another one now: give "
    "the date that last year's return has.",
)
def another_date_for_the_decision(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Last year's latest decision stood, and no row of the child has its ``DATE_PLACED``.

    The child's first dated row is reported.
    """
    stood = _latest_of_last_year(evidence, "DATE_PLACED", reversed_=False)
    again = evidence.table(_TABLE)["DATE_PLACED"] == stood
    told = evidence.on(_TABLE, evidence.which_children(_TABLE, again))
    return {_TABLE: evidence.order(_TABLE).is_first & stood.notna() & ~told}


@rules(
    "561",
    fields={_TABLE: ("DATE_PLACED",)},
    reads={_TABLE: _CHILD},
    previous={_TABLE: _LAST_YEARS},
    message="This decision was reversed in last year's return: remove it, or give the date of the "
    "new decision.",
)
def reversed_decision_told_again(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED`` is that of last year's latest decision, which had been reversed."""
    ended = _latest_of_last_year(evidence, "DATE_PLACED", reversed_=True)
    return {_TABLE: evidence.table(_TABLE)["DATE_PLACED"] == ended}


@rules(
    "579",
    fields={_TABLE: ("DATE_PLACED", "DATE_PLACED_CEASED")},
    reads={_TABLE: _CHILD},
    message="The decision before this one still stood: end the earlier one, or correct the dates.",
)
def decided_while_decided(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The child's row before was not reversed, or after this ``DATE_PLACED``; the later fails."""
    rows, order = evidence.table(_TABLE), evidence.order(_TABLE)
    ceased = order.previous(rows["DATE_PLACED_CEASED"])
    return {_TABLE: order.has_previous & (ceased.isna() | (rows["DATE_PLACED"] < ceased))}


@rules(
    "583",
    fields={_TABLE: ("DATE_PLACED", "DATE_PLACED_CEASED")},
    reads={_TABLE: _CHILD},
    message="There is a later decision to place the child: give the date on which this one was "
    "reversed, or remove one of the two.",
    dimension=Dimension.COMPLETENESS,
)
def earlier_decision_not_reversed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED_CEASED`` empty in a decision that is not the child's last; the earlier fails.

    The date of reversal may have gone to a return of a year before.
    """
    open_ = evidence.table(_TABLE)["DATE_PLACED_CEASED"].isna()
    return {_TABLE: evidence.order(_TABLE).has_next & open_}


@rules(
    "584",
    fields={_TABLE: ("DATE_PLACED",)},
    reads={_TABLE: _CHILD},
    previous={_TABLE: _LAST_YEARS},
    message="The decision is dated before last year's decision was reversed, and is not that one: "
    "correct its date.",
)
def decided_before_last_years_reversal(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED`` unlike last year's, and before last year's ``DATE_PLACED_CEASED``.

    A decision made when the one of last year had been reversed is a new one, and as it should be.
    Read without the order of the dates, every child whose decision was reversed last year would
    break this rule or, with the same date, 561.
    """
    placed = evidence.table(_TABLE)["DATE_PLACED"]
    before = _latest_of_last_year(evidence, "DATE_PLACED", reversed_=True)
    ceased = _latest_of_last_year(evidence, "DATE_PLACED_CEASED", reversed_=True)
    return {_TABLE: before.notna() & (placed != before) & (placed < ceased)}


def _latest_of_last_year(
    evidence: Ssda903Columns, column: str, *, reversed_: bool
) -> pd.Series[Any]:
    """For each row, what the child's latest decision of last year says, if (not) reversed."""
    last_year = evidence.previous
    is_reversed = last_year.table(_TABLE)["DATE_PLACED_CEASED"].notna()
    latest = last_year.order(_TABLE).is_last & (is_reversed == reversed_)
    return evidence.on(_TABLE, last_year.per_child(_TABLE, column, rows=latest))
