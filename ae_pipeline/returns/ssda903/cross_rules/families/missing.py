"""Times missing or away without authorisation, against the year, each other and care: 570 to 581.

Here: what the rows of Missing say together with each other, with episodes and with last year's.
Not here: what one row says by itself (the contract's 564 to 567).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.columns import SPAN, as_flags
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import NONE, pick

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_SPAN = ("CHILD", "DECOM", "DEC")
_STATUS_ONLY = "L"
"""The reason for an episode that goes on in the same placement."""
_OTHER_REASON = "E8"


@rules(
    "570",
    fields={"Missing": ("MIS_START",)},
    message="The child went missing after the collection year ended: correct the date.",
    dimension=Dimension.ACCURACY,
)
def missing_after_the_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MIS_START`` after the last day of the year."""
    return {"Missing": evidence.table("Missing")["MIS_START"] > evidence.collection_end}


@rules(
    "571",
    fields={"Missing": ("MIS_END",)},
    message="The child came back on a day outside the collection year: correct the date.",
    dimension=Dimension.ACCURACY,
)
def back_outside_the_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MIS_END`` before the first day of the year or after its last."""
    back = evidence.table("Missing")["MIS_END"]
    return {"Missing": (back < evidence.collection_start) | (back > evidence.collection_end)}


@rules(
    "574",
    fields={"Missing": ("MIS_START", "MIS_END")},
    reads={"Missing": ("CHILD",)},
    message="The child was still missing from an earlier time when this one began: end the earlier "
    "one, or correct the dates.",
)
def missing_twice_at_once(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The child's row before has no ``MIS_END``, or one after this ``MIS_START``; the later fails.

    To go missing again on the day of coming back is no overlap.
    """
    rows, order = evidence.table("Missing"), evidence.order("Missing")
    ended = order.previous(rows["MIS_END"])
    return {"Missing": order.has_previous & (ended.isna() | (rows["MIS_START"] < ended))}


@rules(
    "575",
    fields={"Missing": ("MIS_END",)},
    reads={"Missing": ("CHILD", "MIS_START"), "Episodes": _SPAN},
    message="The placement that the child went missing from has ended: give the date on which the "
    "time missing ended.",
    dimension=Dimension.COMPLETENESS,
)
def missing_from_an_ended_placement(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MIS_END`` empty, and the placement of ``MIS_START`` has ended.

    That is the episode that starts no later and ends after. An episode that began by legal status
    alone (``RNE`` L, where given) goes on with the placement of the one before it.
    """
    rows = evidence.table("Missing")
    pairs = _with_episodes(evidence, rows["MIS_END"].isna())
    ended = pick(_placement_end(evidence), pairs["episode"].to_numpy())
    there = (pairs["DECOM"] <= pairs["MIS_START"]) & (
        pairs["DEC"].isna() | (pairs["MIS_START"] < pairs["DEC"])
    )
    found = pairs.loc[there & ended.notna(), "missing"]
    return {"Missing": _at(found, len(rows))}


@rules(
    "576",
    fields={"Missing": ("CHILD",)},
    reads={"Missing": ("MIS_START",)},
    previous={"Missing": ("CHILD", "MIS_START", "MIS_END")},
    message="The child was missing at the end of last year, and that time missing is not here: "
    "report it again with the date it began.",
    dimension=Dimension.COMPLETENESS,
)
def time_missing_not_carried_over(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Last year has a time missing without end, and no row of the child has its ``MIS_START``.

    The one that corresponds is the one with the same start: a time missing that goes on is
    returned again with the day on which it began, like an episode (502). Of several open ones,
    which 574 finds, the latest counts; "an open one" is not only the last row. The child's first
    row is reported. A child without any row in Missing has none to point at.
    """
    last_year = evidence.previous
    open_ = last_year.table("Missing")["MIS_END"].isna()
    latest = last_year.per_child("Missing", "MIS_START", open_, take="latest")
    began = evidence.on("Missing", latest)
    again = evidence.table("Missing")["MIS_START"] == began
    carried = evidence.on("Missing", evidence.which_children("Missing", again))
    return {"Missing": evidence.order("Missing").is_first & began.notna() & ~carried}


@rules(
    "577",
    fields={"Missing": ("MIS_END",)},
    reads={"Missing": ("CHILD", "MIS_START"), "Episodes": _SPAN},
    message="The child is no longer looked after: give the date on which the time missing ended.",
    dimension=Dimension.COMPLETENESS,
)
def missing_beyond_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MIS_END`` empty, and a period of care ended on or after ``MIS_START``.

    An episode that ended with ``REC`` X1 did not end care.
    """
    rows = evidence.table("Missing")
    ceased = evidence.per_child("Episodes", "DEC", rows=_ends_care(evidence), take="latest")
    beyond = rows["MIS_START"] <= evidence.on("Missing", ceased)
    return {"Missing": rows["MIS_END"].isna() & beyond}


@rules(
    "578",
    fields={"Missing": ("MIS_START",)},
    reads={"Missing": ("CHILD",), "Episodes": _SPAN},
    message="The child had ceased to be looked after when it went missing: correct the date, or "
    "the episodes.",
)
def missing_after_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MIS_START`` after the end of the last period of care that began on or before it.

    On the day on which care ended is not after it.
    """
    rows, periods = evidence.table("Missing"), evidence.periods
    pairs = _with_episodes(evidence, rows["MIS_START"].notna(), among=periods.is_first)
    pairs = pairs[pairs["DECOM"] <= pairs["MIS_START"]].sort_values("DECOM", kind="stable")
    latest = pairs.drop_duplicates("missing", keep="last")
    last = pick(periods.at_end(_positions(evidence)), latest["episode"].to_numpy())
    ended = pick(evidence.episodes["DEC"].where(_ends_care(evidence)), last.to_numpy())
    over = latest["MIS_START"].to_numpy() > ended.to_numpy()
    return {"Missing": _at(latest.loc[over, "missing"], len(rows))}


@rules(
    "580",
    fields={"Episodes": ("REC",)},
    reads={"Episodes": ("CHILD", "DEC"), "Missing": ("CHILD", "MIS_START", "MIS_END")},
    message="The child was missing when it ceased to be looked after: the reason the episode "
    "ceased is E8, or the time missing ended before.",
)
def ceased_while_missing(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``REC`` other than X1 and E8, and the child missing on ``DEC``.

    Missing from ``MIS_START`` until ``MIS_END``, both included: who is missing when care ends has
    the same day for both ends.
    """
    rows = evidence.episodes
    ceased = rows["REC"].notna() & ~rows["REC"].isin({codes.CONTINUES, _OTHER_REASON})
    every = np.ones(len(evidence.table("Missing")), dtype=bool)
    pairs = _with_episodes(evidence, every, among=ceased)
    back = pairs["MIS_END"]
    then = (pairs["MIS_START"] <= pairs["DEC"]) & (back.isna() | (back >= pairs["DEC"]))
    return {"Episodes": _at(pairs.loc[then, "episode"], len(rows))}


@rules(
    "581",
    fields={"Missing": ("MIS_START",)},
    reads={"Missing": ("CHILD",), "Episodes": ("CHILD", "DECOM")},
    message="The child went missing before it started to be looked after: correct the date, or the "
    "episodes.",
)
def missing_before_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MIS_START`` before the child's first ``DECOM``.

    Where ``RNE`` of that episode says that care had started before (other than S), nobody knows.
    """
    reason = evidence.optional("Episodes", "RNE")
    first = evidence.order("Episodes").is_first & (reason.isna() | reason.eq(codes.STARTED))
    started = evidence.on("Missing", evidence.per_child("Episodes", "DECOM", rows=first))
    return {"Missing": evidence.table("Missing")["MIS_START"] < started}


def _ends_care(evidence: Ssda903Columns) -> pd.Series[bool]:
    """The last episode of a period of care, where it ended and ``REC``, if given, is not X1."""
    reason = evidence.optional("Episodes", "REC")
    goes_on = reason.notna() & reason.eq(codes.CONTINUES)
    return evidence.periods.is_last & evidence.episodes["DEC"].notna() & ~goes_on


def _placement_end(evidence: Ssda903Columns) -> pd.Series[Any]:
    """For each episode, when its placement ended; null while it lasts."""
    order, same = evidence.order("Episodes"), evidence.optional("Episodes", "RNE").eq(_STATUS_ONLY)
    starts = order.starts_child | ~same.to_numpy(dtype=bool, na_value=False)[order.rows]
    lasts = order.rows[np.append(starts[1:], np.True_)[: len(starts)]]
    at = np.full(len(evidence.episodes), NONE, dtype=np.int64)
    at[order.rows] = lasts[np.cumsum(starts) - 1]
    return pick(evidence.episodes["DEC"], at)


def _positions(evidence: Ssda903Columns) -> pd.Series[int]:
    """The position of each episode in its table."""
    return pd.Series(np.arange(len(evidence.episodes)), dtype="int64")


def _with_episodes(
    evidence: Ssda903Columns, missing: Mask, among: Mask | None = None
) -> pd.DataFrame:
    """Every pair of a row of Missing and an episode of its child.

    Args:
        evidence: with both tables.
        missing: rows of Missing that count.
        among: episodes that count; all by default.
    """
    left = _with_child(evidence, "Missing", "missing")[as_flags(missing)]
    right = _with_child(evidence, "Episodes", "episode")
    right = right if among is None else right[as_flags(among)]
    return left[left["child"] != NONE].merge(right, on="child")


def _with_child(evidence: Ssda903Columns, table: str, position: str) -> pd.DataFrame:
    """The dates of a table that were given, with number of the child and position of the row."""
    rows = evidence.table(table)
    dates = [name for name in SPAN[table] if name in rows.columns]
    return rows[dates].assign(child=evidence.children(table), **{position: np.arange(len(rows))})


def _at(positions: pd.Series[int], length: int) -> NDArray[np.bool_]:
    """True at these positions."""
    found = np.zeros(length, dtype=bool)
    found[positions.to_numpy(dtype=np.int64)] = True
    return found
