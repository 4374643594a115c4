"""What every asset shares: months as partitions, owners, and how a table shows in the UI.

Metadata tells of columns and counts; it never holds a value of a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import settings
from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import sqlalchemy as sa

Results = Iterator[dg.MaterializeResult[None]]
"""What a step yields: one result an asset."""
OWNERS = ["team:childrens-services-data"]
MONTHS = dg.MonthlyPartitionsDefinition(
    start_date=str(settings.authority(settings.Settings().config).first_month),
    fmt="%Y-%m",
    end_offset=1,
)
"""The reporting months. The current one is offered too: extracts land before it ends."""


def month_of(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext) -> Month:
    """The reporting month that a step was asked for."""
    return Month.parse(context.partition_key)


def column_schema(columns: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    """Metadata that shows a table's columns in the UI: name → (type, description)."""
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
