"""What is known of a planted fault: where it is, and which rule should find it; never a value."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ae_pipeline.periods import Month
    from ae_pipeline.validation.findings import Severity

FAULT_COLUMNS = ("kind", "return", "month", "file", "row", "column", "rule", "severity")


@dataclass(frozen=True)
class Fault:
    """A planted fault.

    Attributes:
        row: 1-based data row of the file; in XML, the n-th element of the row's table.
        column: official name; empty where it is the row as a whole.
    """

    kind: str
    return_name: str
    month: Month
    file: str
    row: int
    column: str
    rule: str
    severity: Severity

    def cells(self) -> list[str]:
        """As a line of ``FAULT_COLUMNS``."""
        return [str(value) for value in astuple(self)]
