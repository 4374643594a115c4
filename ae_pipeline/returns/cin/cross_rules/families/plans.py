"""Child in need plans: 4001 to 4017, without 4011 and 4012Q, which the contract asks.

A plan without an end goes on. A child has one plan at a time, and either kind of plan may start on
the day the other ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.cin.cross_rules.columns import as_flags, rows_of
from ae_pipeline.returns.cin.cross_rules.rule import CHILD, EPISODE, Failing, OfficialRules
from ae_pipeline.returns.cin.cross_rules.spans import overlapping
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import flags

if TYPE_CHECKING:
    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_TABLE, _PROTECTION = "CINPlanDates", "ChildProtectionPlans"
_START, _END = "CINPlanStartDate", "CINPlanEndDate"
_DIED = "PersonDeathDate"


def _falls_within(
    evidence: CinColumns,
    falling: tuple[str, str],
    span: tuple[str, str, str],
    *,
    first_day_counts: bool,
) -> dict[str, Mask]:
    """Dates of a child that fall within a span of the child's, and those spans.

    Args:
        evidence: what is asked.
        falling: a table and its date.
        span: another, its start and its end, which does not count; without one it goes on.
        first_day_counts: whether the day on which the span starts is within it.
    """
    table, column = falling
    other, start, end = span
    left, right = evidence.meeting(table, other)
    date = evidence.table(table)[column].to_numpy()[left]
    first = evidence.table(other)[start].to_numpy()[right]
    last = evidence.table(other)[end]
    within = (date >= first) if first_day_counts else (date > first)
    within &= (date < last.to_numpy()[right]) | as_flags(last.isna())[right]
    return {
        table: rows_of(left[within], len(evidence.table(table))),
        other: rows_of(right[within], len(last)),
    }


@rules(
    "4001",
    fields={_TABLE: (_END,), _PROTECTION: ("CPPendDate",)},
    reads={_TABLE: CHILD, _PROTECTION: CHILD},
    message="The child has an open child in need plan and an open child protection plan: close one "
    "of them.",
)
def both_open(evidence: CinColumns) -> dict[str, Mask]:
    """Plans of both kinds of a child that have no end."""
    open_ = evidence.table(_TABLE)[_END].isna()
    protected = evidence.table(_PROTECTION)["CPPendDate"].isna()
    both = evidence.which_children(_TABLE, open_) & evidence.which_children(_PROTECTION, protected)
    return {
        _TABLE: open_ & evidence.on(_TABLE, both),
        _PROTECTION: protected & evidence.on(_PROTECTION, both),
    }


@rules(
    "4003",
    fields={_TABLE: (_START, _END), "Reviews": ("CPPreviewDate",)},
    reads={_TABLE: CHILD, "Reviews": CHILD},
    message="A review of a child protection plan was held during a child in need plan: correct the "
    "dates.",
)
def reviewed_during_plan(evidence: CinColumns) -> dict[str, Mask]:
    """``CPPreviewDate`` after a plan of the child starts and before it ends.

    The review that ends the one kind of plan may be held on the day the other starts.
    """
    return _falls_within(
        evidence,
        ("Reviews", "CPPreviewDate"),
        (_TABLE, _START, _END),
        first_day_counts=False,
    )


@rules(
    "4004",
    fields={_TABLE: (_END,)},
    reads={_TABLE: CHILD},
    message="The child has more than one open child in need plan: close those that have ended.",
)
def several_open_plans(evidence: CinColumns) -> dict[str, Mask]:
    """All open plans of a child that has two."""
    open_ = evidence.table(_TABLE)[_END].isna()
    several = flags(evidence.by_child.count(_TABLE, open_) > 1)
    return {_TABLE: open_ & evidence.on(_TABLE, several)}


def _after_death(code: str, column: str, what: str) -> Failing:
    def after_death(evidence: CinColumns) -> dict[str, Mask]:
        """The date is after the child's death."""
        late = evidence.table(_TABLE)[column] > evidence.of_child(_TABLE, _DIED)
        return evidence.with_child(_TABLE, late)

    return rules(
        code,
        fields={_TABLE: (column,), "ChildIdentifiers": (_DIED,)},
        reads={_TABLE: CHILD, "ChildIdentifiers": CHILD},
        message=f"The child in need plan {what} after the child's death: correct one of the dates.",
        dimension=Dimension.ACCURACY,
    )(after_death)


_after_death("4008", _START, "starts")
_after_death("4009Q", _END, "ends")


@rules(
    "4010",
    fields={_TABLE: (_START,)},
    message="The plan has no date of start, or one after the collection year: give the right one.",
    dimension=Dimension.VALIDITY,
)
def no_usable_start(evidence: CinColumns) -> dict[str, Mask]:
    """``CINPlanStartDate`` empty, no date, or after the last day of the year."""
    start = evidence.table(_TABLE)[_START]
    return {_TABLE: start.isna() | (start > evidence.collection_end)}


@rules(
    "4013",
    fields={_TABLE: (_END,)},
    message="The plan ended outside the collection year: correct the date, or leave it out.",
    dimension=Dimension.ACCURACY,
)
def ended_outside_the_year(evidence: CinColumns) -> dict[str, Mask]:
    """``CINPlanEndDate`` before the first day of the year or after its last."""
    return {_TABLE: evidence.outside_the_year(evidence.table(_TABLE)[_END])}


@rules(
    "4014",
    fields={_TABLE: (_START, _END)},
    reads={_TABLE: CHILD},
    message="Child in need plans of the child overlap: correct the dates, or leave one out.",
)
def plans_overlap(evidence: CinColumns) -> dict[str, Mask]:
    """Of which one starts before another of the child ends; all of them are found."""
    rows = evidence.table(_TABLE)
    return {_TABLE: overlapping(evidence.children(_TABLE), rows[_START], rows[_END])}


@rules(
    "4015",
    fields={_TABLE: (_START,), "CINdetails": ("CINreferralDate",)},
    reads={_TABLE: EPISODE, "CINdetails": EPISODE},
    message="The plan starts before the referral: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def planned_before_referral(evidence: CinColumns) -> dict[str, Mask]:
    """``CINPlanStartDate`` before ``CINreferralDate`` of its episode."""
    referred = evidence.of_episode(_TABLE, "CINreferralDate")
    return evidence.with_episode(_TABLE, evidence.table(_TABLE)[_START] < referred)


@rules(
    "4016",
    fields={_TABLE: (_START,), _PROTECTION: ("CPPstartDate", "CPPendDate")},
    reads={_TABLE: CHILD, _PROTECTION: CHILD},
    message="A child in need plan starts while the child has a child protection plan: correct the "
    "dates.",
)
def starts_during_protection(evidence: CinColumns) -> dict[str, Mask]:
    """``CINPlanStartDate`` on or after ``CPPstartDate`` of the child, and before ``CPPendDate``."""
    return _falls_within(
        evidence,
        (_TABLE, _START),
        (_PROTECTION, "CPPstartDate", "CPPendDate"),
        first_day_counts=True,
    )


@rules(
    "4017",
    fields={_TABLE: (_START, _END), _PROTECTION: ("CPPstartDate",)},
    reads={_TABLE: CHILD, _PROTECTION: CHILD},
    message="A child protection plan starts while the child has a child in need plan: correct the "
    "dates.",
)
def protection_starts_during_plan(evidence: CinColumns) -> dict[str, Mask]:
    """``CPPstartDate`` on or after ``CINPlanStartDate`` of the child, and before its end."""
    return _falls_within(
        evidence,
        (_PROTECTION, "CPPstartDate"),
        (_TABLE, _START, _END),
        first_day_counts=True,
    )
