"""Spells in vulnerable groups, from the rows of each return that put people into them.

Not here: which rows do (``returns.<name>.people``), or uniting the spells of several returns
(``linking.groups``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from ae_pipeline.people.persons import people_of
from ae_pipeline.schema.groups import Group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ae_pipeline.periods import Month
    from ae_pipeline.returns.people import Tables

Submissions: TypeAlias = "Mapping[str, Sequence[tuple[Month, Tables]]]"
"""By return, its submissions from the oldest to the newest: a month and its validated tables."""
_SPELL = ("person_id", "start")


def spells(submissions: Submissions, ids: pd.Series[str]) -> dict[Group, list[pd.DataFrame]]:
    """Spells by group, as each source has them.

    Where several submissions of a return are read, what a later one says of a spell is believed. A
    spell that was open in a submission and that no later one mentions lasted until the end of that
    submission's month; as of a day, until the day that the next submission is of.

    Args:
        submissions: validated tables.
        ids: person ids by (system, local id). A row of an id that is not there is left out.
    """
    by_group: dict[Group, list[pd.DataFrame]] = {group: [] for group in Group}
    own = {
        system: ids.xs(system, level="system")
        for system in ids.index.unique("system")
        if system in submissions
    }
    for system, people in people_of().items():
        if system not in own:
            continue
        for each in people.memberships:
            rows = [
                (month, _linked(each.spells(tables), own[system]))
                for month, tables in submissions[system]
                if set(each.needs) <= set(tables)
            ]
            by_group[each.group] += _over_time(rows, as_of_a_day=each.as_of_a_day)
    return by_group


def _linked(rows: pd.DataFrame, ids: pd.Series[str]) -> pd.DataFrame:
    rows = rows.assign(person_id=rows["local_id"].map(ids).astype("str"))
    return rows.loc[rows["person_id"].notna() & rows["start"].notna(), [*_SPELL, "end"]]


def _over_time(
    submissions: Sequence[tuple[Month, pd.DataFrame]], *, as_of_a_day: bool
) -> list[pd.DataFrame]:
    """What is left of each submission's spells, knowing those after it."""
    if not submissions:
        return []
    believed = [submissions[-1][1]]
    later = submissions[-1][1][list(_SPELL)]
    for (month, rows), (_, following) in zip(submissions[-2::-1], submissions[:0:-1], strict=True):
        first = following["start"].min() if as_of_a_day else pd.NaT
        until = pd.Timestamp(month.end) + pd.Timedelta(days=1) if pd.isna(first) else first
        again = pd.MultiIndex.from_frame(rows[list(_SPELL)]).isin(pd.MultiIndex.from_frame(later))
        left = rows[~again]
        believed.append(left.assign(end=left["end"].fillna(until.as_unit("s"))))
        later = pd.concat([later, left[list(_SPELL)]], ignore_index=True)
    return believed
