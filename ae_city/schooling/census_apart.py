"""The School Census's tables of sessions missed, exclusions, and alternative provision.

Here: rows of these tables, from the stays of a census. Not here: which stays those are
(``school_census``), or what sessions come to (``census_sessions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_numbers
from ae_city.population.draws import Draws
from ae_city.schooling.collect_files import day_times, row_ids
from ae_city.schooling.suspending import EXCLUDED

if TYPE_CHECKING:
    from ae_city.population import Population
    from ae_city.population.draws import Numbers
    from ae_city.schooling.census_pupils import Writing
    from ae_city.schooling.census_sessions import TermSessions
    from ae_city.schooling.needs import Needs

PUPIL_ID = {"OnRoll": "pupilonrolltableid", "OffRoll": "pupilnolongeronrolltableid"}
"""By side of the roll, the column with the id of the pupil's row."""
_UNIT, _SECONDARY = "PR", "SS"
_OFTEN = 5
"""Suspensions in a term after which a school arranges something else."""
_WEEKS_AGO = np.array([60, 45, 30])
_WEEKLY = np.array(["2", "4", "6"])
_SETTINGS = np.array(["WBP", "NFE", "OTH"])
_AT_UNIT = 4
_REASONS = {"MHN": 30, "OTH": 30, "ASP": 20, "PHN": 10, "EHC": 10}
_AFTER_EXCLUSION = "PEX"


def _each(text: str | None, count: int) -> pd.Series[str]:
    return pd.Series([text] * count, dtype="str")


def marks(sessions: TermSessions, stays: Numbers, ids: pd.Series[str], side: str) -> pd.DataFrame:
    """Sessions by mark, of some stays."""
    told = sessions.reasons
    told = told[np.isin(told["stay"].to_numpy(), stays)].reset_index(drop=True)
    return pd.DataFrame(
        {
            f"termlysessiondetails{side.lower()}tableid": row_ids(np.arange(len(told)), 7),
            PUPIL_ID[side]: ids.iloc[told["stay"]].reset_index(drop=True),
            "sessions": told["sessions"].astype("str"),
            "attendancereason": told["code"],
        }
    )


def exclusions(
    sessions: TermSessions, writing: Writing, stays: Numbers, ids: pd.Series[str], side: str
) -> pd.DataFrame:
    """Suspensions and exclusions of some stays."""
    told = sessions.suspensions
    told = told[np.isin(told["stay"].to_numpy(), stays)].reset_index(drop=True)
    started = as_numbers(told["start"], NEVER)
    return pd.DataFrame(
        {
            f"termlyexclusions{side.lower()}tableid": row_ids(np.arange(len(told)), 4),
            PUPIL_ID[side]: ids.iloc[told["stay"]].reset_index(drop=True),
            "startdate": day_times(started),
            "sessions": told["sessions"].astype("str"),
            "reason1": told["reason"],
            "reason2": _each(None, len(told)),
            "reason3": _each(None, len(told)),
            "category": told["category"],
            "senprovision": writing.provision(told["person"].to_numpy(dtype=np.int64), started),
        }
    )


def in_units(
    population: Population, needs: Needs, writing: Writing, stays: Numbers, ids: pd.Series[str]
) -> pd.DataFrame:
    """Why pupils of referral units are there, and which school they came from."""
    enrolments, schools = population.enrolments, population.schools
    persons = enrolments["person"].to_numpy(dtype=np.int64)
    school = enrolments["school"].to_numpy(dtype=np.int64)
    unit = stays[schools["phase"].eq(_UNIT).to_numpy()[school[stays]]]
    person = persons[unit]
    suspended = needs.suspensions
    excluded = suspended.loc[suspended["category"] == EXCLUDED, "person"].unique()
    drawn = Draws(population.seed, "school census: units").uniform(len(population.people))
    edges = np.cumsum(list(_REASONS.values()))
    place = np.searchsorted(edges, drawn[person] * edges[-1], side="right")
    reason = np.array(list(_REASONS))[place.clip(max=len(edges) - 1)]
    reason = np.where(np.isin(person, excluded), _AFTER_EXCLUSION, reason)
    # Enrolments stand by person and day of entering, so the stay before is the row before.
    before = np.maximum(unit - 1, 0)
    came = persons[before] == person
    came_from = schools["urn"].iloc[school[before]].reset_index(drop=True).where(came)
    entered = as_numbers(enrolments["entered"], ALWAYS)[unit]
    return pd.DataFrame(
        {
            "approvisiondetailonrolltableid": row_ids(unit, 5),
            PUPIL_ID["OnRoll"]: ids.iloc[unit].reset_index(drop=True),
            "prevurn": came_from,
            "apreason": pd.Series(reason, dtype="str"),
            "senprovisionentry": writing.provision(person, entered),
        }
    )


def arranged(
    population: Population,
    writing: Writing,
    sessions: TermSessions,
    stays: Numbers,
    today: int,
    ids: pd.Series[str],
) -> pd.DataFrame:
    """Placements that schools arranged for secondary pupils who were often suspended."""
    enrolments, schools = population.enrolments, population.schools
    school = enrolments["school"].to_numpy(dtype=np.int64)
    times = np.bincount(sessions.suspensions["stay"], minlength=len(enrolments))
    secondary = schools["phase"].eq(_SECONDARY).to_numpy()[school[stays]]
    often = stays[(times[stays] >= _OFTEN) & secondary]
    count, sort = len(often), often % len(_SETTINGS)
    entered = as_numbers(enrolments["entered"], ALWAYS)[often]
    entered = np.maximum(today - _WEEKS_AGO[sort], entered)
    at_unit = often % _AT_UNIT == 0
    urn = schools.loc[schools["phase"].eq(_UNIT), "urn"].iloc[0]
    person = enrolments["person"].to_numpy(dtype=np.int64)[often]
    return pd.DataFrame(
        {
            "schoolarrangedapdetailonrolltableid": row_ids(often, 6),
            PUPIL_ID["OnRoll"]: ids.iloc[often].reset_index(drop=True),
            "urn": _each(urn, count).where(at_unit),
            "ukprn": _each(None, count),
            "entrydate": day_times(entered),
            "leavingdate": _each(None, count),
            "apsessionsperweek": pd.Series(_WEEKLY[sort], dtype="str"),
            "apsettingtype": pd.Series(_SETTINGS[sort], dtype="str").mask(at_unit),
            "placementreason": _each("BHS", count),
            "senprovisionentry": writing.provision(person, entered),
            "senprovisionleaving": _each(None, count),
            "apattendancepattern": _each("PT", count),
        }
    )
