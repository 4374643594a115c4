"""Rows of the Virtual School's records that contradict themselves, and what should find them.

Not here: planting (``city.planting``), or faults of one cell, which follow from the contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city.learning.fault_cells import (
    both,
    empty,
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

_FIRST, _LATER = where_says("FIRSTPEP", "Y"), where_says("FIRSTPEP", "N")


def _more_than_possible(rows: pd.DataFrame) -> pd.Series[str]:
    return (rows["SESSPOSSIBLE"].astype("int64") + 2).astype("str")


ROW_FAULTS: tuple[RowFault, ...] = (
    RowFault("PEPs", "AE-EPEP-DATES", "CARESTARTED", years_on("DOB", -1), _LATER),
    RowFault(
        "PEPs",
        "AE-EPEP-TERM",
        "PEPDATE",
        years_on("PEPDATE", 2),
        both(_LATER, filled("PEPDATE")),
    ),
    RowFault(
        "PEPs",
        "AE-EPEP-10WD",
        "WITHIN10WD",
        the_other("WITHIN10WD", "Y", "N"),
        both(_FIRST, filled("WITHIN10WD")),
    ),
    RowFault(
        "PEPs",
        "AE-EPEP-10WD-FIRST",
        "WITHIN10WD",
        nothing(),
        both(_FIRST, filled("WITHIN10WD", "PEPDATE")),
    ),
    RowFault("PEPs", "AE-EPEP-QUALITY", "QUALITY", says("G"), empty("PEPDATE")),
    RowFault(
        "PEPs", "AE-EPEP-SESSIONS", "SESSATTENDED", _more_than_possible, filled("SESSPOSSIBLE")
    ),
    RowFault(
        "SchoolMoves",
        "AE-EPEP-SAME-SCHOOL",
        "TOURN",
        lambda rows: rows["FROMURN"],
        filled("FROMURN", "TOURN"),
    ),
    RowFault(
        "SchoolMoves",
        "AE-EPEP-IN-YEAR",
        "INYEAR",
        the_other("INYEAR", "Y", "N"),
        filled("INYEAR"),
    ),
    RowFault("SchoolMoves", "AE-EPEP-DATES", "DOB", years_on("MOVEDATE", 2), filled("MOVEDATE")),
)
