"""Which rows of which return put a person into a vulnerable group, and from when until when.

Here: by group, the validated tables that tell of it. Not here: uniting spells of several sources
(``linking.groups``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from ae_pipeline.people.linking.groups import Group

if TYPE_CHECKING:
    from ae_pipeline.periods import Month

Tables: TypeAlias = Mapping[str, pd.DataFrame]
"""Validated tables of one drop, by asset name."""
Told: TypeAlias = "Mapping[str, Sequence[tuple[Month, Tables]]]"
"""By return, its drops from the oldest to the newest."""
Spells: TypeAlias = Callable[[Tables], pd.DataFrame]
"""From a drop's tables to ``local_id``, ``start`` and ``end`` (the first day out of it)."""


@dataclass(frozen=True)
class Membership:
    """What one return says of one group.

    Attributes:
        needs: asset names of the tables it reads; it is not asked of a drop without them.
    """

    group: Group
    system: str
    needs: tuple[str, ...]
    spells: Spells


MEMBERSHIPS: list[Membership] = []
"""Everything that tells of a group."""


def tables_of(system: str) -> tuple[str, ...]:
    """Asset names of the tables of a return that tell of groups."""
    return tuple(
        dict.fromkeys(name for each in MEMBERSHIPS if each.system == system for name in each.needs)
    )


def spells(told: Told, ids: pd.Series[str]) -> dict[Group, list[pd.DataFrame]]:
    """Spells by group, as each source tells them.

    Args:
        told: validated tables.
        ids: person ids by (system, local id). A row of an id that is not there is left out.
    """
    found: dict[Group, list[pd.DataFrame]] = {group: [] for group in Group}
    for each in MEMBERSHIPS:
        if each.system not in told or each.system not in ids.index.get_level_values("system"):
            continue
        own = ids.xs(each.system, level="system")
        for _, tables in told[each.system]:
            if set(each.needs) <= set(tables):
                rows = each.spells(tables)
                rows = rows.assign(person_id=rows["local_id"].map(own).astype("str"))
                fine = rows["person_id"].notna() & rows["start"].notna()
                found[each.group].append(rows.loc[fine, ["person_id", "start", "end"]])
    return found


def _told_by(group: Group, system: str, *needs: str) -> Callable[[Spells], Spells]:
    """Enter a function among ``MEMBERSHIPS``."""

    def enter(function: Spells) -> Spells:
        MEMBERSHIPS.append(Membership(group, system, needs, function))
        return function

    return enter


def _rows(
    person: pd.Series[Any], start: pd.Series[Any], end: pd.Series[Any] | None
) -> pd.DataFrame:
    never = pd.Series(pd.NaT, index=person.index, dtype="datetime64[s]")
    return pd.DataFrame(
        {
            "local_id": person,
            "start": start.astype("datetime64[s]"),
            "end": never if end is None else end.astype("datetime64[s]"),
        }
    )


_RESPITE = ("V3", "V4")
_OF_AGE = pd.DateOffset(years=18)


@_told_by(Group.LOOKED_AFTER, "ssda903", "episodes")
def _looked_after(tables: Tables) -> pd.DataFrame:
    """Episodes of care, short breaks apart."""
    episodes = tables["episodes"]
    cared_for = episodes[~episodes["ls"].isin(_RESPITE)]
    return _rows(cared_for["child"], cared_for["decom"], cared_for["dec"])


@_told_by(Group.CARE_LEAVER, "ssda903", "oc3")
def _care_leaver(tables: Tables) -> pd.DataFrame:
    """Young people of the care leavers' table, from their 18th birthday."""
    leavers = tables["oc3"]
    return _rows(leavers["child"], leavers["dob"] + _OF_AGE, None)


@_told_by(Group.UASC, "ssda903", "uasc", "episodes")
def _uasc(tables: Tables) -> pd.DataFrame:
    """Unaccompanied children, from their first episode of care to the end of the status."""
    came = tables["episodes"].groupby("child")["decom"].min()
    status = tables["uasc"]
    return _rows(status["child"], status["child"].map(came), status["duc"])
