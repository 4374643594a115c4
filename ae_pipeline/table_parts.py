"""A Parquet file written and read some rows at a time, so that memory does not grow with it.

Here: row groups, and which of them hold what must be seen together. Not here: where files lie or
what is in them (``lake``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd

PART_ROWS = 250_000
"""A part has no more rows than this, unless all of them have the same value."""

_Counts: TypeAlias = "Counter[str | None]"
"""Rows by value, in the order in which the values first appear."""


class TableWriter:
    """A Parquet file being written; each part that is appended becomes a row group."""

    def __init__(self, path: Path, first: pd.DataFrame | pa.Table) -> None:
        self._schema = arrow_table(first).schema
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._empty = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        if self._empty:
            self._writer.write_table(self._schema.empty_table())
        self._writer.close()

    def append(self, rows: pd.DataFrame | pa.Table) -> None:
        """Write more rows, of the columns that the first ones had."""
        if len(rows):
            self._writer.write_table(arrow_table(rows))
            self._empty = False


def parts_of(path: Path, by: str, most: int = PART_ROWS) -> Iterator[pd.DataFrame]:
    """The rows of a Parquet file in parts; rows with the same value of a column are in one part.

    Rows keep the order of the file. A row group that shares no value with another is a part as it
    is, if it is small enough; only the others are read more than once.

    Args:
        path: the file.
        by: a column of text; rows that are null in it are together too.
        most: rows a part has at most, unless a single value has more.

    Yields:
        Every row once; one empty part where there are none.
    """
    with pq.ParquetFile(path) as file:
        held = [_counts(file, group, by) for group in range(file.num_row_groups)]
        for values in _packed(held, most):
            chosen = [
                _chosen(file.read_row_group(group), by, values, counts)
                for group, counts in enumerate(held)
                if not values.isdisjoint(counts)
            ]
            yield pa.concat_tables(chosen).to_pandas()
        if not any(held):
            yield file.read().to_pandas()


def _counts(file: pq.ParquetFile, group: int, by: str) -> _Counts:
    counted = pc.value_counts(file.read_row_group(group, columns=[by]).column(by))
    values, counts = counted.field("values").to_pylist(), counted.field("counts").to_pylist()
    return Counter(dict(zip(values, counts, strict=True)))


def _packed(held: Sequence[_Counts], most: int) -> Iterator[set[str | None]]:
    """The values of each part, from how many rows each row group has of each value."""
    groups = Counter(value for counts in held for value in counts)
    totals: _Counts = Counter()
    for counts in held:
        alone = all(groups[value] == 1 for value in counts)
        if counts and alone and (counts.total() <= most or len(counts) == 1):
            yield set(counts)
        else:
            totals.update(counts)
    pack: set[str | None] = set()
    rows = 0
    for value, count in totals.items():
        if pack and rows + count > most:
            yield pack
            pack, rows = set(), 0
        pack.add(value)
        rows += count
    if pack:
        yield pack


def _chosen(rows: Any, by: str, values: set[str | None], held: _Counts) -> Any:
    """The rows of a row group that have some of the values."""
    if values.issuperset(held):
        return rows
    column = rows.column(by)
    selected = pa.array([value for value in values if value in held], type=column.type)
    return rows.filter(pc.is_in(column, value_set=selected))


def arrow_table(rows: pd.DataFrame | pa.Table) -> Any:
    """Rows as Arrow has them, without the index of a frame."""
    if isinstance(rows, pa.Table):
        return rows
    return pa.Table.from_pandas(rows, preserve_index=False)
