"""Social workers: who is in post from when to when, with an agency or without, and their hours.

Numbers in post, leavers, agency workers and full-time equivalents are the published ones at every
30 September. The social workers of looked-after children are among those who stay longest; who of
them had left before a child's next worker was recorded is what systems disagree about. Not here:
absence, cases and supervision (``workload``), vacancies (``posts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, number
from ae_city.population.draws import Draws
from ae_city.services.figures import WorkforceFigures, scaled
from ae_city.services.working_days import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ae_city.care.lives import City
    from ae_city.population.draws import Flags, Numbers, Reals

FIRST_YEAR, LAST_YEAR = 2021, 2026
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
"""Years that end on 30 September; the first is known by its last day alone."""
NEWLY_QUALIFIED, FROM_AGENCY = "1", "4"
_FIRST_NUMBER = 300_000
_LONGEST_AGO = 18 * 365
_STAYS_ON = 0.35
_PART_TIME = (4, 2, 5, 3)
"""Tenths of full time that part-timers do not work, in turn."""
_TENTHS = 10
_ETHNICITY = {
    "WBRI": 84,
    "WOTH": 6,
    "MWBC": 1,
    "MOTH": 1,
    "AIND": 2,
    "BAFR": 3,
    "BCRB": 1,
    "NOBT": 2,
}
_WOMEN = 0.83
_ORIGINS = {"2": 40, "3": 3, "4": 22, "5": 8, "6": 12, "7": 10, "9": 5}
_DESTINATIONS = {"1": 42, "3": 18, "4": 8, "5": 6, "6": 14, "7": 4, "8": 8}
_REASONS = {"1": 78, "4": 2, "5": 10, "7": 7, "8": 3}
_RETIRED, _NOT_SOCIAL_CARE = "5", "6"
_ROLES = (("5", 0.46), ("4", 0.63), ("6", 0.73), ("3", 0.89), ("2", 0.97), ("1", 1.0))
"""Roles by the place that a worker has in the order in which cases are given out."""


@dataclass(frozen=True, eq=False)
class Staff:
    """Everybody's time in a role, and their hours.

    Attributes:
        spells: one row a role: ``worker_id``, ``agency``, ``start``, ``end`` (last day, as
            numbers of days), ``rank`` (0 to 1: the lower, the more cases are held), ``born``,
            ``sex``, ``ethnic``, ``team``, ``role``, ``origin``, ``destination``, ``reason``.
        hours: share of full time, a row a spell and a column a year of ``YEARS``.
    """

    spells: pd.DataFrame
    hours: Reals

    def in_post(self, day: int) -> Flags:
        """Who is there on a day, agency workers included."""
        spells = self.spells
        there = (spells["start"] <= day) & (spells["end"] >= day)
        return there.to_numpy(dtype=bool)

    def hours_on(self, day: int) -> Reals:
        """Share of full time on a day, whether in post or not."""
        year = sum(day > september(each) for each in YEARS[:-1])
        hours: Reals = self.hours[:, year]
        return hours


def september(year: int) -> int:
    """30 September, as a number of days."""
    return number(date(year, 9, 30))


def tell_staff(care: City, figures: WorkforceFigures, scale: float, seed: int) -> Staff:
    """Tell everybody who was in post at some time since 30 September of the first year."""
    employed = _employed(figures, scale, Draws(seed, "services: staff"))
    agency = _agency(figures, scale, Draws(seed, "services: agency staff"))
    spells = pd.concat([employed, agency], ignore_index=True)
    spells["worker_id"] = _registrations(spells, care)
    draws = Draws(seed, "services: workers")
    spells = _described(spells, figures, draws)
    return Staff(spells, _hours(spells, figures, scale, draws))


def holders(figures: WorkforceFigures, year: int, scale: float) -> tuple[int, int]:
    """How many of the employed hold cases at the end of a year, and tenths of hours they lack."""
    wanted = figures.case_holders_fte[year] - figures.agency_fte[year]
    tenths = scaled(wanted * _TENTHS, scale)
    lacking = _lacking(figures.in_post[year], figures.in_post_fte[year], scale)
    count = max(-(-tenths // _TENTHS), (tenths + int(0.4 * lacking)) // _TENTHS)
    count = min(count, scaled(figures.in_post[year], scale))
    return count, min(max(count * _TENTHS - tenths, 0), lacking)


def _lacking(headcount: float, fte: float, scale: float) -> int:
    """Tenths of full time that so many people do not work."""
    return max(scaled(headcount, scale) * _TENTHS - scaled(fte * _TENTHS, scale), 0)


def _employed(figures: WorkforceFigures, scale: float, draws: Draws) -> pd.DataFrame:
    count = scaled(figures.in_post[FIRST_YEAR], scale)
    ago = 40 + (_LONGEST_AGO * draws.uniform(count) ** 2).astype(np.int64)
    starts = [september(FIRST_YEAR) - ago]
    ends = [np.full(count, NEVER)]
    for year in YEARS[1:]:
        start, end = np.concatenate(starts), np.concatenate(ends)
        stock = scaled(figures.in_post[year], scale)
        there = np.flatnonzero(end == NEVER)
        leaving = max(scaled(figures.leavers[year], scale), len(there) - stock)
        leaving = min(leaving, len(there))
        tenure = (september(year - 1) - start[there]) / 365
        order = np.argsort(draws.uniform(len(there)) * (1 + np.minimum(tenure, 8)), kind="stable")
        gone = there[order[:leaving]]
        end[gone] = _days_of(year, leaving, draws)
        joining = stock - (len(there) - leaving)
        starts, ends = [start, _days_of(year, joining, draws)], [end, np.full(joining, NEVER)]
    start, end = np.concatenate(starts), np.concatenate(ends)
    return pd.DataFrame({"agency": False, "start": start, "end": end})


def _days_of(year: int, count: int, draws: Draws) -> Numbers:
    """Days of the year to 30 September, away from its edges."""
    return draws.whole(september(year - 1) + 3, september(year) - 3, count)


def _agency(figures: WorkforceFigures, scale: float, draws: Draws) -> pd.DataFrame:
    count = scaled(figures.agency[FIRST_YEAR], scale)
    start = september(FIRST_YEAR) - draws.whole(20, 330, count)
    end = np.full(count, NEVER)
    for year in YEARS[1:]:
        there = np.flatnonzero(end == NEVER)
        stock = scaled(figures.agency[year], scale)
        staying = int(min(len(there), stock) * _STAYS_ON)
        gone = there[draws.order(len(there))][staying:]
        end[gone] = _days_of(year, len(gone), draws)
        joining = stock - staying
        came = _days_of(year, joining, draws)
        replaced = min(joining, len(gone))
        soon = end[gone[:replaced]] + draws.whole(1, 21, replaced)
        came[:replaced] = np.minimum(soon, september(year) - 2)
        start, end = np.concatenate([start, came]), np.concatenate([end, np.full(joining, NEVER)])
    return pd.DataFrame({"agency": True, "start": start, "end": end})


def _registrations(spells: pd.DataFrame, care: City) -> pd.Series[str]:
    """Those of the looked-after children's workers for who is there longest, others for the rest.

    The system of looked-after children knows its workers by the same numbers.
    """
    known = sorted({each.worker for life in care.lives for each in life.allocations})
    there = spells["end"].clip(upper=september(LAST_YEAR)) - spells["start"].clip(
        lower=september(FIRST_YEAR) - 1
    )
    order = np.lexsort((spells.index, -there, spells["agency"]))
    given = [*known, *(f"SW{_FIRST_NUMBER + 13 * place}" for place in range(len(spells)))]
    registrations = pd.Series(given[: len(spells)], index=order, dtype="str")
    return registrations.sort_index()


def _described(spells: pd.DataFrame, figures: WorkforceFigures, draws: Draws) -> pd.DataFrame:
    count = len(spells)
    agency = spells["agency"].to_numpy(dtype=bool)
    left = (spells["end"] != NEVER).to_numpy(dtype=bool)
    new = draws.happens(figures.newly_qualified, count) & ~agency
    age = np.where(new, draws.whole(22, 34, count), draws.whole(27, 58, count))
    rank = draws.uniform(count)
    origin = np.where(new, NEWLY_QUALIFIED, _picked(_ORIGINS, count, draws))
    reason = _picked(_REASONS, count, draws)
    destination = _picked(_DESTINATIONS, count, draws)
    destination = np.where(reason == _RETIRED, _NOT_SOCIAL_CARE, destination)
    roles = np.array([role for role, _ in _ROLES])
    role = roles[np.searchsorted([edge for _, edge in _ROLES], rank)]
    told = ~agency & left
    return spells.assign(
        rank=rank,
        born=spells["start"] - age * 365 - draws.whole(8, 364, count),
        sex=_text(np.where(draws.happens(_WOMEN, count), "F", "M")),
        ethnic=_text(_picked(_ETHNICITY, count, draws)),
        team=_text(_picked(figures.teams, count, draws)),
        role=_text(np.where(agency, "5", role)),
        origin=_text(np.where(agency, FROM_AGENCY, origin)),
        destination=_text(destination).where(told),
        reason=_text(reason).where(told),
    )


def _hours(spells: pd.DataFrame, figures: WorkforceFigures, scale: float, draws: Draws) -> Reals:
    """Hours by year: what all, the leavers and the holders of cases lack of full time is given."""
    hours = np.ones((len(spells), len(YEARS)))
    wish = draws.uniform(len(spells))
    agency = spells["agency"].to_numpy(dtype=bool)
    start, end = spells["start"].to_numpy(), spells["end"].to_numpy()
    rank = spells["rank"].to_numpy()
    for place, year in enumerate(YEARS):
        last = september(year)
        there = (start <= last) & (end >= last)
        employed = np.flatnonzero(there & ~agency)
        employed = employed[np.argsort(rank[employed], kind="stable")]
        holding, of_holders = holders(figures, year, scale)
        of_all = _lacking(figures.in_post[year], figures.in_post_fte[year], scale)
        groups: list[tuple[Numbers, int]] = [
            (employed[:holding], of_holders),
            (employed[holding:], of_all - of_holders),
            (
                np.flatnonzero(there & agency),
                _lacking(figures.agency[year], figures.agency_fte[year], scale),
            ),
        ]
        if year in figures.leavers:
            gone = (end < last) & (end > september(year - 1)) & ~agency
            lacking = _lacking(figures.leavers[year], figures.leavers_fte[year], scale)
            groups.append((np.flatnonzero(gone), lacking))
        for who, lacking in groups:
            shorter = who[np.argsort(wish[who], kind="stable")]
            hours[shorter, place] -= _dealt(lacking, len(shorter)) / _TENTHS
    return hours.round(1)


def _dealt(tenths: int, people: int) -> Numbers:
    """Tenths of full time that each of some people does not work, until all are dealt out."""
    dealt = np.zeros(people, dtype=np.int64)
    for place in range(people):
        dealt[place] = min(tenths, _PART_TIME[place % len(_PART_TIME)])
        tenths -= int(dealt[place])
    return dealt


def _picked(weights: dict[str, float] | dict[str, int], count: int, draws: Draws) -> np.ndarray:
    return np.array(list(weights))[draws.weighted(list(weights.values()), count)]


def _text(values: Iterable[str] | Sequence[str]) -> pd.Series[str]:
    return pd.Series(values, dtype="str")


def spell_days(staff: Staff) -> pd.DataFrame:
    """Start and end of every spell as dates."""
    return pd.DataFrame(
        {
            "role_start": dates(staff.spells["start"].to_numpy()),
            "role_end": dates(staff.spells["end"].to_numpy()),
        }
    )
