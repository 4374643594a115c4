"""The measures stage of a month: from person-keyed tables in the lake to counts and memberships.

Groups of measures are counted on engines that work in the background: while they count some
groups, the texts of the next are written here, and the results of the last go into the lake.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

import pandas as pd
import pyarrow as pa

from ae_pipeline.engines.background import BackgroundEngine
from ae_pipeline.facts.coverage import Span
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.measures.counting import Counted, count_all, counts_frame, not_counted, task
from ae_pipeline.measures.coverage import reaches
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.measures.inputs import fingerprint_of, inputs_of, paths_of
from ae_pipeline.measures.results import COUNTS, MEASURE, MEMBERSHIP, PERIOD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.counting import Task
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.groups import MeasureGroup
    from ae_pipeline.periods import Month, Period

_MANIFEST = ("fingerprint", "inputs", "members")
_ENGINES = 2
_AHEAD = 6
"""Groups that are begun before the first of them is finished."""


@dataclass(frozen=True)
class MeasuredGroup:
    """A group of measures as a month counted it.

    Attributes:
        fingerprint: of its inputs (``inputs``).
        counts: ``COUNT_COLUMNS`` of every measure and period.
        members: rows of the membership of each measure, by its id, over all periods.
        counted: whether it was counted now; else it lay in the lake, counted from the same.
    """

    group: MeasureGroup
    fingerprint: str
    counts: pd.DataFrame
    members: Mapping[str, int]
    counted: bool

    def counts_of(self, measure: Measure) -> pd.DataFrame:
        """The counts of one measure."""
        return self.counts[self.counts[MEASURE] == measure.id].reset_index(drop=True)


@dataclass(frozen=True)
class _Begun:
    """A group on its way.

    Attributes:
        tasks: by measure and period; none where the data do not reach.
        results: of the tasks, in their order.
    """

    group: MeasureGroup
    inputs: Mapping[str, Any]
    tasks: Mapping[tuple[Measure, Period], Task | None]
    results: Future[list[Counted]] | None


class _Worker:
    """An engine in the background, with what is loaded in it.

    Attributes:
        tasks: how many it has been given.
    """

    def __init__(self, engine: BackgroundEngine) -> None:
        self._engine = engine
        self._loaded: dict[str, str] = {}
        self.tasks = 0

    def count(
        self, tasks: Sequence[Task], paths: Mapping[str, Path], contents: Mapping[str, str]
    ) -> Future[list[Counted]]:
        """Count tasks once their tables are in the engine, in its thread.

        Args:
            tasks: what to count.
            paths: of the tables that they read.
            contents: digests of these.
        """
        self.tasks += len(tasks)

        def job(engine: Engine) -> list[Counted]:
            loaded = self._loaded
            if any(loaded.get(name, contents[name]) != contents[name] for name in paths):
                loaded.clear()
                engine.load({})
            missing = {name: path for name, path in paths.items() if name not in loaded}
            engine.add(missing)
            loaded.update({name: contents[name] for name in missing})
            return count_all(engine, tasks)

        return self._engine.submit(job)


class MeasuringSession:
    """Counts groups of measures on two engines, which open when the first group needs them.

    A session can count any groups of any months: tables and shared relations stay in an engine
    as long as their contents are those of the month.
    """

    def __init__(self, lake: Lake, *, authority: str, engine: Callable[[], Engine]) -> None:
        """Take what is needed to count.

        Args:
            lake: with the person-keyed tables; the results go there too.
            authority: ONS code of the authority whose measures they are.
            engine: opens an engine.
        """
        self._lake = lake
        self._authority = authority
        self._until_closed = ExitStack()
        self._workers = [
            _Worker(self._until_closed.enter_context(BackgroundEngine(engine)))
            for _ in range(_ENGINES)
        ]
        self._worker_of: dict[str, _Worker] = {}

    def measure(self, groups: Iterable[MeasureGroup], month: Month) -> Iterator[MeasuredGroup]:
        """Count groups for a month, each unless it has been counted from the same inputs.

        Yields:
            Each group, in the order given.

        Raises:
            NotInLakeError: if a table that a group reads has not been built.
        """
        waiting: list[MeasuredGroup | _Begun] = []
        for group in groups:
            inputs = inputs_of(group, month, self._lake, self._authority)
            current = self._current(group, month, inputs)
            waiting.append(current or self._begin(group, month, inputs))
            if len(waiting) == _AHEAD:
                yield self._finished(waiting.pop(0), month)
        for each in waiting:
            yield self._finished(each, month)

    def _current(
        self, group: MeasureGroup, month: Month, inputs: Mapping[str, Any]
    ) -> MeasuredGroup | None:
        """A group that lies in the lake, counted from the same inputs."""
        fingerprint = fingerprint_of(inputs)
        manifest = self._lake.manifest(Stage.MEMBERSHIP, group.name, month, _MANIFEST)
        if manifest is None or manifest["fingerprint"] != fingerprint:
            return None
        counts = self._lake.read(Stage.MEMBERSHIP, group.name, month, COUNTS)
        return MeasuredGroup(group, fingerprint, counts, manifest["members"], counted=False)

    def _begin(self, group: MeasureGroup, month: Month, inputs: Mapping[str, Any]) -> _Begun:
        """Submit a group to the engine."""
        spans = {
            table: Span(*map(date.fromisoformat, days)) if days else None
            for table, days in inputs["spans"].items()
        }
        tasks = {
            (measure, period): task(measure, period, self._authority)
            if reaches(measure.info, period, [spans[t] for t in measure.sources if t in spans])
            else None
            for measure in group.measures
            for period in measure.periods(month)
        }
        reached = [each for each in tasks.values() if each is not None]
        if not reached:
            return _Begun(group, inputs, tasks, None)
        paths = paths_of(group.tables, month, self._lake)
        results = self._worker(group).count(reached, paths, inputs["tables"])
        return _Begun(group, inputs, tasks, results)

    def _worker(self, group: MeasureGroup) -> _Worker:
        """The engine that has the group's tables, or the one with least to do."""
        subject = group.returns[-1]
        if subject not in self._worker_of:
            self._worker_of[subject] = min(self._workers, key=lambda each: each.tasks)
        return self._worker_of[subject]

    def _finished(self, begun: MeasuredGroup | _Begun, month: Month) -> MeasuredGroup:
        """Wait for the engine, and put what was counted into the lake."""
        if isinstance(begun, MeasuredGroup):
            return begun
        results = iter([] if begun.results is None else begun.results.result())
        counted = {
            (measure, period): not_counted(measure, period) if each is None else next(results)
            for (measure, period), each in begun.tasks.items()
        }
        counts = counts_frame([row for each in counted.values() for row in each.rows])
        members = {measure.id: 0 for measure in begun.group.measures}
        fingerprint = fingerprint_of(begun.inputs)
        with self._lake.replacement(Stage.MEMBERSHIP, begun.group.name, month) as new:
            new.append(COUNTS, counts)
            for measure in begun.group.measures:
                # A part for each measure, so that one is read without the rest.
                part = pa.concat_tables(
                    _labelled(each.members, measure, period)
                    for (of, period), each in counted.items()
                    if of is measure
                )
                members[measure.id] = len(part)
                new.append(MEMBERSHIP, part)
            new.finish(dict(zip(_MANIFEST, (fingerprint, begun.inputs, members), strict=True)))
        return MeasuredGroup(begun.group, fingerprint, counts, members, counted=True)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self._until_closed.close()


def measure_groups(
    groups: Iterable[MeasureGroup],
    month: Month,
    lake: Lake,
    *,
    authority: str,
    engine: Callable[[], Engine],
) -> Iterator[MeasuredGroup]:
    """Count groups of measures for a month in a session of their own (``MeasuringSession``)."""
    with MeasuringSession(lake, authority=authority, engine=engine) as session:
        yield from session.measure(groups, month)


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


def _labelled(members: pa.Table, measure: Measure, period: Period) -> pa.Table:
    """The members with their measure and the days of the period that they were counted over."""
    labels = zip((MEASURE, *PERIOD), (measure.id, period.start, period.end), strict=True)
    for name, value in labels:
        members = members.append_column(name, pa.repeat(pa.scalar(value), len(members)))
    return members
