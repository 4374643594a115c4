"""What of a return was sent: an extract without what its reader filled in as empty.

A reader gives every table and column of the specification. To a rule about completeness one that
was never sent is another thing than one that is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.extract import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.extract import Notice


def sent(
    source: Return, tables: Mapping[str, pd.DataFrame], notices: Iterable[Notice]
) -> dict[str, pd.DataFrame]:
    """The tables that were sent, with the columns that were.

    Args:
        source: the return. A column that some form of it never has, and that is empty throughout,
            was not sent.
        tables: as an extract has them.
        notices: of the same extract. A column that one file of a table lacks and another fills
            was sent.
    """
    absent: set[str] = set()
    doubtful = set(source.optional)
    for notice in notices:
        if notice.kind is NoticeKind.ABSENT_TABLE and notice.table is not None:
            absent.add(notice.table)
        if notice.kind is NoticeKind.MISSING_COLUMN and notice.table and notice.column:
            doubtful.add((notice.table, notice.column))
    return {
        table: rows.drop(
            columns=[
                name
                for name in rows.columns
                if (table, name) in doubtful and rows[name].isna().all()
            ]
        )
        for table, rows in tables.items()
        if table not in absent
    }
