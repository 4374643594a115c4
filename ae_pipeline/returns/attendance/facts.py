"""Facts of daily attendance: each pupil's sessions at a school, month by month.

A drop has more than a million marks, so it is summed up before it is kept. It tells of its own
month alone: marks of other days were told by their own drop, and would count twice. Marks without a
usable pupil number are left out, as nobody can be judged by them; those of a number by which no
person is known are kept under the number. Not here: what a mark counts as (``returns.attendance``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows
from ae_pipeline.returns.marks import SESSIONS, session_kinds
from ae_pipeline.schema.schooling import month_sessions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ae_pipeline.periods import Month

_MARKS, _TABLE = "marks", "month_sessions"
_AUGUST = 8


def covers(months: Sequence[Month]) -> Span | None:
    """The months told, back to the first gap. August has no school days and needs no drop.

    After a drop of July, August is told too.
    """
    if not months:
        return None
    first = last = months[-1]
    told = set(months)
    while True:
        before = first.plus(-1)
        if before not in told and before.number == _AUGUST and before.plus(-1) in told:
            before = before.plus(-1)
        if before not in told:
            break
        first = before
    if last.number == _AUGUST - 1:
        last = last.plus(1)
    return Span(first.start, last.end)


def _reduce(tables: Mapping[str, pd.DataFrame]) -> Frames:
    """Marks as sums: one row a pupil number, school and month, with its first mark's source."""
    marks = tables[_MARKS]
    upn, upns = pd.factorize(marks["upn"])
    urn, urns = pd.factorize(marks["urn"])
    code, codes = pd.factorize(marks["code"])
    day = pd.to_datetime(marks["date"]).to_numpy().astype("datetime64[M]").astype(np.int64)
    usable = (upn >= 0) & (urn >= 0) & (code >= 0) & marks["date"].notna().to_numpy()
    place = np.flatnonzero(usable)
    month, months = pd.factorize(day[place])
    key = (upn[place].astype(np.int64) * len(urns) + urn[place]) * max(len(months), 1) + month
    group, keys = pd.factorize(key)
    first = np.zeros(len(keys), dtype=np.int64)
    first[group[::-1]] = place[::-1]  # what is written last stays: the first mark of each
    adds = session_kinds(codes)[code[place]]
    sums = {
        name: np.bincount(group[adds[:, column]], minlength=len(keys))
        for column, name in enumerate(SESSIONS)
    }
    rest, in_month = np.divmod(keys, max(len(months), 1))
    pupil, school = np.divmod(rest, max(len(urns), 1))
    return {
        _MARKS: pd.DataFrame(
            {
                "upn": pd.Series(upns.take(pupil), dtype="str"),
                "urn": pd.Series(urns.take(school), dtype="str"),
                "month_start": months[in_month].astype("datetime64[M]").astype("datetime64[s]"),
                **sums,
                "source_file": marks["source_file"].take(first).reset_index(drop=True),
                "source_row": marks["source_row"].take(first).reset_index(drop=True),
            }
        )
    }


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    parts = [_of_month(drop) for drop in drops]
    return {_TABLE: pd.concat(parts, ignore_index=True) if parts else _of_nobody()}


def _of_month(drop: SubmissionRows) -> pd.DataFrame:
    """A pupil's sessions at a school are one row, also where the register had two numbers."""
    rows = drop.tables[_MARKS]
    rows = rows[rows["month_start"] == pd.Timestamp(drop.month.start)].reset_index(drop=True)
    known = drop.person(rows["upn"]).astype("str")
    rows = rows.assign(person_id=known, pupil=known.fillna(rows["upn"]))
    keys = ["pupil", "urn", "month_start"]
    if not rows.duplicated(keys).any():
        return rows
    firsts = dict.fromkeys(("person_id", "source_file", "source_row"), "first")
    return rows.groupby(keys, sort=False, as_index=False).agg(
        {**dict.fromkeys(SESSIONS, "sum"), **firsts}
    )


def _of_nobody() -> pd.DataFrame:
    return pd.DataFrame({column.name: [] for column in month_sessions.columns})


FACTS = Facts(
    source="attendance",
    reads={_MARKS: ("upn", "urn", "date", "code")},
    makes=(FactTable(month_sessions, ("marks",)),),
    covers=covers,
    build=_build,
    reduce=_reduce,
)
