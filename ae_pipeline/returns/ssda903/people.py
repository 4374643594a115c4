"""Whom the return names, the groups it puts them into, and days that other returns state too."""

from __future__ import annotations

import pandas as pd

from ae_pipeline.returns.people import (
    ComparedDay,
    ComparedGroup,
    Membership,
    People,
    Tables,
    child_columns,
    looked_up,
    spell_rows,
)
from ae_pipeline.schema.groups import Group

_SHORT_BREAKS = ("V3", "V4")
_STARTS_CARE, _GOES_ON = "S", "X1"
"""Reason for a new episode, and for the end of one after which another begins."""
_OF_AGE = pd.DateOffset(years=18)


def _looked_after(tables: Tables) -> pd.DataFrame:
    """Episodes of care, short breaks apart."""
    episodes = tables["episodes"]
    cared_for = episodes[~episodes["ls"].isin(_SHORT_BREAKS)]
    return spell_rows(cared_for["child"], cared_for["decom"], cared_for["dec"])


def _care_leaver(tables: Tables) -> pd.DataFrame:
    """Young people of the care leavers' table, from their 18th birthday."""
    leavers = tables["oc3"]
    return spell_rows(leavers["child"], leavers["dob"] + _OF_AGE, None)


def _unaccompanied(tables: Tables) -> pd.DataFrame:
    """Unaccompanied children, from their first episode of care to the end of the status."""
    came = tables["episodes"].groupby("child")["decom"].min()
    status = tables["uasc"]
    return spell_rows(status["child"], looked_up(status["child"], came), status["duc"])


def _starts_care(episodes: pd.DataFrame) -> pd.Series[bool]:
    return episodes["rne"].eq(_STARTS_CARE) & ~episodes["ls"].isin(_SHORT_BREAKS)


def _ends_care(episodes: pd.DataFrame) -> pd.Series[bool]:
    return episodes["rec"].ne(_GOES_ON) & ~episodes["ls"].isin(_SHORT_BREAKS)


PEOPLE = People(
    identities=(
        *(
            child_columns(table, "child")
            for table in ("episodes", "oc2", "oc3", "sw_episodes", "uasc", "reviews", "missing")
        ),
        child_columns(
            "header", "child", date_of_birth="dob", sex="sex", ethnicity="ethnic", upn="upn"
        ),
    ),
    memberships=(
        Membership(Group.LOOKED_AFTER, ("episodes",), _looked_after),
        Membership(Group.CARE_LEAVER, ("oc3",), _care_leaver),
        Membership(Group.UASC, ("uasc", "episodes"), _unaccompanied),
    ),
    days=(
        ComparedDay("looked after since", "episodes", "child", "decom", _starts_care),
        ComparedDay("care ended", "episodes", "child", "dec", _ends_care),
    ),
    states=(ComparedGroup("looked after on the day", ("episodes",), _looked_after),),
)
