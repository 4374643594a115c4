"""Text cells to typed columns and back, once per column and never per row.

Here: what a cell must look like to be a date or a whole number, whatever the return. Not here:
whether the value is a sensible one (the contract's checks).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A date outside these years, both included, is a slip of the pen and not a date."""
_DATE_WIDTH = len("DD/MM/YYYY")
_WHOLE_NUMBER = r"^-?[0-9]{1,9}(\.0{1,9})?$"
_DECIMAL = r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$"
_MIDNIGHT = r"[ T]00:00:00(\.0{1,9})?$"
"""A day may be written as its first moment, as databases export it."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ZERO = ord("0")


class CellType(StrEnum):
    """What a column holds once it is read."""

    TEXT = "text"
    DATE = "date"
    WHOLE_NUMBER = "whole number"
    DECIMAL = "decimal number"


@dataclass(frozen=True)
class ReadColumn:
    """A typed column, and which filled cells could not be read as its type (they are null)."""

    typed: pd.Series[Any]
    unreadable: NDArray[np.bool_]


def read(cells: pd.Series[Any], cell_type: CellType) -> ReadColumn:
    """Read a column of text.

    Args:
        cells: text; null, empty and blank cells are all empty. Surrounding space is dropped.
        cell_type: what to read the cells as.

    Returns:
        ``str``, ``datetime64[s]``, ``Int64`` or ``Float64`` values under the index of ``cells``.
        Dates are ``DD/MM/YYYY``, ISO or, as COLLECT exports them, ``YYYY-Mmm-DD``, in two and four
        digits, and must exist; midnight may follow. Whole numbers may end in ``.0``, as exports
        that passed through a spreadsheet or data frame write them. Decimal numbers have a point
        and no exponent.
    """
    text = _tidy(cells)
    filled = _flags(pc.is_valid(text))
    if cell_type is CellType.DATE:
        dates = _dates(text)
        return ReadColumn(
            pd.Series(dates, index=cells.index, name=cells.name), filled & np.isnat(dates)
        )
    if cell_type is CellType.WHOLE_NUMBER:
        readable = _flags(pc.match_substring_regex(text, _WHOLE_NUMBER))
        numbers = np.zeros(len(text), dtype="int64")
        digits = pc.replace_substring_regex(text.filter(pa.array(readable)), r"\..*$", "")
        numbers[readable] = digits.cast(pa.int64()).to_numpy(zero_copy_only=False)
        values = pd.array(numbers, dtype="Int64")
        values[~readable] = pd.NA
        return ReadColumn(pd.Series(values, index=cells.index, name=cells.name), filled & ~readable)
    if cell_type is CellType.DECIMAL:
        readable = _flags(pc.match_substring_regex(text, _DECIMAL))
        decimals = np.full(len(text), np.nan)
        chosen = text.filter(pa.array(readable)).cast(pa.float64())
        decimals[readable] = chosen.to_numpy(zero_copy_only=False)
        return ReadColumn(
            pd.Series(pd.array(decimals, dtype="Float64"), index=cells.index, name=cells.name),
            filled & ~readable,
        )
    return ReadColumn(
        pd.Series(text, index=cells.index, name=cells.name, dtype="str"),
        np.zeros(len(text), dtype=bool),
    )


def write(values: pd.Series[Any]) -> pd.Series[str]:
    """A typed column as text cells: the reverse of ``read``, dates as ``DD/MM/YYYY``."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return pd.Series(values.dt.strftime("%d/%m/%Y"), dtype="str")
    return pd.Series(values, dtype="str")


def characters(text: pd.Series[Any], width: int) -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
    """The bytes of the cells that are exactly so many bytes long.

    Returns:
        Which cells those are, and one row of byte codes for each of them, in order.
    """
    return _bytes(_arrow(text), width)


def _arrow(cells: pd.Series[Any]) -> Any:
    """Zero-copy where the column is Arrow text, as ``str`` columns are."""
    text = pa.array(cells, type=pa.large_string(), from_pandas=True)
    return text.combine_chunks() if isinstance(text, pa.ChunkedArray) else text


def _tidy(cells: pd.Series[Any]) -> Any:
    """Trimmed text as an Arrow array, with empty cells null."""
    text = pc.utf8_trim_whitespace(_arrow(cells))
    return pc.if_else(pc.equal(pc.binary_length(text), 0), pa.scalar(None, text.type), text)


def _flags(booleans: Any) -> NDArray[np.bool_]:
    """An Arrow boolean array as numpy, null as false."""
    flags: NDArray[np.bool_] = pc.fill_null(booleans, False).to_numpy(zero_copy_only=False)
    return flags.astype(bool)


def _bytes(text: Any, width: int) -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
    fits = _flags(pc.equal(pc.binary_length(text), width))
    chosen = text.filter(pa.array(fits)).cast(pa.large_binary()).cast(pa.binary(width))
    matrix = np.frombuffer(chosen.buffers()[1] or b"", dtype=np.uint8)
    start = chosen.offset * width
    return fits, matrix[start : start + len(chosen) * width].reshape(-1, width)


def _dates(text: Any) -> NDArray[np.datetime64]:
    """Days as ``datetime64[s]``; not-a-time where a cell is empty or no date."""
    dates = np.full(len(text), np.datetime64("NaT"), dtype="datetime64[s]")
    fits, matrix = _bytes(text := _plain_days(text), _DATE_WIDTH)
    days = np.full(len(matrix), np.datetime64("NaT"), dtype="datetime64[s]")
    for layout, separator in (("DD/MM/YYYY", "/"), ("YYYY-MM-DD", "-")):
        at = [place for place, letter in enumerate(layout) if letter == separator]
        other = [place for place, letter in enumerate(layout) if letter != separator]
        digits = (matrix[:, other] - _ZERO).astype(np.int64)  # bytes below "0" wrap round to big
        written = (matrix[:, at] == ord(separator)).all(axis=1) & (digits <= 9).all(axis=1)  # noqa: PLR2004
        part = dict.fromkeys("DMY", np.zeros(len(matrix), dtype=np.int64))
        for column, place in enumerate(other):
            part[layout[place]] = part[layout[place]] * 10 + digits[:, column]
        days = np.where(written, _days(part["Y"], part["M"], part["D"]), days)
    dates[fits] = days
    return dates


def _plain_days(text: Any) -> Any:
    """The same cells, with those that COLLECT or a database wrote brought to ten characters."""
    lengths = pc.binary_length(text)
    if not pc.any(pc.greater(lengths, _DATE_WIDTH)).as_py():
        return text
    plain = pc.replace_substring_regex(text, _MIDNIGHT, "")
    if pc.any(pc.equal(pc.binary_length(plain), _DATE_WIDTH + 1)).as_py():
        for number, name in enumerate(_MONTHS, start=1):
            plain = pc.replace_substring(plain, f"-{name}-", f"-{number:02d}-")
    return plain


def _days(
    year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]
) -> NDArray[np.datetime64]:
    """Days that exist within the years accepted; not-a-time otherwise."""
    possible = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)  # noqa: PLR2004
    possible &= day >= 1
    months = np.where(possible, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    length = ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(int)
    possible &= day <= length
    dates = months.astype("datetime64[D]") + np.where(possible, day - 1, 0)
    return np.where(possible, dates, np.datetime64("NaT")).astype("datetime64[s]")
