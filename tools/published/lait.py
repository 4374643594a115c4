"""The Local Authority Interactive Tool: every authority's series, as long rows of text.

Here: the layout of its parquet file and of its dictionary. Not here: which series are wanted.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.indicators.published.value import read_cell

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SERIES_COLUMNS = ("key", "la_number", "period", "value", "status")
MISSING = "-"
"""Suppressed, not collected or not yet published: LAIT does not say which."""
_EXCEL_DAY_ZERO = date(1899, 12, 30)


def read_lait(path: Path, keys: Collection[str]) -> pd.DataFrame:
    """The rows of the named series, ``SERIES_COLUMNS``; ``value`` is text, null where missing.

    A series that LAIT repeats under two topics comes once.

    Raises:
        ValueError: if a named series is not there, or a value is neither number nor symbol.
    """
    columns = ["Short Desc", "Years", "LA and Regions", "Values", "LA Number"]
    rows = pd.read_parquet(path, columns=columns)
    rows = rows[rows["Short Desc"].isin(list(keys)) & rows["LA Number"].notna()]
    absent = sorted(set(keys) - set(rows["Short Desc"]))
    if absent:
        raise ValueError(f"{path.name} has no series {', '.join(absent)}")
    rows = rows.drop_duplicates(["Short Desc", "Years", "LA Number"])
    read = [read_cell(str(cell), missing=MISSING) for cell in rows["Values"]]
    return pd.DataFrame(
        {
            "key": rows["Short Desc"].astype("str"),
            "la_number": rows["LA Number"].astype("int64").astype("str"),
            "period": rows["Years"].astype("str"),
            "value": pd.Series(
                [None if value is None else str(value) for value, _ in read],
                index=rows.index,
                dtype="str",
            ),
            "status": pd.Series([status for _, status in read], index=rows.index, dtype="str"),
        }
    ).reset_index(drop=True)


def read_releases(path: Path, keys: Collection[str]) -> dict[str, str]:
    """When LAIT last took in each named series, as ``YYYY-MM``; without those it does not date.

    The dictionary writes the day as a spreadsheet serial number.
    """
    rows = pd.read_csv(path, dtype="str")
    rows = rows[rows["Measure_short"].isin(list(keys))]
    return {
        str(key): f"{_EXCEL_DAY_ZERO + timedelta(days=int(serial)):%Y-%m}"
        for key, serial in zip(rows["Measure_short"], rows["Last Update"], strict=True)
        if str(serial).isdigit()
    }
