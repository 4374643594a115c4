"""Faults of whole rows in the exports of the plan's system. Not here: planting them."""

from __future__ import annotations

from ae_city.row_faults import RowFault
from ae_city.services.changing import (
    copy_of,
    day_from,
    filled,
    is_,
    nothing,
    unsaid,
)

_TABLE = "Milestones"
_COMPLETE = is_("status", "COMPLETE")

ROW_FAULTS = (
    RowFault(_TABLE, "AE-MILESTONE-UNDATED", "completed_on", nothing(), _COMPLETE),
    RowFault(
        _TABLE,
        "AE-MILESTONE-NOT-COMPLETE",
        "completed_on",
        copy_of("reported_on"),
        is_("status", "NOT_STARTED", "ON_TRACK", "AT_RISK", "DELAYED"),
    ),
    RowFault(_TABLE, "AE-MILESTONE-UNEVIDENCED", "evidence", nothing(), _COMPLETE),
    unsaid(_TABLE, "AE-MILESTONE-EVIDENCE-DAY", "evidence_on", given="evidence"),
    RowFault(_TABLE, "AE-MILESTONE-AHEAD", "completed_on", day_from("reported_on", 1), _COMPLETE),
    RowFault(
        _TABLE,
        "AE-MILESTONE-EVIDENCE-AHEAD",
        "evidence_on",
        day_from("reported_on", 1),
        filled("evidence"),
    ),
)
"""Every rule about more than one cell of the plan return."""
