"""The rows that an engine loads, in exactly the columns and types that measures are written for.

Every engine loads what this module gives, so that none guesses a type of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from ae_pipeline.calendar_days import calendar_days
from ae_pipeline.schema import metadata
from ae_pipeline.schema.calendar import calendar_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ae_pipeline.engines.base import Source


class WrongTableError(ValueError):
    """A table is not one that measures read, or has not their columns. Says which, no value."""


def typed_tables(sources: Mapping[str, Source], there: Collection[str]) -> dict[str, pa.Table]:
    """The tables to create, typed.

    Args:
        sources: rows by table. Others are created empty, but for the calendar.
        there: tables to leave as they are, unless they are among the sources.

    Raises:
        WrongTableError: if a name is not one of ``schema``, a column is missing, or a
            column cannot be read as its type.
    """
    if unknown := sorted(sources.keys() - metadata.tables.keys()):
        raise WrongTableError(
            f"measures read no table {', '.join(unknown)}; they read {', '.join(metadata.tables)}"
        )
    contents = {calendar_day.name: calendar_days(), **sources}
    return {
        name: _typed(table, contents.get(name))
        for name, table in metadata.tables.items()
        if name in sources or name not in there
    }


def _typed(table: sa.Table, source: Source | None) -> pa.Table:
    schema = pa.schema([(column.name, _arrow_type(column)) for column in table.columns])
    if source is None:
        return schema.empty_table()
    rows = _arrow(source)
    if missing := [name for name in schema.names if name not in rows.column_names]:
        raise WrongTableError(f"table {table.name} has no column {', '.join(missing)}")
    return pa.table([_cast(table, rows, field) for field in schema], schema=schema)


def _arrow(source: Source) -> pa.Table:
    if isinstance(source, Path):
        return pq.read_table(source)
    if isinstance(source, pd.DataFrame):
        return pa.Table.from_pandas(source, preserve_index=False)
    return source


def _cast(table: sa.Table, rows: pa.Table, field: pa.Field) -> pa.ChunkedArray:
    values = rows.column(field.name)
    if values.null_count == len(values):
        # A column without a value has whatever type its frame gave it.
        return pa.chunked_array([pa.nulls(len(values), field.type)])
    try:
        return values.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        # Arrow's own message quotes the value of the cell.
        problem = f"column {field.name} of table {table.name} cannot be read as {field.type}"
    raise WrongTableError(problem)


def _arrow_type(column: sa.Column[object]) -> pa.DataType:
    match column.type:
        case sa.Date():
            return pa.date32()
        case sa.Boolean():
            return pa.bool_()
        case sa.BigInteger():
            return pa.int64()
        case sa.Integer():
            return pa.int32()
        case sa.Float():
            return pa.float64()
        case _:
            return pa.string()
