"""Looked-after children placed too far away to go to school in the city.

Here: those times, and the stays at schools without them. Not here: who is placed where
(``city.care``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, as_dates, as_numbers, number

if TYPE_CHECKING:
    from datetime import date

    from ae_city.care.lives import City, Life
    from ae_city.population.draws import Numbers
    from ae_city.postcodes import Gazetteer, Place

Times = list[tuple[int, int]]
"""First day, and first day no longer, as numbers."""


def far_times(
    care: City, gazetteer: Gazetteer, far_miles: float, at_least: int
) -> dict[int, Times]:
    """When the persons of lives are placed far away for at least so many days, by life."""
    found = {
        place: _times(life, gazetteer.middle, far_miles, at_least)
        for place, life in enumerate(care.lives)
    }
    return {place: times for place, times in found.items() if times}


def _times(life: Life, middle: Place, far_miles: float, at_least: int) -> Times:
    times: Times = []
    for period in life.periods:
        if period.stay.short_breaks:
            continue
        for episode in period.episodes:
            if episode.where.miles(middle) < far_miles:
                continue
            start = number(episode.start)
            end = NEVER if episode.end is None else number(episode.end)
            if times and times[-1][1] == start:
                times[-1] = (times[-1][0], end)
            else:
                times.append((start, end))
    return [(start, end) for start, end in times if end - start >= at_least]


def without(
    enrolments: pd.DataFrame, far: dict[int, Times], open_days: Numbers, span: tuple[date, date]
) -> pd.DataFrame:
    """Stays without the times far away: ended by them, and begun again on a school day after.

    What remains of them outside the span goes.
    """
    opens, closes = number(span[0]), number(span[1])
    away = enrolments["person"].isin(list(far))
    rows = enrolments[away]
    entered = as_numbers(rows["entered"], NEVER)
    left = as_numbers(rows["left"], NEVER)
    kept: list[tuple[int, int, int]] = []
    for row, (person, first, last) in enumerate(
        zip(rows["person"].tolist(), entered.tolist(), left.tolist(), strict=True)
    ):
        kept += [
            (row, begun, over)
            for begun, over in _parts(first, last, far[person], open_days)
            if over > opens and begun <= closes
        ]
    place = np.array([row for row, _, _ in kept], dtype=np.int64)
    parts = rows.iloc[place].assign(
        entered=as_dates(np.array([first for _, first, _ in kept], dtype=np.int64)).to_numpy(),
        left=as_dates(np.array([last for _, _, last in kept], dtype=np.int64)).to_numpy(),
    )
    together = pd.concat([enrolments[~away], parts], ignore_index=True)
    return together.sort_values(
        ["person", "entered", "main"], ascending=[True, True, False], kind="stable"
    ).reset_index(drop=True)


def _parts(first: int, last: int, times: Times, open_days: Numbers) -> Times:
    parts: Times = []
    for start, end in times:
        if end <= first or start >= last:
            continue
        if start > first:
            parts.append((first, start))
        place = int(np.searchsorted(open_days, end))
        first = int(open_days[place]) if end < NEVER and place < len(open_days) else NEVER
    return [*parts, (first, last)] if first < last else parts
