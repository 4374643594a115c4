"""Rows of attainment that contradict themselves: what can be planted, and what should find it.

Not here: planting (``city.planting``), or faults of one cell, which follow from the contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city.learning.fault_cells import (
    both,
    filled,
    nothing,
    says,
    the_other,
    where_says,
    years_on,
)
from ae_city.row_faults import RowFault

if TYPE_CHECKING:
    import pandas as pd

_TABLES = ("EYFSP", "Phonics", "KS2", "KS4", "Level23", "Destinations")


def _another_letter(rows: pd.DataFrame) -> pd.Series[str]:
    """A UPN with another check letter, which is never right: only one is."""
    letter = says("A")(rows).where(rows["UPN"].str[:1].ne("A"), "B")
    return letter + rows["UPN"].str[1:]


def _flag(table: str, rule: str, column: str) -> RowFault:
    return RowFault(table, rule, column, the_other(column, "1", "0"), filled(column))


_ACHIEVED_ONLY = both(where_says("READOUTCOME", "AS"), where_says("RWM_HIGH", "0"))

ROW_FAULTS: tuple[RowFault, ...] = (
    *(RowFault(table, "AE-UPN", "UPN", _another_letter, filled("UPN")) for table in _TABLES),
    *(
        RowFault(table, "AE-ATT-AGE", "DOB", years_on("DOB", -4), filled("DOB"))
        for table in _TABLES
    ),
    _flag("EYFSP", "AE-ATT-GLD", "GLD"),
    RowFault(
        "Phonics",
        "AE-ATT-PHONICS",
        "PHONICS_MARK",
        says("20"),
        where_says("PHONICS_OUTCOME", "Wa"),
    ),
    RowFault(
        "Phonics",
        "AE-ATT-PHONICS-MARK",
        "PHONICS_MARK",
        nothing(),
        where_says("PHONICS_OUTCOME", "Wa", "Wt"),
    ),
    RowFault("KS2", "AE-ATT-SCORE", "READSCORE", says("95"), _ACHIEVED_ONLY),
    RowFault("KS2", "AE-ATT-SCORE-MISSING", "READSCORE", nothing(), _ACHIEVED_ONLY),
    _flag("KS2", "AE-ATT-RWM", "RWM_EXP"),
    _flag("KS2", "AE-ATT-RWM-HIGH", "RWM_HIGH"),
    _flag("KS4", "AE-ATT-BASICS", "PTL2BASICS_94"),
    _flag("KS4", "AE-ATT-BASICS", "PTL2BASICS_95"),
    RowFault(
        "KS4",
        "AE-ATT-PROGRESS-8",
        "P8SCORE",
        says("0.25"),
        where_says("ACADYR", "2024-25", "2025-26"),
    ),
    RowFault("Level23", "AE-ATT-LEVELS", "LEVEL2EM", says("1"), where_says("LEVEL2", "0")),
    _flag("Destinations", "AE-ATT-SUSTAINED", "SUSTAINED"),
)
