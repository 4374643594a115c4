"""Which families are helped, from when to when, what for, and how it ends.

A family's children are helped together. Help ends early for a child who is referred to social
care (a step up), moves away or comes of age; nobody with an open case begins. Not here: what is
done meanwhile (``plans``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_dates, as_numbers, number
from ae_city.social_care.dealing import (
    birthdays,
    by_weight,
    choose,
    first_day,
    from_bands,
    last_day,
    scaled,
    years_of,
)
from ae_pipeline.returns.early_help.codes import DOMAINS, NEEDS_MET, STEPPED_DOWN, STEPPED_UP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_city.early_help.cases import Cases
    from ae_city.early_help.figures import EpisodeFigures
    from ae_city.population import Population
    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.social_care import SocialCare

_ADULT, _UNDER_FIVES, _SCHOOL = 18, 5, 4
_OWN_SOURCE, _TO_EARLY_HELP = "5D", "RC9"
_MORE_CHILDREN, _MORE_FAMILIES = 1.5, 2.0
"""So many more children are chosen, and families asked, than are wanted: some cannot be helped."""
_STAR_LOW, _STAR_HIGH, _STAR_MOST = 28, 58, 100
_GAIN_MET, _GAIN_OTHER = (10, 28), (-6, 12)


@dataclass(frozen=True)
class _Starts:
    """Children by row: who, from when, who asked, and when it must have ended."""

    person: Numbers
    requested: Numbers
    family: Numbers
    source: np.ndarray
    step_up: Numbers


def tell_episodes(
    population: Population,
    care: SocialCare,
    cases: Cases,
    figures: EpisodeFigures,
    draws: Draws,
) -> pd.DataFrame:
    """One row a child's episode, by day of the request and person."""
    starts = _joined(
        _before_step_up(care, figures, draws),
        _after_step_down(care, figures, draws),
    )
    targets = {year: scaled(count, population.scale) for year, count in figures.started.items()}
    for year, wanted in targets.items():
        have = int((years_of(starts.requested) == year).sum())
        more = int((wanted - have) * _MORE_CHILDREN) + 1
        starts = _joined(starts, _families(population, cases, year, more, figures, draws))
    return _told(population, cases, starts, targets, figures, draws)


def _before_step_up(care: SocialCare, figures: EpisodeFigures, draws: Draws) -> _Starts:
    """Help before the referrals that early help itself made."""
    referrals = care.referrals
    told = referrals["date"] >= _day(first_day(min(figures.started)))
    told &= ~referrals["nfa"].astype(bool)
    ours = referrals[told & (referrals["source"] == _OWN_SOURCE)]
    date, person = as_numbers(ours["date"], NEVER), ours["person"].to_numpy(dtype=np.int64)
    count = len(ours)
    requested = date - draws.whole(*figures.before_step_up, count)
    source = np.array(list(figures.sources), dtype=object)[
        draws.weighted(list(figures.sources.values()), count)
    ]
    return _Starts(person, requested, _family(care.population, person), source, date)


def _after_step_down(care: SocialCare, figures: EpisodeFigures, draws: Draws) -> _Starts:
    """Help after cases that social care closed to early help."""
    referrals = care.referrals
    told = referrals["closed"] >= _day(first_day(min(figures.started)))
    ours = referrals[told & (referrals["closure_reason"] == _TO_EARLY_HELP)]
    closed, person = as_numbers(ours["closed"], NEVER), ours["person"].to_numpy(dtype=np.int64)
    count = len(ours)
    requested = closed + draws.whole(*figures.after_step_down, count)
    source = np.full(count, STEPPED_DOWN, dtype=object)
    never = np.full(count, NEVER, dtype=np.int64)
    return _Starts(person, requested, _family(care.population, person), source, never)


def _day(count: int) -> pd.Timestamp:
    return pd.Timestamp(np.datetime64(count, "D"))


def _family(population: Population, person: Numbers) -> Numbers:
    return population.people["family"].to_numpy(dtype=np.int64)[person]


def _families(
    population: Population,
    cases: Cases,
    year: int,
    wanted: int,
    figures: EpisodeFigures,
    draws: Draws,
) -> _Starts:
    """Other families of a year, as many as give so many children."""
    people = population.people
    family = people["family"].to_numpy(dtype=np.int64)
    families = int(family.max(initial=-1)) + 1
    leaning = draws.uniform(families) ** 3
    order = choose(max(int(wanted * _MORE_FAMILIES), 0), leaning, draws)
    requested_of = np.full(families, NEVER, dtype=np.int64)
    requested_of[order] = draws.whole(first_day(year), last_day(year), len(order))
    source_of = draws.weighted(list(figures.sources.values()), families)
    rank_of = draws.order(families)
    requested = requested_of[family]
    able = requested < NEVER
    able &= _children(population, requested)
    able &= draws.happens(figures.child_included, len(family))
    able[able] &= ~cases.open_on(np.flatnonzero(able), requested[able])
    person = np.flatnonzero(able)
    person = person[np.argsort(rank_of[family[person]], kind="stable")][: max(wanted, 0)]
    source = np.array(list(figures.sources), dtype=object)[source_of[family[person]]]
    never = np.full(len(person), NEVER, dtype=np.int64)
    return _Starts(person, requested[person], family[person], source, never)


def _children(population: Population, day: Numbers) -> Flags:
    """Who is born, under 18 and lives here on the day of each person."""
    people = population.people
    born = as_numbers(people["born"], NEVER)
    arrived, left = as_numbers(people["arrived"], ALWAYS), as_numbers(people["left"], NEVER)
    return (born <= day) & (arrived <= day) & (left > day) & (birthdays(born, _ADULT) > day)


def _joined(one: _Starts, other: _Starts) -> _Starts:
    return _Starts(
        *(
            np.concatenate([getattr(one, name), getattr(other, name)])
            for name in ("person", "requested", "family", "source", "step_up")
        )
    )


def _told(
    population: Population,
    cases: Cases,
    starts: _Starts,
    targets: Mapping[int, int],
    figures: EpisodeFigures,
    draws: Draws,
) -> pd.DataFrame:
    people = population.people
    born = as_numbers(people["born"], NEVER)[starts.person]
    left = as_numbers(people["left"], NEVER)[starts.person]
    last = number(population.last)
    # What hangs on the family alone is drawn by family and year, so that its children agree.
    together = _pairs(starts.family, years_of(starts.requested))
    points = draws.uniform(int(together.max(initial=-1)) + 1)[together]
    low, high, weight = zip(*figures.days, strict=True)
    planned = starts.requested + from_bands(points, list(zip(low, high, strict=True)), weight)
    planned = np.where(starts.step_up < NEVER, starts.step_up, planned)
    referred = np.minimum(cases.next_after(starts.person, starts.requested), starts.step_up)
    adult = birthdays(born, _ADULT)
    closed = np.minimum.reduce([planned, referred, left, adult])
    reason = _reasons(starts, closed, (referred, left, adult), figures, draws)
    fine = closed - starts.requested >= figures.least_days
    fine &= starts.requested <= last
    fine &= _resident(population, starts)
    fine &= ~cases.open_on(starts.person, starts.requested)
    fine &= _apart(starts.person, starts.requested, closed, fine)
    fine &= _wanted(starts, targets, fine, draws)
    frame = pd.DataFrame(
        {
            "person": starts.person,
            "family": starts.family,
            "requested": as_dates(starts.requested),
            "source": pd.Series(starts.source, dtype="str"),
            "closed": as_dates(np.where(closed > last, NEVER, closed)),
            "reason": pd.Series(reason, dtype="str").mask(closed > last),
        }
    )
    age = (starts.requested - born) // 365
    frame = frame.assign(**_circumstances(frame, together, age, figures, draws))
    order = np.lexsort((starts.person, starts.requested))
    order = order[fine[order]]
    told: pd.DataFrame = frame.iloc[order].reset_index(drop=True)
    return told


def _pairs(one: Numbers, other: Numbers) -> Numbers:
    """A number from 0 for each different pair."""
    _, which = np.unique(one * 10_000 + other, return_inverse=True)
    numbered: Numbers = which.astype(np.int64)
    return numbered


def _resident(population: Population, starts: _Starts) -> Flags:
    people = population.people
    born = as_numbers(people["born"], NEVER)[starts.person]
    arrived = as_numbers(people["arrived"], ALWAYS)[starts.person]
    return (born <= starts.requested) & (arrived <= starts.requested)


def _apart(person: Numbers, start: Numbers, end: Numbers, fine: Flags) -> Flags:
    """Rows that begin after the person's row before has ended."""
    kept = fine.copy()
    order = np.lexsort((start, person))
    while True:
        rows = order[kept[order]]
        same = person[rows[1:]] == person[rows[:-1]]
        late = np.append(False, same & (start[rows[1:]] <= end[rows[:-1]]))
        # Of a run of rows that overlap only the first to do so goes, and the rest is seen again.
        first = late & ~np.append(False, late[:-1])
        if not first.any():
            return kept
        kept[rows[first]] = False


def _wanted(starts: _Starts, targets: Mapping[int, int], fine: Flags, draws: Draws) -> Flags:
    """Of each year as many as are wanted; those that social care knows of come first."""
    kept = np.zeros(len(fine), dtype=bool)
    years = years_of(starts.requested)
    known = (starts.step_up < NEVER) | (starts.source == STEPPED_DOWN)
    points = draws.uniform(len(fine)) - known
    for year, wanted in targets.items():
        rows = np.flatnonzero(fine & (years == year))
        kept[rows[np.argsort(points[rows], kind="stable")][:wanted]] = True
    return kept


def _reasons(
    starts: _Starts,
    closed: Numbers,
    cuts: tuple[Numbers, Numbers, Numbers],
    figures: EpisodeFigures,
    draws: Draws,
) -> np.ndarray:
    referred, left, adult = cuts
    count = len(closed)
    met = np.array([figures.needs_met.get(year, 0.0) for year in range(1990, 2040)])
    share = np.maximum(met[years_of(starts.requested) - 1990], min(figures.needs_met.values()))
    other = np.array(list(figures.other_ends), dtype=object)
    reason = np.where(
        draws.happens(share, count),
        NEEDS_MET,
        other[by_weight(draws.uniform(count), figures.other_ends.values())],
    ).astype(object)
    reason[closed == left] = "MOVED"
    reason[closed == adult] = "ADULT"
    reason[closed == referred] = STEPPED_UP
    return reason


def _circumstances(
    frame: pd.DataFrame, together: Numbers, age: Numbers, figures: EpisodeFigures, draws: Draws
) -> dict[str, pd.Series]:
    """Level, lead, needs, outcomes and star, alike within a family but for its children's ages."""
    groups, count = int(together.max(initial=-1)) + 1, len(frame)
    told: dict[str, pd.Series] = {}
    told["level"] = pd.Series(
        np.where(draws.happens(figures.targeted, groups)[together], "3", "2"), dtype="str"
    )
    agencies = np.array(list(figures.agencies), dtype=object)
    lead = draws.weighted(list(figures.agencies.values()), groups)[together]
    told["lead"] = pd.Series(agencies[lead], dtype="str")
    told["review_days"] = pd.Series(draws.whole(*figures.review_days, groups)[together])
    needs = {
        domain: draws.happens(figures.needs[domain], groups)[together] for domain, _ in DOMAINS
    }
    needs["early_years"] &= age < _UNDER_FIVES
    needs["education"] &= age >= _SCHOOL
    needs["family_relationships"] |= ~np.logical_or.reduce(list(needs.values()))
    met = (frame["reason"] == NEEDS_MET).to_numpy(dtype=bool)
    for domain, need in needs.items():
        achieved = need & (met | draws.happens(figures.outcome_otherwise, count))
        told[f"need_{domain}"] = pd.Series(need.astype(np.int64))
        told[f"outcome_{domain}"] = pd.Series(achieved.astype(np.int64), dtype="Int64").mask(
            frame["closed"].isna()
        )
    taken = draws.happens(figures.star_taken, groups)[together]
    start = draws.whole(_STAR_LOW, _STAR_HIGH, groups)[together]
    gain = np.where(met, draws.whole(*_GAIN_MET, groups)[together],
                    draws.whole(*_GAIN_OTHER, groups)[together])  # fmt: skip
    told["star_start"] = pd.Series(start, dtype="Int64").where(taken)
    end = pd.Series(np.clip(start + gain, 0, _STAR_MOST), dtype="Int64")
    told["star_end"] = end.where(taken & frame["closed"].notna().to_numpy())
    return told
