"""From the Virtual School's newest export to education plans and changes of school.

An export holds this academic year and the last as they stand on its last day, so the newest is
all there is to read. A child has one plan a term; where two are told (two numbers of one child,
or two drops) the last is believed. Not here: what counts (``key_indicators``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows, stacked
from ae_pipeline.returns.academic_age import starting_year, year_group
from ae_pipeline.returns.epep import codes
from ae_pipeline.schema.learning import education_plan, school_move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.periods import Month

_SEPTEMBER = 9
_TERM_ENDS = {codes.AUTUMN: (0, "-12-31"), codes.SPRING: (1, "-04-30"), codes.SUMMER: (1, "-08-31")}
"""Years after the one an academic year starts in, and the day.

Easter is never later than 25 April, so the holidays after the spring term are over by its end.
"""


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    return {education_plan.name: _plans(drops), school_move.name: _moves(drops)}


def _plans(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    rows = stacked(drops, "peps")
    started = starting_year(rows["acadyr"].astype("str"))
    term = rows["term"].astype("str")
    later = term.map({name: years for name, (years, _) in _TERM_ENDS.items()}).astype("Int64")
    days = term.map({name: day for name, (_, day) in _TERM_ENDS.items()}).astype("str")
    rows = rows.assign(
        person_id=drops[-1].person(rows["childid"]).astype("str"),
        term_ends=pd.to_datetime((started + later).astype("str") + days).astype("datetime64[s]"),
        year_group=year_group(rows["dob"].astype("datetime64[s]"), started),
        care_started=rows["carestarted"],
        first=rows["firstpep"].astype("str").map({"Y": True, "N": False}).astype("boolean"),
        due=rows["pepdue"],
        made=rows["pepdate"],
        school=rows["urn"],
        sessions_possible=rows["sesspossible"],
        sessions_attended=rows["sessattended"],
    )
    return _last_told(rows, "term_ends")


def _moves(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    rows = stacked(drops, "school_moves")
    rows = rows.assign(
        person_id=drops[-1].person(rows["childid"]).astype("str"),
        moved=rows["movedate"],
        reason=rows["movereason"],
    )
    return _last_told(rows[rows["person_id"].notna()], "moved")


def _last_told(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    """The last row of each child and term or day; a child that nobody is known by is itself."""
    who: pd.Series[Any] = rows["person_id"].fillna(rows["childid"].astype("str"))
    again = rows.assign(who=who).duplicated(["who", what], keep="last")
    return rows[~again].reset_index(drop=True)


def _covers(months: Sequence[Month]) -> Span | None:
    """From the start of the academic year before the newest export's to its last day."""
    if not months:
        return None
    newest = months[-1]
    year = newest.year if newest.number >= _SEPTEMBER else newest.year - 1
    return Span(date(year - 1, _SEPTEMBER, 1), newest.end)


FACTS = Facts(
    source="epep",
    reads={
        "peps": (
            *("childid", "acadyr", "term", "dob", "carestarted", "firstpep", "pepdue", "pepdate"),
            *("quality", "urn", "sesspossible", "sessattended", "suspensions"),
        ),
        "school_moves": ("childid", "movedate", "movereason"),
    },
    makes=(
        FactTable(education_plan, ("peps",)),
        FactTable(school_move, ("school_moves",)),
    ),
    covers=_covers,
    build=_build,
)
