"""Identity rows: what each system says of who someone is.

Here: the columns of an identity row and the one order and type that linking works on. Not here:
how such rows are made from a return's tables, or what follows from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import numpy as np

KEY = ("system", "local_id")
DATE = "date_of_birth"
COLUMNS = (
    *KEY,
    "child_link",
    "upn",
    "former_upn",
    "uln",
    DATE,
    "sex",
    "postcode_district",
    "forename_key",
    "surname_key",
    "forename_sound",
    "surname_sound",
    "last_seen",
)
"""One row is one id in one system. ``system`` and ``local_id`` are never null, any other column
may be. ``child_link``, ``upn``, ``former_upn`` and ``uln`` are keyed pseudonyms, the names keyed
hashes, ``sex`` is M, F or U, ``last_seen`` the month (2025-09) of the drop that told it."""


def in_order(identities: pd.DataFrame) -> pd.DataFrame:
    """The rows ordered by system and local id, so that no result depends on how they came.

    Raises:
        ValueError: if a column is missing, or a system or local id is null or told twice.
    """
    if absent := [name for name in COLUMNS if name not in identities.columns]:
        raise ValueError(f"identity rows without {', '.join(absent)}")
    rows = identities[list(COLUMNS)]
    if nameless := int(rows[list(KEY)].isna().any(axis="columns").sum()):
        raise ValueError(f"{nameless} identity rows have no system or no local id")
    if doubles := int(rows.duplicated(list(KEY)).sum()):
        raise ValueError(f"{doubles} identity rows repeat a local id of the same system")
    text = {name: "str" for name in COLUMNS if name != DATE}
    return (
        rows.astype({**text, DATE: "datetime64[s]"})
        .sort_values(list(KEY), ignore_index=True)
        .copy()
    )


def codes(values: pd.Series[str]) -> np.ndarray:
    """A number per distinct value, -1 where null: quicker to compare than text."""
    return pd.factorize(values)[0]
