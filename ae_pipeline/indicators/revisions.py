"""Why a reported figure changes: a figure is superseded, never overwritten.

Here: which figures to report anew, which they replace, the reason each carries, and the log of it
all replayed. Not here: writing or reading them (``warehouse``), how large revisions are
(``revision_sizes``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from ae_pipeline.warehouse.history import Row, changes
from ae_pipeline.warehouse.tables import INDICATOR_VALUE_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COMPARED = ("measure_version", "numerator", "denominator", "value", "status")
"""What makes a figure another figure. Limits and the published value follow from these."""
COUNCIL_TIME = ZoneInfo("Europe/London")
"""The time by which a day begins and ends, and a revision falls into a month."""
FigureKey: TypeAlias = tuple[object, ...]
"""Values of ``INDICATOR_VALUE_KEY``."""
_GROUP = ("measure_id", "area_code", "period_start", "period_end")


class Reason(StrEnum):
    """Why a figure was reported."""

    FIRST = "first"
    """There was none for its key."""
    LATE_DATA = "late_data"
    """A newer drop came in."""
    CORRECTED_DATA = "corrected_data"
    """A file of a drop already read was replaced."""
    RULES_CHANGED = "rules_changed"
    """The same files, judged by other rules."""
    DEFINITION_CHANGE = "definition_change"
    """The measure has a new version."""
    POPULATION_REBASED = "population_rebased"
    """A rate's population was estimated anew and its numerator did not change."""


class Event(StrEnum):
    """What happened to a figure, as the warehouse's ``revision_log`` has it."""

    FIRST = "first"
    """It was reported for the first time."""
    REVISED = "revised"
    """Another took its place."""
    WITHDRAWN = "withdrawn"
    """Nothing took its place: nobody is in its category any more."""
    RESTORED = "restored"
    """It was reported again after it had been withdrawn."""


@dataclass(frozen=True)
class Revision:
    """What to write.

    Attributes:
        inserts: rows to report, each with its ``revision_reason``.
        superseded: current rows that no longer hold.
    """

    inserts: list[dict[str, Any]]
    superseded: list[Row]


def revise(current: Iterable[Row], new: Iterable[Row], reasons: Mapping[str, Reason]) -> Revision:
    """Compare current figures with new ones.

    A figure with the same numerator, denominator, value, status and version is not reported
    again. A current figure of a measure and period that was counted again without it (a category
    nobody is in any more) is superseded by nothing. Current figures of other measures and
    periods are left alone.

    Args:
        current: current rows of ``indicator_value``; more than were counted again do no harm.
        new: rows as they should hold now.
        reasons: by measure, why anything should have changed in this run. A new version of the
            measure, or a new population under an unchanged numerator, is told by the row itself
            and goes first: a new version because the two figures count different things, a new
            population because nobody was counted otherwise. A run that reports a month for the
            first time may replace what an earlier month counted of the same days (an academic
            year); the later month has newer data, so that is late data.

    Raises:
        ValueError: if two rows of one side are the same figure.
    """
    rows = list(new)
    counted = {_group(row) for row in rows}
    found = changes(
        [row for row in current if _group(row) in counted], rows, INDICATOR_VALUE_KEY, COMPARED
    )
    return Revision(
        inserts=[
            *({**row, "revision_reason": Reason.FIRST.value} for row in found.added),
            *(
                {**row, "revision_reason": _reason(before, row, reasons[row["measure_id"]]).value}
                for before, row in found.changed
            ),
        ],
        superseded=[*(before for before, _ in found.changed), *found.gone],
    )


def _group(row: Row) -> tuple[object, ...]:
    return tuple(row[column] for column in _GROUP)


def _reason(before: Row, after: Row, reason: Reason) -> Reason:
    if before["measure_version"] != after["measure_version"]:
        return Reason.DEFINITION_CHANGE
    populations = [(row["population_year"], row["population_release"]) for row in (before, after)]
    if before["numerator"] == after["numerator"] and populations[0] != populations[1]:
        return Reason.POPULATION_REBASED
    return Reason.LATE_DATA if reason is Reason.FIRST else reason


def end_of_day(day: date) -> datetime:
    """The last moment of a day in the council's time, in UTC."""
    return datetime.combine(day, time.max, COUNCIL_TIME).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """The first moment of a day in the council's time, in UTC."""
    return datetime.combine(day, time.min, COUNCIL_TIME).astimezone(UTC)


def figure_key(row: Row) -> FigureKey:
    """What tells one figure from another."""
    return tuple(row[name] for name in INDICATOR_VALUE_KEY)


def replay(log: Iterable[Row], moment: datetime) -> dict[FigureKey, Row]:
    """The figures that held at a moment, from the log alone.

    Args:
        log: rows of ``revision_log`` with the first reports, oldest first.
        moment: aware; what happened at that very moment is in it.

    Returns:
        By figure, the last thing that happened to it, whose ``numerator``, ``denominator``,
        ``value`` and ``status`` are the figure. One that was withdrawn is left out.
    """
    held: dict[FigureKey, Row] = {}
    for row in log:
        if row["revised_at"] > moment:
            continue
        if row["event"] == Event.WITHDRAWN:
            held.pop(figure_key(row), None)
        else:
            held[figure_key(row)] = row
    return held
