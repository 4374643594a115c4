"""Rows of the School Census that can be made wrong: each cell is fine, and they do not go together.

Of sessions that were missed beyond those possible there is no fault, since the files have none of
the columns that older returns count them in.
"""

from __future__ import annotations

from ae_city.row_faults import RowFault
from ae_city.schooling.changing import (
    LONG_AGO,
    as_in,
    emptied,
    filled,
    saying,
    says,
)

_BEYOND_A_YEAR = "95"
_BEYOND_THE_WEEK = "45"
_SUSPENDED = saying("category", "SUSP")


def _of_exclusions(table: str) -> tuple[RowFault, ...]:
    return (
        RowFault(table, "AE-SC-REASON", "reason1", emptied, filled("reason1")),
        RowFault(table, "AE-SC-REASONS", "reason2", as_in("reason1"), filled("reason1")),
        RowFault(table, "AE-SC-LENGTH", "sessions", says(_BEYOND_A_YEAR), _SUSPENDED),
    )


def _of_pupils(table: str) -> tuple[RowFault, ...]:
    return (
        RowFault(table, "AE-SC-ENTRY", "entrydate", says(LONG_AGO), filled("dob", "entrydate")),
        RowFault(table, "AE-SC-UPN", "formerupn", as_in("upn"), filled("upn")),
    )


ROW_FAULTS = (
    *_of_pupils("PupilOnRoll"),
    *_of_pupils("PupilNoLongerOnRoll"),
    RowFault(
        "PupilOnRoll", "AE-SC-UNIT", "senunitindicator", says("True"), saying("senprovision", "N")
    ),
    RowFault("PupilOnRoll", "AE-SC-PREMIUM", "eyppr", emptied, filled("eyppr", "eyppbf")),
    RowFault(
        "PupilOnRoll",
        "AE-SC-HOURS",
        "fundedhours",
        says(_BEYOND_THE_WEEK),
        filled("hoursatsetting", "fundedhours"),
    ),
    RowFault(
        "PupilNoLongerOnRoll",
        "AE-SC-SPAN",
        "leavingdate",
        says(LONG_AGO),
        filled("entrydate", "leavingdate"),
    ),
    RowFault("FSMPeriod", "AE-SC-SPAN", "fsmenddate", says(LONG_AGO), filled("fsmstartdate")),
    *_of_exclusions("TermlyExclusionsOnRoll"),
    *_of_exclusions("TermlyExclusionsOffRoll"),
    RowFault(
        "SchoolArrangedAPDetailOnRoll",
        "AE-SC-SPAN",
        "leavingdate",
        says(LONG_AGO),
        filled("entrydate"),
    ),
)
