"""How a table shows in the UI: its columns, and the columns that each was made from.

Metadata holds names, types and counts; it never holds a value of a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import sqlalchemy as sa


def column_schema(columns: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    """Metadata that shows a table's columns: name → (type, description)."""
    return {
        "dagster/column_schema": dg.TableSchema(
            columns=[
                dg.TableColumn(name, type=str(kind), description=description)
                for name, (kind, description) in columns.items()
            ]
        )
    }


def table_schema(table: sa.Table) -> dict[str, object]:
    """The same for an SQLAlchemy table."""
    return column_schema({c.name: (str(c.type).lower(), c.comment or "") for c in table.columns})


def column_lineage(origins: Mapping[str, Iterable[tuple[dg.AssetKey, str]]]) -> dict[str, object]:
    """Metadata that shows which columns each column was made from."""
    return {
        "dagster/column_lineage": dg.TableColumnLineage(
            {
                name: [dg.TableColumnDep(asset_key=key, column_name=column) for key, column in deps]
                for name, deps in origins.items()
            }
        )
    }
