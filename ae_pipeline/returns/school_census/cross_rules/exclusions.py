"""Suspensions and exclusions of a pupil over schools and terms, and against the pupil's own stay.

A pupil is known by UPN. What two returns tell of the same day and kind is one suspension. Academic
years run from 1 September. Not here: rules of one suspension alone (``school_census.rules``).

Source: Education Act 2002, section 51A, and the School Discipline (Pupil Exclusions and Reviews)
Regulations 2012: a pupil may be suspended for 45 school days in an academic year, each lunchtime
counted as half a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.returns.academic_age import academic_year_of
from ae_pipeline.returns.school_census import codes
from ae_pipeline.returns.school_census.cross_rules.rolls import ROLLS, of_pupil
from ae_pipeline.returns.school_census.tables.protections import OFF_ROLL, ON_ROLL
from ae_pipeline.validation.columns import NotEvaluable, ReturnColumns
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups, shared, told, upns
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    from ae_pipeline.validation.columns import Mask

rules = LocalRules()
_ON, _OFF = "TermlyExclusionsOnRoll", "TermlyExclusionsOffRoll"
_TABLES = {_ON: "PupilOnRoll", _OFF: "PupilNoLongerOnRoll"}
_MOST_SESSIONS = 90
_COUNTED = ("startdate", "sessions", "category")
_NUMBERED = {
    _ON: (ON_ROLL,),
    _OFF: (OFF_ROLL,),
    "PupilOnRoll": (ON_ROLL, "upn"),
    "PupilNoLongerOnRoll": (OFF_ROLL, "upn"),
}
_MAY_LACK = {_OFF: (OFF_ROLL, *_COUNTED), "PupilNoLongerOnRoll": (OFF_ROLL, "upn")}
"""Those who left: of a term in which nobody was suspended who did, there is no table."""


@rules(
    "AE-SC-45-DAYS",
    fields=dict.fromkeys(_TABLES, _COUNTED),
    reads=_NUMBERED,
    spares=_MAY_LACK,
    message="With this, the pupil is suspended for more than 45 school days (90 sessions) in the "
    "academic year: correct the sessions, or the days.",
    dimension=Dimension.ACCURACY,
)
def beyond_45_days(evidence: ReturnColumns) -> dict[str, Mask]:
    """Sessions of SUSP, FIXD and LNCH of one UPN and academic year together above 90.

    All that are counted are implicated. Where an earlier return is given, what it tells counts too.
    """
    rows = _limited(_each(evidence))
    every = pd.concat([rows, *_of_earlier_returns(evidence)], ignore_index=True)
    once = every.drop_duplicates(["upn", "startdate", "category"])
    total = once["sessions"].groupby([once["upn"], academic_year_of(once["startdate"])]).sum()
    beyond = total.index[(total > _MOST_SESSIONS).to_numpy(dtype=bool, na_value=False)]
    of = pd.MultiIndex.from_arrays([rows["upn"], academic_year_of(rows["startdate"])])
    return _by_table(evidence, rows[of.isin(beyond)])


@rules(
    "AE-SC-EXCLUDED-TWICE",
    fields=dict.fromkeys(_TABLES, _COUNTED),
    reads=_NUMBERED,
    spares=_MAY_LACK,
    message="The pupil is permanently excluded twice in one academic year: check both, since an "
    "exclusion that was cancelled or overturned is not returned.",
    dimension=Dimension.UNIQUENESS,
)
def excluded_twice(evidence: ReturnColumns) -> dict[str, Mask]:
    """PERM on several days of an academic year for one UPN, at any school."""
    rows = _each(evidence)
    rows = rows[rows["category"].eq(codes.EXCLUDED).fillna(value=False)]
    year = academic_year_of(rows["startdate"])
    per = rows["startdate"].groupby([rows["upn"], year]).nunique()
    of = pd.MultiIndex.from_arrays([rows["upn"], year])
    return _by_table(evidence, rows[of.isin(per.index[per > 1])])


def _of_a_roll(table: str, suffix: str) -> None:
    """Enter what holds of exclusions alike on roll and off."""
    roll = _TABLES[table]
    key = ROLLS[roll]
    leaves = "leavingdate" if roll == "PupilNoLongerOnRoll" else None

    @rules(
        f"AE-SC-SUSPENDED-TWICE{suffix}",
        fields={table: ("startdate", "category")},
        reads={table: (key,)},
        message="The pupil is suspended twice from one day on: send each suspension once.",
        dimension=Dimension.UNIQUENESS,
    )
    def suspended_twice(evidence: ReturnColumns) -> dict[str, Mask]:
        rows = evidence.table(table)
        return {table: shared(groups(rows[key], rows["startdate"], rows["category"])) > 1}

    @rules(
        f"AE-SC-SUSPENDED-OUTSIDE{suffix}",
        fields={table: ("startdate",)},
        reads={table: (key,), roll: (key, "entrydate", *((leaves,) if leaves else ()))},
        message="The pupil was not at the school on the first day of the suspension or exclusion: "
        "correct one of the dates.",
        dimension=Dimension.ACCURACY,
    )
    def suspended_outside(evidence: ReturnColumns) -> dict[str, Mask]:
        started = evidence.table(table)["startdate"]
        outside = started < of_pupil(evidence, table, roll, "entrydate")
        if leaves:
            outside |= started > of_pupil(evidence, table, roll, leaves)
        return {table: outside}

    @rules(
        f"AE-SC-AFTER-EXCLUSION{suffix}",
        fields={table: ("startdate", "category")},
        reads={table: (key,)},
        message="The pupil was suspended by the school after it had excluded the pupil for good: "
        "correct the dates or categories.",
    )
    def after_exclusion(evidence: ReturnColumns) -> dict[str, Mask]:
        rows = evidence.table(table)
        final = rows["category"].eq(codes.EXCLUDED).fillna(value=False)
        first = rows["startdate"][final].groupby(rows[key][final]).min()
        excluded = told(rows[key], first.index.to_series(), first)
        return {table: ~final & (rows["startdate"] > excluded)}


_of_a_roll(_ON, "")
_of_a_roll(_OFF, "-LEFT")


def _given(evidence: ReturnColumns) -> list[str]:
    """The tables of suspensions that are there with all that is needed of them."""
    return [
        table
        for table, roll in _TABLES.items()
        if evidence.given(table, ROLLS[roll], *_COUNTED) and evidence.given(roll, *_NUMBERED[roll])
    ]


def _each(evidence: ReturnColumns) -> pd.DataFrame:
    """Every suspension and exclusion of a day with its pupil's UPN, and where it stands.

    Raises:
        NotEvaluable: if none of their tables is there.
    """
    found: list[pd.DataFrame] = []
    for table in _given(evidence):
        rows = evidence.table(table)
        found.append(
            rows[list(_COUNTED)].assign(
                upn=upns(of_pupil(evidence, table, _TABLES[table], "upn")),
                table=table,
                position=np.arange(len(rows)),
            )
        )
    if not found:
        raise NotEvaluable("suspensions with their pupils")
    every = pd.concat(found, ignore_index=True)
    return every[every["upn"].notna() & every["startdate"].notna()]


def _limited(rows: pd.DataFrame) -> pd.DataFrame:
    """Those that count towards the limit of a year."""
    return rows[rows["category"].isin([*codes.SUSPENDED, codes.LUNCHTIME])]


def _of_earlier_returns(evidence: ReturnColumns) -> list[pd.DataFrame]:
    """Suspensions of an earlier return, where one was given."""
    try:
        return [_limited(_each(evidence.previous))]
    except NotEvaluable:
        return []


def _by_table(evidence: ReturnColumns, rows: pd.DataFrame) -> dict[str, Mask]:
    found: dict[str, Mask] = {}
    for table in _given(evidence):
        failing = np.zeros(len(evidence.table(table)), dtype=bool)
        failing[rows.loc[rows["table"] == table, "position"]] = True
        found[table] = failing
    return found
