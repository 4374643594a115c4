"""The vocabulary of data quality: severity, dimension, rule, and the shape of a finding.

A finding never carries a value, only where to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FINDING_COLUMNS = (
    "return",
    "table",
    "file",
    "row",
    "column",
    "rule",
    "severity",
    "dimension",
    "specification",
)
"""One line per (row, rule, column); ``row`` is the 1-based data row of the file."""


FILE_COLUMN = "_file"
"""Name of the file (relative to its drop) that a row was read from."""
ROW_COLUMN = "_row"
"""1-based data row in that file: the header is not counted; in XML, the n-th such element."""


class Severity(StrEnum):
    """What a failed rule does to its row."""

    REJECT = "reject"
    """The row cannot be trusted: it goes to quarantine with all its reasons."""
    WARN = "warn"
    """The row is kept and the finding reported."""


class Dimension(StrEnum):
    """The six dimensions of the Government Data Quality Framework."""

    COMPLETENESS = "completeness"
    UNIQUENESS = "uniqueness"
    CONSISTENCY = "consistency"
    TIMELINESS = "timeliness"
    VALIDITY = "validity"
    ACCURACY = "accuracy"


@dataclass(frozen=True)
class RuleInfo:
    """What a rule says of itself, apart from how it is checked.

    Attributes:
        code: official code of the return's collector (``148``), or one of the house for what
            the official rules do not name (``AE-…``).
        table: official name of the table whose rows it judges.
        columns: official names of the columns it reads.
        message: what is wrong and what to do, in our own words, without a value.
    """

    code: str
    table: str
    columns: tuple[str, ...]
    severity: Severity
    dimension: Dimension
    message: str
