"""Attendance codes: which are in use when.

Sources: DfE's guidance "Working together to improve school attendance" (in force from 19 August
2024) and the School Census's list of codes before it. What each counts as is in
``returns.marks``, for the School Census has the same marks.
"""

from __future__ import annotations

from datetime import date

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
NOT_ON_ROLL = "Z"
CLOSED = "#"
