"""Workers of the census against its year, and against the census of the year before.

The year of a census ends on its day, 30 September. Not here: roles beside one another (``posts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.validation.columns import NotEvaluable, ReturnColumns
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import told
from ae_pipeline.validation.rule import LocalRules
from ae_pipeline.validation.working_days import working_days

if TYPE_CHECKING:
    from ae_pipeline.validation.columns import Mask

rules = LocalRules()
_TABLE = "CSWWWorker"
_ROLE = ("SWENo", "RoleStartDate")
_DAY = {"Header": ("ReferenceDate",)}
_ONE_YEAR, _ONE_DAY = pd.DateOffset(years=1), pd.Timedelta(days=1)


@rules(
    "AE-CSWW-YEAR",
    fields={_TABLE: ("RoleStartDate", "RoleEndDate")},
    reads=_DAY,
    message="The role began after the day of the census, or ended after it or before its year: "
    "correct the dates, or leave the role to the census it belongs to.",
    dimension=Dimension.ACCURACY,
)
def outside_the_year(evidence: ReturnColumns) -> dict[str, Mask]:
    """Not held on any day from 1 October to 30 September, or told to end after that."""
    first, last = _year(evidence)
    rows = evidence.table(_TABLE)
    ended = rows["RoleEndDate"]
    return {_TABLE: (rows["RoleStartDate"] > last) | (ended > last) | (ended < first)}


@rules(
    "AE-CSWW-DAYS-LOST",
    fields={_TABLE: ("WorkingDaysLost",)},
    reads={_TABLE: (*_ROLE, "RoleEndDate"), **_DAY},
    message="More working days are lost than the worker had in the year: correct the number, or "
    "the dates.",
    dimension=Dimension.ACCURACY,
)
def more_lost_than_worked(evidence: ReturnColumns) -> dict[str, Mask]:
    """``WorkingDaysLost`` above the working days of the year from the first role to the last."""
    first, last = _year(evidence)
    rows = evidence.table(_TABLE)
    worker = rows["SWENo"]
    start, end = rows["RoleStartDate"], rows["RoleEndDate"].fillna(last)
    starts = start.mask(start < first, first).groupby(worker).min()
    ends = end.mask(end > last, last).groupby(worker).max()
    had = working_days(
        told(worker, starts.index.to_series(), starts), told(worker, ends.index.to_series(), ends)
    )
    return {_TABLE: rows["WorkingDaysLost"] > had.astype("Float64").clip(lower=0)}


@rules(
    "AE-CSWW-NOT-TOLD-BEFORE",
    fields={_TABLE: ("RoleStartDate",)},
    reads={_TABLE: ("SWENo",)},
    previous={_TABLE: _ROLE, **_DAY},
    message="The role was held on the day of the census before, which did not have it: correct the "
    "date, or the census before.",
    dimension=Dimension.COMPLETENESS,
)
def not_told_before(evidence: ReturnColumns) -> dict[str, Mask]:
    """``RoleStartDate`` on or before the day of the census before, and no such role in it."""
    _, before = _year(evidence.previous)
    rows, earlier = evidence.table(_TABLE), evidence.previous.table(_TABLE)
    told_before = _roles(rows).isin(_roles(earlier).dropna())
    return {_TABLE: _roles(rows).notna() & (rows["RoleStartDate"] <= before) & ~told_before}


@rules(
    "AE-CSWW-END-CHANGED",
    fields={_TABLE: ("RoleEndDate",)},
    reads={_TABLE: _ROLE},
    previous={_TABLE: (*_ROLE, "RoleEndDate")},
    message="The census before tells another end of this role: correct the date, or tell a role "
    "that was taken up again as a new one.",
)
def end_changed(evidence: ReturnColumns) -> dict[str, Mask]:
    """Ended in the census before, and now without an end or with another."""
    rows, earlier = evidence.table(_TABLE), evidence.previous.table(_TABLE)
    ended = told(_roles(rows), _roles(earlier), earlier["RoleEndDate"])
    return {_TABLE: ended.notna() & rows["RoleEndDate"].ne(ended)}


def _year(evidence: ReturnColumns) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day of the census's year.

    Raises:
        NotEvaluable: if the census does not tell its day.
    """
    last: Any = evidence.table("Header")["ReferenceDate"].max()
    if pd.isna(last):
        raise NotEvaluable("the day of the census")
    return last - _ONE_YEAR + _ONE_DAY, last


def _roles(rows: pd.DataFrame) -> pd.Series[Any]:
    """What a role is known again by: the registration and the first day."""
    roles: pd.Series[Any] = rows["SWENo"] + "|" + rows["RoleStartDate"].dt.strftime("%Y-%m-%d")
    return roles
