"""A figure as it was reported on a day, beside what it is now, and what happened in between.

For ``ae explain --as-at``. Here: figures alone. Who was in one on that day is not kept: the lake
holds the people of a month as it was last counted, and ``explanation`` follows those.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from ae_pipeline.errors import PipelineError
from ae_pipeline.indicators.figure import FigureKey
from ae_pipeline.indicators.presentation import NO_VALUE
from ae_pipeline.indicators.revisions import Event, Reason, end_of_day, replay
from ae_pipeline.measures.catalogue import UnknownMeasureError, measure
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.measures.shapes import BREAKDOWNS
from ae_pipeline.reports.revision_log import (
    days_in_words,
    moment_in_words,
    published,
    reason_in_words,
    require_log,
    unit_in_words,
)
from ae_pipeline.returns.fact_tables import makers_of
from ae_pipeline.statistics.rounding import round_half_up
from ae_pipeline.warehouse import revisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from rich.console import RenderableType
    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.revisions import LoggedRevision, LoggedValue
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month, Period
    from ae_pipeline.warehouse.revisions import DictionaryEntry


class AsAtError(PipelineError):
    """What was asked for has no figure of its own. Says why and what has."""


@dataclass(frozen=True)
class AsAt:
    """A figure then and now.

    Attributes:
        measure: of the catalogue.
        period: days that the figure is about.
        category: ``breakdown=category``; empty for the figure of everybody.
        day: asked about, to its end in the council's time.
        then: report or revision by which the figure held at the end of the day; none where none
            did.
        now: that by which it holds now; none where it was withdrawn or never reported.
        since: what has happened to it since, oldest first.
        before: whether it had ever been reported by the end of the day.
        dictionary: the measure's entries, by version.
    """

    measure: Measure
    period: Period
    category: str
    day: date
    then: LoggedRevision | None
    now: LoggedRevision | None
    since: Sequence[Happening]
    before: bool
    dictionary: Mapping[int, DictionaryEntry]


@dataclass(frozen=True)
class Happening:
    """A revision, and return and month of the submissions that came in just before it."""

    revision: LoggedRevision
    drops: Sequence[tuple[str, str]]


def as_at(
    connection: Connection,
    area_code: str,
    measure_id: str,
    month: Month,
    day: date,
    *,
    where: Sequence[str] = (),
    frequency: str | None = None,
) -> AsAt:
    """Look a figure up as it stood at the end of a day.

    Args:
        connection: to the warehouse.
        area_code: whose figure.
        measure_id: of the catalogue.
        month: reporting month.
        day: in the council's time; what was reported on it is in it.
        where: ``breakdown=category``, once at most; of everybody where there is none.
        frequency: which of the month's figures; that of the key indicator where none is given.

    Raises:
        AsAtError: if there is no such measure, frequency or breakdown, or more than one condition.
        NoLogError: if the warehouse keeps no log of revisions.
    """
    require_log(connection)
    try:
        asked = measure(measure_id)
    except UnknownMeasureError as error:
        raise AsAtError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    period = _period(asked, month, frequency)
    breakdown, category = _category(where)
    moment = end_of_day(day)
    key = FigureKey(measure_id, area_code, period.start, period.end, breakdown, category)
    log = [
        each
        for each in revisions.logged(
            connection,
            area_code,
            measure_id=measure_id,
            period=period,
            breakdown=breakdown,
            first=True,
        )
        if each.key == key
    ]
    entries = revisions.definitions(connection).items()
    return AsAt(
        measure=asked,
        period=period,
        category="" if breakdown == TOTAL else f"{breakdown}={category}",
        day=day,
        then=replay(log, moment).get(key),
        now=replay(log, log[-1].revised_at).get(key) if log else None,
        since=[
            Happening(each, _drops(connection, makers_of(asked.sources), before, each))
            for before, each in zip([None, *log], log, strict=False)
            if each.revised_at > moment
        ],
        before=bool(log) and log[0].revised_at <= moment,
        dictionary={version: entry for (name, version), entry in entries if name == measure_id},
    )


def _period(asked: Measure, month: Month, frequency: str | None) -> Period:
    if frequency is None:
        return asked.period(month)
    there = {each.value: period for period, each in asked.periods(month).items()}
    if frequency not in there:
        raise AsAtError(
            f"{asked.id} has no {frequency!r} figure in {month}; it has {', '.join(there)}."
        )
    return there[frequency]


def _category(where: Sequence[str]) -> tuple[str, str]:
    if not where:
        return TOTAL, TOTAL
    if len(where) > 1:
        raise AsAtError(
            "Figures are reported by one breakdown at a time: with --as-at give --where once."
        )
    breakdown, _, category = where[0].partition("=")
    if breakdown not in BREAKDOWNS or not category:
        raise AsAtError(
            f"{where[0]!r} is not breakdown=category with one of {', '.join(BREAKDOWNS)}."
        )
    return breakdown, category


def _drops(
    connection: Connection,
    returns: Sequence[str],
    before: LoggedRevision | None,
    revision: LoggedRevision,
) -> list[tuple[str, str]]:
    """Drops that the figure's month began to read since the figure was last reported."""
    if before is None or revision.reported_for is None:
        return []
    return revisions.drops_between(
        connection, revision.reported_for, returns, before.revised_at, revision.revised_at
    )


def render(found: AsAt) -> Iterator[RenderableType]:
    """The figure then and now, the difference, and what happened in between, in plain words."""
    info = found.measure.info
    yield f"[bold]{info.title}[/] ({info.id})"
    of = f", {escape(found.category)}" if found.category else ""
    yield f"{days_in_words(found.period.start, found.period.end)}{of}"
    yield _table(found)
    yield _difference(found)
    if found.since:
        yield "Since then:"
    for each in found.since:
        yield f"  {_line(each, found.dictionary)}"


def _table(found: AsAt) -> Table:
    table = Table()
    table.add_column("")
    table.add_column(f"At the end of {found.day} (UK time)")
    table.add_column("Now")
    sides = (found.then, found.now)
    after = [None if side is None else side.after for side in sides]
    table.add_row("Value", *(_value(side, found.dictionary) for side in after))
    table.add_row("Numerator", *(_numerator(side, found.dictionary) for side in after))
    table.add_row("Denominator", *("" if s is None else _count(s.denominator) for s in after))
    table.add_row("Reported", *("" if s is None else moment_in_words(s.revised_at) for s in sides))
    table.add_row("Why", *("" if s is None else reason_in_words(s.event, s.reason) for s in sides))
    table.add_row("Version", *("" if s is None else str(s.measure_version) for s in after))
    table.add_row("Run", *("" if s is None else str(s.run_id) for s in sides))
    return table


def _value(side: LoggedValue | None, dictionary: Mapping[int, DictionaryEntry]) -> str:
    if side is None:
        return "no figure"
    return published(side.published_value, dictionary[side.measure_version])


def _numerator(side: LoggedValue | None, dictionary: Mapping[int, DictionaryEntry]) -> str:
    return "" if side is None else _count(side.numerator, dictionary[side.measure_version].scale)


def _count(count: int | None, scale: int = 1) -> str:
    """A numerator or denominator as text; a numerator may be in parts of one."""
    if count is None:
        return NO_VALUE
    return f"{count:,}" if scale == 1 else f"{Decimal(count) / scale:,}"


def _difference(found: AsAt) -> str:
    then = None if found.then is None else found.then.after
    now = None if found.now is None else found.now.after
    if then is not None and now is not None:
        return f"Difference: {_between(then, now, found.dictionary[now.measure_version])}."
    if then is not None:
        return "The figure has since been withdrawn: nobody is in the category any more."
    if found.before:
        return "The figure was withdrawn at the time: nobody was in the category."
    if not found.since:
        return "No figure has ever been reported."
    first = moment_in_words(found.since[0].revision.revised_at)
    return f"No figure had been reported by then. There has been one since {first}."


def _between(then: LoggedValue, now: LoggedValue, entry: DictionaryEntry) -> str:
    versions = then.measure_version, now.measure_version
    if versions[0] != versions[1]:
        return "not shown, since versions {} and {} of the definition differ".format(*versions)
    before, after = then.published_value, now.published_value
    if before == after:
        alike = (then.numerator, then.denominator) == (now.numerator, now.denominator)
        return "none" if alike else "none, to the decimals that are published"
    if before is None or after is None:
        missing = "there was no value" if before is None else "there is no value now"
        return f"not shown, since {missing}"
    amount = round_half_up(abs(after - before), entry.decimals)
    unit = unit_in_words(entry.unit)
    unit = unit.removesuffix("s") if amount == 1 else unit
    return " ".join(filter(None, (f"{amount:,}", unit, "more" if after > before else "less")))


def _line(happening: Happening, dictionary: Mapping[int, DictionaryEntry]) -> str:
    """One thing that happened: ``3 Nov 2025 09:00: 3 more counted (339 to 342) …: late data``."""
    revision = happening.revision
    why = reason_in_words(revision.event, revision.reason)
    if revision.reason in {Reason.LATE_DATA, Reason.CORRECTED_DATA} and happening.drops:
        why += ", " + ", ".join(f"{drop} drop of {name}" for name, drop in happening.drops)
    parts = [moment_in_words(revision.revised_at)]
    if revision.before is not None and revision.after is not None:
        parts.append("; ".join(_changes(revision.before, revision.after, dictionary)))
    elif revision.event is not Event.WITHDRAWN:
        parts.append(_value(revision.after, dictionary))
    return ": ".join((*parts, why))


def _changes(
    before: LoggedValue, after: LoggedValue, dictionary: Mapping[int, DictionaryEntry]
) -> Iterator[str]:
    scales = [dictionary[each.measure_version].scale for each in (before, after)]
    for words, was, is_now, (old, new) in (
        ("{} {} counted", before.numerator, after.numerator, scales),
        ("out of {} {}", before.denominator, after.denominator, (1, 1)),
    ):
        if was is None or is_now is None or was == is_now:
            continue
        size = words.format(_count(abs(is_now - was), new), "more" if is_now > was else "fewer")
        yield f"{size} ({_count(was, old)} to {_count(is_now, new)})"
    values = _value(before, dictionary), _value(after, dictionary)
    yield f"still {values[1]}" if values[0] == values[1] else " to ".join(values)
