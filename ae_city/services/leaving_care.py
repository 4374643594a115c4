"""Where care leavers live, from one birthday to the next.

Told from what the return of looked-after children says of each birthday, so that both agree on
those days. Not here: what else is known of care leavers (``city.care.leavers``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, number
from ae_city.population.draws import Draws
from ae_city.services.drawing import text

if TYPE_CHECKING:
    from ae_city.services.services import Services

_HOMES = {
    "B": "FAMILY", "C": "RESIDENTIAL", "D": "SUPPORTED", "E": "SUPPORTED_LODGINGS",
    "K": "PRIVATE_RENT", "S": "NO_FIXED_ABODE", "T": "FOYER", "V": "EMERGENCY",
    "W": "BED_AND_BREAKFAST", "X": "CUSTODY", "Y": "OTHER", "Z": "STAYING_PUT",
}  # fmt: skip
_INDEPENDENT = "U"
_LIVES_ALONE = ("COUNCIL", "HOUSING_ASSOCIATION", "PRIVATE_RENT")
_UNSUITABLE = "2"
_UNKNOWN = "0"
_YEAR = 365


def tell_accommodation(services: Services) -> pd.DataFrame:
    """Homes of care leavers: ``person``, ``start``, ``end`` (last day), ``home``, ``suitable``."""
    draws = Draws(services.seed, "services: care leavers' homes")
    care = services.population.care
    number_of = {id(life.person): place for place, life in enumerate(care.lives)}
    known = [
        (number_of[id(leaver.person)], number(leaver.birthday), leaver.accommodation)
        for year in sorted(care.leavers)
        for leaver in care.leavers[year]
        if leaver.accommodation not in {None, _UNKNOWN}
    ]
    told = pd.DataFrame(sorted(known), columns=["person", "birthday", "code"])
    count = len(told)
    before = told.groupby("person").shift()
    later = before["birthday"].notna()
    gap = (told["birthday"] - before["birthday"]).fillna(_YEAR).to_numpy(dtype=np.int64)
    waited = np.where(
        later, draws.whole(5, np.maximum(gap - 5, 6), count), draws.whole(0, 60, count)
    )
    moves = before["code"].ne(told["code"])
    homes = told.assign(
        start=told["birthday"] - waited,
        known_until=told.groupby(moves.cumsum())["birthday"].transform("max"),
    )[moves]
    over = (homes["known_until"] + _YEAR).where(lambda day: day <= number(services.last), NEVER)
    end = homes.groupby("person")["start"].shift(-1).fillna(over).astype("int64") - 1
    end = end.where(end < NEVER - 1, NEVER)
    code = homes["code"].to_numpy(dtype="str")
    alone = np.array(_LIVES_ALONE)[draws.weighted([50, 30, 20], len(homes))]
    letter = np.array([each[0] for each in code])
    home = [
        _HOMES.get(each, single) if each != _INDEPENDENT else single
        for each, single in zip(letter, alone, strict=True)
    ]
    suitable = np.array([each[1] != _UNSUITABLE for each in code], dtype=bool)
    return pd.DataFrame(
        {
            "person": homes["person"].to_numpy(),
            "start": homes["start"].to_numpy(),
            "end": end.to_numpy(),
            "home": text(home),
            "suitable": text(np.where(suitable, "Y", "N")),
        }
    )
