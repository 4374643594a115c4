"""Text columns: rows gathered from any number of files, chunk by chunk, into one frame.

Here: trimming, empty cells, and where each row came from. Not here: dates, numbers or codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ae_pipeline.returns.extract import FILE_COLUMN, ROW_COLUMN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

# The type that pandas keeps text in, so that no column is copied into the frame.
_TEXT = pa.large_string()


class TextTable:
    """Rows of one table while they are being read.

    Attributes:
        columns: column names of the frame to come, in order.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self.columns = tuple(columns)
        self._parts: dict[str, list[Any]] = {
            name: [] for name in (*self.columns, FILE_COLUMN, ROW_COLUMN)
        }

    def __len__(self) -> int:
        """How many rows have been added."""
        return sum(len(part) for part in self._parts[ROW_COLUMN])

    def append(self, cells: Mapping[str, Any], *, file: str, rows: Sequence[int]) -> None:
        """Add rows of a file.

        Args:
            cells: by column name, as many cells as there are rows, in a sequence or in an Arrow
                array of ``large_string``. A column that is left out is null. White space around
                a cell is trimmed, and an empty cell is null.
            file: name of the file.
            rows: the 1-based data row of each in that file.
        """
        for name in self.columns:
            part = _trimmed(cells[name]) if name in cells else pa.nulls(len(rows), _TEXT)
            self._parts[name].append(part)
        self._parts[FILE_COLUMN].append(pa.repeat(pa.scalar(file, _TEXT), len(rows)))
        numbers = (
            np.arange(rows.start, rows.stop, rows.step, dtype=np.int64)
            if isinstance(rows, range)
            else np.asarray(rows, dtype=np.int64)
        )
        self._parts[ROW_COLUMN].append(pa.array(numbers))

    def take(self) -> pd.DataFrame:
        """All rows as ``str`` columns, ``_file`` and ``_row`` (int64); leaves the table empty."""
        columns = {}
        for name, parts in self._parts.items():
            kind = pa.int64() if name == ROW_COLUMN else _TEXT
            # One piece per column: later stages slice and compare it faster than many.
            columns[name] = pa.chunked_array(parts, type=kind).combine_chunks()
            parts.clear()
        frame: pd.DataFrame = pa.table(columns).to_pandas(split_blocks=True, self_destruct=True)
        return frame


def _trimmed(cells: Any) -> Any:
    text = cells if isinstance(cells, pa.Array) else pa.array(cells, type=_TEXT)
    text = pc.utf8_trim_whitespace(text)
    return pc.if_else(pc.not_equal(text, ""), text, pa.scalar(None, _TEXT))
