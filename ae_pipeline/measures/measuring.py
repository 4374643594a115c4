"""The measures stage of a month: from facts in the lake to counts and memberships in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from ae_pipeline import fingerprint
from ae_pipeline.engines.beside import EngineBeside
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.measures.counting import (
    counts_frame,
    counts_of,
    members_of,
    not_counted,
    task,
)
from ae_pipeline.measures.coverage import reaches
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.people.building import FactsOfMonth, facts_of
from ae_pipeline.people.facts.catalogue import maker_of, makers_of
from ae_pipeline.people.index import INDEX
from ae_pipeline.schema.calendar import calendar_day
from ae_pipeline.schema.person import person, person_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.counting import CountRow, Task
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.people.facts.declaring import Span
    from ae_pipeline.periods import Month, Period

MEMBERSHIP, COUNTS = "membership", "counts"
_CODE = ("measures", "engines")
_OF_THE_INDEX = (person.name, person_group.name)
_AT_ONCE = 40
"""Measures that are counted together. More would keep more of their members in memory."""


@dataclass(frozen=True)
class Measured:
    """A measure of a month, as it lies in the lake under ``membership/<measure>/<month>``.

    Attributes:
        counts: ``COUNT_COLUMNS`` of every period that the month counts.
        members: rows of the membership, over all periods.
    """

    measure: Measure
    fingerprint: str
    counts: pd.DataFrame
    members: int


@dataclass(frozen=True)
class _Known:
    """What a month has in the lake for measures to read."""

    month: Month
    lake: Lake
    index: str
    facts: dict[str, FactsOfMonth]

    def of(self, measure: Measure) -> list[FactsOfMonth]:
        """The facts that a measure reads.

        Raises:
            NotInLakeError: if some have not been built.
        """
        makers = makers_of(measure.sources)
        for maker in makers:
            if maker not in self.facts:
                found = facts_of(maker, self.month, self.lake)
                if found is None:
                    raise _not_built(self.month)
                self.facts[maker] = found
        return [self.facts[maker] for maker in makers]

    def paths(self, measures: Sequence[Measure]) -> dict[str, Path]:
        """The files of the tables that measures read."""
        wanted = {name for measure in measures for name in measure.sources}
        wanted = (wanted | set(_OF_THE_INDEX)) - {calendar_day.name}
        return {
            name: self.lake.path(
                Stage.PEOPLE,
                INDEX if name in _OF_THE_INDEX else maker_of(name).source,
                self.month,
                name,
            )
            for name in sorted(wanted)
        }


@dataclass(frozen=True)
class _Begun:
    """A measure on its way.

    Attributes:
        written: the manifest of what is in the lake, where that was made from the same.
        tasks: by period, the number of the block's task; none if the data do not reach.
    """

    measure: Measure
    fingerprint: str
    written: dict[str, Any] | None
    tasks: dict[Period, int | None]


@dataclass(frozen=True)
class _Block:
    """Measures that are counted together, and what the engine was asked for their sake."""

    begun: list[_Begun]
    tasks: list[Task]
    members: list[Future[pa.Table]]
    counts: Future[list[list[CountRow]]] | None


def measure_month(
    measures: Iterable[Measure],
    month: Month,
    lake: Lake,
    *,
    authority: str,
    engine: Callable[[], Engine],
) -> Iterator[Measured]:
    """Count measures for a month, each unless that has been done from the same.

    The engine is opened when the first measure needs it, and closed at the end. It works beside
    this thread: while it counts a block of measures, the texts of the next are written here, and
    the results of the last go into the lake.

    Raises:
        NotInLakeError: if the month's people or facts have not been built.
    """
    wanted = tuple(measures)
    index = lake.manifest(Stage.PEOPLE, INDEX, month)
    if index is None:
        raise _not_built(month)
    known = _Known(month, lake, index["fingerprint"], {})
    with EngineBeside(engine, lambda: known.paths(wanted)) as beside:
        ahead: _Block | None = None
        for first in range(0, len(wanted), _AT_ONCE):
            block = _begin(wanted[first : first + _AT_ONCE], known, beside, authority)
            if ahead is not None:
                yield from _finish(ahead, known)
            ahead = block
        if ahead is not None:
            yield from _finish(ahead, known)


def _begin(
    measures: Sequence[Measure], known: _Known, beside: EngineBeside, authority: str
) -> _Block:
    """Ask the engine for what has not been counted from the same."""
    begun: list[_Begun] = []
    tasks: list[Task] = []
    members: list[Future[pa.Table]] = []
    for measure in measures:
        facts = known.of(measure)
        made_from = fingerprint.of(
            index=known.index,
            facts=[each.fingerprint for each in facts],
            measure=measure.id,
            version=measure.info.version,
            authority=authority,
            code=fingerprint.code(*_CODE),
        )
        manifest = known.lake.manifest(Stage.MEMBERSHIP, measure.id, known.month)
        if manifest is not None and manifest["fingerprint"] == made_from:
            begun.append(_Begun(measure, made_from, manifest, {}))
            continue
        numbers: dict[Period, int | None] = {}
        spans = _spans(measure, facts)
        for period in measure.periods(known.month):
            numbers[period] = None
            if reaches(measure.info, period, spans):
                numbers[period] = len(tasks)
                asked = task(measure, period, authority)
                members.append(beside.ask(partial(members_of, task=asked, number=len(tasks))))
                tasks.append(asked)
        begun.append(_Begun(measure, made_from, None, numbers))
    counts = beside.ask(partial(counts_of, tasks=tasks)) if tasks else None
    return _Block(begun, tasks, members, counts)


def _spans(measure: Measure, facts: Sequence[FactsOfMonth]) -> list[Span | None]:
    made = {name: each for each in facts for name in each.covers}
    return [made[name].span(name) for name in measure.sources if name in made]


def _finish(block: _Block, known: _Known) -> Iterator[Measured]:
    """Wait for the engine, and put what was counted into the lake."""
    members = [each.result() for each in block.members]
    rows = [] if block.counts is None else block.counts.result()
    for each in block.begun:
        measure, manifest = each.measure, each.written
        if manifest is None:
            found = {
                period: not_counted(measure, period)
                if number is None
                else block.tasks[number].counted(members[number], rows[number])
                for period, number in each.tasks.items()
            }
            counts = counts_frame([row for counted in found.values() for row in counted.rows])
            membership = pa.concat_tables(
                _dated(counted.members, period) for period, counted in found.items()
            )
            manifest = {"fingerprint": each.fingerprint, "members": len(membership)}
            tables = {COUNTS: counts, MEMBERSHIP: membership}
            known.lake.replace(Stage.MEMBERSHIP, measure.id, known.month, tables, manifest)
        else:
            counts = known.lake.read(Stage.MEMBERSHIP, measure.id, known.month, COUNTS)
        yield Measured(measure, each.fingerprint, counts, manifest["members"])


def _dated(members: pa.Table, period: Period) -> pa.Table:
    """The members with the days of the period that they were counted over."""
    for name, day in (("period_start", period.start), ("period_end", period.end)):
        members = members.append_column(name, pa.repeat(pa.scalar(day), len(members)))
    return members


def unreconciled(counts: pd.DataFrame) -> list[str]:
    """Breakdowns whose categories do not add up to the total of their period; none is right."""
    columns = ["numerator", "denominator"]
    keys = ["period_start", "period_end", "breakdown"]
    sums = counts.groupby(keys)[columns].sum(min_count=1).reset_index()
    total = sums[sums["breakdown"] == TOTAL].drop(columns="breakdown")
    parts = sums[sums["breakdown"] != TOTAL].merge(total, on=keys[:2], suffixes=("", "_total"))
    differs = pd.Series(data=False, index=parts.index)
    for column in columns:
        differs |= parts[column].fillna(-1) != parts[f"{column}_total"].fillna(-1)
    return sorted(set(parts.loc[differs, "breakdown"]))


def _not_built(month: Month) -> NotInLakeError:
    return NotInLakeError(
        f"The people and facts of {month} have not been built: run that month first "
        f"(ae run --period {month})."
    )
