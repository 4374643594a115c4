"""Rows of NCCIS that contradict themselves: what can be planted, and what should find it.

Not here: planting (``city.planting``), or faults of one cell, which follow from the contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city.learning.fault_cells import (
    both,
    empty,
    filled,
    nothing,
    where_says,
    years_on,
)
from ae_city.row_faults import RowFault

if TYPE_CHECKING:
    import pandas as pd

_AFTER_SCHOOL = ("210", "230", "310", "330", "619")


def _a_year_older(rows: pd.DataFrame) -> pd.Series[str]:
    return (rows["ACADEMICAGE"].astype("int64") + 1).astype("str")


ROW_FAULTS: tuple[RowFault, ...] = (
    RowFault(
        "YoungPeople",
        "AE-NCCIS-ACADEMIC-AGE",
        "ACADEMICAGE",
        _a_year_older,
        where_says("ACADEMICAGE", "15", "16", "17", "18"),
    ),
    RowFault(
        "Activities",
        "AE-END-BEFORE-START",
        "ENDDATE",
        years_on("STARTDATE", -1),
        filled("STARTDATE", "ENDDATE"),
    ),
    RowFault(
        "Activities",
        "AE-NCCIS-PREDICTED-END",
        "PREDICTEDEND",
        years_on("STARTDATE", -1),
        filled("STARTDATE", "PREDICTEDEND"),
    ),
    RowFault(
        "Activities",
        "AE-NCCIS-ACTIVITY-AGE",
        "DOB",
        years_on("STARTDATE", -12),
        both(where_says("ACTIVITY", *_AFTER_SCHOOL), filled("DOB")),
    ),
    RowFault("Activities", "AE-NCCIS-NEET-START", "NEETSTART", nothing(), filled("NEETSTART")),
    RowFault(
        "Activities",
        "AE-NCCIS-REVIEW-DUE",
        "REVIEWDUE",
        nothing(),
        both(empty("ENDDATE"), filled("REVIEWDUE")),
    ),
    RowFault(
        "Activities",
        "AE-NCCIS-CURRENCY",
        "REVIEWDUE",
        years_on("ASCERTAINED", 3),
        filled("ASCERTAINED", "REVIEWDUE"),
    ),
    RowFault(
        "Activities",
        "AE-NCCIS-ESTABLISHMENT",
        "ESTABLISHMENT",
        nothing(),
        filled("ESTABLISHMENT"),
    ),
    RowFault(
        "Characteristics",
        "AE-END-BEFORE-START",
        "CHAREND",
        years_on("CHARSTART", -1),
        filled("CHARSTART", "CHAREND"),
    ),
    RowFault("SeptemberGuarantee", "AE-NCCIS-OFFER", "OFFERDATE", nothing(), filled("OFFERDATE")),
    RowFault(
        "SeptemberGuarantee",
        "AE-NCCIS-GUARANTEE-AGE",
        "DOB",
        years_on("DOB", -4),
        filled("DOB"),
    ),
)
