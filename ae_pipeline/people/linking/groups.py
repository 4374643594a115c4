"""Vulnerable groups as spells: from when until when a person was one.

Here: uniting what several sources tell of a group, and the group that follows from others. Not
here: which rows of which return put a person in a group.

A spell is ``person_id``, ``start`` and ``end``. The person is in the group on the first day and
no longer on the last: ``end`` is the first day out of it, as an SSDA903 episode's DEC is, and
null while open. A source that tells the last day in the group adds a day first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.schema.groups import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


COLUMNS = ("person_id", "group", "start", "end")
WITH_SOCIAL_WORKER = (Group.CIN, Group.CPP, Group.LOOKED_AFTER)
"""Who is in one of these has a social worker, and from then on ever had one."""
_OPEN = np.iinfo(np.int64).max


def person_groups(sources: Mapping[Group, Sequence[pd.DataFrame]]) -> pd.DataFrame:
    """Everybody's spells in every group.

    ``ever_social_worker`` starts with the first spell in need, on a child protection plan or
    looked after, if it was over on the same day too, or with a spell that a source tells of
    itself; it never ends.

    Args:
        sources: by group, frames of spells; more columns do no harm.

    Returns:
        One row per spell: ``person_id``, ``group``, ``start``, ``end``, ordered by group, person
        and start. Spells of a person in a group neither overlap nor touch.

    Raises:
        ValueError: if a spell has no person or no start.
    """
    told = {group: _stacked(frames) for group, frames in sources.items()}
    ever = _stacked(
        told[group] for group in (*WITH_SOCIAL_WORKER, Group.EVER_SOCIAL_WORKER) if group in told
    )
    by_group = {group: united(spells) for group, spells in told.items()}
    by_group[Group.EVER_SOCIAL_WORKER] = _from_first(ever)
    return pd.concat(
        [by_group[group].assign(group=str(group)) for group in sorted(by_group)],
        ignore_index=True,
    )[list(COLUMNS)].astype({"group": "str"})


def united(spells: pd.DataFrame) -> pd.DataFrame:
    """One person's overlapping and touching spells as one.

    A spell that ends on its first day or before holds no day and is left out.

    Args:
        spells: ``person_id``, ``start`` and ``end`` (null while open), in any order.

    Returns:
        The same columns, ordered by person and start.
    """
    days = pd.DataFrame(
        {
            "person_id": spells["person_id"],
            "start": _seconds(spells["start"]),
            "end": np.where(spells["end"].isna(), _OPEN, _seconds(spells["end"])),
        }
    )
    days = days[days["end"] > days["start"]].sort_values(["person_id", "start"], ignore_index=True)
    latest = days.groupby("person_id")["end"].cummax()
    before = latest.groupby(days["person_id"]).shift(fill_value=np.iinfo(np.int64).min)
    spell = (days["start"] > before).cumsum().rename("spell")
    joined = days.groupby(spell).agg(
        person_id=("person_id", "first"), start=("start", "first"), end=("end", "max")
    )
    end = pd.Series(joined["end"].to_numpy().astype("datetime64[s]"))
    return pd.DataFrame(
        {
            "person_id": joined["person_id"].astype("str").array,
            "start": joined["start"].to_numpy().astype("datetime64[s]"),
            "end": end.where(joined["end"].ne(_OPEN).to_numpy()),
        }
    )


def _stacked(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    spell = {"person_id": "str", "start": "datetime64[s]", "end": "datetime64[s]"}
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in spell.items()})
    stacked = pd.concat(
        [empty, *(frame[list(spell)].astype(spell) for frame in frames)], ignore_index=True
    )
    if incomplete := int(stacked[["person_id", "start"]].isna().any(axis="columns").sum()):
        raise ValueError(f"{incomplete} spells have no person or no start")
    return stacked


def _from_first(spells: pd.DataFrame) -> pd.DataFrame:
    meant = spells[spells["end"].isna() | (spells["end"] >= spells["start"])]
    first = meant.groupby("person_id")["start"].min().reset_index()
    return first.assign(end=pd.Series(pd.NaT, index=first.index, dtype="datetime64[s]"))


def _seconds(days: pd.Series[pd.Timestamp]) -> np.ndarray:
    return days.to_numpy().astype("datetime64[s]").astype(np.int64)
