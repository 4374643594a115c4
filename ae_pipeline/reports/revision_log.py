"""The log of revisions and their usual sizes, as ``ae revisions`` prints them.

Here: the warehouse's log in plain words. Not here: why figures change or how sizes are taken
(``indicators``), or one figure's own history (``as_at``). Counts are shown as they are: it is for
those who run the pipeline, and not for publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from ae_pipeline.errors import PipelineError
from ae_pipeline.indicators.presentation import NO_VALUE, display
from ae_pipeline.indicators.revision_sizes import RevisionSize, revision_sizes
from ae_pipeline.indicators.revisions import COUNCIL_TIME, Event, Reason, start_of_day
from ae_pipeline.measures.definition import TOTAL, Unit
from ae_pipeline.statistics.rounding import round_half_up
from ae_pipeline.warehouse import revisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from rich.console import RenderableType
    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.figure import FigureKey
    from ae_pipeline.indicators.revisions import LoggedRevision, LoggedValue
    from ae_pipeline.warehouse.revisions import DictionaryEntry

REASON_WORDS = {
    Reason.FIRST: "first report",
    Reason.LATE_DATA: "late data",
    Reason.CORRECTED_DATA: "corrected data",
    Reason.RULES_CHANGED: "other rules or code",
    Reason.DEFINITION_CHANGE: "change of definition",
    Reason.POPULATION_REBASED: "population re-based",
}
_LINES = 40
_SIZE_DECIMALS = 2
_PERCENT = 100


class NoLogError(PipelineError):
    """The warehouse has no log, or none of what was asked for. Says what to do."""


def require_log(connection: Connection) -> None:
    """Make sure that the warehouse keeps a log.

    Raises:
        NoLogError: if it was last written before there was one, or never.
    """
    if not revisions.has_log(connection):
        raise NoLogError("The warehouse keeps no log of revisions yet: ae run --period YYYY-MM")


def reason_in_words(event: Event, reason: Reason | None) -> str:
    """Why a figure changed: ``late data``; ``withdrawn: late data``, where nothing replaced it.

    A figure that went while nothing else of its step was revised leaves no reason behind.
    """
    words = "reason not recorded" if reason is None else REASON_WORDS[reason]
    if event is Event.WITHDRAWN:
        return f"withdrawn, nobody is in the category any more: {words}"
    return f"reported again: {words}" if event is Event.RESTORED else words


def moment_in_words(moment: datetime) -> str:
    """A moment in the council's time: ``3 Nov 2025 09:00``."""
    local = moment.astimezone(COUNCIL_TIME)
    return f"{local.day} {local:%b %Y %H:%M}"


def days_in_words(start: date, end: date) -> str:
    """The days that a figure is about."""
    return str(end) if start == end else f"{start} to {end}"


def published(value: Decimal | None, entry: DictionaryEntry) -> str:
    """A published value, printed by an entry of the dictionary."""
    return display(value, entry.unit, entry.decimals)


def render(
    connection: Connection, area_code: str, measure_id: str | None, since: date | None
) -> Iterator[RenderableType]:
    """The log, newest first, and how large revisions have been.

    Without a measure the log is of figures of everybody, at most forty lines; with one it is of
    its breakdowns too, and whole.

    Args:
        connection: to the warehouse.
        area_code: whose figures.
        measure_id: of this measure alone.
        since: first day, in the council's time, that the log is shown of. Sizes are of all time,
            since they count figures that were not revised as well.

    Raises:
        NoLogError: if there is no log, or the dictionary has no such measure.
    """
    require_log(connection)
    dictionary = revisions.definitions(connection)
    if measure_id is not None and measure_id not in {known for known, _ in dictionary}:
        raise NoLogError(f"No figure of a measure {measure_id!r} has been reported.")
    found = revisions.logged(
        connection,
        area_code,
        measure_id=measure_id,
        breakdown=TOTAL if measure_id is None else None,
        since=None if since is None else start_of_day(since),
    )
    if found:
        yield _log(found[::-1], dictionary, len(found) if measure_id else _LINES)
    else:
        yield "No figure has been revised" + ("." if since is None else f" since {since}.")
    sizes = revision_sizes(revisions.histories(connection, area_code, measure_id))
    if sizes:
        yield _sizes(sizes, dictionary, len(sizes) if measure_id else _LINES)


def _log(
    found: Sequence[LoggedRevision],
    dictionary: Mapping[tuple[str, int], DictionaryEntry],
    limit: int,
) -> Table:
    table = Table(title=_title("Revisions, newest first", len(found), limit), title_justify="left")
    for column in ("Reported", "Measure", "Of", "Before", "After"):
        table.add_column(column, no_wrap=column == "Reported")
    table.add_column("Why", ratio=1)
    for each in found[:limit]:
        key = each.key
        of = days_in_words(key.period_start, key.period_end)
        if key.breakdown != TOTAL:
            of += f", {key.breakdown} {key.category}"
        table.add_row(
            moment_in_words(each.revised_at),
            key.measure_id,
            escape(of),
            _side(key, each.before, dictionary),
            _side(key, each.after, dictionary),
            reason_in_words(each.event, each.reason),
        )
    return table


def _side(
    key: FigureKey,
    side: LoggedValue | None,
    dictionary: Mapping[tuple[str, int], DictionaryEntry],
) -> str:
    """What a figure was before, or is after: ``64% (339 / 527)``; nothing where there was none."""
    if side is None:
        return ""
    value = published(side.published_value, dictionary[key.measure_id, side.measure_version])
    if side.numerator is None or side.denominator is None:
        return value
    return f"{value} ({side.numerator:,} / {side.denominator:,})"


def _sizes(
    sizes: Sequence[RevisionSize],
    dictionary: Mapping[tuple[str, int], DictionaryEntry],
    limit: int,
) -> Table:
    """Those of most revisions, where not all can be shown."""
    shown = sorted(sorted(sizes, key=lambda each: -each.revisions)[:limit])
    title = _title("Usual size of a revision, by months since the figure's days", len(sizes), limit)
    table = Table(title=title, title_justify="left")
    table.add_column("Measure")
    for column in ("Months", "Figures", "Revised", "Median size"):
        table.add_column(column, justify="right")
    table.add_column("Unit")
    table.add_column("Median %", justify="right")
    newest = sorted(dictionary)
    units = {measure_id: dictionary[measure_id, v].unit for measure_id, v in newest}
    for each in shown:
        table.add_row(
            each.measure_id,
            str(each.delay_months),
            f"{each.figures:,}",
            f"{each.revisions:,}",
            f"{round_half_up(each.median_size, _SIZE_DECIMALS):,}",
            unit_in_words(units[each.measure_id]),
            NO_VALUE
            if each.median_relative is None
            else f"{round_half_up(each.median_relative * _PERCENT, 1)}%",
        )
    return table


def _title(words: str, there: int, limit: int) -> str:
    more = f" ({limit} of {there}; --measure shows all of one)" if there > limit else ""
    return words + more


_UNIT_WORDS = {
    Unit.PERCENT: "percentage points",
    Unit.PERCENTAGE_POINTS: "percentage points",
    Unit.PER_100: "per 100",
    Unit.PER_10_000: "per 10,000",
    Unit.FTE: "full-time equivalents",
    Unit.DAYS: "days",
    Unit.WEEKS: "weeks",
    Unit.POUNDS: "pounds",
}


def unit_in_words(unit: Unit) -> str:
    """What a difference of two values is in; nothing for plain numbers."""
    return _UNIT_WORDS.get(unit, "")
