"""The columns of Episodes that the collector derives from postcodes, for rules that read them.

Here: ``PL_LA``, ``PL_LOCATION`` and ``PL_DISTANCE`` of text rows. Not here: how postcodes are
looked up (``geography``), nor what later stages keep of them (``minimisation``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.geography import locate, miles_between
from ae_pipeline.validation.cell_text import as_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

_TABLE, _HOME, _PLACEMENT = "Episodes", "HOME_POST", "PL_POST"
_UNKNOWN_DISTANCE = 999.9
"""From a home that is given and cannot be found."""


def with_places(
    tables: Mapping[str, pd.DataFrame], areas: Collection[str], authority: str | None
) -> dict[str, pd.DataFrame]:
    """The tables, Episodes with the columns that follow from its postcodes.

    Args:
        tables: text cells by official name. Where Episodes or one of its postcodes was not given,
            or the columns were, nothing is derived.
        areas: codes of the places inside the authority, each of which stands for the authority.
        authority: its code; by default the places stand for themselves.

    Returns:
        ``PL_LA`` as a code of the statistical office, ``PL_LOCATION`` IN or OUT, ``PL_DISTANCE``
        in miles to one decimal or 999.9 where the home is not found; null where the placement is
        not, or a postcode is empty.
    """
    derived = dict(tables)
    rows = tables.get(_TABLE)
    if rows is None or not {_HOME, _PLACEMENT} <= set(rows.columns) or "PL_LA" in rows.columns:
        return derived
    home_post = as_text(rows[_HOME])
    home, placement = locate(home_post), locate(as_text(rows[_PLACEMENT]))
    inside, known = placement.authority.isin(areas), placement.authority.notna()
    area = placement.authority
    miles = miles_between(home, placement)
    lost = known & home_post.notna() & home.authority.isna()
    derived[_TABLE] = rows.assign(
        PL_LA=area if authority is None else area.mask(inside, authority),
        PL_LOCATION=inside.map({True: "IN", False: "OUT"}).astype("str").where(known),
        PL_DISTANCE=miles.mask(lost, _UNKNOWN_DISTANCE),
    )
    return derived
