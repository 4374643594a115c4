"""Why a month's figures may differ from those last reported: what has changed beneath them.

Here: files read now against files read then. Not here: reasons that a figure itself shows, a new
version or population (``indicators.revisions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.revisions import Reason
from ae_pipeline.warehouse import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Month


def reason_for_change(
    connection: Connection,
    area_code: str,
    return_name: str,
    month: Month,
    drops: Sequence[str],
) -> Reason:
    """Why figures of a month, made from these drops, would change in this run.

    A newer drop is late data; other contents of a drop read before, corrected data; and where
    the files are the same, the pipeline's own rules or code have changed.
    """
    reported = reading.last_reported(connection, area_code, month.end)
    if reported is None:
        return Reason.FIRST
    months = sorted({*drops, str(month)})
    then = reading.extracts_at(connection, return_name, months, reported)
    now = reading.extracts_at(connection, return_name, months)
    if {file[:2] for file in now} != {file[:2] for file in then}:
        return Reason.LATE_DATA
    return Reason.CORRECTED_DATA if now != then else Reason.RULES_CHANGED
