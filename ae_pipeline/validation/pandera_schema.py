"""A table's contract of one year as a Pandera schema: the model's columns, and its rules as checks.

For whoever has typed rows and Pandera at hand. ``engine`` evaluates the same rules without it,
because it needs which rows fail, and not an error about them.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from ae_pipeline.validation.cells import ReadColumn
from ae_pipeline.validation.columns import ReturnColumns
from ae_pipeline.validation.context import RuleContext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ae_pipeline.validation.cells import CellType
    from ae_pipeline.validation.rule import Rule

_NO_YEAR = (pd.Timestamp.min, pd.Timestamp.max)
"""The rules of a contract do not depend on the days of a collection year."""


class _TypedRows(ReturnColumns):
    """Rows that are typed already."""

    def _read(
        self,
        table: str,  # noqa: ARG002 - typed columns are alike in every table
        column: str,  # noqa: ARG002 - likewise
        cells: pd.Series[Any],
    ) -> ReadColumn:
        return ReadColumn(cells.reset_index(drop=True), np.zeros(len(cells), dtype=bool))


def schema_of(
    model: type[pa.DataFrameModel],
    rules: Iterable[Rule[Any]],
    table: str,
    types: Mapping[str, CellType],
    specification: str,
) -> pa.DataFrameSchema:
    """The schema of a table in one year.

    Args:
        model: the columns.
        rules: of the year.
        table: official name.
        types: of the columns.
        specification: the year.
    """
    schema = deepcopy(model.to_schema())  # Pandera hands out the same one every time
    for column in schema.columns.values():
        column.nullable = True  # whether a cell may be empty is a rule like any other
    schema.checks = [_check(rule, table, types, RuleContext(specification)) for rule in rules]
    return schema


def _check(
    rule: Rule[Any], table: str, types: Mapping[str, CellType], context: RuleContext
) -> pa.Check:
    """A check whose failing cells Pandera cannot copy into its messages.

    Pandera gathers the failing values only where a check's result has the index of what was
    checked. The results here never have, so that no value of a record enters an exception.
    """

    def passing(rows: pd.DataFrame) -> pd.Series[Any]:
        columns = _TypedRows({table: rows}, {table: types}, _NO_YEAR, context)
        passed = ~np.asarray(rule.failing(columns)[table], dtype=bool)
        return pd.Series(passed, index=pd.RangeIndex(-len(passed), 0))

    return pa.Check(passing, name=f"{rule.code}: {rule.message}", ignore_na=False)
