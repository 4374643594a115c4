"""Files of Explore Education Statistics: tidy CSV, a row an observation.

Here: the open data standard's layout (columns by name, any order, perhaps a byte-order mark).
Not here: which file and filter is which measure (``sources``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.indicators.published.value import read_cell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OBSERVATION_COLUMNS = ("area_code", "period", "value", "status")
_CODE_OF_LEVEL = {
    "National": "country_code",
    "Regional": "region_code",
    "Local authority": "new_la_code",
}


def read_observations(path: Path, where: Mapping[str, str], column: str) -> pd.DataFrame:
    """One indicator of one combination of filters, for every area and year in the file.

    Returns:
        ``OBSERVATION_COLUMNS``; ``value`` is text, null where a symbol stands instead, and
        ``status`` says which. Levels below the authority are left out.

    Raises:
        KeyError: if the file lacks a column that is named.
        ValueError: if the filters leave no row, or leave two for an area and year, or a cell is
            neither number nor symbol.
    """
    rows = pd.read_csv(path, dtype="str", encoding="utf-8-sig", keep_default_na=False)
    for name, value in where.items():
        rows = rows[rows[name] == value]
    rows = rows[rows["geographic_level"].isin(list(_CODE_OF_LEVEL))]
    if rows.empty:
        raise ValueError(f"{path.name} has no row where {dict(where)}")
    codes = [
        str(row[_CODE_OF_LEVEL[str(row["geographic_level"])]]) for row in rows.to_dict("records")
    ]
    read = [read_cell(str(cell)) for cell in rows[column]]
    observations = pd.DataFrame(
        {
            "area_code": codes,
            "period": rows["time_period"].to_list(),
            "value": [None if value is None else str(value) for value, _ in read],
            "status": [status for _, status in read],
        },
        dtype="str",
    )
    if observations.duplicated(["area_code", "period"]).any():
        raise ValueError(f"{path.name}: {dict(where)} leaves several rows for an area and year")
    return observations
