"""Whom the return names, the groups it puts them into, and days that other returns state too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.cin.codes import YES
from ae_pipeline.returns.people import (
    ComparedDay,
    Membership,
    People,
    Tables,
    child_columns,
    spell_rows,
)
from ae_pipeline.schema.groups import Group

if TYPE_CHECKING:
    import pandas as pd

_CHILD = "la_child_id"


def _in_need(tables: Tables) -> pd.DataFrame:
    """Episodes of need that a referral led to."""
    episodes = tables["cin_details"]
    followed = episodes[~episodes["referral_nfa"].isin(YES)]
    return spell_rows(followed[_CHILD], followed["cin_referral_date"], followed["cin_closure_date"])


def _on_a_plan(tables: Tables) -> pd.DataFrame:
    """Child protection plans."""
    plans = tables["child_protection_plans"]
    return spell_rows(plans[_CHILD], plans["cpp_start_date"], plans["cpp_end_date"])


PEOPLE = People(
    identities=(
        child_columns("cin_details", _CHILD),
        child_columns("child_protection_plans", _CHILD),
        child_columns("child_characteristics", _CHILD, ethnicity="ethnicity"),
        child_columns(
            *("child_identifiers", _CHILD),
            upn="upn",
            former_upn="former_upn",
            date_of_birth="person_birth_date",
            sex="sex",
        ),
    ),
    memberships=(
        Membership(Group.CIN, ("cin_details",), _in_need),
        Membership(Group.CPP, ("child_protection_plans",), _on_a_plan),
    ),
    days=(
        ComparedDay(
            "latest child protection plan", "child_protection_plans", _CHILD, "cpp_start_date"
        ),
        ComparedDay(
            "child protection plan ended", "child_protection_plans", _CHILD, "cpp_end_date"
        ),
        ComparedDay("latest referral", "cin_details", _CHILD, "cin_referral_date"),
        ComparedDay("latest section 47 enquiry", "section47", _CHILD, "s47_actual_start_date"),
    ),
)
