"""What the flat CSV files of DfE's COLLECT have beside a return's own fields.

COLLECT exports each table of a return as one file: its fields in lower case, an id of the row
(``<table>tableid``) and of the row it belongs to, and columns of its own that say nothing of
anybody. Not here: any return's tables.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.reading.recognition import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_pipeline.returns.extract import Extract, Notice


def technical_columns(table: str) -> frozenset[str]:
    """Columns of COLLECT's own in the export of a table: of no use once it is read."""
    return frozenset({"NativeId", "sourceid", f"{table.lower()}orderseqcolumn"})


def without_known_columns(extract: Extract, known: Mapping[str, frozenset[str]]) -> Extract:
    """The extract without notices about columns that are left out knowingly.

    Args:
        extract: as it was read.
        known: by table, columns that files of it may have and nobody here needs.
    """
    left_out = {
        table: frozenset(folded(name) for name in names | technical_columns(table))
        for table, names in known.items()
    }

    def worth_telling(notice: Notice) -> bool:
        if notice.kind is not NoticeKind.UNKNOWN_COLUMN or notice.column is None:
            return True
        return folded(notice.column) not in left_out.get(notice.table or "", frozenset())

    return replace(extract, notices=tuple(filter(worth_telling, extract.notices)))
