"""Requests for a needs assessment: those that led to a plan, and those that did not.

A plan's request is told backwards from the day of issue by how timely plans of that year were.
The others are added until each year has had its requests. Not here: who has a plan (``plans``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_dates, as_numbers, number
from ae_city.schooling.plans import working_day
from ae_city.schooling.rolls import chosen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.schooling.figures import PlanFigures
    from ae_city.schooling.plans import Plans

TWENTY_WEEKS, SIX_WEEKS, YEAR = 140, 42, 365
_LONGEST = 780
_ASSESSED_AT_LEAST = 30
_GOES_ON = 300
"""Days before the end of the span within which an assessment that still goes on was asked for."""
_YES, _NO, _WITHDRAWN, _AWAITED = "Y", "N", "W", "A"
COLUMNS = [
    "person", "requested", "source", "decided", "decision", "assessed", "assessment_outcome",
    "issued", "exception", "transferred", "since", "ceased", "cease_reason",
]  # fmt: skip


@dataclass(frozen=True)
class _Told:
    """Requests of one outcome, in days."""

    person: Numbers
    requested: Numbers
    decided: Numbers
    decision: str
    assessed: Numbers
    outcome: str
    exception: Flags


def tell_requests(
    population: Population, plans: Plans, figures: PlanFigures, draws: Draws
) -> pd.DataFrame:
    """One row a request or a plan that came from elsewhere: ``COLUMNS``, by person and day.

    ``decision`` is Y or N, or W where the request was withdrawn, on the day ``decided``; it is Y
    with a null ``assessment_outcome`` while the assessment goes on at the end of the span.
    Outcomes that come after the span are null: as it ends, nobody knows them.
    """
    holders = np.flatnonzero(plans.issued < NEVER)
    led = _led_to_plans(holders, plans, figures, draws)
    here = ~plans.transferred[led.person]
    others = _Others(population, plans, figures, draws).told(_years(led.requested[here]))
    told = pd.concat([_frame(each, draws, figures) for each in (led, *others)], ignore_index=True)
    planned = told["assessment_outcome"].eq(_YES)
    person = told["person"].to_numpy()
    for column in ("issued", "since", "ceased"):
        days = getattr(plans, column)
        told[column] = as_dates(np.where(planned, days[person], NEVER))
    reasons = pd.Series(plans.reason[person], dtype="str")
    told["cease_reason"] = reasons.where(told["ceased"].notna())
    told["transferred"] = plans.transferred[person] & planned
    horizon = pd.Timestamp(population.last)
    told = told[told["requested"] <= horizon]
    for column, answer in (("decided", "decision"), ("assessed", "assessment_outcome")):
        unknown = told[column] > horizon
        told[column] = told[column].mask(unknown)
        told[answer] = told[answer].mask(unknown)
    told["assessment_outcome"] = told["assessment_outcome"].mask(told["assessed"].isna())
    order = ["person", "requested"]
    return told[COLUMNS].sort_values(order, kind="stable").reset_index(drop=True)


def _frame(told: _Told, draws: Draws, figures: PlanFigures) -> pd.DataFrame:
    count = len(told.person)
    sources = np.array(list(figures.sources))
    drawn = draws.weighted(list(figures.sources.values()), count)
    return pd.DataFrame(
        {
            "person": told.person,
            "requested": as_dates(told.requested),
            "source": pd.Series(sources[drawn], dtype="str"),
            "decided": as_dates(told.decided),
            "decision": pd.Series([told.decision] * count, dtype="str"),
            "assessed": as_dates(told.assessed),
            "assessment_outcome": pd.Series([told.outcome or None] * count, dtype="str"),
            "exception": told.exception,
        }
    )


def _years(days: Numbers) -> Numbers:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _by_year(figures: PlanFigures, years: Numbers, name: str) -> NDArray[Any]:
    known = figures.timeliness
    first, last = min(known), max(known)
    values = {year: getattr(known[min(max(year, first), last)], name) for year in np.unique(years)}
    return np.array([values[year] for year in years], dtype=np.float64)


def _spread(years: Numbers, draws: Draws) -> NDArray[np.float64]:
    """Points from 0 to 1 in random order, evenly spread over the requests of each year.

    What is below a share is then that share of the year, as nearly as can be.
    """
    order = np.lexsort((draws.uniform(len(years)), years))
    counts = np.unique(years, return_counts=True)[1]
    turn = np.arange(len(years)) - np.repeat(np.cumsum(counts) - counts, counts)
    points = np.empty(len(years))
    points[order] = (turn + 0.5) / np.repeat(counts, counts)
    return points


def _led_to_plans(who: Numbers, plans: Plans, figures: PlanFigures, draws: Draws) -> _Told:
    """The requests of all plans, from their issue backwards."""
    issued = plans.issued[who]
    years, count = _years(issued), len(who)
    point = _spread(years, draws)
    timely = _by_year(figures, years, "within_20_weeks")
    exception = draws.happens(_by_year(figures, years, "exceptions"), count)
    in_a_year = timely + _by_year(figures, years, "within_a_year")
    took = np.where(
        point < timely,
        draws.whole(90, TWENTY_WEEKS - 3, count),
        np.where(
            point < in_a_year,
            draws.whole(TWENTY_WEEKS + 4, YEAR - 6, count),
            draws.whole(YEAR + 4, _LONGEST, count),
        ),
    )
    took = np.where(exception, draws.whole(TWENTY_WEEKS + 4, 300, count), took)
    requested = working_day(issued - took)
    decided = _decided(requested, figures, draws, latest=issued - _ASSESSED_AT_LEAST)
    return _Told(who, requested, decided, _YES, issued, _YES, exception)


def _decided(requested: Numbers, figures: PlanFigures, draws: Draws, latest: Numbers) -> Numbers:
    """Days of decision: within six weeks for the share of the year, else within months."""
    count = len(requested)
    years = _years(requested)
    in_time = _spread(years, draws) < _by_year(figures, years, "six_weeks")
    waited = np.where(
        in_time, draws.whole(18, SIX_WEEKS, count), draws.whole(SIX_WEEKS + 3, 130, count)
    )
    return working_day(np.minimum(requested + waited, latest))


class _Others:
    """Requests that came to nothing yet: each of somebody else, none of them with a plan."""

    def __init__(
        self, population: Population, plans: Plans, figures: PlanFigures, draws: Draws
    ) -> None:
        people = population.people
        self._born = as_numbers(people["born"], -NEVER)
        self._came = np.maximum(self._born, as_numbers(people["arrived"], -NEVER))
        self._left = as_numbers(people["left"], NEVER)
        self._taken = plans.issued < NEVER
        self._first, self._last = number(population.first), number(population.last)
        self._newest = population.last.year
        self._scale, self._figures, self._draws = population.scale, figures, draws

    def told(self, led_in: Numbers) -> list[_Told]:
        """Refused, withdrawn, assessed in vain, and still going on as the span ends.

        Args:
            led_in: the year of each request that led to a plan.
        """
        told: list[_Told] = []
        for year, total in self._figures.requests.items():
            refused, withdrawn, in_vain = (
                round(counts[year] * self._scale)
                for counts in (
                    self._figures.refused,
                    self._figures.withdrawn,
                    self._figures.not_issued,
                )
            )
            room = round(total * self._scale) - int((led_in == year).sum()) - refused - in_vain
            withdrawn = max(0, min(withdrawn, room))
            # Only requests of the last months can still be open as the span ends; where more
            # were made than came to anything known, the rest were withdrawn.
            others = max(0, room - withdrawn)
            goes_on = others if year >= self._newest - 1 else 0
            first = max(self._first, number(date(year, 1, 1)))
            last = min(self._last, number(date(year, 12, 20)))
            told += [
                self._some(withdrawn + others - goes_on, (first, last), _WITHDRAWN, ""),
                self._some(refused, (first, last), _NO, ""),
                self._some(in_vain, (first, last), _YES, _NO),
                self._some(goes_on, (max(first, self._last - _GOES_ON), last), _YES, ""),
            ]
        return told

    def _some(self, count: int, span: tuple[int, int], decision: str, outcome: str) -> _Told:
        """So many requests within a span that have one outcome."""
        first, last = span
        ages = ((first + last) // 2 - self._born) // YEAR
        weights = _request_weights(self._figures, ages)
        free = ~self._taken & (self._came < first) & (self._left > last) & (weights > 0)
        who = np.flatnonzero(free)
        person = chosen(who, weights[who], count, self._draws)
        self._taken[person] = True
        requested = working_day(self._draws.whole(first, last, len(person)))
        never = np.full(len(person), NEVER, dtype=np.int64)
        decided = _decided(requested, self._figures, self._draws, latest=never)
        assessed = working_day(decided + self._draws.whole(45, 95, len(person)))
        return _Told(
            person=person,
            requested=requested,
            decided=decided,
            decision=decision,
            assessed=assessed if outcome else never,
            outcome=outcome,
            exception=np.zeros(len(person), dtype=bool),
        )


def _request_weights(figures: PlanFigures, ages: Numbers) -> NDArray[np.float64]:
    by_age = np.zeros(120)
    for age, weight in figures.requests_by_age.items():
        by_age[age] = weight
    known: NDArray[np.float64] = by_age[np.clip(ages, 0, 119).astype(np.int64)]
    return known
