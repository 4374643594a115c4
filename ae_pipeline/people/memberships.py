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
from ae_pipeline.returns.cin.codes import YES

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
        as_of_a_day: whether a drop tells who is in the group on one day, from which the spells
            start, and not since when each person is.
    """

    group: Group
    system: str
    needs: tuple[str, ...]
    spells: Spells
    as_of_a_day: bool


MEMBERSHIPS: list[Membership] = []
"""Everything that tells of a group."""


def tables_of(system: str) -> tuple[str, ...]:
    """Asset names of the tables of a return that tell of groups."""
    return tuple(
        dict.fromkeys(name for each in MEMBERSHIPS if each.system == system for name in each.needs)
    )


def spells(told: Told, ids: pd.Series[str]) -> dict[Group, list[pd.DataFrame]]:
    """Spells by group, as each source tells them.

    Where several drops of a return are read, what a later one says of a spell is believed. A spell
    that was open in a drop and that no later one mentions lasted until the end of that drop's
    month; as of a day, until the day that the next drop tells of.

    Args:
        told: validated tables.
        ids: person ids by (system, local id). A row of an id that is not there is left out.
    """
    found: dict[Group, list[pd.DataFrame]] = {group: [] for group in Group}
    own = {
        system: ids.xs(system, level="system")
        for system in ids.index.unique("system")
        if system in told
    }
    for each in MEMBERSHIPS:
        if each.system not in own:
            continue
        drops = [
            (month, _known(each.spells(tables), own[each.system]))
            for month, tables in told[each.system]
            if set(each.needs) <= set(tables)
        ]
        found[each.group] += _over_time(drops, as_of_a_day=each.as_of_a_day)
    return found


def _known(rows: pd.DataFrame, ids: pd.Series[str]) -> pd.DataFrame:
    rows = rows.assign(person_id=rows["local_id"].map(ids).astype("str"))
    return rows.loc[rows["person_id"].notna() & rows["start"].notna(), [*_SPELL, "end"]]


_SPELL = ("person_id", "start")


def _over_time(
    drops: Sequence[tuple[Month, pd.DataFrame]], *, as_of_a_day: bool
) -> list[pd.DataFrame]:
    """What is left of each drop's spells, knowing those after it."""
    if not drops:
        return []
    believed = [drops[-1][1]]
    said = drops[-1][1][list(_SPELL)]
    for (month, rows), (_, following) in zip(drops[-2::-1], drops[:0:-1], strict=True):
        first = following["start"].min() if as_of_a_day else pd.NaT
        until = pd.Timestamp(month.end) + pd.Timedelta(days=1) if pd.isna(first) else first
        again = pd.MultiIndex.from_frame(rows[list(_SPELL)]).isin(pd.MultiIndex.from_frame(said))
        kept = rows[~again]
        believed.append(kept.assign(end=kept["end"].fillna(until.as_unit("s"))))
        said = pd.concat([said, kept[list(_SPELL)]], ignore_index=True)
    return believed


def _told_by(
    group: Group, system: str, *needs: str, as_of_a_day: bool = False
) -> Callable[[Spells], Spells]:
    """Enter a function among ``MEMBERSHIPS``."""

    def enter(function: Spells) -> Spells:
        MEMBERSHIPS.append(Membership(group, system, needs, function, as_of_a_day))
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


def _looked_up(keys: pd.Series[Any], told: pd.Series[Any]) -> pd.Series[Any]:
    """What is told of each key; ``Series.map`` fails where nothing is told of anything."""
    return told.reindex(keys).set_axis(keys.index)


_RESPITE = ("V3", "V4")
_PLAN, _SUPPORT = frozenset({"E"}), frozenset({"K"})
_CARER = frozenset({"P", "S"})
_OF_AGE = pd.DateOffset(years=18)


@_told_by(Group.LOOKED_AFTER, "ssda903", "episodes")
def _looked_after(tables: Tables) -> pd.DataFrame:
    """Episodes of care, short breaks apart."""
    episodes = tables["episodes"]
    cared_for = episodes[~episodes["ls"].isin(_RESPITE)]
    return _rows(cared_for["child"], cared_for["decom"], cared_for["dec"])


@_told_by(Group.CIN, "cin", "cin_details")
def _in_need(tables: Tables) -> pd.DataFrame:
    """Episodes of need that a referral led to."""
    episodes = tables["cin_details"]
    followed = episodes[~episodes["referral_nfa"].isin(YES)]
    return _rows(
        followed["la_child_id"], followed["cin_referral_date"], followed["cin_closure_date"]
    )


@_told_by(Group.CPP, "cin", "child_protection_plans")
def _on_a_plan(tables: Tables) -> pd.DataFrame:
    """Child protection plans."""
    plans = tables["child_protection_plans"]
    return _rows(plans["la_child_id"], plans["cpp_start_date"], plans["cpp_end_date"])


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
    return _rows(status["child"], _looked_up(status["child"], came), status["duc"])


@_told_by(Group.CIN, "annex_a", "children_in_need")
def _in_need_by_annex_a(tables: Tables) -> pd.DataFrame:
    """Children in need, of list 6."""
    listed = tables["children_in_need"]
    return _rows(listed["child_unique_id"], listed["start_date"], listed["closure_date"])


@_told_by(Group.CPP, "annex_a", "child_protection_plans")
def _on_a_plan_by_annex_a(tables: Tables) -> pd.DataFrame:
    """Child protection plans, of list 7."""
    listed = tables["child_protection_plans"]
    return _rows(listed["child_unique_id"], listed["start_date"], listed["end_date"])


@_told_by(Group.LOOKED_AFTER, "annex_a", "children_looked_after")
def _looked_after_by_annex_a(tables: Tables) -> pd.DataFrame:
    """Periods of care, of list 8, short breaks apart."""
    listed = tables["children_looked_after"]
    cared_for = listed[~listed["legal_status"].isin(_RESPITE)]
    return _rows(cared_for["child_unique_id"], cared_for["date_started"], cared_for["date_ceased"])


@_told_by(Group.EHC_PLAN, "sen2", "named_plan", "assessment", "requests")
def _with_a_plan(tables: Tables) -> pd.DataFrame:
    """Plans named after an assessment, until they cease."""
    plans = tables["named_plan"].merge(
        tables["assessment"][["assessment_id", "request_id"]], on="assessment_id"
    )
    plans = plans.merge(tables["requests"][["request_id", "person_id"]], on="request_id")
    return _rows(plans["person_id"], plans["started"], plans["ceased"])


@_told_by(Group.EHC_PLAN, "sen2", "active_plans", "requests", "sen2", as_of_a_day=True)
def _with_an_active_plan(tables: Tables) -> pd.DataFrame:
    """Plans in force on the day of the return, from that day if nothing tells their start."""
    plans = tables["active_plans"].merge(
        tables["requests"][["request_id", "person_id"]], on="request_id"
    )
    day = tables["sen2"]["reference_date"].max()
    return _rows(plans["person_id"], pd.Series(day, index=plans.index), None)


@_told_by(Group.EHC_PLAN, "school_census", "pupil_on_roll", "school_census", as_of_a_day=True)
def _flagged_as_having_a_plan(tables: Tables) -> pd.DataFrame:
    """Pupils whose school says that they have a plan, from the census day."""
    return _on_census_day(tables, "sen_provision", _PLAN)


@_told_by(Group.SEN_SUPPORT, "school_census", "pupil_on_roll", "school_census", as_of_a_day=True)
def _with_support(tables: Tables) -> pd.DataFrame:
    """Pupils with special needs and no plan, from the census day."""
    return _on_census_day(tables, "sen_provision", _SUPPORT)


@_told_by(Group.YOUNG_CARER, "school_census", "pupil_on_roll", "school_census", as_of_a_day=True)
def _caring(tables: Tables) -> pd.DataFrame:
    """Pupils whose parent or school says that they care for someone, from the census day."""
    return _on_census_day(tables, "young_carer", _CARER)


@_told_by(Group.FSM, "school_census", "fsm_period")
def _with_free_meals(tables: Tables) -> pd.DataFrame:
    """Times of eligibility for free school meals; the period's end is its last day."""
    periods = tables["fsm_period"]
    return _rows(periods["pupil_id"], periods["started"], periods["ended"] + pd.Timedelta(days=1))


def _on_census_day(tables: Tables, column: str, values: frozenset[str]) -> pd.DataFrame:
    """Pupils of whom a column says one of some values, from the day it was said for."""
    pupils = tables["pupil_on_roll"]
    days = tables["school_census"].drop_duplicates("return_id").set_index("return_id")
    chosen = pupils[pupils[column].isin(values)]
    return _rows(chosen["pupil_id"], _looked_up(chosen["return_id"], days["reference_date"]), None)
