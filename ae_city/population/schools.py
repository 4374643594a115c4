"""The city's schools and post-16 providers, and how near ones are chosen.

Here: one row a school, and a choice by distance that fills schools in proportion to their
capacity. Not here: who goes where (``enrolments``). No school here exists; their numbers are
beyond those in use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from ae_city.population.draws import Draws, Flags, Numbers, Reals
    from ae_city.population.figures import Figures, SchoolSort
    from ae_city.postcodes import Gazetteer

_FIRST_URN = 170_001
_ESTABLISHMENTS = {"NS": 1001, "PS": 2100, "SS": 4100, "SP": 7001, "PR": 1101, "FE": 8001}
_VOLUNTARY = 3100
_METRES_IN_A_KM = 1000.0
_FITTINGS = 12


def tell_schools(
    figures: Figures, gazetteer: Gazetteer, scale: float, draws: Draws
) -> pd.DataFrame:
    """One row a school: urn, estab, name, phase, ages, capacity, postcode, academy.

    There is at least one of every sort, so that every phase exists at the smallest scale.
    """
    rows: list[dict[str, object]] = []
    names = _Names(figures.school_stems, draws)
    serials: dict[int, int] = {}
    for sort in figures.schools:
        for _ in range(max(1, int(sort.count * scale + 0.5))):
            base = _VOLUNTARY if sort.voluntary else _ESTABLISHMENTS[sort.phase]
            serials[base] = serials.get(base, -1) + 1
            capacities = list(sort.capacities)
            capacity = capacities[int(draws.weighted(list(sort.capacities.values()), 1)[0])]
            place = gazetteer.inside[int(draws.whole(0, len(gazetteer.inside) - 1, 1)[0])]
            rows.append(
                {
                    "urn": str(_FIRST_URN + len(rows)),
                    "estab": str(base + serials[base]),
                    "name": names.next(sort),
                    "phase": sort.phase,
                    "lowest_age": sort.ages[0],
                    "highest_age": sort.ages[1],
                    "capacity": capacity,
                    "postcode": place.postcode,
                    "academy": bool(draws.happens(sort.academy, 1)[0]),
                }
            )
    return pd.DataFrame(rows)


class _Names:
    """Names of schools: each stem once before any twice, never two schools of one name."""

    def __init__(self, stems: tuple[str, ...], draws: Draws) -> None:
        self._stems = [stems[place] for place in draws.order(len(stems))]
        self._given: set[str] = set()
        self._turn = 0

    def next(self, sort: SchoolSort) -> str:
        """A name that no school has yet."""
        while True:
            stem = self._stems[self._turn % len(self._stems)]
            lap = self._turn // len(self._stems)
            self._turn += 1
            for name in (f"{stem} {sort.kind}", f"{stem} {sort.kind} {lap + 1}"):
                if name not in self._given:
                    self._given.add(name)
                    return name


class Choice:
    """Chooses among some schools: near ones rather, large ones rather.

    Weights are fitted so that, with families spread evenly over the city, every school is chosen
    in proportion to its capacity.
    """

    def __init__(self, schools: pd.DataFrame, wanted: Flags, grid: Reals, decay_km: float) -> None:
        """Prepare a choice among the wanted schools.

        Args:
            schools: all of them, with ``easting`` and ``northing``.
            wanted: which may be chosen.
            grid: easting and northing of every place people live at, a row each.
            decay_km: the attraction of a school falls to a third over so many kilometres.
        """
        self._schools = np.flatnonzero(wanted)
        chosen = schools[wanted]
        capacity = chosen["capacity"].to_numpy(dtype=np.float64)
        capacity = capacity / capacity.sum()
        metres = np.hypot(
            grid[:, 0, None] - chosen["easting"].to_numpy(dtype=np.float64),
            grid[:, 1, None] - chosen["northing"].to_numpy(dtype=np.float64),
        )
        pull = np.exp(-metres / _METRES_IN_A_KM / decay_km) + 1e-9
        weights = capacity.copy()
        for _ in range(_FITTINGS):
            shares = pull / (pull @ weights)[:, None]
            weights = capacity / shares.mean(axis=0)
        anywhere = capacity[None, :]
        edges = np.cumsum(np.vstack([pull * weights, anywhere]), axis=1)
        edges /= edges[:, -1:]
        self._width = edges.shape[1]
        self._edges = (edges + np.arange(len(edges))[:, None]).ravel()

    def choose(self, places: Numbers, points: Reals) -> Numbers:
        """A school for each place people live at, by points from 0 to below 1.

        The place after the last stands for homes outside the city, from where all are as near.
        """
        found = np.searchsorted(self._edges, places + points, side="right")
        chosen: Numbers = self._schools[np.minimum(found - places * self._width, self._width - 1)]
        return chosen
