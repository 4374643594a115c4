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
from ae_pipeline.indicators.presentation import NO_VALUE
from ae_pipeline.indicators.revisions import Event, Reason, end_of_day, figure_key, replay
from ae_pipeline.measures.catalogue import UnknownMeasureError, measure
from ae_pipeline.measures.definition import TOTAL, Unit
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

    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month, Period
    from ae_pipeline.warehouse.history import Row


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
        then: row of ``revision_log`` by which the figure held at the end of the day; none where
            none did.
        now: row by which it holds now; none where it was withdrawn or never reported.
        since: what has happened to it since, oldest first.
        before: whether it had ever been reported by the end of the day.
        dictionary: the measure's entries, by version.
    """

    measure: Measure
    period: Period
    category: str
    day: date
    then: Row | None
    now: Row | None
    since: Sequence[Happening]
    before: bool
    dictionary: Mapping[int, Row]


@dataclass(frozen=True)
class Happening:
    """A row of ``revision_log``, and return and month of the drops that came in just before it."""

    row: Row
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
    key = (measure_id, area_code, period.start, period.end, breakdown, category)
    log = [
        row
        for row in revisions.logged(
            connection,
            area_code,
            measure_id=measure_id,
            period=period,
            breakdown=breakdown,
            first=True,
        )
        if figure_key(row) == key
    ]
    entries = revisions.definitions(connection).items()
    return AsAt(
        measure=asked,
        period=period,
        category="" if breakdown == TOTAL else f"{breakdown}={category}",
        day=day,
        then=replay(log, moment).get(key),
        now=replay(log, log[-1]["revised_at"]).get(key) if log else None,
        since=[
            Happening(row, _drops(connection, makers_of(asked.sources), before, row))
            for before, row in zip([None, *log], log, strict=False)
            if row["revised_at"] > moment
        ],
        before=bool(log) and log[0]["revised_at"] <= moment,
        dictionary={version: row for (name, version), row in entries if name == measure_id},
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
    connection: Connection, returns: Sequence[str], before: Row | None, row: Row
) -> list[tuple[str, str]]:
    """Drops that the figure's month began to read since the figure was last reported."""
    if before is None or row["reported_for"] is None:
        return []
    return revisions.drops_between(
        connection, row["reported_for"], returns, before["revised_at"], row["revised_at"]
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
        yield f"  {_told(each, found.dictionary)}"


def _table(found: AsAt) -> Table:
    table = Table()
    table.add_column("")
    table.add_column(f"At the end of {found.day} (UK time)")
    table.add_column("Now")
    sides = (found.then, found.now)
    table.add_row("Value", *(_value(row, found.dictionary) for row in sides))
    for name in ("numerator", "denominator"):
        table.add_row(name.capitalize(), *(_part(row, name, found.dictionary) for row in sides))
    table.add_row("Reported", *(_cell(row, "revised_at") for row in sides))
    table.add_row("Why", *(_cell(row, "reason") for row in sides))
    table.add_row("Version", *(_cell(row, "measure_version") for row in sides))
    table.add_row("Run", *(_cell(row, "run_id") for row in sides))
    return table


def _part(row: Row | None, name: str, dictionary: Mapping[int, Row]) -> str:
    return "" if row is None else _number(row[name], name, dictionary[row["measure_version"]])


def _cell(row: Row | None, name: str) -> str:
    if row is None:
        return ""
    if name == "revised_at":
        return moment_in_words(row[name])
    if name == "reason":
        return reason_in_words(row["event"], row[name])
    return str(row[name])


def _value(row: Row | None, dictionary: Mapping[int, Row]) -> str:
    if row is None:
        return "no figure"
    return published(row["published_value"], dictionary[row["measure_version"]])


def _number(count: int | None, name: str, entry: Row) -> str:
    """A numerator or denominator as text; a numerator may be kept in parts of one."""
    if count is None:
        return NO_VALUE
    scale = (entry["scale"] or 1) if name == "numerator" else 1
    return f"{count:,}" if scale == 1 else f"{Decimal(count) / scale:,}"


def _difference(found: AsAt) -> str:
    if found.then is not None and found.now is not None:
        entry = found.dictionary[found.now["measure_version"]]
        return f"Difference: {_between(found.then, found.now, entry)}."
    if found.then is not None:
        return "The figure has since been withdrawn: nobody is in the category any more."
    if found.before:
        return "The figure was withdrawn at the time: nobody was in the category."
    if not found.since:
        return "No figure has ever been reported."
    first = moment_in_words(found.since[0].row["revised_at"])
    return f"No figure had been reported by then. There has been one since {first}."


def _between(then: Row, now: Row, entry: Row) -> str:
    versions = then["measure_version"], now["measure_version"]
    if versions[0] != versions[1]:
        return "not told, since versions {} and {} of the definition differ".format(*versions)
    before, after = then["published_value"], now["published_value"]
    if before == after:
        alike = (then["numerator"], then["denominator"]) == (now["numerator"], now["denominator"])
        return "none" if alike else "none, to the decimals that are published"
    if before is None or after is None:
        return "not told, since there " + ("was no value" if before is None else "is no value now")
    amount = round_half_up(abs(after - before), entry["decimals"])
    unit = unit_in_words(Unit(entry["unit"]))
    unit = unit.removesuffix("s") if amount == 1 else unit
    return " ".join(filter(None, (f"{amount:,}", unit, "more" if after > before else "less")))


def _told(happening: Happening, dictionary: Mapping[int, Row]) -> str:
    """One thing that happened: ``3 Nov 2025 09:00: 3 more counted (339 to 342) …: late data``."""
    row = happening.row
    why = reason_in_words(row["event"], row["reason"])
    if row["reason"] in {Reason.LATE_DATA, Reason.CORRECTED_DATA} and happening.drops:
        why += ", " + ", ".join(f"{drop} drop of {name}" for name, drop in happening.drops)
    parts = [moment_in_words(row["revised_at"])]
    if row["event"] == Event.REVISED:
        entries = dictionary[row["version_before"]], dictionary[row["measure_version"]]
        parts.append("; ".join((*_counted(row, *entries), _moved(row, *entries))))
    elif row["event"] != Event.WITHDRAWN:
        parts.append(_value(row, dictionary))
    return ": ".join((*parts, why))


def _counted(row: Row, before: Row, after: Row) -> Iterator[str]:
    for name, words in (("numerator", "{} {} counted"), ("denominator", "out of {} {}")):
        was, is_now = row[f"{name}_before"], row[name]
        if was is None or is_now is None or was == is_now:
            continue
        by = _number(abs(is_now - was), name, after)
        told = words.format(by, "more" if is_now > was else "fewer")
        yield f"{told} ({_number(was, name, before)} to {_number(is_now, name, after)})"


def _moved(row: Row, before: Row, after: Row) -> str:
    was = published(row["published_before"], before)
    is_now = published(row["published_value"], after)
    return f"still {is_now}" if was == is_now else f"{was} to {is_now}"
