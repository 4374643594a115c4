"""The kinds of column a table's contract is written in: text, code, date, whole number.

Each gives a Pandera field whose metadata say which rule a missing or unusable cell breaks and
what that does to the row. Not here: how cells are read (``cells``) or rules about more than one
cell (``rules``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandera.pandas as pa

from ae_pipeline.validation.cells import CellType
from ae_pipeline.validation.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.validation.codelist import CodeList

CELL = "cell"
"""Name of the metadata entry of a Pandera field that holds its ``Cell``."""
KEY_MISSING = "AE-KEY-MISSING"
FIELD_MISSING = "AE-MISSING"
CODE_INVALID = "AE-CODE"
DATE_INVALID = "AE-DATE"
NUMBER_INVALID = "AE-NUMBER"
TEXT_INVALID = "AE-TEXT"
REJECTING = "-REJECT"
"""Ends the house's code of a rule that rejects its row: ``AE-DATE-REJECT``."""


class Protected(StrEnum):
    """What becomes of a column that says who or where somebody is, once its row is accepted."""

    IDENTIFIER = "identifier"
    """Keyed in the domain: the same identifier has the same pseudonym in the same domain."""
    CHILD = "child"
    """Keyed in the return's own domain, and beside it in the one that links social care systems."""
    PUPIL = "pupil"
    """A UPN: keyed in the one domain of all returns, codes for an unknown one set apart."""
    NAME = "name"
    """Keyed as it is written and as it sounds, to find the same person in another system."""
    POSTCODE = "postcode"
    """The district alone (``PL4``) stays."""
    PRIVATE = "private"
    """Dropped: nothing that follows needs it."""


@dataclass(frozen=True)
class Protection:
    """How a column is protected.

    Attributes:
        domain: of the key that its pseudonyms are made under, where they are.
    """

    kind: Protected
    domain: str = ""


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
        protection: what becomes of it once the row is accepted; none where it stays as it is.
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
    lowest: float | None = None
    highest: float | None = None
    protection: Protection | None = None

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


def _code(rule: str | None, usual: str, severity: Severity) -> str:
    """The rule a column's cells break: the collector's, or the house's for what follows from it.

    A rule of a table has one severity, so that of the house for what rejects is another one.
    """
    if rule is not None:
        return rule
    return f"{usual}{REJECTING}" if severity is Severity.REJECT else usual


def _field(column: str, description: str, cell: Cell) -> Any:
    return pa.Field(
        alias=column,
        nullable=not cell.required,
        description=description,
        metadata={CELL: cell},
    )


def key(
    column: str,
    description: str,
    *,
    rule: str | None = None,
    shape: Callable[[pd.Series[str]], NDArray[np.bool_]] | None = None,
    expected: str = "filled in",
    missing: str = KEY_MISSING,
    protection: Protection | None = None,
) -> Any:
    """A text column that identifies the row; a row without it is rejected.

    With a ``shape``, so is a row in which it is not well formed.
    """
    cell = Cell(
        CellType.TEXT,
        expected,
        key=True,
        rule=None if shape is None else _code(rule, TEXT_INVALID, Severity.REJECT),
        severity=Severity.REJECT,
        required=True,
        missing=missing,
        missing_severity=Severity.REJECT,
        shape=shape,
        protection=protection,
    )
    return _field(column, description, cell)


def key_day(
    column: str, description: str, *, rule: str | None = None, missing: str = KEY_MISSING
) -> Any:
    """A date that is part of what identifies the row; a row without a usable one is rejected."""
    broken = _code(rule, DATE_INVALID, Severity.REJECT)
    cell = Cell(
        CellType.DATE,
        "a date that exists, written DD/MM/YYYY or YYYY-MM-DD",
        key=True,
        rule=broken,
        severity=Severity.REJECT,
        required=True,
        missing=missing,
        missing_severity=Severity.REJECT,
    )
    return _field(column, description, cell)


def key_code(column: str, description: str, codes: CodeList, *, rule: str | None = None) -> Any:
    """A code that is part of what identifies the row; a row without a usable one is rejected."""
    broken = _code(rule, CODE_INVALID, Severity.REJECT)
    cell = Cell(
        CellType.TEXT,
        "a code on the list for the year",
        key=True,
        rule=broken,
        severity=Severity.REJECT,
        required=True,
        missing=broken,
        missing_severity=Severity.REJECT,
        codes=codes,
    )
    return _field(column, description, cell)


def text(
    column: str,
    description: str,
    *,
    rule: str | None = None,
    shape: Callable[[pd.Series[str]], NDArray[np.bool_]],
    expected: str,
    required: bool = False,
    severity: Severity = Severity.WARN,
    protection: Protection | None = None,
) -> Any:
    """A text column whose cells must be well formed. Where required, empty breaks the same rule."""
    broken = _code(rule, TEXT_INVALID, severity)
    cell = Cell(
        CellType.TEXT,
        expected,
        rule=broken,
        severity=severity,
        required=required,
        missing=broken,
        missing_severity=severity,
        shape=shape,
        protection=protection,
    )
    return _field(column, description, cell)


def label(
    column: str,
    description: str,
    *,
    required: bool = False,
    missing: str | None = None,
    severity: Severity = Severity.WARN,
    protection: Protection | None = None,
) -> Any:
    """A text column in which anything may stand: a name, a title, an identifier of any form."""
    cell = Cell(
        CellType.TEXT,
        "filled in",
        required=required,
        missing=_code(missing, FIELD_MISSING, severity),
        missing_severity=severity,
        protection=protection,
    )
    return _field(column, description, cell)


def code(
    column: str,
    description: str,
    codes: CodeList,
    *,
    rule: str | None = None,
    required: bool = False,
    severity: Severity = Severity.WARN,
) -> Any:
    """A column of codes from a list. Where one is required, an empty cell breaks the same rule."""
    broken = _code(rule, CODE_INVALID, severity)
    cell = Cell(
        CellType.TEXT,
        "a code on the list for the year",
        rule=broken,
        severity=severity,
        required=required,
        missing=broken,
        missing_severity=severity,
        codes=codes,
    )
    return _field(column, description, cell)


def day(
    column: str,
    description: str,
    *,
    rule: str | None = None,
    required: bool = False,
    severity: Severity = Severity.WARN,
) -> Any:
    """A column of dates. Where one is required, an empty cell breaks the same rule."""
    broken = _code(rule, DATE_INVALID, severity)
    cell = Cell(
        CellType.DATE,
        "a date that exists, written DD/MM/YYYY or YYYY-MM-DD",
        rule=broken,
        severity=severity,
        required=required,
        missing=broken,
        missing_severity=severity,
    )
    return _field(column, description, cell)


def whole_number(
    column: str,
    description: str,
    *,
    rule: str | None = None,
    lowest: int,
    highest: int,
    required: bool = False,
    severity: Severity = Severity.WARN,
) -> Any:
    """A column of whole numbers from ``lowest`` to ``highest``, both included."""
    expected = f"a whole number from {lowest} to {highest}"
    cell = _number(
        CellType.WHOLE_NUMBER, expected, (lowest, highest), rule, severity, required=required
    )
    return _field(column, description, cell)


def decimal(
    column: str,
    description: str,
    *,
    rule: str | None = None,
    lowest: float,
    highest: float,
    required: bool = False,
    severity: Severity = Severity.WARN,
) -> Any:
    """A column of numbers from ``lowest`` to ``highest``, both included."""
    expected = f"a number from {lowest:g} to {highest:g}"
    cell = _number(CellType.DECIMAL, expected, (lowest, highest), rule, severity, required=required)
    return _field(column, description, cell)


def _number(
    cell_type: CellType,
    expected: str,
    span: tuple[float, float],
    rule: str | None,
    severity: Severity,
    *,
    required: bool,
) -> Cell:
    """A number within a span, both ends included; where required, empty breaks the same rule."""
    broken = _code(rule, NUMBER_INVALID, severity)
    return Cell(
        cell_type,
        expected,
        rule=broken,
        severity=severity,
        required=required,
        missing=broken,
        missing_severity=severity,
        lowest=span[0],
        highest=span[1],
    )
