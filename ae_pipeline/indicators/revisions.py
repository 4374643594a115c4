"""Why a reported figure changes: a figure is superseded, never overwritten.

Here: which figures to report anew, which they replace, the reason each carries, and the log of it
all replayed. Not here: writing or reading them (``warehouse``), how large revisions are
(``revision_sizes``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from ae_pipeline.indicators.figure import Figure, FigureKey, Status

COUNCIL_TIME = ZoneInfo("Europe/London")
"""The time by which a day begins and ends, and a revision falls into a month."""
_Record = TypeVar("_Record")


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
class ReportedFigure:
    """A figure that was reported and holds still.

    Attributes:
        id: of its row of ``indicator_value``.
        figure: as it was reported.
        reported_for: reporting month that counted it, ``2025-09``; none of figures of old.
    """

    id: int
    figure: Figure
    reported_for: str | None


@dataclass(frozen=True)
class Revision:
    """What to write.

    Attributes:
        inserts: figures to report, each with its reason.
        superseded: reported figures that no longer hold.
    """

    inserts: list[tuple[Figure, Reason]]
    superseded: list[ReportedFigure]


def revise(
    current: Iterable[ReportedFigure], new: Iterable[Figure], reasons: Mapping[str, Reason]
) -> Revision:
    """Compare current figures with new ones.

    A figure with the same numerator, denominator, value, status and version is not reported
    again. A current figure of a measure and period that was counted again without it (a category
    nobody is in any more) is superseded by nothing. Current figures of other measures and
    periods are left alone.

    Args:
        current: figures that hold; more than were counted again do no harm.
        new: figures as they should hold now.
        reasons: by measure, why anything should have changed in this run. A new version of the
            measure, or a new population under an unchanged numerator, shows in the figure itself
            and goes first: a new version because the two figures count different things, a new
            population because nobody was counted otherwise. A run that reports a month for the
            first time may replace what an earlier month counted of the same days (an academic
            year); the later month has newer data, so that is late data.

    Raises:
        ValueError: if two of one side are the same figure.
    """
    after = _by_key(new, lambda figure: figure)
    counted = {_group(figure) for figure in after.values()}
    before = _by_key(
        (each for each in current if _group(each.figure) in counted), lambda each: each.figure
    )
    changed = [
        key
        for key, figure in after.items()
        if key in before and _compared(before[key].figure) != _compared(figure)
    ]
    return Revision(
        inserts=[
            *((figure, Reason.FIRST) for key, figure in after.items() if key not in before),
            *(
                (after[key], _reason(before[key].figure, after[key], reasons[key.measure_id]))
                for key in changed
            ),
        ],
        superseded=[
            *(before[key] for key in changed),
            *(each for key, each in before.items() if key not in after),
        ],
    )


def _by_key(
    records: Iterable[_Record], figure_of: Callable[[_Record], Figure]
) -> dict[FigureKey, _Record]:
    by_key: dict[FigureKey, _Record] = {}
    for record in records:
        key = figure_of(record).key
        if key in by_key:
            raise ValueError(f"two figures have the same key: {tuple(map(str, key))}")
        by_key[key] = record
    return by_key


def _compared(figure: Figure) -> tuple[object, ...]:
    """What makes a figure another figure. Limits and the published value follow from these."""
    return (
        figure.measure_version,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.status,
    )


def _group(figure: Figure) -> tuple[object, ...]:
    return (figure.measure_id, figure.area_code, figure.period)


def _reason(before: Figure, after: Figure, reason: Reason) -> Reason:
    if before.measure_version != after.measure_version:
        return Reason.DEFINITION_CHANGE
    old, new = ((each.population_year, each.population_release) for each in (before, after))
    if before.numerator == after.numerator and old != new:
        return Reason.POPULATION_REBASED
    return Reason.LATE_DATA if reason is Reason.FIRST else reason


def end_of_day(day: date) -> datetime:
    """The last moment of a day in the council's time, in UTC."""
    return datetime.combine(day, time.max, COUNCIL_TIME).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """The first moment of a day in the council's time, in UTC."""
    return datetime.combine(day, time.min, COUNCIL_TIME).astimezone(UTC)


@dataclass(frozen=True)
class LoggedRevision:
    """A row of the warehouse's ``revision_log``.

    Attributes:
        key: of the figure.
        reported_for: reporting month that counted it.
        revised_at: when it happened; aware.
        event: what happened.
        reason: why; none where nothing of its step was revised.
        before: the figure before; none where it was reported anew.
        after: the figure from then on; none where it was withdrawn.
    """

    key: FigureKey
    reported_for: str | None
    revised_at: datetime
    run_id: str | None
    event: Event
    reason: Reason | None
    before: LoggedValue | None
    after: LoggedValue | None


@dataclass(frozen=True)
class LoggedValue:
    """What a figure was at one side of a revision."""

    measure_version: int
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    published_value: Decimal | None
    status: Status


def replay(log: Iterable[LoggedRevision], moment: datetime) -> dict[FigureKey, LoggedRevision]:
    """The figures that held at a moment, from the log alone.

    Args:
        log: with the first reports, oldest first.
        moment: aware; what happened at that very moment is in it.

    Returns:
        By figure, the last thing that happened to it, whose ``after`` is the figure. One that was
        withdrawn is left out.
    """
    held: dict[FigureKey, LoggedRevision] = {}
    for each in log:
        if each.revised_at > moment:
            continue
        if each.event is Event.WITHDRAWN:
            held.pop(each.key, None)
        else:
            held[each.key] = each
    return held
