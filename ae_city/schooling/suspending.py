"""Suspensions and permanent exclusions, academic year by academic year, as many as were published.

Here: who, at which school, on which day, for how many sessions and why. Not here: marks of
attendance on those days (``attendance``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population import school_days
from ae_city.population.days import NEVER, as_dates, as_numbers
from ae_city.schooling.census_days import spring_census
from ae_city.schooling.rolls import NOWHERE, chosen, roll_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.schooling.figures import SuspensionFigures, SuspensionRates
    from ae_city.schooling.rolls import Roll

SUSPENDED, EXCLUDED = "SUSP", "PERM"
_MOST_SESSIONS = 90
"""A pupil may be suspended for 45 school days in an academic year."""
_SESSIONS_EXCLUDED = 10
"""Of a permanent exclusion that are told: the pupil is educated elsewhere from the sixth day."""
_UNTIL_OFF_ROLL = 21
COLUMNS = ["person", "school", "start", "sessions", "category", "reason"]


def tell_suspensions(
    population: Population,
    weights: dict[int, NDArray[np.float64]],
    figures: SuspensionFigures,
    draws: Draws,
) -> pd.DataFrame:
    """One row a suspension or exclusion: ``COLUMNS``, by person and start.

    Args:
        population: everybody.
        weights: by academic year, how likely each person is to be suspended.
        figures: what is aimed at.
        draws: chance.
    """
    parts = []
    for year in sorted(figures.rates):
        first = max(population.first, date(year, 9, 1))
        last = min(population.last, date(year + 1, 8, 31))
        if first > last:
            continue
        days = _numbers(school_days(first, last))
        whole = _numbers(school_days(date(year, 9, 1), date(year + 1, 8, 31)))
        on = min(max(spring_census(year + 1), population.first), population.last)
        roll = roll_of(population, on)
        for phase, rates in figures.rates[year].items():
            teller = _Year(population, roll, phase, days, draws)
            share = len(days) / len(whole)
            parts += teller.told(rates, share, weights[year], figures)
    told = pd.concat(parts, ignore_index=True)
    # Nobody is suspended after being excluded from the school.
    excluded = told[told["category"] == EXCLUDED].groupby(["person", "school"])["start"].min()
    since = excluded.reindex(pd.MultiIndex.from_frame(told[["person", "school"]])).to_numpy()
    late = (told["start"] > since) & (told["category"] == SUSPENDED)
    return (
        told[~late].sort_values(["person", "start"], kind="stable")[COLUMNS].reset_index(drop=True)
    )


def _numbers(days: pd.DatetimeIndex) -> Numbers:
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)


class _Year:
    """One academic year and phase."""

    def __init__(
        self, population: Population, roll: Roll, phase: str, days: Numbers, draws: Draws
    ) -> None:
        self._population, self._roll, self._days, self._draws = population, roll, days, draws
        self._phase = phase
        self._pupils = np.flatnonzero(roll.in_phase(phase))

    def told(
        self,
        rates: SuspensionRates,
        share: float,
        weights: NDArray[np.float64],
        figures: SuspensionFigures,
    ) -> list[pd.DataFrame]:
        """Suspensions and exclusions of the part of the year that is in the span."""
        pupils = len(self._pupils)
        suspensions = round(rates.suspensions / 100 * pupils * share)
        suspended = min(round(rates.suspended / 100 * pupils * share**0.7), suspensions)
        excluded = round(rates.excluded / 100 * pupils * share)
        return [
            self._excluded(excluded, weights, figures),
            self._suspended(suspensions, suspended, weights, figures),
        ]

    def _reasons(self, count: int, figures: SuspensionFigures) -> pd.Series[str]:
        drawn = self._draws.weighted(list(figures.reasons.values()), count)
        return pd.Series(np.array(list(figures.reasons))[drawn], dtype="str")

    def _stays(self) -> pd.DataFrame:
        """Main stays at schools of the phase that touch the days, with whole days of both ends."""
        stays = self._population.enrolments
        phase = self._population.schools["phase"].eq(self._phase).to_numpy()[stays["school"]]
        stays = stays[phase & stays["main"]]
        return pd.DataFrame(
            {
                "person": stays["person"].to_numpy(),
                "school": stays["school"].to_numpy(),
                "entered": as_numbers(stays["entered"], -NEVER),
                "left": as_numbers(stays["left"], NEVER),
            }
        )

    def _excluded(
        self, count: int, weights: NDArray[np.float64], figures: SuspensionFigures
    ) -> pd.DataFrame:
        """Exclusions of pupils who change school soon after, those to a referral unit first."""
        stays = self._stays()
        low, high = self._days[0] + _UNTIL_OFF_ROLL + 7, self._days[-1]
        leaves = stays[
            (stays["left"] >= low)
            & (stays["left"] <= high)
            & (stays["entered"] < stays["left"] - 2 * _UNTIL_OFF_ROLL)
        ]
        after = self._population.enrolments
        unit = self._population.schools["phase"].eq("PR").to_numpy()[after["school"]]
        to_unit = after.loc[unit & after["main"], ["person", "entered"]]
        entered = to_unit.groupby("person")["entered"].max().reindex(leaves["person"])
        next_is_unit = as_numbers(entered.reset_index(drop=True), -NEVER) == leaves["left"]
        points = weights[leaves["person"]] * np.where(next_is_unit, 1e6, 1.0)
        took = chosen(np.arange(len(leaves)), points, count, self._draws)
        rows = leaves.iloc[took]
        wanted = rows["left"].to_numpy() - _UNTIL_OFF_ROLL
        place = np.searchsorted(self._days, wanted, side="right") - 1
        return pd.DataFrame(
            {
                "person": rows["person"].to_numpy(),
                "school": rows["school"].to_numpy(),
                "start": as_dates(self._days[np.maximum(place, 0)]),
                "sessions": _SESSIONS_EXCLUDED,
                "category": EXCLUDED,
                "reason": self._reasons(len(rows), figures),
            }
        ).astype({"category": "str", "sessions": "int64"})

    def _suspended(
        self,
        count: int,
        pupils: int,
        weights: NDArray[np.float64],
        figures: SuspensionFigures,
    ) -> pd.DataFrame:
        """Suspensions of so many different pupils, each in a slot of its own of their days."""
        stays = self._stays()
        stays = stays[(stays["left"] > self._days[0]) & (stays["entered"] <= self._days[-1])]
        low = np.searchsorted(self._days, stays["entered"].to_numpy())
        high = np.searchsorted(self._days, stays["left"].to_numpy() - 1, side="right")
        stays = stays.assign(low=low, high=high)
        stays = stays[stays["high"] - stays["low"] >= 20]  # noqa: PLR2004 - some weeks at the school
        stays = stays.drop_duplicates("person").reset_index(drop=True)
        on_roll = self._flags(stays)
        places = chosen(
            np.flatnonzero(on_roll), weights[stays["person"]][on_roll], pupils, self._draws
        )
        stays = stays.iloc[places].reset_index(drop=True)
        slots = np.maximum((stays["high"] - stays["low"]).to_numpy() // 6, 1)
        times = _times(count, weights[stays["person"]], slots, self._draws)
        row = np.repeat(np.arange(len(stays)), times)
        turn = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
        length = ((stays["high"] - stays["low"]).to_numpy() / np.maximum(times, 1))[row]
        start = stays["low"].to_numpy()[row] + (turn * length).astype(np.int64)
        room = np.maximum(length.astype(np.int64), 1)
        sessions = np.array(list(figures.sessions))[
            self._draws.weighted(list(figures.sessions.values()), len(row))
        ]
        most = np.maximum(_MOST_SESSIONS // np.maximum(times, 1), 1)[row]
        sessions = np.minimum(np.minimum(sessions, most), np.maximum(2 * room - 1, 1))
        day = start + self._draws.whole(0, np.maximum(room - (sessions + 1) // 2, 0), len(row))
        return pd.DataFrame(
            {
                "person": stays["person"].to_numpy()[row],
                "school": stays["school"].to_numpy()[row],
                "start": as_dates(self._days[np.minimum(day, len(self._days) - 1)]),
                "sessions": sessions,
                "category": SUSPENDED,
                "reason": self._reasons(len(row), figures),
            }
        ).astype({"category": "str", "sessions": "int64"})

    def _flags(self, stays: pd.DataFrame) -> Flags:
        """Stays of pupils who are on the January roll of the phase."""
        pupils = np.isin(stays["person"].to_numpy(), self._pupils)
        flags: Flags = pupils & (self._roll.school[stays["person"]] != NOWHERE)
        return flags


def _times(count: int, weights: NDArray[np.float64], most: Numbers, draws: Draws) -> Numbers:
    """How many each of some has of a count, at least one and at most so many."""
    times = np.ones(len(weights), dtype=np.int64)
    left = count - len(weights)
    if not len(weights):
        return times
    # A few have very many: their share grows with the square of a second draw.
    tilt = weights * (0.05 + draws.uniform(len(weights)) ** 3)
    edges = np.cumsum(tilt / tilt.sum())
    for _ in range(50):
        if left <= 0:
            break
        drawn = np.searchsorted(edges, draws.uniform(left)).clip(max=len(edges) - 1)
        more = np.bincount(drawn, minlength=len(times))
        room = np.minimum(more, most - times)
        times += room
        left -= int(room.sum())
    return times
