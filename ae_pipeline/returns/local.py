"""Returns that no department collects: CSV files in a layout of the house, one a table.

Here: what their packages need besides tables and rules. A table is known by the columns that only
it has. Not here: any layout.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.reading.delimited_form import by_columns, delimited_forms
from ae_pipeline.returns.reading.gathering import gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ae_pipeline.returns.extract import Extract
    from ae_pipeline.returns.reading.gathering import Layouts
    from ae_pipeline.validation.contract import TableContract

LAYOUT_YEAR = "2024-25"
"""The specification of every local layout: the one this house began with."""


def local_return(name: str, title: str, contracts: Iterable[TableContract]) -> DeclaredReturn:
    """A local return from the contracts of its tables.

    Raises:
        ValueError: if a table has no column of its own, so that its file could not be told.
    """
    by_table = {contract.table: contract for contract in contracts}
    return DeclaredReturn(
        name=name,
        title=title,
        contracts=by_table,
        specifications=(LAYOUT_YEAR,),
        year_of=lambda _month: LAYOUT_YEAR,
        reader=partial(read_delimited, title, columns_of_one_table(by_table)),
    )


def columns_of_one_table(
    contracts: Mapping[str, TableContract],
) -> dict[str, frozenset[str]]:
    """By table, the columns that no other table of the return has.

    Raises:
        ValueError: if a table has none.
    """
    tables_with = Counter(name for contract in contracts.values() for name in contract.cells)
    own = {
        table: frozenset(name for name in contract.cells if tables_with[name] == 1)
        for table, contract in contracts.items()
    }
    if nameless := [table for table, columns in own.items() if not columns]:
        raise ValueError(f"{', '.join(nameless)}: no column tells these tables from others")
    return own


def read_delimited(
    title: str, identifying: Mapping[str, frozenset[str]], folder: Path, layouts: Layouts
) -> Extract:
    """Read a drop of CSV files.

    Raises:
        UnreadableFileError: if a file is damaged or not what its name says it is, or the drop
            has no file of this return.
    """
    return gather(
        folder,
        layouts,
        delimited_forms(by_columns(identifying)),
        title=title,
        remedy="Put the return's CSV files here, one a table, each with a header line of the "
        "layout's column names.",
    )
