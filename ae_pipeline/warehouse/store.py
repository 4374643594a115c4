"""Rows into the warehouse: append-only, and idempotent.

Here: writing plain rows, by column name, through a connection whose transaction the caller opens
and ends. Not here: making the rows (``warehouse.record`` does, from what the stages give), or
reading them (``reading``).

Running anything again with the same rows writes nothing. Every moment and run id is an argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.warehouse import tables as t
from ae_pipeline.warehouse.history import Row, changes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection, Dialect

_BOOKKEEPING = {"id", "run_id", "recorded_at", "reported_at", "superseded_at"}


@dataclass(frozen=True)
class Run:
    """Which run writes, and when: what every row carries. ``at`` is aware."""

    id: str
    at: datetime


@dataclass(frozen=True)
class Written:
    """How many rows were added, and how many that held before no longer do."""

    inserted: int
    superseded: int


def hold(
    connection: Connection,
    table: sa.Table,
    scope: Mapping[str, str | Collection[str]],
    key: Sequence[str],
    rows: Iterable[Row],
    run: Run,
) -> Written:
    """Make these rows the current ones of a scope, and keep those they replace as superseded.

    Args:
        connection: in a transaction.
        table: one of the append-only ones.
        scope: columns and their value, or values: the rows are all there is of it. Empty for all
            the table.
        key: what tells one current row from another.
        rows: without bookkeeping columns.
        run: that writes.

    Raises:
        ValueError: if two rows have the same key.
    """
    statement = sa.select(table).where(
        table.c.superseded_at.is_(None),
        *(
            table.c[name] == value if isinstance(value, str) else table.c[name].in_(value)
            for name, value in scope.items()
        ),
    )
    found = changes(_select(connection, statement), rows, key, _compared(table, key))
    superseded = [row["id"] for row in (*(before for before, _ in found.changed), *found.gone)]
    _supersede(connection, table, superseded, run)
    stamp = {"run_id": run.id, "recorded_at": run.at, "superseded_at": None}
    new = [*found.added, *(after for _, after in found.changed)]
    _insert(connection, table, [{**row, **stamp} for row in new])
    return Written(len(new), len(superseded))


def write_indicators(connection: Connection, rows: Iterable[Row]) -> int:
    """Keep the dictionary: each version of a measure once, in its latest wording.

    Versions that are no longer among the rows stay, since figures were reported by them.

    Returns:
        How many entries are new or reworded.
    """
    key = [column.name for column in t.indicator.primary_key]
    current = _select(connection, sa.select(t.indicator))
    found = changes(current, rows, key, _compared(t.indicator, key))
    replaced = [before for before, _ in found.changed]
    _delete(connection, t.indicator, key, replaced)
    _insert(connection, t.indicator, [*found.added, *(after for _, after in found.changed)])
    return len(found.added) + len(replaced)


def write_values(
    connection: Connection, inserts: Sequence[Row], superseded: Collection[int], run: Run
) -> Written:
    """Report figures, each with its ``revision_reason``, and mark those they replace, by id."""
    _supersede(connection, t.indicator_value, superseded, run)
    stamp = {"run_id": run.id, "reported_at": run.at, "superseded_at": None}
    _insert(connection, t.indicator_value, [{**row, **stamp} for row in inserts])
    return Written(len(inserts), len(superseded))


def _compared(table: sa.Table, key: Sequence[str]) -> list[str]:
    return [c.name for c in table.c if c.name not in _BOOKKEEPING and c.name not in key]


def _select(connection: Connection, statement: sa.Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(statement).mappings()]


def _insert(connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, all of the same columns.

    A driver that takes values by place is given tuples: benchmarks are 90,000 rows, and to let
    SQLAlchemy make each row's parameters costs more than to write them.
    """
    if not rows:
        return
    statement, dialect = sa.insert(table), connection.dialect
    if not dialect.positional:
        connection.execute(statement, [dict(row) for row in rows])
        return
    compiled = statement.compile(dialect=dialect, column_keys=list(rows[0]))
    names = compiled.positiontup or []
    columns = [_bound(table.c[name].type, [row[name] for row in rows], dialect) for name in names]
    connection.exec_driver_sql(str(compiled), list(zip(*columns, strict=True)))


def _bound(kind: sa.types.TypeEngine[Any], values: list[Any], dialect: Dialect) -> list[Any]:
    """A column's values as the driver takes them."""
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    return values if process is None else [process(value) for value in values]


def made_from(connection: Connection, name: str) -> str | None:
    """The fingerprint of what a table of reference data was last made from; none if never."""
    r = t.reference.c
    found: str | None = connection.execute(
        sa.select(r.fingerprint).where(r.name == name)
    ).scalar_one_or_none()
    return found


def write_made_from(connection: Connection, name: str, fingerprint: str, run: Run) -> None:
    """Note what a table of reference data has just been made from."""
    connection.execute(sa.delete(t.reference).where(t.reference.c.name == name))
    row = {"name": name, "fingerprint": fingerprint, "run_id": run.id, "recorded_at": run.at}
    _insert(connection, t.reference, [row])


def _supersede(connection: Connection, table: sa.Table, ids: Collection[int], run: Run) -> None:
    if ids:
        statement = (
            sa.update(table)
            .where(table.c.id == sa.bindparam("row_id"))
            .values(superseded_at=sa.bindparam("moment"))
        )
        connection.execute(statement, [{"row_id": each, "moment": run.at} for each in ids])


def _delete(
    connection: Connection, table: sa.Table, key: Sequence[str], rows: Sequence[Row]
) -> None:
    if rows:
        statement = sa.delete(table).where(
            *(table.c[name] == sa.bindparam(f"key_{name}") for name in key)
        )
        connection.execute(statement, [{f"key_{name}": row[name] for name in key} for row in rows])
