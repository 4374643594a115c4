"""What every table of the warehouse shares: one schema, and the bookkeeping of append-only tables.

Here: the metadata, and columns and an index that are alike. Not here: any table (``tables``,
``judgement_tables``).
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.warehouse.types import Moment

metadata = sa.MetaData()
"""All tables, once the modules that tell them are imported; the package imports them."""


def recorded() -> tuple[sa.Column[str], sa.Column[object], sa.Column[object]]:
    """The bookkeeping of an append-only table: which run wrote a row, when, until when."""
    return (
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("recorded_at", Moment, nullable=False),
        sa.Column("superseded_at", Moment),
    )


def one_current(table: sa.Table, key: tuple[str, ...]) -> None:
    """Keep a table to one current row for each key."""
    current = table.c.superseded_at.is_(None)
    sa.Index(
        f"uq_{table.name}_current",
        *(table.c[name] for name in key),
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
