"""Which school a looked-after child is at, and its moves from one to another.

A child placed far away is on no roll in the city and goes to a school elsewhere: going there and
coming back are moves too. Not here: rolls themselves (``population``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_numbers
from ae_city.population.draws import Draws
from ae_city.population.terms import reception_years

if TYPE_CHECKING:
    from ae_city.learning.pupils import Learners
    from ae_city.population.draws import Flags, Numbers

ELSEWHERE = -1
_LONGEST_GAP = 450
"""Days off every roll here after which the child went to a school elsewhere."""
_SETTLED = 31
_PHASE_GROUPS = (0, 3, 7, 12)
_LAST_GROUP = 10
"""Who leaves in Year 11 or later goes on, and is not told to move."""
_SEPTEMBER = 9
_REASONS = {"PLACEMENT": 55.0, "FAMILY": 15.0, "PROVISION": 22.0, "OTHER": 8.0}
_STARTS = "PHASE"


def tell_moves(learners: Learners) -> pd.DataFrame:
    """One row a change of school while looked after: person, from and to (schools), day, reason."""
    stays = _stays(learners)
    person, school = stays["person"].to_numpy(), stays["school"].to_numpy()
    entered, left = stays["entered"].to_numpy(), stays["left"].to_numpy()
    known = np.append(person[1:] == person[:-1], [False])[: len(person)]
    next_entered = np.where(known, np.append(entered[1:], [NEVER])[: len(person)], NEVER)
    next_school = np.append(school[1:], [ELSEWHERE])[: len(person)]
    near = known & (next_entered - left <= _LONGEST_GAP)
    straight = near & (next_school != school)
    goes = ~near & (left < NEVER) & (_group(learners, person, left) <= _LAST_GROUP)
    returns = known & ~near
    told = pd.concat(
        [
            _moves(
                person[straight], school[straight], next_school[straight], next_entered[straight]
            ),
            _moves(person[goes], school[goes], np.full(int(goes.sum()), ELSEWHERE), left[goes]),
            _moves(
                person[returns],
                np.full(int(returns.sum()), ELSEWHERE),
                next_school[returns],
                next_entered[returns],
            ),
        ],
        ignore_index=True,
    )
    who, when = told["person"].to_numpy(), told["moved"].to_numpy()
    in_care = _looked_after_on(learners, who, when)
    in_care &= _looked_after_on(learners, who, when - _SETTLED)  # not the move into care itself
    told = told[in_care].sort_values(["person", "moved"], kind="stable").reset_index(drop=True)
    moved = told["moved"].to_numpy()
    group = _group(learners, told["person"].to_numpy(), moved)
    month = moved.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
    draws = Draws(learners.population.seed, "learning: moves")
    drawn = np.array(list(_REASONS))[draws.weighted(list(_REASONS.values()), len(told))]
    starts = (month == _SEPTEMBER) & np.isin(group, _PHASE_GROUPS)
    return told.assign(reason=pd.Series(np.where(starts, _STARTS, drawn), dtype="str"))


def _stays(learners: Learners) -> pd.DataFrame:
    """Main stays of those ever looked after, by person and day, as numbers."""
    stays = learners.population.enrolments
    cared_for = np.zeros(len(learners.population.people), dtype=bool)
    cared_for[learners.care["person"].to_numpy()] = True
    stays = stays[stays["main"] & cared_for[stays["person"].to_numpy()]]
    told = pd.DataFrame(
        {
            "person": stays["person"].to_numpy(dtype=np.int64),
            "school": stays["school"].to_numpy(dtype=np.int64),
            "entered": as_numbers(stays["entered"], 0),
            "left": as_numbers(stays["left"], NEVER),
        }
    )
    return told.sort_values(["person", "entered"], kind="stable")


def _moves(person: Numbers, start: Numbers, end: Numbers, day: Numbers) -> pd.DataFrame:
    return pd.DataFrame({"person": person, "from": start, "to": end, "moved": day})


def _group(learners: Learners, person: Numbers, day: Numbers) -> Numbers:
    """Year group of each person on each day."""
    born = as_numbers(learners.population.people["born"], 0)[person]
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    years = (month - (_SEPTEMBER - 1)) // 12 + 1970
    return np.asarray(years - reception_years(born))


def _looked_after_on(learners: Learners, person: Numbers, day: Numbers) -> Flags:
    """Whether each person is looked after on each day."""
    spans = learners.care.assign(
        start=as_numbers(learners.care["start"], 0), end=as_numbers(learners.care["end"], NEVER)
    )
    held = _held(spans, person, day)
    there = np.zeros(len(person), dtype=bool)
    there[held["at"].to_numpy(dtype=np.int64)] = True
    return there


def school_on(learners: Learners, person: Numbers, day: Numbers) -> Numbers:
    """The city's school each looked-after person is at on each day; below 0 where at none."""
    spans = _stays(learners).rename(columns={"entered": "start", "left": "end"})
    held = _held(spans, person, day)
    school = np.full(len(person), ELSEWHERE, dtype=np.int64)
    school[held["at"].to_numpy(dtype=np.int64)] = held["school"].to_numpy(dtype=np.int64)
    return school


def _held(spans: pd.DataFrame, person: Numbers, day: Numbers) -> pd.DataFrame:
    """Spans that hold on the day asked of their person; ``at`` says for which of those asked."""
    asked = pd.DataFrame({"person": person, "day": day, "at": np.arange(len(person))})
    found = asked.merge(spans, on="person")
    return found[(found["start"] <= found["day"]) & (found["day"] < found["end"])]
