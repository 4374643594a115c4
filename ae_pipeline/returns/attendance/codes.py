"""Attendance codes: which are in use when, and what each counts as.

Sources: DfE's guidance "Working together to improve school attendance" (in force from 19 August
2024) and the School Census's list of codes before it; classes as in DfE's pupil attendance
statistics. Not here: rules about marks (``rules``).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

SPECIFICATIONS = ("2023-24", "2024-25", "2025-26")
"""Academic years."""
NEW_CODES_FROM = date(2024, 8, 19)
"""The day from which schools use the codes of the 2024 guidance."""

AM, PM = "AM", "PM"
PRESENT_AM, PRESENT_PM = "/", "\\"

_BOTH = codes("/ \\ L B D P V W C E I M R S T G N O U X Z #")
"""Codes that are in use before and after."""
OLD = _BOTH | codes("H J Y")
"""Codes of marks before 19 August 2024."""
NEW = _BOTH | codes("K C1 C2 J1 Q Y1 Y2 Y3 Y4 Y5 Y6 Y7")
"""Codes of marks from then on."""
CODE = CodeList(OLD, added={"2024-25": NEW})
"""By academic year; a drop of a later year can still bring marks of before."""


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
    **dict.fromkeys(codes("/ \\ L"), Mark.PRESENT),
    **dict.fromkeys(codes("B J K P V W"), Mark.ELSEWHERE),
    **dict.fromkeys(codes("C C1 C2 E H I J1 M R S T"), Mark.AUTHORISED),
    **dict.fromkeys(codes("G N O U"), Mark.UNAUTHORISED),
    **dict.fromkeys(codes("D Q X Y Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #"), Mark.NOT_POSSIBLE),
}
"""By code, old and new. Possible sessions are those of every other class than the last."""
NOT_ON_ROLL = "Z"
CLOSED = "#"
