"""Child protection plans and reviews: 1105, 2883, 2885, 8720 to 8940.

Not here: that a plan does not end before or when it starts, and its categories (the contract).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ae_pipeline.returns.cin.cross_rules.rule import (
    CHILD,
    EPISODE,
    ColumnNames,
    Failing,
    OfficialRules,
)
from ae_pipeline.returns.cin.cross_rules.spans import days, overlapping
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import flags

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_TABLE = "ChildProtectionPlans"
_START, _END = "CPPstartDate", "CPPendDate"
_DIED, _CONFERENCE = "PersonDeathDate", "DateOfInitialCPC"
_PLAN = ("LAchildID", "CPPID")
_AT_A_CONFERENCE: ColumnNames = {"CINdetails": (_CONFERENCE,), "Section47": (_CONFERENCE,)}
_EPISODE_OF_BOTH: ColumnNames = {"CINdetails": EPISODE, "Section47": EPISODE}
_EITHER_LEVEL: ColumnNames = {
    "CINdetails": (*EPISODE, _CONFERENCE),
    "Section47": (*EPISODE, _CONFERENCE),
}
_DAYS = 1_000_000
"""More than there are days to tell apart."""


@rules(
    "1105",
    fields={_TABLE: (_START,), "CINdetails": ("CINreferralDate",)},
    reads={_TABLE: EPISODE, "CINdetails": EPISODE},
    message="The plan starts before the referral: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def protected_before_referral(evidence: CinColumns) -> dict[str, Mask]:
    """``CPPstartDate`` before ``CINreferralDate`` of its episode."""
    referred = evidence.of_episode(_TABLE, "CINreferralDate")
    return evidence.with_episode(_TABLE, evidence.table(_TABLE)[_START] < referred)


def _conferences_of(evidence: CinColumns, wrong: pd.Series[Any]) -> dict[str, Mask]:
    """These plans, and every conference of their episodes, at either level."""
    link = evidence.by_episode
    of_these = link.which(_TABLE, wrong)
    found: dict[str, Mask] = {_TABLE: wrong}
    for table in evidence.tables_of_conferences(*EPISODE):
        held = evidence.table(table)[_CONFERENCE].notna()
        found[table] = held & link.on(table, of_these)
    return found


@rules(
    "2883",
    fields={_TABLE: (_START,), **_AT_A_CONFERENCE},
    reads={_TABLE: EPISODE, **_EPISODE_OF_BOTH},
    spares=_EITHER_LEVEL,
    message="More child protection plans start in the episode than initial conferences were held: "
    "add the conference, or correct the plans.",
    dimension=Dimension.COMPLETENESS,
)
def more_plans_than_conferences(evidence: CinColumns) -> dict[str, Mask]:
    """Of an episode, more plans that start within the year than conferences at either level.

    The conference of a plan that started in another year is not in this year's return. The plans
    that start within the year are found, and the conferences of their episode.
    """
    held, _ = evidence.conferences
    started = evidence.within_the_year(evidence.table(_TABLE)[_START])
    plans = evidence.by_episode.count(_TABLE, started)
    conferences = np.bincount(held[held >= 0], minlength=len(plans))
    too_many = flags(plans > conferences)
    return _conferences_of(evidence, started & evidence.by_episode.on(_TABLE, too_many))


@rules(
    "2885",
    fields={_TABLE: (_START,), **_AT_A_CONFERENCE},
    reads={_TABLE: EPISODE, **_EPISODE_OF_BOTH},
    spares=_EITHER_LEVEL,
    message="The plan does not start on the day of an initial conference: correct one of the "
    "dates.",
)
def starts_on_another_day(evidence: CinColumns) -> dict[str, Mask]:
    """Starts within the year on the day of no conference of its episode, which has one.

    The conference of a plan that started in another year is not in this year's return, and where
    an episode has none at all, 2883 says so. The plan and the conferences of its episode are
    found.
    """
    held, dates = evidence.conferences
    start = evidence.table(_TABLE)[_START]
    episode = evidence.by_episode.numbers(_TABLE)
    at_one = np.isin(_on_day(episode, days(start)), _on_day(held, dates))
    has_one = (episode >= 0) & np.isin(episode, held)
    return _conferences_of(evidence, evidence.within_the_year(start) & has_one & ~at_one)


def _on_day(episodes: NDArray[np.int64], dates: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number for an episode and a day."""
    return episodes * _DAYS + dates


@rules(
    "8720",
    fields={_TABLE: (_START,)},
    message="The plan has no date of start, or one after the collection year: give the right one.",
    dimension=Dimension.VALIDITY,
)
def no_usable_start(evidence: CinColumns) -> dict[str, Mask]:
    """``CPPstartDate`` empty, no date, or after the last day of the year."""
    start = evidence.table(_TABLE)[_START]
    return {_TABLE: start.isna() | (start > evidence.collection_end)}


@rules(
    "8730",
    fields={_TABLE: ("NumberOfPreviousCPP",)},
    message="Say how many child protection plans the child had before, wherever; 0 for none.",
    dimension=Dimension.COMPLETENESS,
)
def no_number_of_plans(evidence: CinColumns) -> dict[str, Mask]:
    """``NumberOfPreviousCPP`` empty or no whole number."""
    return {_TABLE: evidence.table(_TABLE)["NumberOfPreviousCPP"].isna()}


@rules(
    "8841",
    fields={_TABLE: (_START,), "Reviews": ("CPPreviewDate",)},
    reads={_TABLE: _PLAN, "Reviews": _PLAN},
    message="The review was held before the plan started, or on that day: correct one of the "
    "dates.",
    dimension=Dimension.ACCURACY,
)
def reviewed_before_start(evidence: CinColumns) -> dict[str, Mask]:
    """``CPPreviewDate`` no later than ``CPPstartDate`` of its plan."""
    link = evidence.by_plan
    start = link.on("Reviews", link.per(_TABLE, _START))
    early = evidence.table("Reviews")["CPPreviewDate"] <= start
    return {"Reviews": early, _TABLE: link.on(_TABLE, link.which("Reviews", early))}


def _after_death(code: str, column: str, what: str) -> Failing:
    def after_death(evidence: CinColumns) -> dict[str, Mask]:
        """The date is after the child's death."""
        late = evidence.table(_TABLE)[column] > evidence.of_child(_TABLE, _DIED)
        return evidence.with_child(_TABLE, late)

    return rules(
        code,
        fields={_TABLE: (column,), "ChildIdentifiers": (_DIED,)},
        reads={_TABLE: CHILD, "ChildIdentifiers": CHILD},
        message=f"The child protection plan {what} after the child's death: correct one of the "
        "dates.",
        dimension=Dimension.ACCURACY,
    )(after_death)


_after_death("8915", _START, "starts")
_after_death("8920", _END, "ends")


@rules(
    "8930",
    fields={_TABLE: (_END,)},
    message="The plan ended outside the collection year: correct the date, or leave it out.",
    dimension=Dimension.ACCURACY,
)
def ended_outside_the_year(evidence: CinColumns) -> dict[str, Mask]:
    """``CPPendDate`` before the first day of the year or after its last."""
    return {_TABLE: evidence.outside_the_year(evidence.table(_TABLE)[_END])}


@rules(
    "8935",
    fields={_TABLE: (_END,)},
    reads={_TABLE: CHILD},
    message="The child has more than one open child protection plan: close those that have ended.",
)
def several_open_plans(evidence: CinColumns) -> dict[str, Mask]:
    """All open plans of a child that has two."""
    open_ = evidence.table(_TABLE)[_END].isna()
    several = flags(evidence.by_child.count(_TABLE, open_) > 1)
    return {_TABLE: open_ & evidence.on(_TABLE, several)}


@rules(
    "8940",
    fields={_TABLE: (_START, _END)},
    reads={_TABLE: CHILD},
    message="Child protection plans of the child overlap: correct the dates, or leave one out.",
)
def plans_overlap(evidence: CinColumns) -> dict[str, Mask]:
    """Of which one starts before another of the child ends; all of them are found."""
    rows = evidence.table(_TABLE)
    return {_TABLE: overlapping(evidence.children(_TABLE), rows[_START], rows[_END])}
