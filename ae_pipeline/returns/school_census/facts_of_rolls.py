"""Facts that the School Census tells of its own day: schools, rolls, arranged placements.

A pupil of whom nobody is known stays on the roll, as the roll is what rates are divided by. Not
here: what it tells of the term before, and the return's declaration (``school_census``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.facts.coverage import standing
from ae_pipeline.facts.declaration import FactTable
from ae_pipeline.returns.academic_age import academic_age
from ae_pipeline.schema.schooling import arranged_placement, census_school, pupil_roll

if TYPE_CHECKING:
    from ae_pipeline.facts.declaration import Frames, SubmissionRows
    from ae_pipeline.periods import Month

_RETURNS, _SCHOOLS, _ON_ROLL = "school_census", "school", "pupil_on_roll"
_MEALS, _ARRANGED = "fsm_period", "school_arranged_ap_on_roll"
_DAYS = {"reference_date", "born", "entered", "left", "started", "ended"}
_SEPTEMBER = 9


def typed(drop: SubmissionRows) -> SubmissionRows:
    """A drop whose days are days also in tables that it does not have: these come as text."""
    return replace(
        drop,
        tables={
            name: rows.assign(
                **{each: pd.to_datetime(rows[each]) for each in rows if each in _DAYS}
            )
            for name, rows in drop.tables.items()
        },
    )


def schools(drop: SubmissionRows) -> pd.DataFrame:
    """The schools of a census by ``return_id``: ``urn``, ``phase``, and where that is told."""
    returns = drop.tables[_RETURNS].drop_duplicates("return_id", keep="last")
    phases = drop.tables[_SCHOOLS].drop_duplicates("return_id", keep="last")
    return returns.merge(phases[["return_id", "phase"]], on="return_id", how="left")


def at_schools(rows: pd.DataFrame, drop: SubmissionRows) -> pd.DataFrame:
    """Rows of pupils with ``person_id``, ``pupil``, and their school's ``urn`` and ``phase``.

    Args:
        rows: with ``pupil_id``, ``upn`` and ``return_id``.
        drop: that they are of.
    """
    known = drop.person(rows["pupil_id"]).astype("str")
    found = schools(drop)[["return_id", "urn", "phase"]]
    return rows.assign(
        person_id=known, pupil=known.fillna(rows["upn"]).fillna(rows["pupil_id"])
    ).merge(found, on="return_id", how="left")


def academic_year(month: Month) -> int:
    """The year in whose September a month's academic year began."""
    return month.year if month.number >= _SEPTEMBER else month.year - 1


def age_at_start(born: pd.Series[Any], year: int) -> pd.Series[Any]:
    """Whole years on the 31 August before an academic year; null where not born on a known day."""
    starting = pd.Series(year, index=born.index, dtype="Int64")
    return academic_age(born, starting)


def truth(values: pd.Series[Any]) -> pd.Series[Any]:
    """What the census writes as a truth value: true, 1; anything else that is written is not."""
    told = values.astype("str").str.lower()
    return told.isin(["true", "1"]).astype("boolean").mask(told.isna())


def _census_day(drop: SubmissionRows) -> pd.Timestamp:
    """The day that most schools name, the earliest of several; the month's last if none does."""
    days = drop.tables[_RETURNS]["reference_date"].mode()
    return pd.Timestamp(days.iloc[0] if len(days) else drop.month.end)


def rows_of(drop: SubmissionRows) -> Frames:
    """Rows of ``MAKES`` that a drop tells."""
    day = _census_day(drop)
    told = schools(drop).assign(census_day=day)
    told = told[told["urn"].notna()].drop_duplicates("urn", keep="last")
    pupils = at_schools(drop.tables[_ON_ROLL], drop).assign(census_day=day)
    # A pupil who is on a school's roll twice is one of its pupils.
    roll = pupils.drop_duplicates(["pupil", "urn"], keep="last")
    arranged = drop.tables[_ARRANGED].merge(
        pupils[["pupil_id", "person_id", "pupil", "urn", "phase", "census_day"]].drop_duplicates(
            "pupil_id", keep="last"
        ),
        on="pupil_id",
        suffixes=("_of_setting", ""),
    )
    return {
        census_school.name: told,
        pupil_roll.name: roll.assign(
            academic_age=age_at_start(roll["born"], academic_year(drop.month)),
            part_time=truth(roll["part_time"]),
            sen_unit=truth(roll["sen_unit"]),
            resourced=truth(roll["resourced"]),
            fsm=roll["pupil_id"].isin(_with_meals(drop.tables[_MEALS], day)),
        ),
        arranged_placement.name: arranged.rename(columns={"urn_of_setting": "setting_urn"}),
    }


def _with_meals(periods: pd.DataFrame, day: pd.Timestamp) -> pd.Series[Any]:
    """Pupils whose meals are free on a day. A period's end is its last day."""
    begun = periods["started"] <= day
    lasts = periods["ended"].isna() | (periods["ended"] >= day)
    return periods.loc[begun & lasts, "pupil_id"]


READS = {
    _RETURNS: ("return_id", "urn", "reference_date"),
    _SCHOOLS: ("return_id", "phase"),
    _ON_ROLL: (
        "pupil_id", "return_id", "upn", "born", "entered", "enrolment", "year_group",
        "part_time", "sen_provision", "sen_unit", "resourced", "young_carer",
    ),
    _MEALS: ("pupil_id", "started", "ended"),
    _ARRANGED: (
        "pupil_id", "urn", "entered", "left", "sessions_a_week", "setting", "reason", "pattern",
    ),
}  # fmt: skip
_ROLL = (_RETURNS, _SCHOOLS, _ON_ROLL)
MAKES = (
    # What school it is changes seldom, and any census says.
    FactTable(census_school, (_RETURNS, _SCHOOLS), standing),
    FactTable(pupil_roll, (*_ROLL, _MEALS)),
    FactTable(arranged_placement, (*_ROLL, _ARRANGED)),
)
