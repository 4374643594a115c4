"""Roles of one worker beside one another, in the census and in the staff records alike.

A role is held from its first day until its last. On the last day of one role another may begin, and
the two are not held at one time. Not here: what only one of the two asks (``census``, ``staff``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.returns.workforce import codes
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_FULL_TIME, _PLACES = 1.0, 6


@dataclass(frozen=True)
class Posts:
    """The columns of a table of roles.

    Attributes:
        part: of the rules' codes.
        agency: column that says who employs the worker, and the value for an agency.
        traits: columns that are of the person, and alike in all rows of one.
        leaving: columns that say that the worker left the authority.
    """

    table: str
    part: str
    worker: str
    start: str
    end: str
    fte: str
    agency: tuple[str, str]
    traits: tuple[str, ...]
    leaving: tuple[str, ...]


CENSUS = Posts(
    table="CSWWWorker",
    part="CSWW",
    worker="SWENo",
    start="RoleStartDate",
    end="RoleEndDate",
    fte="FTE",
    agency=("AgencyWorker", "1"),
    traits=("PersonBirthDate",),
    leaving=("LeaverDestination", "ReasonLeave"),
)
STAFF = Posts(
    table="Workers",
    part="WORKER",
    worker="worker_id",
    start="role_start",
    end="role_end",
    fte="fte",
    agency=("contract", codes.AGENCY),
    traits=("date_of_birth", "sex"),
    leaving=("destination", "leaving_reason"),
)


def _of(posts: Posts) -> None:
    """Enter what is asked of the roles of a table."""
    table, span = posts.table, (posts.start, posts.end)

    @rules(
        f"AE-{posts.part}-FULL-TIME",
        fields={table: (posts.fte, *span)},
        reads={table: (posts.worker,)},
        message="The roles that the worker holds at one time are more than full time: end the "
        "earlier role, or correct the shares.",
        dimension=Dimension.ACCURACY,
    )
    def beyond_full_time(evidence: ReturnColumns) -> dict[str, Mask]:
        rows = evidence.table(table)
        held = _held_at_a_start(rows, posts)
        share = rows[posts.fte].astype("Float64").fillna(0).to_numpy(dtype=float)
        total = np.bincount(held["of"], weights=share[held["role"]], minlength=len(rows))
        beyond = np.round(total, _PLACES) > _FULL_TIME
        failing = np.zeros(len(rows), dtype=bool)
        failing[held["role"][beyond[held["of"]]]] = True
        return {table: failing}

    @rules(
        f"AE-{posts.part}-TWO-PEOPLE",
        fields={table: (posts.worker, *posts.traits)},
        message="Rows of one registration tell of different people: correct the registration, or "
        "what is told of the person.",
        dimension=Dimension.UNIQUENESS,
    )
    def two_people(evidence: ReturnColumns) -> dict[str, Mask]:
        rows = evidence.table(table)
        worker = rows[posts.worker]
        failing = np.zeros(len(rows), dtype=bool)
        for trait in posts.traits:
            told = rows[trait].groupby(worker).nunique()
            failing |= worker.isin(told.index[told > 1]).to_numpy(dtype=bool)
        return {table: failing}

    @rules(
        f"AE-{posts.part}-AGENCY",
        fields={table: (posts.agency[0], *span)},
        reads={table: (posts.worker,)},
        message="The worker is employed and an agency's at one time: correct the flag, or the "
        "dates of the roles.",
    )
    def employed_and_agency(evidence: ReturnColumns) -> dict[str, Mask]:
        rows = evidence.table(table)
        column, agency = posts.agency
        held = _held_at_a_start(rows, posts)
        of_agency = rows[column].eq(agency).to_numpy(dtype=bool, na_value=False)
        known = rows[column].notna().to_numpy(dtype=bool)
        one, other = held["of"], held["role"]
        differ = known[one] & known[other] & (of_agency[one] != of_agency[other])
        failing = np.zeros(len(rows), dtype=bool)
        failing[one[differ]] = True
        failing[other[differ]] = True
        return {table: failing}

    @rules(
        f"AE-{posts.part}-LEFT-AND-STAYS",
        fields={table: (posts.end, *posts.leaving)},
        reads={table: (posts.worker, posts.start)},
        message="The worker is said to have left, and goes on in another role: remove the reason "
        "and destination, or correct the dates.",
    )
    def left_and_stays(evidence: ReturnColumns) -> dict[str, Mask]:
        rows = evidence.table(table)
        left = rows[list(posts.leaving)].notna().any(axis=1) & rows[posts.end].notna()
        pairs = _pairs(rows, posts)
        begins, ends = _days(rows[posts.start]), _days(rows[posts.end], open_end=True)
        end = ends[pairs["of"]]
        goes_on = (begins[pairs["role"]] - 1 <= end) & (ends[pairs["role"]] > end)
        failing = np.zeros(len(rows), dtype=bool)
        failing[pairs["of"][goes_on]] = True
        return {table: failing & left.to_numpy(dtype=bool)}


Pairs = dict[str, "NDArray[np.int64]"]
"""Positions of rows, ``of`` and ``role``, that are of one worker."""


def _pairs(rows: pd.DataFrame, posts: Posts) -> Pairs:
    """Every two roles of one worker that both tell their first day, each with itself too."""
    numbers = groups(rows[posts.worker])
    placed = np.flatnonzero((numbers >= 0) & rows[posts.start].notna().to_numpy(dtype=bool))
    of = pd.DataFrame({"worker": numbers[placed], "of": placed})
    found = of.merge(of.rename(columns={"of": "role"}), on="worker")
    return {name: found[name].to_numpy(dtype=np.int64) for name in ("of", "role")}


def _held_at_a_start(rows: pd.DataFrame, posts: Posts) -> Pairs:
    """Roles (``role``) that the worker holds on the day on which a role (``of``) begins."""
    pairs = _pairs(rows, posts)
    begins, ends = _days(rows[posts.start]), _days(rows[posts.end], open_end=True)
    day = begins[pairs["of"]]
    held = (begins[pairs["role"]] <= day) & (ends[pairs["role"]] > day)
    return {name: positions[held] for name, positions in pairs.items()}


def _days(dates: pd.Series[Any], *, open_end: bool = False) -> NDArray[np.int64]:
    numbers = dates.to_numpy(dtype="datetime64[D]").astype(np.int64)
    if open_end:
        numbers[dates.isna().to_numpy(dtype=bool)] = np.iinfo(np.int64).max
    return numbers


_of(CENSUS)
_of(STAFF)
