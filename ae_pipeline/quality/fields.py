"""The kinds of column a table's contract is written in: text, code, date, whole number.

Each gives a Pandera field whose metadata say which rule a missing or unusable cell breaks and
what that does to the row. Not here: how cells are read (``cells``) or rules about more than one
cell (``rules``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandera.pandas as pa

from ae_pipeline.quality.cells import CellType
from ae_pipeline.quality.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.quality.codelist import CodeList

CELL = "cell"
"""Name of the metadata entry of a Pandera field that holds its ``Cell``."""
KEY_MISSING = "AE-KEY-MISSING"
CODE_INVALID = "AE-CODE"
DATE_INVALID = "AE-DATE"


@dataclass(frozen=True, eq=False)
class Cell:
    """What a cell of a column must be, and which rule it breaks otherwise.

    Attributes:
        rule: broken by a filled cell that cannot be used; none where any text will do.
        severity: of that rule. With WARN the row is kept and the cell blanked.
        required: whether an empty cell breaks ``missing``.
        missing: rule that an empty cell breaks where one is required.
        missing_severity: of that rule.
        shape: says of a text column which cells are well formed; not asked about empty ones.
        expected: what a good cell is, to end the sentence "… must be".
    """

    cell_type: CellType
    expected: str
    key: bool = False
    rule: str | None = None
    severity: Severity = Severity.WARN
    required: bool = False
    missing: str = KEY_MISSING
    missing_severity: Severity = Severity.WARN
    codes: CodeList | None = None
    shape: Callable[[pd.Series[str]], NDArray[np.bool_]] | None = None
    lowest: int | None = None
    highest: int | None = None

    def usable(self, values: pd.Series[Any], specification: str) -> NDArray[np.bool_]:
        """Which cells of a typed column may stay; empty ones always may."""
        if self.codes is not None:
            fine = values.isin(self.codes.valid_in(specification)).to_numpy(dtype=bool)
        elif self.shape is not None:
            fine = self.shape(values)
        elif self.lowest is not None and self.highest is not None:
            fine = values.between(self.lowest, self.highest).to_numpy(dtype=bool, na_value=False)
        else:
            return np.ones(len(values), dtype=bool)
        return fine | values.isna().to_numpy(dtype=bool)


def _field(column: str, description: str, cell: Cell) -> Any:
    return pa.Field(
        alias=column,
        nullable=not cell.required,
        description=description,
        metadata={CELL: cell},
    )


def key(column: str, description: str) -> Any:
    """A text column that identifies the row; a row without it is rejected."""
    cell = Cell(
        CellType.TEXT,
        "filled in",
        key=True,
        severity=Severity.REJECT,
        required=True,
        missing_severity=Severity.REJECT,
    )
    return _field(column, description, cell)


def key_day(column: str, description: str, *, rule: str, missing: str = KEY_MISSING) -> Any:
    """A date that is part of what identifies the row; a row without a usable one is rejected."""
    cell = Cell(
        CellType.DATE,
        "a date that exists, written DD/MM/YYYY",
        key=True,
        rule=rule,
        severity=Severity.REJECT,
        required=True,
        missing=missing,
        missing_severity=Severity.REJECT,
    )
    return _field(column, description, cell)


def text(
    column: str,
    description: str,
    *,
    rule: str,
    shape: Callable[[pd.Series[str]], NDArray[np.bool_]],
    expected: str,
) -> Any:
    """A text column whose cells must be well formed; it may be empty."""
    return _field(column, description, Cell(CellType.TEXT, expected, rule=rule, shape=shape))


def code(
    column: str,
    description: str,
    codes: CodeList,
    *,
    rule: str = CODE_INVALID,
    required: bool = False,
    severity: Severity = Severity.WARN,
) -> Any:
    """A column of codes from a list. Where one is required, an empty cell breaks the same rule."""
    cell = Cell(
        CellType.TEXT,
        "a code on the list for the year",
        rule=rule,
        severity=severity,
        required=required,
        missing=rule,
        missing_severity=severity,
        codes=codes,
    )
    return _field(column, description, cell)


def day(
    column: str,
    description: str,
    *,
    rule: str = DATE_INVALID,
    required: bool = False,
    severity: Severity = Severity.WARN,
) -> Any:
    """A column of dates. Where one is required, an empty cell breaks the same rule."""
    cell = Cell(
        CellType.DATE,
        "a date that exists, written DD/MM/YYYY",
        rule=rule,
        severity=severity,
        required=required,
        missing=rule,
        missing_severity=severity,
    )
    return _field(column, description, cell)


def whole_number(column: str, description: str, *, rule: str, lowest: int, highest: int) -> Any:
    """A column of whole numbers from ``lowest`` to ``highest``, both included; may be empty."""
    cell = Cell(
        CellType.WHOLE_NUMBER,
        f"a whole number from {lowest} to {highest}",
        rule=rule,
        lowest=lowest,
        highest=highest,
    )
    return _field(column, description, cell)
