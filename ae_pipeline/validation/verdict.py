"""What validation says of one table: accepted rows, quarantined rows, findings and the ledger.

Here: the shapes only; ``engine`` fills them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LEDGER_COLUMNS = (
    "table",
    "rule",
    "severity",
    "dimension",
    "specification",
    "rows_checked",
    "rows_failed",
)
"""One line per rule that was evaluated on a table, those that no row breaks included."""


@dataclass(frozen=True)
class Verdict:
    """The outcome of validating one table of one submission. ``accepted + quarantined = read``.

    Attributes:
        accepted: typed rows under official column names, with ``_file`` and ``_row``: dates as
            ``datetime64[s]``, whole numbers as ``Int64``, all else ``str``.
        quarantined: rejected rows as the text that was read, with ``_file`` and ``_row``.
        findings: ``FINDING_COLUMNS``, of kept and rejected rows alike; no values.
        ledger: ``LEDGER_COLUMNS``.
    """

    accepted: pd.DataFrame
    quarantined: pd.DataFrame
    findings: pd.DataFrame
    ledger: pd.DataFrame
