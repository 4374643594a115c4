"""Rows of the early help system that can be made wrong so that one rule alone should find them.

Here: data and the few changes it needs. Not here: planting, or faults of a single cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.row_faults import RowFault
from ae_pipeline.returns.early_help import codes, rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_city.row_faults import Rows

_DAY = "%d/%m/%Y"


def _says(text: str | None) -> Callable[[Rows], pd.Series[str]]:
    return lambda rows: pd.Series(text, index=rows.index, dtype="str")


def _before(column: str) -> Callable[[Rows], pd.Series[str]]:
    """Three days before another column's day."""

    def earlier(rows: Rows) -> pd.Series[str]:
        day = pd.to_datetime(rows[column], format=_DAY) - pd.Timedelta(days=3)
        return pd.Series(day.dt.strftime(_DAY), dtype="str")

    return earlier


def _filled(*columns: str) -> Callable[[Rows], pd.Series[bool]]:
    return lambda rows: rows[list(columns)].notna().all(axis="columns")


def _unneeded(domain: str) -> Callable[[Rows], pd.Series[bool]]:
    """Closed otherwise than with needs met, without this need."""

    def fits(rows: Rows) -> pd.Series[bool]:
        closed = rows["closed_on"].notna() & rows["closure_reason"].ne(codes.NEEDS_MET)
        return closed & rows[f"need_{domain}"].eq("0") & rows[f"outcome_{domain}"].eq("0")

    return fits


def _met(domain: str) -> Callable[[Rows], pd.Series[bool]]:
    return lambda rows: rows["closure_reason"].eq(codes.NEEDS_MET) & rows[f"need_{domain}"].eq("1")


def _only_need(rows: Rows) -> pd.Series[bool]:
    """Open, with family relationships as the only need."""
    fits = rows["closed_on"].isna()
    for name in rules.NEEDS:
        fits &= rows[name].eq("1" if name == "need_family_relationships" else "0")
    return fits


def _open(rows: Rows) -> pd.Series[bool]:
    return rows["closed_on"].isna() & rows["need_health"].eq("1")


def _after_alone(first: str, then: str, *later: str) -> Callable[[Rows], pd.Series[bool]]:
    """Both days are there, and none that would then be out of order too."""

    def fits(rows: Rows) -> pd.Series[bool]:
        there = rows[[first, then]].notna().all(axis="columns")
        return there & rows[list(later)].isna().all(axis="columns")

    return fits


_LATER = {
    ("requested_on", "closed_on"): (),
    ("requested_on", "plan_started_on"): ("last_reviewed_on",),
}
"""Moving the second day would also be seen against these."""

ROW_FAULTS: tuple[RowFault, ...] = (
    *(
        RowFault(
            book.table, rules.END_BEFORE_START, end, _before(start),
            _after_alone(start, end, *_LATER.get((start, end), ())),
        )
        for book, start, end in rules.SPANS
    ),
    *(
        RowFault(
            book.table, rules.DATES, then, _before(first),
            _after_alone(first, then, *_LATER.get((first, then), ())),
        )
        for book, first, then in rules.ORDERS
    ),
    RowFault(
        "Assessments", rules.ASSESSED, "assessment_outcome", _says(None),
        _filled("assessment_completed_on", "assessment_outcome"),
    ),
    RowFault(
        "Episodes", rules.CLOSURE, "closure_reason", _says(None),
        _filled("closed_on", "closure_reason"),
    ),
    RowFault("Episodes", rules.NO_NEED, "need_family_relationships", _says("0"), _only_need),
    RowFault("Episodes", rules.OUTCOME, "outcome_crime", _says("1"), _unneeded("crime")),
    RowFault("Episodes", rules.OPEN_OUTCOME, "outcome_health", _says("1"), _open),
    RowFault("Episodes", rules.MET, "outcome_health", _says("0"), _met("health")),
    RowFault(
        "Interventions", rules.SESSIONS, "sessions_attended", _says("150"),
        _filled("sessions_offered"),
    ),
    RowFault(
        "Interventions", rules.COMPLETED, "completion", _says(None),
        _filled("intervention_ended_on", "completion"),
    ),
    RowFault(
        "Interventions", rules.SCORES, "pre_score", _says(None), _filled("pre_score", "post_score")
    ),
    RowFault(
        "FamilyHubReach", rules.SEEN, "hub_last_seen_on", _says(None),
        lambda rows: rows["hub_visits_in_12_months"].ne("0") & rows["hub_last_seen_on"].notna(),
    ),
    RowFault(
        "FamilyGroupConferences", rules.HELD, "conference_accepted", _says("0"),
        _filled("conference_held_on", "conference_outcome"),
    ),
)  # fmt: skip
"""Every kind."""
