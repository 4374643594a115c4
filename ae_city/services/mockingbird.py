"""The Mockingbird model: constellations of foster homes around a hub, and the children in them.

Exactly so many children as the council reported live in them on the day it reported of, and none
has left unplanned. Not here: the households (``fostering``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, number
from ae_city.services.drawing import text
from ae_city.services.figures import scaled

if TYPE_CHECKING:
    from ae_city.services.fostering import Fostering
    from ae_city.services.services import Services

REPORTED = date(2025, 9, 30)
"""The end of the quarter that the council reported of."""


@dataclass(frozen=True, eq=False)
class Mockingbird:
    """Constellations and children.

    Attributes:
        constellations: ``launched`` (day), ``hub`` (a household), ``satellites`` (how many).
        children: ``constellation``, ``household``, ``person``, ``joined``, ``left`` (days),
            ``reason``.
    """

    constellations: pd.DataFrame
    children: pd.DataFrame


def tell_mockingbird(services: Services) -> Mockingbird:
    """Tell constellations from foster homes that stay and children who live in them."""
    figures, fostering = services.figures.fostering, services.fostering
    households = fostering.households
    day = number(REPORTED)
    filled = fostering.filled(day)
    launches = [number(each) for each in figures.constellations]
    able = (households["kind"].isin(["MAINSTREAM", "HIGH_SUPPORT"])) & (
        households["ended"].eq(NEVER) & households["approved"].le(launches[0])
    )
    candidates = np.flatnonzero(able.to_numpy(dtype=bool))
    order = candidates[np.argsort(-filled[candidates], kind="stable")]
    wanted = scaled(figures.mockingbird_children, services.scale)
    members = []
    for household in order:
        if 0 < filled[household] <= wanted:
            members.append(int(household))
            wanted -= int(filled[household])
    hubs = [int(each) for each in order if filled[each] == 0] or members[::-1]
    count = min(max(scaled(len(launches), services.scale), 1), len(hubs), max(len(members), 1))
    launched = [launches[place * len(launches) // count] for place in range(count)]
    constellations = pd.DataFrame(
        {
            "launched": np.array(launched, dtype=np.int64),
            "hub": np.array(hubs[:count], dtype=np.int64),
            "satellites": [len(members[place::count]) for place in range(count)],
        }
    )
    of_household = {household: place % count for place, household in enumerate(members)}
    return Mockingbird(constellations, _children(services, fostering, of_household, constellations))


def _children(
    services: Services,
    fostering: Fostering,
    of_household: dict[int, int],
    constellations: pd.DataFrame,
) -> pd.DataFrame:
    """Everybody who lived in one of the households once its constellation was launched."""
    lived = fostering.children[fostering.children["household"].isin(list(of_household))]
    which = lived["household"].map(of_household).to_numpy(dtype=np.int64)
    launched = constellations["launched"].to_numpy()[which]
    joined = np.maximum(lived["start"].to_numpy(), launched)
    stays = services.stays.loc[lived["stay"]]
    last, of_age = (stays[name].to_numpy(dtype=bool) for name in ("last", "of_age"))
    left = lived["end"].to_numpy()
    reason = np.where(last, np.where(of_age, "ADULT", "HOME"), "MOVED_ON")
    told = pd.DataFrame(
        {
            "constellation": which,
            "household": lived["household"].to_numpy(),
            "person": lived["person"].to_numpy(),
            "joined": joined,
            "left": left,
            "reason": text(reason).where(left < NEVER),
        }
    )
    return told[told["left"] > told["joined"]].reset_index(drop=True)
