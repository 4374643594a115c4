"""How the ids of the School Census's rows are protected, and the kinds of number it has.

Here: what several tables share. Not here: any table.
"""

from __future__ import annotations

from typing import Any

from ae_pipeline.validation.fields import Protected, Protection, key, label
from ae_pipeline.validation.findings import Severity

ON_ROLL, OFF_ROLL = "pupilonrolltableid", "pupilnolongeronrolltableid"
RETURN = "schoolcensustableid"
PRIVATE = Protection(Protected.PRIVATE)
MOST_SESSIONS = 1_000
"""More than a year has."""
_PUPIL = Protection(Protected.IDENTIFIER, "school_census/pupil")
_SCHOOL_RETURN = Protection(Protected.IDENTIFIER, "school_census/return")


def pupil_key(column: str) -> Any:
    """The id of a pupil's row, where it identifies the row."""
    return key(column, "Id of the pupil's row.", protection=_PUPIL)


def of_pupil(column: str) -> Any:
    """The id of the pupil's row that a row belongs to."""
    return label(
        column,
        "Id of the pupil's row that it belongs to.",
        required=True,
        severity=Severity.REJECT,
        protection=_PUPIL,
    )


def return_key() -> Any:
    """The id of a school's return, where it identifies the row."""
    return key(RETURN, "Id of the school's return.", protection=_SCHOOL_RETURN)


def of_return() -> Any:
    """The id of the school's return that a row belongs to."""
    return label(RETURN, "Id of the school's return.", required=True, protection=_SCHOOL_RETURN)


def row_key(column: str) -> Any:
    """The id of a row that nothing points to; not needed once the row is accepted."""
    return key(column, "Id of the row.", protection=PRIVATE)
