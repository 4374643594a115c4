"""Whom the return names, and who has an education, health and care plan."""

from __future__ import annotations

import pandas as pd

from ae_pipeline.returns.people import IdentityColumns, Membership, People, Tables, spell_rows
from ae_pipeline.schema.groups import Group


def _with_a_plan(tables: Tables) -> pd.DataFrame:
    """Plans named after an assessment, until they cease."""
    plans = tables["named_plan"].merge(
        tables["assessment"][["assessment_id", "request_id"]], on="assessment_id"
    )
    plans = plans.merge(tables["requests"][["request_id", "person_id"]], on="request_id")
    return spell_rows(plans["person_id"], plans["started"], plans["ceased"])


def _with_an_active_plan(tables: Tables) -> pd.DataFrame:
    """Plans in force on the day of the return, from that day if nothing states their start."""
    plans = tables["active_plans"].merge(
        tables["requests"][["request_id", "person_id"]], on="request_id"
    )
    day = tables["sen2"]["reference_date"].max()
    return spell_rows(plans["person_id"], pd.Series(day, index=plans.index), None)


PEOPLE = People(
    identities=(
        IdentityColumns(
            "person",
            local_id="person_id",
            upn="upn",
            uln="uln",
            date_of_birth="born",
            sex="sex",
            ethnicity="ethnicity",
            district="postcode_district",
            named=True,
        ),
    ),
    memberships=(
        Membership(Group.EHC_PLAN, ("named_plan", "assessment", "requests"), _with_a_plan),
        Membership(
            *(Group.EHC_PLAN, ("active_plans", "requests", "sen2"), _with_an_active_plan),
            as_of_a_day=True,
        ),
    ),
    several_ids=True,
)
