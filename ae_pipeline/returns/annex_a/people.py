"""Whom the lists name, the groups they put them into, and days that other returns state too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.people import (
    ComparedDay,
    ComparedGroup,
    Membership,
    People,
    Tables,
    child_columns,
    spell_rows,
)
from ae_pipeline.schema.groups import Group

if TYPE_CHECKING:
    import pandas as pd

_CHILD = "child_unique_id"
_NEED, _PLANS, _CARE = "children_in_need", "child_protection_plans", "children_looked_after"
_SHORT_BREAKS = ("V3", "V4")
_LISTS = (
    "contacts",
    "early_help_assessments",
    "referrals",
    "assessments",
    "section_47",
    "adoption",
    "care_leavers",
    _CARE,
    _PLANS,
    _NEED,
)
"""The lists of children."""
_SEXES = {"a) Male": "M", "b) Female": "F"}
_ETHNIC_GROUPS = {
    "a) White": "white",
    "b) Mixed": "mixed",
    "c) Asian or Asian British": "asian",
    "d) Black or black British": "black",
    "e) Other ethnic group": "other",
}


def _in_need(tables: Tables) -> pd.DataFrame:
    """Children in need, of list 6."""
    listed = tables[_NEED]
    return spell_rows(listed[_CHILD], listed["start_date"], listed["closure_date"])


def _on_a_plan(tables: Tables) -> pd.DataFrame:
    """Child protection plans, of list 7."""
    listed = tables[_PLANS]
    return spell_rows(listed[_CHILD], listed["start_date"], listed["end_date"])


def _looked_after(tables: Tables) -> pd.DataFrame:
    """Periods of care, of list 8, short breaks apart."""
    listed = tables[_CARE]
    cared_for = listed[~listed["legal_status"].isin(_SHORT_BREAKS)]
    return spell_rows(cared_for[_CHILD], cared_for["date_started"], cared_for["date_ceased"])


PEOPLE = People(
    identities=tuple(
        child_columns(
            *(table, _CHILD),
            date_of_birth="date_of_birth",
            sex="gender",
            sexes=_SEXES,
            ethnicity="ethnicity",
        )
        for table in _LISTS
    ),
    memberships=(
        Membership(Group.CIN, (_NEED,), _in_need),
        Membership(Group.CPP, (_PLANS,), _on_a_plan),
        Membership(Group.LOOKED_AFTER, (_CARE,), _looked_after),
    ),
    ethnic_groups=_ETHNIC_GROUPS,
    days=(
        ComparedDay("looked after since", _CARE, _CHILD, "date_started"),
        ComparedDay("care ended", _CARE, _CHILD, "date_ceased"),
        ComparedDay("latest child protection plan", _PLANS, _CHILD, "start_date"),
        ComparedDay("child protection plan ended", _PLANS, _CHILD, "end_date"),
        ComparedDay("latest referral", "referrals", _CHILD, "date_of_referral"),
        ComparedDay("latest section 47 enquiry", "section_47", _CHILD, "start_date"),
    ),
    states=(ComparedGroup("looked after on the day", (_CARE,), _looked_after),),
)
