"""What a mark of attendance counts as, as registers and the School Census have it.

Sources: DfE's guidance "Working together to improve school attendance" (in force from 19 August
2024) and the School Census's list of codes before it; classes as in DfE's pupil attendance
statistics. Which codes are in use when is in ``returns.attendance.codes``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

PART_TIME_TIMETABLE = "C2"
SESSIONS = ("possible", "authorised", "unauthorised", "part_time_timetable")
"""Numbers of sessions that marks are summed up to."""


class Mark(StrEnum):
    """What a mark counts as."""

    PRESENT = "present"
    ELSEWHERE = "attending another place"
    """Approved educational activity: counts as attendance."""
    AUTHORISED = "authorised absence"
    UNAUTHORISED = "unauthorised absence"
    NOT_POSSIBLE = "not a possible session"
    """Left out of numerator and denominator."""


COUNTS_AS: dict[str, Mark] = {
    **dict.fromkeys(["/", "\\", "L"], Mark.PRESENT),
    **dict.fromkeys(["B", "J", "K", "P", "V", "W"], Mark.ELSEWHERE),
    **dict.fromkeys(["C", "C1", "C2", "E", "H", "I", "J1", "M", "R", "S", "T"], Mark.AUTHORISED),
    **dict.fromkeys(["G", "N", "O", "U"], Mark.UNAUTHORISED),
    **dict.fromkeys(
        ["D", "Q", "X", "Y", *(f"Y{number}" for number in range(1, 8))], Mark.NOT_POSSIBLE
    ),
    **dict.fromkeys(["Z", "#"], Mark.NOT_POSSIBLE),
}
"""By code, old and new. Possible sessions are those of every other class than the last."""


def session_kinds(marks: pd.Index[Any]) -> NDArray[np.bool_]:
    """Which of ``SESSIONS`` a mark of each code adds to: a row a code. An unknown code: to none."""
    kinds = [COUNTS_AS.get(str(code), Mark.NOT_POSSIBLE) for code in marks]
    return np.array(
        [
            (
                kind is not Mark.NOT_POSSIBLE,
                kind is Mark.AUTHORISED,
                kind is Mark.UNAUTHORISED,
                code == PART_TIME_TIMETABLE,
            )
            for kind, code in zip(kinds, marks, strict=True)
        ],
        dtype=bool,
    ).reshape(-1, len(SESSIONS))
