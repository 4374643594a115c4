"""Personal education plans of looked-after children, term by term.

Here: when a plan was due and made, and what the Virtual School noted of the term. Not here: being
looked after (``care``), on which roll (``population``), or moves between schools (``moves``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import holidays
import numpy as np
import pandas as pd

from ae_city.learning.groups import PLAN
from ae_city.population.days import NEVER, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.population.figures import read_figures as read_population

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from ae_city.learning.figures import Plans
    from ae_city.learning.pupils import Learners
    from ae_city.population.draws import Flags, Numbers

TERMS = ("AUT", "SPR", "SUM")
_RECEPTION, _SECONDARY, _YEAR_11, _YEAR_13 = 0, 7, 11, 13
_FIRST_WITHIN = 10
_DUE_BEFORE_END = 12


@dataclass(frozen=True)
class _Term:
    """A term with the holidays after it: plans are for it, lessons end before."""

    year: int
    name: str
    start: int
    lessons_end: int
    stop: int


def tell_plans(learners: Learners, figures: Plans, config: Path) -> pd.DataFrame:
    """One row a plan that should be: person, term, dates as numbers (``NEVER``: not), judgement."""
    terms = _terms(config)
    periods = learners.care
    started = as_numbers(periods["start"], 0)
    ended = as_numbers(periods["end"], NEVER)
    person = periods["person"].to_numpy(dtype=np.int64)
    first_due = _working_days_after(started, np.full(len(started), _FIRST_WITHIN))
    parts = []
    for term in terms:
        due = term.lessons_end - _DUE_BEFORE_END
        first = (first_due >= term.start) & (first_due < term.stop) & (ended > first_due)
        later = (first_due < term.start) & (ended > due)
        who = np.flatnonzero(first | later)
        group = learners.year_groups(_day(term.start))[person[who]]
        of_age = (group >= _RECEPTION) & (group <= _YEAR_13)
        who, group = who[of_age], group[of_age]
        draws = Draws(learners.population.seed, f"learning: plans {term.year} {term.name}")
        parts.append(
            pd.DataFrame(
                {
                    "person": person[who],
                    "year": term.year,
                    "term": pd.Series([term.name] * len(who), dtype="str"),
                    "group": group,
                    "started": started[who],
                    "ended": ended[who],
                    "first": first[who],
                    "due": np.where(first[who], first_due[who], due),
                    "made": _made(started[who], ended[who], first[who], due, term, figures, draws),
                    "opens": np.maximum(term.start, started[who]),
                    "lessons_end": np.minimum(term.lessons_end, ended[who]),
                    "plan": learners.need(_day(term.start))[person[who]] == PLAN,
                    **_noted(learners, person[who], group, figures, draws),
                }
            )
        )
    told = pd.concat(parts, ignore_index=True)
    told = told.drop_duplicates(["person", "year", "term"], keep="last")
    return told.sort_values(["person", "due"], kind="stable").reset_index(drop=True)


def _made(
    started: Numbers,
    ended: Numbers,
    first: Flags,
    due: int,
    term: _Term,
    figures: Plans,
    draws: Draws,
) -> Numbers:
    """Day of the meeting, or ``NEVER``: first plans by working days, later ones within the term."""
    count = len(started)
    point, luck = draws.uniform(count), draws.uniform(count)
    in_time = _working_days_after(started, 2 + (luck * 9).astype(np.int64).clip(max=8))
    late = _working_days_after(started, _FIRST_WITHIN + 1 + (luck * 14).astype(np.int64))
    of_first = np.where(point < figures.first_in_time, in_time, late)
    of_first = np.where(point < figures.first_made, of_first, NEVER)
    room = np.maximum(due - term.start - 10, 1)
    usual = term.start + 10 + (luck**0.7 * room).astype(np.int64)
    overdue = due + 1 + (luck * (_DUE_BEFORE_END - 1)).astype(np.int64)
    of_later = np.where(point < figures.in_time, usual, overdue)
    of_later = np.where(point < figures.in_time + figures.made_late, of_later, NEVER)
    made = _working_days_after(
        np.where(first, of_first, of_later) - 1, np.ones(count, dtype=np.int64)
    )
    made = np.where(first, of_first, made)
    early = first & (made < term.start)  # in the holidays, while the plan is for the term after
    made = np.where(early, _working_days_after(started, np.full(count, _FIRST_WITHIN)), made)
    outside = (made < started) | (made >= ended) | (made >= term.stop)
    return np.where(outside, NEVER, made)


def _noted(
    learners: Learners, person: Numbers, group: Numbers, figures: Plans, draws: Draws
) -> Mapping[str, object]:
    count = len(person)
    absence = np.clip(-np.log(1 - draws.uniform(count)) * figures.absence, 0.0, 1.0)
    low, high = figures.pupil_premium
    suspended = draws.happens(figures.suspended, count) & (group >= _SECONDARY)
    lowest, highest = figures.sdq
    score = Draws(learners.population.seed, "learning: difficulties").uniform(len(learners.ability))
    sdq = lowest + (score[person] * (highest - lowest + 1)).astype(np.int64)
    unscored = draws.happens(figures.without_score, count) | (group > _YEAR_11)
    return {
        "quality": _drawn(figures.quality, count, draws),
        "progress": _drawn(figures.progress, count, draws),
        "absence": absence,
        "suspensions": np.where(suspended, draws.whole(1, 3, count), 0),
        "premium": draws.whole(low, high, count),
        "sdq": np.where(unscored, -1, sdq),
    }


def _drawn(weights: Mapping[str, float], count: int, draws: Draws) -> pd.Series[str]:
    places = draws.weighted(list(weights.values()), count)
    return pd.Series(np.array(list(weights))[places], dtype="str")


def _terms(config: Path) -> list[_Term]:
    """Terms of all academic years that are set, each until the day before the next."""
    told: list[_Term] = []
    for year, calendar in sorted(read_population(config).terms.items()):
        edges = [number(date(year, 9, 1)), number(date(year + 1, 1, 1))]
        edges += [number(calendar.terms[1][1]) + 1, number(date(year + 1, 9, 1))]
        for place, name in enumerate(TERMS):
            last = number(calendar.terms[place][1])
            told.append(_Term(year, name, edges[place], last + 1, edges[place + 1]))
    return told


def _day(count: int) -> date:
    return date.fromordinal(int(count) + date(1970, 1, 1).toordinal())


def _working_days_after(days: Numbers, count: Numbers) -> Numbers:
    """So many working days of England on: from a Monday, one on is the Tuesday."""
    moved = np.busday_offset(
        days.clip(max=NEVER // 20).astype("datetime64[D]"),
        count,
        roll="backward",
        holidays=_bank_holidays(),
    ).astype(np.int64)
    return np.where(days >= NEVER // 20, NEVER, moved)


@lru_cache(maxsize=1)
def _bank_holidays() -> NDArray[np.datetime64]:
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(2000, 2035))
    return np.array(sorted(days), dtype="datetime64[D]")
