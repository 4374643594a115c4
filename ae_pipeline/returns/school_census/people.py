"""Whom the return names, and the groups it puts them into on the day of the census."""

from __future__ import annotations

import pandas as pd

from ae_pipeline.returns.people import (
    IdentityColumns,
    Membership,
    People,
    Tables,
    looked_up,
    spell_rows,
)
from ae_pipeline.schema.groups import Group

_PLAN, _SUPPORT = frozenset({"E"}), frozenset({"K"})
_CARER = frozenset({"P", "S"})
_ON_A_DAY = ("pupil_on_roll", "school_census")


def _on_a_roll(table: str) -> IdentityColumns:
    """A table of pupils; one of two schools is in it twice."""
    return IdentityColumns(
        table,
        local_id="pupil_id",
        upn="upn",
        former_upn="former_upn",
        uln="uln",
        date_of_birth="born",
        sex="sex",
        ethnicity="ethnicity",
        named=True,
    )


def _with_a_plan(tables: Tables) -> pd.DataFrame:
    """Pupils whose school says that they have a plan, from the census day."""
    return _on_census_day(tables, "sen_provision", _PLAN)


def _with_support(tables: Tables) -> pd.DataFrame:
    """Pupils with special needs and no plan, from the census day."""
    return _on_census_day(tables, "sen_provision", _SUPPORT)


def _caring(tables: Tables) -> pd.DataFrame:
    """Pupils whose parent or school says that they care for someone, from the census day."""
    return _on_census_day(tables, "young_carer", _CARER)


def _with_free_meals(tables: Tables) -> pd.DataFrame:
    """Times of eligibility for free school meals; the period's end is its last day."""
    periods = tables["fsm_period"]
    end = periods["ended"] + pd.Timedelta(days=1)
    return spell_rows(periods["pupil_id"], periods["started"], end)


def _on_census_day(tables: Tables, column: str, values: frozenset[str]) -> pd.DataFrame:
    """Pupils of whom a column has one of some values, from the day of their school's census."""
    pupils = tables["pupil_on_roll"]
    days = tables["school_census"].drop_duplicates("return_id").set_index("return_id")
    chosen = pupils[pupils[column].isin(values)]
    day = looked_up(chosen["return_id"], days["reference_date"])
    return spell_rows(chosen["pupil_id"], day, None)


PEOPLE = People(
    identities=(
        *(
            IdentityColumns(table, local_id="pupil_id", district="postcode_district")
            for table in ("addresses_off_roll", "addresses_on_roll")
        ),
        *(_on_a_roll(table) for table in ("pupil_no_longer_on_roll", "pupil_on_roll")),
    ),
    memberships=(
        Membership(Group.EHC_PLAN, _ON_A_DAY, _with_a_plan, as_of_a_day=True),
        Membership(Group.SEN_SUPPORT, _ON_A_DAY, _with_support, as_of_a_day=True),
        Membership(Group.YOUNG_CARER, _ON_A_DAY, _caring, as_of_a_day=True),
        Membership(Group.FSM, ("fsm_period",), _with_free_meals),
    ),
    several_ids=True,
    compared=3,  # a year's: each census of the year has something that the others have not
)
