"""What callers give as cells into typed columns, whatever the frame was made with.

Here: any dtype a frame may come with into text, and text into the type that the contract states.
Not here: whether a value is a sensible one (the contract, the rules).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ae_pipeline.validation.cells import CellType, ReadColumn, read
from ae_pipeline.validation.cells import write as write_cells


def typed(cells: pd.Series[Any], cell_type: CellType) -> ReadColumn:
    """Read a column of any dtype; the result has a ``RangeIndex``."""
    return read(as_text(cells.reset_index(drop=True)), cell_type)


def decimals(cells: pd.Series[Any]) -> ReadColumn:
    """Read a column of numbers with a fraction, as ``Float64``."""
    text = read(as_text(cells.reset_index(drop=True)), CellType.TEXT).typed
    numbers = pd.to_numeric(text, errors="coerce").astype("Float64")
    unreadable = (text.notna() & numbers.isna()).to_numpy(dtype=bool)
    return ReadColumn(numbers, unreadable)


def day(value: date | str) -> pd.Timestamp:
    """A day that a caller names: a date, or text as a cell has it.

    Raises:
        ValueError: if it is no date.
    """
    if isinstance(value, date):
        return pd.Timestamp(value)
    (read_day,) = read(pd.Series([value], dtype="str"), CellType.DATE).typed
    if pd.isna(read_day):
        raise ValueError("a day of the collection year is not a date: give a date, or DD/MM/YYYY")
    return pd.Timestamp(read_day)


def as_text(cells: pd.Series[Any]) -> pd.Series[str]:
    """Cells of any dtype as text: ``101`` for 101 and for 101.0, ``DD/MM/YYYY`` for a date."""
    if isinstance(cells.dtype, pd.StringDtype):
        return cells
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        return write_cells(cells)
    if pd.api.types.infer_dtype(cells, skipna=True) not in {"string", "empty"}:
        # Only what did not come from a file: small frames made by hand.
        cells = cells.astype(object).map(_written, na_action="ignore")
    return cells.astype("str")


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool | np.bool_):
        return str(int(value))
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)
