"""Episodes go on from last year's return: 502 to 503J, 562; and within a period of care, 504.

An episode that was open at the end of last year is reported again, as the child's first, with the
same start and the same particulars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import Failing, OfficialRules, since, until
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_SPAN = ("CHILD", "DECOM", "DEC")
_TOLERATED_MILES = 0.15
"""Distances are given to a tenth of a mile, and one tenth may come of rounding alone."""
_SEMI_INDEPENDENT = frozenset({"H5", "P2"})
"""Withdrawn in 2024-25; what was open under them was recoded by what the home had become."""


def _left_open(evidence: Ssda903Columns, column: str) -> pd.Series[Any]:
    """By child number: what last year's last episode says, of children for whom it is open."""
    last_year = evidence.previous
    rows = last_year.episodes
    open_ = last_year.order("Episodes").is_last & rows["DEC"].isna()
    return last_year.per_child("Episodes", column, rows=open_)


def _goes_on(evidence: Ssda903Columns) -> pd.Series[bool]:
    """The child's first episode, where it starts as the one left open last year did."""
    before = evidence.on("Episodes", _left_open(evidence, "DECOM"))
    return evidence.order("Episodes").is_first & (evidence.episodes["DECOM"] == before)


def _differs(now: pd.Series[Any], before: pd.Series[Any]) -> pd.Series[bool]:
    """One is filled and the other is not, or both are and are not the same."""
    same = (now == before).fillna(value=False).astype(bool) | (now.isna() & before.isna())
    return ~same


@rules(
    "502",
    fields={"Episodes": ("DECOM",)},
    reads={"Episodes": ("CHILD",)},
    previous={"Episodes": _SPAN},
    message="An episode was left open last year, and this first one starts on another day: give "
    "the date on which that episode started.",
)
def starts_unlike_the_one_left_open(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The child's first episode and the one open at the end of last year differ in ``DECOM``."""
    before = evidence.on("Episodes", _left_open(evidence, "DECOM"))
    first = evidence.order("Episodes").is_first
    return {"Episodes": first & before.notna() & (evidence.episodes["DECOM"] != before)}


def _as_left_open(code: str, column: str, what: str) -> Failing:
    def changed(evidence: Ssda903Columns) -> dict[str, Mask]:
        """The first episode goes on from last year, and differs in this column; empty is a value.

        One that starts on another day is left to 502.
        """
        before = evidence.on("Episodes", _left_open(evidence, column))
        return {"Episodes": _goes_on(evidence) & _differs(evidence.episodes[column], before)}

    return rules(
        code,
        fields={"Episodes": (column,)},
        reads={"Episodes": ("CHILD", "DECOM")},
        previous={"Episodes": (*_SPAN, column)},
        message=f"This episode was open at the end of last year with another {what}: report it as "
        "it was, or start a new episode when it changed.",
    )(changed)


_as_left_open("503A", "RNE", "reason for the new episode")
_as_left_open("503B", "LS", "legal status")
_as_left_open("503C", "CIN", "category of need")
_as_left_open("503E", "PLACE_PROVIDER", "placement provider")
_as_left_open("503F", "URN", "Ofsted URN")
_as_left_open("503H", "PL_LA", "local authority of placement")
_as_left_open("503J", "PL_LOCATION", "placement location")


def _placed_as_left_open(
    years: tuple[str, str], withdrawn: frozenset[str], now: frozenset[str] | None
) -> None:
    def changed(evidence: Ssda903Columns) -> dict[str, Mask]:
        """As 503A, of ``PLACE``; a code that was withdrawn since cannot be, and need not be, kept.

        H5 and P2 may have become any placement in 2024-25; Z1 becomes Z11 to Z14 in 2025-26.
        """
        place = evidence.episodes["PLACE"]
        before = evidence.on("Episodes", _left_open(evidence, "PLACE"))
        recoded = before.isin(withdrawn) & (place.notna() if now is None else place.isin(now))
        return {"Episodes": _goes_on(evidence) & _differs(place, before) & ~recoded}

    rules(
        "503D",
        fields={"Episodes": ("PLACE",)},
        reads={"Episodes": ("CHILD", "DECOM")},
        previous={"Episodes": (*_SPAN, "PLACE")},
        message="This episode was open at the end of last year in another type of placement: "
        "report it as it was, or start a new episode when it changed.",
        years=years,
    )(changed)


_placed_as_left_open(until("2023-24"), frozenset(), None)
_placed_as_left_open(("2024-25", "2024-25"), _SEMI_INDEPENDENT, None)
_placed_as_left_open(since("2025-26"), frozenset({"Z1"}), codes.OTHER_PLACEMENT)


@rules(
    "503G",
    fields={"Episodes": ("PL_DISTANCE",)},
    reads={"Episodes": ("CHILD", "DECOM")},
    previous={"Episodes": (*_SPAN, "PL_DISTANCE")},
    message="This episode was open at the end of last year with another placement distance: "
    "correct the postcodes, or start a new episode when the placement changed.",
)
def further_than_left_open(evidence: Ssda903Columns) -> dict[str, Mask]:
    """As 503A, of ``PL_DISTANCE``: by two tenths of a mile or more, or only one of them given."""
    now = evidence.episodes["PL_DISTANCE"]
    before = evidence.on("Episodes", _left_open(evidence, "PL_DISTANCE"))
    apart = ((now - before).abs() > _TOLERATED_MILES).fillna(value=False).astype(bool)
    return {"Episodes": _goes_on(evidence) & (apart | (now.isna() != before.isna()))}


@rules(
    "504",
    fields={"Episodes": ("CIN",)},
    reads={"Episodes": _SPAN},
    message="The category of need is that of the start of the period of care and stays the same: "
    "give the code that the period started with.",
)
def need_changed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``CIN`` unlike that of the first episode of the period of care; the later is reported."""
    need = evidence.episodes["CIN"]
    at_start = evidence.periods.at_start(need)
    return {"Episodes": need.notna() & at_start.notna() & (need != at_start)}


@rules(
    "562",
    fields={"Episodes": ("DECOM",)},
    reads={"Episodes": ("CHILD",)},
    previous={"Episodes": ("CHILD", "DEC")},
    message="The episode started before this year, and last year's return left none open for the "
    "child: correct the date, or add the episode to last year's return.",
    dimension=Dimension.COMPLETENESS,
)
def not_left_open(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DECOM`` before the year, and the child has no open episode in last year's return.

    Where it has one that started on another day, 502 says so.
    """
    last_year = evidence.previous
    open_ = last_year.which_children("Episodes", last_year.episodes["DEC"].isna())
    known = evidence.children("Episodes") >= 0
    early = evidence.episodes["DECOM"] < evidence.collection_start
    return {"Episodes": early & known & ~evidence.on("Episodes", open_)}
