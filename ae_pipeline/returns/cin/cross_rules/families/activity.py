"""What may be in an episode: 2990, 4000, 8565, 8825Q, 8831, 8832, 8867, 8868.

Here: activity on a referral without further action, in an episode closed after assessment, and
after closure; and what an episode must show once it is closed. Not here: the dates of one kind of
activity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ae_pipeline.returns.cin.cross_rules.columns import NotEvaluable
from ae_pipeline.returns.cin.cross_rules.rule import EPISODE, ColumnNames, OfficialRules
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import flags

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_TABLE = "CINdetails"
_CONFERENCE = "DateOfInitialCPC"
_ASSESSED = ("RC8", "RC9")
"""Closed after assessment, with no further action or to early help."""
_BEYOND_ASSESSMENT: ColumnNames = {
    "Section47": ("S47ActualStartDate", "DateOfInitialCPC"),
    "CINPlanDates": ("CINPlanStartDate",),
    "ChildProtectionPlans": ("CPPstartDate",),
}
_ASSESSING: ColumnNames = {
    "Assessments": ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    "Section47": ("S47ActualStartDate", "DateOfInitialCPC"),
}
_DATED: ColumnNames = {
    "Assessments": ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    "CINPlanDates": ("CINPlanStartDate", "CINPlanEndDate"),
    "Section47": ("S47ActualStartDate", "DateOfInitialCPC"),
    "ChildProtectionPlans": ("CPPstartDate", "CPPendDate"),
}


def _keyed(activity: ColumnNames) -> ColumnNames:
    """With the columns that tie each table's rows to their episodes."""
    return {table: (*EPISODE, *columns) for table, columns in activity.items()}


def _in_episodes(
    evidence: CinColumns,
    episodes: pd.Series[Any],
    activity: ColumnNames,
    after: str | None = None,
) -> dict[str, Mask]:
    """Activity in some episodes, with the episodes that have any; the conference of one is such.

    Args:
        evidence: what is asked.
        episodes: rows of CINdetails that should have none.
        activity: by table, columns of which one filled is activity.
        after: a date of CINdetails; if given, only what is later than it is activity.

    Raises:
        NotEvaluable: if no table of activity was given.
    """
    link = evidence.by_episode
    barred = link.which(_TABLE, episodes)
    having = flags(np.zeros(len(episodes), dtype=bool))
    found: dict[str, Mask] = {}
    asked = False
    for table, columns in activity.items():
        dates = [name for name in columns if evidence.given(table, *EPISODE, name)]
        if not dates:
            continue
        limit = evidence.of_episode(table, after) if after else None
        wrong = link.on(table, barred) & _any(evidence, table, dates, limit)
        found[table] = wrong
        having |= link.on(_TABLE, link.which(table, wrong))
        asked = True
    if "Section47" in activity and evidence.given(_TABLE, _CONFERENCE):
        limit = evidence.table(_TABLE)[after] if after else None
        having |= episodes & _any(evidence, _TABLE, [_CONFERENCE], limit)
        asked = True
    if not asked:
        raise NotEvaluable("any activity")
    return {_TABLE: having, **found}


def _any(
    evidence: CinColumns, table: str, columns: list[str], limit: pd.Series[Any] | None
) -> pd.Series[bool]:
    """Rows of which one of some dates is filled, or is later than a limit."""
    rows = evidence.table(table)[columns]
    if limit is None:
        return flags(rows.notna().any(axis=1).to_numpy())
    later = [(rows[name] > limit).to_numpy(dtype=bool) for name in columns]
    return flags(np.logical_or.reduce(later))


@rules(
    "2990",
    fields={_TABLE: ("ReasonForClosure", _CONFERENCE), **_BEYOND_ASSESSMENT},
    reads={_TABLE: EPISODE, **_keyed(_BEYOND_ASSESSMENT)},
    spares={_TABLE: (_CONFERENCE,), **_keyed(_BEYOND_ASSESSMENT)},
    message="The episode closed after assessment, and shows an enquiry, a conference or a plan: "
    "correct the reason, or remove what is wrong.",
)
def more_than_an_assessment(evidence: CinColumns) -> dict[str, Mask]:
    """RC8 or RC9, and an enquiry, a conference at either level, or a plan of either kind."""
    assessed = evidence.table(_TABLE)["ReasonForClosure"].isin(_ASSESSED)
    return _in_episodes(evidence, assessed, _BEYOND_ASSESSMENT)


@rules(
    "4000",
    fields={_TABLE: ("ReferralNFA",), "CINPlanDates": ("CINPlanStartDate", "CINPlanEndDate")},
    reads={_TABLE: EPISODE, "CINPlanDates": EPISODE},
    spares={"CINPlanDates": ("CINPlanStartDate", "CINPlanEndDate")},
    message="A referral without further action has a child in need plan: correct the flag, or "
    "remove the plan.",
)
def planned_without_action(evidence: CinColumns) -> dict[str, Mask]:
    """``ReferralNFA``, and a plan, whatever its dates."""
    return _rows_in(evidence, "CINPlanDates")


@rules(
    "8832",
    fields={_TABLE: ("ReferralNFA",), "ChildProtectionPlans": ("CPPstartDate", "CPPendDate")},
    reads={_TABLE: EPISODE, "ChildProtectionPlans": EPISODE},
    spares={"ChildProtectionPlans": ("CPPstartDate", "CPPendDate")},
    message="A referral without further action has a child protection plan: correct the flag, or "
    "remove the plan.",
)
def protected_without_action(evidence: CinColumns) -> dict[str, Mask]:
    """``ReferralNFA``, and a plan, whatever its dates."""
    return _rows_in(evidence, "ChildProtectionPlans")


def _rows_in(evidence: CinColumns, table: str) -> dict[str, Mask]:
    """Rows of a table that belong to referrals without further action, and those referrals."""
    without_action = evidence.says_yes(_TABLE, "ReferralNFA")
    link = evidence.by_episode
    return evidence.with_episode(table, link.on(table, link.which(_TABLE, without_action)))


@rules(
    "8831",
    fields={_TABLE: ("ReferralNFA", _CONFERENCE), **_ASSESSING},
    reads={_TABLE: EPISODE, **_keyed(_ASSESSING)},
    spares={_TABLE: (_CONFERENCE,), **_keyed(_ASSESSING)},
    message="A referral without further action has an assessment, an enquiry or a conference: "
    "correct the flag, or remove what is wrong.",
)
def active_without_action(evidence: CinColumns) -> dict[str, Mask]:
    """``ReferralNFA``, and a date of an assessment, an enquiry, or a conference at either level."""
    return _in_episodes(evidence, evidence.says_yes(_TABLE, "ReferralNFA"), _ASSESSING)


@rules(
    "8565",
    fields={_TABLE: ("CINclosureDate", _CONFERENCE), **_DATED},
    reads={_TABLE: EPISODE, **_keyed(_DATED)},
    spares={_TABLE: (_CONFERENCE,), **_keyed(_DATED)},
    message="Something is dated after the episode closed: correct one of the dates.",
)
def active_after_closure(evidence: CinColumns) -> dict[str, Mask]:
    """A date of an assessment, an enquiry, a conference or a plan later than ``CINclosureDate``."""
    closed = evidence.table(_TABLE)["CINclosureDate"].notna()
    return _in_episodes(evidence, closed, _DATED, after="CINclosureDate")


@rules(
    "8825Q",
    fields={_TABLE: ("ReasonForClosure",)},
    reads={_TABLE: EPISODE, "Assessments": EPISODE},
    message="The episode closed after assessment, and has none: add it, or correct the reason.",
    dimension=Dimension.COMPLETENESS,
)
def never_assessed(evidence: CinColumns) -> dict[str, Mask]:
    """RC8 or RC9, and no assessment."""
    assessed = evidence.by_episode.on(_TABLE, evidence.by_episode.which("Assessments"))
    closed_so = evidence.table(_TABLE)["ReasonForClosure"].isin(_ASSESSED)
    return {_TABLE: closed_so & ~assessed}


def _closed(evidence: CinColumns, table: str) -> pd.Series[bool]:
    """Rows of a table whose episode has a day of closure."""
    return evidence.of_episode(table, "CINclosureDate").notna()


@rules(
    "8867",
    fields={_TABLE: ("CINclosureDate",), "Assessments": ("AssessmentAuthorisationDate",)},
    reads={_TABLE: EPISODE, "Assessments": EPISODE},
    message="The episode closed while an assessment was not completed: give the day it was "
    "completed, or remove the closure.",
    dimension=Dimension.COMPLETENESS,
)
def closed_while_assessing(evidence: CinColumns) -> dict[str, Mask]:
    """``CINclosureDate``, and an assessment without ``AssessmentAuthorisationDate``."""
    open_ = evidence.table("Assessments")["AssessmentAuthorisationDate"].isna()
    return evidence.with_episode("Assessments", open_ & _closed(evidence, "Assessments"))


@rules(
    "8868",
    fields={_TABLE: ("CINclosureDate",), "Section47": ("DateOfInitialCPC", "ICPCnotRequired")},
    reads={_TABLE: EPISODE, "Section47": EPISODE},
    message="The episode closed while an enquiry went on: give the day of its conference, or say "
    "that none was needed.",
    dimension=Dimension.COMPLETENESS,
)
def closed_while_enquiring(evidence: CinColumns) -> dict[str, Mask]:
    """``CINclosureDate``, and an enquiry with neither a conference nor the flag that none was."""
    held = evidence.table("Section47")["DateOfInitialCPC"].notna()
    open_ = ~held & ~evidence.says_yes("Section47", "ICPCnotRequired")
    return evidence.with_episode("Section47", open_ & _closed(evidence, "Section47"))
