"""Standards that are set locally: change one here and every measure that reads it follows.

Raise the ``version`` of those measures then: their figures change. Not here: what statute or a
published definition fixes, which stands with its measure.
"""

from __future__ import annotations

CASELOAD_LIMIT_TENTHS = 180
"""Most cases of a full-time social worker, in tenths of a case: 18."""
FIRST_YEAR_CASELOAD_LIMIT_TENTHS = 162
"""The same in the assessed and supported first year in employment: 90 % of that, 16.2."""
MANY_ABSENCES = 3
"""Absences for sickness in twelve months from which on absence is persistent."""
LONG_ABSENCE_HUNDREDTHS = 2000
"""Working days lost to sickness in twelve months from which on it is, in hundredths: 20."""
OUT_OF_HOURS_MINUTES = 60
"""Time from a contact outside office hours to a decision."""
LADO_DECISION_WORKING_DAYS = 1
"""Time from a referral to the designated officer to the first decision."""
LADO_MONTHS_TO_CLOSE = 3
"""Time in which a referral to the designated officer is to be closed."""
HANDOVER_WORKING_DAYS = 1
"""Time in which a contact outside office hours is handed over to the day service."""
WISH_KEPT = 4
"""Score of 1 to 5 from which on a wish counts as kept."""
