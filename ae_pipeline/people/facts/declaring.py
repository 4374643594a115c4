"""What a return's facts are made from: tables, drops, and the time they tell of.

Here: the record that each module of this package fills in, and the histories to choose from. Not
here: any return, or reading the lake (``people.building``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import sqlalchemy as sa

Frames: TypeAlias = "dict[str, pd.DataFrame]"
"""By name of the table."""


@dataclass(frozen=True)
class Span:
    """The days that data tell of, both ends included."""

    first: date
    last: date


@dataclass(frozen=True)
class DropRows:
    """What one drop tells.

    Attributes:
        month: the drop's.
        tables: by asset name, the columns asked for and ``source_file`` (``2025-09/cin/x.xml``)
            and ``source_row``; a table that the drop does not have is there without rows.
        person: from a system's own ids to ``person_id``; null where nobody is known by the id.
        set_aside: by asset name, the system's ids of those of whom a row was quarantined.
    """

    month: Month
    tables: Mapping[str, pd.DataFrame]
    person: Callable[[pd.Series[Any]], pd.Series[Any]]
    set_aside: Mapping[str, frozenset[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """Which drops of a return a month reads.

    Attributes:
        choose: from the months of all drops not later than the reporting month, oldest first,
            and that month, those to read, oldest first. The last is always among them.
    """

    choose: Callable[[Sequence[Month], Month], list[Month]]


@dataclass(frozen=True)
class FactCheck:
    """Something about a table of facts that should not be.

    Attributes:
        table: name of the table made.
        name: of the check: ``no_episode_vanished``.
        description: what is so when it passes.
        failing: how many rows are as they should not be.
    """

    table: str
    name: str
    description: str
    failing: Callable[[pd.DataFrame], int]


@dataclass(frozen=True, eq=False)
class Facts:
    """The facts that one return tells.

    Attributes:
        source: name of the return: ``cin``.
        reads: by asset name of a validated table, the columns needed of it.
        makes: the tables of ``schema`` that come of it.
        history: which drops are read.
        covers: from the months of the drops read, oldest first, to the days that the facts tell
            of without a gap up to the last of them. None where they tell of no time.
        build: from what the drops tell, oldest first, to the rows of every table made.
        reduce: where a drop is too large to be kept whole: from its tables to smaller ones, which
            ``build`` gets in their place. Worked out once a drop. It must not need ``person``.
        set_aside: by asset name, the official column and the domain of the ids of those of whom
            ``build`` wants to know that a row was quarantined.
        checks: asked of the tables made; they warn.
        covers_of: by name of a table made, as ``covers``, where it tells of another time than the
            rest: a module that the return has had for a year, schools that change seldom.
    """

    source: str
    reads: Mapping[str, tuple[str, ...]]
    makes: tuple[sa.Table, ...]
    history: History
    covers: Callable[[Sequence[Month]], Span | None]
    build: Callable[[Sequence[DropRows]], Frames]
    reduce: Callable[[Mapping[str, pd.DataFrame]], Frames] | None = None
    set_aside: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    checks: tuple[FactCheck, ...] = ()
    covers_of: Mapping[str, Callable[[Sequence[Month]], Span | None]] = field(default_factory=dict)

    def span_of(self, table: str, months: Sequence[Month]) -> Span | None:
        """The days that a table made from the drops of some months tells of."""
        return self.covers_of.get(table, self.covers)(months)


NEWEST = History(lambda months, _: list(months[-1:]))
"""The newest drop alone, for an export that tells of all that matters."""


def newest_of_each_year(first_month: int) -> History:
    """The newest drop of each year that starts in a month: of exports that grow over a year."""

    def choose(months: Sequence[Month], _: Month) -> list[Month]:
        newest = {_year(month, first_month): month for month in months}
        return [newest[year] for year in sorted(newest)]

    return History(choose)


def every_drop(months_back: int) -> History:
    """Every drop of the last so many months, the reporting month included, and the newest."""

    def choose(months: Sequence[Month], month: Month) -> list[Month]:
        recent = [each for each in months if month.since(each) < months_back]
        return recent or list(months[-1:])

    return History(choose)


def years_told(first_month: int) -> Callable[[Sequence[Month]], Span | None]:
    """Days told by exports that grow over a year starting in a month, one read of each year.

    An earlier year counts only if its last month's drop is there, or that of the first month after
    it, and no year is missing in between.
    """

    def covers(months: Sequence[Month]) -> Span | None:
        if not months:
            return None
        first = _year(months[-1], first_month)
        for month in reversed(months[:-1]):
            year = _year(month, first_month)
            if year != first - 1 or month != _last_of(year, first_month):
                break
            first = year
        return Span(date(first, first_month, 1), months[-1].end)

    return covers


def months_told(months: Sequence[Month]) -> Span | None:
    """Days told by exports each of its own month: back to the first gap."""
    if not months:
        return None
    first = months[-1]
    for month in reversed(months[:-1]):
        if first.since(month) != 1:
            break
        first = month
    return Span(first.start, months[-1].end)


def all_told(months: Sequence[Month]) -> Span | None:
    """All days up to the newest drop, of an export that forgets nothing that matters."""
    return Span(date.min, months[-1].end) if months else None


def standing(months: Sequence[Month]) -> Span | None:
    """All days: of what seldom changes, such as which school is of which phase."""
    return Span(date.min, date.max) if months else None


def told_for(months_back: int) -> Callable[[Sequence[Month]], Span | None]:
    """The last so many months up to the newest drop, of an export with such a window."""

    def covers(months: Sequence[Month]) -> Span | None:
        if not months:
            return None
        return Span(months[-1].plus(1 - months_back).start, months[-1].end)

    return covers


def stacked(drops: Sequence[DropRows], table: str) -> pd.DataFrame:
    """The rows of a table over all drops, the oldest first, with ``drop`` (its month as text)."""
    parts = [drop.tables[table].assign(drop=str(drop.month)) for drop in drops]
    return pd.concat(parts, ignore_index=True)


def _year(month: Month, first_month: int) -> int:
    return month.year if month.number >= first_month else month.year - 1


def _last_of(year: int, first_month: int) -> Month:
    return Month(year + 1, first_month).plus(-1)
