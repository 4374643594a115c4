"""Why a month's figures may differ from those last reported: what has changed beneath them.

Here: files read now against files read then. Not here: reasons that a figure itself shows, a new
version or population (``indicators.revisions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.revisions import Reason
from ae_pipeline.people.building import facts_of
from ae_pipeline.returns.fact_tables import makers_of
from ae_pipeline.warehouse import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

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
    """By measure, why its figures of a month would change in this run.

    The measures are those of one step, which read the same returns and are published together:
    what they were last reported from is told apart from what other steps of this very run wrote.
    """
    asked = list(measures)
    reported = reading.last_reported(
        connection, area_code, str(month), [measure.id for measure in asked]
    )
    by_return: dict[str, Reason] = {}
    for source in dict.fromkeys(name for each in asked for name in makers_of(each.sources)):
        built = facts_of(source, month, lake)
        by_return[source] = reason_for_change(
            connection, source, month, [] if built is None else built.drops, reported
        )
    order = (Reason.LATE_DATA, Reason.CORRECTED_DATA, Reason.RULES_CHANGED, Reason.FIRST)
    return {
        measure.id: min(
            (by_return[source] for source in makers_of(measure.sources)), key=order.index
        )
        for measure in asked
    }


def reason_for_change(
    connection: Connection,
    return_name: str,
    month: Month,
    drops: Sequence[str],
    reported: tuple[str, datetime] | None,
) -> Reason:
    """Why figures of a month, made from these drops, would change in this run.

    A newer drop is late data; other contents of a drop read before, corrected data; and where
    the files are the same, the pipeline's own rules or code have changed. Late data goes before
    corrected data, since a newer drop says all of it anew, and both before other rules.

    Args:
        connection: to the warehouse.
        return_name: that the figures are made from.
        month: reporting month.
        drops: that its facts of the return were built from.
        reported: reporting month and moment of the last report; an earlier month may have counted
            the same days (an academic year), from the files that it read. None if never.
    """
    if reported is None:
        return Reason.FIRST
    last, moment = reported
    known = {last, *(drop for drop in drops if drop <= last)}
    then = reading.extracts_at(connection, return_name, sorted(known), moment)
    now = reading.extracts_at(connection, return_name, sorted({*drops, str(month)}))
    if {drop for _, drop, *_ in now} != {drop for _, drop, *_ in then}:
        return Reason.LATE_DATA
    files = [{file[1:] for file in read} for read in (then, now)]
    return Reason.CORRECTED_DATA if files[0] != files[1] else Reason.RULES_CHANGED
