"""Where a placement is, as the collector derives it from postcodes: 164, 169, 179.

Here: that authority, location and distance are there and can be what they should. Not here: how
far is too far, nor whether they agree with the postcodes. Short breaks (V3, V4) have no postcodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_FARTHEST = 999.9
_AREA = "[EWSN][0-9]{8}|[A-Z]{3}"
"""An area's code of the Office for National Statistics, or a letter code of one beyond England."""
_LOCATIONS = ("IN", "OUT")


@rules(
    "164",
    fields={"Episodes": ("PL_DISTANCE",)},
    reads={"Episodes": ("CHILD",)},
    message="The distance from home to placement is missing or impossible: check both postcodes.",
    dimension=Dimension.VALIDITY,
)
def distance_is_not_valid(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_DISTANCE`` empty, unreadable, or not from 0 to 999.9 miles.

    Not asked of UASC, who have no home postcode: those in table UASC or with status 1 in Header,
    as far as these were given. Nor of short breaks.
    """
    valid = evidence.episodes["PL_DISTANCE"].between(0, _FARTHEST).fillna(value=False)
    return {"Episodes": ~valid & ~_short_break(evidence) & ~_uasc(evidence)}


@rules(
    "169",
    fields={"Episodes": ("PL_LA",)},
    message="The authority where the placement is, is missing or no such code: check the postcode.",
    dimension=Dimension.VALIDITY,
)
def authority_is_not_valid(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_LA`` empty or not of a code's shape; whether the area exists is not looked up.

    Not asked of short breaks.
    """
    valid = evidence.episodes["PL_LA"].str.fullmatch(_AREA, na=False)
    return {"Episodes": ~valid & ~_short_break(evidence)}


@rules(
    "179",
    fields={"Episodes": ("PL_LOCATION",)},
    message="The location of the placement is neither IN nor OUT of the authority: check the "
    "postcode.",
    dimension=Dimension.VALIDITY,
)
def location_is_not_valid(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_LOCATION`` empty or other than IN and OUT. Not asked of short breaks."""
    valid = evidence.episodes["PL_LOCATION"].isin(_LOCATIONS)
    return {"Episodes": ~valid & ~_short_break(evidence)}


def _short_break(evidence: Ssda903Columns) -> pd.Series[bool]:
    return evidence.optional("Episodes", "LS").isin(codes.SHORT_BREAKS)


def _uasc(evidence: Ssda903Columns) -> NDArray[np.bool_]:
    """Episodes of children who are or were UASC, by what was given of it."""
    found = np.zeros(len(evidence.episodes), dtype=bool)
    if evidence.given("UASC", "CHILD"):
        found |= evidence.on("Episodes", evidence.which_children("UASC")).to_numpy(dtype=bool)
    if evidence.given("Header", "CHILD", "UASC"):
        status = evidence.which_children("Header", evidence.header["UASC"].eq(1))
        found |= evidence.on("Episodes", status).to_numpy(dtype=bool)
    return found
