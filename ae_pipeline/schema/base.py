"""What every table that measures read has in common.

Here: the metadata they belong to, and the columns that lead a row back to its file. Not here: any
table.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData()

SOURCE_FILE, SOURCE_ROW = "source_file", "source_row"


def facts(name: str, *columns: sa.Column[Any], comment: str) -> sa.Table:
    """Declare a table of facts.

    It gets ``source_file`` (``2025-09/cin/census.xml``: drop, return and file) and ``source_row``
    (data row of that file, from 1), so that a figure can be followed back.

    Args:
        name: of the table, in the singular: ``referral``.
        columns: the person is ``person_id``; of posts, places and audits there is none.
        comment: what one row is.
    """
    return sa.Table(
        name,
        metadata,
        *columns,
        sa.Column(SOURCE_FILE, sa.Text, nullable=False),
        sa.Column(SOURCE_ROW, sa.Integer, nullable=False),
        comment=comment,
    )


def person_id(*, nullable: bool = False) -> sa.Column[str]:
    """The column that says whom a fact is about."""
    return sa.Column("person_id", sa.Text, nullable=nullable)
