"""All measures of a month on DuckDB, from fact tables to counts and memberships in the lake."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

from ae_pipeline.engines.duckdb import DuckDbEngine
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.counting import task
from ae_pipeline.measures.groups import all_groups
from ae_pipeline.measures.measuring import measure_groups
from ae_pipeline.measures.results import MEMBERSHIP
from ae_pipeline.settings import Settings, authority
from benchmarks.authority import MONTH
from benchmarks.subjects.names import COUNTING, LOADING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pyarrow as pa

    from ae_pipeline.engines.base import Source


class _Timed(DuckDbEngine):
    """An engine that knows how long it took: loading, counting, and for each membership."""

    def __init__(self) -> None:
        super().__init__()
        self.loading = self.counting = self._relations = 0.0
        self.by_membership: dict[str, float] = {}

    def add(self, tables: Mapping[str, Source]) -> None:
        """See ``Engine.add``."""
        begun = time.thread_time()
        super().add(tables)
        self.loading += time.thread_time() - begun

    def store(self, name: str, select: str) -> None:
        """See ``Engine.store``; a membership is charged with the relations stored for it."""
        begun = time.thread_time()
        super().store(name, select)
        self._relations += time.thread_time() - begun
        if name.startswith(MEMBERSHIP):
            self.by_membership[select] = self._relations
            self._relations = 0.0

    def table(self, select: str) -> pa.Table:
        """See ``Engine.table``."""
        begun = time.thread_time()
        rows = super().table(select)
        self.counting += time.thread_time() - begun
        return rows

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """See ``Engine.rows``."""
        begun = time.thread_time()
        rows = super().rows(select)
        self.counting += time.thread_time() - begun
        return rows


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The measures, what each reads (loading the definitions says so), and where the tables are."""
    settings = Settings(home=folder)
    lake, area = Lake(settings.lake), authority(settings.config).code
    measures, groups = all_measures(), all_groups()

    def work() -> dict[str, float]:
        for group in groups:
            shutil.rmtree(lake.folder(Stage.MEMBERSHIP, group.name, MONTH), ignore_errors=True)
        engine = _Timed()
        for _ in measure_groups(groups, MONTH, lake, authority=area, engine=lambda: engine):
            pass
        seconds = {LOADING: engine.loading, COUNTING: engine.counting}
        for measure in measures:
            # Each is remembered, so that this is quick.
            texts = {task(measure, period, area).membership for period in measure.periods(MONTH)}
            seconds[measure.id] = sum(engine.by_membership.get(text, 0.0) for text in texts)
        return seconds

    return work
