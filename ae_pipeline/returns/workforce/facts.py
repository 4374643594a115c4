"""The monthly staff records as facts of the workforce.

Every export holds what was so in the last two years, so the newest is read. The yearly census of
the same return is not: it is made from the same records, months later. Not here: tables
(``schema.workforce``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.calendar_days import calendar_days
from ae_pipeline.facts.coverage import window_covered
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows, stacked
from ae_pipeline.schema.workforce import (
    sickness_in_month,
    social_worker_role,
    supervision,
    team_vacancy,
    worker_caseload,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_MONTHS_TOLD = 24
_SICKNESS = "SIC"
_HUNDRED = 100


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    return {
        social_worker_role.name: _roles(drops),
        worker_caseload.name: _caseload(drops),
        team_vacancy.name: _vacancies(drops),
        sickness_in_month.name: _sickness(drops),
        supervision.name: _supervision(drops),
    }


def _latest(drops: Sequence[SubmissionRows], table: str, key: list[str]) -> pd.DataFrame:
    """One row per key: that of the newest drop that tells it."""
    return stacked(drops, table).drop_duplicates(key, keep="last").reset_index(drop=True)


def _hundredths(column: pd.Series[Any]) -> pd.Series[Any]:
    return (column.astype("Float64") * _HUNDRED).round().astype("Int64")


def _roles(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    rows = _latest(drops, "workers", ["worker_id", "role_start"])
    return rows.assign(fte_hundredths=_hundredths(rows["fte"]))


def _caseload(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    rows = _latest(drops, "caseload", ["as_at", "worker_id"])
    return rows.assign(fte_hundredths=_hundredths(rows["caseload_fte"]))


def _vacancies(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    rows = _latest(drops, "vacancies", ["as_at", "team"])
    return rows.assign(vacant_hundredths=_hundredths(rows["vacant_fte"]))


def _supervision(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    rows = _latest(drops, "supervision", ["worker_id", "supervision_due"])
    return rows.rename(
        columns={
            "supervision_due": "due_on",
            "supervision_held": "held_on",
            "supervision_grade": "grade",
        }
    )


def _sickness(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    """The days lost of each absence for sickness, by month.

    By the end of each month an absence has lost its share, rounded down to hundredths, as its
    working days up to then are to all of its working days; a month's is what was added. One that
    lasts, or is to end later, goes up to the end of the drop's month. One without a working day
    lost its days in the month it began. An absence of which no days lost are told says nothing.
    """
    rows = _latest(drops, "absence", ["worker_id", "absence_start"])
    lost = _hundredths(rows["days_lost"])
    told = rows["absence_reason"].eq(_SICKNESS) & lost.gt(0).fillna(value=False)
    told_until = rows["submission"].map(
        {str(drop.month): pd.Timestamp(drop.month.end) for drop in drops}
    )
    sick = rows.assign(lost=lost, until=told_until)[told.astype(bool)].reset_index(drop=True)
    start = _days(sick["absence_start"])
    last = np.fmin(_days(sick["absence_end"]), _days(sick["until"]))
    last = np.maximum(last, start)
    first_month = start.astype("datetime64[M]")
    months = (last.astype("datetime64[M]") - first_month).astype(np.int64) + 1
    which = np.repeat(np.arange(len(sick)), months)
    month = first_month[which] + np.arange(len(which)) - np.repeat(months.cumsum() - months, months)
    number = _working_day_numbers()
    before = number(start - 1)
    whole = number(last) - before
    hundredths = sick["lost"].to_numpy(dtype=np.int64)

    def lost_by(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
        so_far = np.maximum(number(np.minimum(days, last[which])) - before[which], 0)
        shared = hundredths[which] * so_far // np.maximum(whole[which], 1)
        return np.where(whole[which] > 0, shared, hundredths[which] * (days >= start[which]))

    added = lost_by(_eve(month + 1)) - lost_by(_eve(month))
    shares = sick.iloc[which].assign(
        month_start=month.astype("datetime64[s]"), lost_hundredths=added
    )
    return shares[shares["lost_hundredths"] > 0].reset_index(drop=True)


def _days(column: pd.Series[Any]) -> NDArray[np.datetime64]:
    return column.to_numpy().astype("datetime64[D]")


def _eve(months: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """The last day before each month."""
    return months.astype("datetime64[D]") - 1


def _working_day_numbers() -> Callable[[NDArray[np.datetime64]], NDArray[np.int64]]:
    """Numbers that rise by one on working days, by day; the ends of the calendar hold beyond it."""
    calendar = calendar_days()
    numbers: NDArray[np.int64] = calendar["working_day_number"].to_numpy().astype(np.int64)
    first = calendar["day"].to_numpy().astype("datetime64[D]")[0]

    def number(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
        place = (days - first).astype(np.int64).clip(0, len(numbers) - 1)
        numbered: NDArray[np.int64] = numbers[place]
        return numbered

    return number


FACTS = Facts(
    source="workforce",
    reads={
        "workers": (
            *("worker_id", "role_start", "role_end", "contract", "team", "career_stage", "fte"),
        ),
        "caseload": ("as_at", "worker_id", "cases", "caseload_fte"),
        "vacancies": ("as_at", "team", "vacant_fte"),
        "absence": ("worker_id", "absence_start", "absence_end", "absence_reason", "days_lost"),
        "supervision": (
            *("worker_id", "supervision_due", "supervision_held", "supervision_grade"),
        ),
    },
    makes=(
        FactTable(social_worker_role, ("workers",)),
        FactTable(worker_caseload, ("caseload",)),
        FactTable(team_vacancy, ("vacancies",)),
        FactTable(sickness_in_month, ("absence",)),
        FactTable(supervision, ("supervision",)),
    ),
    covers=window_covered(_MONTHS_TOLD),
    build=_build,
)
