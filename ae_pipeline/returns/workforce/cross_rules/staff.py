"""Absence, cases and supervision of the staff records against the roles that workers hold.

Not here: roles beside one another (``posts``), or rules of a row alone (``workforce.rules``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups, overlapping, stands_in, told
from ae_pipeline.validation.rule import LocalRules
from ae_pipeline.validation.working_days import working_days

if TYPE_CHECKING:
    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_WORKER, _ROLE = "worker_id", ("worker_id", "role_start", "role_end")
_ABSENCE = "Absence"
_OCTOBER = 10
_ONE_DAY = pd.Timedelta(days=1)


def _of_a_worker(table: str, day: str, part: str) -> None:
    """Enter what is asked of any record of a worker."""

    @rules(
        f"AE-{part}-WORKER",
        fields={table: (_WORKER,)},
        reads={"Workers": (_WORKER,)},
        message="The row is of a worker who is not in Workers: add the worker, or correct the "
        "registration.",
    )
    def of_nobody(evidence: ReturnColumns) -> dict[str, Mask]:
        worker = evidence.table(table)[_WORKER]
        known = stands_in(worker, evidence.table("Workers")[_WORKER])
        return {table: worker.notna() & ~known}

    @rules(
        f"AE-{part}-IN-POST",
        fields={table: (day,)},
        reads={table: (_WORKER,), "Workers": _ROLE},
        message="The worker held no role on that day: correct the day, or the dates of the roles.",
        dimension=Dimension.ACCURACY,
    )
    def not_in_post(evidence: ReturnColumns) -> dict[str, Mask]:
        rows, roles = evidence.table(table), evidence.table("Workers")
        asked = pd.DataFrame(
            {_WORKER: rows[_WORKER], "day": rows[day], "row": np.arange(len(rows))}
        )
        asked = asked[stands_in(rows[_WORKER], roles[_WORKER]) & rows[day].notna()]
        pairs = asked.merge(roles[list(_ROLE)], on=_WORKER)
        held = (pairs["role_start"] <= pairs["day"]) & ~(pairs["role_end"] < pairs["day"])
        failing = np.zeros(len(rows), dtype=bool)
        failing[asked["row"]] = True
        failing[pairs["row"][held]] = False
        return {table: failing}


_of_a_worker(_ABSENCE, "absence_start", "ABSENCE")
_of_a_worker("Caseload", "as_at", "CASELOAD")
_of_a_worker("Supervision", "supervision_due", "SUPERVISION")


@rules(
    "AE-ABSENCE-OVERLAP",
    fields={_ABSENCE: ("absence_start", "absence_end")},
    reads={_ABSENCE: (_WORKER,)},
    message="Two absences of the worker have a day in common: correct the dates, or put them "
    "together.",
    dimension=Dimension.UNIQUENESS,
)
def absent_twice(evidence: ReturnColumns) -> dict[str, Mask]:
    """The last day of an absence is one of its days: another may begin on the next."""
    rows = evidence.table(_ABSENCE)
    after = rows["absence_end"] + _ONE_DAY
    return {_ABSENCE: overlapping(groups(rows[_WORKER]), rows["absence_start"], after)}


@rules(
    "AE-ABSENCE-WORKING-DAYS",
    fields={_ABSENCE: ("absence_start", "absence_end", "days_lost")},
    message="More working days are lost than the absence has: count neither weekends nor bank "
    "holidays, or correct the dates.",
    dimension=Dimension.ACCURACY,
)
def more_lost_than_working_days(evidence: ReturnColumns) -> dict[str, Mask]:
    """Above the working days from first to last; above all days is another rule's."""
    rows = evidence.table(_ABSENCE)
    first, last = rows["absence_start"], rows["absence_end"]
    every = (last - first).dt.days + 1
    had = working_days(first, last).astype("Float64")
    return {_ABSENCE: (rows["days_lost"] > had) & (rows["days_lost"] <= every)}


@rules(
    "AE-ABSENCE-YEAR",
    fields={_ABSENCE: ("days_lost",)},
    reads={_ABSENCE: (_WORKER, "absence_start", "absence_end")},
    message="The worker's absences of one year, October to September, lost more working days than "
    "the year has: correct the numbers.",
    dimension=Dimension.ACCURACY,
)
def more_lost_than_the_year_has(evidence: ReturnColumns) -> dict[str, Mask]:
    """Days lost in absences that begin and end in one year, together, above its working days."""
    rows = evidence.table(_ABSENCE)
    year = _year(rows["absence_start"])
    within = (year == _year(rows["absence_end"])).fillna(value=False).astype(bool)
    numbers = pd.Series(groups(rows[_WORKER], year), index=rows.index).where(within, -1)
    lost = rows["days_lost"].groupby(numbers).sum()
    first = _first_of(year)
    had = working_days(first, _first_of(year + 1) - _ONE_DAY).astype("Float64")
    total = told(numbers, lost.index.to_series(), lost).astype("Float64")
    return {_ABSENCE: within & (numbers >= 0) & (total > had).fillna(value=False)}


def _year(days: pd.Series[Any]) -> pd.Series[Any]:
    """The year in whose October the census year of a day began."""
    before_october: pd.Series[Any] = (days.dt.month < _OCTOBER).astype("Int64")
    started: pd.Series[Any] = days.dt.year.astype("Int64") - before_october
    return started


def _first_of(year: pd.Series[Any]) -> pd.Series[Any]:
    """1 October of a year; null where there is none."""
    parts = pd.DataFrame({"year": year.astype("Float64"), "month": _OCTOBER, "day": 1})
    return pd.to_datetime(parts, errors="coerce")
