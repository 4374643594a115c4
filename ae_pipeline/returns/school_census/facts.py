"""Facts of the School Census: rolls of its day; sessions and exclusions of the term before.

January tells of autumn (1 September to 31 December), May of spring (to 31 March), October of summer
(to 31 August): terms are these days, wherever Easter lies. Of a later drop and an earlier one that
tell of the same, the later is believed. A pupil of whom nobody is known is kept: sessions and
suspensions are counted, whoever's they are.

Sessions missed are those of marks that are an absence (``returns.attendance.codes``); where a
return has no marks of a pupil, those of its older columns, and none where these are empty. A pupil
of whom possible sessions are not told has no row. Not here: rows of rolls
(``facts_of_rolls``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.marks import SESSIONS, session_kinds
from ae_pipeline.returns.school_census import facts_of_rolls as rolls
from ae_pipeline.returns.school_census.codes import SUSPENDED
from ae_pipeline.returns.school_census.facts_of_rolls import (
    academic_year,
    age_at_start,
    at_schools,
    typed,
)
from ae_pipeline.schema.schooling import exclusion, school_sessions

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAY, _OCTOBER = 5, 10
_STILL_THERE = pd.Timestamp(2100, 1, 1)
_SUSPENSION = "SUSP"
_SIDES = ("off", "on")
_PUPILS = {"on": "pupil_on_roll", "off": "pupil_no_longer_on_roll"}
_ABSENCE = ("authorised", "unauthorised")


def term_covered(month: Month) -> Span:
    """First and last day of the term that a drop of a month tells of."""
    if month.number >= _OCTOBER:
        return Span(date(month.year, 4, 1), date(month.year, 8, 31))
    if month.number >= _MAY:
        return Span(date(month.year, 1, 1), date(month.year, 3, 31))
    return Span(date(month.year - 1, 9, 1), date(month.year - 1, 12, 31))


def covers(months: Sequence[Month]) -> Span | None:
    """The terms told by the drops, back to the first that is missing."""
    if not months:
        return None
    newest = term_covered(months[-1])
    first = newest.first
    for month in reversed(months[:-1]):
        told = term_covered(month)
        if (first - told.last).days > 1:
            break
        first = min(first, told.first)
    return Span(first, newest.last)


def _build(told: Sequence[SubmissionRows]) -> Frames:
    if not told:
        return {}
    drops = [typed(drop) for drop in told]
    sessions = pd.concat(
        [_sessions(drop, side) for drop in drops for side in _SIDES], ignore_index=True
    )
    exclusions = pd.concat(
        [_exclusions(drop, side) for drop in drops for side in _SIDES], ignore_index=True
    )
    told_once = exclusions.drop_duplicates(
        ["pupil", "urn", "category", "started", "number"], keep="last"
    )
    of_rolls = [rolls.rows_of(drop) for drop in drops]
    return {
        school_sessions.name: _one_a_term(sessions),
        exclusion.name: told_once,
        **{
            table.name: pd.concat([each[table.name] for each in of_rolls], ignore_index=True)
            for table in rolls.MAKES
        },
    }


def _one_a_term(sessions: pd.DataFrame) -> pd.DataFrame:
    """A pupil's sessions at a school and term as one row, where the pupil left and came back.

    A pupil who is told twice on the same roll, or with the same day of leaving, is the same. The
    source is the last of them: on the roll, if there is one.
    """
    term = ["pupil", "urn", "term_start"]
    told = sessions.drop_duplicates([*term, "left"], keep="last")
    if not told.duplicated(term).any():
        return told
    sums = told.groupby(term, dropna=False)[list(SESSIONS)].transform("sum")
    return told.assign(**{name: sums[name] for name in SESSIONS}).drop_duplicates(term, keep="last")


def _sessions(drop: SubmissionRows, side: str) -> pd.DataFrame:
    pupils = drop.tables[_PUPILS[side]]
    pupils = pupils[pupils["sessions_possible"].notna()].reset_index(drop=True)
    term = term_covered(drop.month)
    marks = _by_kind(drop.tables[f"termly_session_details_{side}_roll"])
    marked = marks.reindex(pupils["pupil_id"]).reset_index(drop=True)
    missed = {
        name: marked[name].fillna(_number(pupils[f"sessions_{name}"])).fillna(0)
        for name in _ABSENCE
    }
    told = pupils.assign(
        possible=_number(pupils["sessions_possible"]),
        **missed,
        part_time_timetable=marked["part_time_timetable"].fillna(0),
        academic_age=age_at_start(pupils["born"], academic_year(Month.of(term.first))),
        term_start=pd.Timestamp(term.first),
        term_end=pd.Timestamp(term.last),
        left=pupils["left"] if side == "off" else _STILL_THERE,
    )
    return at_schools(told, drop)


def _by_kind(details: pd.DataFrame) -> pd.DataFrame:
    """Sessions of each kind by pupil, of those who have any mark told."""
    pupil, pupils = pd.factorize(details["pupil_id"])
    code, codes = pd.factorize(details["reason"])
    usable = (pupil >= 0) & (code >= 0) & details["sessions"].notna().to_numpy()
    number = details["sessions"].to_numpy(dtype="float64", na_value=0)[usable]
    adds = session_kinds(codes)[code[usable]]
    sums = {
        name: np.bincount(pupil[usable], number * adds[:, column], minlength=len(pupils))
        for column, name in enumerate(SESSIONS)
    }
    return pd.DataFrame(sums, index=pd.Index(pupils)).astype("Int64")


def _exclusions(drop: SubmissionRows, side: str) -> pd.DataFrame:
    """Rows of suspensions and exclusions, each a day's first, second … of its kind and pupil.

    Those of pupils without a row of their own are left out: nothing tells whose they are.
    """
    pupils = drop.tables[_PUPILS[side]].drop_duplicates("pupil_id", keep="last")
    pupils = pupils.assign(enrolment=pupils["enrolment"] if side == "on" else None)
    told = drop.tables[f"termly_exclusions_{side}_roll"].merge(
        pupils[["pupil_id", "return_id", "upn", "enrolment"]].astype({"enrolment": "str"}),
        on="pupil_id",
    )
    told["category"] = told["category"].mask(told["category"].isin(SUSPENDED), _SUSPENSION)
    told = at_schools(told, drop)
    same = told.groupby(["pupil", "urn", "category", "started"], dropna=False)
    return told.assign(number=same.cumcount())


def _number(values: pd.Series[Any]) -> pd.Series[Any]:
    return pd.to_numeric(values).astype("Int64")


_OF_SESSIONS = ("sessions_possible", "sessions_authorised", "sessions_unauthorised")
_DETAILS = ("pupil_id", "reason", "sessions")
_EXCLUSIONS = ("pupil_id", "started", "sessions", "category", "reason", "sen_provision")
_ON_ROLL = rolls.READS["pupil_on_roll"]
_PUPILS_AND_SCHOOLS = ("school_census", "school", *_PUPILS.values())
FACTS = Facts(
    source="school_census",
    reads={
        **rolls.READS,
        "pupil_on_roll": (*_ON_ROLL, *_OF_SESSIONS),
        "pupil_no_longer_on_roll": ("pupil_id", "return_id", "upn", "born", "left", *_OF_SESSIONS),
        "termly_session_details_on_roll": _DETAILS,
        "termly_session_details_off_roll": _DETAILS,
        "termly_exclusions_on_roll": _EXCLUSIONS,
        "termly_exclusions_off_roll": _EXCLUSIONS,
    },
    makes=(
        *rolls.MAKES,
        FactTable(
            school_sessions,
            (*_PUPILS_AND_SCHOOLS, *(f"termly_session_details_{side}_roll" for side in _SIDES)),
        ),
        FactTable(
            exclusion,
            (*_PUPILS_AND_SCHOOLS, *(f"termly_exclusions_{side}_roll" for side in _SIDES)),
        ),
    ),
    covers=covers,
    build=_build,
)
