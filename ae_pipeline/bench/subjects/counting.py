"""All measures of a month on DuckDB, from the facts in the lake to counts and memberships there."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

from ae_pipeline.bench.authority import MONTH
from ae_pipeline.bench.subjects.names import COUNTING, LOADING
from ae_pipeline.engines.duckdb import DuckDbEngine
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.counting import task
from ae_pipeline.measures.measuring import measure_month
from ae_pipeline.settings import Settings, authority

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pyarrow as pa

    from ae_pipeline.engines.base import Source


class _Timed(DuckDbEngine):
    """An engine that knows how long it took: loading, counting, and for each membership."""

    def __init__(self) -> None:
        super().__init__()
        self.loading = self.counting = self._keeping = 0.0
        self.by_membership: dict[str, float] = {}

    def load(self, tables: Mapping[str, Source]) -> None:
        """See ``Engine.load``."""
        begun = time.thread_time()
        super().load(tables)
        self.loading += time.thread_time() - begun

    def keep(self, name: str, select: str) -> None:
        """See ``Engine.keep``; the next membership is charged with it."""
        begun = time.thread_time()
        super().keep(name, select)
        self._keeping += time.thread_time() - begun

    def give(self, name: str, select: str) -> pa.Table:
        """See ``Engine.give``."""
        begun = time.thread_time()
        rows = super().give(name, select)
        self.by_membership[select] = self._keeping + time.thread_time() - begun
        self._keeping = 0.0
        return rows

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """See ``Engine.rows``."""
        begun = time.thread_time()
        found = super().rows(select)
        self.counting += time.thread_time() - begun
        return found


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The measures, what each reads (loading the definitions says so), and where the tables are."""
    settings = Settings(home=folder)
    lake, area = Lake(settings.lake), authority(settings.config).code
    measures = all_measures()
    for measure in measures:
        _ = measure.sources

    def work() -> dict[str, float]:
        for measure in measures:
            shutil.rmtree(lake.folder(Stage.MEMBERSHIP, measure.id, MONTH), ignore_errors=True)
        engine = _Timed()
        done = measure_month(measures, MONTH, lake, authority=area, engine=lambda: engine)
        told = {LOADING: 0.0, COUNTING: 0.0, **{each.measure.id: 0.0 for each in done}}
        for measure in measures:
            # Each is remembered, so that this is quick.
            texts = {task(measure, period, area).membership for period in measure.periods(MONTH)}
            told[measure.id] += sum(engine.by_membership.get(text, 0.0) for text in texts)
        return told | {LOADING: engine.loading, COUNTING: engine.counting}

    return work
