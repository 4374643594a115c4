"""The page of tables: columns of every stage in the lake, and of the warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline import schema
from ae_pipeline.lake import Stage
from ae_pipeline.measures.definition import COUNT_COLUMNS
from ae_pipeline.measures.results import COUNTS, MEASURE, MEMBERSHIP, PERIOD
from ae_pipeline.measures.shapes import MEMBERSHIP_COLUMNS
from ae_pipeline.people.index import INDEX
from ae_pipeline.returns.extract import FILE_COLUMN, ROW_COLUMN
from ae_pipeline.returns.validating import FINDINGS, LEDGER
from ae_pipeline.validation.findings import FINDING_COLUMNS
from ae_pipeline.validation.verdict import LEDGER_COLUMNS
from ae_pipeline.warehouse import metadata, open_engine, upgrade
from tools.reference import markdown as md

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_pipeline.returns.base import Return


def page(sources: Iterable[Return]) -> str:
    """The page.

    Args:
        sources: returns that have a page of their own (``page_of``).
    """
    return md.page(
        "Tables",
        "The warehouse is what analysts query. The lake, `AE_HOME/lake/`, holds rows about people "
        "and is open to its owner only.",
        "## Warehouse",
        *(block for table in metadata.sorted_tables for block in _sql_table(table)),
        *_views(),
        "## Lake: extracts and validated",
        "`lake/extracts/<return>/<submission month>/<table>.parquet` has the official columns, all "
        f"as text, then `{FILE_COLUMN}` and `{ROW_COLUMN}`: its file, and the data row in it from "
        "1. `lake/validated/` has the same folders. A page a return has its columns, with the "
        "official columns that each is derived from:",
        md.table(
            ("Return", "Tables"),
            (
                (
                    f"[{source.title}](tables/{source.name}.md)",
                    _names(source.asset_name(table) for table in source.tables),
                )
                for source in sources
            ),
        ),
        "## Lake: quarantine",
        "`lake/quarantine/<return>/<submission month>/` has a file for each table, with rows that "
        "were quarantined as they were read, and two more:",
        md.table(
            ("File", "Columns"),
            (
                (md.code(FINDINGS), _names(FINDING_COLUMNS)),
                (md.code(LEDGER), _names(LEDGER_COLUMNS)),
            ),
        ),
        "## Lake: people",
        f"`lake/{Stage.PEOPLE}/<return>/<month>/<table>.parquet`: what measures read, derived from "
        f"that return. Who people are is in `lake/{Stage.PEOPLE}/{INDEX}`; the days are in none.",
        *(block for table in schema.metadata.sorted_tables for block in _sql_table(table)),
        "## Lake: membership",
        f"`lake/{Stage.MEMBERSHIP}/<group>/<month>/` has two files of the measures of a module of "
        "`key_indicators` that read the same returns:",
        md.table(
            ("File", "Columns"),
            (
                (md.code(COUNTS), _names(COUNT_COLUMNS)),
                (md.code(MEMBERSHIP), _names((MEASURE, *PERIOD, *MEMBERSHIP_COLUMNS))),
            ),
        ),
    )


def page_of(source: Return) -> str:
    """The page of one return's extracts and validated tables."""
    return md.page(f"Tables of {source.title}", *_return(source))


def _return(source: Return) -> Iterable[str]:
    for table in source.tables:
        yield f"## {table} (`{source.name}/{source.asset_name(table)}`)"
        yield md.prose(source.describe(table))
        yield md.table(
            ("Extract column", "Meaning"),
            ((md.code(name), meaning) for name, meaning in source.columns(table).items()),
        )
        yield md.table(
            ("Validated column", "Kind", "Derived from", "Meaning"),
            (
                (md.code(each.name), each.kind, _names(each.origins), each.description)
                for each in source.validated_columns(table)
            ),
        )


def _sql_table(table: sa.Table) -> tuple[str, ...]:
    return (
        f"### `{table.name}`",
        table.comment or "",
        md.table(
            ("Column", "Type", "Null", "Meaning"),
            (
                (
                    md.code(column.name),
                    str(column.type).lower(),
                    "yes" if column.nullable else "no",
                    column.comment or "",
                )
                for column in table.columns
            ),
        ),
    )


def _views() -> Iterable[str]:
    """The views, which only the migrations define, so a new warehouse is read for them."""
    engine = open_engine("sqlite://")
    upgrade(engine)
    inspected = sa.inspect(engine)
    for view in sorted(inspected.get_view_names()):
        yield f"### View `{view}`"
        yield f"Columns: {_names(column['name'] for column in inspected.get_columns(view))}."
    engine.dispose()


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(md.code, names))
