"""Why a month's figures may differ from those last reported: what has changed beneath them.

Here: files read now against files read then. Not here: reasons that a figure itself shows, a new
version or population (``indicators.revisions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.revisions import Reason
from ae_pipeline.people.building import facts_of
from ae_pipeline.people.facts.catalogue import all_facts, makers_of
from ae_pipeline.warehouse import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Connection

    from ae_pipeline.lake import Lake
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month


def reasons_for_change(
    connection: Connection,
    area_code: str,
    month: Month,
    lake: Lake,
    measures: Iterable[Measure],
) -> dict[str, Reason]:
    """By measure, why its figures of a month would change in this run."""
    by_return: dict[str, Reason] = {}
    for source in all_facts():
        built = facts_of(source, month, lake)
        by_return[source] = reason_for_change(
            connection, area_code, source, month, [] if built is None else built.drops
        )
    order = (Reason.LATE_DATA, Reason.CORRECTED_DATA, Reason.RULES_CHANGED, Reason.FIRST)
    return {
        measure.id: min(
            (by_return[source] for source in makers_of(measure.sources)), key=order.index
        )
        for measure in measures
    }


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
    reported = reading.last_reported(connection, area_code, str(month))
    if reported is None:
        return Reason.FIRST
    months = sorted({*drops, str(month)})
    then = reading.extracts_at(connection, return_name, months, reported)
    now = reading.extracts_at(connection, return_name, months)
    if {file[:2] for file in now} != {file[:2] for file in then}:
        return Reason.LATE_DATA
    return Reason.CORRECTED_DATA if now != then else Reason.RULES_CHANGED
