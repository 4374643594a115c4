"""How long a legal status, a short break or a temporary placement may last: 361 to 379.

Here: time limits of the law and of the guide. Not here: ages (``ages``), nor what comes after a
temporary placement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.returns.ssda903.cross_rules.rule import Failing, OfficialRules
from ae_pipeline.validation.sequence import NONE, Sequence, flags

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_SHORT_BREAK = "V3"
_DAYS_OF_SHORT_BREAKS = 75
_CARERS_HOLIDAY = "T3"
_HOLIDAYS = 2
_SAME_PLACEMENT = "L"
"""``RNE`` of an episode in which only the legal status changed."""


def _limited(
    code: str, column: str, value: str, days: int, columns: tuple[str, ...], what: str
) -> Failing:
    """A rule that one status or placement lasts no longer than some days.

    Successive episodes of it without a gap are one: of a placement, where only the legal status
    changed between them. All are found where together they last too long. What is still open
    lasts until the last day of the year.
    """

    def lasts_too_long(evidence: Ssda903Columns) -> dict[str, Mask]:
        rows = evidence.episodes
        counts = rows[column].eq(value)
        run = _runs(evidence, counts, of_placement=column == "PLACE")
        ends = rows["DEC"].fillna(evidence.collection_end)
        spans = pd.DataFrame({"run": run, "start": rows["DECOM"], "end": ends})[run != NONE]
        by_run = spans.groupby("run")
        lasted = by_run["end"].max() - by_run["start"].min()
        too_long = lasted.index[lasted > pd.Timedelta(days=days)]
        return {"Episodes": np.isin(run, too_long.to_numpy(dtype=np.int64))}

    return rules(
        code,
        fields={"Episodes": columns},
        reads={"Episodes": ("CHILD", "DEC")},
        message=f"{what} of more than {days} days: correct the dates or the code.",
    )(lasts_too_long)


def _runs(evidence: Ssda903Columns, counts: pd.Series[bool], *, of_placement: bool) -> Any:
    """The number of the run of episodes that each belongs to, ``NONE`` for those not counted."""
    rows, order = evidence.episodes, evidence.order("Episodes")
    goes_on = order.previous(flags(counts.to_numpy(dtype=bool, na_value=False)))
    goes_on = counts & goes_on & (rows["DECOM"] <= order.previous(rows["DEC"]))
    if of_placement:
        goes_on = goes_on & evidence.optional("Episodes", "RNE").eq(_SAME_PLACEMENT)
    run = np.full(len(rows), NONE, dtype=np.int64)
    run[order.rows] = np.cumsum(~goes_on.to_numpy(dtype=bool, na_value=False)[order.rows])
    run[~counts.to_numpy(dtype=bool, na_value=False)] = NONE
    return run


_STATUS = ("DECOM", "LS", "DEC")
_PLACEMENT = ("DECOM", "PLACE")
_limited("361", "LS", "L1", 3, _STATUS, "Police protection")
_limited("362", "LS", "L2", 21, _STATUS, "An emergency protection order")
_limited("363", "LS", "L3", 7, _STATUS, "A child assessment order")
# The definition of 364 has no number. The Act holds a child without charge for 96 hours at most,
# but J2 also covers those charged until a court sits; the guide allows it what it allows an
# emergency protection order, and one day over is found.
_limited("364", "LS", "J2", 21, _STATUS, "Detention under PACE in council accommodation")
_limited("375", "PLACE", "T1", 42, _PLACEMENT, "A stay in hospital as a temporary placement")
_limited("376", "PLACE", "T3", 21, _PLACEMENT, "A temporary placement in the carer's holiday")
_limited("379", "PLACE", "T4", 7, _PLACEMENT, "A temporary placement for another reason")


@rules(
    "365",
    fields={"Episodes": _STATUS},
    message="A single short break of more than 17 days: correct the dates or the legal status.",
)
def long_short_break(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``LS`` V3 for more than 17 days; open ones last until the last day of the year.

    V4 stands for an agreement and lasts as long as that does.
    """
    rows = evidence.episodes
    lasted = rows["DEC"].fillna(evidence.collection_end) - rows["DECOM"]
    return {"Episodes": rows["LS"].eq(_SHORT_BREAK) & (lasted > pd.Timedelta(days=17))}


@rules(
    "366",
    fields={"Episodes": ("RNE",)},
    reads={"Episodes": ("LS",)},
    message="Nothing can change within a short break: each is an episode of its own that starts "
    "with S.",
)
def changed_within_short_break(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``LS`` V3 and ``RNE`` other than S."""
    rows = evidence.episodes
    reason = rows["RNE"]
    return {"Episodes": rows["LS"].eq(_SHORT_BREAK) & reason.notna() & reason.ne("S")}


@rules(
    "367",
    fields={"Episodes": ("LS", "DECOM", "DEC")},
    reads={"Episodes": ("CHILD",)},
    message="Short breaks of more than 75 days in the year: correct the dates or the legal status.",
)
def too_many_days_of_short_breaks(evidence: Ssda903Columns) -> dict[str, Mask]:
    """All V3 episodes of a child that together have more than 75 days within the year.

    Of any twelve months the return shows only these; days before the year do not count.
    """
    rows, children = evidence.episodes, evidence.children("Episodes")
    first_day, last_day = evidence.collection_start, evidence.collection_end
    start = rows["DECOM"].mask(rows["DECOM"] < first_day, first_day)
    end = rows["DEC"].fillna(last_day)
    end = end.mask(end > last_day, last_day)
    days = (end - start).dt.days.clip(lower=0)
    breaks = rows["LS"].eq(_SHORT_BREAK) & (children != NONE) & days.gt(0).fillna(value=False)
    total = days.where(breaks, 0).groupby(children).transform("sum")
    return {"Episodes": breaks & (total > _DAYS_OF_SHORT_BREAKS)}


@rules(
    "377",
    fields={"Episodes": ("PLACE",)},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="More than two temporary placements in the carer's holiday within a year: correct the "
    "placements.",
)
def too_many_carers_holidays(evidence: Ssda903Columns) -> dict[str, Mask]:
    """T3 placements of a child of which three start within twelve months; all of them are found.

    An episode that goes on with the same placement (``RNE`` L) is not another one.
    """
    rows = evidence.episodes
    goes_on = evidence.optional("Episodes", "RNE").eq(_SAME_PLACEMENT)
    counts = rows["PLACE"].eq(_CARERS_HOLIDAY) & ~goes_on.fillna(value=False)
    children = evidence.children("Episodes")
    order = Sequence(children, rows["DECOM"], among=counts)
    one_year = pd.DateOffset(years=1)
    first, last = order.rows[:-_HOLIDAYS], order.rows[_HOLIDAYS:]
    starts = rows["DECOM"]
    within = (
        starts.iloc[last].reset_index(drop=True)
        < starts.iloc[first].reset_index(drop=True) + one_year
    )
    third = np.flatnonzero(within.to_numpy(dtype=bool) & (children[first] == children[last]))
    found = np.zeros(len(rows), dtype=bool)
    for later in range(_HOLIDAYS + 1):
        found[order.rows[third + later]] = True
    return {"Episodes": found}
